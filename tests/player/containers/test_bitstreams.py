"""What codecs' own headers tell, held against what their encoders were asked for."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from playhead.containers import demux
from playhead.containers.bitstream import aac, av1, h264, hevc, opus
from playhead.containers.bitstream.bits import BitReader
from playhead.errors import MediaError

FRAGMENTED = "movflags=frag_keyframe+empty_moov+default_base_moof+delay_moov"


def sps_of(encode: Callable[..., bytes], video: str, **asked: object) -> bytes:
    (stream,) = demux(encode("mp4", video=video, options=FRAGMENTED, **asked))
    return stream.format.parameter_sets[0 if video == "libx264" else 1]


@pytest.mark.parametrize(
    ("size", "coded"), [((66, 50), (80, 64)), ((64, 48), (64, 48)), ((320, 180), (320, 192))]
)
def test_h264_tells_coded_and_visible_size(
    encode: Callable[..., bytes], size: tuple[int, int], coded: tuple[int, int]
) -> None:
    sps = h264.parse_sps(sps_of(encode, "libx264", size=size, frames=2))

    assert (sps.visible_size, sps.coded_size) == (size, coded)


def test_h264_tells_frame_rate_and_reorder_depth(encode: Callable[..., bytes]) -> None:
    sps = h264.parse_sps(
        sps_of(encode, "libx264", frames=12, x264="force-cfr=1:nal-hrd=vbr:vbv-maxrate=900:vbv-bufsize=900")
    )

    assert sps.frame_rate == Fraction(25)
    assert sps.max_reorder_frames in (1, 2)


def test_h264_knows_interlaced_streams(encode: Callable[..., bytes]) -> None:
    sps = h264.parse_sps(sps_of(encode, "libx264", size=(64, 64), frames=4, x264="interlaced=1"))

    assert not sps.frame_mbs_only
    assert sps.coded_size == (64, 64)


def test_hevc_tells_its_sizes_and_depths(encode: Callable[..., bytes]) -> None:
    sps = hevc.parse_sps(sps_of(encode, "libx265"))

    assert (sps.visible_size, sps.coded_size) == ((66, 50), (80, 64))
    assert (sps.bit_depth_luma, sps.chroma_format, sps.temporal_layers) == (8, 1, 1)


def test_our_records_are_those_of_the_encoder(encode: Callable[..., bytes]) -> None:
    (avc,) = demux(encode("mp4", video="libx264", options=FRAGMENTED))
    (hvc,) = demux(encode("mp4", video="libx265", options=FRAGMENTED))
    sps, pps = avc.format.parameter_sets

    assert h264.build_avcc([sps], [pps]) == avc.format.codec_private
    vps, sps, pps = hvc.format.parameter_sets
    built = hevc.build_hvcc([vps], [sps], [pps])
    assert hevc.parse_hvcc(built) == (hvc.format.parameter_sets, 4)
    assert built[1:13] == hvc.format.codec_private[1:13]


def test_av1_tells_the_size_in_its_sequence_header(encode: Callable[..., bytes]) -> None:
    (stream,) = demux(encode("mp4", video="libsvtav1", options=FRAGMENTED))

    assert av1.coded_size(stream.format.codec_private) == stream.format.coded_size
    assert av1.coded_size(b"\x81\0\0\0") is None


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("1190", (2, 48_000, 2)),
        ("1210", (2, 44_100, 2)),
        ("2b8a08", (2, 44_100, 1)),  # explicit SBR: 22 050 Hz inside 44 100 Hz
        ("f8ee40", (39, 22_050, 2)),  # escaped object type: ER AAC ELD
    ],
)
def test_audio_specific_configs_are_read(config: str, expected: tuple[int, int, int]) -> None:
    told = aac.parse_config(bytes.fromhex(config))

    assert (told.object_type, told.sample_rate_hz, told.channels) == expected


@pytest.mark.parametrize(
    ("packet", "samples"),
    [(b"", 0), (b"\xfc\1", 960), (b"\x00", 480), (b"\x78", 960), (b"\xfb\x03", 2880), (b"\xf9\1\1", 1920)],
)
def test_opus_packets_tell_their_duration(packet: bytes, samples: int) -> None:
    assert opus.packet_samples(packet) == samples


def test_exp_golomb_numbers_are_read() -> None:
    bits = BitReader(bytes((0b1_010_011_0, 0b0100_0010, 0b1_0000000)))

    assert [bits.unsigned_golomb() for _ in range(4)] == [0, 1, 2, 3]
    assert bits.signed_golomb() == -2


def test_reading_past_the_end_is_a_media_error() -> None:
    with pytest.raises(MediaError):
        BitReader(b"\0").unsigned_golomb()
