"""A title of any length and any ladder that exists only while it is asked for.

    title = SyntheticTitle(duration_s=7200)
    network = SimulatedNetwork([(30, 6e6), (10, 1e6)], title.origin)
    await player.load(title.hls_url)          # or title.dash_url

The player reads real playlists, a real MPD and real fragmented MP4, fetches what its ABR decides, and demuxes
it; only the pictures inside are filler, so it needs a backend that decodes nothing. Every URL's bytes are a
function of the title's settings: two runs see the same title.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from playhead.errors import ErrorCode, PlayerStateError, make_problem
from playhead.testing.synthetic_codec import AAC_FRAME_SAMPLES, avc_codec_string
from playhead.testing.synthetic_manifests import (
    AudioFacts,
    VideoFacts,
    dash_manifest,
    hls_media,
    hls_multivariant,
)
from playhead.testing.synthetic_mp4 import audio_init, audio_template, video_init, video_template

__all__ = ["DEFAULT_LADDER", "Rung", "SyntheticTitle"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One quality of a title.

    Attributes:
        bandwidth_bps: Of its largest segments; it is what the manifests declare.
    """

    width: int
    height: int
    bandwidth_bps: int


DEFAULT_LADDER = (
    Rung(426, 240, 400_000),
    Rung(640, 360, 800_000),
    Rung(854, 480, 1_500_000),
    Rung(1280, 720, 3_000_000),
    Rung(1920, 1080, 6_000_000),
    Rung(3840, 2160, 16_000_000),
)

# Segment sizes of real encodes vary around two to one; few classes keep the cache small.
_SIZE_CLASSES = (1.0, 0.8, 0.9, 0.7, 0.95, 0.6, 0.85, 0.5, 0.75, 0.9, 0.65)
_TICKS_A_FRAME = 512


