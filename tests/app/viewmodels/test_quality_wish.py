"""Quality for each sort of network, and how the system wants captions."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from playhead_app.bridge import PlayerPort
from playhead_app.desktop.caption_defaults import system_captions
from playhead_app.desktop.network_kind import NetworkKind
from playhead_app.viewmodels.caption_style import CaptionStyle
from playhead_app.viewmodels.now_playing import NowPlaying
from playhead_app.viewmodels.playback import Playback
from playhead_app.viewmodels.preferences import Preferences
from playhead_app.viewmodels.quality_wish import QualityWish

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer

pytestmark = pytest.mark.gui
MEDIUM = QNetworkInformation.TransportMedium
FILM = NowPlaying("http://films.test/a.m3u8", "The Lighthouse")


class Network(QObject):
    """Qt's source of what the network is, as we use it."""

    transportMediumChanged = Signal()  # noqa: N815  # Qt's name
    isMeteredChanged = Signal()  # noqa: N815  # Qt's name

    def __init__(self) -> None:
        super().__init__()
        self.medium, self.metered = MEDIUM.WiFi, False

    def transportMedium(self) -> MEDIUM:
        return self.medium

    def isMetered(self) -> bool:
        return self.metered

    def become(self, medium: MEDIUM, *, metered: bool = False) -> None:
        self.medium, self.metered = medium, metered
        self.transportMediumChanged.emit()


@pytest.fixture
def network(qapp: object) -> Network:
    return Network()


@pytest.fixture
def preferences(qapp: object) -> Preferences:
    preferences = Preferences()
    preferences.adopt({})
    return preferences


@pytest.fixture
def playback(port: PlayerPort) -> Playback:
    return Playback(port, port)


@pytest.fixture
def wish(port: PlayerPort, playback: Playback, preferences: Preferences, network: Network) -> QualityWish:
    kind = NetworkKind(find=lambda: network)  # type: ignore[arg-type,return-value]  # what we use of it
    return QualityWish(playback, port, preferences, kind, port)


def calls(player: "FakePlayer", name: str) -> list[object]:
    return [value for called, value in player.calls if called == name]


def test_each_network_keeps_its_own_choice(wish: QualityWish, network: Network) -> None:
    assert (wish.network, wish.choice) == ("Quality on Wi-Fi", "auto")
    wish.turn()
    assert wish.choice == "saver"
    network.become(MEDIUM.Ethernet)
    assert (wish.network, wish.choice) == ("Quality on a cable", "auto")
    network.become(MEDIUM.WiFi)
    assert wish.choice == "saver"
    wish.turn()
    assert (wish.choice, wish.name) == ("best", "Best")


@pytest.mark.parametrize(("medium", "metered"), [(MEDIUM.Cellular, False), (MEDIUM.WiFi, True)])
def test_what_is_paid_by_the_byte_is_saved_unless_wished_otherwise(
    wish: QualityWish, network: Network, medium: MEDIUM, metered: bool
) -> None:
    network.become(medium, metered=metered)
    assert (wish.network, wish.choice) == ("Quality on mobile data", "saver")
    wish.turn()
    assert wish.choice == "best"


def test_the_data_saver_limits_what_plays_and_what_is_fetched_ahead(
    qtbot: QtBot, wish: QualityWish, playback: Playback, player: "FakePlayer"
) -> None:
    playback.start(FILM)
    qtbot.waitUntil(lambda: playback.state == "ready")
    assert calls(player, "limit_quality") == [None]
    wish.turn()
    qtbot.waitUntil(lambda: calls(player, "limit_quality") == [None, 480])
    assert calls(player, "set_buffer_goal")[-1] == 10.0
    playback.dial(100.0)
    playback.leave()
    playback.start(FILM)
    qtbot.waitUntil(lambda: calls(player, "limit_quality") == [None, 480, 480])
    assert calls(player, "thumbnail_at") == []


def test_the_plans_own_limit_holds_as_well(
    qtbot: QtBot, wish: QualityWish, playback: Playback, player: "FakePlayer"
) -> None:
    wish.turn()
    playback.start(NowPlaying("http://films.test/a.m3u8", "The Lighthouse", max_height=360))
    qtbot.waitUntil(lambda: calls(player, "limit_quality") == [360])


def test_the_best_is_the_best_that_the_plan_includes(
    qtbot: QtBot, wish: QualityWish, playback: Playback, player: "FakePlayer"
) -> None:
    wish.turn()
    wish.turn()
    playback.start(FILM)
    qtbot.waitUntil(lambda: calls(player, "set_quality") == ["v1080"])
    playback.start(NowPlaying("http://films.test/b.m3u8", "Another", max_height=720))
    qtbot.waitUntil(lambda: calls(player, "set_quality")[-1] == "v720")


def test_a_system_that_tells_nothing_of_its_network_is_one_network() -> None:
    assert NetworkKind(find=lambda: None).kind == "other"


WINDOWS = SimpleNamespace(font_size=3, font_color=6, font_effect=4, background_opacity=1)


def test_windows_says_how_captions_look() -> None:
    asked: list[str] = []

    def load(name: str) -> Any:
        asked.append(name)
        return SimpleNamespace(ClosedCaptionProperties=WINDOWS)

    assert system_captions("win32", load) == {
        "caption-size": "large",
        "caption-colour": "yellow",
        "caption-edge": "outline",
        "caption-ground": "solid",
    }
    assert asked == ["winrt.windows.media.closedcaptioning"]


class Answering:
    """A function of a C library."""

    def __init__(self, answer: float) -> None:
        self.answer = answer
        self.restype: object = None

    def __call__(self, domain: int, behaviour: None) -> float:
        assert domain == 1
        return self.answer


def test_macos_says_how_captions_look() -> None:
    library = SimpleNamespace(
        MACaptionAppearanceGetRelativeCharacterSize=Answering(1.25),
        MACaptionAppearanceGetBackgroundOpacity=Answering(0.0),
        MACaptionAppearanceGetTextEdgeStyle=Answering(4),
    )
    told = system_captions("darwin", lambda _: library)
    assert told == {"caption-size": "large", "caption-edge": "outline", "caption-ground": "none"}


def test_a_system_without_such_settings_has_no_opinion() -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    assert system_captions("win32", missing) == {}
    assert system_captions("linux") == {}


def test_the_viewers_own_style_goes_before_the_systems(preferences: Preferences) -> None:
    style = CaptionStyle(preferences, system={"caption-size": "huge"})
    assert style.size == 1.8
    assert not style.is_changed
    seen = []
    for _ in range(4):
        style.turn("caption-size")
        seen.append(style.size)
    assert seen == [0.75, 1.0, 1.35, 1.8]
    style.turn("caption-size")
    style.reset()
    assert style.size == 1.8
