"""A decision and its reason. Every choice can be explained to the one who sees the picture change."""

from dataclasses import dataclass
from enum import StrEnum

from playhead_abr.steps import Now, Rungs

__all__ = ["REASONS", "Decision", "Reason", "explain"]


class Reason(StrEnum):
    """What decided. In the order of the numbers in `playhead_abr.reasons`."""

    STARTUP = "startup"
    THROUGHPUT = "throughput"
    BUFFER = "buffer"
    FIXED = "fixed"
    ONLY_CHOICE = "only_choice"
    OSCILLATION = "oscillation"
    INSUFFICIENT_BUFFER = "insufficient_buffer"
    LOOKAHEAD = "lookahead"
    SAFETY = "safety"
    REPLACED = "replaced"
    LEARNED = "learned"


REASONS = tuple(Reason)
"""By number, as compiled code tells them."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which rung, and why.

    Attributes:
        index: Rung of the ladder, 0 being the lowest.
        reason: For machines.
        explanation: For people, with the figures that decided.
        pause_s: How long the algorithm would rather wait before the request; a caller may ignore it.
    """

    index: int
    reason: Reason
    explanation: str
    pause_s: float = 0.0


def explain(reason: Reason, rung: int, rungs: Rungs, now: Now) -> str:
    """Return a reason in words, with the figures of the moment."""
    name = f"rung {rung + 1}"
    buffer = f"a buffer of {now.buffer_s:.1f} s of {now.capacity_s:.0f}"
    line = f"{now.throughput_bps / 1e6:.2f} Mbit/s"
    needed = f"{rungs.bitrates_bps[rung] / 1e6:.2f}"
    carries = "carries" if rungs.bitrates_bps[rung] <= now.throughput_bps else "is below even the lowest,"
    return {
        Reason.STARTUP: f"nothing measured yet; {name} is assumed to fit",
        Reason.THROUGHPUT: f"a line of {line} {carries} {needed}",
        Reason.BUFFER: f"{buffer} allows {name}",
        Reason.FIXED: "the quality is fixed",
        Reason.ONLY_CHOICE: "there is only one quality",
        Reason.OSCILLATION: f"{buffer} would allow more, but a line of {line} sustains {name} at best",
        Reason.INSUFFICIENT_BUFFER: f"{buffer}: only {name} arrives before it runs low",
        Reason.LOOKAHEAD: f"{name} plays best over the next segments, from {buffer} at {line}",
        Reason.SAFETY: f"{buffer}: {name} is the most that arrives in time even on a bad line",
        Reason.LEARNED: f"by what has been learned, {name} suits {buffer} and a line of {line} best",
        Reason.REPLACED: f"{name} instead of a download that came too slowly",
    }[reason]
