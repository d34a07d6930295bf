"""How long an MPD takes, beside mpegdash in the same run.

    python tests/benchmarks/dash.py            both readers
    python tests/benchmarks/dash.py --ours     without mpegdash, which takes most of the time

A day of television: 48 representations with a SegmentTimeline of 7,200 S each, in three ways: all 48 alike
(5.2 MB), all different, and all different with a @t at each S and an @r at some. And the median of the shared
corpus' manifests, if it is there. Memory is the peak of Python's and libxml2's together (RSS), each reader in
a process of its own.
"""

import argparse
import json
import multiprocessing
import statistics
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from playhead.dash import parse_presentation
from playhead.errors import ManifestError

URL = "https://media.example/live/manifest.mpd"
CORPUS = Path(__file__).parents[2].parent / "shared/corpus/manifests"
REPRESENTATIONS, ENTRIES = 48, 7_200


def big_mpd(kind: str) -> bytes:
    """Return 345,600 S elements, alternating as an audio encoder's do, so that no @r can shorten them."""
    representations = "".join(
        f'<Representation id="a{nth}" bandwidth="{64_000 + nth}"><SegmentTemplate timescale="48000"'
        f' media="$RepresentationID$/$Time$.m4s"><SegmentTimeline>{timeline(kind, nth)}</SegmentTimeline>'
        "</SegmentTemplate></Representation>"
        for nth in range(REPRESENTATIONS)
    )
    return (
        '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT2H"><Period>'
        f'<AdaptationSet mimeType="audio/mp4">{representations}</AdaptationSet></Period></MPD>'
    ).encode()


def timeline(kind: str, representation: int) -> str:
    """Return the S elements of one representation."""
    shift = 0 if kind == "alike" else representation
    durations = [(48_128 if nth % 2 else 47_104) + shift for nth in range(ENTRIES)]
    if kind != "timed":
        return "".join(f'<S d="{duration}"/>\n' for duration in durations)
    starts = accumulate(durations, initial=0)
    repeats = (' r="0"' if nth % 5 == 0 else "" for nth in range(ENTRIES))
    rows = zip(starts, durations, repeats, strict=False)
    return "".join(f'<S t="{start}" d="{duration}"{repeat} />\n' for start, duration, repeat in rows)


def ours(body: bytes) -> object:
    """Read, and find one segment in the middle of one representation, as a start in the middle does."""
    presentation = parse_presentation(body, URL)
    index = presentation.periods[0].tracks[0].representations[0].index
    assert not hasattr(index, "resolve")
    return index.segment_at(3_600.0)  # type: ignore[union-attr]  # told apart by the line above


def theirs(body: bytes) -> object:
    """Read with mpegdash, which maps nothing and finds nothing."""
    from mpegdash.parser import MPEGDASHParser

    return MPEGDASHParser.parse(body.decode())


def measure(
    read: Callable[[bytes], object], path: Path, answer: "multiprocessing.Queue[tuple[float, float]]"
) -> None:
    """Put seconds and added peak megabytes of one reading into the queue."""
    body = path.read_bytes()
    before_mb = peak_mb()
    started = time.perf_counter()
    read(body)
    elapsed_s = time.perf_counter() - started
    answer.put((elapsed_s, peak_mb() - before_mb))


def peak_mb() -> float:
    """Return the most memory that this process has held; rusage's figure would begin with the parent's."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def in_a_process(read: Callable[[bytes], object], path: Path) -> tuple[float, float]:
    """Measure one reader where no other one has left memory behind."""
    context = multiprocessing.get_context("spawn")
    answer: multiprocessing.Queue[tuple[float, float]] = context.Queue()
    process = context.Process(target=measure, args=(read, path, answer))
    process.start()
    found = answer.get(timeout=300)
    process.join()
    return found


def corpus_times_ms() -> list[float]:
    """Return the best of three readings of each manifest that can be read."""
    times: list[float] = []
    for line in (CORPUS / "index.jsonl").read_text().splitlines():
        entry = json.loads(line)
        if entry["kind"] != "dash":
            continue
        body = (CORPUS / entry["path"]).read_bytes()
        tries: list[float] = []
        for _ in range(3):
            started = time.perf_counter()
            try:
                parse_presentation(body, URL)
            except ManifestError:
                break
            tries.append((time.perf_counter() - started) * 1000)
        if tries:
            times.append(min(tries))
    return times


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ours", action="store_true")
    arguments = options.parse_args()
    with TemporaryDirectory() as folder:
        for kind in ("alike", "different", "timed"):
            path = Path(folder) / kind
            # Made here, so that making it doesn't count as the reader's peak.
            path.write_bytes(big_mpd(kind))
            print(f"{kind}: {path.stat().st_size / 1e6:.1f} MB, {REPRESENTATIONS * ENTRIES:,} S")
            for name, read in (("playhead.dash", ours), ("mpegdash", theirs)):
                if name == "mpegdash" and arguments.ours:
                    continue
                elapsed_s, added_mb = in_a_process(read, path)
                print(f"{name:>14}: {elapsed_s:6.2f} s  {added_mb:6.0f} MB")
    if CORPUS.exists():
        times = corpus_times_ms()
        median, largest = statistics.median(times), max(times)
        print(f"corpus: {len(times)} MPDs, median {median:.2f} ms, largest {largest:.1f} ms")


if __name__ == "__main__":
    main()
