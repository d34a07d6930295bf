"""What a container knows about a protected sample, and what a CDM needs to open it.

The shape is Common Encryption's (ISO/IEC 23001-7 §7), because everything else fits into it: HLS SAMPLE-AES in
transport streams becomes the same subsamples as soon as its frames and NAL units are cut.
"""

from dataclasses import dataclass

from playhead_drm.scheme import Scheme

__all__ = ["ManifestKey", "ProtectedSample", "SampleProtection"]


@dataclass(frozen=True, slots=True)
class SampleProtection:
    """How one sample is protected.

    Attributes:
        scheme: One of the four of Common Encryption; a demuxer tells HLS's SAMPLE-AES as `cbcs`.
        key_id: Sixteen bytes in the order of the standard's text form; empty where the container names no key
            (SAMPLE-AES in a transport stream) and the manifest's one is meant.
        iv: Sixteen bytes: its own or the constant one. Eight bytes in a container get eight zeros behind.
        subsamples: Bytes in the clear, then protected ones, in turn; together at most as long as the sample.
            Empty: all of it is protected.
        crypt_blocks, skip_blocks: The pattern, in blocks of sixteen bytes; both zero if there is none.
    """

    scheme: Scheme
    key_id: bytes
    iv: bytes
    subsamples: tuple[tuple[int, int], ...] = ()
    crypt_blocks: int = 0
    skip_blocks: int = 0


@dataclass(frozen=True, slots=True)
class ProtectedSample:
    """One sample as it comes out of its container, still closed."""

    data: bytes | bytearray | memoryview
    protection: SampleProtection


@dataclass(frozen=True, slots=True)
class ManifestKey:
    """The key that a manifest puts over samples whose container names none: HLS SAMPLE-AES outside of MP4.

    Attributes:
        key_id: Whatever sixteen bytes the licence session knows the key by.
        iv: Sixteen bytes: the manifest's, or the segment's number.
    """

    key_id: bytes
    iv: bytes
