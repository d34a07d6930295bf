"""How fast are protected segments opened? Prints megabytes a second, on one core.

    python tests/benchmarks/decrypt.py

Two seconds of 10 Mbit/s at 25 frames a second, as a segment of high quality has them; noise, not pictures,
because AES doesn't care. What isn't decryption (demuxing, the check of what came out) is not in the figures.
"""

import random
import time
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from playhead_drm import ProtectedSample, SampleProtection, Scheme
from playhead_drm.cenc import decrypt_samples
from playhead_drm.whole_segment import decrypt_segment

KEY_ID, KEY, IV = bytes(16), bytes(range(16)), bytes(range(16, 32))
SAMPLES, SAMPLE_BYTES, LEADER_BYTES = 50, 50_000, 100
ROUNDS = 60


def samples(scheme: Scheme, subsamples: int, crypt: int = 0, skip: int = 0) -> list[ProtectedSample]:
    """Return a segment's samples, each in that many subsamples; none means a sample without clear bytes."""
    segment = memoryview(random.Random(1).randbytes(SAMPLES * SAMPLE_BYTES))
    cut = tuple((LEADER_BYTES, SAMPLE_BYTES // subsamples - LEADER_BYTES) for _ in range(subsamples))
    protection = SampleProtection(scheme, KEY_ID, IV, cut, crypt, skip)
    return [
        ProtectedSample(segment[at : at + SAMPLE_BYTES], protection)
        for at in range(0, len(segment), SAMPLE_BYTES)
    ]


def measure(name: str, goal: str, work: Callable[[], object]) -> None:
    """Run the work and print the best round, and the middle one."""
    times = sorted(_timed(work) for _ in range(ROUNDS))
    best, middle = (SAMPLES * SAMPLE_BYTES / 1e6 / each for each in (times[0], times[len(times) // 2]))
    print(f"{name:40} {best:8,.0f} MB/s best {middle:8,.0f} MB/s median   {goal}")


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Print a line for each scheme."""
    segment = b"\x10" * (SAMPLES * SAMPLE_BYTES // 16 * 16)  # ends like padding, and is padding
    closed = Cipher(algorithms.AES(KEY), modes.CBC(IV)).encryptor().update(segment)
    measure("AES-128", "goal 300", lambda: decrypt_segment(Scheme.AES_128, KEY, IV, closed))
    for name, goal, made in (
        ("cenc, four subsamples", "goal 500", samples(Scheme.CENC, 4)),
        ("cens 1:9, four subsamples", "", samples(Scheme.CENS, 4, 1, 9)),
        ("cbc1, four subsamples", "", samples(Scheme.CBC1, 4)),
        ("cbcs 1:9, one subsample", "goal 900", samples(Scheme.CBCS, 1, 1, 9)),
        ("cbcs 1:9, four subsamples", "goal 900", samples(Scheme.CBCS, 4, 1, 9)),
        ("cbcs without a pattern", "", samples(Scheme.CBCS, 4)),
    ):
        keys = {KEY_ID: KEY}
        measure(name, goal, lambda made=made, keys=keys: decrypt_samples(made, keys))


if __name__ == "__main__":
    main()
