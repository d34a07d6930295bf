"""An eye and an ear for the short clips: which frame of which rung was shown when, and what sounded."""

import time
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink, ShownPicture
from tests.media.clips import RUNGS, read_frame_number, rung_of_colour

__all__ = ["Picture", "Screen", "Sound"]


class Picture(NamedTuple):
    """A displayed picture, as read off its own pixels."""

    at_s: float
    frame: int
    height: int


class Sound(NamedTuple):
    """A block of sound and when it is due."""

    due_s: float
    duration_s: float


@dataclass
class Screen:
    """Everything that was seen and heard."""

    pictures: list[Picture] = field(default_factory=list[Picture])
    sounds: list[Sound] = field(default_factory=list[Sound])
    unreadable: int = 0

    def see(self, shown: ShownPicture) -> None:
        luma, blue, red = (
            np.frombuffer(plane, np.uint8).reshape(-1, pitch)
            for plane, pitch in zip(shown.planes, shown.layout.pitches, strict=True)
        )
        width, height = shown.format.width, shown.format.height
        x, y = width // 4, height * 45 // 200
        rung = rung_of_colour(int(blue[y, x]), int(red[y, x]))
        if rung is None or RUNGS[rung].height != height:
            self.unreadable += 1
            return
        self.pictures.append(Picture(time.monotonic(), read_frame_number(luma[:height, :width]), height))

    def hear(self, _pcm: bytes, count: int, due_s: float) -> None:
        self.sounds.append(Sound(due_s, count / 48_000))

    def backend(self) -> LibVlcBackend:
        return LibVlcBackend(picture_sink=MemorySink(self.see), audio=MemoryAudio(self.hear))
