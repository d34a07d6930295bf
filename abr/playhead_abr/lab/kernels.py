"""Compile the steps: the one place that knows numba.

A step stays an ordinary function; numba learns here that it may compile it when compiled code calls it.
What Python calls (`compiled`) is kept on disk, under a name made of all of this room's sources: numba
itself would look at the called file only, and go on using old code when a file further down has changed.

A step is compiled into its caller: a call would copy every record and array that it is given, some hundred
words, and took four fifths of a session's time.

Steps allocate nothing, so reference counting is left out of compiled code: it took three quarters of the
time. Division by zero gives infinity there, as in numpy, and an error in Python: steps divide by nothing
that can be zero.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba  # pyright: ignore[reportMissingTypeStubs]
from numba.extending import register_jitable  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

import playhead_abr
from playhead_abr.steps import STEPS

__all__ = ["compiled"]

P = ParamSpec("P")
R = TypeVar("R")

_ROOM = Path(playhead_abr.__file__).parent
_registered: set[Callable[..., object]] = set()


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Return `function` compiled, from the cache if it was before; every step must have been imported."""
    for each in STEPS:
        if each not in _registered:
            register_jitable(forceinline=True)(each)
            _registered.add(each)
    config: Any = getattr(numba, "config")  # noqa: B009 - numba doesn't declare it
    before = config.CACHE_DIR
    config.CACHE_DIR = str(_cache_folder())
    try:
        jit: Any = numba.njit
        return jit(cache=True, error_model="numpy", _nrt=False)(function)
    finally:
        config.CACHE_DIR = before


def _cache_folder() -> Path:
    digest = hashlib.sha256(numba.__version__.encode())
    for path in sorted(_ROOM.rglob("*.py")):
        digest.update(path.read_bytes())
    name = f"kernels-{digest.hexdigest()[:16]}"
    beside = _ROOM / "lab" / "__pycache__"
    try:
        beside.mkdir(exist_ok=True)
        is_ours = os.access(beside, os.W_OK)
    except OSError:
        is_ours = False
    return (beside if is_ours else Path(tempfile.gettempdir()) / "playhead-lab") / name
