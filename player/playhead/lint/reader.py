"""What the parsers themselves warn about, as findings: how much it matters, and by which clause.

The linter reads with the player's own parsers, so whatever they survive with a warning is a finding too. A
code that is missing here is no fault: it is told as a warning without a clause.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playhead.errors import Category, ErrorCode, Problem
from playhead.lint.finding import Finding, FindingSeverity
from playhead.presentation import ManifestWarning

__all__ = ["GENERAL_CODES", "READER_CODES", "ReaderCode", "finding_of_problem", "findings_of_warnings"]

_ERROR, _WARNING, _ADVICE = FindingSeverity


@dataclass(frozen=True, slots=True)
class ReaderCode:
    """How a parser's warning is told; `claim` as in `Rule`."""

    severity: FindingSeverity
    clause: str
    claim: str


READER_CODES = {
    "hls.encoding": ReaderCode(_ERROR, "RFC 8216bis §4", "A playlist is UTF-8 without a byte order mark."),
    "hls.header": ReaderCode(_ERROR, "RFC 8216bis §4.4.1.1", "The first line is #EXTM3U."),
    "hls.mixed-playlist": ReaderCode(
        _ERROR, "RFC 8216bis §4.1", "Tags of media and of multivariant playlists are never mixed."
    ),
    "hls.attribute-syntax": ReaderCode(_ERROR, "RFC 8216bis §4.2", "Attribute lists are well-formed."),
    "hls.attribute-value": ReaderCode(_ERROR, "RFC 8216bis §4.2", "Attributes have values of their types."),
    "hls.attribute-missing": ReaderCode(_ERROR, "RFC 8216bis §4.4", "Required attributes are there."),
    "hls.tag-value": ReaderCode(_ERROR, "RFC 8216bis §4.4", "Tags have values of their types."),
    "hls.tag-misplaced": ReaderCode(_WARNING, "RFC 8216bis §4.4", "Tags stand where they apply."),
    "hls.tag-repeated": ReaderCode(_ERROR, "RFC 8216bis §4.4", "What may stand once stands once."),
    "hls.duration": ReaderCode(_ERROR, "RFC 8216bis §4.4.4.1", "Each segment has an EXTINF."),
    "hls.byte-range": ReaderCode(
        _ERROR, "RFC 8216bis §4.4.4.2", "Byte ranges have a length and a known offset."
    ),
    "hls.address": ReaderCode(_WARNING, "", "Addresses are such that a player opens."),
    "hls.group-unknown": ReaderCode(_ERROR, "RFC 8216bis §4.4.6.2", "Groups that variants name exist."),
    "hls.nothing-behind": ReaderCode(_ERROR, "RFC 8216bis §4.4", "Tags about a URI have one behind them."),
    "hls.limit": ReaderCode(_WARNING, "", "Documents are of a sensible size."),
    "hls.stale": ReaderCode(_WARNING, "RFC 8216bis §6.2.1", "A live playlist changes."),
    "bad-attribute": ReaderCode(_ERROR, "ISO/IEC 23009-1 §5.2", "Attributes have values of their types."),
    "missing-attribute": ReaderCode(_ERROR, "ISO/IEC 23009-1 §5.2", "Required attributes are there."),
    "undeclared-prefix": ReaderCode(_ERROR, "XML Namespaces §5", "Namespace prefixes are declared."),
    "bad-timeline-entry": ReaderCode(_ERROR, "ISO/IEC 23009-1 §5.3.9.6", "Each S has @d, and numbers only."),
    "empty-period": ReaderCode(_WARNING, "ISO/IEC 23009-1 §5.3.2", "Each period has something to play."),
    "period-duration": ReaderCode(
        _WARNING, "ISO/IEC 23009-1 §5.3.2", "Each period lasts until the next one starts."
    ),
    "period-order": ReaderCode(
        _ERROR, "ISO/IEC 23009-1 §5.3.2", "Periods stand in the order of their starts."
    ),
    "unplaced-period": ReaderCode(_WARNING, "ISO/IEC 23009-1 §5.3.2.1", "Each period's start can be told."),
    "period-left-out": ReaderCode(_ERROR, "", "Each period can be played."),
    "set-left-out": ReaderCode(_ERROR, "", "Each set can be played."),
    "representation-left-out": ReaderCode(_ERROR, "", "Each representation can be played."),
    "unknown-essential-property": ReaderCode(
        _WARNING, "ISO/IEC 23009-1 §5.8.4.8", "Essential properties are such that players understand."
    ),
    "unresolved-link": ReaderCode(_WARNING, "ISO/IEC 23009-1 §5.5", "Content stands in the document itself."),
    "link-failed": ReaderCode(_WARNING, "ISO/IEC 23009-1 §5.5", "What an xlink names can be read."),
    "bad-key-id": ReaderCode(_ERROR, "ISO/IEC 23001-7 §11.2", "cenc:default_KID is a UUID."),
    "bad-init-data": ReaderCode(_ERROR, "ISO/IEC 23001-7 §11.2", "cenc:pssh is base64."),
}
# What a rule may say better of the same line and tag.
GENERAL_CODES = frozenset(
    {"hls.attribute-missing", "missing-attribute", "period-duration", "period-order", "empty-period"}
)
_UNKNOWN = ReaderCode(_WARNING, "", "")
# A playlist of several that can't be read is a warning to those who play the others.
_MANIFEST_ERROR = ReaderCode(_ERROR, "", "")
_MANIFEST_ERRORS = frozenset(code.name for code in ErrorCode if code.category is Category.MANIFEST)


def findings_of_warnings(warnings: Iterable[ManifestWarning], document: str = "") -> Iterator[Finding]:
    """Yield what a parser noted."""
    for each in warnings:
        code = str(each.code)
        known = _MANIFEST_ERROR if code in _MANIFEST_ERRORS else READER_CODES.get(code, _UNKNOWN)
        yield Finding(code, known.severity, each.message, each.line, each.tag, known.clause, document)


def finding_of_problem(problem: Problem, document: str = "") -> Finding:
    """Return an error that ended the reading."""
    where = problem.context
    message = problem.detail or problem.message
    return Finding(problem.code.name, _ERROR, message, where.line, where.tag, "", document)
