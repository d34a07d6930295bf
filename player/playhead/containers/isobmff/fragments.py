"""Movie fragments, `moof`: the tables that cut an `mdat` into samples (ISO/IEC 14496-12 §8.8).

This is the player's hottest loop: every sample of a CMAF stream passes here. A `trun` table is unpacked by
`struct` in one go, turned into columns, missing columns become a repeated default, and one loop makes the
samples. Nothing is copied: a sample's data is a view into the segment.
"""

from collections.abc import Iterable
from itertools import chain, repeat
from struct import Struct
from typing import NamedTuple

from playhead.containers.faults import malformed
from playhead.containers.isobmff.boxes import Box, Fields, children
from playhead.containers.isobmff.chunks import SegmentProgress
from playhead.containers.isobmff.encryption import ENCRYPTION_BOXES, sample_protections
from playhead.containers.isobmff.movie import Movie, MovieTrack, SampleDefaults
from playhead.containers.limits import MOST_SAMPLES
from playhead.containers.samples import Sample
from playhead.presentation import Kind
from playhead_drm import SampleProtection

__all__ = ["FragmentReader", "TrackRun"]

# tfhd flags (§8.8.7.1)
_BASE_DATA_OFFSET, _DESCRIPTION, _DURATION, _SIZE, _FLAGS = 0x1, 0x2, 0x8, 0x10, 0x20
_BASE_IS_MOOF = 0x20000
# trun flags (§8.8.8.1); the four per-sample columns come in this order.
_DATA_OFFSET, _FIRST_FLAGS = 0x1, 0x4
_HAS_DURATION, _HAS_SIZE, _HAS_FLAGS, _HAS_OFFSET = 0x100, 0x200, 0x400, 0x800
# Composition offsets are signed in version 1 only, but writers put signed ones in version 0 too.
_ROWS = {
    columns: Struct(">" + "".join(code for bit, code in enumerate("IIIi") if columns >> bit & 1))
    for columns in range(1, 16)
}
# sample_is_non_sync_sample, and sample_depends_on = 1: some writers set only the latter (§8.8.3.1).
_NOT_A_KEY = 0x0101_0000


class TrackRun(NamedTuple):
    """The samples of one `traf`.

    Attributes:
        description: Counts the track's entries from 1.
        protections: One for each sample, None for one in the clear; empty if all are.
    """

    track: MovieTrack
    description: int
    samples: list[Sample]
    protections: list[SampleProtection | None]


class _Header(NamedTuple):
    track: MovieTrack
    base: int
    defaults: SampleDefaults


class _Place(NamedTuple):
    """Where the next run's data starts and when it decodes."""

    at: int
    dts: int


