"""The search among all ways finds what trying all of them finds."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from playhead_abr.lookahead import MOST_AHEAD, best_way
from playhead_abr.steps import NO_RUNG, Rungs, logs_of

BITRATES = [300.0, 750.0, 1200.0, 1850.0]
STALL_COST = 4300.0
SEGMENT_S = 4.0


def by_trying(sizes: list[list[float]], level_s: float, bps: float, last: int, capacity_s: float) -> int:
    """Return the first rung of the best way; of equals, the highest."""
    best, choice = -1e300, 0
    for way in product(reversed(range(len(BITRATES))), repeat=len(sizes)):
        level, worth, before = level_s, 0.0, last
        for rung, row in zip(way, sizes, strict=True):
            took_s = row[rung] / bps
            worth = worth + BITRATES[rung] - STALL_COST * max(took_s - level, 0.0)
            worth -= 0.0 if before == NO_RUNG else abs(BITRATES[rung] - BITRATES[before])
            level = min(max(level - took_s, 0.0) + SEGMENT_S, capacity_s)
            before = rung
        if worth > best:
            best, choice = worth, way[0]
    return choice


@settings(max_examples=150, deadline=None)
@given(
    level_s=st.floats(0, 30),
    bps=st.floats(50, 5000),
    last=st.integers(NO_RUNG, len(BITRATES) - 1),
    capacity_s=st.floats(5, 40),
    wobble=st.lists(st.floats(0.4, 1.9), min_size=1, max_size=4),
)
def test_the_best_way_is_found(
    level_s: float, bps: float, last: int, capacity_s: float, wobble: list[float]
) -> None:
    sizes = [[factor * SEGMENT_S * bitrate for bitrate in BITRATES] for factor in wobble]
    rungs = Rungs(BITRATES, *logs_of(BITRATES), sizes, SEGMENT_S)
    memory = [0.0] * (3 * MOST_AHEAD + 3)
    rung = best_way(
        memory, 0, rungs, 0, len(sizes), level_s, bps, last, STALL_COST, capacity_s, knows_sizes=True
    )
    assert rung == by_trying(sizes, level_s, bps, last, capacity_s)
