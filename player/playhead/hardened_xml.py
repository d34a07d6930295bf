"""lxml's parser with everything off that a hostile document could use: one set of switches for all of XML.

No entities, no DTD, no network, libxml2's own limits on. A DOCTYPE must be refused before: each format says
so in its own words.
"""

from typing import Any, cast

from lxml import etree as _etree  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]

__all__ = ["hardened_parser", "lxml"]

lxml = cast("Any", _etree)
"""lxml's `etree`, which has no types: whoever uses it returns types of their own."""


def hardened_parser(*, encoding: str | None = None, is_lenient: bool = False) -> Any:
    """Return a parser for one document.

    Args:
        encoding: What the bytes are in, whatever they say; None to believe the document.
        is_lenient: Go on after an error, as far as that is possible.
    """
    return lxml.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=is_lenient,
    )
