"""Where jobs run: on this machine's cores, or on a Dask cluster. Order does not matter to the results."""

import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from playhead_abr.lab.sweep.jobs import Job, run_job
from playhead_abr.lab.sweep.results import Keep

__all__ = ["Execute", "on_cluster", "on_this_machine"]

Execute = Callable[[Sequence[Job], Keep], Iterator[Job]]
"""Takes jobs and what keeps their rows; yields each as soon as they are kept, in any order."""

_PARCELS_A_CORE = 32
_JOBS_A_PARCEL = 8


def on_this_machine(cores: int = -1) -> Execute:
    """Return what runs jobs in so many processes, which keep the rows; -1 for one on every core."""

    def execute(jobs: Sequence[Job], keep: Keep) -> Iterator[Job]:
        import joblib  # the extra `lab`

        count = cores if cores > 0 else os.cpu_count() or 1
        # One process needs no other: it would only load everything twice.
        if count == 1 or len(jobs) == 1:
            for job in jobs:
                keep(job.number, run_job(job))
                yield job
            return
        parallel: Any = joblib
        pool = parallel.Parallel(count, return_as="generator_unordered", max_nbytes=None, batch_size=1)
        by_number = {job.number: job for job in jobs}
        parcels = _parcels(jobs, count * _PARCELS_A_CORE)
        for numbers in pool(parallel.delayed(_run_parcel)(parcel, keep) for parcel in parcels):
            yield from (by_number[number] for number in numbers)

    return execute


def on_cluster(address: str) -> Execute:
    """Return what runs jobs on the Dask cluster whose scheduler has that address."""

    def execute(jobs: Sequence[Job], keep: Keep) -> Iterator[Job]:
        dask: Any = import_module("distributed")  # the extra `dask`
        with dask.Client(address) as client:
            futures = {client.submit(run_job, job, pure=False): job for job in jobs}
            for future in dask.as_completed(list(futures)):
                job = futures[future]
                keep(job.number, future.result())
                yield job

    return execute


def _parcels(jobs: Sequence[Job], count: int) -> list[list[Job]]:
    """Pack jobs over the same traces together: traces are most of what goes to another process.

    Neighbours in the plan are alike in cost, so they are dealt out to different parcels.
    """
    alike: dict[tuple[str, str], list[Job]] = {}
    for job in jobs:
        alike.setdefault((job.set_name, job.traces[0].name), []).append(job)
    size = min(_JOBS_A_PARCEL, max(1, len(jobs) // count))
    parcels: list[list[Job]] = []
    for each in alike.values():
        hands = -(-len(each) // size)
        parcels += [each[hand::hands] for hand in range(hands)]
    return parcels


def _run_parcel(parcel: Sequence[Job], keep: Keep) -> list[int]:
    for job in parcel:
        keep(job.number, run_job(job))
    return [job.number for job in parcel]
