"""MPEG audio frame headers (ISO/IEC 11172-3 §2.4.1.3, 13818-3); we play layer III."""

from playhead.containers.bitstream.audio_frame import AudioFrame
from playhead.containers.samples import Codec

__all__ = ["parse_mp3"]

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_KBPS_MPEG1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBPS_MPEG2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_MPEG1 = 3
_LAYER_III = 1
_MONO = 3


def parse_mp3(data: bytes | bytearray, at: int) -> AudioFrame | None:
    """Read the layer III frame header at `at`; None if there is none, or it is free-format or reserved."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return None
    version, layer = data[at + 1] >> 3 & 3, data[at + 1] >> 1 & 3
    rate_index, kbps_index = data[at + 2] >> 2 & 3, data[at + 2] >> 4
    if layer != _LAYER_III or version not in _RATES or rate_index == 3 or kbps_index in (0, 15):
        return None
    rate = _RATES[version][rate_index]
    kbps = (_KBPS_MPEG1 if version == _MPEG1 else _KBPS_MPEG2)[kbps_index]
    samples = 1152 if version == _MPEG1 else 576
    frame_bytes = samples * kbps * 125 // rate + (data[at + 2] >> 1 & 1)
    channels = 1 if data[at + 3] >> 6 == _MONO else 2
    return AudioFrame(Codec.MP3, 0, frame_bytes, rate, channels, samples)
