"""Run a suite, with a progress bar where somebody sees it."""

from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from playhead_abr.lab.sweep import Results, on_cluster, on_this_machine, read_suite, run_suite
from playhead_app.commands.lab.faults import told_in_a_sentence

__all__ = ["run_into"]

_INTERRUPTED = 130


def run_into(suite_file: Path, folder: Path, cores: int, dask: str, out: Console, err: Console) -> int:
    """Run what is missing of a suite; returns 0, or 130 after Ctrl-C.

    Args:
        cores: Processes on this machine; -1 for one on every core.
        dask: Address of a Dask scheduler to run on instead; empty for none.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with told_in_a_sentence(err):
        suite = read_suite(suite_file)
        execute = on_cluster(dask) if dask else on_this_machine(cores)
        with Progress(*columns, console=err, disable=not err.is_terminal) as bar:
            task = bar.add_task("sessions", total=None)
            try:
                run_suite(
                    suite,
                    Results(folder),
                    execute,
                    lambda done, total: bar.update(task, completed=done, total=total),
                )
            except KeyboardInterrupt:
                err.print("Stopped; the same command goes on from here.", highlight=False)
                return _INTERRUPTED
    out.print(f"{suite.session_count:,} sessions in {folder}", highlight=False, markup=False, soft_wrap=True)
    return 0
