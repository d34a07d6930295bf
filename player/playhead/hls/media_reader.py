"""Media playlists: text to document.

A scanner of our own. A library that makes an object with thirty attributes of every segment takes
ten times as long as this loop, and a live player reads its playlist every few seconds.

To teach it a tag: write a method and give it a line in `_handlers` (what `_plain_handlers` read is taken over
at a reload, see `reuse.py`); tags about the whole playlist go into
`media_header.py`, those of growing playlists into `live_tags.py`.
"""

from collections.abc import Iterator, Mapping

from playhead.errors import ErrorCode, ManifestError, make_problem
from playhead.hls import values
from playhead.hls.addresses import is_plainly_relative
from playhead.hls.live_tags import LiveTags
from playhead.hls.media import MediaPlaylist
from playhead.hls.media_header import Handler, MediaHeader
from playhead.hls.reuse import OtherLine, SharedRows, WrittenRows
from playhead.hls.segment_columns import SegmentColumns
from playhead.hls.segment_table import MapTag, SegmentTable, TilesTag
from playhead.hls.tags import KeyTag, TagReading
from playhead.hls.text import PlaylistKind, PlaylistText, kind_of, playlist_text
from playhead.hls.variables import NO_VARIABLES, Variables
from playhead.hls.warning_log import Oddity, WarningLog, quoted
from playhead.presentation import ByteRange

__all__ = ["read_media_lines", "read_media_playlist"]

_MAX_SEGMENTS = 200_000
_MAX_KEY_FORMATS = 16
_MAX_BYTE = 2**62
_FOREIGN_TAGS = frozenset({"EXT-X-STREAM-INF", "EXT-X-MEDIA", "EXT-X-I-FRAME-STREAM-INF"})


def read_media_playlist(
    body: bytes,
    url: str,
    imported: Mapping[str, str] = NO_VARIABLES,
    previous: MediaPlaylist | None = None,
) -> MediaPlaylist:
    """Read a media playlist.

    Args:
        body: The whole body.
        url: Where it came from, after redirects.
        imported: The multivariant playlist's variables.
        previous: What the same rendition's playlist was before; delta updates need it.

    Raises:
        ManifestError: If it is no media playlist, too large, or uses an undefined variable. One without
            segments is no error here.
    """
    log = WarningLog()
    lines = playlist_text(body, url, log)
    kind, line, tag = kind_of(lines)
    if kind is not PlaylistKind.MEDIA:
        detail = "a multivariant playlist came where a media playlist belongs"
        raise ManifestError(make_problem(ErrorCode.MANIFEST_MALFORMED, detail, url=url, line=line, tag=tag))
    return read_media_lines(lines, url, log, imported, previous)


def read_media_lines(
    lines: PlaylistText,
    url: str,
    log: WarningLog,
    imported: Mapping[str, str] = NO_VARIABLES,
    previous: MediaPlaylist | None = None,
) -> MediaPlaylist:
    """Read a media playlist that is already split into lines; see `read_media_playlist`."""
    reader = _MediaReader(TagReading(url, Variables(url, imported), log), previous)
    reader.scan(lines)
    return reader.playlist(lines)


