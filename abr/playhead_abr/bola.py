"""BOLA: choose by the buffer alone (Spiteri, Urgaonkar, Sitaraman: "BOLA", INFOCOM 2016).

Each rung has a utility, the logarithm of its bandwidth. BOLA maximises

    (V · (utility + γp) − buffer) / bandwidth

over the rungs: the fuller the buffer, the less a big segment hurts. V and γp follow from two buffer levels:
below `minimum_buffer_s` the lowest rung wins, and near the buffer's goal the highest does.
"""

from collections.abc import Sequence
from math import log

from playhead_abr.conditions import Conditions
from playhead_abr.decision import Decision, Reason
from playhead_abr.ladder import Ladder

__all__ = ["BolaSelector", "bola_parameters", "bola_step"]

_MINIMUM_BUFFER_S = 10.0
_BUFFER_PER_RUNG_S = 2.0


def bola_parameters(
    bandwidths_bps: Sequence[float], buffer_goal_s: float, minimum_buffer_s: float = _MINIMUM_BUFFER_S
) -> tuple[float, float]:
    """Return (V in seconds, γp without unit) for a ladder and a buffer goal.

    A goal too close to the minimum leaves no room between the rungs, so it is widened by two seconds a rung.
    """
    top_utility = log(bandwidths_bps[-1] / bandwidths_bps[0]) + 1.0
    goal_s = max(buffer_goal_s, minimum_buffer_s + _BUFFER_PER_RUNG_S * len(bandwidths_bps))
    gamma_p = max((top_utility - 1.0) / (goal_s / minimum_buffer_s - 1.0), 1e-9)
    return minimum_buffer_s / gamma_p, gamma_p


def bola_step(bandwidths_bps: Sequence[float], v_s: float, gamma_p: float, buffer_level_s: float) -> int:
    """Return the rung with the highest score; the higher one if two are equal.

    Plain numbers only, so that the lab can compile it.

    Args:
        bandwidths_bps: Shape (rungs,), ascending.
        v_s: V, in seconds.
        gamma_p: γp, without unit.
        buffer_level_s: Seconds playable ahead of the playhead.
    """
    choice = 0
    best_score = 0.0
    for index in range(len(bandwidths_bps)):
        utility = log(bandwidths_bps[index] / bandwidths_bps[0]) + 1.0
        score = (v_s * (utility - 1.0 + gamma_p) - buffer_level_s) / bandwidths_bps[index]
        if index == 0 or score >= best_score:
            best_score = score
            choice = index
    return choice


class BolaSelector:
    """BOLA basic, over the buffer that the conditions tell."""

    def choose(self, ladder: Ladder, now: Conditions) -> Decision:
        """Return the rung of the highest score."""
        if len(ladder) == 1:
            return Decision(0, Reason.ONLY_CHOICE, "there is only one quality")
        bandwidths_bps = ladder.bandwidths_bps
        v_s, gamma_p = bola_parameters(bandwidths_bps, now.buffer_goal_s)
        index = bola_step(bandwidths_bps, v_s, gamma_p, now.buffer_level_s)
        why = f"a buffer of {now.buffer_level_s:.1f} s of {now.buffer_goal_s:.0f} allows rung {index + 1}"
        return Decision(index, Reason.BUFFER, why)
