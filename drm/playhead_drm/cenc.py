"""Open samples of Common Encryption, in bulk: cenc, cens, cbc1 and cbcs (ISO/IEC 23001-7 §9, §10).

Chained blocks look serial, but decryption isn't: a block in the clear is the block's own AES inverse XOR the
encrypted block before it. So all encrypted blocks of all samples are gathered, go through AES once, are XORed
once, and are put back. A call for each block costs ten times as much.

    before     C0 c1 c2 … C10 c11 …        upper case: encrypted, in a pattern of 1 and 9
    gathered   C0 C10 C20 …
    chain      IV C0  C10 …                a subsample begins with the IV (cbcs), or only a sample does (cbc1)

Where no clear blocks lie between the encrypted ones, AES's own chaining does it in one pass over each
protected stretch, and so does counter mode. Only `cens` has counter mode and gaps: its keystream runs over
the encrypted blocks as if nothing were between them. Sound in `cens` has no pattern, but its last bytes, too
few for a block, stay clear all the same (§9.7).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from playhead_drm.errors import DecryptError, KeyMissingError, UnsupportedSchemeError
from playhead_drm.samples import ProtectedSample, SampleProtection
from playhead_drm.scheme import Scheme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["decrypt_samples"]

_BLOCK = 16
_SLACK = _BLOCK - 1


def decrypt_samples(
    samples: Sequence[ProtectedSample], keys: Mapping[bytes, bytes]
) -> list[bytes | memoryview]:
    """Return the samples in the clear: same order, same sizes.

    Args:
        samples: Of any of the four schemes, mixed as they like; a segment at a time is fast.
        keys: Sixteen bytes for each key id.

    Raises:
        KeyMissingError: With all the keys that are missing, before anything is decrypted.
        UnsupportedSchemeError: If a scheme is none of the four.
        DecryptError: If subsamples reach past their sample, or an IV or a key is not sixteen bytes long.
    """
    missing = {sample.protection.key_id for sample in samples} - keys.keys()
    if missing:
        raise KeyMissingError(missing)
    opened: list[bytes | memoryview] = [b""] * len(samples)
    groups: dict[tuple[_Way, bytes], list[int]] = {}
    for index, sample in enumerate(samples):
        groups.setdefault((_way(sample.protection), sample.protection.key_id), []).append(index)
    for (decrypt, key_id), indices in groups.items():
        if len(keys[key_id]) != _BLOCK:
            raise DecryptError("the key has not sixteen bytes", key_id)
        batch = _Batch([samples[index] for index in indices])
        decrypt(batch, algorithms.AES(keys[key_id]))
        for index, data in zip(indices, batch.cut(), strict=True):
            opened[index] = data
    return opened


def _way(protection: SampleProtection) -> "_Way":
    if protection.scheme is Scheme.CENC:
        return _counted
    if protection.scheme is Scheme.CENS:
        return _patterned
    if protection.scheme not in (Scheme.CBC1, Scheme.CBCS):
        raise UnsupportedSchemeError(protection.scheme)
    return _chained if _has_gaps(protection) else _chained_whole


def _has_gaps(protection: SampleProtection) -> bool:
    has_pattern = protection.scheme is not Scheme.CBC1 and protection.crypt_blocks > 0
    return has_pattern and protection.skip_blocks > 0


class _Batch:
    """Samples of one scheme and one key, copied into one buffer that becomes clear."""

    def __init__(self, samples: Sequence[ProtectedSample]) -> None:
        self.samples = samples
        # cryptography wants room for most of a block behind whatever it writes.
        self.data = bytearray().join((*(sample.data for sample in samples), bytes(_SLACK)))
        self.starts: list[int] = []
        at = 0
        for sample in samples:
            self.starts.append(at)
            at += len(sample.data)
            _check(sample)

    def cut(self) -> list[memoryview]:
        view = memoryview(self.data).toreadonly()
        return [
            view[at : at + len(sample.data)] for at, sample in zip(self.starts, self.samples, strict=True)
        ]


def _check(sample: ProtectedSample) -> None:
    protection = sample.protection
    if len(protection.iv) != _BLOCK:
        raise DecryptError("the IV has not sixteen bytes", protection.key_id)
    reach = 0
    for clear, closed in protection.subsamples:
        if clear < 0 or closed < 0:
            raise DecryptError("a subsample has a negative size", protection.key_id)
        reach += clear + closed
    if reach > len(sample.data):
        raise DecryptError("subsamples reach past their sample", protection.key_id)
    if protection.crypt_blocks < 0 or protection.skip_blocks < 0:
        raise DecryptError("the pattern is negative", protection.key_id)


def _counted(batch: _Batch, key: algorithms.AES) -> None:
    target = memoryview(batch.data)
    # A new context costs five times a new counter.
    cipher = Cipher(key, modes.CTR(batch.samples[0].protection.iv)).decryptor()
    for start, sample in zip(batch.starts, batch.samples, strict=True):
        protection = sample.protection
        source = memoryview(sample.data)
        cipher.reset_nonce(protection.iv)
        if not protection.subsamples:
            cipher.update_into(source, target[start : start + len(source)])
            continue
        at = 0
        for clear, closed in protection.subsamples:
            at += clear
            if closed:
                cipher.update_into(source[at : at + closed], target[start + at : start + at + closed])
            at += closed


def _chained_whole(batch: _Batch, key: algorithms.AES) -> None:
    target = memoryview(batch.data)
    for start, sample in zip(batch.starts, batch.samples, strict=True):
        protection = sample.protection
        source = memoryview(sample.data)
        cipher = Cipher(key, modes.CBC(protection.iv)).decryptor()
        is_first, at = True, 0
        for clear, closed in protection.subsamples or ((0, len(source)),):
            at += clear
            whole = closed // _BLOCK * _BLOCK  # a block that is cut off stays clear (§9.6)
            if whole and not is_first and protection.scheme is Scheme.CBCS:
                cipher = Cipher(key, modes.CBC(protection.iv)).decryptor()
            if whole:
                place = start + at
                cipher.update_into(source[at : at + whole], target[place : place + whole + _SLACK])
                is_first = False
            at += closed


class _Stretches(NamedTuple):
    """The protected stretches of a batch, in order; a chain or keystream begins at each `first`.

    Attributes:
        at: Offset of each stretch in the batch's buffer.
        encrypted: How many encrypted blocks it holds.
        crypt, period: Its pattern: encrypted blocks, and encrypted and clear ones together.
        first: Index of its first block among all gathered blocks, for each beginning.
        ivs: One for each beginning.
    """

    at: list[int]
    encrypted: list[int]
    crypt: list[int]
    period: list[int]
    first: list[int]
    ivs: list[bytes]


def _stretches(batch: _Batch) -> _Stretches:
    found = _Stretches([], [], [], [], [], [])
    count = 0
    for start, sample in zip(batch.starts, batch.samples, strict=True):
        protection = sample.protection
        crypt, period = _pattern(protection)
        at, is_first = start, True
        for clear, closed in protection.subsamples or ((0, len(sample.data)),):
            at += clear
            whole, rest = divmod(closed // _BLOCK, period)  # a block that is cut off stays clear (§9.6)
            encrypted = whole * crypt + min(rest, crypt)
            if encrypted:
                if is_first or protection.scheme is Scheme.CBCS:
                    found.first.append(count)
                    found.ivs.append(protection.iv)
                    is_first = False
                found.at.append(at)
                found.encrypted.append(encrypted)
                found.crypt.append(crypt)
                found.period.append(period)
                count += encrypted
            at += closed
    return found


def _pattern(protection: SampleProtection) -> tuple[int, int]:
    if not _has_gaps(protection):
        return 1, 1  # every block is encrypted
    return protection.crypt_blocks, protection.crypt_blocks + protection.skip_blocks


def _block_places(stretches: _Stretches) -> "NDArray[np.int64]":
    """Return the offset of every encrypted block."""
    import numpy as np

    counts = np.array(stretches.encrypted)
    ends = np.cumsum(counts)
    at, crypt, period, begin = (
        np.repeat(np.array(column), counts)
        for column in (stretches.at, stretches.crypt, stretches.period, ends - counts)
    )
    number: NDArray[np.int64] = np.arange(int(ends[-1])) - begin
    return at + (number // crypt * period + number % crypt) * _BLOCK


def _windows(data: bytearray) -> "NDArray[np.void]":
    """Return the buffer as blocks at every offset, so that one index gathers or scatters sixteen bytes."""
    import numpy as np

    return np.ndarray(len(data) - _BLOCK + 1, dtype="V16", buffer=data, strides=(1,))


def _chained(batch: _Batch, key: algorithms.AES) -> None:
    import numpy as np

    stretches = _stretches(batch)
    if not stretches.at:
        return
    places = _block_places(stretches)
    windows = _windows(batch.data)
    closed = windows[places]
    # AES block by block is what ECB means; the chaining of the scheme is the XOR below.
    inverse = Cipher(key, modes.ECB()).decryptor().update(closed.view(np.uint8).data)
    before = np.empty_like(closed)
    before[1:] = closed[:-1]
    before[np.array(stretches.first)] = np.frombuffer(b"".join(stretches.ivs), dtype="V16")
    words = before.view(np.uint64)
    words ^= np.frombuffer(inverse, dtype=np.uint64)
    windows[places] = before


def _patterned(batch: _Batch, key: algorithms.AES) -> None:
    import numpy as np

    stretches = _stretches(batch)
    if not stretches.at:
        return
    places = _block_places(stretches)
    windows = _windows(batch.data)
    closed = memoryview(windows[places].tobytes())
    cipher = Cipher(key, modes.CTR(stretches.ivs[0])).decryptor()
    opened = bytearray(len(closed))
    target = memoryview(opened)
    bounds = [first * _BLOCK for first in (*stretches.first, len(places))]
    for begin, end, iv in zip(bounds, bounds[1:], stretches.ivs, strict=False):
        cipher.reset_nonce(iv)
        cipher.update_into(closed[begin:end], target[begin:end])
    windows[places] = np.frombuffer(opened, dtype="V16")


_Way = Callable[[_Batch, algorithms.AES], None]
