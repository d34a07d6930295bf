"""What a screen reader says by itself: notices, and what the player does that can't be seen by listening."""

from PySide6.QtCore import QObject, Signal

from playhead_app.qt import translate
from playhead_app.viewmodels.playback import Playback

__all__ = ["Announcer"]


class Announcer(QObject):
    """Turns the player's changes into sentences, each said once."""

    said = Signal(str)

    def __init__(self, playback: Playback, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._last = ""
        playback.changed.connect(self._on_changed)

    def say(self, sentence: str) -> None:
        """Say a sentence now."""
        self.said.emit(sentence)

    def _on_changed(self) -> None:
        sentence = self._sentence()
        if sentence and sentence != self._last:
            self.said.emit(sentence)
        self._last = sentence

    def _sentence(self) -> str:
        playback = self._playback
        if playback.state == "failed":
            return f"{playback.problem_message} {playback.problem_hint}".strip()
        if playback.state in ("ready", "buffering") and playback.is_waiting:
            return translate("Announcer", "Buffering")
        if playback.state == "ready" and playback.is_paused:
            return translate("Announcer", "Paused")
        if playback.state == "ready":
            return translate("Announcer", "Playing {title}").format(title=playback.title)
        if playback.state == "ended":
            return translate("Announcer", "The end")
        return ""
