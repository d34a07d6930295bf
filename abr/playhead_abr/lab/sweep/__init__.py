"""Whole suites: every algorithm over every trace and movie, on all cores, into Parquet."""

from playhead_abr.lab.sweep.executors import Execute, on_cluster, on_this_machine
from playhead_abr.lab.sweep.results import OPTIMA, SESSIONS, Results
from playhead_abr.lab.sweep.run import run_suite
from playhead_abr.lab.sweep.suite import Suite, read_suite

__all__ = [
    "OPTIMA",
    "SESSIONS",
    "Execute",
    "Results",
    "Suite",
    "on_cluster",
    "on_this_machine",
    "read_suite",
    "run_suite",
]
