"""The tags that only a growing playlist needs, while it is being read: parts, hints, reports, delta updates.

A delta update (RFC 8216bis §6.2.5.1) leaves out segments that the player has already. They are taken over
from the playlist before, with everything that was in force there, so that a document is a whole playlist.
"""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from playhead.hls.attributes import AttributeReader
from playhead.hls.cues import CUE_TAGS, CueTag, read_cue
from playhead.hls.date_ranges import DateRangeCollector
from playhead.hls.low_latency import PartTag, PreloadHintTag, RenditionReportTag, ServerControlTag, SkipTag
from playhead.hls.media import MediaPlaylist
from playhead.hls.media_header import Handler, MediaHeader
from playhead.hls.segment_columns import SegmentColumns
from playhead.hls.tags import TagReading
from playhead.hls.warning_log import Oddity
from playhead.presentation import ByteRange

__all__ = ["LiveTags"]

_MAX_PARTS = 20_000
_MAX_HINTS = 1_000
_MAX_CUES = 20_000


class LiveTags:
    """Collects the live tags of one playlist.

    Args:
        reading: How tags are read.
        columns: The segments so far; parts are filed there by row.
        header: For the place of the playlist when a delta update is merged.
        previous: The playlist before this one, whole; None if there is none.

    Attributes:
        is_merged: False if segments were skipped that `previous` doesn't have.
    """

    def __init__(
        self,
        reading: TagReading,
        columns: SegmentColumns,
        header: MediaHeader,
        previous: MediaPlaylist | None,
    ) -> None:
        self._reading = reading
        self._columns = columns
        self._header = header
        self._previous = previous
        self._date_ranges = DateRangeCollector(reading)
        self._part_count = 0
        # The resource of the last part, and the byte after it: where an implicit range goes on.
        self._part_uri = ""
        self._part_next = 0
        # What may be opened depends on where the playlist is.
        is_there_still = previous is not None and urlsplit(previous.url)[:2] == urlsplit(reading.url)[:2]
        self._known_parts: Mapping[str, PartTag] = (
            previous.parts_as_written if previous is not None and is_there_still else {}
        )
        self.parts_as_written: dict[str, PartTag] = {}
        self.cues: list[CueTag] = []
        self.part_target: int | None = None
        self.server_control: ServerControlTag | None = None
        self.skip: SkipTag | None = None
        self.is_merged = True
        self.preload_hints: list[PreloadHintTag] = []
        self.rendition_reports: list[RenditionReportTag] = []

    def handlers(self) -> dict[str, Handler]:
        """Return the method for each tag."""
        return {
            "#EXT-X-PART-INF": self._read_part_info,
            "#EXT-X-SERVER-CONTROL": self._read_server_control,
            "#EXT-X-PART": self._read_part,
            "#EXT-X-PRELOAD-HINT": self._read_preload_hint,
            "#EXT-X-RENDITION-REPORT": self._read_rendition_report,
            "#EXT-X-SKIP": self._read_skip,
            "#EXT-X-DATERANGE": self._read_date_range,
            **{f"#{name}": self._cue_handler(name) for name in CUE_TAGS},
        }

    @property
    def date_ranges(self) -> DateRangeCollector:
        """The ranges, to be finished when all lines are read."""
        return self._date_ranges

    def _attributes(self, line: int, tag: str, value: str) -> AttributeReader:
        return self._reading.attributes(line, tag, value)

    def _read_part_info(self, line: int, value: str) -> None:
        attributes = self._attributes(line, "EXT-X-PART-INF", value)
        if attributes.has("PART-TARGET"):
            self.part_target = attributes.ticks("PART-TARGET") or None

    def _read_server_control(self, line: int, value: str) -> None:
        self.server_control = ServerControlTag.read(self._attributes(line, "EXT-X-SERVER-CONTROL", value))

    def _read_part(self, line: int, value: str) -> None:
        # The newest parts are listed in version after version: the same words are the same part.
        known = self._known_parts.get(value)
        if known is not None and self._part_count < _MAX_PARTS:
            self._part_uri = ""
            again = PartTag(
                line, known.attributes, known.uri, known.duration, None, known.is_independent, known.is_gap
            )
            self._add_part(value, again, is_plain=True)
            return
        attributes = self._attributes(line, "EXT-X-PART", value)
        uri = attributes.text("URI") if attributes.has("URI", "DURATION") else None
        duration = attributes.ticks("DURATION")
        if uri is None or duration is None or not self._has_room(self._part_count, _MAX_PARTS, attributes):
            return
        may_open = self._reading.may_open(uri, line, "EXT-X-PART")
        is_gap = attributes.is_yes("GAP") or not may_open
        byte_range = self._part_range(uri, attributes)
        is_independent = attributes.is_yes("INDEPENDENT")
        part = PartTag(line, attributes.raw, uri, duration, byte_range, is_independent, is_gap)
        # A range may go on where another one ended, a variable stands for something else the next time, and
        # whatever was odd has to be told again.
        is_plain = byte_range is None and "{$" not in value and not self._reading.log.as_tuple()
        self._add_part(value, part, is_plain=is_plain)

    def _add_part(self, value: str, part: PartTag, *, is_plain: bool) -> None:
        self._columns.parts.setdefault(len(self._columns), []).append(part)
        self._part_count += 1
        if is_plain:
            self.parts_as_written[value] = part

    def _part_range(self, uri: str, attributes: AttributeReader) -> ByteRange | None:
        given = attributes.byte_range("BYTERANGE")
        if given is None:
            self._part_uri = ""
            return None
        length, first = given
        if first is None:
            if uri != self._part_uri:
                attributes.warn("BYTERANGE has no offset, and no part of the same resource comes before")
            first = self._part_next if uri == self._part_uri else 0
        self._part_uri, self._part_next = uri, first + length
        return ByteRange(first, first + length - 1)

    def _read_preload_hint(self, line: int, value: str) -> None:
        attributes = self._attributes(line, "EXT-X-PRELOAD-HINT", value)
        hint = PreloadHintTag.read(attributes)
        if hint is None or not self._has_room(len(self.preload_hints), _MAX_HINTS, attributes):
            return
        if self._reading.may_open(hint.uri, line, "EXT-X-PRELOAD-HINT"):
            self.preload_hints.append(hint)

    def _read_rendition_report(self, line: int, value: str) -> None:
        attributes = self._attributes(line, "EXT-X-RENDITION-REPORT", value)
        report = RenditionReportTag.read(attributes)
        if report is None or not self._has_room(len(self.rendition_reports), _MAX_HINTS, attributes):
            return
        if self._reading.may_open(report.uri, line, "EXT-X-RENDITION-REPORT"):
            self.rendition_reports.append(report)

    def _read_date_range(self, line: int, value: str) -> None:
        self._date_ranges.add(self._attributes(line, "EXT-X-DATERANGE", value))

    def _cue_handler(self, name: str) -> Handler:
        def read(line: int, value: str) -> None:
            if len(self.cues) < _MAX_CUES:
                self.cues.append(read_cue(line, len(self._columns), name, value))

        return read

    def _has_room(self, count: int, limit: int, attributes: AttributeReader) -> bool:
        if count == limit:
            attributes.warn(f"more than {limit} of them; the rest is left out", Oddity.LIMIT)
        return count < limit

    # Delta updates

    def _read_skip(self, line: int, value: str) -> None:
        attributes = self._attributes(line, "EXT-X-SKIP", value)
        skip = SkipTag.read(attributes)
        if skip is None:
            return
        if self.skip is not None or len(self._columns):
            attributes.warn("stands behind segments or another EXT-X-SKIP", Oddity.TAG_MISPLACED)
            self.is_merged = False
            return
        self.skip = skip
        self.is_merged = self._take_over(skip)
        if not self.is_merged:
            attributes.warn("skips segments that we don't have", Oddity.STALE)

    def _take_over(self, skip: SkipTag) -> bool:
        previous, count = self._previous, skip.skipped_segments
        if previous is None:
            return not count
        first = self._header.media_sequence - previous.media_sequence
        if first < 0 or first + count > len(previous.segments):
            return False
        number = previous.discontinuity_sequence + previous.segments.discontinuity(first)
        discontinuities = number - self._header.discontinuity_sequence
        # More tags than segments would be nonsense, and a loop of any length.
        discontinuities = discontinuities if 0 <= discontinuities <= len(previous.segments) else 0
        self._columns.copy_rows(previous.segments, first, count, discontinuities)
        self.cues = [
            replace(cue, row=cue.row - first, line=0)
            for cue in previous.cues
            if first <= cue.row < first + count
        ] + self.cues
        removed = set(skip.removed_date_ranges)
        self._date_ranges.take_over(each for each in previous.date_ranges if each.id not in removed)
        return True
