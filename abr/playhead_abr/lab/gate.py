"""A gate in words: `rebuffer_ratio > +5%` fails a build when that metric has grown by more than 5%.

METRIC > +5%       has grown by more than 5% of what it was
METRIC < -2%       has shrunk by more than 2%
METRIC > +0.01     has grown by more than 0.01
METRIC > 0.02      is more than 0.02 now, whatever it was
"""

import math
import re
from dataclasses import dataclass

from playhead_abr.lab.errors import LabError
from playhead_abr.lab.qoe import METRICS

__all__ = ["Gate", "parse_gate"]

_SHAPE = re.compile(r"\s*(\w+)\s*([<>])\s*([+\-−]?)\s*(\d+(?:\.\d+)?)\s*(%?)\s*")


@dataclass(frozen=True, slots=True)
class Gate:
    """When to fail.

    Attributes:
        is_above: Fails above the limit; otherwise below.
        limit: In the metric's unit, or as a share of the baseline.
        is_change: Compares the change, not the value.
        is_relative: The change as a share of the baseline.
    """

    text: str
    metric: str
    is_above: bool
    limit: float
    is_change: bool
    is_relative: bool

    def is_crossed_by(self, value: float) -> bool:
        """Say whether a change (or a value) fails."""
        return value > self.limit if self.is_above else value < self.limit


def parse_gate(text: str) -> Gate:
    """Read a gate.

    Raises:
        LabError: If it says nothing that can be checked.
    """
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise LabError(f"{text!r} is no gate; one reads like 'rebuffer_ratio > +5%' or 'startup_s > 2'")
    metric, comparison, sign, digits, percent = found.groups()
    if metric not in METRICS:
        raise LabError(f"{text!r}: no metric {metric!r}; there are {', '.join(METRICS)}")
    if percent and not sign:
        raise LabError(f"{text!r}: a share is a change, so it needs a sign: {comparison} +{digits}%")
    limit = float(digits) / (100.0 if percent else 1.0)
    return Gate(
        text.strip(),
        metric,
        comparison == ">",
        math.copysign(limit, -1.0 if sign in ("-", "−") else 1.0),
        bool(sign),
        bool(percent),
    )
