"""What a film is: shots in a row, and the sound that goes with them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from playhead_app.demo.scenery.paint import Picture, smoothstep
from playhead_app.demo.studio.ladder import FRAME_RATE, PICTURE_SIZE

__all__ = [
    "DISSOLVE_S",
    "SAMPLE_RATE",
    "Film",
    "Line",
    "Mix",
    "Packaging",
    "Projector",
    "Shot",
    "Sound",
    "Subtitles",
]

SAMPLE_RATE = 48_000
DISSOLVE_S = 0.75

Sound: TypeAlias = NDArray[np.floating[Any]]
"""Stereo sound, shape (2, samples), -1 to 1, at `SAMPLE_RATE`."""


class Packaging(StrEnum):
    """How a film's segments are stored; each demo film shows the player another way."""

    CMAF_SEGMENTS = "cmaf-segments"
    CMAF_BYTE_RANGES = "cmaf-byte-ranges"
    MPEG_TS = "mpeg-ts"


class Shot(Protocol):
    """One camera position. Built just before it is needed and dropped after: its layers are large."""

    length_s: float

    def draw(self, picture: Picture, at_s: float) -> None:
        """Draw the whole picture as it is `at_s` seconds into the shot; called with rising times."""
        ...

    def zoom(self, at_s: float) -> float:
        """Return how far the camera has pushed in: 1 for not at all."""
        ...


@dataclass(frozen=True, slots=True)
class Mix:
    """One sound track.

    Attributes:
        language: BCP 47 tag.
        name: As the viewer chooses it.
        compose: Makes the sound for a length in seconds.
    """

    language: str
    name: str
    compose: Callable[[float], Sound]


@dataclass(frozen=True, slots=True)
class Line:
    """What is said, and when; the text may have WebVTT's tags."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Subtitles:
    """One language.

    Attributes:
        language: BCP 47 tag.
        name: As the viewer chooses it.
    """

    language: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Film:
    """One film of the repertoire.

    Attributes:
        number: Written into every frame.
        id: Its folder and its name in addresses.
        name: Its title.
        shots: Builders, in order; a shot overlaps the next one by `DISSOLVE_S`.
        length_s: Of the whole film; a multiple of the segment length.
        packaging: How its segments are stored.
        preset: x264's speed.
        tuning: Further x264 parameters, colon-separated.
        finer: How much the rungs' constant rate factor is lowered, for pictures that are easy to encode.
    """

    number: int
    id: str
    name: str
    shots: tuple[Callable[[], Shot], ...]
    length_s: float
    mixes: tuple[Mix, ...]
    subtitles: tuple[Subtitles, ...] = ()
    packaging: Packaging = Packaging.CMAF_SEGMENTS
    preset: str = "veryfast"
    tuning: str = ""
    finer: int = 0

    @property
    def frame_count(self) -> int:
        """How many frames the film has."""
        return round(self.length_s * FRAME_RATE)


class Projector:
    """Runs a film's shots in order, with dissolves between them and black at both ends."""

    _FADE_IN_S = 1.0
    _FADE_OUT_S = 1.6

    def __init__(self, film: Film) -> None:
        self._film = film
        self._waiting = list(film.shots)
        self._running: list[tuple[float, Shot]] = []
        self._next_start_s = 0.0
        width, height = PICTURE_SIZE
        self._picture = np.zeros((height, width, 3), dtype=np.uint8)
        self._second = np.zeros_like(self._picture)

    def draw(self, frame: int) -> tuple[Picture, float]:
        """Return a frame's picture and zoom; frames must be asked for in order. The array is reused."""
        at_s = frame / FRAME_RATE
        self._change_shots(at_s)
        start_s, shot = self._running[0]
        shot.draw(self._picture, at_s - start_s)
        zoom = shot.zoom(at_s - start_s)
        if len(self._running) > 1:
            start_s, shot = self._running[1]
            shot.draw(self._second, at_s - start_s)
            share = (at_s - start_s) / DISSOLVE_S
            _dissolve(self._picture, self._second, share)
            zoom += (shot.zoom(at_s - start_s) - zoom) * share
        self._fade(at_s)
        return self._picture, zoom

    def _change_shots(self, at_s: float) -> None:
        if self._waiting and at_s >= self._next_start_s:
            shot = self._waiting.pop(0)()
            self._running.append((self._next_start_s, shot))
            self._next_start_s += shot.length_s - DISSOLVE_S
        if len(self._running) > 1 and at_s >= self._running[1][0] + DISSOLVE_S:
            self._running.pop(0)

    def _fade(self, at_s: float) -> None:
        left_s = self._film.length_s - at_s
        light = min(at_s / self._FADE_IN_S, left_s / self._FADE_OUT_S)
        if light < 1:
            eased = float(smoothstep(0, 1, np.float32(max(light, 0)).reshape(1))[0])
            scaled = np.multiply(self._picture, np.uint16(round(256 * eased)), dtype=np.uint16)
            self._picture[:] = np.right_shift(scaled, 8)


def _dissolve(first: Picture, second: Picture, share: float) -> None:
    weight = np.uint16(round(256 * share))
    mixed = np.multiply(second, weight, dtype=np.uint16)
    mixed += np.multiply(first, np.uint16(256) - weight, dtype=np.uint16)
    first[:] = np.right_shift(mixed, 8)
