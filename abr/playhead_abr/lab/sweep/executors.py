"""Where jobs run: on this machine's cores, or on a Dask cluster. Order does not matter to the results."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from playhead_abr.lab.sweep.jobs import Job, Table, run_job

__all__ = ["Execute", "on_cluster", "on_this_machine"]

Execute = Callable[[Sequence[Job]], Iterator[tuple[Job, Table]]]
"""Takes jobs, yields each with its rows as soon as it is done, in any order."""


def _with_job(job: Job) -> tuple[Job, Table]:
    return job, run_job(job)


def on_this_machine(cores: int = -1) -> Execute:
    """Return what runs jobs in so many processes; -1 for one on every core."""

    def execute(jobs: Sequence[Job]) -> Iterator[tuple[Job, Table]]:
        import joblib  # the extra `lab`

        # One process needs no other: it would only load everything twice.
        if cores == 1 or len(jobs) == 1:
            return map(_with_job, jobs)
        parallel: Any = joblib
        pool = parallel.Parallel(n_jobs=cores, return_as="generator_unordered", max_nbytes=None)
        return iter(pool(parallel.delayed(_with_job)(job) for job in jobs))

    return execute


def on_cluster(address: str) -> Execute:
    """Return what runs jobs on the Dask cluster whose scheduler has that address."""

    def execute(jobs: Sequence[Job]) -> Iterator[tuple[Job, Table]]:
        dask: Any = import_module("distributed")  # the extra `dask`
        with dask.Client(address) as client:
            futures = {client.submit(run_job, job, pure=False): job for job in jobs}
            for future in dask.as_completed(list(futures)):
                yield futures[future], future.result()

    return execute
