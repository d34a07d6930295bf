"""The protection schemes by their standards' names.

Common Encryption has four (ISO/IEC 23001-7 §10): counter mode or chained blocks, over whole stretches or in a
pattern of encrypted and clear blocks. HLS adds its own (RFC 8216 §4.3.2.4 and its successor): a whole segment
encrypted as one piece, or samples, which is `cbcs` in all but the signalling.
"""

from enum import StrEnum

__all__ = ["Scheme"]


class Scheme(StrEnum):
    """How bytes are protected; the value is the standard's own spelling."""

    CENC = "cenc"
    CENS = "cens"
    CBC1 = "cbc1"
    CBCS = "cbcs"
    AES_128 = "AES-128"
    AES_256 = "AES-256"
    AES_256_CTR = "AES-256-CTR"
    SAMPLE_AES = "SAMPLE-AES"
    SAMPLE_AES_CTR = "SAMPLE-AES-CTR"

    @property
    def is_whole_segment(self) -> bool:
        """True if segments are opened as one piece, before their container can be read."""
        return self in _WHOLE_SEGMENT

    @property
    def is_counter_mode(self) -> bool:
        """True for AES in counter mode, whose keystream runs on over a sample's protected stretches."""
        return self in _COUNTER_MODE


_WHOLE_SEGMENT = frozenset({Scheme.AES_128, Scheme.AES_256, Scheme.AES_256_CTR})
_COUNTER_MODE = frozenset({Scheme.CENC, Scheme.CENS, Scheme.AES_256_CTR, Scheme.SAMPLE_AES_CTR})
