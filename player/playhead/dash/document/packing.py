"""Take the plain S elements out of a document before the XML parser sees them.

An S is fourteen bytes of XML and some two hundred of memory as a node, and a day of television has hundreds
of thousands. Nearly all of them look alike: `<S t="…" d="…" r="…"/>` and white space. A SegmentTimeline that
holds nothing else is read here by one regular expression, and its place in the text is taken by an empty
element with a number. Whatever looks any other way stays, and goes through the parser like the rest.

What replaces a timeline must mean the same wherever it may have stood: in a comment or an instruction, where
it is as inert as before. A CDATA section would keep it as text, so a document with one is left alone, as is
one that uses our attribute itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playhead.dash.document.entries import TimelineEntries

__all__ = ["PACKED", "PackedText", "pack"]

PACKED = "playhead-timeline"
"""The attribute that says which packed timeline an element stands for."""

# Eighteen digits always fit 63 bits. Possessive, so that a timeline that isn't plain is left at once.
_ENTRY = (
    rb'<S(?:\s++t="([0-9]{1,18}+)")?+\s++d="([1-9][0-9]{0,17}+)"(?:\s++r="(-1|[0-9]{1,18}+)")?+'
    rb"\s*+(?:/>|></S>)"
)
_ENTRIES = re.compile(_ENTRY)
_TIMELINE = re.compile(
    rb"<SegmentTimeline\s*+>((?:\s*+"
    + re.sub(rb"\((?!\?)", b"(?:", _ENTRY)
    + rb")++)\s*+</SegmentTimeline\s*+>"
)
# Matches are objects of some two hundred bytes: only so many at once.
_CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class PackedText:
    """A document with its plain timelines taken out; lines stay where they were.

    Attributes:
        timelines: The entries of each, by number; timelines that read the same are one object.
    """

    text: bytes
    timelines: tuple[TimelineEntries, ...] = ()


def pack(text: bytes, count: Callable[[int], None]) -> PackedText:
    """Take the plain timelines out.

    Args:
        text: The document in UTF-8.
        count: Told of each timeline how many entries it has, before the next is read; may raise.
    """
    if b"<![CDATA[" in text or PACKED.encode() in text:
        return PackedText(text)
    timelines: list[TimelineEntries] = []
    # All representations of a set often share one timeline, written out for each.
    known: dict[bytes, TimelineEntries] = {}

    def replacement(found: re.Match[bytes]) -> bytes:
        written = found[1]
        entries = known.get(written)
        if entries is None:
            entries = known[written] = _read(written)
        count(len(entries))
        timelines.append(entries)
        lines = b"\n" * found[0].count(b"\n")
        return b'<SegmentTimeline %s="%d"/>%s' % (PACKED.encode(), len(timelines) - 1, lines)

    packed = _TIMELINE.sub(replacement, text)
    return PackedText(packed, tuple(timelines))


def _read(written: bytes) -> TimelineEntries:
    entries = TimelineEntries()
    at, end = 0, len(written)
    while at < end:
        # Cut before an element, never inside one.
        stop = written.rfind(b"<S", at + 1, at + _CHUNK_BYTES) if end - at > _CHUNK_BYTES else end
        rows = _ENTRIES.findall(written, at, stop)
        if rows:
            entries.extend_from_digits(rows)
        at = stop
    return entries
