"""The house algorithm against its rivals on every open set: differences with 95% intervals, as Markdown.

    python3 run.py bench abr_default

An interval comes from drawing traces anew, 2,000 times; a difference is house − rival on the same trace.
"Held out" are the traces on which the setting was not chosen. Skips where the shared corpus is not beside the
checkout.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playhead_abr.lab import AlgorithmSpec, Mode, Movie, SimulatorSettings, Trace, simulate_many
from playhead_abr.lab.qoe import session_figures
from tests.abr.lab.corpus import ROOT, pensieve_movie, pensieve_trace, sabre_movie, sabre_trace

Floats = NDArray[np.float64]

RIVALS = ("bola_e", "dynamic", "robust_mpc")
METRICS = ("qoe_lin", "bola_score", "rebuffer_ratio")
DRAWS = 2000
FILM_S = 180  # as long as the reference runs over FCC traces


@dataclass(frozen=True, slots=True)
class OpenSet:
    """Attributes:
    qoe: Which of the linear scores: Pensieve's means leave the first segment out.
    chosen_every: Every so many-th trace took part in the choice of the setting; 0: none.
    """

    name: str
    movie: Movie
    traces: list[Trace]
    settings: SimulatorSettings
    qoe: str
    chosen_every: int


def open_sets() -> Iterator[OpenSet]:
    pensieve = SimulatorSettings(
        mode=Mode.PENSIEVE, buffer_capacity_s=64.0, first_rung=1, allows_abandonment=False
    )
    for name, every in (("norway_test", 0), ("norway_fcc_train", 1)):
        traces = [pensieve_trace(path) for path in sorted((ROOT / "pensieve" / name).iterdir())]
        yield OpenSet(name, pensieve_movie(), traces, pensieve, "qoe_lin_settled", every)
    hd, sd = sabre_movie("bbb4k"), sabre_movie("bbb")
    for folder, movie, buffer_s, every in (
        ("3Glogs", sd, 25.0, 2),
        ("4Glogs", hd, 25.0, 2),
        ("4Glogs", hd, 10.0, 2),
        ("fcc_hd", hd.looped(FILM_S), 25.0, 6),
        ("fcc_sd", sd.looped(FILM_S), 25.0, 6),
    ):
        traces = [sabre_trace(folder, path.name) for path in sorted((ROOT / "sabre" / folder).iterdir())]
        name = f"{folder}, {buffer_s:.0f} s"
        yield OpenSet(name, movie, traces, SimulatorSettings(buffer_capacity_s=buffer_s), "qoe_lin", every)


def figures(each: OpenSet, algorithm: str) -> list[Floats]:
    metrics = simulate_many(each.movie, each.traces, AlgorithmSpec(algorithm), each.settings)
    by_name = session_figures(metrics, each.movie)
    return [by_name[each.qoe], by_name["bola_score"], 100 * by_name["rebuffer_ratio"]]


def interval(difference: Floats) -> str:
    draws = np.random.default_rng(5).integers(0, len(difference), (DRAWS, len(difference)))
    low, high = np.percentile(difference[draws].mean(axis=1), [2.5, 97.5])
    return f"{difference.mean():+.3f} [{low:+.3f}, {high:+.3f}]"


def main() -> None:
    if not ROOT.is_dir():
        print("the shared corpus is not here")
        return
    print("| set | metric | house |", " | ".join(f"− {rival}" for rival in RIVALS), "|")
    print("|---|---|---|", "---|" * len(RIVALS), sep="")
    for each in open_sets():
        house, rivals = figures(each, "house"), [figures(each, rival) for rival in RIVALS]
        number = np.arange(len(each.traces))
        held_out = number % each.chosen_every != 0 if each.chosen_every else number >= 0
        for part, kept in (("all", number >= 0), ("held out", held_out)):
            if not kept.any() or (part == "held out" and kept.all()):
                continue
            for index, metric in enumerate(METRICS):
                differences = [interval((house[index] - rival[index])[kept]) for rival in rivals]
                mean = house[index][kept].mean()
                print(f"| {each.name}, {part} | {metric} | {mean:.3f} |", " | ".join(differences), "|")


if __name__ == "__main__":
    main()
