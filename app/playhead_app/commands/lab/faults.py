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
    """Turn an `AbrError` inside into its sentence.

    Raises:
        typer.Exit: With 2, so that a gate's 1 means a gate.
    """
    try:
        yield
    except AbrError as error:
        err.print(f"✗ {error}", style="bold red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(_WRONG_USE) from error
