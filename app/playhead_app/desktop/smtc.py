"""Windows: System Media Transport Controls, and a screen that stays awake while something plays.

Written against `Windows.Media.SystemMediaTransportControls` (through a `Windows.Media.Playback.MediaPlayer`
that plays nothing, the documented way for desktop apps) and `SetThreadExecutionState`. It was not run on
Windows: the tests hold it against a stand-in of that API. PyWinRT's packages are optional; without them
nothing is told and nothing is wrong.
"""

# PyWinRT is there on Windows alone, and its objects have no types here.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import asyncio
import ctypes
import logging
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

from playhead_app.desktop.seam import Command, MediaState, Status

__all__ = ["TransportControls"]

_log = logging.getLogger(__name__)
# MediaPlaybackStatus and SystemMediaTransportControlsButton by number.
_STATUS = {Status.STOPPED: 2, Status.PLAYING: 3, Status.PAUSED: 4}
_BUTTONS = {0: Command.PLAY, 1: Command.PAUSE, 2: Command.STOP}
_JUMPS_S = {4: "10", 5: "-10"}
_VIDEO = 2
# ES_CONTINUOUS, and with ES_SYSTEM_REQUIRED and ES_DISPLAY_REQUIRED.
_SLEEPY, _AWAKE = 0x80000000, 0x80000003


class TransportControls:
    """A `DesktopSeam` on Windows.

    Args:
        load: Imports PyWinRT's modules by name; for tests.
        keep_awake: Takes the flags of `SetThreadExecutionState`.
    """

    def __init__(
        self,
        load: Callable[[str], Any] = import_module,
        keep_awake: Callable[[int], object] | None = None,
    ) -> None:
        self._load = load
        self._keep_awake = keep_awake or _execution_state
        self._player: Any = None
        self._media: Any = None
        self._tokens: list[tuple[str, Any]] = []
        self._is_awake = False

    async def open(self, on_command: Callable[[Command, str], None]) -> None:
        """Take hold of the controls; their events come on threads of Windows and are handed to the loop."""
        try:
            self._player = self._load("winrt.windows.media.playback").MediaPlayer()
            self._media = self._load("winrt.windows.media")
            self._load("winrt.windows.foundation")
        except (ImportError, OSError) as error:
            _log.info("no transport controls: %s", type(error).__name__)
            self._player = None
            return
        loop = asyncio.get_running_loop()

        def tell(command: Command, argument: str = "") -> None:
            loop.call_soon_threadsafe(on_command, command, argument)

        def on_button(_: object, event: Any) -> None:
            button = int(event.button)
            if button in _BUTTONS:
                tell(_BUTTONS[button])
            elif button in _JUMPS_S:
                tell(Command.SKIP_S, _JUMPS_S[button])

        def on_position(_: object, event: Any) -> None:
            tell(Command.GO_TO_S, str(event.requested_playback_position.total_seconds()))

        controls = self._controls
        # Ours alone: the player would answer for itself.
        self._player.command_manager.is_enabled = False
        for name in ("is_play_enabled", "is_pause_enabled", "is_stop_enabled"):
            setattr(controls, name, True)
        controls.is_fast_forward_enabled = controls.is_rewind_enabled = True
        self._tokens = [
            ("remove_button_pressed", controls.add_button_pressed(on_button)),
            (
                "remove_playback_position_change_requested",
                controls.add_playback_position_change_requested(on_position),
            ),
        ]

    async def show(self, state: MediaState) -> None:
        """Tell what plays, and keep the screen awake while it does."""
        if self._player is None:
            return
        controls, is_something = self._controls, state.status is not Status.STOPPED
        controls.is_enabled = is_something
        controls.playback_status = self._media.MediaPlaybackStatus(_STATUS[state.status])
        self._stay_awake(state.status is Status.PLAYING)
        if not is_something:
            return
        updater = controls.display_updater
        updater.type = self._media.MediaPlaybackType(_VIDEO)
        updater.video_properties.title = state.title
        updater.video_properties.subtitle = state.subtitle
        updater.update()
        timeline = self._media.SystemMediaTransportControlsTimelineProperties()
        timeline.position = timedelta(seconds=state.position_s)
        timeline.end_time = timeline.max_seek_time = timedelta(seconds=state.length_s or 0.0)
        controls.update_timeline_properties(timeline)

    async def open_link(self, url: str) -> bool:
        """Qt knows the way."""
        return False

    async def close(self) -> None:
        """Let the screen sleep and let go of the controls."""
        self._stay_awake(False)
        player, self._player = self._player, None
        if player is not None:
            controls = player.system_media_transport_controls
            for remove, token in self._tokens:
                getattr(controls, remove)(token)
            controls.is_enabled = False
            player.close()

    @property
    def _controls(self) -> Any:
        return self._player.system_media_transport_controls

    def _stay_awake(self, is_wanted: bool) -> None:
        # Counts for the thread that says it: always the loop's.
        if is_wanted != self._is_awake:
            self._is_awake = is_wanted
            self._keep_awake(_AWAKE if is_wanted else _SLEEPY)


def _execution_state(flags: int) -> object:
    return getattr(ctypes, "windll").kernel32.SetThreadExecutionState(flags)  # noqa: B009  # Windows alone has it
