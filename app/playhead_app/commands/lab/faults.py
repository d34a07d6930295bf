"""The lab's own errors on a terminal: one sentence with its place, exit code 2."""

from collections.abc import Generator
from contextlib import contextmanager

import typer
from rich.console import Console

from playhead_abr import AbrError

__all__ = ["told_in_a_sentence"]

_WRONG_USE = 2


@contextmanager
def told_in_a_sentence(err: Console) -> Generator[None]:
    """Turn an `AbrError` inside into its sentence, and a file that can't be read or written too.

    Raises:
        typer.Exit: With 2, so that a gate's 1 means a gate.
    """
    try:
        yield
    except (AbrError, OSError) as error:
        told = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
        err.print(f"✗ {told}", style="bold red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(_WRONG_USE) from error
