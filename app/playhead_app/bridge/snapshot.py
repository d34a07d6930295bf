"""What Qt sees of a player: one frozen picture of it, taken on the loop's thread."""

from dataclasses import dataclass
from typing import Protocol

from playhead.errors import Problem
from playhead.events import DecisionMade
from playhead.presentation import Track
from playhead.state import PlayerState

__all__ = ["PlaybackSnapshot", "PlayerLike", "StatsLike", "take_snapshot"]


class StatsLike(Protocol):
    """The figures of `PlayerStats` that the app shows."""

    @property
    def buffer_level_s(self) -> float: ...
    @property
    def throughput_bps(self) -> float | None: ...
    @property
    def representation(self) -> str | None: ...
    @property
    def bandwidth_bps(self) -> int | None: ...
    @property
    def width(self) -> int | None: ...
    @property
    def height(self) -> int | None: ...
    @property
    def frames_shown(self) -> int: ...
    @property
    def frames_dropped(self) -> int: ...
    @property
    def decoder(self) -> str: ...
    @property
    def stalls(self) -> int: ...
    @property
    def stalled_s(self) -> float: ...
    @property
    def switches(self) -> int: ...
    @property
    def startup_s(self) -> float | None: ...
    @property
    def downloaded_bytes(self) -> int: ...
    @property
    def last_decision(self) -> DecisionMade | None: ...


class PlayerLike(Protocol):
    """What a snapshot reads of a `Player`; tests give a fake of this face."""

    @property
    def state(self) -> PlayerState: ...
    @property
    def is_paused(self) -> bool: ...
    @property
    def is_seeking(self) -> bool: ...
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
    def volume(self) -> float: ...
    @volume.setter
    def volume(self, volume: float) -> None: ...
    @property
    def is_muted(self) -> bool: ...
    @is_muted.setter
    def is_muted(self, is_muted: bool) -> None: ...
    @property
    def problem(self) -> Problem | None: ...
    @property
    def stats(self) -> StatsLike: ...


@dataclass(frozen=True, slots=True)
class PlaybackSnapshot:
    """The player at one moment.

    Attributes:
        generation: Counts `load` calls, so that what belongs to the title before can be told apart.
        buffered: (start, end) in seconds of the presentation.
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
    volume: float
    is_muted: bool
    problem: Problem | None
    stats: StatsLike


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
        volume=player.volume,
        is_muted=player.is_muted,
        problem=player.problem,
        stats=player.stats,
    )
