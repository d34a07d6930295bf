"""SDL's game controllers: hot-plug, and one layout for hundreds of models.

SDL is asked for controllers and nothing else: no window, no sound, and its signal handlers stay away.
"""

# PySDL2 says no types; this module is the one that wraps it.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingImports=false, reportMissingTypeStubs=false

import ctypes
import warnings
from contextlib import suppress
from importlib import import_module
from typing import Any

from playhead_app.gamepad.steering import PadEvent

__all__ = ["SdlPads", "load_sdl"]

_FULL = 32_767.0


def load_sdl() -> None:
    """Load SDL, if it is installed: a tenth of a second and more, for a thread that nobody waits for."""
    # It warns of using its own binaries, which is what we want of it.
    warnings.filterwarnings("ignore", "Using SDL2 binaries", UserWarning)
    with suppress(ImportError):
        import_module("sdl2")


class SdlPads:
    """A `PadSource` on SDL 2. Everything, making it too, on one thread.

    Raises:
        ImportError: PySDL2 or SDL itself isn't installed.
        OSError: SDL can't hear controllers here.
    """

    def __init__(self) -> None:
        load_sdl()
        import sdl2

        self._sdl: Any = sdl2
        # No window of SDL's ever has the focus; whether ours has is asked where the keys go.
        sdl2.SDL_SetHint(b"SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS", b"1")
        # Ctrl-C is Python's.
        sdl2.SDL_SetHint(b"SDL_NO_SIGNAL_HANDLERS", b"1")
        # On Windows hot-plug messages need a thread where there is no window of SDL's.
        sdl2.SDL_SetHint(b"SDL_JOYSTICK_THREAD", b"1")
        if sdl2.SDL_Init(sdl2.SDL_INIT_GAMECONTROLLER) != 0:
            raise OSError(sdl2.SDL_GetError().decode(errors="replace"))
        self._open: dict[int, Any] = {}
        self._is_closed = False

    def poll(self) -> list[PadEvent]:
        """Return what was said since the last call."""
        told: list[PadEvent] = []
        event = self._sdl.SDL_Event()
        while not self._is_closed and self._sdl.SDL_PollEvent(ctypes.byref(event)):
            one = self._read(event)
            if one is not None:
                told.append(one)
        return told

    def close(self) -> None:
        """Let go of all pads."""
        if self._is_closed:
            return
        self._is_closed = True
        for controller in self._open.values():
            self._sdl.SDL_GameControllerClose(controller)
        self._open.clear()
        self._sdl.SDL_QuitSubSystem(self._sdl.SDL_INIT_GAMECONTROLLER)

    def _read(self, event: Any) -> PadEvent | None:
        sdl = self._sdl
        if event.type == sdl.SDL_CONTROLLERDEVICEADDED:
            return self._attach(event.cdevice.which)
        if event.type == sdl.SDL_CONTROLLERDEVICEREMOVED:
            pad = int(event.cdevice.which)
            controller = self._open.pop(pad, None)
            if controller is None:
                return None
            sdl.SDL_GameControllerClose(controller)
            return PadEvent(pad, "detached")
        if event.type in (sdl.SDL_CONTROLLERBUTTONDOWN, sdl.SDL_CONTROLLERBUTTONUP):
            name = sdl.SDL_GameControllerGetStringForButton(event.cbutton.button) or b""
            return PadEvent(int(event.cbutton.which), name.decode(), float(event.cbutton.state))
        if event.type == sdl.SDL_CONTROLLERAXISMOTION:
            name = sdl.SDL_GameControllerGetStringForAxis(event.caxis.axis) or b""
            value = max(-1.0, event.caxis.value / _FULL)
            return PadEvent(int(event.caxis.which), name.decode(), value)
        return None

    def _attach(self, index: int) -> PadEvent | None:
        controller = self._sdl.SDL_GameControllerOpen(index)
        if not controller:
            return None
        joystick = self._sdl.SDL_GameControllerGetJoystick(controller)
        pad = int(self._sdl.SDL_JoystickInstanceID(joystick))
        if pad in self._open:
            self._sdl.SDL_GameControllerClose(controller)
            return None
        self._open[pad] = controller
        return PadEvent(pad, "attached")
