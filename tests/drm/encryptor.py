"""A small encryptor for the tests: one block, one stretch, one sample at a time, as the standards tell it.

It shares no line with what it tests, and is as slow as it is plain.
"""

from collections.abc import Sequence

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from playhead_drm import ProtectedSample, SampleProtection, Scheme

BLOCK = 16


def encrypt(data: bytes, protection: SampleProtection, key: bytes) -> ProtectedSample:
    """Protect one sample as its description says."""
    counter = Cipher(algorithms.AES(key), modes.CTR(protection.iv)).encryptor()
    chain = Cipher(algorithms.AES(key), modes.CBC(protection.iv)).encryptor()
    made = bytearray()
    for clear, closed in protection.subsamples or ((0, len(data)),):
        made += data[len(made) : len(made) + clear]
        stretch = data[len(made) : len(made) + closed]
        if protection.scheme is Scheme.CBCS:
            chain = Cipher(algorithms.AES(key), modes.CBC(protection.iv)).encryptor()
        if protection.scheme is Scheme.CENC:
            made += counter.update(stretch)
            continue
        for number, at in enumerate(range(0, len(stretch), BLOCK)):
            block = stretch[at : at + BLOCK]
            if len(block) == BLOCK and _is_encrypted(number, protection):
                block = (counter if protection.scheme is Scheme.CENS else chain).update(block)
            made += block
    return ProtectedSample(bytes(made) + data[len(made) :], protection)


def _is_encrypted(number: int, protection: SampleProtection) -> bool:
    if not protection.crypt_blocks or protection.scheme is Scheme.CBC1:
        return True
    return number % (protection.crypt_blocks + protection.skip_blocks) < protection.crypt_blocks


def encrypt_all(
    datas: Sequence[bytes], protections: Sequence[SampleProtection], key: bytes
) -> list[ProtectedSample]:
    """Protect each sample with its description."""
    return [encrypt(data, how, key) for data, how in zip(datas, protections, strict=True)]
