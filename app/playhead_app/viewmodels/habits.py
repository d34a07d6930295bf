"""What a viewer chose last time holds the next time: language of the sound, subtitles, speed."""

from PySide6.QtCore import QObject

from playhead import Kind, Track
from playhead_app.viewmodels.playback import Playback
from playhead_app.viewmodels.preferences import Preferences

__all__ = ["Habits"]

_AUDIO, _TEXT, _SPEED = "audio-language", "text-language", "speed"
_NONE = "none"


class Habits(QObject):
    """Keeps choices among the viewer's preferences, and makes them again for each title.

    A choice is remembered by its language, not by its track: tracks are every title's own.
    """

    def __init__(self, playback: Playback, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._preferences = preferences
        self._is_due = False
        playback.changed.connect(self._on_changed)
        playback.tracks_changed.connect(self._on_tracks)
        playback.chosen.connect(self._on_chosen)
        preferences.changed.connect(self._on_preferences)
        self._on_preferences()

    def _on_preferences(self) -> None:
        self._playback.moments.skip_by_itself(self._preferences.is_skipping)

    def _on_changed(self) -> None:
        if self._playback.state in ("idle", "loading", "preparing"):
            self._is_due = True

    def _on_tracks(self) -> None:
        tracks = self._playback.tracks
        if not self._is_due or not tracks:
            return
        self._is_due = False
        self._choose_audio(tracks, self._preferences.stored(_AUDIO))
        self._choose_text(tracks, self._preferences.stored(_TEXT))
        if speed := self._preferences.stored(_SPEED):
            self._playback.set_speed(speed)

    def _choose_audio(self, tracks: tuple[Track, ...], language: str) -> None:
        audio = [track for track in tracks if track.kind is Kind.AUDIO]
        playing = next((track for track in audio if track.id == self._playback.audio_id), None)
        if not language or playing is None or playing.language == language:
            return
        wanted = next((track for track in audio if track.language == language), None)
        if wanted is not None:
            self._playback.select_audio(wanted.id)

    def _choose_text(self, tracks: tuple[Track, ...], language: str) -> None:
        if language == _NONE:
            if self._playback.text_id is not None:
                self._playback.captions.select(None)
            return
        texts = [track for track in tracks if track.kind is Kind.TEXT and track.language == language]
        if language and texts and not any(track.id == self._playback.text_id for track in texts):
            self._playback.captions.select(texts[0].id)

    def _on_chosen(self, what: str, value: str) -> None:
        if what == "speed":
            self._preferences.keep(_SPEED, value)
        track = next((each for each in self._playback.tracks if each.id == value), None)
        if what == "audio" and track is not None:
            self._preferences.keep(_AUDIO, track.language)
        if what == "text":
            self._preferences.keep(_TEXT, track.language if track is not None else _NONE)
