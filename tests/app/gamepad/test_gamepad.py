"""Pads as remote controls: what they say becomes keys, whoever hears them."""

import ctypes
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow

from playhead_app.gamepad import Gamepad, PadEvent, PadSource, Press, Steering

if TYPE_CHECKING:
    from tests.app.conftest import Remotely

# In the order of SDL_GameControllerButton and SDL_GameControllerAxis.
BUTTONS = [
    "a",
    "b",
    "x",
    "y",
    "back",
    "guide",
    "start",
    "leftstick",
    "rightstick",
    *("leftshoulder", "rightshoulder", "dpup", "dpdown", "dpleft", "dpright"),
]
AXES = ["leftx", "lefty", "rightx", "righty", "lefttrigger", "righttrigger"]


class Hand(Protocol):
    """A pad, and a hand on it."""

    source: PadSource

    def plug_in(self) -> None: ...
    def pull_out(self) -> None: ...
    def button(self, name: str, is_down: bool) -> None: ...
    def axis(self, name: str, value: float) -> None: ...


class StandInPads:
    """A source that says what the test does."""

    def __init__(self) -> None:
        self.source: PadSource = self
        self.told: list[PadEvent] = []
        self.pad = 0
        self.is_closed = False

    def poll(self) -> Sequence[PadEvent]:
        told, self.told = self.told, []
        return [] if self.is_closed else told

    def close(self) -> None:
        self.is_closed = True

    def plug_in(self) -> None:
        self.pad += 1
        self.told.append(PadEvent(self.pad, "attached"))

    def pull_out(self) -> None:
        self.told.append(PadEvent(self.pad, "detached"))

    def button(self, name: str, is_down: bool) -> None:
        self.told.append(PadEvent(self.pad, name, float(is_down)))

    def axis(self, name: str, value: float) -> None:
        self.told.append(PadEvent(self.pad, name, value))


class VirtualPad:
    """A device that SDL itself makes up, heard by the real source."""

    def __init__(self) -> None:
        from playhead_app.gamepad.sdl_pads import SdlPads

        self.source: PadSource = SdlPads()
        import sdl2

        self._sdl: Any = sdl2
        self._joystick: Any = None

    def plug_in(self) -> None:
        sdl = self._sdl
        self._index = sdl.SDL_JoystickAttachVirtual(sdl.SDL_JOYSTICK_TYPE_GAMECONTROLLER, 6, 15, 0)
        self._joystick = sdl.SDL_JoystickOpen(self._index)
        for trigger in ("lefttrigger", "righttrigger"):
            sdl.SDL_JoystickSetVirtualAxis(self._joystick, AXES.index(trigger), -32768)

    def pull_out(self) -> None:
        self._sdl.SDL_JoystickClose(self._joystick)
        self._sdl.SDL_JoystickDetachVirtual(self._index)

    def button(self, name: str, is_down: bool) -> None:
        self._sdl.SDL_JoystickSetVirtualButton(self._joystick, BUTTONS.index(name), is_down)

    def axis(self, name: str, value: float) -> None:
        raw = ctypes.c_int16(round(value * 32767))
        self._sdl.SDL_JoystickSetVirtualAxis(self._joystick, AXES.index(name), raw)


def virtual_pad() -> Hand:
    if find_spec("sdl2") is None:
        pytest.skip("the extra `gamepad` is not installed")
    return VirtualPad()


@pytest.fixture(params=[StandInPads, virtual_pad], ids=["stand-in", "SDL"])
def hand(request: pytest.FixtureRequest) -> Any:
    one: Hand = request.param()
    yield one
    one.source.close()
    one.source.close()


def said(hand: Hand) -> list[tuple[str, float]]:
    return [(event.control, event.value) for event in hand.source.poll()]


def test_a_source_tells_of_pads_buttons_and_sticks_and_of_their_going(hand: Hand) -> None:
    assert said(hand) == []
    hand.plug_in()
    assert said(hand)[0] == ("attached", 0.0)
    said(hand)
    hand.button("a", True)
    assert said(hand) == [("a", 1.0)]
    hand.button("a", False)
    hand.axis("lefty", -1.0)
    told = said(hand)
    assert ("a", 0.0) in told
    assert [value for control, value in told if control == "lefty"] == [pytest.approx(-1.0, abs=0.01)]
    hand.pull_out()
    assert "detached" in [control for control, _ in said(hand)]
    hand.plug_in()
    assert "attached" in [control for control, _ in said(hand)]
    hand.source.close()
    assert said(hand) == []


