"""The rule for tests and comparisons: always the same rung."""

from playhead_abr.conditions import Conditions
from playhead_abr.decision import Decision, Reason
from playhead_abr.ladder import Ladder

__all__ = ["FixedSelector"]


class FixedSelector:
    """Always the highest rung: combined with a limit, any rung."""

    def choose(self, ladder: Ladder, now: Conditions) -> Decision:
        """Return the top of the ladder."""
        return Decision(len(ladder) - 1, Reason.FIXED, "the quality is fixed")
