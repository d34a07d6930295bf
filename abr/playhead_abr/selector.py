"""The one face of all algorithms: from what the player sees to the steps that the lab runs too."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from playhead_abr.catalogue import (
    CATALOGUE,
    MEMORY,
    arrived,
    choose,
    number_of,
    parameters_of,
    paused,
    sought,
)
from playhead_abr.conditions import Conditions, Download
from playhead_abr.decision import REASONS, Decision, Reason, explain
from playhead_abr.errors import AbrError
from playhead_abr.ladder import Ladder
from playhead_abr.steps import NO_RUNG, Arrival, Now, Rungs, logs_of

__all__ = ["Selector", "make_selector"]

_LEAST_SEGMENTS = 2
_MANY_SEGMENTS = 1_000_000  # remain, as long as nobody knows


# Where the player wants something else than the papers: after a seek the buffer is empty, and a viewer would
# rather wait a moment than see the lowest rung; and it doesn't pause for an algorithm, so nobody climbs above
# what the line carries.
_IN_PLAYER: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "throughput": {"insufficient_buffer_rule": 0},
        "dynamic": {"insufficient_buffer_rule": 0, "oscillation_guard": 1, "finite": 0},
        "bola": {"oscillation_guard": 1},
    }
)


class Selector(Protocol):
    """Chooses the next segment's quality; asked once a segment, of one stream."""

    def choose(self, ladder: Ladder, now: Conditions) -> Decision:
        """Return the rung to request and why."""
        ...

    def sought(self) -> None:
        """Take note that the viewer has jumped and the buffer is empty."""
        ...


class _StepSelector:
    """Keeps an algorithm's memory and speaks its language of plain numbers."""

    def __init__(self, number: int, parameters: list[float]) -> None:
        self._number = number
        self._parameters = parameters
        self._memory = [0.0] * MEMORY
        self._ladder: Ladder | None = None
        self._logs: tuple[list[float], list[float]] = ([], [])
        self._chosen = 0
        self._latency_s = 0.0

    def sought(self) -> None:
        sought(self._number, self._memory)
        self._chosen = 0

    def choose(self, ladder: Ladder, now: Conditions) -> Decision:
        if len(ladder) == 1:
            return Decision(0, Reason.ONLY_CHOICE, "there is only one quality")
        if ladder.bandwidths_bps != (self._ladder.bandwidths_bps if self._ladder else None):
            self._ladder, self._logs = ladder, logs_of(ladder.bandwidths_bps)
        average_bits = tuple(bps * now.segment_duration_s for bps in ladder.bandwidths_bps)
        rungs = Rungs(
            ladder.bandwidths_bps, *self._logs, now.sizes_bits or (average_bits,), now.segment_duration_s
        )
        # A goal of less than two segments leaves an algorithm nothing to reckon with.
        capacity_s = max(now.buffer_goal_s, _LEAST_SEGMENTS * now.segment_duration_s)
        if now.last is not None:
            self._hear(now.last, now.buffer_level_s, capacity_s, rungs)
        moment = Now(
            segment=0,
            since_start=self._chosen,
            remaining=_MANY_SEGMENTS if now.remaining is None else now.remaining,
            buffer_s=now.buffer_level_s,
            capacity_s=capacity_s,
            throughput_bps=now.throughput_bps or 0.0,
            latency_s=self._latency_s,
            current=NO_RUNG if now.current is None else now.current,
            rate=now.playback_rate,
            live_offset_s=now.live_offset_s,
        )
        index, pause_s, number = choose(self._number, self._parameters, self._memory, rungs, moment)
        self._chosen += 1
        reason = REASONS[number]
        return Decision(index, reason, explain(reason, index, rungs, moment), pause_s)

    def _hear(self, last: Download, buffer_s: float, capacity_s: float, rungs: Rungs) -> None:
        """Tell the algorithm of the download, and of how long a full buffer made us wait since."""
        self._latency_s = last.latency_s
        arrival = Arrival(
            last.index,
            NO_RUNG if last.is_whole else max(last.index - 1, 0),
            last.size_bits,
            last.latency_s,
            last.download_s,
            last.buffer_s,
            capacity_s,
        )
        arrived(self._number, self._parameters, self._memory, rungs, arrival)
        if last.is_whole and last.buffer_s > buffer_s:
            paused(self._number, self._memory, last.buffer_s - buffer_s)


def make_selector(
    name: str,
    *,
    safety_factor: float = 0.85,
    initial_bps: float = 3_000_000.0,
    parameters: Mapping[str, float] | None = None,
) -> Selector:
    """Build the algorithm of that name, with fresh state.

    Args:
        name: One of `ALGORITHMS`.
        safety_factor: Share of the throughput that may be spent, where the algorithm spends shares.
        initial_bps: Throughput to believe before the first measurement.
        parameters: What else differs from the algorithm's defaults, by name.

    Raises:
        AbrError: If there is no such algorithm or parameter, or a number makes no sense.
    """
    if not 0 < safety_factor <= 1:
        raise AbrError(f"safety factor {safety_factor} is not in (0, 1]")
    if not initial_bps > 0:
        raise AbrError(f"initial throughput {initial_bps} bit/s is not positive")
    number = number_of(name)
    general = {"safety_factor": safety_factor, "initial_bps": initial_bps, **_IN_PLAYER.get(name, {})}
    known = {parameter.name for parameter in CATALOGUE[name][1]}
    changed = {key: value for key, value in general.items() if key in known} | dict(parameters or {})
    return _StepSelector(number, parameters_of(name, changed))
