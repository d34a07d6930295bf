"""Sweeps: the same suite gives the same bytes, wherever it ran and however often it was stopped."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playhead_abr.lab import AlgorithmSpec, Movie, SimulatorSettings, Trace
from playhead_abr.lab.errors import LabError
from playhead_abr.lab.sweep import Results, Suite, on_cluster, on_this_machine, run_suite
from playhead_abr.lab.sweep.jobs import Job, plan_jobs, run_job
from playhead_abr.lab.sweep.players import Variant
from playhead_abr.lab.sweep.results import Keep
from playhead_abr.lab.sweep.suite import Configuration, TraceSet

TABLES = ("sessions.parquet", "optimum.parquet", "timelines.json", "suite.json")


def make_suite(*, with_optimum: bool = True, safety: float = 0.9) -> Suite:
    draw = np.random.default_rng(2)
    movie = Movie("m", 2.0, np.array([4e5, 1e6]), draw.uniform(0.7, 1.3, (12, 2)) * np.array([8e5, 2e6]))
    sets = tuple(
        TraceSet(
            name,
            tuple(
                Trace(f"{name}{i}", np.full(9, 2.0), draw.uniform(0.1, 1, 9) * mbps * 1e6, np.full(9, 0.05))
                for i in range(3)
            ),
        )
        for name, mbps in (("slow", 1.0), ("fast", 4.0))
    )
    algorithms = (
        Configuration("bola", AlgorithmSpec("bola")),
        Configuration("thr", AlgorithmSpec("throughput", {"safety_factor": safety})),
    )
    player = Variant("buffer 10 s", SimulatorSettings(buffer_capacity_s=10.0))
    return Suite(sets, (movie,), algorithms, (player,), (0, 7), with_optimum)


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def run(folder: Path, suite: Suite | None = None) -> Results:
    results = Results(folder)
    run_suite(suite or make_suite(), results, on_this_machine(1), quiet)
    return results


def contents(results: Results) -> list[bytes]:
    return [(results.folder / name).read_bytes() for name in TABLES]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return run(tmp_path_factory.mktemp("lab") / "results")


def test_every_session_has_its_row_in_the_suites_order(finished: Results) -> None:
    columns = finished.query('SELECT algorithm, "set", trace, seed, qoe_lin FROM sessions')
    assert len(columns["trace"]) == make_suite().session_count == 24
    assert columns["algorithm"].tolist() == ["bola"] * 12 + ["thr"] * 12
    assert columns["seed"].tolist()[:12] == [0] * 6 + [7] * 6
    assert np.isfinite(columns["qoe_lin"].astype(float)).all()
    assert sorted(path.name for path in finished.folder.iterdir()) == sorted(TABLES)


def test_no_session_is_above_what_was_possible(finished: Results) -> None:
    columns = finished.query(
        """
        SELECT s.qoe_lin, o.achievable, o.bound FROM sessions s
        JOIN optimum o USING ("set", trace, movie, player, seed) WHERE o.score = 'qoe_lin'
        """
    )
    assert len(columns["bound"]) == 24
    assert (columns["qoe_lin"] <= columns["bound"] + 1e-9).all()
    assert (columns["achievable"] <= columns["bound"] + 1e-9).all()


def test_the_same_suite_gives_the_same_bytes(finished: Results, tmp_path: Path) -> None:
    assert contents(run(tmp_path / "again")) == contents(finished)


def test_a_stopped_run_goes_on_without_repeating(finished: Results, tmp_path: Path) -> None:
    results = Results(tmp_path / "stopped")
    ran: list[int] = []

    def stops_after(most: int) -> "list[int]":
        def execute(jobs: Sequence[Job], keep: Keep) -> Iterator[Job]:
            for done, job in enumerate(jobs):
                if done == most:
                    raise KeyboardInterrupt
                ran.append(job.number)
                keep(job.number, run_job(job))
                yield job

        run_suite(make_suite(), results, execute, quiet)
        return ran

    with pytest.raises(KeyboardInterrupt):
        stops_after(3)
    assert not results.is_finished
    with pytest.raises(LabError, match="no finished results"):
        results.query("SELECT 1")
    stops_after(1000)
    assert sorted(ran) == list(range(len(plan_jobs(make_suite()))))
    assert contents(results) == contents(finished)
    run_suite(make_suite(), results, on_this_machine(1), quiet)
    assert len(ran) == len(plan_jobs(make_suite()))


def test_results_of_another_suite_are_not_touched(finished: Results, tmp_path: Path) -> None:
    with pytest.raises(LabError, match="another suite"):
        run_suite(make_suite(safety=0.5), finished, on_this_machine(1), quiet)
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(LabError, match="holds something"):
        run(tmp_path)
    with pytest.raises(LabError, match="holds no results"):
        Results(tmp_path / "nothing").facts()


def test_the_noteworthy_sessions_are_the_best_and_the_worst(finished: Results) -> None:
    told = finished.timelines()
    assert [(each["algorithm"], each["place"]) for each in told] == [
        ("bola", "best"),
        ("bola", "worst"),
        ("thr", "best"),
        ("thr", "worst"),
    ]
    scores = finished.query("SELECT max(qoe_lin) AS best, min(qoe_lin) AS worst FROM sessions")
    assert max(each["qoe_lin"] for each in told) == pytest.approx(float(scores["best"][0]), abs=1e-3)
    assert min(each["qoe_lin"] for each in told) == pytest.approx(float(scores["worst"][0]), abs=1e-3)
    assert all(len(each["decisions"]) == 12 and each["network"] for each in told)


@pytest.mark.skipif(find_spec("distributed") is None, reason="the extra `dask` is not installed")
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_bytes(finished: Results, tmp_path: Path) -> None:
    dask: Any = import_module("distributed")
    with dask.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address="127.0.0.1:0"
    ) as cluster:
        results = Results(tmp_path / "cluster")
        run_suite(make_suite(), results, on_cluster(cluster.scheduler_address), quiet)
    assert contents(results) == contents(finished)


@pytest.mark.slow
def test_two_processes_give_the_same_bytes(finished: Results, tmp_path: Path) -> None:
    results = Results(tmp_path / "two")
    run_suite(make_suite(), results, on_this_machine(2), quiet)
    assert contents(results) == contents(finished)
