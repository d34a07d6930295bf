"""What a session believes of its network: two moving averages of the downloads, or the last few.

The averages halve with every so many seconds of downloading; of two, the more cautious is believed, which is
the lower throughput and the higher latency (Spiteri, Sitaraman, Sparacio: MMSys 2018, §5; dash.js).
"""

from math import exp, log, pow

from playhead_abr.steps import Memory, step

__all__ = ["BELIEF", "LATENCY_MS", "THROUGHPUT_KBPS", "WINDOW", "believe", "believe_last", "believe_slowly"]

THROUGHPUT_KBPS, LATENCY_MS = range(2)
"""Where the belief stands in its memory; a throughput of 0: nothing is known."""

_AVERAGE_KBPS = 2  # two of each
_WEIGHT = 4
_AVERAGE_MS = 6
_COUNT = 8
_RING_KBPS = 9
WINDOW = 32
"""Most downloads that are remembered."""
_RING_MS = _RING_KBPS + WINDOW

BELIEF = _RING_MS + WINDOW
"""Size of that memory."""

_LN2 = log(2.0)


@step
def believe(
    belief: Memory,
    half_lives_ms: tuple[float, float],
    latency_shares: tuple[float, float],
    kbps: float,
    took_ms: float,
    latency_ms: float,
) -> None:
    """Take a finished download into the averages.

    Args:
        half_lives_ms: Of both averages, in milliseconds of downloading.
        latency_shares: Weight of the newest latency in its two averages.
        kbps: Bits by `took_ms`, first bit to last.
    """
    count = belief[_COUNT] + 1.0
    belief[_COUNT] = count
    believed_kbps = 0.0
    believed_ms = 0.0
    for i in range(2):
        keep = exp(-_LN2 / half_lives_ms[i] * took_ms)
        weight = keep if count == 1.0 else belief[_WEIGHT + i] * keep
        belief[_WEIGHT + i] = weight
        sum_kbps = keep * belief[_AVERAGE_KBPS + i] + (1.0 - keep) * kbps
        belief[_AVERAGE_KBPS + i] = sum_kbps
        average_kbps = sum_kbps / (1.0 - weight)
        believed_kbps = average_kbps if i == 0 else min(believed_kbps, average_kbps)
        # Latencies weigh alike, and hardly change: an average from the first on that forgets as fast.
        share = max(1.0 / count, latency_shares[i])
        belief[_AVERAGE_MS + i] += share * (latency_ms - belief[_AVERAGE_MS + i])
        believed_ms = max(believed_ms, belief[_AVERAGE_MS + i])
    belief[THROUGHPUT_KBPS] = believed_kbps
    belief[LATENCY_MS] = believed_ms


@step
def believe_slowly(
    belief: Memory,
    half_lives_ms: tuple[float, float],
    segment_ms: float,
    kbps: float,
    took_ms: float,
    latency_ms: float,
) -> None:
    """As `believe`, to the last bit as Sabre does it: its counts of estimates hang on that."""
    half = 0.5
    belief[_COUNT] += 1.0
    belief[_WEIGHT] += took_ms
    believed_kbps = 0.0
    believed_ms = 0.0
    for i in range(2):
        keep = pow(half, took_ms / half_lives_ms[i])
        belief[_AVERAGE_KBPS + i] = keep * belief[_AVERAGE_KBPS + i] + (1.0 - keep) * kbps
        segments = half_lives_ms[i] / segment_ms
        keep = pow(half, 1.0 / segments)
        belief[_AVERAGE_MS + i] = keep * belief[_AVERAGE_MS + i] + (1.0 - keep) * latency_ms
        average_kbps = belief[_AVERAGE_KBPS + i] / (1.0 - pow(half, belief[_WEIGHT] / half_lives_ms[i]))
        believed_kbps = average_kbps if i == 0 else min(believed_kbps, average_kbps)
        believed_ms = max(believed_ms, belief[_AVERAGE_MS + i] / (1.0 - pow(half, belief[_COUNT] / segments)))
    belief[THROUGHPUT_KBPS] = believed_kbps
    belief[LATENCY_MS] = believed_ms


@step
def believe_last(belief: Memory, window: int, kbps: float, latency_ms: float) -> None:
    """Take a finished download into the mean of the last `window` ones."""
    slot = int(belief[_COUNT]) % WINDOW
    belief[_RING_KBPS + slot] = kbps
    belief[_RING_MS + slot] = latency_ms
    belief[_COUNT] += 1.0
    count = int(belief[_COUNT])
    used = min(window, count, WINDOW)
    sum_kbps = 0.0
    sum_ms = 0.0
    for index in range(count - used, count):
        sum_kbps += belief[_RING_KBPS + index % WINDOW]
        sum_ms += belief[_RING_MS + index % WINDOW]
    belief[THROUGHPUT_KBPS] = sum_kbps / used
    belief[LATENCY_MS] = sum_ms / used
