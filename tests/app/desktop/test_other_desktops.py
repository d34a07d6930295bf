"""Windows' and macOS' seams against stand-ins of their APIs; neither was run on its own system."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any, Protocol

import pytest

from playhead_app.desktop import Command, DesktopSeam, MediaState, Status
from playhead_app.desktop.choice import this_desktop
from playhead_app.desktop.now_playing_center import NowPlayingCenter
from playhead_app.desktop.smtc import TransportControls

FILM = MediaState(Status.PLAYING, "Dunes", "1. Sand", "https://art.test/a.png", 10.0, 7_200.0, 0.5)


class System(Protocol):
    """A system as a test sees it: what it shows, and its keys."""

    seam: DesktopSeam
    is_awake: bool

    def press(self, key: str, value_s: float = 0.0) -> None: ...
    def shown(self) -> tuple[str, str, float, float] | None: ...
    def is_let_go(self) -> bool: ...


class Windows:
    """As much of Windows.Media as we use."""

    def __init__(self) -> None:
        self.is_awake = False
        self.handlers: dict[str, Callable[[object, Any], None]] = {}
        self.timeline: Any = None
        self.controls = SimpleNamespace(
            is_enabled=False,
            playback_status=0,
            display_updater=SimpleNamespace(
                type=0, video_properties=SimpleNamespace(title="", subtitle=""), update=lambda: None
            ),
            add_button_pressed=partial(self.add, "button"),
            remove_button_pressed=self.handlers.pop,
            add_playback_position_change_requested=partial(self.add, "position"),
            remove_playback_position_change_requested=self.handlers.pop,
            update_timeline_properties=partial(setattr, self, "timeline"),
        )
        player = SimpleNamespace(
            system_media_transport_controls=self.controls,
            command_manager=SimpleNamespace(is_enabled=True),
            close=lambda: None,
        )
        modules = {
            "winrt.windows.media": SimpleNamespace(
                MediaPlaybackStatus=int,
                MediaPlaybackType=int,
                SystemMediaTransportControlsTimelineProperties=SimpleNamespace,
            ),
            "winrt.windows.media.playback": SimpleNamespace(MediaPlayer=lambda: player),
            "winrt.windows.foundation": SimpleNamespace(),
        }
        self.seam: DesktopSeam = TransportControls(modules.__getitem__, self.flags)

    def add(self, name: str, handler: Callable[[object, Any], None]) -> str:
        self.handlers[name] = handler
        return name

    def flags(self, flags: int) -> None:
        assert flags & 0x80000000
        self.is_awake = bool(flags & 2)

    def press(self, key: str, value_s: float = 0.0) -> None:
        if key == "go-to":
            at = SimpleNamespace(requested_playback_position=timedelta(seconds=value_s))
            self.handlers["position"](None, at)
        else:
            number = {"play": 0, "pause": 1, "stop": 2, "forward": 4, "back": 5}[key]
            self.handlers["button"](None, SimpleNamespace(button=number))

    def shown(self) -> tuple[str, str, float, float] | None:
        if not self.controls.is_enabled:
            return None
        words = self.controls.display_updater.video_properties
        length_s, at_s = self.timeline.end_time.total_seconds(), self.timeline.position.total_seconds()
        return words.title, words.subtitle, at_s, length_s

    def is_let_go(self) -> bool:
        return not self.handlers and not self.controls.is_enabled


class RemoteCommand:
    """An `MPRemoteCommand`."""

    def __init__(self) -> None:
        self.handlers: list[Callable[[Any], int]] = []

    def addTargetWithHandler_(self, handler: Callable[[Any], int]) -> Callable[[Any], int]:
        self.handlers.append(handler)
        return handler

    def removeTarget_(self, target: Callable[[Any], int]) -> None:
        self.handlers.remove(target)

    def setPreferredIntervals_(self, intervals: list[float]) -> None:
        assert intervals == [10]


class MacOs:
    """As much of MediaPlayer and Foundation as we use."""

    def __init__(self) -> None:
        self.activities: list[str] = []
        self.info: dict[str, Any] | None = None
        self.state = 0
        names = {"play": "play", "pause": "pause", "stop": "stop", "toggle": "togglePlayPause"}
        names |= {"forward": "skipForward", "back": "skipBackward", "go-to": "changePlaybackPosition"}
        self.commands = {key: RemoteCommand() for key in names}
        center = SimpleNamespace(
            **{f"{name}Command": lambda key=key: self.commands[key] for key, name in names.items()}
        )
        info = SimpleNamespace(
            setNowPlayingInfo_=partial(setattr, self, "info"),
            setPlaybackState_=partial(setattr, self, "state"),
        )
        process = SimpleNamespace(
            beginActivityWithOptions_reason_=self.begin, endActivity_=self.activities.remove
        )
        media = SimpleNamespace(
            MPRemoteCommandCenter=SimpleNamespace(sharedCommandCenter=lambda: center),
            MPNowPlayingInfoCenter=SimpleNamespace(defaultCenter=lambda: info),
            MPMediaItemPropertyTitle="title",
            MPMediaItemPropertyArtist="artist",
            MPMediaItemPropertyPlaybackDuration="duration",
            MPNowPlayingInfoPropertyElapsedPlaybackTime="elapsed",
            MPNowPlayingInfoPropertyPlaybackRate="rate",
            MPNowPlayingInfoPropertyMediaType="type",
            MPNowPlayingInfoPropertyIsLiveStream="live",
        )
        foundation = SimpleNamespace(NSProcessInfo=SimpleNamespace(processInfo=lambda: process))
        self.seam: DesktopSeam = NowPlayingCenter(
            {"MediaPlayer": media, "Foundation": foundation}.__getitem__
        )

    def begin(self, options: int, reason: str) -> str:
        assert options & (1 << 40)
        self.activities.append(reason)
        return reason

    @property
    def is_awake(self) -> bool:
        return bool(self.activities)

    def press(self, key: str, value_s: float = 0.0) -> None:
        event = SimpleNamespace(interval=lambda: 10.0, positionTime=lambda: value_s)
        assert self.commands[key].handlers[0](event) == 0

    def shown(self) -> tuple[str, str, float, float] | None:
        told = self.info
        return (told["title"], told["artist"], told["elapsed"], told.get("duration", 0.0)) if told else None

    def is_let_go(self) -> bool:
        return self.info is None and not any(command.handlers for command in self.commands.values())


@pytest.fixture(params=[Windows, MacOs])
def system(request: pytest.FixtureRequest) -> System:
    return request.param()


async def test_what_plays_is_shown_and_keeps_the_screen_awake(system: System) -> None:
    await system.seam.open(lambda command, argument: None)
    await system.seam.show(FILM)
    assert system.shown() == ("Dunes", "1. Sand", 10.0, 7_200.0)
    assert system.is_awake
    await system.seam.show(replace(FILM, status=Status.PAUSED))
    assert system.shown() is not None
    assert not system.is_awake
    await system.seam.show(MediaState())
    assert system.shown() is None
    await system.seam.close()
    await system.seam.close()
    assert system.is_let_go()


async def test_a_channel_without_an_end_can_be_shown(system: System) -> None:
    await system.seam.open(lambda command, argument: None)
    await system.seam.show(replace(FILM, length_s=None))
    assert system.shown() == ("Dunes", "1. Sand", 10.0, 0.0)
    await system.seam.close()
    assert not system.is_awake


async def test_keys_become_commands_on_the_loop(system: System) -> None:
    heard: list[tuple[Command, str]] = []
    await system.seam.open(lambda command, argument: heard.append((command, argument)))
    for key in ("play", "pause", "stop", "forward", "back"):
        await asyncio.to_thread(system.press, key)
    await asyncio.to_thread(system.press, "go-to", 90.0)
    await asyncio.sleep(0)
    assert [(command, float(argument or 0)) for command, argument in heard] == [
        (Command.PLAY, 0.0),
        (Command.PAUSE, 0.0),
        (Command.STOP, 0.0),
        (Command.SKIP_S, 10.0),
        (Command.SKIP_S, -10.0),
        (Command.GO_TO_S, 90.0),
    ]
    await system.seam.close()


@pytest.mark.parametrize("seam", [TransportControls, NowPlayingCenter])
async def test_without_the_systems_packages_nothing_is_told_and_nothing_is_wrong(seam: Any) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    one: DesktopSeam = seam(missing)
    await one.open(lambda command, argument: None)
    await one.show(FILM)
    assert not await one.open_link("https://service.test/plan")
    await one.close()
    await one.close()


@pytest.mark.parametrize(("platform", "kind"), [("win32", TransportControls), ("darwin", NowPlayingCenter)])
def test_each_system_has_its_seam(platform: str, kind: type[object]) -> None:
    assert isinstance(this_desktop(platform), kind)
