"""Which quality next: ladders, conditions, estimators and algorithms, and why each decision was made.

This room knows neither manifests nor networks nor decoders. The player tells it what it sees
(`Conditions`) and gets a `Decision`; the lab runs the very same algorithms over recorded networks.
"""

from playhead_abr.catalogue import ALGORITHMS
from playhead_abr.conditions import Conditions, Download
from playhead_abr.decision import Decision, Reason
from playhead_abr.errors import AbrError
from playhead_abr.estimator import ThroughputEstimator, ThroughputSample
from playhead_abr.ladder import Ladder, Quality
from playhead_abr.selector import Selector, make_selector

__all__ = [
    "ALGORITHMS",
    "AbrError",
    "Conditions",
    "Decision",
    "Download",
    "Ladder",
    "Quality",
    "Reason",
    "Selector",
    "ThroughputEstimator",
    "ThroughputSample",
    "make_selector",
]
