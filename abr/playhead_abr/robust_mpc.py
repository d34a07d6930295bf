"""RobustMPC: look ahead five segments, with a throughput that errs on the safe side.

Yin, Jindal, Sekar, Sinopoli: "A Control-Theoretic Approach for Dynamic Adaptive Video Streaming over HTTP",
SIGCOMM 2015, §5. The throughput to come is the harmonic mean of the last five downloads, divided by one plus
the greatest relative error that this forecast has had over the last five.
"""

from playhead_abr.lookahead import MOST_AHEAD, best_way
from playhead_abr.reasons import LOOKAHEAD, STARTUP
from playhead_abr.steps import NO_RUNG, Arrival, Memory, Now, Parameter, Rungs, Vector, step

__all__ = ["PARAMETERS", "forecast", "mpc_arrived", "robust_mpc_choose"]

PARAMETERS = (
    Parameter("horizon", 5, "segments to look ahead"),
    Parameter("stall_cost_bps_per_s", 4_300_000, "price of standing still"),
    Parameter("skew", 0, "1: takes each segment for the one after it, as Pensieve's own code of MPC does"),
)
_HORIZON, _STALL_COST, _SKEW = range(3)

_REMEMBERED = 5

# memory
_COUNT = 0
_FORECAST_BPS = 1  # the last one, before it was made careful
_SEEN_BPS = 2
_ERRORS = _SEEN_BPS + _REMEMBERED
_WAY = _ERRORS + _REMEMBERED


@step
def robust_mpc_choose(p: Vector, memory: Memory, rungs: Rungs, now: Now) -> tuple[int, float, int]:
    """Return (rung, no wait, reason)."""
    if memory[_COUNT] == 0.0:
        return 0, 0.0, STARTUP
    likely_bps, error = forecast(memory)
    memory[_FORECAST_BPS] = likely_bps
    horizon = int(min(p[_HORIZON], MOST_AHEAD, len(rungs.sizes_bits) - now.segment))
    rung = best_way(
        memory,
        _WAY,
        rungs,
        now.segment + int(p[_SKEW]),
        horizon,
        now.buffer_s,
        likely_bps / (1.0 + error),
        now.current,
        p[_STALL_COST],
        now.capacity_s,
        True,
    )
    return rung, 0.0, LOOKAHEAD


@step
def forecast(memory: Memory) -> tuple[float, float]:
    """Return (harmonic mean of the last throughputs, greatest of the last relative errors)."""
    used = int(min(memory[_COUNT], _REMEMBERED))
    inverse = 0.0
    error = 0.0
    for i in range(used):
        inverse += 1.0 / memory[_SEEN_BPS + i]
        error = max(error, memory[_ERRORS + i])
    return used / inverse, error


@step
def mpc_arrived(memory: Memory, arrival: Arrival) -> None:
    """Take note of a download's throughput, its latency included, and of how wrong the forecast was."""
    if arrival.abandoned_to != NO_RUNG or arrival.latency_s + arrival.download_s <= 0.0:
        return
    seen_bps = arrival.received_bits / (arrival.latency_s + arrival.download_s)
    slot = int(memory[_COUNT]) % _REMEMBERED
    memory[_SEEN_BPS + slot] = seen_bps
    memory[_ERRORS + slot] = (
        abs(memory[_FORECAST_BPS] - seen_bps) / seen_bps if memory[_FORECAST_BPS] > 0.0 else 0.0
    )
    memory[_COUNT] += 1.0
