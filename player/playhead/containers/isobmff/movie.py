"""The `moov` box: which tracks there are, and what every fragment takes for granted.

Read once an init segment. What is kept is small: formats, the shift that the edit list asks for, and the
`trex` defaults. Sample tables of plain (not fragmented) files are left where they are; see `sample_table`.
"""

from dataclasses import dataclass
from typing import NamedTuple

from playhead.containers.faults import malformed
from playhead.containers.isobmff.boxes import Box, Fields, boxes, children, find, payload, require
from playhead.containers.isobmff.encryption import Encryption, read_groups
from playhead.containers.isobmff.sample_entry import SampleEntry, parse_sample_entry
from playhead.containers.samples import Codec, StreamFormat
from playhead.presentation import Kind

__all__ = ["Movie", "MovieTrack", "SampleDefaults", "parse_movie"]

_MOST_TRACKS = 64
_MOST_ENTRIES = 64
_UNKNOWN_LANGUAGE = "und"
_KINDS = {b"vide": Kind.VIDEO, b"soun": Kind.AUDIO}


class SampleDefaults(NamedTuple):
    """What holds for a sample that says nothing itself (`trex`, `tfhd`)."""

    description: int = 1
    duration: int = 0
    size: int = 0
    flags: int = 0


@dataclass(frozen=True, slots=True)
class MovieTrack:
    """One `trak`.

    Attributes:
        entries: Sample descriptions; fragments count them from 1.
        shift: Ticks that the edit list adds to every timestamp; negative where it skips priming.
        defaults: From `trex`.
        sample_table: The `stbl` box; it lists samples only in a plain file.
        key_groups: The groups of samples with keys of their own that fragments may name.
    """

    track_id: int
    kind: Kind
    timescale: int
    entries: tuple[SampleEntry, ...]
    shift: int
    defaults: SampleDefaults
    sample_table: Box
    key_groups: tuple[Encryption, ...] = ()

    def encryption_of(self, description: int) -> Encryption | None:
        """Return what usually protects the samples of an entry, counted from 1; None for clear ones."""
        return self.entries[description - 1].encryption if 1 <= description <= len(self.entries) else None


@dataclass(frozen=True, slots=True)
class Movie:
    """All tracks of a `moov` by id, and its `pssh` boxes as they are."""

    tracks: dict[int, MovieTrack]
    init_data: tuple[bytes, ...] = ()


def parse_movie(data: bytes | bytearray, moov: Box) -> Movie:
    """Read a `moov` box.

    Raises:
        MediaError: If something required is missing, broken or far too much.
    """
    defaults: dict[int, SampleDefaults] = {}
    traks: list[Box] = []
    init_data: list[bytes] = []
    for box in children(data, moov):
        if box.kind == b"trak":
            traks.append(box)
        elif box.kind == b"mvex":
            defaults.update(_track_extends(data, box))
        elif box.kind == b"pssh":
            init_data.append(bytes(data[box.start : box.end]))
    if len(traks) > _MOST_TRACKS:
        raise malformed(f"{len(traks)} tracks in one movie", moov.start)
    movie_timescale = _movie_timescale(data, moov)
    tracks: dict[int, MovieTrack] = {}
    for trak in traks:
        track = _track(data, trak, movie_timescale, defaults)
        tracks[track.track_id] = track
    return Movie(tracks, tuple(init_data))


def _movie_timescale(data: bytes | bytearray, moov: Box) -> int:
    fields = Fields(data, require(data, moov, b"mvhd"))
    version, _ = fields.version_and_flags()
    fields.skip(16 if version else 8)
    return fields.number()


def _track_extends(data: bytes | bytearray, mvex: Box) -> dict[int, SampleDefaults]:
    found: dict[int, SampleDefaults] = {}
    for box in children(data, mvex):
        if box.kind == b"trex":
            fields = Fields(data, box)
            fields.skip(4)
            track_id, *values = fields.take(">IIIII")
            found[track_id] = SampleDefaults(*values)
    return found