class _MediaReader:
    """The state between two lines: columns so far, and what is waiting for the next URI."""

    def __init__(self, reading: TagReading, previous: MediaPlaylist | None) -> None:
        self._reading = reading
        self._log = reading.log
        self._columns = SegmentColumns()
        self._header = MediaHeader(reading)
        self._live = LiveTags(reading, self._columns, self._header, previous)
        self._previous = previous
        self._others: list[OtherLine] = []
        self._plain_handlers: dict[str, Handler] = {
            "#EXTINF": self._read_extinf,
            "#EXT-X-BYTERANGE": self._read_byte_range,
            "#EXT-X-PROGRAM-DATE-TIME": self._read_date,
        }
        self._handlers: dict[str, Handler] = {
            "#EXT-X-DISCONTINUITY": self._read_discontinuity,
            "#EXT-X-GAP": self._read_gap,
            "#EXT-X-BITRATE": self._read_bitrate,
            "#EXT-X-TILES": self._read_tiles,
            "#EXT-X-MAP": self._read_map,
            "#EXT-X-KEY": self._read_key,
            **self._header.handlers(),
            **self._live.handlers(),
        }
        self._ticks_of: dict[str, int] = {}
        # None until this playlist speaks of keys: a delta update goes on with those of the playlist before.
        self._keys_in_force: dict[str, KeyTag] | None = None
        # Waiting for the next URI; None where no tag said anything.
        self._duration: int | None = None
        self._range: tuple[int, int | None, int] | None = None
        # The resource of the last byte range, and the byte after it: where an implicit range goes on.
        self._range_uri = ""
        self._range_next = 0

    def scan(self, lines: PlaylistText) -> None:
        """Go through all lines; those that the playlist before had too are taken over from there."""
        numbered = enumerate(lines, 1)
        if self._previous is not None and self._previous.written is not None:
            first_line = self._read_lines(numbered, until_segment=True)
            shared = self._shared_rows(lines, first_line, self._previous, self._previous.written)
            if shared is not None:
                self._take_over(shared)
                numbered = enumerate(lines.lines_from(shared.offset), shared.line + 1)
        self._read_lines(numbered)

    def _read_lines(self, numbered: Iterator[tuple[int, str]], *, until_segment: bool = False) -> int:
        """Read lines, all or up to the first URI, whose line is returned; 0 at the end."""
        plain, others = self._plain_handlers, self._others
        for number, line in numbered:
            if not line:
                continue
            if line[0] != "#":
                self._read_uri(number, line)
                if until_segment:
                    return number
                continue
            tag, _, value = line.partition(":")
            handler = plain.get(tag)
            if handler is not None:
                handler(number, value)
            else:
                others.append(OtherLine(len(self._columns), number, line))
                self._read_other(number, line)
        return 0

    def _read_other(self, number: int, line: str) -> None:
        tag, _, value = line.partition(":")
        handler = self._handlers.get(tag)
        if handler is not None:
            handler(number, value)
        elif not line.startswith("#EXT") or not self._reading.read_shared(number, tag[1:], value):
            self._read_unknown(number, tag[1:], line)

    def _shared_rows(
        self, lines: PlaylistText, first_line: int, previous: MediaPlaylist, written: WrittenRows
    ) -> SharedRows | None:
        # A delta update has taken over what it could already.
        if not first_line or self._live.skip is not None:
            return None
        row = self._header.media_sequence - previous.media_sequence
        shared = written.shared_with(lines, self._reading.url, first_line, row)
        return shared if shared is not None and self._begins_like(shared) else None

    def _begins_like(self, shared: SharedRows) -> bool:
        # An implicit byte range goes on where the one before it ended.
        columns, row = self._columns, shared.first - 1
        own = (columns.range_firsts[0], columns.range_lasts[0]) if columns.range_firsts else (-1, -1)
        table = shared.table
        there = (table.range_firsts[row], table.range_lasts[row]) if table.range_firsts else (-1, -1)
        return own == there and columns.uris[0] == table.uris[row]

    def _take_over(self, shared: SharedRows) -> None:
        columns, shift = self._columns, shared.line_shift
        moved = len(columns) - shared.first
        for first, stop, other in shared.stretches():
            columns.take_plain_rows(shared.table, first, stop, shift)
            if other is not None:
                again = OtherLine(other.row + moved, other.line + shift, other.text)
                self._others.append(again)
                self._read_other(again.line, again.text)
        if columns.range_lasts and columns.range_lasts[-1] >= 0:
            self._range_uri, self._range_next = columns.uris[-1], columns.range_lasts[-1] + 1
        else:
            self._range_uri = ""

    def _written(self, lines: PlaylistText, table: SegmentTable) -> WrittenRows | None:
        """Return what the next version can be compared with; None if it had better be read as a whole."""
        is_growing = "EXT-X-ENDLIST" not in self._header.flags and self._header.playlist_type != "VOD"
        # Warnings have to be given again, and what a variable stands for may have changed.
        is_plain = not self._log.as_tuple() and self._live.skip is None and not self._reading.defines
        if not is_growing or not is_plain:
            return None
        return WrittenRows(self._reading.url, lines, table, tuple(self._others))

    def playlist(self, lines: PlaylistText) -> MediaPlaylist:
        """Return the document, after the scan of its lines."""
        reading, header, live = self._reading, self._header, self._live
        if self._duration is not None or self._range is not None:
            self._log.add(Oddity.NOTHING_BEHIND, "the last segment has no URI")
        if header.target_duration is None:
            self._log.add(Oddity.ATTRIBUTE_MISSING, "has no target duration", None, "EXT-X-TARGETDURATION")
        date_ranges, table = live.date_ranges.finish(), self._columns.table()
        return MediaPlaylist(
            reading.url,
            table,
            version=reading.version,
            target_duration=header.target_duration,
            media_sequence=header.media_sequence,
            discontinuity_sequence=header.discontinuity_sequence,
            has_end="EXT-X-ENDLIST" in header.flags,
            playlist_type=header.playlist_type,
            is_iframes_only="EXT-X-I-FRAMES-ONLY" in header.flags,
            is_images_only="EXT-X-IMAGES-ONLY" in header.flags,
            has_independent_segments=reading.has_independent_segments,
            start=reading.start,
            defines=tuple(reading.defines),
            date_ranges=date_ranges,
            cues=tuple(live.cues),
            server_control=live.server_control,
            part_target=live.part_target,
            preload_hints=tuple(live.preload_hints),
            rendition_reports=tuple(live.rendition_reports),
            skip=live.skip,
            is_whole=live.is_merged,
            unknown=tuple(reading.unknown),
            warnings=self._log.as_tuple(),
            written=self._written(lines, table),
            parts_as_written=live.parts_as_written,
        )

    # Segments

    def _read_uri(self, line: int, uri: str) -> None:
        columns = self._columns
        row = len(columns.uris)
        if row >= _MAX_SEGMENTS:
            detail = f"the playlist has more than {_MAX_SEGMENTS} segments"
            raise self._error(ErrorCode.MANIFEST_LIMIT_EXCEEDED, detail, line)
        if "{$" in uri:
            uri = self._reading.variables.put_into(uri, line)
        if row and uri == columns.uris[-1]:
            uri = columns.uris[-1]  # Ranges of one file: one string, checked once.
        elif not is_plainly_relative(uri) and not self._reading.may_open(uri, line, None):
            columns.gaps.add(row)
            uri = ""
        duration = self._duration
        if duration is None:
            duration = self._assumed_duration(line, "has no EXTINF")
        columns.add(uri, line, duration)
        self._duration = None
        if self._range is not None or columns.range_firsts:
            self._place_range(row, uri, line)

    def _assumed_duration(self, line: int, why: str) -> int:
        assumed = self._header.target_duration
        if assumed is None:
            starts = self._columns.starts
            assumed = starts[-1] - starts[-2] if len(self._columns) else 0
        message = f"a segment {why}; we assume {assumed / values.TICKS_PER_S:g} s"
        self._log.add(Oddity.DURATION, message, line, "EXTINF")
        return assumed

    def _read_extinf(self, line: int, value: str) -> None:
        ticks = self._ticks_of.get(value)
        if ticks is None:
            ticks = self._read_duration(line, value)
        if self._duration is not None:
            self._log.add(Oddity.NOTHING_BEHIND, "no URI follows; the next EXTINF counts", line, "EXTINF")
        self._duration = ticks

    def _read_duration(self, line: int, value: str) -> int:
        text, _, title = value.partition(",")
        title = title.strip()
        if title:
            self._columns.titles[len(self._columns.uris)] = title
        ticks = values.duration_ticks(text.strip())
        if ticks is None:
            return self._assumed_duration(line, f"can't last {quoted(text)} s")
        if not title:
            self._ticks_of[value] = ticks
        return ticks

    def _read_byte_range(self, line: int, value: str) -> None:
        parsed = values.byte_range(value.strip().strip('"'))
        if parsed is None:
            self._log.add(Oddity.BYTE_RANGE, f"can't be {quoted(value)}", line, "EXT-X-BYTERANGE")
            return
        if value[-1:] == "@":
            self._log.add(Oddity.BYTE_RANGE, "has no offset after its @", line, "EXT-X-BYTERANGE")
        self._range = (*parsed, line)

    def _place_range(self, row: int, uri: str, line: int) -> None:
        waiting, self._range = self._range, None
        if waiting is None:
            self._columns.place_range(row, -1, -1)
            self._range_uri = ""
            return
        length, offset, range_line = waiting
        first = self._implied_offset(uri, range_line) if offset is None else offset
        # Lengths and offsets have at most 18 digits each, so a sum of them fits; many implied ones may not.
        if first + length > _MAX_BYTE:
            self._log.add(Oddity.BYTE_RANGE, "ends beyond 2^62", range_line, "EXT-X-BYTERANGE")
            self._columns.gaps.add(row)
            first, length = 0, 1
        self._range_uri, self._range_next = uri, first + length
        self._columns.place_range(row, first, first + length - 1)

    def _implied_offset(self, uri: str, line: int) -> int:
        if uri == self._range_uri:
            return self._range_next
        message = (
            "has no offset, and no range of the same resource comes before (RFC 8216 §4.3.2.2); we take 0"
        )
        self._log.add(Oddity.BYTE_RANGE, message, line, "EXT-X-BYTERANGE")
        return 0

    # What holds for one segment, or from here on

    def _read_discontinuity(self, line: int, value: str) -> None:
        self._columns.discontinuities.append(len(self._columns))

    def _read_gap(self, line: int, value: str) -> None:
        self._columns.gaps.add(len(self._columns))

    def _read_date(self, line: int, value: str) -> None:
        date_us = values.date_us(value.strip())
        if date_us is None:
            message = f"can't be {quoted(value)}"
            self._log.add(Oddity.TAG_VALUE, message, line, "EXT-X-PROGRAM-DATE-TIME")
        else:
            self._columns.dates_us.set(len(self._columns.uris), date_us)

    def _read_bitrate(self, line: int, value: str) -> None:
        kbps = values.decimal_integer(value.strip())
        if kbps:
            self._columns.bitrates_kbps.set(len(self._columns), kbps)
        else:
            self._log.add(Oddity.TAG_VALUE, f"can't be {quoted(value)}", line, "EXT-X-BITRATE")

    def _read_map(self, line: int, value: str) -> None:
        attributes = self._reading.attributes(line, "EXT-X-MAP", value)
        uri = attributes.text("URI") if attributes.has("URI") else None
        if uri is None or not self._reading.may_open(uri, line, "EXT-X-MAP"):
            return
        part = attributes.byte_range("BYTERANGE")
        byte_range = None
        if part is not None:
            length, offset = part[0], part[1] or 0
            byte_range = ByteRange(offset, offset + length - 1)
        keys = tuple(self._keys().values())
        self._columns.maps.set(len(self._columns), MapTag(line, attributes.raw, uri, byte_range, keys))

    def _read_key(self, line: int, value: str) -> None:
        key = KeyTag.read(self._reading.attributes(line, "EXT-X-KEY", value))
        if key is None:
            return
        # A key holds until the next one of the same KEYFORMAT (RFC 8216 §4.3.2.4).
        keys = {} if key.is_none else {**self._keys(), key.key_format: key}
        if len(keys) > _MAX_KEY_FORMATS:
            self._log.add(Oddity.LIMIT, "too many key formats at once", line, "EXT-X-KEY")
            return
        self._keys_in_force = keys
        self._columns.keys.set(len(self._columns), tuple(keys.values()))

    def _keys(self) -> dict[str, KeyTag]:
        if self._keys_in_force is None:
            self._keys_in_force = {key.key_format: key for key in self._columns.keys.last or ()}
        return self._keys_in_force

    def _read_tiles(self, line: int, value: str) -> None:
        attributes = self._reading.attributes(line, "EXT-X-TILES", value)
        if not attributes.has("RESOLUTION", "LAYOUT", "DURATION"):
            return
        resolution, layout = attributes.resolution("RESOLUTION"), attributes.resolution("LAYOUT")
        duration = attributes.ticks("DURATION")
        if resolution and layout and duration:
            self._columns.tiles.set(
                len(self._columns), TilesTag(line, attributes.raw, resolution, *layout, duration)
            )

    def _read_unknown(self, line: int, tag: str, text: str) -> None:
        if tag in _FOREIGN_TAGS:
            self._log.add(Oddity.MIXED_PLAYLIST, "belongs into a multivariant playlist", line, tag)
        self._reading.keep_unknown(line, text)

    def _error(self, code: ErrorCode, detail: str, line: int) -> ManifestError:
        return ManifestError(make_problem(code, detail, url=self._reading.url, line=line))
