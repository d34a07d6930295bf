"""EXT-X-DATERANGE (RFC 8216 §4.3.2.7): what the author says about a stretch of wall-clock time.

Tags of one ID are one range: an author opens a range before its end is known and says the rest in a later tag
or a later refresh, perhaps without repeating the start. So tags are collected by ID as raw attributes, and
typed once all are there.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from playhead.hls.attributes import AttributeReader
from playhead.hls.interstitials import INTERSTITIAL_CLASS, interstitial_of
from playhead.hls.tags import TagReading
from playhead.hls.warning_log import Oddity, quoted
from playhead.presentation import Interstitial

__all__ = ["DateRange", "DateRangeCollector"]

_TAG = "EXT-X-DATERANGE"
_MAX_RANGES = 5_000


@dataclass(frozen=True, slots=True)
class DateRange:
    """One range, from all the tags that speak of it. Dates in microseconds since 1970 UTC.

    Attributes:
        line: Of the first tag; 0 if it was taken over from the playlist before.
        attributes: As written, of all its tags together; `X-…` attributes are to be read from here.
        class_name: CLASS; `com.apple.hls.interstitial` and the like.
        start_us: None if no tag gave it.
        end_us: By END-DATE, DURATION or the start of the next of its class; None if it is open.
        planned_duration: Microseconds; what is expected while it is open.
        cues: PRE, POST, ONCE.
        scte35_command, scte35_out, scte35_in: splice_info_section() bytes.
        interstitial: What it asks to play, addresses as written; None if it is of another class.
    """

    line: int
    attributes: Mapping[str, str]
    id: str
    class_name: str = ""
    start_us: int | None = None
    end_us: int | None = None
    planned_duration: int | None = None
    cues: tuple[str, ...] = ()
    ends_on_next: bool = False
    scte35_command: bytes | None = None
    scte35_out: bytes | None = None
    scte35_in: bytes | None = None
    interstitial: Interstitial | None = None

    @classmethod
    def read(cls, attributes: AttributeReader, id_: str) -> "DateRange":
        """Read the attributes of all its tags together."""
        start_us, end_us = attributes.date_us("START-DATE"), attributes.date_us("END-DATE")
        duration = attributes.ticks("DURATION")
        class_name = attributes.text("CLASS") or ""
        if end_us is None and start_us is not None and duration is not None:
            end_us = start_us + duration
        if start_us is not None and end_us is not None and end_us < start_us:
            attributes.warn("ends before it starts")
            end_us = None
        return cls(
            attributes.line,
            attributes.raw,
            id_,
            class_name,
            start_us,
            end_us,
            attributes.ticks("PLANNED-DURATION"),
            attributes.words("CUE"),
            attributes.is_yes("END-ON-NEXT"),
            attributes.hexadecimal("SCTE35-CMD"),
            attributes.hexadecimal("SCTE35-OUT"),
            attributes.hexadecimal("SCTE35-IN"),
            interstitial_of(attributes) if class_name == INTERSTITIAL_CLASS else None,
        )


class DateRangeCollector:
    """Gathers the tags of one playlist by ID."""

    def __init__(self, reading: TagReading) -> None:
        self._reading = reading
        self._attributes: dict[str, dict[str, str]] = {}
        self._lines: dict[str, int] = {}

    def add(self, attributes: AttributeReader) -> None:
        """Take in one tag. Equal attributes must be equal in all tags of an ID; else the first one counts."""
        id_ = attributes.text("ID") if attributes.has("ID") else None
        if id_ is None:
            return
        known = self._attributes.get(id_)
        if known is None:
            if len(self._attributes) == _MAX_RANGES:
                attributes.warn(f"more than {_MAX_RANGES} ranges; the rest is left out", Oddity.LIMIT)
                return
            self._attributes[id_], self._lines[id_] = dict(attributes.raw), attributes.line
            return
        for name, value in attributes.raw.items():
            if known.setdefault(name, value) != value:
                attributes.warn(f"says {name} of {quoted(id_)} again and differently", Oddity.TAG_REPEATED)

    def take_over(self, ranges: Iterable[DateRange]) -> None:
        """Take in what the playlist before had; what this one says goes first."""
        for old in ranges:
            known = self._attributes.setdefault(old.id, {})
            self._lines.setdefault(old.id, 0)
            for name, value in old.attributes.items():
                known.setdefault(name, value)

    def finish(self) -> tuple[DateRange, ...]:
        """Return the ranges, in the order in which they came first."""
        ranges = [
            DateRange.read(self._reading.typed(raw, self._lines[id_], _TAG), id_)
            for id_, raw in self._attributes.items()
        ]
        starts: dict[str, list[int]] = {}
        for each in ranges:
            if each.start_us is not None:
                starts.setdefault(each.class_name, []).append(each.start_us)
        for each in starts.values():
            each.sort()
        return tuple(_ended_by_next(each, starts) for each in ranges)


def _ended_by_next(each: DateRange, starts: dict[str, list[int]]) -> DateRange:
    if not each.ends_on_next or each.start_us is None or each.end_us is not None:
        return each
    of_class = starts[each.class_name]
    following = bisect_right(of_class, each.start_us)
    return replace(each, end_us=of_class[following] if following < len(of_class) else None)