def play(steering: Steering, *events: tuple[str, float], at_s: float = 0.0) -> list[Press]:
    return [press for control, value in events for press in steering.hear(PadEvent(1, control, value), at_s)]


@pytest.mark.parametrize(
    ("button", "key"),
    [
        ("a", "Return"),
        ("b", "Escape"),
        ("x", "Delete"),
        ("y", "N"),
        ("leftshoulder", "PageDown"),
        ("rightshoulder", "PageUp"),
        ("start", "MediaTogglePlayPause"),
        ("dpup", "Up"),
    ],
)
def test_a_button_is_a_key(button: str, key: str) -> None:
    assert hasattr(Qt.Key, f"Key_{key}")
    presses = play(Steering(), (button, 1.0), (button, 0.0))
    assert presses == [Press(key, is_down=True), Press(key, is_down=False)]


def test_a_stick_that_trembles_presses_once() -> None:
    presses = play(Steering(), *(("leftx", value) for value in (0.2, 0.5, 0.6, 0.5, 0.58, 0.4, 0.3, 0.5)))
    assert presses == [Press("Right", is_down=True), Press("Right", is_down=False)]


def test_a_stick_thrown_across_lets_go_before_it_presses() -> None:
    presses = play(Steering(), ("lefty", -0.9), ("lefty", 0.9))
    assert [(one.key, one.is_down) for one in presses] == [("Up", True), ("Up", False), ("Down", True)]


def test_a_held_direction_repeats_and_a_held_button_does_not() -> None:
    steering = Steering()
    play(steering, ("dpright", 1.0), ("a", 1.0))
    counts = [len(steering.tick(step / 100)) for step in range(100)]
    assert sum(counts[:40]) == 0
    assert 5 <= sum(counts) <= 7
    assert steering.tick(60.0) == [Press("Right", is_down=True, is_repeat=True)]
    assert steering.tick(60.01) == []


def test_a_pad_that_is_pulled_out_lets_go_of_what_it_held() -> None:
    steering = Steering()
    steering.hear(PadEvent(1, "attached"), 0.0)
    play(steering, ("dpdown", 1.0))
    assert steering.hear(PadEvent(1, "detached"), 1.0) == [Press("Down", is_down=False)]
    assert steering.pads == 0
    assert steering.tick(9.0) == []


@pytest.mark.gui
def test_a_viewer_comes_from_home_to_a_title_and_back_by_pad(at_home: "Remotely") -> None:
    pads, now = StandInPads(), [0.0]
    gamepad = Gamepad(lambda: pads, focus=lambda: at_home.app.window, clock=lambda: now[0])
    gamepad.begin()

    def tap(button: str) -> None:
        pads.button(button, True)
        pads.button(button, False)
        gamepad.ask()

    pads.plug_in()
    gamepad.ask()
    tap("dpdown")
    at_home.until(lambda: at_home.tile == "0-0")
    pads.axis("leftx", 0.9)
    gamepad.ask()
    now[0] = 0.5
    gamepad.ask()
    pads.axis("leftx", 0.0)
    gamepad.ask()
    at_home.until(lambda: at_home.tile == "0-2")
    tap("a")
    at_home.until(lambda: at_home.on("details"))
    tap("b")
    at_home.until(lambda: at_home.tile == "0-2")
    gamepad.close()
    assert pads.is_closed


@pytest.mark.gui
def test_a_pad_steers_nothing_while_another_window_has_the_focus(at_home: "Remotely") -> None:
    pads = StandInPads()
    window: list[QWindow | None] = [None]
    gamepad = Gamepad(lambda: pads, focus=lambda: window[0], clock=lambda: 0.0)
    gamepad.begin()
    pads.plug_in()
    pads.button("dpdown", True)
    pads.button("dpdown", False)
    gamepad.ask()
    window[0] = at_home.app.window
    gamepad.ask()
    assert at_home.focus == "hero-play"
    gamepad.close()


@pytest.mark.parametrize("error", [ImportError, OSError])
def test_without_sdl_there_is_no_gamepad_and_nothing_is_wrong(
    qapp: object, error: Callable[[], Exception]
) -> None:
    def make() -> PadSource:
        raise error()

    gamepad = Gamepad(make)
    gamepad.begin()
    gamepad.ask()
    gamepad.close()
