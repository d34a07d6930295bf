"""The player in the lab: the whole player and the simulator, over the same line, tell the same story."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import Result

from playhead.session import streams
from playhead.settings import AbrSettings, BufferSettings, PlayerSettings
from playhead.testing import Rung, SyntheticTitle
from playhead_abr.lab import AlgorithmSpec, Movie, SessionLog, SimulatorSettings, Trace, simulate
from playhead_abr.lab.formats import read_trace
from playhead_app.commands.lab.replay import play_over
from tests.app.lab.ranged_title import RangedTitle

SEGMENT_S = 4.0
GOAL_S = 30.0
LADDER = (
    Rung(426, 240, 200_000),
    Rung(640, 360, 400_000),
    Rung(854, 480, 800_000),
    Rung(1280, 720, 1_500_000),
    Rung(1920, 1080, 3_000_000),
)
# What the player wants of algorithms otherwise than their papers.
IN_PLAYER: Mapping[str, Mapping[str, float]] = {
    "dynamic": {
        "insufficient_buffer_rule": 0,
        "oscillation_guard": 1,
        "finite": 0,
        "safety_factor": 0.85,
        "initial_bps": 3_000_000,
    },
    "house": {"initial_bps": 3_000_000},
}


def trace(*steps: tuple[float, float]) -> Trace:
    durations_s, mbps = zip(*steps, strict=True)
    return Trace("line", np.array(durations_s), np.array(mbps) * 1e6, np.full(len(steps), 0.05))


def film(title: SyntheticTitle) -> Movie:
    sizes = [
        [len(title.segment(f"v{rung}", number) or b"") * 8.0 for rung in range(len(title.ladder))]
        for number in range(title.segment_count)
    ]
    bitrates_bps = np.array([float(rung.bandwidth_bps) for rung in title.ladder])
    return Movie("title", SEGMENT_S, bitrates_bps, np.array(sizes))


def both(title: SyntheticTitle, line: Trace, algorithm: str) -> tuple[dict[str, Any], list[int], SessionLog]:
    """Return the player's report, its rung for each segment, and the simulator's log."""
    settings = PlayerSettings(buffer=BufferSettings(goal_s=GOAL_S), abr=AbrSettings(algorithm=algorithm))
    ranged = RangedTitle(title)
    report = play_over(line, ranged.origin, ranged.mpd_url, settings)
    rung_of = {rung.bandwidth_bps: index for index, rung in enumerate(title.ladder)}
    # A download that was given up is decided anew: the last word counts.
    chosen = {
        round(each["position_s"] / SEGMENT_S): rung_of[each["bandwidth_bps"]] for each in report["decisions"]
    }
    # The player requests while its goal is not reached, so it holds one segment more at most; and it has
    # fetched a manifest when the first segment's turn comes.
    player = SimulatorSettings(
        buffer_capacity_s=GOAL_S + SEGMENT_S,
        allows_abandonment=False,
        start_s=report["decisions"][0]["at_s"],
        half_lives_s=(1.0, 3.0),
    )
    log = simulate(film(title), line, AlgorithmSpec(algorithm, IN_PLAYER.get(algorithm, {})), player)
    return report, [chosen[number] for number in range(title.segment_count)], log


def assert_alike(played: list[int], log: SessionLog) -> None:
    """Init segments share the line and the player's clock is coarser: a change may come a segment later."""
    simulated = log.quality.tolist()
    for number, rung in enumerate(played):
        assert rung in simulated[max(number - 1, 0) : number + 2], (number, played, simulated)
    assert np.mean(np.array(played) == log.quality) > 0.9


@pytest.mark.parametrize(
    "line",
    [
        trace((20.0, 2.2), (15.0, 0.9), (30.0, 5.0)),
        trace((30.0, 8.0), (50.0, 2.0)),
        trace((60.0, 9.0), (60.0, 1.0)),
    ],
    ids=["waves", "a step", "tides"],
)
def test_player_and_simulator_decide_alike(line: Trace) -> None:
    report, played, log = both(SyntheticTitle(300, LADDER, audio_bandwidth_bps=0), line, "bba_0")
    assert_alike(played, log)
    assert len(report["stalls"]) == log.stall_events.sum() == 0
    assert report["startup_s"] == pytest.approx(log.startup_s, abs=0.5)


def test_player_and_simulator_stand_still_alike() -> None:
    title = SyntheticTitle(duration_s=200, ladder=(Rung(640, 360, 1_000_000),), audio_bandwidth_bps=0)
    report, _, log = both(title, trace((30.0, 1.5), (60.0, 0.05), (90.0, 2.0)), "fixed")
    assert log.stall_events.sum() >= 1
    assert abs(len(report["stalls"]) - log.stall_events.sum()) <= 1
    stood_s = sum(each["duration_s"] for each in report["stalls"])
    assert stood_s == pytest.approx(log.stall_s.sum(), abs=SEGMENT_S)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("algorithm", "name"),
    [
        ("bba_1", "norway_bus_1"),
        ("bba_2", "norway_train_13"),
        ("bola_e", "norway_train_13"),
        ("dynamic", "norway_train_13"),
        ("robust_mpc", "norway_bus_1"),
        ("fast_mpc", "norway_train_13"),
        ("house", "norway_train_13"),
    ],
)
def test_they_decide_alike_on_a_real_line(
    algorithm: str, name: str, traces_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Downloads are given up by a rule of the player's own, which the simulator doesn't know.
    monkeypatch.setattr(streams, "Watch", lambda *_, **__: lambda _progress: None)  # pyright: ignore[reportUnknownLambdaType]
    line = read_trace(traces_corpus / "pensieve" / "norway_test" / name, latency_s=0.05)
    report, played, log = both(SyntheticTitle(300, LADDER, audio_bandwidth_bps=0), line, algorithm)
    assert len(set(played)) >= 3
    assert_alike(played, log)
    assert len(report["stalls"]) == log.stall_events.sum()


def test_the_command_plays_a_title_from_disk(lab_folder: Path, lab: Callable[..., Result]) -> None:
    title = SyntheticTitle(duration_s=40)
    for name in ("main.mpd", *(f"{folder}/init.mp4" for folder in ("a0", *(f"v{r}" for r in range(6))))):
        body = title.origin(f"{title.base_url}/{name}")
        if body is not None:
            (lab_folder / name).parent.mkdir(exist_ok=True)
            (lab_folder / name).write_bytes(body)
    for folder in ("a0", *(f"v{rung}" for rung in range(len(title.ladder)))):
        for number in range(title.segment_count):
            (lab_folder / folder / f"{number}.m4s").write_bytes(title.segment(folder, number) or b"")
    line = lab_folder / "lines" / "quick.csv"
    report = lab_folder / "report.json"
    result = lab(
        "replay", "--trace", line, lab_folder / "main.mpd", "--report", report, "--algorithm", "bola"
    )
    assert result.exit_code == 0, result.output
    assert "on quick.csv: first picture after" in result.stdout
    told = json.loads(report.read_text())
    assert told["ended"]
    assert len(told["decisions"]) >= 10
    wrong = lab("replay", "--trace", line, lab_folder / "none.mpd")
    assert (wrong.exit_code, "no such file" in wrong.stderr) == (1, True)
