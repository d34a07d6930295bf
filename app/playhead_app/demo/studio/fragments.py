"""Cut a fragmented MP4 file along its own index.

The encoders write one file a track with a segment index (`sidx`, ISO/IEC 14496-12 §8.16.3) in front. Its
entries are the segments: here they become byte ranges for a manifest, or files of their own.
"""

import struct
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

__all__ = ["Fragment", "FragmentedFile", "cut_into_files", "read_fragments"]


@dataclass(frozen=True, slots=True)
class Fragment:
    """One movie fragment: where it lies in the file and how long it plays."""

    offset_bytes: int
    size_bytes: int
    duration: int


@dataclass(frozen=True, slots=True)
class FragmentedFile:
    """What a manifest needs to know of a fragmented file.

    Attributes:
        init_bytes: Size of the initialization section, from the file's beginning.
        index_bytes: Size of the segment index, which follows it.
        timescale: Units of the fragments' durations in a second.
    """

    init_bytes: int
    index_bytes: int
    timescale: int
    fragments: tuple[Fragment, ...]

    @property
    def duration(self) -> Fraction:
        """Seconds, exactly."""
        return Fraction(sum(fragment.duration for fragment in self.fragments), self.timescale)

    @property
    def average_bps(self) -> int:
        """Bits a second over the whole file."""
        return round(sum(fragment.size_bytes for fragment in self.fragments) * 8 / self.duration)

    @property
    def peak_bps(self) -> int:
        """Bits a second of the heaviest segment that is at least half as long as the longest."""
        longest = max(fragment.duration for fragment in self.fragments)
        return max(
            fragment.size_bytes * 8 * self.timescale // fragment.duration
            for fragment in self.fragments
            if fragment.duration * 2 >= longest
        )


def read_fragments(path: Path) -> FragmentedFile:
    """Read the index of a file that the studio has written: ftyp, moov, sidx, then the fragments."""
    with path.open("rb") as file:
        init_bytes = 0
        while True:
            size, kind = struct.unpack(">I4s", file.read(8))
            if kind == b"sidx":
                return _parse_sidx(file.read(size - 8), init_bytes, size)
            init_bytes += size
            file.seek(init_bytes)


def _parse_sidx(body: bytes, init_bytes: int, index_bytes: int) -> FragmentedFile:
    version = body[0]
    timescale, *_, first_offset = struct.unpack_from(">IQQ" if version else ">III", body, 8)
    start = 8 + (20 if version else 12)
    (count,) = struct.unpack_from(">xxH", body, start)
    offset = init_bytes + index_bytes + first_offset
    fragments: list[Fragment] = []
    for index in range(count):
        size, duration = struct.unpack_from(">II", body, start + 4 + index * 12)
        fragments.append(Fragment(offset, size, duration))
        offset += size
    return FragmentedFile(init_bytes, index_bytes, timescale, tuple(fragments))


def cut_into_files(path: Path, file: FragmentedFile, folder: Path) -> None:
    """Write `init.mp4` and `00001.m4s`, `00002.m4s`, … into a folder and remove the whole file."""
    folder.mkdir(parents=True)
    with path.open("rb") as whole:
        (folder / "init.mp4").write_bytes(whole.read(file.init_bytes))
        for number, fragment in enumerate(file.fragments, 1):
            whole.seek(fragment.offset_bytes)
            (folder / f"{number:05d}.m4s").write_bytes(whole.read(fragment.size_bytes))
    path.unlink()
