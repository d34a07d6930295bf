"""The same sweep, three seeds of it, on one process and on two in turn: how much the second one brings.

    python3 run.py bench lab_two_processes

Goal: 1.8 times, on two idle cores. Only `run_suite` is timed, kernels compiled and processes started: what a
longer sweep converges to. Skips where the shared corpus is not beside the checkout.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playhead_abr.lab.sweep import Results, Suite, on_this_machine, read_suite, run_suite
from tests.benchmarks.lab_sweep import CORPUS, suite_text

ROUNDS = 3
SEEDS = "seeds = [0, 1, 2]\n"


def ran_s(suite: Suite, folder: Path, cores: int) -> float:
    """Return how long the sweep takes on so many processes."""
    begun_s = time.perf_counter()
    run_suite(suite, Results(folder), on_this_machine(cores), lambda _done, _total: None)
    return time.perf_counter() - begun_s


def main() -> None:
    if not CORPUS.is_dir():
        print("the shared corpus is not here")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "suite.toml").write_text(SEEDS + suite_text(), encoding="utf-8")
        suite = read_suite(folder / "suite.toml")
        for cores in (1, 2):
            ran_s(suite, folder / f"warm-{cores}", cores)
        ratios: list[float] = []
        for number in range(ROUNDS):
            alone_s, together_s = (ran_s(suite, folder / f"{number}-{cores}", cores) for cores in (1, 2))
            ratios.append(alone_s / together_s)
            print(f"one process {alone_s:.2f} s, two {together_s:.2f} s: {ratios[-1]:.2f} times")
        print(f"median {statistics.median(ratios):.2f} times, {suite.session_count:,} sessions each")


if __name__ == "__main__":
    main()
