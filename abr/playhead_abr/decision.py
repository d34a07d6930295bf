"""A decision and its reason. Every choice can be explained to the one who sees the picture change."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Decision", "Reason"]


class Reason(StrEnum):
    """What decided."""

    STARTUP = "startup"
    THROUGHPUT = "throughput"
    BUFFER = "buffer"
    FIXED = "fixed"
    ONLY_CHOICE = "only_choice"


@dataclass(frozen=True, slots=True)
class Decision:
    """Which rung, and why.

    Attributes:
        index: Rung of the ladder, 0 being the lowest.
        reason: For machines.
        explanation: For people, with the figures that decided.
    """

    index: int
    reason: Reason
    explanation: str
