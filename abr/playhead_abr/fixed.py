"""The rule for tests and comparisons: always the same rung."""

from playhead_abr.reasons import FIXED
from playhead_abr.steps import Parameter, Rungs, Vector, step

__all__ = ["PARAMETERS", "fixed_choose"]

PARAMETERS = (Parameter("rung", 1_000, "which rung, 0 the lowest; the highest if there are not so many"),)


@step
def fixed_choose(p: Vector, rungs: Rungs) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    return int(min(p[0], len(rungs.bitrates_bps) - 1)), 0.0, FIXED