class SyntheticTitle:
    """The title; `origin` is its server.

    Args:
        duration_s: Rounded to whole frames.
        ladder: Lowest first.
        segment_s: Rounded to whole frames.
        frame_rate: Frames a second.
        audio_bandwidth_bps: Zero for a silent title.
        base_url: Where it pretends to be.

    Raises:
        PlayerStateError: BAD_CONFIG, if there would be nothing to play.
    """

    def __init__(
        self,
        duration_s: float,
        ladder: Sequence[Rung] = DEFAULT_LADDER,
        *,
        segment_s: float = 4.0,
        frame_rate: int = 25,
        audio_bandwidth_bps: int = 128_000,
        sample_rate_hz: int = 48_000,
        base_url: str = "https://title.example",
    ) -> None:
        self.ladder = tuple(ladder)
        self.base_url = base_url.rstrip("/")
        self.frames = round(duration_s * frame_rate)
        self.frames_a_segment = round(segment_s * frame_rate)
        self.frame_rate = frame_rate
        self.audio_bandwidth_bps = audio_bandwidth_bps
        self.sample_rate_hz = sample_rate_hz
        if self.frames < 1 or self.frames_a_segment < 1 or not self.ladder:
            raise PlayerStateError(
                make_problem(ErrorCode.PLAYER_BAD_CONFIG, "a title without frames or rungs")
            )

    @property
    def hls_url(self) -> str:
        """Its multivariant playlist."""
        return f"{self.base_url}/main.m3u8"

    @property
    def dash_url(self) -> str:
        """Its MPD."""
        return f"{self.base_url}/main.mpd"

    @property
    def duration_s(self) -> float:
        """Its exact length."""
        return self.frames / self.frame_rate

    @property
    def segment_count(self) -> int:
        """How many segments each representation has."""
        return -(-self.frames // self.frames_a_segment)

    def origin(self, url: str) -> bytes | None:
        """Return what is behind a URL; None if the title has no such thing."""
        base, _, path = url.partition("?")[0].rpartition(self.base_url + "/")
        if base or not path:
            return None
        document = self._documents.get(path)
        if document is not None:
            return document()
        folder, _, name = path.partition("/")
        number, _, suffix = name.partition(".")
        if suffix != "m4s" or not number.isascii() or not number.isdigit() or len(number) > 9:
            return None
        return self.segment(folder, int(number))

    def segment(self, folder: str, number: int) -> bytes | None:
        """Return a media segment; None if there is none of that number, from 0, or no such representation.

        Args:
            folder: `v0`, `v1`, … for the ladder's rungs, `a0` for the sound.
        """
        if not 0 <= number < self.segment_count:
            return None
        if folder == "a0" and self.audio_bandwidth_bps:
            return self._audio_segment(number)
        rung = folder[1:]
        if folder[:1] != "v" or not rung.isdigit() or int(rung) >= len(self.ladder):
            return None
        return self._video_segment(int(rung), number)

    @cached_property
    def _documents(self) -> dict[str, Callable[[], bytes]]:
        documents: dict[str, Callable[[], bytes]] = {
            "main.m3u8": lambda: hls_multivariant(self.video_facts, self.audio_facts),
            "main.mpd": lambda: dash_manifest(self.duration_s, self.video_facts, self.audio_facts),
        }
        for number, rung in enumerate(self.ladder):
            documents[f"v{number}/init.mp4"] = lambda rung=rung: video_init(
                rung.width, rung.height, self._timescale
            )
            documents[f"v{number}.m3u8"] = lambda folder=f"v{number}": hls_media(
                folder, self._lengths_s(folder)
            )
        if self.audio_bandwidth_bps:
            documents["a0/init.mp4"] = lambda: audio_init(self.sample_rate_hz, 2)
            documents["a0.m3u8"] = lambda: hls_media("a0", self._lengths_s("a0"))
        return documents

    @property
    def _timescale(self) -> int:
        return self.frame_rate * _TICKS_A_FRAME

    def length_s(self, folder: str, number: int) -> float:
        """Return how long a segment lasts."""
        if folder == "a0":
            return self._audio_frames(number)[1] * AAC_FRAME_SAMPLES / self.sample_rate_hz
        return self._video_frames(number) / self.frame_rate

    @cached_property
    def video_facts(self) -> list[VideoFacts]:
        """What manifests tell of the ladder, lowest first."""
        return [
            VideoFacts(
                f"v{number}",
                rung.bandwidth_bps,
                avc_codec_string(rung.width, rung.height),
                rung.width,
                rung.height,
                self.frame_rate,
                self.frames_a_segment * _TICKS_A_FRAME,
                self._timescale,
            )
            for number, rung in enumerate(self.ladder)
        ]

    @cached_property
    def audio_facts(self) -> AudioFacts | None:
        """What manifests tell of the sound; None if there is none."""
        if not self.audio_bandwidth_bps:
            return None
        segment_s = self.frames_a_segment / self.frame_rate
        ticks = round(segment_s * self.sample_rate_hz)
        return AudioFacts("a0", self.audio_bandwidth_bps, ticks, self.sample_rate_hz)

    def part_s(self, folder: str, number: int, part: int, frames: int) -> float:
        """Return how long a part of a segment lasts."""
        first, end = self._part_of(number, part, frames)
        if folder != "a0":
            return (end - first) / self.frame_rate
        return self._sound_between(first, end)[1] * AAC_FRAME_SAMPLES / self.sample_rate_hz

    def part(self, folder: str, number: int, part: int, frames: int) -> bytes:
        """Return a part of a segment, of so many pictures: a whole one is all of its parts in a row.

        Raises:
            KeyError: If there is no such folder.
        """
        first, end = self._part_of(number, part, frames)
        if folder == "a0":
            first_sound, count = self._sound_between(first, end)
            size_bytes = int(self.audio_bandwidth_bps * count * AAC_FRAME_SAMPLES / self.sample_rate_hz / 8)
            return audio_template(size_bytes, count).segment(number + 1, first_sound * AAC_FRAME_SAMPLES)
        rung = self.ladder[int(folder[1:])]
        size_bytes = int(rung.bandwidth_bps * (end - first) / self.frame_rate / 8)
        template = video_template(size_bytes, end - first, _TICKS_A_FRAME, begins_with_key=part == 0)
        return template.segment(number + 1, first * _TICKS_A_FRAME)

    def _part_of(self, number: int, part: int, frames: int) -> tuple[int, int]:
        """Return a part's first picture and the one behind its last."""
        begin = number * self.frames_a_segment
        first = begin + part * frames
        return first, min(first + frames, begin + self.frames_a_segment, self.frames)

    def _sound_between(self, first: int, end: int) -> tuple[int, int]:
        begin, stop = (
            math.ceil(frame / self.frame_rate * self.sample_rate_hz / AAC_FRAME_SAMPLES - 1e-9)
            for frame in (first, end)
        )
        return begin, max(1, stop - begin)

    def _video_frames(self, number: int) -> int:
        return min(self.frames_a_segment, self.frames - number * self.frames_a_segment)

    def _audio_frames(self, number: int) -> tuple[int, int]:
        """Return a segment's first AAC frame and how many it has: sound keeps its own grid."""
        first, end = (
            math.ceil(
                min(frame, self.frames) / self.frame_rate * self.sample_rate_hz / AAC_FRAME_SAMPLES - 1e-9
            )
            for frame in (number * self.frames_a_segment, (number + 1) * self.frames_a_segment)
        )
        return first, max(1, end - first)

    def _lengths_s(self, folder: str) -> list[float]:
        return [self.length_s(folder, number) for number in range(self.segment_count)]

    def _video_segment(self, rung: int, number: int) -> bytes:
        frames = self._video_frames(number)
        full_bytes = self.ladder[rung].bandwidth_bps * frames / self.frame_rate / 8
        # The rungs of one scene are large or small together, as in real encodes of one picture.
        size_bytes = int(full_bytes * _SIZE_CLASSES[number % len(_SIZE_CLASSES)])
        template = video_template(size_bytes, frames, _TICKS_A_FRAME)
        return template.segment(number + 1, number * self.frames_a_segment * _TICKS_A_FRAME)

    def _audio_segment(self, number: int) -> bytes:
        first, frames = self._audio_frames(number)
        size_bytes = int(self.audio_bandwidth_bps * frames * AAC_FRAME_SAMPLES / self.sample_rate_hz / 8)
        return audio_template(size_bytes, frames).segment(number + 1, first * AAC_FRAME_SAMPLES)
