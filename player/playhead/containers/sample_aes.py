"""HLS SAMPLE-AES outside of MP4, told in the words of Common Encryption.

Apple, *MPEG-2 Stream Encryption Format for HTTP Live Streaming*: every encrypted NAL unit and audio frame
begins the chain anew, which is what `cbcs` does for every subsample. So a sample and its subsamples are all
that is needed, and nobody downstream asks what a transport stream is.

NAL units were escaped after they were encrypted (and before): that outer layer is taken off here, because the
ciphertext lies below it.
"""

from collections.abc import Sequence

from playhead.containers.bitstream import h264
from playhead.containers.bitstream.ac3 import parse_ac3_frame
from playhead.containers.bitstream.nal import length_prefixed, unescape
from playhead.containers.samples import Codec, ElementaryStream, Sample, StreamProtection
from playhead_drm import ManifestKey, SampleProtection, Scheme

__all__ = ["SCHEME", "UNNAMED_KEY", "close_audio", "close_picture"]

SCHEME = Scheme.SAMPLE_AES.value
UNNAMED_KEY = ManifestKey(b"", b"")
"""Stands for the key where nobody told it: opening the samples will say that it is missing."""

_BLOCK = 16
_LENGTH_BYTES = 4
_NAL_LEADER, _CRYPT, _SKIP = 32, 1, 9
_SMALLEST_NAL = 49
_AUDIO_LEADER = 16
_ENCRYPTED_NALS = frozenset({h264.NalType.SLICE, h264.NalType.IDR})


def close_picture(nals: Sequence[memoryview], key: ManifestKey) -> tuple[bytes, SampleProtection | None]:
    """Return an encrypted access unit behind its lengths, and where it is encrypted; None if it isn't."""
    plain: list[bytes | memoryview] = []
    subsamples: list[tuple[int, int]] = []
    clear = 0
    for nal in nals:
        inner = unescape(bytes(nal), len(nal)) if nal[0] & 0x1F in _ENCRYPTED_NALS else nal
        if inner is nal or len(inner) < _SMALLEST_NAL:
            plain.append(nal)
            clear += _LENGTH_BYTES + len(nal)
            continue
        plain.append(inner)
        closed = len(inner) - _NAL_LEADER
        if closed % ((_CRYPT + _SKIP) * _BLOCK) == _BLOCK:
            closed -= _BLOCK  # a last block with nothing behind it stays clear
        subsamples.append((clear + _LENGTH_BYTES + _NAL_LEADER, closed))
        clear = len(inner) - _NAL_LEADER - closed
    return length_prefixed(plain), _protection(key, subsamples, _CRYPT, _SKIP)


def close_audio(stream: ElementaryStream, key: ManifestKey) -> ElementaryStream:
    """Return a stream of audio frames with where each is encrypted."""
    codec = stream.format.codec
    if codec not in (Codec.AAC, Codec.AC3, Codec.EAC3):
        return stream
    protections = tuple(_audio_protection(codec, sample, key) for sample in stream.samples)
    return ElementaryStream(stream.format, stream.samples, StreamProtection(protections))


def _audio_protection(codec: Codec, sample: Sample, key: ManifestKey) -> SampleProtection | None:
    subsamples: list[tuple[int, int]] = []
    clear = 0
    for size in _frame_sizes(codec, bytes(sample.data)):
        closed = max(size - _AUDIO_LEADER, 0) // _BLOCK * _BLOCK
        if closed:
            subsamples.append((clear + _AUDIO_LEADER, closed))
            clear = size - _AUDIO_LEADER - closed
        else:
            clear += size
    return _protection(key, subsamples, 0, 0)


def _frame_sizes(codec: Codec, data: bytes) -> list[int]:
    """Return the sizes of the frames in a sample: Enhanced AC-3 may have several."""
    if codec is Codec.AAC:
        return [len(data)]
    sizes: list[int] = []
    at = 0
    while frame := parse_ac3_frame(data, at):
        sizes.append(frame.frame_bytes)
        at += frame.frame_bytes
    return sizes


def _protection(
    key: ManifestKey, subsamples: list[tuple[int, int]], crypt: int, skip: int
) -> SampleProtection | None:
    if not subsamples:
        return None
    return SampleProtection(Scheme.CBCS, key.key_id, key.iv, tuple(subsamples), crypt, skip)