class FragmentReader:
    """Reads the fragments of one segment, in order.

    Args:
        data: The segment, or the next chunk of it.
        progress: What is known from the chunks before; it is kept up to date.
    """

    def __init__(
        self, data: bytes | bytearray, movie: Movie, progress: SegmentProgress | None = None
    ) -> None:
        self._data = data
        self._view = memoryview(data)
        self._movie = movie
        self._progress = progress or SegmentProgress()
        self.init_data: list[bytes] = []  # `pssh` boxes of the fragments, which bring new keys

    def read(self, moof: Box) -> list[TrackRun]:
        """Return the samples of one fragment, track by track.

        Raises:
            MediaError: If a table is broken, or points outside the segment.
        """
        runs: list[TrackRun] = []
        implicit_base = moof.start
        for box in children(self._data, moof):
            if box.kind == b"traf":
                run, implicit_base = self._read_track(box, moof, implicit_base)
                if run:
                    runs.append(run)
            elif box.kind == b"pssh":
                self.init_data.append(bytes(self._data[box.start : box.end]))
        return runs

    def _read_track(self, traf: Box, moof: Box, implicit_base: int) -> tuple[TrackRun | None, int]:
        header: _Header | None = None
        place = _Place(implicit_base, 0)
        samples: list[Sample] = []
        run_sizes: list[int] = []
        about_keys: dict[bytes, list[Box]] = {}
        for box in children(self._data, traf):
            if box.kind == b"tfhd":
                header = self._header(box, moof, implicit_base)
                if header is None:
                    return None, implicit_base  # a track that the init segment doesn't know
                place = _Place(header.base, self._progress.next_dts.get(header.track.track_id, 0))
            elif box.kind == b"tfdt":
                place = _Place(place.at, self._decode_time(box))
            elif box.kind == b"trun":
                if header is None:
                    raise malformed("a trun box comes before its tfhd", box.start)
                before = len(samples)
                place = self._run(box, header, moof, place, samples)
                run_sizes.append(len(samples) - before)
            elif box.kind in ENCRYPTION_BOXES:
                about_keys.setdefault(box.kind, []).append(box)
        if header is None:
            raise malformed("a traf box has no tfhd", traf.start)
        self._progress.next_dts[header.track.track_id] = place.dts
        protections = self._protections(header, about_keys, run_sizes)
        return TrackRun(header.track, header.defaults.description, samples, protections), place.at

    def _protections(
        self, header: _Header, about_keys: dict[bytes, list[Box]], run_sizes: list[int]
    ) -> list[SampleProtection | None]:
        track = header.track
        usual = track.encryption_of(header.defaults.description)
        if usual is None:
            return []
        return sample_protections(self._data, about_keys, usual, track.key_groups, run_sizes, header.base)

    def _header(self, box: Box, moof: Box, implicit_base: int) -> _Header | None:
        fields = Fields(self._data, box)
        _, flags = fields.version_and_flags()
        track = self._movie.tracks.get(fields.number())
        if track is None:
            return None
        base = moof.start if flags & _BASE_IS_MOOF else implicit_base
        if flags & _BASE_DATA_OFFSET:
            # It counts from the start of the file, of which we may have only this segment. Every writer that
            # we know of means its own moof, so that is what an offset outside the segment stands for.
            told = fields.number(">Q") - self._progress.origin
            base = told if moof.start <= told < len(self._data) else moof.start
        known = track.defaults
        defaults = SampleDefaults(
            description=fields.number() if flags & _DESCRIPTION else known.description,
            duration=fields.number() if flags & _DURATION else known.duration,
            size=fields.number() if flags & _SIZE else known.size,
            flags=fields.number() if flags & _FLAGS else known.flags,
        )
        return _Header(track, base, defaults)

    def _decode_time(self, box: Box) -> int:
        fields = Fields(self._data, box)
        version, _ = fields.version_and_flags()
        return fields.number(">Q" if version else ">I")

    def _run(self, box: Box, header: _Header, moof: Box, place: _Place, samples: list[Sample]) -> _Place:
        fields = Fields(self._data, box)
        _, flags = fields.version_and_flags()
        count = fields.number()
        at = place.at
        if flags & _DATA_OFFSET:
            at = header.base + fields.number(">i")
        elif at == moof.start:
            at = moof.end + 8  # nothing tells where the data is: in the mdat that follows, then
        first_flags = fields.number() if flags & _FIRST_FLAGS else None
        self._progress.sample_count += count
        if self._progress.sample_count > MOST_SAMPLES:
            raise malformed(f"more than {MOST_SAMPLES} samples in one segment", box.start)
        if not count or not (flags & _HAS_SIZE or header.defaults.size):
            return _Place(at, place.dts)  # samples without bytes: nothing to decode
        durations, sizes, sample_flags, offsets = self._columns(
            fields, flags >> 8 & 15, count, header.defaults
        )
        length = sum(sizes) if isinstance(sizes, tuple) else count * header.defaults.size
        if at + length > len(self._data) and flags & _DATA_OFFSET:
            # The base was told, happens to lie in this segment, and still counts from the start of the file.
            at += moof.start - header.base
        end = at + length
        if at < 0 or end > len(self._data):
            raise malformed("a fragment's samples lie outside its segment", box.start)
        if header.track.kind is not Kind.VIDEO:
            sample_flags = repeat(0)
        elif first_flags is not None:
            sample_flags = chain((first_flags,), _rest(sample_flags))
        columns = zip(durations, sizes, sample_flags, offsets, strict=False)
        return _Place(end, self._append(samples, columns, at, place.dts, header.track.shift))

    def _columns(
        self, fields: Fields, present: int, count: int, defaults: SampleDefaults
    ) -> tuple[Iterable[int], Iterable[int], Iterable[int], Iterable[int]]:
        columns: list[Iterable[int]] = [
            repeat(defaults.duration, count),
            repeat(defaults.size, count),
            repeat(defaults.flags, count),
            repeat(0, count),
        ]
        if present:
            row = _ROWS[present]
            end = fields.at + count * row.size
            if end > fields.box.end:
                raise malformed("a trun box ends before its samples", fields.box.start)
            filled = iter(zip(*row.iter_unpack(self._view[fields.at : end]), strict=True))
            for index in range(4):
                if present >> index & 1:
                    columns[index] = next(filled)
        return columns[0], columns[1], columns[2], columns[3]

    def _append(
        self,
        samples: list[Sample],
        columns: Iterable[tuple[int, int, int, int]],
        at: int,
        dts: int,
        shift: int,
    ) -> int:
        append, view, make = samples.append, self._view, Sample
        shifted = dts + shift
        for duration, size, flags, offset in columns:
            end = at + size
            append(make(shifted + offset, shifted, duration, not flags & _NOT_A_KEY, view[at:end]))
            at = end
            shifted += duration
        return shifted - shift


def _rest(column: Iterable[int]) -> Iterable[int]:
    rest = iter(column)
    next(rest, None)
    return rest
