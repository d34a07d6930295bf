"""The player page's state: what plays, where it is, and what the viewer may do about it.

It listens to the `PlayerPort`'s snapshots and keeps the little that belongs to the page alone: the seek that
is still being dialled with repeated skips, and the patience before the buffering sign appears.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from playhead import PlayerState, Problem
from playhead_app.bridge import PlaybackSnapshot, PlayerPort
from playhead_app.qt import qproperty, slot
from playhead_app.viewmodels.captions import Captions
from playhead_app.viewmodels.choices import Choices, audio_choices, quality_choices
from playhead_app.viewmodels.moments import Moments
from playhead_app.viewmodels.now_playing import Fault, NowPlaying
from playhead_app.viewmodels.stats import stats_lines
from playhead_app.viewmodels.words import clock_time, quality_name

__all__ = ["Playback"]

# A wait shorter than this is not worth a sign; the viewer would only see a flicker.
_PATIENCE_MS = 400
# Repeated skips are added up, and sought once the thumb rests.
_DIAL_MS = 280
_NEARLY_END_S = 1.0
# Live playback is never exactly at its place: lists and segments come in steps.
_AT_LIVE_S = 10.0
_WAITING = (PlayerState.LOADING, PlayerState.BUFFERING)


class Playback(QObject):
    """The one playback of the app; every player page shows it."""

    changed = Signal()
    """State, problem or title."""
    moved = Signal()
    """Position or buffer."""
    tracks_changed = Signal()
    stats_changed = Signal()
    sound_changed = Signal()
    ended = Signal()

    def __init__(self, port: PlayerPort, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._now: NowPlaying | None = None
        self._generation = -1
        self._snapshot: PlaybackSnapshot | None = None
        self._fault: Fault | None = None
        self._preparation: float | None = None
        self._retry: Callable[[], None] = self._load_again
        self._dialled_s: float | None = None
        self._wanted_quality: str | None = None
        self._is_waiting_shown = False
        self._volume = 1.0
        self._is_muted = False
        self._audio = Choices(self)
        self._qualities = Choices(self)
        self._captions = Captions(port.select_text, self)
        self._moments = Moments(self.seek_to, self)
        self._patience = _single_shot(self, _PATIENCE_MS, self._show_waiting)
        self._dial = _single_shot(self, _DIAL_MS, self._seek_dialled)
        port.snapshot_taken.connect(self._on_snapshot)
        port.load_failed.connect(self._on_load_failed)

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

    @qproperty(QObject)
    def moments(self) -> Moments:
        """Chapters, and what can be skipped."""
        return self._moments

    # What can be chosen

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

    # What the viewer may do

    def expect(self, coming: NowPlaying, retry: Callable[[], None]) -> None:
        """Show that a title is coming while its address is asked for.

        Args:
            coming: What is known of it; the address is not.
            retry: Asks again; used by `retry` if the answer is a refusal.
        """
        self._forget()
        self._now = coming
        self._retry = retry
        self._patience.start()
        self._tell_everything()

    def prepare(self, share: float) -> None:
        """Show that the service is still making the title, and how far it is."""
        self._preparation = share
        self._patience.stop()
        self._is_waiting_shown = False
        self.changed.emit()

    def refuse(self, message: str, hint: str, code: str) -> None:
        """Say why the title can't be played."""
        self._fault = Fault(message, hint, code)
        self._preparation = None
        self._patience.stop()
        self._is_waiting_shown = False
        self.changed.emit()

    def start(self, now: NowPlaying) -> None:
        """Play a title in place of the one before."""
        self._forget()
        self._now = now
        self._moments.show(now.markers, now.chapters)
        self._retry = self._load_again
        self._generation = self._port.load(
            now.url, start_s=now.start_s, max_height=now.max_height, licence=now.licence
        )
        self._patience.start()
        self._tell_everything()

    @slot()
    def retry(self) -> None:
        """Try what failed again: the question for the address, or the title where it stood."""
        self._retry()

    @slot()
    def leave(self) -> None:
        """Let go of the title: the page is being left."""
        self._forget()
        self._port.stop()
        self._tell_everything()

    @slot()
    def toggle(self) -> None:
        """Pause, or go on."""
        if self.is_paused:
            self._port.play()
        else:
            self._port.pause()

    @slot()
    def play(self) -> None:
        """Go on."""
        self._port.play()

    @slot()
    def pause(self) -> None:
        """Stand."""
        self._port.pause()

    @slot(float)
    def skip(self, seconds: float) -> None:
        """Go some seconds on or back; quick repetitions add up to one seek."""
        self.dial(self.position_s + seconds)

    @slot(float)
    def dial(self, position_s: float) -> None:
        """Aim at a place; it is sought once the aim rests."""
        if self._snapshot is None or self._snapshot.state in (PlayerState.LOADING, PlayerState.FAILED):
            return
        first_s, last_s = self._extent_s
        if last_s <= first_s:
            last_s = max(first_s, position_s)
        elif self._snapshot.duration_s:
            last_s = max(first_s, last_s - _NEARLY_END_S)
        self._dialled_s = min(max(first_s, position_s), last_s)
        self._dial.start()
        self.moved.emit()

    def seek_to(self, position_s: float) -> None:
        """Go to a place at once."""
        self.dial(position_s)
        self._dial.stop()
        self._seek_dialled()

    @slot(str)
    def choose_audio(self, choice_id: str) -> None:
        """Listen to another track."""
        self._port.select_audio(choice_id)

    @slot(str)
    def choose_quality(self, choice_id: str) -> None:
        """Keep to one rung; an empty choice is automatic."""
        self._wanted_quality = choice_id or None
        self._port.set_quality(self._wanted_quality)
        self._refresh_choices()

    @slot(float)
    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0 to 1; louder also ends the silence."""
        self._volume = min(1.0, max(0.0, round(volume, 2)))
        self._port.set_volume(self._volume)
        if self._is_muted and self._volume > 0:
            self._is_muted = False
            self._port.set_muted(False)
        self.sound_changed.emit()

    @slot()
    def toggle_mute(self) -> None:
        """Sound off, or on again."""
        self._is_muted = not self._is_muted
        self._port.set_muted(self._is_muted)
        self.sound_changed.emit()

    def retell(self) -> None:
        """Say everything anew, in another language."""
        self._refresh_choices()
        self._tell_everything()

    # What the player tells

    def _on_snapshot(self, snapshot: PlaybackSnapshot) -> None:
        if snapshot.generation != self._generation or self._now is None:
            return
        before, self._snapshot = self._snapshot, snapshot
        if snapshot.state is PlayerState.FAILED and snapshot.problem is not None:
            self._fault = Fault.of(snapshot.problem)
        self._await_patiently(snapshot)
        self._captions.take(snapshot)
        self._moments.move(self.position_s, self.duration_s)
        if before is None or before.tracks != snapshot.tracks or before.audio_id != snapshot.audio_id:
            self._refresh_choices()
        if before is None or _page_state(before) != _page_state(snapshot):
            self.changed.emit()
        if snapshot.state is PlayerState.ENDED and (before is None or before.state is not PlayerState.ENDED):
            self.ended.emit()
        self.moved.emit()
        self.stats_changed.emit()

    def _on_load_failed(self, generation: int, problem: Problem) -> None:
        if generation == self._generation and self._now is not None:
            fault = Fault.of(problem)
            self.refuse(fault.message, fault.hint, fault.code)

    def _load_again(self) -> None:
        if self._now is not None:
            stood_s = self._snapshot.position_s if self._snapshot else 0.0
            self.start(replace(self._now, start_s=stood_s or self._now.start_s))

    def _forget(self) -> None:
        self._now = None
        self._fault = None
        self._preparation = None
        self._snapshot = None
        self._generation = -1
        self._dialled_s = None
        self._wanted_quality = None
        self._is_waiting_shown = False
        self._patience.stop()
        self._dial.stop()
        self._captions.take(None)
        self._moments.show((), ())
        self._audio.show([])
        self._qualities.show([])

    def _await_patiently(self, snapshot: PlaybackSnapshot) -> None:
        is_waiting = snapshot.state in _WAITING or snapshot.is_seeking
        if is_waiting and not self._is_waiting_shown and not self._patience.isActive():
            self._patience.start()
        elif not is_waiting:
            self._patience.stop()
            if self._is_waiting_shown:
                self._is_waiting_shown = False
                self.changed.emit()

    def _show_waiting(self) -> None:
        self._is_waiting_shown = True
        self.changed.emit()

    def _seek_dialled(self) -> None:
        if self._dialled_s is not None:
            self._port.seek(self._dialled_s)
            self._dialled_s = None

    def _refresh_choices(self) -> None:
        if self._snapshot is not None:
            self._audio.show(audio_choices(self._snapshot.tracks, self._snapshot.audio_id))
            self._qualities.show(quality_choices(self._snapshot.tracks, self._wanted_quality))
        self.tracks_changed.emit()

    def _tell_everything(self) -> None:
        for signal in (self.changed, self.moved, self.tracks_changed, self.stats_changed):
            signal.emit()


def _page_state(snapshot: PlaybackSnapshot) -> tuple[object, ...]:
    has_picture = snapshot.stats.startup_s is not None
    return snapshot.state, snapshot.is_paused, snapshot.problem, not snapshot.duration_s, has_picture


def _single_shot(owner: QObject, interval_ms: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(owner, singleShot=True, interval=interval_ms)
    timer.timeout.connect(act)
    return timer
