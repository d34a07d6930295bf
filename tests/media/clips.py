"""Small real clips that say which frame they show, made once and kept in a cache folder.

Every video frame carries its number as sixteen black or white columns across its top, and the colour of its
rung everywhere else, so that a test can read from any displayed picture which frame of which quality it is.
The sound is a quiet tone with a loud beep at each full second: its onset can be compared with the frame that
belongs to it. Segments are fragmented MP4, one per group of pictures, as an origin would serve them.
"""

import hashlib
import io
import json
import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

__all__ = [
    "RUNGS",
    "Clip",
    "ClipStore",
    "Rung",
    "SoundSpec",
    "VideoSpec",
    "read_frame_number",
    "rung_of_colour",
    "split_fragments",
]

_BARCODE_BITS = 16
_WHITE, _BLACK = 235, 16
_FORMAT_VERSION = 2  # part of the cache's key: raise it when the content changes
_SAMPLE_RATE_HZ = 48_000


@dataclass(frozen=True, slots=True)
class Rung:
    """One quality: size, rate, and the colour (Cb, Cr) that tells it from the others."""

    width: int
    height: int
    bandwidth_bps: int
    colour: tuple[int, int]


RUNGS = (
    Rung(426, 240, 400_000, (100, 212)),
    Rung(640, 360, 800_000, (90, 60)),
    Rung(854, 480, 1_400_000, (220, 110)),
    Rung(1280, 720, 2_800_000, (40, 146)),
    Rung(1920, 1080, 5_500_000, (190, 190)),
)


@dataclass(frozen=True, slots=True)
class VideoSpec:
    """What to encode; equal specs share one cached clip.

    Attributes:
        codec: `h264`, `hevc`, `vp9` or `av1`.
        segment_s: Length of a segment, which is one closed group of pictures.
        b_frames: Reordered frames between two others; H.264 and HEVC only.
    """

    rung: int = 0
    codec: str = "h264"
    duration_s: int = 12
    segment_s: float = 2.0
    fps: int = 25
    b_frames: int = 2


@dataclass(frozen=True, slots=True)
class SoundSpec:
    """What sound to encode: `aac`, `libopus`, `ac3`."""

    codec: str = "aac"
    duration_s: int = 12
    segment_s: float = 2.0
    sample_rate_hz: int = _SAMPLE_RATE_HZ
    channels: int = 2


@dataclass(frozen=True, slots=True)
class Clip:
    """An encoded clip: `init` plus any run of `segments` is a playable fragmented MP4."""

    init: bytes
    segments: tuple[bytes, ...]
    segment_s: float
    codecs: str

    @property
    def mp4(self) -> bytes:
        """The whole clip as one file."""
        return self.init + b"".join(self.segments)


_ENCODERS: dict[str, tuple[str, dict[str, str], str, str]] = {
    # codec: (encoder, options, sample entry, RFC 6381 string that is near enough for a manifest)
    "h264": ("libx264", {"preset": "superfast", "profile": "high"}, "avc1", "avc1.640028"),
    "hevc": ("libx265", {"preset": "ultrafast"}, "hvc1", "hvc1.1.6.L120.90"),
    "vp9": ("libvpx-vp9", {"deadline": "realtime", "cpu-used": "8", "row-mt": "1"}, "vp09", "vp09.00.40.08"),
    "av1": ("libsvtav1", {"preset": "8", "crf": "24"}, "av01", "av01.0.08M.08"),
}
_SOUND_CODECS = {"aac": "mp4a.40.2", "libopus": "opus", "ac3": "ac-3"}


