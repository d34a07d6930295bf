"""The player in the lab: the whole player and the simulator, over the same line, tell the same story."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import Result

from playhead.settings import AbrSettings, BufferSettings, PlayerSettings
from playhead.testing import Rung, SyntheticTitle
from playhead_abr.lab import AlgorithmSpec, Movie, SessionLog, SimulatorSettings, Trace, simulate
from playhead_app.commands.lab.replay import play_over

SEGMENT_S = 4.0
GOAL_S = 30.0


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
    report = play_over(line, title.origin, title.dash_url, settings)
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
    )
    log = simulate(film(title), line, AlgorithmSpec(algorithm), player)
    return report, [chosen[number] for number in range(title.segment_count)], log


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
    report, played, log = both(SyntheticTitle(duration_s=300, audio_bandwidth_bps=0), line, "bba_0")
    simulated = log.quality.tolist()
    for number, rung in enumerate(played):
        # Init segments share the line and the player's clock is coarser: a change may come a segment later.
        assert rung in simulated[max(number - 1, 0) : number + 2], (number, played, simulated)
    assert np.mean(np.array(played) == log.quality) > 0.9
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
def test_they_decide_alike_on_a_real_line(traces_corpus: Path) -> None:
    from playhead_abr.lab.formats import read_trace

    line = read_trace(traces_corpus / "sabre" / "4Glogs" / "report_bus_0002.json")
    _, played, log = both(SyntheticTitle(duration_s=300, audio_bandwidth_bps=0), line, "bba_0")
    assert np.mean(np.array(played) == log.quality) > 0.9


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
