"""AC-3 and Enhanced AC-3: sync frames, and the dac3 and dec3 boxes (ETSI TS 102 366).

Both begin with 0x0B77; `bsid` tells them apart. An Enhanced AC-3 access unit is one independent substream's
frame with the dependent frames that follow it.
"""

from playhead.containers.bitstream.audio_frame import AudioFrame
from playhead.containers.bitstream.bits import BitReader
from playhead.containers.samples import Codec

__all__ = ["parse_ac3_frame", "parse_dac3", "parse_dec3"]

_RATES = (48000, 44100, 32000)
_HALF_RATES = (24000, 22050, 16000)
_CHANNELS = (2, 1, 2, 3, 3, 4, 4, 5)
_BLOCKS = (1, 2, 3, 6)
_SAMPLES_A_BLOCK = 256
_LAST_AC3_BSID = 10
_FIRST_EAC3_BSID = 11
_LAST_EAC3_BSID = 16
_DEPENDENT = 1
# ETSI TS 102 366 table 4.13: the nominal bit rate in kbit/s for frmsizecod // 2.
_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640)


def parse_ac3_frame(data: bytes | bytearray, at: int) -> AudioFrame | None:
    """Read the sync frame header at `at`; None if there is none, or not all of it."""
    if at + 8 > len(data) or data[at] != 0x0B or data[at + 1] != 0x77:
        return None
    bsid = data[at + 5] >> 3
    if bsid <= _LAST_AC3_BSID:
        return _plain(bytes(data[at : at + 8]))
    return _enhanced(bytes(data[at : at + 8])) if _FIRST_EAC3_BSID <= bsid <= _LAST_EAC3_BSID else None


def _plain(head: bytes) -> AudioFrame | None:
    rate_code, size_code = head[4] >> 6, head[4] & 0x3F
    if rate_code == 3 or size_code >= 2 * len(_KBPS):
        return None
    rate, kbps = _RATES[rate_code], _KBPS[size_code >> 1]
    # 1536 samples at kbps, in 16-bit words; 44.1 kHz does not come out even, so the low bit adds a word.
    words = kbps * 96_000 // rate + (size_code & 1 if rate == 44100 else 0)
    return AudioFrame(Codec.AC3, 0, 2 * words, rate, _plain_channels(head), 6 * _SAMPLES_A_BLOCK)


def _plain_channels(head: bytes) -> int:
    bits = BitReader(head[6:8])
    mode = bits.read(3)
    if mode & 1 and mode != 1:
        bits.skip(2)  # cmixlev
    if mode & 4:
        bits.skip(2)  # surmixlev
    if mode == 2:
        bits.skip(2)  # dsurmod
    return _CHANNELS[mode] + bits.flag()


def _enhanced(head: bytes) -> AudioFrame | None:
    extends = head[2] >> 6 == _DEPENDENT or head[2] >> 3 & 7 > 0
    frame_bytes = ((head[2] & 7) << 8 | head[3]) * 2 + 2
    rate_code, block_code = head[4] >> 6, head[4] >> 4 & 3
    if rate_code == 3:
        if block_code == 3:
            return None
        rate, blocks = _HALF_RATES[block_code], 6
    else:
        rate, blocks = _RATES[rate_code], _BLOCKS[block_code]
    channels = _CHANNELS[head[4] >> 1 & 7] + (head[4] & 1)
    samples = blocks * _SAMPLES_A_BLOCK
    return AudioFrame(Codec.EAC3, 0, frame_bytes, rate, channels, samples, extends=extends)


def parse_dac3(box: bytes) -> tuple[int, int]:
    """Return (sample rate, channels) of an AC3SpecificBox's payload (ETSI TS 102 366 §F.4).

    Raises:
        MediaError: If it ends too early.
    """
    bits = BitReader(box[:8])
    rate_code = bits.read(2)
    bits.skip(8)  # bsid, bsmod
    mode = bits.read(3)
    return (_RATES[rate_code] if rate_code < len(_RATES) else 0), _CHANNELS[mode] + bits.flag()


def parse_dec3(box: bytes) -> tuple[int, int]:
    """Return (sample rate, channels) of the first substream in an EC3SpecificBox's payload (§F.6).

    Channels of dependent substreams (7.1 and more) are added from the channel location field.

    Raises:
        MediaError: If it ends too early.
    """
    bits = BitReader(box[:64])
    bits.skip(16)  # data_rate, num_ind_sub
    rate_code = bits.read(2)
    bits.skip(5 + 1 + 1 + 3)  # bsid, reserved, asvc, bsmod
    mode = bits.read(3)
    channels = _CHANNELS[mode] + bits.flag()
    bits.skip(3)
    if bits.read(4):  # num_dep_sub
        channels += _located_channels(bits.read(9))
    return (_RATES[rate_code] if rate_code < len(_RATES) else 0), channels


def _located_channels(locations: int) -> int:
    # Table F.6.1, bit 0 first: Lc/Rc, Lrs/Rrs, Cs, Ts, Lsd/Rsd, Lw/Rw, Lvh/Rvh, Cvh, LFE2; a pair is two.
    pairs = 0b0_0111_0011
    return (locations & ~pairs).bit_count() + 2 * (locations & pairs).bit_count()
