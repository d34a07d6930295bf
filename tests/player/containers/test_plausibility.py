"""Media of every codec is taken for media, and noise is not."""

import random
from collections.abc import Callable

import pytest

from playhead.containers import Codec, ElementaryStream, demux
from playhead.containers.bitstream.nal import length_prefixed
from playhead.containers.plausibility import complaint

FRAGMENTED = "movflags=frag_keyframe+empty_moov+default_base_moof+delay_moov"
FILMS = {
    Codec.H264: ("mp4", "libx264", None),
    Codec.HEVC: ("mp4", "libx265", None),
    Codec.AV1: ("mp4", "libsvtav1", None),
    Codec.VP9: ("webm", "libvpx-vp9", None),
    Codec.AAC: ("mp4", None, "aac"),
    Codec.AC3: ("mp4", None, "ac3"),
    Codec.EAC3: ("mp4", None, "eac3"),
    Codec.MP3: ("mp3", None, "libmp3lame"),
}


@pytest.fixture(params=FILMS, ids=str)
def stream(request: pytest.FixtureRequest, encode: Callable[..., bytes]) -> ElementaryStream:
    container, video, audio = FILMS[request.param]
    options = FRAGMENTED if container == "mp4" else ""
    (found,) = demux(encode(container, video, audio, options))
    assert found.format.codec is request.param
    return found


def test_media_is_taken_for_media(stream: ElementaryStream) -> None:
    length_size = 4 if stream.format.parameter_sets else 0
    assert complaint(stream.format, length_size, [sample.data for sample in stream.samples]) is None


def test_noise_is_not(stream: ElementaryStream) -> None:
    length_size = 4 if stream.format.parameter_sets else 0
    noise = random.Random(1)
    found = [noise.randbytes(len(sample.data)) for sample in stream.samples]
    assert complaint(stream.format, length_size, found) is not None


def test_one_broken_picture_is_left_to_the_decoder(encode: Callable[..., bytes]) -> None:
    (found,) = demux(encode("mp4", "libx264", None, FRAGMENTED))
    samples = [bytes(sample.data) for sample in found.samples]
    samples[7] = b"\0\0\0\5broken"
    assert complaint(found.format, 4, samples) is None


def test_a_start_code_inside_a_slice_is_proof_enough(encode: Callable[..., bytes]) -> None:
    (found,) = demux(encode("mp4", "libx264", None, FRAGMENTED))
    samples = [bytes(sample.data) for sample in found.samples]
    slice_nal = bytes((0x41, 0x9A)) + bytes(range(40, 80))
    assert complaint(found.format, 4, [*samples, length_prefixed([slice_nal + b"\0\0\0"])]) is None
    assert complaint(found.format, 4, [*samples, length_prefixed([slice_nal + b"\0\0\1\x80"])]) is not None
