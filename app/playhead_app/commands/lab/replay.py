"""Play a real title with the real player over a recorded network, on the virtual clock."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from playhead import LoopClock, Player
from playhead.errors import PlayerError
from playhead.events import PlaybackEnded, StateChanged
from playhead.settings import AbrSettings, BufferSettings, PlayerSettings
from playhead.state import PlayerState
from playhead.testing import HeadlessBackend, Origin, SimulatedNetwork, run_virtual
from playhead_abr.lab import Trace
from playhead_abr.lab.formats import read_trace
from playhead_app.commands.failure import show_problem
from playhead_app.commands.lab.faults import told_in_a_sentence
from playhead_app.commands.lab.real_origin import RealOrigin
from playhead_app.commands.session_files import save_report
from playhead_app.commands.source import as_url, no_such_source
from playhead_app.report.axis import clock_text

__all__ = ["Replay", "play_over", "replay_title"]


@dataclass(frozen=True, slots=True)
class Replay:
    """What a person asked to replay.

    Attributes:
        algorithm: Empty: the player's own.
        trace_format: None: told by the content.
        latency_s: For traces that say nothing of it.
    """

    url: str
    trace: Path
    algorithm: str
    buffer_s: float
    trace_format: str | None
    latency_s: float
    report: Path | None
    page: Path | None


def replay_title(wanted: Replay, out: Console, err: Console) -> int:
    """Play the title to its end; returns 0 if it got there, 1 if not.

    Raises:
        StorageError: If a report can't be written.
    """
    with told_in_a_sentence(err):
        trace = read_trace(wanted.trace, trace_format=wanted.trace_format, latency_s=wanted.latency_s)
    settings = _settings(wanted.algorithm, wanted.buffer_s)
    try:
        with RealOrigin(as_url(wanted.url)) as origin:
            report = play_over(trace, origin.answer, origin.url, settings)
    except FileNotFoundError:
        show_problem(err, no_such_source(wanted.url))
        return 1
    except PlayerError as error:
        show_problem(err, error.problem)
        return 1
    save_report(report, wanted.report, wanted.page)
    stalls = report["stalls"]
    stood_s = sum(each["duration_s"] for each in stalls)
    first = (
        "no picture" if report["startup_s"] is None else f"first picture after {report['startup_s']:.2f} s"
    )
    out.print(
        f"{clock_text(report['watched_s'])} on {trace.name}: {first}, {len(report['decisions'])} decisions, "
        f"{len(report['switches'])} switches, {len(stalls)} stalls, {stood_s:.1f} s stood still.",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    return 0 if report["ended"] else 1


def play_over(trace: Trace, origin: Origin, url: str, settings: PlayerSettings) -> dict[str, Any]:
    """Return the session report of the whole player, on virtual time and a simulated line.

    Args:
        trace: Its latency is taken at its mean: the simulated line knows one.
        origin: What answers, by URL.

    Raises:
        PlayerError: If the title can't be loaded.
    """

    async def play() -> dict[str, Any]:
        latency_s = float(trace.latencies_s @ trace.durations_s) / trace.duration_s
        steps = list(zip(trace.durations_s.tolist(), trace.bandwidths_bps.tolist(), strict=True))
        network = SimulatedNetwork(steps, origin, latency_s)
        clock = LoopClock(utc_anchor_s=0.0)
        backend = HeadlessBackend(clock)
        async with Player(
            backend=backend, transport=network, settings=settings, clock=clock, seed=1
        ) as player:
            events = player.events()
            await player.load(url)
            async for event in events:
                is_over = isinstance(event, StateChanged) and event.state is PlayerState.FAILED
                if is_over or isinstance(event, PlaybackEnded):
                    break
            return player.report().as_dict()

    return run_virtual(play())


def _settings(algorithm: str, buffer_s: float) -> PlayerSettings:
    abr = AbrSettings(algorithm=algorithm) if algorithm else AbrSettings()
    return PlayerSettings(buffer=BufferSettings(goal_s=buffer_s), abr=abr)