def _track(
    data: bytes | bytearray, trak: Box, movie_timescale: int, defaults: dict[int, SampleDefaults]
) -> MovieTrack:
    track_id = _track_id(data, trak)
    media = require(data, trak, b"mdia")
    timescale, language = _media_header(data, media)
    handler_fields = Fields(data, require(data, media, b"hdlr"))
    handler_fields.skip(8)
    handler = handler_fields.number().to_bytes(4, "big")
    table = require(data, media, b"minf", b"stbl")
    base = StreamFormat(Kind.TEXT, Codec.H264, timescale, language=language)
    entries = _entries(data, require(data, table, b"stsd"), handler, base)
    return MovieTrack(
        track_id=track_id,
        kind=_KINDS.get(handler, Kind.TEXT),
        timescale=timescale,
        entries=entries,
        shift=_edit_shift(data, trak, timescale, movie_timescale),
        defaults=defaults.get(track_id, SampleDefaults()),
        sample_table=table,
        key_groups=_key_groups(data, table, entries),
    )


def _key_groups(
    data: bytes | bytearray, table: Box, entries: tuple[SampleEntry, ...]
) -> tuple[Encryption, ...]:
    known = next((entry.encryption for entry in entries if entry.encryption), None)
    boxes_of_groups = [box for box in children(data, table) if box.kind == b"sgpd"] if known else []
    return read_groups(data, boxes_of_groups, known.scheme) if known else ()


def _track_id(data: bytes | bytearray, trak: Box) -> int:
    fields = Fields(data, require(data, trak, b"tkhd"))
    version, _ = fields.version_and_flags()
    fields.skip(16 if version else 8)
    return fields.number()


def _media_header(data: bytes | bytearray, media: Box) -> tuple[int, str]:
    fields = Fields(data, require(data, media, b"mdhd"))
    version, _ = fields.version_and_flags()
    fields.skip(16 if version else 8)
    timescale = fields.number()
    if not timescale:
        raise malformed("a track has a timescale of zero", fields.box.start)
    fields.skip(8 if version else 4)
    extended = find(data, media, b"elng")
    if extended:
        text = payload(data, extended)[4:].partition(b"\0")[0].decode("ascii", "replace")
        return timescale, text or _UNKNOWN_LANGUAGE
    return timescale, _unpack_language(fields.number(">H"))


def _unpack_language(packed: int) -> str:
    letters = [(packed >> shift & 0x1F) + 0x60 for shift in (10, 5, 0)]  # §8.4.2.3
    text = "".join(map(chr, letters))
    return text if text.isascii() and text.isalpha() else _UNKNOWN_LANGUAGE


def _entries(
    data: bytes | bytearray, stsd: Box, handler: bytes, base: StreamFormat
) -> tuple[SampleEntry, ...]:
    fields = Fields(data, stsd)
    fields.skip(4)
    count = min(fields.number(), _MOST_ENTRIES)
    entries: list[SampleEntry] = []
    for box in boxes(data, fields.at, stsd.end):
        if len(entries) == count:
            break
        entries.append(parse_sample_entry(data, box, handler, base))
    return tuple(entries)


def _edit_shift(data: bytes | bytearray, trak: Box, timescale: int, movie_timescale: int) -> int:
    """Return what the edit list adds to composition times (ISO/IEC 14496-12 §8.6.6).

    Leading empty edits delay the track; the first real edit names the media time that plays first. Edits
    after it would cut the track up: streaming content has none, and they are passed over.
    """
    elst = find(data, trak, b"edts", b"elst")
    if elst is None:
        return 0
    fields = Fields(data, elst)
    version, _ = fields.version_and_flags()
    layout = ">QqI" if version else ">IiI"
    delay = 0
    for _ in range(min(fields.number(), 16)):
        duration, media_time, _rate = fields.take(layout)
        if media_time >= 0:
            return delay - media_time
        delay += duration * timescale // (movie_timescale or timescale)
    return delay
