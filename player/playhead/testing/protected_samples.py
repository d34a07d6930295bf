"""Samples that are encrypted for a test (ISO/IEC 23001-7 §10), with the clear ones beside them."""

from dataclasses import dataclass

from playhead_drm import ProtectedSample, SampleProtection, Scheme

__all__ = ["TestSample", "encrypted_sample"]

_BLOCK = 16


@dataclass(frozen=True, slots=True)
class TestSample:
    """One sample, closed and clear."""

    __test__ = False  # pytest takes names that begin so for tests

    closed: ProtectedSample
    clear: bytes


def encrypted_sample(scheme: Scheme, key_id: bytes, key: bytes, *, seed: int = 1) -> TestSample:
    """Return a sample with a head in the clear and a body of ten blocks that is not: 1:9 for `cbcs`.

    Args:
        scheme: `CENC` or `CBCS`.
        seed: Another one gives another sample.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC, CTR

    head = bytes((seed, 0, 1, 2, 3))
    body = bytes((seed * 7 + at * 13) % 256 for at in range(10 * _BLOCK))
    iv = seed.to_bytes(8, "big") + bytes(8)
    if scheme is Scheme.CENC:
        sealed = Cipher(AES(key), CTR(iv)).encryptor().update(body)
        pattern = (0, 0)
    else:
        sealed = Cipher(AES(key), CBC(iv)).encryptor().update(body[:_BLOCK]) + body[_BLOCK:]
        pattern = (1, 9)
    protection = SampleProtection(scheme, key_id, iv, ((len(head), len(body)),), *pattern)
    return TestSample(ProtectedSample(head + sealed, protection), head + body)
