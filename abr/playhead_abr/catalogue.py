"""Every algorithm by name and number, and the one place where the number leads to its steps.

To add an algorithm: write its file, give it the next number here, and name it in `CATALOGUE`, in `choose`
and, if it remembers or abandons, in the functions below it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from playhead_abr import (
    bba_0,
    bba_1,
    bba_2,
    bola,
    bola_e,
    bola_finite,
    dynamic,
    dynamic_dash,
    fast_mpc,
    fixed,
    house,
    l2a,
    lol_plus,
    robust_mpc,
    throughput,
)
from playhead_abr.bba_0 import bba_0_choose
from playhead_abr.bba_1 import bba_1_choose
from playhead_abr.bba_2 import bba_2_arrived, bba_2_choose
from playhead_abr.bola import bola_choose
from playhead_abr.bola_e import bola_e_abandon, bola_e_arrived, bola_e_choose, bola_e_paused, bola_e_seek
from playhead_abr.bola_finite import bola_finite_abandon, bola_finite_choose
from playhead_abr.dynamic import dynamic_abandon, dynamic_arrived, dynamic_choose
from playhead_abr.dynamic_dash import dynamic_dash_abandon, dynamic_dash_choose
from playhead_abr.errors import AbrError
from playhead_abr.fast_mpc import fast_mpc_choose
from playhead_abr.fixed import fixed_choose
from playhead_abr.house import house_abandon, house_arrived, house_choose
from playhead_abr.l2a import l2a_arrived, l2a_choose, l2a_sought
from playhead_abr.lol_plus import lol_plus_choose
from playhead_abr.robust_mpc import mpc_arrived, robust_mpc_choose
from playhead_abr.steps import NO_RUNG, Arrival, Memory, Now, Parameter, Progress, Rungs, Vector, step
from playhead_abr.throughput import throughput_abandon, throughput_choose

__all__ = [
    "ALGORITHMS",
    "CATALOGUE",
    "MEMORY",
    "abandon",
    "arrived",
    "choose",
    "number_of",
    "parameters_of",
    "paused",
    "sought",
]

_FIXED, _THROUGHPUT, _BOLA, _BOLA_FINITE, _BOLA_E, _DYNAMIC, _DYNAMIC_DASH = range(7)
_BBA_0, _BBA_1, _BBA_2, _ROBUST_MPC, _FAST_MPC, _HOUSE, _L2A, _LOL_PLUS = range(7, 15)

CATALOGUE: Mapping[str, tuple[int, tuple[Parameter, ...]]] = MappingProxyType(
    {
        "fixed": (_FIXED, fixed.PARAMETERS),
        "throughput": (_THROUGHPUT, throughput.PARAMETERS),
        "bola": (_BOLA, bola.PARAMETERS),
        "bola_finite": (_BOLA_FINITE, bola_finite.PARAMETERS),
        "bola_e": (_BOLA_E, bola_e.PARAMETERS),
        "dynamic": (_DYNAMIC, dynamic.PARAMETERS),
        "dynamic_dash": (_DYNAMIC_DASH, dynamic_dash.PARAMETERS),
        "bba_0": (_BBA_0, bba_0.PARAMETERS),
        "bba_1": (_BBA_1, bba_1.PARAMETERS),
        "bba_2": (_BBA_2, bba_2.PARAMETERS),
        "robust_mpc": (_ROBUST_MPC, robust_mpc.PARAMETERS),
        "fast_mpc": (_FAST_MPC, fast_mpc.PARAMETERS),
        "house": (_HOUSE, house.PARAMETERS),
        "l2a": (_L2A, l2a.PARAMETERS),
        "lol_plus": (_LOL_PLUS, lol_plus.PARAMETERS),
    }
)
ALGORITHMS = tuple(CATALOGUE)
"""All names."""

MEMORY = 136
"""How many numbers an algorithm may remember."""


def number_of(name: str) -> int:
    """Return an algorithm's number.

    Raises:
        AbrError: If there is none of that name.
    """
    try:
        return CATALOGUE[name][0]
    except KeyError:
        raise AbrError(f"no algorithm {name!r}; there are {', '.join(ALGORITHMS)}") from None


def parameters_of(name: str, changed: Mapping[str, float]) -> list[float]:
    """Return an algorithm's parameters in its own order, the defaults where nothing else is wanted.

    Raises:
        AbrError: If there is no such algorithm or parameter.
    """
    number_of(name)
    parameters = CATALOGUE[name][1]
    known = [parameter.name for parameter in parameters]
    for wanted in changed:
        if wanted not in known:
            raise AbrError(f"{name} has no parameter {wanted!r}; it has {', '.join(known)}")
    return [float(changed.get(parameter.name, parameter.default)) for parameter in parameters]


@step
def choose(number: int, p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return the algorithm's (rung, seconds to wait before the request, reason)."""
    if number == _BOLA:
        return bola_choose(p, memory, rungs, now)
    if number == _BOLA_E:
        return bola_e_choose(p, memory, rungs, now)
    if number == _BOLA_FINITE:
        return bola_finite_choose(p, memory, rungs, now)
    if number == _THROUGHPUT:
        return throughput_choose(p, memory, rungs, now)
    if number == _DYNAMIC:
        return dynamic_choose(p, memory, rungs, now)
    if number == _DYNAMIC_DASH:
        return dynamic_dash_choose(p, memory, rungs, now)
    if number == _HOUSE:
        return house_choose(p, memory, rungs, now)
    if number == _L2A:
        return l2a_choose(p, memory, rungs, now)
    if number == _LOL_PLUS:
        return lol_plus_choose(p, memory, rungs, now)
    if number == _BBA_0:
        return bba_0_choose(p, rungs, now)
    if number == _BBA_1:
        return bba_1_choose(p, rungs, now)
    if number == _BBA_2:
        return bba_2_choose(p, memory, rungs, now)
    if number == _ROBUST_MPC:
        return robust_mpc_choose(p, memory, rungs, now)
    if number == _FAST_MPC:
        return fast_mpc_choose(p, memory, rungs, now)
    return fixed_choose(p, rungs)


