"""How many sessions a second the lab plays, on one thread, warm; Sabre's trace and film of the corpus."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playhead_abr.lab import AlgorithmSpec, SimulatorSettings, simulate_many
from tests.abr.lab.corpus import sabre_movie, sabre_trace

CASES = (("bola", False, 40_000), ("bola_e", True, 4_000), ("house", True, 2_000))


def main() -> None:
    movie, trace = sabre_movie("bbb"), sabre_trace("3Glogs", "report.2010-09-21_1001CEST.json")
    for name, abandons, count in CASES:
        settings = SimulatorSettings(allows_abandonment=abandons)
        simulate_many(movie, [trace], AlgorithmSpec(name), settings)
        best = 0.0
        for _ in range(3):
            begin_s = time.process_time()
            simulate_many(movie, [trace] * count, AlgorithmSpec(name), settings)
            best = max(best, count / (time.process_time() - begin_s))
        print(f"{name}{' with abandonment' if abandons else ''}: {best:,.0f} sessions/s")


if __name__ == "__main__":
    main()
