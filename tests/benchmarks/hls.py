"""How long reading a media playlist takes, and how much memory it holds, beside the m3u8 library.

Then how long a live reload takes that brings two new segments, of a window that moves and of one that grows.

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


HEAD = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:6"]


def plain_playlist(segments: int, first: int = 0, *, is_live: bool = False) -> str:
    """Return a playlist of an EXTINF and a URI a segment, durations as a packager writes them."""
    lines = [*HEAD, f"#EXT-X-MEDIA-SEQUENCE:{first}", '#EXT-X-MAP:URI="init.mp4"']
    for number in range(first, first + segments):
        lines += [f"#EXTINF:{5.9 + number % 97 / 997:.6f},", f"1080p/segment-{number:06d}.m4s"]
    return "\n".join([*lines, *([] if is_live else ["#EXT-X-ENDLIST"]), ""])


def dense_playlist(segments: int, first: int = 0, *, is_live: bool = False) -> str:
    """Return a playlist with a date, a byte range and a key change now and then."""
    lines = [*HEAD, f"#EXT-X-MEDIA-SEQUENCE:{first}"]
    for number in range(first, first + segments):
        if number % 100 == 0:
            lines.append(f'#EXT-X-KEY:METHOD=AES-128,URI="https://keys.example/{number}",IV=0x{number:032x}')
        seconds = number * 2
        lines += [
            f"#EXT-X-PROGRAM-DATE-TIME:2026-01-{1 + seconds // 86400:02d}T"
            f"{seconds // 3600 % 24:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.000Z",
            "#EXTINF:2.002,",
            f"#EXT-X-BYTERANGE:100000@{number * 100_000}" if number == first else "#EXT-X-BYTERANGE:100000",
            "movie.mp4",
        ]
    return "\n".join([*lines, *([] if is_live else ["#EXT-X-ENDLIST"]), ""])


def ours(text: str) -> MediaPlaylistIndex:
    """Read as the player does."""
    return index_of(read_media_playlist(text.encode(), URL), URL)


def theirs(text: str) -> m3u8.M3U8:
    """Read with the library."""
    return m3u8.loads(text, uri=URL)


def reload_s(make: Callable[..., str], segments: int, dropped: int) -> float:
    """Return how long a reload takes, the best of several."""
    before, after = make(segments, is_live=True), make(segments + 2 - dropped, dropped, is_live=True).encode()
    index = ours(before)
    times: list[float] = []
    for _ in range(4 * RUNS):
        started = time.perf_counter()
        reloaded = index_of(read_media_playlist(after, URL, previous=index.playlist), URL, index)
        times.append(time.perf_counter() - started)
        assert reloaded.count == segments + 2 - dropped
    return min(times)


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
    row("reload", "segments", "moving ms", "growing ms")
    for name, make in (("plain", plain_playlist), ("dense", dense_playlist)):
        row(name, "21600", *(f"{reload_s(make, 21_600, dropped) * 1e3:.1f}" for dropped in (2, 0)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
