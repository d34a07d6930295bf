"""Tiny films that PyAV encodes, and PyAV's own reading of them: the oracle of this room."""

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
import pytest

from playhead.containers.samples import Codec, Sample, StreamFormat

RATE = 25
AUDIO_HZ = 48_000
FRAGMENTED = "frag_keyframe+empty_moov+default_base_moof+delay_moov"

DECODERS = {
    Codec.H264: "h264",
    Codec.HEVC: "hevc",
    Codec.VP9: "vp9",
    Codec.AV1: "libdav1d",
    Codec.AAC: "aac",
    Codec.AC3: "ac3",
    Codec.EAC3: "eac3",
    Codec.OPUS: "libopus",
    Codec.MP3: "mp3float",
}
VIDEO_OPTIONS = {
    "libx264": {"preset": "ultrafast", "bf": "2", "g": "10", "b_strategy": "0", "sc_threshold": "0"},
    "libx265": {
        "preset": "ultrafast",
        "x265-params": "log-level=none:keyint=10:bframes=2:pools=none:frame-threads=1",
    },
    "libvpx-vp9": {"deadline": "realtime", "cpu-used": "8", "g": "10"},
    "libsvtav1": {"preset": "12", "g": "10", "svtav1-params": "lp=1"},
}


class Packet(NamedTuple):
    """What PyAV says of one packet, in ticks of `Oracle.timescale`."""

    pts: int
    dts: int
    size: int
    is_key: bool
    data: bytes


class Oracle(NamedTuple):
    kind: str
    timescale: int
    packets: list[Packet]


@lru_cache(maxsize=64)
def encode_film(
    container: str,
    video: str | None = None,
    audio: str | None = None,
    options: str = "",
    size: tuple[int, int] = (66, 50),
    frames: int = 30,
    x264: str = "",
) -> bytes:
    target = io.BytesIO()
    choices = dict(pair.split("=", 1) for pair in options.split(";") if pair)
    opened: Any = av.open(target, "w", format=container, options=choices)
    with opened as output:
        picture = output.add_stream(video, rate=RATE) if video else None
        sound = output.add_stream(audio, rate=AUDIO_HZ, layout="stereo") if audio else None
        if picture is not None:
            picture.width, picture.height, picture.pix_fmt = *size, "yuv420p"
            extra = {"x264-params": x264} if x264 else {}
            picture.options = {**VIDEO_OPTIONS[video or ""], **extra}
        for index in range(frames):
            if picture is not None:
                planes = np.full((size[1] * 3 // 2, size[0]), 128, dtype=np.uint8)
                planes[: size[1], index * 2 % size[0] :] = index * 7 % 256
                output.mux(picture.encode(av.VideoFrame.from_ndarray(planes, format="yuv420p")))
            if sound is not None:
                count = AUDIO_HZ // RATE
                tone = np.sin((np.arange(count) + index * count) * 0.05).astype(np.float32) * 0.3
                shape, layout = (
                    (np.stack([tone, tone]), "fltp")
                    if "opus" not in (audio or "")
                    else (np.stack([tone, tone], axis=1).reshape(1, -1), "flt")
                )
                chunk = av.AudioFrame.from_ndarray(shape, format=layout, layout="stereo")
                chunk.sample_rate, chunk.pts = AUDIO_HZ, index * count
                output.mux(sound.encode(chunk))
        for stream in (picture, sound):
            if stream is not None:
                output.mux(stream.encode(None))
    return target.getvalue()


def read_with_pyav(data: bytes) -> list[Oracle]:
    found: dict[int, Oracle] = {}
    opened: Any = av.open(io.BytesIO(data))
    with opened as container:
        for packet in container.demux():
            if packet.size and packet.stream.type in ("video", "audio"):
                oracle = found.setdefault(
                    packet.stream.index,
                    Oracle(packet.stream.type, packet.stream.time_base.denominator, []),
                )
                entry = Packet(packet.pts, packet.dts, packet.size, packet.is_keyframe, bytes(packet))
                oracle.packets.append(entry)
    return list(found.values())


def decode_samples(told: StreamFormat, samples: Sequence[Sample]) -> int:
    """Return how many frames PyAV decodes from the samples, given the format's CodecPrivate."""
    context: Any = av.CodecContext.create(DECODERS[told.codec], "r")
    if told.codec_private and told.codec is not Codec.VP9:
        context.extradata = told.codec_private
    if told.codec is Codec.OPUS:
        context.sample_rate, context.layout = AUDIO_HZ, "stereo"
    count = 0
    for sample in samples:
        count += len(context.decode(av.Packet(bytes(sample.data))))
    return count + len(context.decode(None))


@pytest.fixture(scope="session")
def encode() -> Callable[..., bytes]:
    return encode_film


@pytest.fixture(scope="session")
def oracle() -> Callable[[bytes], list[Oracle]]:
    return read_with_pyav


@pytest.fixture(scope="session")
def decode() -> Callable[[StreamFormat, Sequence[Sample]], int]:
    return decode_samples


@pytest.fixture(scope="session")
def corpus() -> Path:
    root = Path(__file__).parents[3].parent / "shared/corpus/manifests"
    if not root.is_dir():
        pytest.skip("the shared corpus is not here")
    return root
