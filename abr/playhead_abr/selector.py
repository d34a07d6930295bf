"""The one face of all algorithms, and the one place that knows them by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from playhead_abr.bola import BolaSelector
from playhead_abr.conditions import Conditions
from playhead_abr.decision import Decision
from playhead_abr.dynamic import DynamicSelector
from playhead_abr.errors import AbrError
from playhead_abr.fixed import FixedSelector
from playhead_abr.ladder import Ladder
from playhead_abr.throughput import ThroughputSelector

__all__ = ["ALGORITHMS", "Selector", "make_selector"]


class Selector(Protocol):
    """Chooses the next segment's quality; asked once a segment, of one stream."""

    def choose(self, ladder: Ladder, now: Conditions) -> Decision:
        """Return the rung to request and why."""
        ...


def _throughput(safety_factor: float, initial_bps: float) -> ThroughputSelector:
    return ThroughputSelector(safety_factor=safety_factor, initial_bps=initial_bps)


_MAKERS: Mapping[str, Callable[[float, float], Selector]] = MappingProxyType(
    {
        "dynamic": lambda safety, initial: DynamicSelector(_throughput(safety, initial), BolaSelector()),
        "bola": lambda _safety, _initial: BolaSelector(),
        "throughput": _throughput,
        "fixed": lambda _safety, _initial: FixedSelector(),
    }
)
ALGORITHMS = tuple(_MAKERS)
"""Names that `make_selector` knows, the default first."""


def make_selector(name: str, *, safety_factor: float = 0.85, initial_bps: float = 3_000_000.0) -> Selector:
    """Build the algorithm of that name, with fresh state.

    Args:
        name: One of `ALGORITHMS`.
        safety_factor: Share of the throughput that may be spent.
        initial_bps: Throughput to believe before the first measurement.

    Raises:
        AbrError: If there is no such algorithm or a number makes no sense.
    """
    if not 0 < safety_factor <= 1:
        raise AbrError(f"safety factor {safety_factor} is not in (0, 1]")
    if not initial_bps > 0:
        raise AbrError(f"initial throughput {initial_bps} bit/s is not positive")
    try:
        return _MAKERS[name](safety_factor, initial_bps)
    except KeyError:
        raise AbrError(f"no algorithm {name!r}; there are {', '.join(ALGORITHMS)}") from None
