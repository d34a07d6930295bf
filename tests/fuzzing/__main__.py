"""Injure manifests until time is up, and keep what breaks the readers.

    python3 run.py fuzz --minutes 10
    python3 run.py fuzz --seed 7 --only 1234     one mutant again

The mutants come from our own seeds and from the shared corpus, if it lies beside the checkout. Each fault is
kept in `.cache/fuzz/` as the mutant and what happened. Exit code 1 if there was any.
"""

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.fuzzing.bout import Bout, Fault, originals_in

CORPUS = ROOT.parent / "shared" / "corpus" / "manifests"
KEPT = ROOT / ".cache" / "fuzz"


def main() -> int:
    """Run one bout."""
    options = _options()
    seed = int(time.time()) if options.seed is None else options.seed
    bout = Bout(originals_in(CORPUS), seed)
    print(f"seed {seed}, {len(bout.originals)} originals", flush=True)
    if options.only is not None:
        bout.try_one(options.only)
    else:
        seconds = None if options.mutants else options.minutes * 60
        bout.run(seconds=seconds, mutants=options.mutants, progress=_tell)
    for fault in bout.faults.values():
        _keep(seed, fault)
    print(f"{bout.tried:,} mutants, {len(bout.faults)} faults (seed {seed})")
    return 1 if bout.faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 run.py fuzz", description=__doc__.partition("\n")[0] if __doc__ else ""
    )
    parser.add_argument("--minutes", type=float, default=10, help="how long (default: 10)")
    parser.add_argument("--mutants", type=int, help="how many, instead of how long")
    parser.add_argument("--seed", type=int, help="to get the same mutants again (default: the time)")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="try this one mutant of the seed")
    return parser.parse_args()


def _tell(bout: Bout, elapsed_s: float) -> None:
    rate = bout.tried / elapsed_s
    print(
        f"{elapsed_s:6.0f} s  {bout.tried:9,} mutants  {rate:5.0f}/s  {len(bout.faults)} faults", flush=True
    )


def _keep(seed: int, fault: Fault) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    stem = KEPT / f"{seed}-{fault.number}"
    stem.with_suffix(".manifest").write_bytes(fault.mutant)
    stem.with_suffix(".txt").write_text(fault.report)
    print(f"{fault.where}: --seed {seed} --only {fault.number}, kept as {stem.relative_to(ROOT)}.*")
    print(fault.report.rstrip())


if __name__ == "__main__":
    sys.exit(main())
