"""How good the picture shall be on this sort of network: by itself, saving data, or the best there is."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from playhead import Kind
from playhead_app.bridge import PlayerPort
from playhead_app.desktop.network_kind import NetworkKind
from playhead_app.qt import qproperty, slot, translate
from playhead_app.viewmodels.playback import Playback
from playhead_app.viewmodels.preferences import Preferences

__all__ = ["Limits", "QualityWish"]

_CHOICES = ("auto", "saver", "best")
# An hour of it is half a gigabyte, and it is still a picture on a television.
_SAVER_HEIGHT, _SAVER_BPS = 480, 1_200_000
# What was downloaded ahead and isn't watched was paid for in vain.
_SAVER_AHEAD_S, _USUAL_AHEAD_S = 10.0, 30.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What the player may choose; None for no limit.

    Attributes:
        ahead_s: How much is downloaded ahead.
    """

    max_height: int | None = None
    max_bandwidth_bps: int | None = None
    ahead_s: float = _USUAL_AHEAD_S


class QualityWish(QObject):
    """Kept among the viewer's preferences for each sort of network, and made true for each title."""

    changed = Signal()

    def __init__(
        self,
        playback: Playback,
        port: PlayerPort,
        preferences: Preferences,
        network: NetworkKind,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback, self._port = playback, port
        self._preferences, self._network = preferences, network
        self._is_due = False
        network.setParent(self)
        preferences.changed.connect(self._limit)
        network.changed.connect(self._limit)
        playback.changed.connect(self._on_changed)
        playback.tracks_changed.connect(self._on_tracks)
        self._limit()

    @qproperty(str, notify=changed)
    def choice(self) -> str:
        """`auto`, `saver` or `best`."""
        kept = self._preferences.stored(f"quality-{self._network.kind}")
        usual = "saver" if self._network.kind == "mobile" else "auto"
        return kept if kept in _CHOICES else usual

    @qproperty(str, notify=changed)
    def name(self) -> str:
        """What the choice is called."""
        return {
            "auto": translate("Quality", "Auto"),
            "saver": translate("Quality", "Data saver"),
            "best": translate("Quality", "Best"),
        }[self.choice]

    @qproperty(str, notify=changed)
    def network(self) -> str:
        """What the network is called."""
        return {
            "cable": translate("Quality", "Quality on a cable"),
            "wifi": translate("Quality", "Quality on Wi-Fi"),
            "mobile": translate("Quality", "Quality on mobile data"),
        }.get(self._network.kind) or translate("Quality", "Quality")

    @slot()
    def turn(self) -> None:
        """Go to the next choice."""
        following = _CHOICES[(_CHOICES.index(self.choice) + 1) % len(_CHOICES)]
        self._preferences.keep(f"quality-{self._network.kind}", following)

    @property
    def limits(self) -> Limits:
        """What the player may choose now."""
        return Limits(_SAVER_HEIGHT, _SAVER_BPS, _SAVER_AHEAD_S) if self.choice == "saver" else Limits()

    def _limit(self) -> None:
        limits = self.limits
        self._port.keep_within(limits.max_height, limits.max_bandwidth_bps, limits.ahead_s)
        self._playback.show_previews(self.choice != "saver")
        self.changed.emit()

    def _on_changed(self) -> None:
        if self._playback.state in ("idle", "loading", "preparing"):
            self._is_due = True

    def _on_tracks(self) -> None:
        video = next((track for track in self._playback.tracks if track.kind is Kind.VIDEO), None)
        if not self._is_due or video is None:
            return
        self._is_due = False
        if self.choice == "best":
            allowed = [one for one in video.representations if self._playback.may_be_shown(one.height)]
            best = max(allowed, key=lambda one: (one.height or 0, one.bandwidth_bps), default=None)
            if best is not None:
                self._playback.choose_quality(best.id)