class ClipStore:
    """Makes clips on demand and keeps them in a folder.

    Args:
        folder: Where they are kept; made if it doesn't exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def video(self, spec: VideoSpec) -> Clip:
        """Return the clip, encoding it the first time."""
        codecs = _ENCODERS[spec.codec][3]
        return self._kept(spec, spec.segment_s, codecs, lambda: _encode_video(spec))

    def sound(self, spec: SoundSpec) -> Clip:
        """Return the clip, encoding it the first time."""
        return self._kept(spec, spec.segment_s, _SOUND_CODECS[spec.codec], lambda: _encode_sound(spec))

    def _kept(
        self, spec: VideoSpec | SoundSpec, segment_s: float, codecs: str, make: Callable[[], bytes]
    ) -> Clip:
        text = json.dumps([_FORMAT_VERSION, type(spec).__name__, av.__version__, asdict(spec)])
        path = self._folder / f"{hashlib.sha256(text.encode()).hexdigest()[:24]}.mp4"
        if not path.is_file():
            self._folder.mkdir(parents=True, exist_ok=True)
            # Another process may be making the same one: the last to come puts an equal file in its place.
            unfinished = path.with_suffix(f".{os.getpid()}.part")
            unfinished.write_bytes(make())
            unfinished.replace(path)
        init, segments = split_fragments(path.read_bytes())
        return Clip(init, segments, segment_s, codecs)


def split_fragments(mp4: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """Cut a fragmented MP4 into its init segment and one piece per fragment."""
    init, segments, start, at = b"", list[bytes](), None, 0
    while at < len(mp4):
        size, kind = struct.unpack_from(">I4s", mp4, at)
        if kind == b"moof":
            start = at
            init = init or mp4[:at]
        elif kind == b"mdat" and start is not None:
            segments.append(mp4[start : at + size])
        at += size
    return init, tuple(segments)


def _planes(spec: VideoSpec) -> Iterator[av.VideoFrame]:
    rung = RUNGS[spec.rung]
    width, height = rung.width, rung.height
    luma = np.full((height, width), 110, np.uint8)
    chroma = [np.full((height // 2, width // 2), value, np.uint8) for value in rung.colour]
    noise = np.random.default_rng(1).integers(60, 180, (height // 4, width * 2), dtype=np.uint8)
    column = width // _BARCODE_BITS
    for number in range(spec.duration_s * spec.fps):
        shift = (number * 4) % width
        luma[height // 2 : height // 2 + height // 4] = noise[:, shift : shift + width]
        for bit in range(_BARCODE_BITS):
            is_set = number >> (_BARCODE_BITS - 1 - bit) & 1
            luma[: height // 8, bit * column : (bit + 1) * column] = _WHITE if is_set else _BLACK
        packed = np.concatenate([luma.ravel(), *(plane.ravel() for plane in chroma)])
        frame = av.VideoFrame.from_ndarray(packed.reshape(-1, width), "yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, spec.fps)
        yield frame


def _encode_video(spec: VideoSpec) -> bytes:
    encoder, options, tag, _ = _ENCODERS[spec.codec]
    rung, gop = RUNGS[spec.rung], round(spec.segment_s * spec.fps)
    fixed = f"keyint={gop}:min-keyint={gop}:scenecut=0:bframes={spec.b_frames}"
    bit_rate = rung.bandwidth_bps
    if spec.codec == "av1":
        # Its rate control and its filter over time smear the barcode; constant quality keeps it.
        options = options | {"svtav1-params": f"keyint={gop}:enable-tf=0:scd=0"}
        bit_rate = 0
    if spec.codec == "h264":
        options = options | {"x264-params": fixed}
    elif spec.codec == "hevc":
        options = options | {"x265-params": f"{fixed}:open-gop=0:log-level=error"}
    file = io.BytesIO()
    flags = {"movflags": "frag_keyframe+empty_moov+default_base_moof+delay_moov"}
    with av.open(file, "w", format="mp4", options=flags) as output:
        stream: Any = output.add_stream(encoder, rate=spec.fps, options=options)
        stream.width, stream.height, stream.pix_fmt = rung.width, rung.height, "yuv420p"
        stream.bit_rate = bit_rate
        stream.gop_size = gop
        stream.codec_context.codec_tag = tag
        for frame in _planes(spec):
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return file.getvalue()


def _tone(spec: SoundSpec) -> Iterator[av.AudioFrame]:
    rate = spec.sample_rate_hz
    time_s = np.arange(rate) / rate
    for second in range(spec.duration_s):
        wave = 0.2 * np.sin(2 * np.pi * (200 + 20 * (second % 20)) * time_s)
        wave[: rate // 20] = 0.9 * np.sin(2 * np.pi * 3000 * time_s[: rate // 20])
        channels = np.repeat(wave.astype(np.float32)[None], spec.channels, axis=0)
        frame = av.AudioFrame.from_ndarray(channels, "fltp", "stereo" if spec.channels == 2 else "mono")
        frame.rate, frame.pts, frame.time_base = rate, second * rate, Fraction(1, rate)
        yield frame


def _encode_sound(spec: SoundSpec) -> bytes:
    file = io.BytesIO()
    flags = {
        "movflags": "empty_moov+default_base_moof+delay_moov",
        "frag_duration": str(round(spec.segment_s * 1e6)),
    }
    layout = "stereo" if spec.channels == 2 else "mono"
    with av.open(file, "w", format="mp4", options=flags) as output:
        stream: Any = output.add_stream(spec.codec, rate=spec.sample_rate_hz, layout=layout)
        stream.bit_rate = 64_000 * spec.channels
        context = stream.codec_context
        size = context.frame_size or 960
        resampler = av.AudioResampler(
            format=context.format or "fltp", layout=layout, rate=spec.sample_rate_hz, frame_size=size
        )
        for frame in [*_tone(spec), None]:
            for piece in resampler.resample(frame):
                output.mux(stream.encode(piece))
        output.mux(stream.encode(None))
    return file.getvalue()


def read_frame_number(luma: NDArray[np.uint8]) -> int:
    """Return the number on a displayed picture, given its luma plane cropped to the visible size."""
    height, width = luma.shape
    row = luma[height // 16]
    number = 0
    for bit in range(_BARCODE_BITS):
        number = number << 1 | int(row[int((bit + 0.5) * width / _BARCODE_BITS)] > 125)
    return number


def rung_of_colour(blue: int, red: int) -> int | None:
    """Return the index of the rung that has this chroma; None if no rung comes near (a broken picture)."""
    distances = [abs(rung.colour[0] - blue) + abs(rung.colour[1] - red) for rung in RUNGS]
    nearest = min(range(len(RUNGS)), key=distances.__getitem__)
    return nearest if distances[nearest] < 30 else None
