"""What the player page shows of its playback: facts only, what changes them is in `playback`."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from playhead import PlayerState, Track
from playhead_app.bridge import PlaybackSnapshot, PlayerPort
from playhead_app.qt import qproperty
from playhead_app.viewmodels.captions import Captions
from playhead_app.viewmodels.choices import Choices
from playhead_app.viewmodels.moments import Moments
from playhead_app.viewmodels.now_playing import Fault, NowPlaying
from playhead_app.viewmodels.preview import Preview
from playhead_app.viewmodels.stats import stats_lines
from playhead_app.viewmodels.stats_history import StatsHistory
from playhead_app.viewmodels.winding import Winding
from playhead_app.viewmodels.words import clock_time, quality_name

__all__ = ["PlaybackFacts"]

# Live playback is never exactly at its place: lists and segments come in steps.
_AT_LIVE_S = 10.0


class PlaybackFacts(QObject):
    """The properties of the one playback.

    Args:
        seek: Goes to a place at once, in seconds of the title.
    """

    changed = Signal()
    """State, problem or title."""
    moved = Signal()
    """Position or buffer."""
    tracks_changed = Signal()
    stats_changed = Signal()
    sound_changed = Signal()
    ended = Signal()
    chosen = Signal(str, str)
    """The viewer's own choice: of `audio`, `text` or `speed`, and what it is."""

    def __init__(
        self, port: PlayerPort, seek: Callable[[float], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now: NowPlaying | None = None
        self._snapshot: PlaybackSnapshot | None = None
        self._fault: Fault | None = None
        self._preparation: float | None = None
        self._dialled_s: float | None = None
        self._wanted_quality: str | None = None
        self._is_waiting_shown = False
        self._volume = 1.0
        self._is_muted = False
        self._speed = 1.0
        self._audio = Choices(self)
        self._qualities = Choices(self)
        self._speeds = Choices(self)
        self._captions = Captions(port.select_text, self)
        self._captions.chosen.connect(self._on_text_chosen)
        self._moments = Moments(seek, self)
        self._preview = Preview(port, self)
        self._winding = Winding(port, self)
        self._history = StatsHistory(self)

    # What plays

    @qproperty(str, notify=changed)
    def title(self) -> str:
        """Its name."""
        return self._now.title if self._now else ""

    @qproperty(str, notify=changed)
    def subtitle(self) -> str:
        """The episode, if it is one."""
        return self._now.subtitle if self._now else ""

    @qproperty(str, notify=changed)
    def backdrop_url(self) -> str:
        """A still of it, for the time before the first picture."""
        return self._now.backdrop_url if self._now else ""

    @qproperty(bool, notify=changed)
    def has_picture(self) -> bool:
        """True once the title's first picture has been shown."""
        return self._snapshot is not None and self._snapshot.stats.startup_s is not None

    @qproperty(str, notify=changed)
    def state(self) -> str:
        """`idle`, `preparing`, `loading`, `buffering`, `ready`, `ended` or `failed`."""
        if self._fault is not None:
            return PlayerState.FAILED.value
        if self._preparation is not None:
            return "preparing"
        if self._snapshot is None:
            return (PlayerState.LOADING if self._now else PlayerState.IDLE).value
        return self._snapshot.state.value

    @qproperty(bool, notify=changed)
    def is_paused(self) -> bool:
        """Whether it stands because the viewer wants it so."""
        return self._snapshot is not None and self._snapshot.is_paused

    @qproperty(bool, notify=changed)
    def is_waiting(self) -> bool:
        """True once a wait for data has become long enough to be told."""
        return self._is_waiting_shown

    @qproperty(bool, notify=changed)
    def is_live(self) -> bool:
        """True if it plays and has no end."""
        snapshot = self._snapshot
        if snapshot is None or snapshot.state not in (PlayerState.BUFFERING, PlayerState.READY):
            return False
        return snapshot.duration_s is None

    @qproperty(str, notify=changed)
    def problem_message(self) -> str:
        """What went wrong, in one sentence; empty if nothing did."""
        return self._fault.message if self._fault else ""

    @qproperty(str, notify=changed)
    def problem_hint(self) -> str:
        """What helps."""
        return self._fault.hint if self._fault else ""

    @qproperty(str, notify=changed)
    def problem_code(self) -> str:
        """The number for support."""
        return self._fault.code if self._fault else ""

    @qproperty(float, notify=changed)
    def preparation(self) -> float:
        """Share done of a title that is still being made; 0 if none is."""
        return self._preparation or 0.0

    # Where it is

    @qproperty(float, notify=moved)
    def position_s(self) -> float:
        """The playhead, or the place that is being dialled."""
        if self._dialled_s is not None:
            return self._dialled_s
        return self._snapshot.position_s if self._snapshot else 0.0

    @qproperty(float, notify=moved)
    def duration_s(self) -> float:
        """Length; 0 while unknown."""
        return (self._snapshot.duration_s or 0.0) if self._snapshot else 0.0

    @qproperty(str, notify=moved)
    def position_text(self) -> str:
        """The playhead as a viewer reads it; in a live title how far behind live it is."""
        first_s, last_s = self._extent_s
        if not self.is_live or last_s <= first_s:
            return clock_time(self.position_s)
        behind_s = max(0.0, last_s - self.position_s)
        return f"−{clock_time(behind_s)}" if behind_s >= _AT_LIVE_S else clock_time(0.0)

    @qproperty(str, notify=moved)
    def duration_text(self) -> str:
        """The length as a viewer reads it."""
        return clock_time(self.duration_s)

    @qproperty(float, notify=moved)
    def first_s(self) -> float:
        """Where the scrubber begins: the title's start, or that of what a live title still has."""
        return self._extent_s[0]

    @qproperty(float, notify=moved)
    def last_s(self) -> float:
        """Where the scrubber ends; not after `first_s` while that is unknown."""
        return self._extent_s[1]

    @property
    def _extent_s(self) -> tuple[float, float]:
        seekable = self._snapshot.stats.seekable if self._snapshot and not self._snapshot.duration_s else None
        return (0.0, self.duration_s) if seekable is None else seekable

    @qproperty(bool, notify=moved)
    def is_seeking(self) -> bool:
        """True while a place is dialled or on its way."""
        return self._dialled_s is not None or (self._snapshot is not None and self._snapshot.is_seeking)

    @qproperty("QVariantList", notify=moved)
    def buffered(self) -> list[dict[str, float]]:
        """What can be played at once: `start` and `end` as shares of the scrubber."""
        first_s, last_s = self._extent_s
        whole_s = last_s - first_s
        if self._snapshot is None or whole_s <= 0:
            return []
        return [
            {"start": max(0.0, (start_s - first_s) / whole_s), "end": min(1.0, (end_s - first_s) / whole_s)}
            for start_s, end_s in self._snapshot.buffered
            if start_s < last_s
        ]

    @qproperty(bool, notify=moved)
    def is_at_live(self) -> bool:
        """Whether a live title plays where live playback is."""
        return self.is_live and self._extent_s[1] - self.position_s < _AT_LIVE_S

    @qproperty(bool, notify=moved)
    def is_dialling(self) -> bool:
        """Whether the viewer is looking for a place."""
        return self._dialled_s is not None

    @qproperty(QObject)
    def preview(self) -> Preview:
        """The picture of the place that is being dialled."""
        return self._preview

    @qproperty(QObject)
    def history(self) -> StatsHistory:
        """The last minute as curves."""
        return self._history

    @qproperty(QObject)
    def speeds(self) -> Choices:
        """How fast it may play."""
        return self._speeds

    @qproperty(float, notify=tracks_changed)
    def speed(self) -> float:
        """How fast it plays; 1 is normal."""
        return self._speed

    @qproperty(QObject)
    def moments(self) -> Moments:
        """Chapters, and what can be skipped."""
        return self._moments

    @qproperty(QObject)
    def winding(self) -> Winding:
        """Fast forward and rewind."""
        return self._winding

    # What can be chosen

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks of what plays."""
        return self._snapshot.tracks if self._snapshot else ()

    @property
    def audio_id(self) -> str | None:
        """The audio track that plays."""
        return self._snapshot.audio_id if self._snapshot else None

    @property
    def text_id(self) -> str | None:
        """The text track that shows."""
        return self._snapshot.text_id if self._snapshot else None

    @qproperty(QObject, notify=tracks_changed)
    def audio(self) -> Choices:
        """Audio tracks."""
        return self._audio

    @qproperty(QObject)
    def captions(self) -> Captions:
        """What stands on the picture, and the subtitles menu."""
        return self._captions

    @qproperty(QObject, notify=tracks_changed)
    def qualities(self) -> Choices:
        """Automatic, then every rung, best first."""
        return self._qualities

    @qproperty(str, notify=stats_changed)
    def quality_text(self) -> str:
        """The quality on the screen, e.g. `1080p`; empty before the first picture."""
        stats = self._snapshot.stats if self._snapshot else None
        return quality_name(stats.height) if stats and stats.height else ""

    @qproperty(bool, notify=tracks_changed)
    def is_quality_automatic(self) -> bool:
        """True unless the viewer keeps to one rung."""
        return self._wanted_quality is None

    @qproperty("QVariantList", notify=stats_changed)
    def stats(self) -> list[dict[str, str]]:
        """The stats panel: `name` and `value`."""
        return stats_lines(self._snapshot)

    @qproperty(float, notify=sound_changed)
    def volume(self) -> float:
        """Loudness, 0 to 1."""
        return self._volume

    @qproperty(bool, notify=sound_changed)
    def is_muted(self) -> bool:
        """Whether the sound is off."""
        return self._is_muted

    def _on_text_chosen(self, track_id: str) -> None:
        self.chosen.emit("text", track_id)
