"""Run a suite into a folder, going on where an earlier run stopped."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import playhead_abr
from playhead_abr.lab.sweep.executors import Execute
from playhead_abr.lab.sweep.jobs import plan_jobs
from playhead_abr.lab.sweep.noteworthy import noteworthy_sessions
from playhead_abr.lab.sweep.results import Results
from playhead_abr.lab.sweep.suite import Suite

__all__ = ["run_suite"]


def run_suite(
    suite: Suite,
    results: Results,
    execute: Execute,
    on_progress: Callable[[int, int], object],
) -> None:
    """Run what is missing.

    Args:
        execute: Where to.
        on_progress: Told the sessions that are done and all there are, after each job.

    Raises:
        AbrError: If an algorithm or a parameter is unknown.
        LabError: If the folder holds something else.
        OSError: If it can't be written.
    """
    results.begin(_facts(suite))
    if not results.is_finished:
        _run_missing(suite, results, execute, on_progress)
    if not results.has_timelines:
        results.write_timelines(noteworthy_sessions(suite, results))


def _run_missing(
    suite: Suite, results: Results, execute: Execute, on_progress: Callable[[int, int], object]
) -> None:
    jobs = plan_jobs(suite)
    missing = results.missing(jobs)
    total = sum(len(job.traces) for job in jobs)
    done = total - sum(len(job.traces) for job in missing)
    on_progress(done, total)
    for job in execute(missing, results.keep):
        done += len(job.traces)
        on_progress(done, total)
    results.finish(jobs)


def _code_digest() -> str:
    """Return a digest of this room's sources: results of yesterday's algorithms are not today's."""
    room = Path(playhead_abr.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(room.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _facts(suite: Suite) -> dict[str, Any]:
    return {
        "fingerprint": suite.fingerprint(),
        "code": _code_digest(),
        "sessions": suite.session_count,
        "sets": {each.name: len(each.traces) for each in suite.sets},
        "movies": {
            each.name: {"segments": each.segment_count, "rungs": each.rung_count} for each in suite.movies
        },
        "algorithms": {
            each.label: {"name": each.algorithm.name, **each.algorithm.parameters}
            for each in suite.configurations
        },
        "players": [each.label for each in suite.players],
        "seeds": list(suite.seeds),
    }
