"""BOLA: choose by the buffer alone (Spiteri, Urgaonkar, Sitaraman: "BOLA", INFOCOM 2016).

Each rung has a utility, the logarithm of its bandwidth. BOLA maximises

    (V · (utility + γp) − buffer) / bandwidth

over the rungs: the fuller the buffer, the less a big segment hurts. V and γp follow from two buffer levels:
up to a minimum the lowest rung wins, and near the buffer's goal the highest does. The minimum is a third of
the goal, ten seconds at most, so that a player with a small buffer reaches its whole ladder too.
"""

from collections.abc import Sequence
from math import log

from playhead_abr.conditions import Conditions
from playhead_abr.decision import Decision, Reason
from playhead_abr.ladder import Ladder

__all__ = ["BolaSelector", "bola_parameters", "bola_step"]

_LARGEST_MINIMUM_S = 10.0
_SMALLEST_GAMMA_P = 1e-9  # of a ladder whose rungs are all alike


def bola_parameters(bandwidths_bps: Sequence[float], buffer_goal_s: float) -> tuple[float, float]:
    """Return (V in seconds, γp without unit) for a ladder and a buffer goal."""
    minimum_s = min(buffer_goal_s / 3, _LARGEST_MINIMUM_S)
    top_utility = log(bandwidths_bps[-1] / bandwidths_bps[0])
    gamma_p = max(top_utility / (buffer_goal_s / minimum_s - 1.0), _SMALLEST_GAMMA_P)
    return minimum_s / gamma_p, gamma_p


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
        utility = log(bandwidths_bps[index] / bandwidths_bps[0])
        score = (v_s * (utility + gamma_p) - buffer_level_s) / bandwidths_bps[index]
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
