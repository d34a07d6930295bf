"""The player page's state: what the viewer may do, and what the player tells.

It listens to the `PlayerPort`'s snapshots and keeps the little that belongs to the page alone: the seek that
is still being dialled with repeated skips, and the patience before the buffering sign appears.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from playhead import PlayerState, Problem
from playhead_app.bridge import PlaybackSnapshot, PlayerPort
from playhead_app.qt import slot
from playhead_app.viewmodels.choices import audio_choices, quality_choices
from playhead_app.viewmodels.now_playing import Fault, NowPlaying
from playhead_app.viewmodels.playback_facts import PlaybackFacts
from playhead_app.viewmodels.speeds import speed_choices, speed_of

__all__ = ["Playback"]

# A wait shorter than this is not worth a sign; the viewer would only see a flicker.
_PATIENCE_MS = 400
# Repeated skips are added up, and sought once the thumb rests.
_DIAL_MS = 280
_NEARLY_END_S = 1.0
_STEP_S = 10.0
_STEPS_PER_GEAR, _GEARS = 8, 6
_WAITING = (PlayerState.LOADING, PlayerState.BUFFERING)


class Playback(PlaybackFacts):
    """The one playback of the app; every player page shows it."""

    def __init__(self, port: PlayerPort, parent: QObject | None = None) -> None:
        super().__init__(port, self.seek_to, parent)
        self._port = port
        self._generation = -1
        self._retry: Callable[[], None] = self._load_again
        self._scan_steps = 0
        self._patience = _single_shot(self, _PATIENCE_MS, self._show_waiting)
        self._dial = _single_shot(self, _DIAL_MS, self._seek_dialled)
        port.snapshot_taken.connect(self._on_snapshot)
        port.load_failed.connect(self._on_load_failed)

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
        """Pause, or go on; what is being wound goes on."""
        if self.is_paused or self._winding.is_on:
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
        self._preview.look(self._dialled_s)
        self.moved.emit()

    @slot(int, bool)
    def scan(self, direction: int, is_held: bool) -> None:
        """Look for a place: ten seconds with each press, ever faster while the key is held.

        Args:
            direction: -1 for back, 1 for on.
        """
        self._scan_steps = self._scan_steps + 1 if is_held else 0
        self.skip(direction * _scan_step_s(self._scan_steps, self._extent_s))

    @slot()
    def go_live(self) -> None:
        """Go to where live playback is."""
        self._let_go_of_dial()
        self._port.seek_to_live()

    @slot(str)
    def choose_speed(self, choice_id: str) -> None:
        """Play faster or slower from now on, because the viewer wants it."""
        self.set_speed(choice_id)
        self.chosen.emit("speed", choice_id)

    def set_speed(self, choice_id: str) -> None:
        """Play faster or slower from now on."""
        self._speed = speed_of(choice_id)
        self._port.set_rate(self._speed)
        self._refresh_choices()

    def seek_to(self, position_s: float) -> None:
        """Go to a place at once."""
        self.dial(position_s)
        self._seek_dialled()

    @slot(str)
    def choose_audio(self, choice_id: str) -> None:
        """Listen to another track, because the viewer wants it."""
        self.select_audio(choice_id)
        self.chosen.emit("audio", choice_id)

    def select_audio(self, track_id: str) -> None:
        """Play another audio track."""
        self._port.select_audio(track_id)

    @slot(str)
    def choose_quality(self, choice_id: str) -> None:
        """Keep to one rung; an empty choice is automatic."""
        self._wanted_quality = choice_id or None
        self._port.set_quality(self._wanted_quality)
        self._refresh_choices()

    def may_be_shown(self, height: int | None) -> bool:
        """Return whether the viewer's plan includes a picture of this height."""
        most = self._now.max_height if self._now else None
        return most is None or height is None or height <= most

    def show_previews(self, are_shown: bool) -> None:
        """Show small pictures while the viewer looks for a place, or don't fetch them."""
        self._preview.is_on = are_shown

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
        self._winding.take(snapshot)
        self._moments.move(self.position_s, self.duration_s)
        if before is None or before.tracks != snapshot.tracks or before.audio_id != snapshot.audio_id:
            self._refresh_choices()
        if before is None or _page_state(before) != _page_state(snapshot):
            self.changed.emit()
        if snapshot.state is PlayerState.ENDED and (before is None or before.state is not PlayerState.ENDED):
            self.ended.emit()
        self._history.take(time.monotonic(), snapshot.stats)
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
        self._let_go_of_dial()
        self._wanted_quality = None
        self._is_waiting_shown = False
        self._patience.stop()
        self._history.forget()
        self._captions.take(None)
        self._winding.take(None)
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
            self._let_go_of_dial()

    def _let_go_of_dial(self) -> None:
        self._dialled_s = None
        self._dial.stop()
        self._preview.forget()

    def _refresh_choices(self) -> None:
        if self._snapshot is not None:
            self._audio.show(audio_choices(self._snapshot.tracks, self._snapshot.audio_id))
            self._qualities.show(quality_choices(self._snapshot.tracks, self._wanted_quality))
        self._speeds.show(speed_choices(self._speed))
        self.tracks_changed.emit()

    def _tell_everything(self) -> None:
        for signal in (self.changed, self.moved, self.tracks_changed, self.stats_changed):
            signal.emit()


def _scan_step_s(steps: int, extent_s: tuple[float, float]) -> float:
    """Return how far one more step of a held key goes: further with each, but never past a twentieth."""
    step_s = _STEP_S * min(1 + steps // _STEPS_PER_GEAR, _GEARS)
    whole_s = extent_s[1] - extent_s[0]
    return max(_STEP_S, min(step_s, whole_s / 20)) if whole_s > 0 else step_s


def _page_state(snapshot: PlaybackSnapshot) -> tuple[object, ...]:
    has_picture = snapshot.stats.startup_s is not None
    return snapshot.state, snapshot.is_paused, snapshot.problem, not snapshot.duration_s, has_picture


def _single_shot(owner: QObject, interval_ms: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(owner, singleShot=True, interval=interval_ms)
    timer.timeout.connect(act)
    return timer
