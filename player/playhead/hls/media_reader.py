"""Media playlists: text to document.

A scanner of our own. A library that makes an object with thirty attributes of every segment takes
ten times as long as this loop, and a live player reads its playlist every few seconds.

To teach it a tag: write a method and give it a line in `_HANDLERS`.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from typing import ClassVar

from playhead.errors import ErrorCode, ManifestError, make_problem
from playhead.hls import values
from playhead.hls.addresses import is_plainly_relative
from playhead.hls.media import MediaPlaylist
from playhead.hls.segment_table import Changes, MapTag, SegmentTable
from playhead.hls.tags import KeyTag, TagReading
from playhead.hls.text import PlaylistKind, kind_of, playlist_text
from playhead.hls.variables import NO_VARIABLES, Variables
from playhead.hls.warning_log import Oddity, WarningLog, quoted
from playhead.presentation import ByteRange

__all__ = ["read_media_lines", "read_media_playlist"]

_MAX_SEGMENTS = 200_000
_MAX_KEY_FORMATS = 16
_FOREIGN_TAGS = frozenset({"EXT-X-STREAM-INF", "EXT-X-MEDIA", "EXT-X-I-FRAME-STREAM-INF"})


def read_media_playlist(body: bytes, url: str, imported: Mapping[str, str] = NO_VARIABLES) -> MediaPlaylist:
    """Read a media playlist.

    Args:
        body: The whole body.
        url: Where it came from, after redirects.
        imported: The multivariant playlist's variables.

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
    return read_media_lines(lines, url, log, imported)


def read_media_lines(
    lines: Iterable[str], url: str, log: WarningLog, imported: Mapping[str, str] = NO_VARIABLES
) -> MediaPlaylist:
    """Read a media playlist that is already split into lines; see `read_media_playlist`."""
    reader = _MediaReader(TagReading(url, Variables(url, imported), log))
    reader.scan(lines)
    return reader.playlist()


