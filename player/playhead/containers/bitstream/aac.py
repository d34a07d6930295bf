"""AAC: ADTS headers and AudioSpecificConfigs (ISO/IEC 14496-3).

ADTS repeats a stream's description before every frame; MP4 and Matroska tell it once, as an
AudioSpecificConfig, and carry bare frames.
"""

from dataclasses import dataclass

from playhead.containers.bitstream.audio_frame import AudioFrame
from playhead.containers.bitstream.bits import BitReader
from playhead.containers.faults import malformed
from playhead.containers.samples import Codec

__all__ = ["AacConfig", "parse_adts", "parse_config"]

_SAMPLES_A_FRAME = 1024
_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_CHANNELS = (0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 0, 8, 0)
_EXPLICIT_RATE = 15
_ESCAPE_TYPE = 31
_SBR, _PS = 5, 29


@dataclass(frozen=True, slots=True)
class AacConfig:
    """What an AudioSpecificConfig tells; channels 0 means that the frames tell it themselves."""

    object_type: int
    sample_rate_hz: int
    channels: int


def parse_adts(data: bytes | bytearray, at: int) -> AudioFrame | None:
    """Read the ADTS header at `at`; None if there is none, or not all of it (ISO/IEC 14496-3 §1.A.3.2)."""
    if at + 7 > len(data) or data[at] != 0xFF or data[at + 1] & 0xF6 != 0xF0:
        return None
    object_type = (data[at + 2] >> 6) + 1
    rate_index = data[at + 2] >> 2 & 15
    channel_config = (data[at + 2] & 1) << 2 | data[at + 3] >> 6
    frame_bytes = (data[at + 3] & 3) << 11 | data[at + 4] << 3 | data[at + 5] >> 5
    header_bytes = 7 if data[at + 1] & 1 else 9
    if rate_index >= len(_RATES) or frame_bytes <= header_bytes:
        return None
    config = (object_type << 11 | rate_index << 7 | channel_config << 3).to_bytes(2, "big")
    blocks = (data[at + 6] & 3) + 1
    return AudioFrame(
        Codec.AAC,
        header_bytes,
        frame_bytes,
        _RATES[rate_index],
        _CHANNELS[channel_config],
        _SAMPLES_A_FRAME * blocks,
        config,
    )


def parse_config(config: bytes) -> AacConfig:
    """Read an AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1).

    Raises:
        MediaError: If it ends too early or names no sample rate.
    """
    bits = BitReader(config[:64])
    object_type = _object_type(bits)
    rate = _rate(bits)
    channels = _CHANNELS[bits.read(4)]
    if object_type in (_SBR, _PS):
        rate = _rate(bits)
        channels = 2 if object_type == _PS else channels
        object_type = _object_type(bits)
    return AacConfig(object_type, rate, channels)


def _object_type(bits: BitReader) -> int:
    kind = bits.read(5)
    return 32 + bits.read(6) if kind == _ESCAPE_TYPE else kind


def _rate(bits: BitReader) -> int:
    index = bits.read(4)
    rate = bits.read(24) if index == _EXPLICIT_RATE else _RATES[index] if index < len(_RATES) else 0
    if not rate:
        raise malformed("an AudioSpecificConfig names no sample rate")
    return rate