@step
def arrived(number: int, p: Vector, memory: Memory, rungs: Rungs, arrival: Arrival) -> None:
    """Tell the algorithm of a download that ended."""
    if number in (_BOLA_E, _DYNAMIC_DASH):
        bola_e_arrived(p, memory, rungs, arrival)
    elif number == _DYNAMIC:
        dynamic_arrived(memory, arrival)
    elif number == _BBA_2:
        bba_2_arrived(memory, rungs, arrival)
    elif number in (_ROBUST_MPC, _FAST_MPC):
        mpc_arrived(memory, arrival)
    elif number == _HOUSE:
        house_arrived(p, memory, arrival)
    elif number == _L2A:
        l2a_arrived(memory, arrival)


@step
def paused(number: int, memory: Memory, pause_s: float) -> None:
    """Tell the algorithm that a full buffer kept its request waiting."""
    if number in (_BOLA_E, _DYNAMIC_DASH):
        bola_e_paused(memory, pause_s)


@step
def sought(number: int, memory: Memory) -> None:
    """Tell the algorithm that the viewer has jumped and the buffer is empty."""
    if number in (_BOLA_E, _DYNAMIC_DASH):
        bola_e_seek(memory)
    elif number == _L2A:
        l2a_sought(memory)


@step
def abandon(number: int, p: Vector, memory: Memory, rungs: Rungs, progress: Progress) -> int:
    """Return the rung that the algorithm would rather fetch now, or `NO_RUNG` to go on."""
    if number == _BOLA_E:
        return bola_e_abandon(memory, rungs, progress)
    if number == _BOLA_FINITE:
        return bola_finite_abandon(p, memory, rungs, progress)
    if number == _THROUGHPUT:
        return throughput_abandon(p, rungs, progress)
    if number == _HOUSE:
        return house_abandon(p, memory, rungs, progress)
    if number == _DYNAMIC:
        return dynamic_abandon(p, rungs, progress)
    if number == _DYNAMIC_DASH:
        return dynamic_dash_abandon(p, memory, rungs, progress)
    return NO_RUNG
