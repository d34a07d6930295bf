"""Say which packages are missing, and how to get them, before anything tries to import them."""

from importlib.util import find_spec

import typer
from rich.console import Console

__all__ = ["refuse_without"]

_PACKAGES = {
    "lab": ("numpy", "numba", "duckdb", "joblib"),
    "dask": ("numpy", "numba", "duckdb", "joblib", "dask", "distributed"),
}
_EXTRAS = {"lab": "lab", "dask": "lab,dask"}
_WRONG_USE = 2


def refuse_without(extra: str) -> None:
    """Return if an extra is installed.

    Args:
        extra: `lab`, or `dask` for both.

    Raises:
        typer.Exit: With 2, after saying on standard error what to install.
    """
    missing = [name for name in _PACKAGES[extra] if find_spec(name) is None]
    if missing:
        err = Console(stderr=True)
        err.print(f"✗ The lab needs {', '.join(missing)}. Please install:", style="bold red", highlight=False)
        err.print(
            f'  pip install "playhead[{_EXTRAS[extra]}]"', markup=False, highlight=False, soft_wrap=True
        )
        raise typer.Exit(_WRONG_USE)
