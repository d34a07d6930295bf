"""Sessions in Sabre's mode end as Sabre's own do, to the digits that it prints."""

import itertools

import pytest

from playhead_abr.lab import AlgorithmSpec, Replacement, sabre_settings
from playhead_abr.lab.sabre import sabre_metrics
from tests.abr.lab.corpus import needs_corpus, sabre_movie, sabre_runs, sabre_trace

pytestmark = pytest.mark.timeout(900)  # the first session compiles the kernel

ALGORITHMS = {
    "bola": AlgorithmSpec("bola_finite"),
    "bola-ao": AlgorithmSpec("bola", {"oscillation_guard": 1}),
    "bola-basic": AlgorithmSpec("bola"),
    "bola-basic-noa": AlgorithmSpec("bola"),
    "bola-pl": AlgorithmSpec("bola_e", {"oscillation_guard": 1, "insufficient_buffer_rule": 0}),
    "bolae": AlgorithmSpec("bola_e"),
    "bolae-ao": AlgorithmSpec("bola_e", {"oscillation_guard": 1}),
    "bolae-left": AlgorithmSpec("bola_e"),
    "bolae-noa": AlgorithmSpec("bola_e"),
    "bolae-sliding": AlgorithmSpec("bola_e"),
    "dynamic": AlgorithmSpec("dynamic"),
    "dynamic-ao-ab": AlgorithmSpec("dynamic", {"oscillation_guard": 1, "finite": 0}),
    "dynamic-left": AlgorithmSpec("dynamic"),
    "dynamic-noa": AlgorithmSpec("dynamic"),
    "dynamicdash": AlgorithmSpec("dynamic_dash"),
    "dynamicdash-noa": AlgorithmSpec("dynamic_dash"),
    "throughput": AlgorithmSpec("throughput"),
    "throughput-noa": AlgorithmSpec("throughput"),
    "throughput-noibr": AlgorithmSpec("throughput", {"insufficient_buffer_rule": 0}),
}
FOLDERS = {"3G": "3Glogs", "4G": "4Glogs", "HD": "fcc_hd", "SD": "fcc_sd"}


def disagreements(run: dict[str, str]) -> list[str]:
    """Return the metrics that differ by more than 2·10⁻⁶ and what six printed decimals hide."""
    network, film, buffer = run["set"].removesuffix("-ml180").split("-")
    movie = sabre_movie(film)
    if run["set"].endswith("-ml180"):
        movie = movie.looped(180)
    settings = sabre_settings(
        float(buffer.removeprefix("b")),
        allows_abandonment=not run["config"].endswith("-noa"),
        window_segments=3 if run["config"] == "bolae-sliding" else 0,
        replacement=Replacement.LEFT if run["config"].endswith("-left") else Replacement.NONE,
    )
    trace = sabre_trace(FOLDERS[network], run["trace"])
    ours = sabre_metrics(movie, trace, ALGORITHMS[run["config"]], settings)
    return [
        f"{run['set']} {run['trace']} {run['config']}: {name} is {value}, Sabre says {run[name]}"
        for name, value in ours.items()
        if abs(value - float(run[name])) > 2e-6 * abs(float(run[name])) + 0.6e-6
    ]


@needs_corpus
def test_all_reference_runs_agree_in_every_printed_metric() -> None:
    runs = list(sabre_runs())
    assert len(runs) == 6954
    assert list(itertools.chain.from_iterable(map(disagreements, runs))) == []
