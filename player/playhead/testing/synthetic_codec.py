"""Parameter sets and samples that look right to everyone but a decoder.

A demuxer, a muxer and the playability rules read what describes a stream: size, profile, sampling rate,
sample boundaries. All of that is real here, written bit by bit for any picture size; only the pictures
themselves are filler. Nothing needs an encoder, so a two-hour title of any ladder costs nothing to make.
"""

from functools import lru_cache

__all__ = [
    "AAC_FRAME_SAMPLES",
    "audio_specific_config",
    "avc_codec_string",
    "avcc",
    "filler_picture",
    "h264_parameter_sets",
]

AAC_FRAME_SAMPLES = 1024
_MAIN_PROFILE = 77
# ITU-T H.264 table A-1: the most macroblocks a frame that a level allows, for level_idc.
_LEVELS = ((396, 20), (1_620, 30), (3_600, 31), (8_192, 40), (22_080, 50), (36_864, 51), (139_264, 60))
# ISO/IEC 14496-3 table 1.18: samplingFrequencyIndex.
_AAC_RATES_HZ = (
    96_000,
    88_200,
    64_000,
    48_000,
    44_100,
    32_000,
    24_000,
    22_050,
    16_000,
    12_000,
    11_025,
    8_000,
)


@lru_cache(maxsize=64)
def h264_parameter_sets(width: int, height: int) -> tuple[bytes, bytes]:
    """Return SPS and PPS (ITU-T H.264 §7.3.2.1.1, §7.3.2.2) of a progressive 4:2:0 stream without B pictures.

    Args:
        width, height: Visible size in pixels; even numbers.
    """
    columns, rows = -(-width // 16), -(-height // 16)
    sps = _Bits()
    sps.put(8, _MAIN_PROFILE).put(8, 0).put(8, _level(width, height))
    sps.ue(0)  # seq_parameter_set_id
    sps.ue(0)  # log2_max_frame_num_minus4
    sps.ue(2)  # pic_order_cnt_type: output order is decoding order
    sps.ue(1).put(1, 0)  # max_num_ref_frames, gaps_in_frame_num_value_allowed_flag
    sps.ue(columns - 1).ue(rows - 1)
    sps.put(1, 1).put(1, 1)  # frame_mbs_only_flag, direct_8x8_inference_flag
    is_cropped = (columns * 16, rows * 16) != (width, height)
    sps.put(1, int(is_cropped))
    if is_cropped:
        # In units of two luma samples, as 4:2:0 has it (table 6-1).
        sps.ue(0).ue((columns * 16 - width) // 2).ue(0).ue((rows * 16 - height) // 2)
    sps.put(1, 0)  # vui_parameters_present_flag
    pps = _Bits()
    pps.ue(0).ue(0).put(2, 0).ue(0)  # ids, CAVLC, no pic_order, one slice group
    pps.ue(0).ue(0).put(3, 0)  # one reference each, no weighted prediction
    pps.ue(0).ue(0).ue(0).put(3, 0)  # QP 26, no deblocking control, no redundant pictures
    return b"\x67" + sps.rbsp(), b"\x68" + pps.rbsp()


def avcc(sps: bytes, pps: bytes) -> bytes:
    """Return an AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1) with four-byte lengths."""
    sets = b"\xe1" + len(sps).to_bytes(2, "big") + sps + b"\x01" + len(pps).to_bytes(2, "big") + pps
    return b"\x01" + sps[1:4] + b"\xff" + sets


def avc_codec_string(width: int, height: int) -> str:
    """Return the RFC 6381 string of `h264_parameter_sets`."""
    return f"avc1.{_MAIN_PROFILE:02x}00{_level(width, height):02x}"


def audio_specific_config(sample_rate_hz: int, channels: int) -> bytes:
    """Return an AudioSpecificConfig for AAC-LC (ISO/IEC 14496-3 §1.6.2.1).

    Args:
        sample_rate_hz: One of the standard's thirteen rates.
    """
    return ((2 << 11) | (_AAC_RATES_HZ.index(sample_rate_hz) << 7) | (channels << 3)).to_bytes(2, "big")


def filler_picture(size_bytes: int, is_key: bool) -> bytes:
    """Return one access unit of the size: a length-prefixed slice NAL unit full of ones."""
    size_bytes = max(6, size_bytes)
    return (size_bytes - 4).to_bytes(4, "big") + (b"\x65" if is_key else b"\x41") + b"\xff" * (size_bytes - 5)


def _level(width: int, height: int) -> int:
    macroblocks = -(-width // 16) * -(-height // 16)
    return next((level for most, level in _LEVELS if macroblocks <= most), 62)


class _Bits:
    """Writes the fields of a NAL unit."""

    def __init__(self) -> None:
        self._value = 0
        self._count = 0

    def put(self, count: int, value: int) -> "_Bits":
        self._value = (self._value << count) | value
        self._count += count
        return self

    def ue(self, value: int) -> "_Bits":
        """Append an Exp-Golomb code (§9.1)."""
        return self.put(2 * (value + 1).bit_length() - 1, value + 1)

    def rbsp(self) -> bytes:
        """Return the bytes with the stop bit, emulation prevention in place (§7.3.1, §7.3.2.11)."""
        padding = -(self._count + 1) % 8
        raw = (((self._value << 1) | 1) << padding).to_bytes((self._count + 1 + padding) // 8, "big")
        out = bytearray()
        zeros = 0
        for byte in raw:
            if zeros == 2 and byte <= 3:
                out.append(3)
                zeros = 0
            out.append(byte)
            zeros = zeros + 1 if byte == 0 else 0
        return bytes(out)
