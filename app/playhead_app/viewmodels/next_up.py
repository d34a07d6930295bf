"""What comes after an episode: a card with a countdown, and the question whether anybody still watches."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from playhead_app.catalogue import Episode
from playhead_app.qt import qproperty, slot, translate
from playhead_app.viewmodels.playback import Playback

__all__ = ["NextUp", "episode_line"]

_COUNTDOWN_S = 10
# Without a marker for the credits the card comes so long before the end.
_BEFORE_END_S = 12.0
# Episodes that may follow each other without a key pressed, before we ask.
_UNATTENDED = 3
_TICK_MS = 1_000


class NextUp(QObject):
    """The card of the next episode.

    Args:
        playback: What plays now.
        watch: Plays the next episode.
    """

    changed = Signal()
    finished = Signal()
    """The title has ended and nothing follows."""

    def __init__(
        self, playback: Playback, watch: Callable[[Episode], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._watch = watch
        self._episode: Episode | None = None
        self._is_shown = False
        self._is_declined = False
        self._stops_here = False
        self._left_s = _COUNTDOWN_S
        self._unattended = 0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        playback.moved.connect(self._on_moved)
        playback.changed.connect(self._on_changed)
        playback.ended.connect(self._on_ended)

    def expect(self, episode: Episode | None) -> None:
        """Learn what comes next; None if nothing does."""
        self._episode = episode
        self._is_declined = False
        self._hide()

    def rest(self) -> None:
        """The viewer has left: nothing comes next, and nobody needs to be asked."""
        self._unattended = 0
        self.expect(None)

    @qproperty(bool, notify=changed)
    def is_shown(self) -> bool:
        """Whether the card is on the screen."""
        return self._is_shown

    @qproperty(bool, notify=changed)
    def is_asking(self) -> bool:
        """Whether it waits for a key instead of counting down: nobody has pressed one for long."""
        return self._unattended >= _UNATTENDED

    @qproperty(int, notify=changed)
    def seconds_left(self) -> int:
        """Until it plays by itself."""
        return self._left_s

    @qproperty(str, notify=changed)
    def name(self) -> str:
        """The next episode, with its number."""
        return episode_line(self._episode) if self._episode else ""

    @qproperty(str, notify=changed)
    def still_url(self) -> str:
        """Its picture."""
        return self._episode.still_url if self._episode else ""

    @slot()
    def attend(self) -> None:
        """The viewer has pressed a key or moved the pointer: somebody is there."""
        was_asking, self._unattended = self._unattended >= _UNATTENDED, 0
        if was_asking and self._is_shown:
            self._left_s = _COUNTDOWN_S
            self._timer.start()
            self.changed.emit()

    @slot()
    def play(self) -> None:
        """Play the next episode now."""
        episode = self._episode
        if episode is not None:
            self.expect(None)
            self._watch(episode)

    @slot()
    def decline(self) -> None:
        """See this one to its end, and stop there."""
        self._is_declined = True
        self._hide()

    def stop_here(self, stops: bool) -> None:
        """Let nothing follow what plays, or let it again: the sleep timer's wish."""
        self._stops_here = stops
        if stops and self._is_shown:
            self._hide()

    @slot()
    def tick(self) -> None:
        """A second has passed."""
        if self._playback.is_paused:
            return
        self._left_s -= 1
        if self._left_s <= 0:
            self._play_unattended()
        else:
            self.changed.emit()

    @property
    def _follows(self) -> bool:
        return self._episode is not None and not self._is_declined and not self._stops_here

    def _on_moved(self) -> None:
        playback = self._playback
        duration_s = playback.duration_s
        if not self._follows or duration_s <= 0 or playback.state != "ready":
            return
        credits_s = playback.moments.credits_s
        from_s = credits_s if credits_s is not None else duration_s - _BEFORE_END_S
        is_due = playback.position_s >= max(from_s, 0.0) and not playback.is_seeking
        if is_due and not self._is_shown:
            self._show()
        elif not is_due and self._is_shown and not playback.is_seeking:
            self._hide()

    def _on_changed(self) -> None:
        if self._is_shown and self._playback.state == "failed":
            self._hide()

    def _on_ended(self) -> None:
        if not self._follows:
            self.finished.emit()
            return
        if self.is_asking:
            self._show()
        else:
            self._play_unattended()

    def _play_unattended(self) -> None:
        self._unattended += 1
        self.play()

    def _show(self) -> None:
        self._is_shown = True
        self._left_s = _COUNTDOWN_S
        if not self.is_asking:
            self._timer.start()
        self.changed.emit()

    def _hide(self) -> None:
        self._is_shown = False
        self._timer.stop()
        self.changed.emit()


def episode_line(episode: Episode) -> str:
    """Return an episode's number and name, as the player shows it."""
    return translate("Episodes", "{number}. {name}").format(number=episode.number, name=episode.name)
