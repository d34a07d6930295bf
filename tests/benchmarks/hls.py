"""How long reading a media playlist takes, and how much memory it holds, beside the m3u8 library.

    python tests/benchmarks/hls.py

Both read the same text in one process, in turns, and the best of several runs counts: on a busy machine the
ratio is what to look at. Memory is tracemalloc's: what is held afterwards, and the peak on the way.
"""

import gc
import sys
import time
import tracemalloc
from collections.abc import Callable

import m3u8

from playhead.hls.index import MediaPlaylistIndex, index_of
from playhead.hls.media_reader import read_media_playlist

URL = "https://cdn.example/title/1080p/index.m3u8"
RUNS = 5


def plain_playlist(segments: int) -> str:
    """Return a film's playlist: an EXTINF and a URI a segment, durations as a packager writes them."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:6", '#EXT-X-MAP:URI="init.mp4"']
    for number in range(segments):
        lines += [f"#EXTINF:{5.9 + number % 97 / 997:.6f},", f"1080p/segment-{number:06d}.m4s"]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def dense_playlist(segments: int) -> str:
    """Return a playlist with a date, a byte range and a key change now and then."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:6"]
    for number in range(segments):
        if number % 100 == 0:
            lines.append(f'#EXT-X-KEY:METHOD=AES-128,URI="https://keys.example/{number}",IV=0x{number:032x}')
        seconds = number * 2
        lines += [
            f"#EXT-X-PROGRAM-DATE-TIME:2026-01-{1 + seconds // 86400:02d}T"
            f"{seconds // 3600 % 24:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.000Z",
            "#EXTINF:2.002,",
            f"#EXT-X-BYTERANGE:{100_000 + number}",
            "movie.mp4",
        ]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def ours(text: str) -> MediaPlaylistIndex:
    """Read as the player does."""
    return index_of(read_media_playlist(text.encode(), URL), URL)


def theirs(text: str) -> m3u8.M3U8:
    """Read with the library."""
    return m3u8.loads(text, uri=URL)


def seconds_of(read: Callable[[str], object], text: str) -> float:
    """Return how long one reading takes."""
    started = time.perf_counter()
    read(text)
    return time.perf_counter() - started


def bytes_of(read: Callable[[str], object], text: str) -> tuple[int, int]:
    """Return what a reading holds afterwards and at its peak."""
    gc.collect()
    tracemalloc.start()
    result = read(text)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return held, peak


def row(*cells: str) -> None:
    """Write one row of the table."""
    sys.stdout.write("".join(cell.rjust(12) for cell in cells) + "\n")


def main() -> int:
    """Print a table."""
    row(
        "playlist",
        "segments",
        "ours ms",
        "m3u8 ms",
        "times",
        "ours MB",
        "at peak",
        "m3u8 MB",
        "at peak",
        "share",
    )
    for name, make in (("plain", plain_playlist), ("dense", dense_playlist)):
        for segments in (300, 5_000, 21_600):
            text = make(segments)
            assert ours(text).count == segments
            times = [(seconds_of(ours, text), seconds_of(theirs, text)) for _ in range(RUNS)]
            our_s, their_s = min(t[0] for t in times), min(t[1] for t in times)
            our_bytes, their_bytes = bytes_of(ours, text), bytes_of(theirs, text)
            row(
                name,
                str(segments),
                f"{our_s * 1e3:.1f}",
                f"{their_s * 1e3:.1f}",
                f"{their_s / our_s:.1f}",
                *(f"{count / 1e6:.2f}" for count in (*our_bytes, *their_bytes)),
                f"{our_bytes[1] / their_bytes[1]:.2f}",
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
