"""The seam to the decoder: samples in, picture and sound out, a few events back.

A device team ports Playhead by writing one `Backend`. It receives demuxed samples on one timeline (seconds of
the presentation) and never sees a manifest, a URL or a key. The session keeps it a few seconds ahead of the
playhead; how it feeds its decoder is its own affair: libVLC's gets one Matroska stream from `playhead.feed`.

All methods are called on the loop's thread and return at once unless they are coroutines. All events arrive
on the loop's thread too: a backend with threads of its own posts them there.

`playhead.testing` has the contract tests that every backend must pass, ours included.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from playhead.containers.samples import Codec, Sample, StreamFormat
from playhead.errors import Problem
from playhead.presentation import Kind

__all__ = [
    "Backend",
    "BackendEvent",
    "BackendEvents",
    "BackendFailed",
    "BackendStats",
    "EndReached",
    "FirstPicture",
    "SampleBatch",
    "Starved",
    "StarvedEnded",
    "VariantShown",
]


@dataclass(frozen=True, slots=True)
class SampleBatch:
    """The next samples of one kind, in decoding order, usually those of one segment.

    Attributes:
        format: Of all samples in the batch. Where it differs from the batch before, the decoder must follow:
            that is a quality switch, and the first video sample is then a key frame.
        samples: In the format's timescale.
        offset: Ticks to add to each timestamp to get presentation time: rebases discontinuities and periods.
        variant: Names the representation; comes back in `VariantShown`.
    """

    format: StreamFormat
    samples: Sequence[Sample]
    offset: int
    variant: str

    @property
    def kind(self) -> Kind:
        """Video or audio."""
        return self.format.kind


@dataclass(frozen=True, slots=True)
class FirstPicture:
    """The first picture after `start` is on the sink (for sound only: the first sound)."""

    position_s: float


@dataclass(frozen=True, slots=True)
class VariantShown:
    """A picture of another variant than before is on the sink.

    Attributes:
        position_s: The first picture's own time.
        picture_held_s: How long the last old picture stayed; 0 for the first variant of a start.
    """

    variant: str
    position_s: float
    width: int
    height: int
    picture_held_s: float


@dataclass(frozen=True, slots=True)
class Starved:
    """All appended samples have been played and more are due: the picture stands."""

    position_s: float


@dataclass(frozen=True, slots=True)
class StarvedEnded:
    """Samples arrived and the picture moves again."""

    position_s: float


@dataclass(frozen=True, slots=True)
class EndReached:
    """The last sample before `finish` has been shown."""

    position_s: float


@dataclass(frozen=True, slots=True)
class BackendFailed:
    """Output can't go on until the next `start`."""

    problem: Problem


BackendEvent = FirstPicture | VariantShown | Starved | StarvedEnded | EndReached | BackendFailed
BackendEvents = Callable[[BackendEvent], None]


@dataclass(frozen=True, slots=True)
class BackendStats:
    """Counters since the backend was made."""

    frames_shown: int = 0
    frames_dropped: int = 0
    decoder: str = ""


class Backend(Protocol):
    """Decodes and shows. One per player, used for many titles one after another."""

    @property
    def codecs(self) -> frozenset[Codec]:
        """What it can decode; representations in other codecs are left out."""
        ...

    @property
    def position_s(self) -> float | None:
        """The playhead on the presentation's timeline; None until something plays.

        Never goes back between two `start` calls, stands still while paused or starved, and never passes the
        end of what was appended.
        """
        ...

    @property
    def stats(self) -> BackendStats:
        """Frames and decoder so far."""
        ...

    def attach(self, listener: BackendEvents) -> None:
        """Set who hears events; called once, before anything else."""
        ...

    async def start(self, position_s: float, kinds: frozenset[Kind], *, is_paused: bool) -> None:
        """Begin a new stretch at `position_s`, letting go of the one before at once (load and seek).

        The first video batch begins with a key frame at or before `position_s`; what lies before is decoded
        but not shown, and sound begins at `position_s`. A paused start shows the first picture and stands.

        Args:
            position_s: Where to begin, in presentation time.
            kinds: The kinds that will be appended: wait for all of them, and for no other.
            is_paused: Whether to stand at the first picture.

        Raises:
            BackendError: VLC_INIT and the like, if there is no way to put anything out.
        """
        ...

    def append(self, batch: SampleBatch) -> None:
        """Take the next samples. Batches of one kind come in order; kinds a few seconds apart at most."""
        ...

    def finish(self) -> None:
        """Say that nothing more follows; `EndReached` comes when the last sample has been shown."""
        ...

    def set_paused(self, is_paused: bool) -> None:
        """Stand or go on; stands on the frame that is shown."""
        ...

    def set_rate(self, rate: float) -> None:
        """Set playback speed, 1.0 being normal; pitch is kept where the backend can."""
        ...

    def set_volume(self, volume: float) -> None:
        """Set loudness, 0.0 to 1.0."""
        ...

    def set_muted(self, is_muted: bool) -> None:
        """Silence or restore the sound; the volume is remembered."""
        ...

    async def stop(self) -> None:
        """Let go of the current stretch; the sink keeps or clears its last picture as it likes."""
        ...

    async def close(self) -> None:
        """Stop and end every thread; nothing may be called afterwards. Safe to call twice."""
        ...
