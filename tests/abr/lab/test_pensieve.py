"""Pensieve's buffer-based baseline, against the logs that it shipped with."""

import numpy as np
import pytest

from playhead_abr.lab import AlgorithmSpec, Mode, SessionLog, SimulatorSettings, simulate
from tests.abr.lab.corpus import ROOT, needs_corpus, pensieve_log, pensieve_movie, pensieve_trace

pytestmark = pytest.mark.timeout(900)  # the first session compiles the kernel

# Its buffer is full at 60 s of what has arrived; ours asks for room for the next segment too.
SETTINGS = SimulatorSettings(
    mode=Mode.PENSIEVE, buffer_capacity_s=64.0, first_rung=1, allows_abandonment=False
)


def rewards(log: SessionLog) -> np.ndarray:
    """QoE_lin of each chunk but the first: Mbit/s, less 4.3 a second of stalling, less each change."""
    mbps = pensieve_movie().bitrates_bps[log.quality] / 1e6
    return (mbps - 4.3 * log.stall_s)[1:] - np.abs(np.diff(mbps))


@needs_corpus
def test_the_buffer_based_baseline_equals_every_shipped_log() -> None:
    algorithm = AlgorithmSpec("bba_0", {"reservoir_s": 5, "cushion_s": 10, "by_rung": 1})
    means: list[float] = []
    for path in sorted((ROOT / "pensieve" / "norway_test").iterdir()):
        ours = rewards(simulate(pensieve_movie(), pensieve_trace(path), algorithm, SETTINGS))
        np.testing.assert_allclose(ours, pensieve_log("bb", path.name)[1:, -1], rtol=0, atol=1e-9)
        means.append(float(ours.mean()))
    assert len(means) == 142
    assert round(float(np.mean(means)), 5) == 0.63922
