"""An `Element` back to XML text."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from playhead.dash.document.element import Element, Timeline

__all__ = ["entry_attributes", "to_xml"]


def to_xml(element: Element) -> str:
    """Return the element as text, with what follows it; namespaces are declared where they are used."""
    pieces: list[str] = []
    _write(element, "", pieces)
    return "".join(pieces)


def entry_attributes(timeline: Timeline, nth: int) -> dict[str, str]:
    """Return the attributes of the nth S of a timeline, as they would stand in a document."""
    start, duration, repeat = timeline.entries[nth]
    attributes = {} if start is None else {"t": str(start)}
    attributes["d"] = str(duration)
    if repeat:
        attributes["r"] = str(repeat)
    return {**attributes, **timeline.details.get(nth, {})}


def _write(element: Element, namespace: str, pieces: list[str]) -> None:
    declared = f" xmlns={quoteattr(element.namespace)}" if element.namespace != namespace else ""
    pieces.append(f"<{element.name}{declared}{_attributes(element.attributes)}>")
    pieces.append(escape(element.text))
    if element.timeline is not None:
        entries = (entry_attributes(element.timeline, nth) for nth in range(len(element.timeline.entries)))
        pieces.extend(f"<S{_attributes(attributes)}/>" for attributes in entries)
    for child in element.children:
        _write(child, element.namespace, pieces)
    pieces.append(f"</{element.name}>")
    pieces.append(escape(element.tail))


def _attributes(attributes: Mapping[str, str]) -> str:
    prefixes: dict[str, str] = {}
    written = [f" {_prefixed(name, prefixes)}={quoteattr(value)}" for name, value in attributes.items()]
    declared = (f" xmlns:{prefix}={quoteattr(uri)}" for uri, prefix in prefixes.items())
    return "".join((*declared, *written))


def _prefixed(name: str, prefixes: dict[str, str]) -> str:
    if not name.startswith("{"):
        return name
    uri, _, local = name[1:].rpartition("}")
    return f"{prefixes.setdefault(uri, f'n{len(prefixes)}')}:{local}"
