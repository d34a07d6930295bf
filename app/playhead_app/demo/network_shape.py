"""Make the local origin as slow as a real network, on purpose.

All connections share one link. Its speed follows a schedule such as `8000 for 20 s, then 900 for 15 s`,
which begins again at its end; a last step without a length lasts for ever. The link is a queue: each chunk
books the time that its bytes take after the chunk before it, whoever sends it, so that parallel requests
share the speed instead of each getting all of it.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

__all__ = ["UNLIMITED", "NetworkLink", "NetworkShape", "ShapeStep", "parse_schedule"]

# An idle link lets this much time's worth of bytes through at once; sleeping for less is not worth it.
_BURST_S = 0.02
_MOST_KBPS = 10_000_000
_LONGEST_STEP_S = 86_400
_MOST_STEPS = 1_000

_STEP = re.compile(r"(?P<kbps>\d{1,8}|unlimited)(?: kbps)?(?: for (?P<length>\d{1,5}(?:\.\d{1,3})?) ?s)?")


@dataclass(frozen=True, slots=True)
class ShapeStep:
    """A stretch of constant speed.

    Attributes:
        kbps: Kilobits a second; 0 is an outage, None is unlimited.
        for_s: Its length; None lasts for ever.
    """

    kbps: int | None
    for_s: float | None = None


@dataclass(frozen=True, slots=True)
class NetworkShape:
    """How the link behaves.

    Attributes:
        steps: At least one; the schedule begins again after a last step that has a length.
        latency_ms: What every request waits before its first byte.
    """

    steps: tuple[ShapeStep, ...] = (ShapeStep(None),)
    latency_ms: int = 0

    def __post_init__(self) -> None:
        if not 0 < len(self.steps) <= _MOST_STEPS:
            raise ValueError("a schedule has between 1 and 1000 steps")
        for step in self.steps:
            if step.kbps is not None and not 0 <= step.kbps <= _MOST_KBPS:
                raise ValueError(f"{step.kbps} kbps is no speed")
            if step.for_s is not None and not 0.05 <= step.for_s <= _LONGEST_STEP_S:
                raise ValueError(f"a step can't last {step.for_s} s")
        if not 0 <= self.latency_ms <= 60_000:
            raise ValueError(f"{self.latency_ms} ms is no latency")

    @property
    def is_unlimited(self) -> bool:
        """Whether bytes pass untouched."""
        return all(step.kbps is None for step in self.steps)

    def step_at(self, at_s: float) -> tuple[int | None, float]:
        """Return the speed at a time since the schedule began, and the time at which it changes."""
        ends = [*accumulate(step.for_s or float("inf") for step in self.steps)]
        rounds = at_s // ends[-1] if ends[-1] != float("inf") else 0.0
        base_s = rounds * ends[-1] if rounds else 0.0
        for step, end_s in zip(self.steps, ends, strict=True):
            if at_s < base_s + end_s:
                return step.kbps, base_s + end_s
        # Rounding put us on the seam between two rounds.
        return self.steps[0].kbps, base_s + ends[-1] + ends[0]

    def _whole_round(self) -> tuple[float, float]:
        """Return a round's length and what it carries; zeros if there is no round or no limit."""
        round_s = round_bits = 0.0
        for step in self.steps:
            if step.kbps is None or step.for_s is None:
                return 0.0, 0.0
            round_s += step.for_s
            round_bits += step.kbps * 1000 * step.for_s
        return round_s, round_bits

    def finish_s(self, start_s: float, size_bytes: int) -> float:
        """Return when bytes that start at `start_s` are through; infinite if an outage never ends."""
        left_bits, at_s = size_bytes * 8.0, start_s
        if all(step.kbps == 0 for step in self.steps):
            return float("inf")
        round_s, round_bits = self._whole_round()
        if round_bits and left_bits > round_bits:
            # Whole rounds carry the same wherever they begin: no need to walk through them.
            rounds = left_bits // round_bits
            left_bits, at_s = left_bits - rounds * round_bits, at_s + rounds * round_s
        while True:
            kbps, until_s = self.step_at(at_s)
            if kbps is None:
                return at_s
            needed_s = left_bits / (kbps * 1000) if kbps else float("inf")
            if at_s + needed_s <= until_s:
                return at_s + needed_s
            if until_s == float("inf"):
                return until_s
            left_bits -= (until_s - at_s) * kbps * 1000
            at_s = until_s


UNLIMITED = NetworkShape()


def parse_schedule(text: str) -> tuple[ShapeStep, ...]:
    """Read a schedule such as `8000 for 20 s, then 900 for 15 s` or `unlimited`; speeds are in kbit/s.

    Raises:
        ValueError: It is no schedule.
    """
    steps: list[ShapeStep] = []
    for part in re.split(r",\s*(?:then\s+)?", text.strip()):
        match = _STEP.fullmatch(part)
        if match is None:
            raise ValueError(f"{part[:40]!r} is no step; a step looks like “8000 for 20 s”")
        kbps, length = match["kbps"], match["length"]
        steps.append(ShapeStep(None if kbps == "unlimited" else int(kbps), float(length) if length else None))
    return tuple(steps)


class NetworkLink:
    """The one link that all responses go through. Belongs to one loop.

    Args:
        now: The time in seconds; the loop's by default.
    """

    def __init__(self, shape: NetworkShape = UNLIMITED, *, now: Callable[[], float] | None = None) -> None:
        self._now = now
        self._shape = shape
        self._began_s: float | None = None
        self._free_s = 0.0
        self._turn = asyncio.Lock()
        self._changed = asyncio.Event()

    @property
    def shape(self) -> NetworkShape:
        """How the link behaves now."""
        return self._shape

    def change(self, shape: NetworkShape) -> None:
        """Behave differently from now on; the new schedule begins now, for waiting bytes too."""
        self._shape = shape
        self._began_s = None
        self._changed.set()
        self._changed = asyncio.Event()

    async def greet(self) -> None:
        """Wait for the latency of one request."""
        if self._shape.latency_ms:
            await asyncio.sleep(self._shape.latency_ms / 1000)

    def chunk_bytes(self) -> int:
        """Return how much to send at once: small enough that requests share a slow link evenly."""
        kbps, _ = self._shape.step_at(self._time_s() - self._start_s())
        return 262_144 if kbps is None else min(max(kbps * 1000 // 8 // 50, 1_024), 65_536)

    async def carry(self, size_bytes: int) -> None:
        """Wait until the link has carried this many bytes."""
        if self._shape.is_unlimited:
            return
        async with self._turn:
            while True:
                shape, changed, start_s = self._shape, self._changed, self._start_s()
                begin_s = max(self._free_s, self._time_s() - _BURST_S) - start_s
                free_s = start_s + shape.finish_s(max(begin_s, 0.0), size_bytes)
                if not await self._was_changed(changed, free_s - self._time_s()):
                    self._free_s = free_s
                    return
                self._free_s = self._time_s()

    def _time_s(self) -> float:
        return self._now() if self._now else asyncio.get_running_loop().time()

    def _start_s(self) -> float:
        if self._began_s is None:
            self._began_s = self._free_s = self._time_s()
        return self._began_s

    @staticmethod
    async def _was_changed(changed: asyncio.Event, wait_s: float) -> bool:
        if wait_s <= 0:
            return False
        try:
            async with asyncio.timeout(None if wait_s == float("inf") else wait_s):
                await changed.wait()
        except TimeoutError:
            return False
        return True
