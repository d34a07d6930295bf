"""The lab: the player's own algorithms over recorded networks, thousands of sessions a second.

Needs the `lab` extra (numpy, numba). Nothing in the player imports this.
"""

from playhead_abr.lab.movie import Movie
from playhead_abr.lab.replacement import Replacement
from playhead_abr.lab.session_log import AbandonedAttempts, Replacements, SessionLog
from playhead_abr.lab.session_metrics import SessionMetrics
from playhead_abr.lab.simulator import (
    AlgorithmSpec,
    Mode,
    SimulatorSettings,
    sabre_settings,
    simulate,
    simulate_many,
)
from playhead_abr.lab.trace import Trace

__all__ = [
    "AbandonedAttempts",
    "AlgorithmSpec",
    "Mode",
    "Movie",
    "Replacement",
    "Replacements",
    "SessionLog",
    "SessionMetrics",
    "SimulatorSettings",
    "Trace",
    "sabre_settings",
    "simulate",
    "simulate_many",
]
