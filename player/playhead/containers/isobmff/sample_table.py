"""Sample tables, `stbl`: how a plain MP4 lists its samples (ISO/IEC 14496-12 §8.6, §8.7).

Streams seldom come like this, but a DASH on-demand file or an HLS byte range may, and so does every local
film. The whole file must be at hand.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice, repeat
from struct import Struct

from playhead.containers.faults import malformed
from playhead.containers.isobmff.boxes import Box, Fields, children
from playhead.containers.isobmff.encryption import encryption_boxes, sample_protections
from playhead.containers.isobmff.fragments import TrackRun
from playhead.containers.isobmff.movie import MovieTrack
from playhead.containers.limits import MOST_SAMPLES
from playhead.containers.samples import Sample
from playhead.presentation import Kind
from playhead_drm import SampleProtection

__all__ = ["read_sample_table"]

_RUN = Struct(">II")
_OFFSET_RUN = Struct(">Ii")
_CHUNK_RUN = Struct(">III")

Tables = dict[bytes, Box]


def read_sample_table(data: bytes | bytearray, track: MovieTrack) -> list[TrackRun]:
    """Return the samples for each sample description; empty for a fragmented file.

    Raises:
        MediaError: If a table is broken, or points outside the file.
    """
    tables: Tables = {box.kind: box for box in children(data, track.sample_table)}
    sizes = _sizes(data, tables)
    if not sizes:
        return []
    durations = _repeated(data, tables.get(b"stts"), _RUN, len(sizes))
    offsets = _repeated(data, tables.get(b"ctts"), _OFFSET_RUN, len(sizes))
    keys = _keys(data, tables.get(b"stss")) if track.kind is Kind.VIDEO else None
    protections = _protections(data, track, len(sizes))
    runs: dict[int, TrackRun] = {}
    view, dts = memoryview(data), track.shift
    rows = zip(sizes, durations, offsets, _places(data, tables, sizes), protections, strict=False)
    for number, (size, duration, offset, (at, description), protection) in enumerate(rows, 1):
        if at + size > len(data):
            raise malformed("a sample lies outside its file", track.sample_table.start)
        is_key = keys is None or number in keys
        run = runs.setdefault(description, TrackRun(track, description, [], []))
        run.samples.append(Sample(dts + offset, dts, duration, is_key, view[at : at + size]))
        if track.encryption_of(description):
            run.protections.append(protection)
        dts += duration
    return list(runs.values())


def _protections(data: bytes | bytearray, track: MovieTrack, count: int) -> Iterable[SampleProtection | None]:
    usual = next((entry.encryption for entry in track.entries if entry.encryption), None)
    if usual is None:
        return repeat(None)
    tables = encryption_boxes(data, track.sample_table)
    return sample_protections(data, tables, usual, track.key_groups, [count], 0)


def _counted(data: bytes | bytearray, box: Box) -> Fields:
    fields = Fields(data, box)
    fields.version_and_flags()
    return fields


def _rows(data: bytes | bytearray, box: Box | None, row: Struct) -> Iterator[tuple[int, ...]]:
    if box is None:
        return iter(())
    fields = _counted(data, box)
    count = fields.number()
    end = fields.at + count * row.size
    if end > box.end:
        raise malformed("a sample table ends before its entries", box.start)
    return row.iter_unpack(memoryview(data)[fields.at : end])


def _sizes(data: bytes | bytearray, tables: Tables) -> list[int]:
    box = tables.get(b"stsz")
    if box is None:
        return []
    fields = _counted(data, box)
    fixed, count = fields.take(">II")
    if count > MOST_SAMPLES:
        raise malformed(f"more than {MOST_SAMPLES} samples in one track", box.start)
    if fixed:
        return [fixed] * count
    if fields.left < 4 * count:
        raise malformed("a sample table ends before its entries", box.start)
    return list(fields.take(f">{count}I")) if count else []


def _repeated(data: bytes | bytearray, box: Box | None, row: Struct, count: int) -> Iterator[int]:
    """Yield run-length coded numbers, and zeros where the table says nothing (more)."""
    told = chain.from_iterable(repeat(value, times) for times, value in _rows(data, box, row))
    return islice(chain(told, repeat(0)), count)


def _keys(data: bytes | bytearray, box: Box | None) -> frozenset[int] | None:
    return None if box is None else frozenset(number for (number,) in _rows(data, box, Struct(">I")))


def _places(data: bytes | bytearray, tables: Tables, sizes: list[int]) -> Iterator[tuple[int, int]]:
    """Yield each sample's offset and description: chunks give offsets, `stsc` tells samples a chunk."""
    wide = b"co64" in tables
    chunks = _rows(data, tables.get(b"co64" if wide else b"stco"), Struct(">Q" if wide else ">I"))
    runs = list(_rows(data, tables.get(b"stsc"), _CHUNK_RUN))
    if not runs:
        raise malformed("a sample table has no stsc box")
    index, run = 0, 0
    for number, (at,) in enumerate(chunks, 1):
        while run + 1 < len(runs) and runs[run + 1][0] <= number:
            run += 1
        _, samples_a_chunk, description = runs[run]
        for size in sizes[index : index + samples_a_chunk]:
            yield at, description
            at += size
        index += samples_a_chunk
