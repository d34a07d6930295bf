"""What Qt sees of a player: one frozen picture of it, taken on the loop's thread."""

from dataclasses import dataclass
from typing import Protocol

from playhead import Cue, PlayerState, PlayerStats, Problem, Track

__all__ = ["PlaybackSnapshot", "PlayerLike", "take_snapshot"]


class PlayerLike(Protocol):
    """What a snapshot reads of a `Player`; tests give a fake of this face."""

    @property
    def state(self) -> PlayerState: ...
    @property
    def is_paused(self) -> bool: ...
    @property
    def is_seeking(self) -> bool: ...
    @property
    def scan_rate(self) -> float | None: ...
    @property
    def position_s(self) -> float: ...
    @property
    def duration_s(self) -> float | None: ...
    @property
    def buffered(self) -> tuple[tuple[float, float], ...]: ...
    @property
    def tracks(self) -> tuple[Track, ...]: ...
    @property
    def audio_id(self) -> str | None: ...
    @property
    def text_id(self) -> str | None: ...
    @property
    def cues(self) -> tuple[Cue, ...]: ...
    @property
    def volume(self) -> float: ...
    @volume.setter
    def volume(self, volume: float) -> None: ...
    @property
    def is_muted(self) -> bool: ...
    @is_muted.setter
    def is_muted(self, is_muted: bool) -> None: ...
    @property
    def rate(self) -> float: ...
    @rate.setter
    def rate(self, rate: float) -> None: ...
    @property
    def problem(self) -> Problem | None: ...
    @property
    def stats(self) -> PlayerStats: ...


@dataclass(frozen=True, slots=True)
class PlaybackSnapshot:
    """The player at one moment.

    Attributes:
        generation: Counts `load` calls, so that what belongs to the title before can be told apart.
        buffered: (start, end) in seconds of the presentation.
        scan_rate: How fast it is being wound, negative for back; None while it isn't.
    """

    generation: int
    state: PlayerState
    is_paused: bool
    is_seeking: bool
    position_s: float
    duration_s: float | None
    buffered: tuple[tuple[float, float], ...]
    tracks: tuple[Track, ...]
    audio_id: str | None
    text_id: str | None
    cues: tuple[Cue, ...]
    volume: float
    is_muted: bool
    problem: Problem | None
    stats: PlayerStats
    scan_rate: float | None = None


def take_snapshot(player: PlayerLike, generation: int) -> PlaybackSnapshot:
    """Read everything that the app shows, at once."""
    return PlaybackSnapshot(
        generation=generation,
        state=player.state,
        is_paused=player.is_paused,
        is_seeking=player.is_seeking,
        position_s=player.position_s,
        duration_s=player.duration_s,
        buffered=player.buffered,
        tracks=player.tracks,
        audio_id=player.audio_id,
        text_id=player.text_id,
        cues=player.cues,
        volume=player.volume,
        is_muted=player.is_muted,
        problem=player.problem,
        stats=player.stats,
        scan_rate=player.scan_rate,
    )