class _MediaReader:
    """The state between two lines: columns so far, and what is waiting for the next URI."""

    def __init__(self, reading: TagReading) -> None:
        self._reading = reading
        self._log = reading.log
        self._uris: list[str] = []
        self._lines = array("L")
        self._durations = array("q")
        self._ticks_of: dict[str, int] = {}
        self._range_firsts = array("q")
        self._range_lasts = array("q")
        self._discontinuities = array("q")
        self._maps = Changes["MapTag | None"]()
        self._keys = Changes[tuple[KeyTag, ...]]()
        self._keys_in_force: dict[str, KeyTag] = {}
        self._dates = Changes[int]()
        self._bitrates = Changes[int]()
        self._gaps: set[int] = set()
        self._titles: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._playlist_type: str | None = None
        self._flags: set[str] = set()
        # Waiting for the next URI; None where no tag said anything.
        self._duration: int | None = None
        self._range: tuple[int, int | None, int] | None = None
        # The resource of the last byte range, and the byte after it: where an implicit range goes on.
        self._range_uri = ""
        self._range_next = 0

    def scan(self, lines: Iterable[str]) -> None:
        """Go through all lines."""
        handlers = self._HANDLERS
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            if line[0] != "#":
                self._read_uri(number, line)
                continue
            tag, _, value = line.partition(":")
            handler = handlers.get(tag)
            if handler is not None:
                handler(self, number, value)
            elif not line.startswith("#EXT") or not self._reading.read_shared(number, tag[1:], value):
                self._read_unknown(number, tag[1:], line)

    def playlist(self) -> MediaPlaylist:
        """Return the document, after the scan."""
        reading = self._reading
        if self._duration is not None or self._range is not None:
            self._log.add(Oddity.NOTHING_BEHIND, "the last segment has no URI")
        target_s = self._numbers.get("EXT-X-TARGETDURATION")
        if target_s is None:
            self._log.add(Oddity.ATTRIBUTE_MISSING, "has no target duration", None, "EXT-X-TARGETDURATION")
        return MediaPlaylist(
            reading.url,
            self._table(),
            version=reading.version,
            target_duration=None if target_s is None else target_s * values.TICKS_PER_S,
            media_sequence=self._numbers.get("EXT-X-MEDIA-SEQUENCE", 0),
            discontinuity_sequence=self._numbers.get("EXT-X-DISCONTINUITY-SEQUENCE", 0),
            has_end="EXT-X-ENDLIST" in self._flags,
            playlist_type=self._playlist_type,
            is_iframes_only="EXT-X-I-FRAMES-ONLY" in self._flags,
            is_images_only="EXT-X-IMAGES-ONLY" in self._flags,
            has_independent_segments=reading.has_independent_segments,
            start=reading.start,
            defines=tuple(reading.defines),
            unknown=tuple(reading.unknown),
            warnings=self._log.as_tuple(),
        )

    def _table(self) -> SegmentTable:
        starts = array("q", accumulate(self._durations, initial=0))
        return SegmentTable(
            self._uris,
            self._lines,
            starts,
            self._range_firsts,
            self._range_lasts,
            self._discontinuities,
            self._maps,
            self._keys,
            self._dates,
            self._bitrates,
            frozenset(self._gaps),
            self._titles,
        )

    # Segments

    def _read_uri(self, line: int, uri: str) -> None:
        row = len(self._uris)
        if row >= _MAX_SEGMENTS:
            detail = f"the playlist has more than {_MAX_SEGMENTS} segments"
            raise self._error(ErrorCode.MANIFEST_LIMIT_EXCEEDED, detail, line)
        if "{$" in uri:
            uri = self._reading.variables.put_into(uri, line)
        if row and uri == self._uris[-1]:
            uri = self._uris[-1]  # Ranges of one file: one string, checked once.
        elif not is_plainly_relative(uri) and not self._reading.may_open(uri, line, None):
            self._gaps.add(row)
            uri = ""
        duration = self._duration
        if duration is None:
            duration = self._assumed_duration(line, "has no EXTINF")
        self._uris.append(uri)
        self._lines.append(line)
        self._durations.append(duration)
        self._duration = None
        if self._range is not None or self._range_firsts:
            self._place_range(row, uri, line)

    def _assumed_duration(self, line: int, why: str) -> int:
        target_s = self._numbers.get("EXT-X-TARGETDURATION")
        if target_s is not None:
            assumed = target_s * values.TICKS_PER_S
        else:
            assumed = self._durations[-1] if self._durations else 0
        message = f"a segment {why}; we assume {assumed / values.TICKS_PER_S:g} s"
        self._log.add(Oddity.DURATION, message, line, "EXTINF")
        return assumed

    def _read_extinf(self, line: int, value: str) -> None:
        text, _, title = value.partition(",")
        ticks = self._ticks_of.get(text)
        if ticks is None:
            ticks = values.duration_ticks(text.strip())
            if ticks is None:
                ticks = self._assumed_duration(line, f"can't last {quoted(text)} s")
            else:
                self._ticks_of[text] = ticks
        if self._duration is not None:
            self._log.add(Oddity.NOTHING_BEHIND, "no URI follows; the next EXTINF counts", line, "EXTINF")
        self._duration = ticks
        title = title.strip()
        if title:
            self._titles[len(self._uris)] = title

    def _read_byte_range(self, line: int, value: str) -> None:
        parsed = values.byte_range(value.strip().strip('"'))
        if parsed is None:
            self._log.add(Oddity.BYTE_RANGE, f"can't be {quoted(value)}", line, "EXT-X-BYTERANGE")
            return
        if value[-1:] == "@":
            self._log.add(Oddity.BYTE_RANGE, "has no offset after its @", line, "EXT-X-BYTERANGE")
        self._range = (*parsed, line)

    def _place_range(self, row: int, uri: str, line: int) -> None:
        if not self._range_firsts:
            self._range_firsts.extend([-1] * row)
            self._range_lasts.extend([-1] * row)
        waiting, self._range = self._range, None
        if waiting is None:
            first = last = -1
            self._range_uri = ""
        else:
            length, offset, range_line = waiting
            first = self._implied_offset(uri, range_line) if offset is None else offset
            last = first + length - 1
            if last >= 2**63 - 1:
                self._log.add(Oddity.BYTE_RANGE, "ends beyond 2^63", range_line, "EXT-X-BYTERANGE")
                self._gaps.add(row)
                first, last = 0, 0
            self._range_uri, self._range_next = uri, last + 1
        self._range_firsts.append(first)
        self._range_lasts.append(last)

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
        self._discontinuities.append(len(self._uris))

    def _read_gap(self, line: int, value: str) -> None:
        self._gaps.add(len(self._uris))

    def _read_date(self, line: int, value: str) -> None:
        date_us = values.date_us(value.strip())
        if date_us is None:
            message = f"can't be {quoted(value)}"
            self._log.add(Oddity.TAG_VALUE, message, line, "EXT-X-PROGRAM-DATE-TIME")
        else:
            self._dates.set(len(self._uris), date_us)

    def _read_bitrate(self, line: int, value: str) -> None:
        kbps = values.decimal_integer(value.strip())
        if kbps:
            self._bitrates.set(len(self._uris), kbps)
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
        keys = tuple(self._keys_in_force.values())
        self._maps.set(len(self._uris), MapTag(line, attributes.raw, uri, byte_range, keys))

    def _read_key(self, line: int, value: str) -> None:
        key = KeyTag.read(self._reading.attributes(line, "EXT-X-KEY", value))
        if key is None:
            return
        if key.is_none:
            self._keys_in_force = {}
        else:
            # A key holds until the next one of the same KEYFORMAT (RFC 8216 §4.3.2.4).
            self._keys_in_force = {**self._keys_in_force, key.key_format: key}
            if len(self._keys_in_force) > _MAX_KEY_FORMATS:
                self._log.add(Oddity.LIMIT, "too many key formats at once", line, "EXT-X-KEY")
                del self._keys_in_force[key.key_format]
        self._keys.set(len(self._uris), tuple(self._keys_in_force.values()))

    # What holds for the playlist

    def _read_target_duration(self, line: int, value: str) -> None:
        # §4.3.3.1 asks for an integer; some packagers write decimals.
        number = values.decimal_number(value.strip())
        rounded = None if number is None else round(number)
        self._set_number("EXT-X-TARGETDURATION", line, value, rounded, values.MAX_DURATION_S)

    def _read_media_sequence(self, line: int, value: str) -> None:
        self._set_number("EXT-X-MEDIA-SEQUENCE", line, value, values.decimal_integer(value.strip()))

    def _read_discontinuity_sequence(self, line: int, value: str) -> None:
        self._set_number("EXT-X-DISCONTINUITY-SEQUENCE", line, value, values.decimal_integer(value.strip()))

    def _set_number(self, tag: str, line: int, text: str, number: int | None, limit: int = 2**64) -> None:
        if number is None or not 0 <= number <= limit:
            self._log.add(Oddity.TAG_VALUE, f"can't be {quoted(text)}", line, tag)
        elif tag in self._numbers:
            self._log.add(Oddity.TAG_REPEATED, "is there twice; the first counts", line, tag)
        else:
            if self._uris and tag != "EXT-X-TARGETDURATION":
                self._log.add(Oddity.TAG_MISPLACED, "should stand before the first segment", line, tag)
            self._numbers[tag] = number

    def _read_playlist_type(self, line: int, value: str) -> None:
        kind = value.strip().upper()
        if kind in {"VOD", "EVENT"}:
            self._playlist_type = kind
        else:
            self._log.add(Oddity.TAG_VALUE, f"can't be {quoted(value)}", line, "EXT-X-PLAYLIST-TYPE")

    def _read_end(self, line: int, value: str) -> None:
        self._flags.add("EXT-X-ENDLIST")

    def _read_iframes_only(self, line: int, value: str) -> None:
        self._flags.add("EXT-X-I-FRAMES-ONLY")

    def _read_images_only(self, line: int, value: str) -> None:
        self._flags.add("EXT-X-IMAGES-ONLY")

    def _read_unknown(self, line: int, tag: str, text: str) -> None:
        if tag in _FOREIGN_TAGS:
            self._log.add(Oddity.MIXED_PLAYLIST, "belongs into a multivariant playlist", line, tag)
        self._reading.keep_unknown(line, text)

    def _error(self, code: ErrorCode, detail: str, line: int) -> ManifestError:
        return ManifestError(make_problem(code, detail, url=self._reading.url, line=line))

    _HANDLERS: ClassVar[dict[str, Callable[["_MediaReader", int, str], None]]] = {
        "#EXTINF": _read_extinf,
        "#EXT-X-BYTERANGE": _read_byte_range,
        "#EXT-X-DISCONTINUITY": _read_discontinuity,
        "#EXT-X-GAP": _read_gap,
        "#EXT-X-PROGRAM-DATE-TIME": _read_date,
        "#EXT-X-BITRATE": _read_bitrate,
        "#EXT-X-MAP": _read_map,
        "#EXT-X-KEY": _read_key,
        "#EXT-X-TARGETDURATION": _read_target_duration,
        "#EXT-X-MEDIA-SEQUENCE": _read_media_sequence,
        "#EXT-X-DISCONTINUITY-SEQUENCE": _read_discontinuity_sequence,
        "#EXT-X-PLAYLIST-TYPE": _read_playlist_type,
        "#EXT-X-ENDLIST": _read_end,
        "#EXT-X-I-FRAMES-ONLY": _read_iframes_only,
        "#EXT-X-IMAGES-ONLY": _read_images_only,
    }
