"""Open segments that are encrypted as one piece: HLS AES-128 and AES-256, and DASH's segment encryption.

HLS: RFC 8216 §5.2 and its successor's AES-256; DASH: ISO/IEC 23009-4. Both chain blocks (CBC) and pad as
PKCS#7 says, so a wrong key shows at the last byte nearly always; AES-256-CTR has neither chain nor padding.
"""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from playhead_drm.errors import DecryptError, UnsupportedSchemeError
from playhead_drm.scheme import Scheme

__all__ = ["decrypt_segment", "iv_of_number"]

_BLOCK = 16
_KEY_BYTES = {Scheme.AES_128: 16, Scheme.AES_256: 32, Scheme.AES_256_CTR: 32}


def iv_of_number(media_sequence_number: int) -> bytes:
    """Return the IV of a segment whose playlist gives none (RFC 8216 §5.2)."""
    return (media_sequence_number & (1 << 128) - 1).to_bytes(_BLOCK, "big")


def decrypt_segment(scheme: Scheme, key: bytes, iv: bytes, data: bytes | bytearray | memoryview) -> bytes:
    """Return a segment in the clear.

    Args:
        scheme: AES_128, AES_256 or AES_256_CTR.
        key: Sixteen bytes, or thirty-two for the other two.
        iv: Sixteen bytes: the manifest's, or `iv_of_number`.
        data: The whole body of one request, a byte range included: it is encrypted on its own.

    Raises:
        UnsupportedSchemeError: If the scheme doesn't encrypt whole segments.
        DecryptError: If the sizes of key, IV or data are wrong, or the padding is: the key is the wrong one.
    """
    expected = _KEY_BYTES.get(scheme)
    if expected is None:
        raise UnsupportedSchemeError(scheme)
    if len(key) != expected:
        raise DecryptError(f"{scheme} needs a key of {expected} bytes, and this one has {len(key)}")
    if len(iv) != _BLOCK:
        raise DecryptError(f"the IV has {len(iv)} bytes, not sixteen")
    if scheme is Scheme.AES_256_CTR:
        return Cipher(algorithms.AES(key), modes.CTR(iv)).decryptor().update(data)
    if not data or len(data) % _BLOCK:
        raise DecryptError(f"a segment of {len(data)} bytes is not made of whole blocks")
    # One buffer of our own: `update` would fill two, and fresh memory costs more than AES does.
    padded = bytearray(len(data) + _BLOCK - 1)
    Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor().update_into(data, padded)
    view = memoryview(padded)[: len(data)]
    return bytes(view[: len(data) - _padding_bytes(view[-_BLOCK:])])


def _padding_bytes(last: memoryview) -> int:
    count = last[-1]
    if not 1 <= count <= _BLOCK or bytes(last[-count:]) != bytes((count,)) * count:
        raise DecryptError("the padding is wrong, so the key is")
    return count
