"""macOS: Now Playing and the remote commands, and a screen that stays awake while something plays.

Written against MediaPlayer's `MPNowPlayingInfoCenter` and `MPRemoteCommandCenter` through PyObjC, and
`NSProcessInfo`'s activities. It was not run on macOS: the tests hold it against a stand-in of that API.
PyObjC is optional; without it nothing is told and nothing is wrong.
"""

# PyObjC is there on macOS alone, and its objects have no types here.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import asyncio
import logging
from collections.abc import Callable
from importlib import import_module
from typing import Any

from playhead_app.desktop.seam import Command, MediaState, Status

__all__ = ["NowPlayingCenter"]

_log = logging.getLogger(__name__)
# MPNowPlayingPlaybackState, MPRemoteCommandHandlerStatusSuccess and MPNowPlayingInfoMediaTypeVideo by number.
_STATUS = {Status.PLAYING: 1, Status.PAUSED: 2, Status.STOPPED: 3}
_DONE = 0
_VIDEO = 2
# NSActivityUserInitiated with NSActivityIdleDisplaySleepDisabled.
_ACTIVITY = 0x00FFFFFF | (1 << 40)
_JUMP_S = 10


class NowPlayingCenter:
    """A `DesktopSeam` on macOS.

    Args:
        load: Imports PyObjC's modules by name; for tests.
    """

    def __init__(self, load: Callable[[str], Any] = import_module) -> None:
        self._load = load
        self._media: Any = None
        self._process: Any = None
        self._targets: list[tuple[Any, Any]] = []
        self._activity: Any = None

    async def open(self, on_command: Callable[[Command, str], None]) -> None:
        """Offer our commands; macOS calls them on a thread of its own, from where they go to the loop."""
        try:
            self._media = self._load("MediaPlayer")
            self._process = self._load("Foundation").NSProcessInfo.processInfo()
        except (ImportError, OSError) as error:
            _log.info("no Now Playing: %s", type(error).__name__)
            self._media = None
            return
        loop = asyncio.get_running_loop()
        center = self._media.MPRemoteCommandCenter.sharedCommandCenter()

        def offer(command: Any, wanted: Command, argument: Callable[[Any], str]) -> None:
            def act(event: Any) -> int:
                loop.call_soon_threadsafe(on_command, wanted, argument(event))
                return _DONE

            self._targets.append((command, command.addTargetWithHandler_(act)))

        offer(center.playCommand(), Command.PLAY, _nothing)
        offer(center.pauseCommand(), Command.PAUSE, _nothing)
        offer(center.togglePlayPauseCommand(), Command.TOGGLE, _nothing)
        offer(center.stopCommand(), Command.STOP, _nothing)
        for jump, sign in ((center.skipForwardCommand(), 1), (center.skipBackwardCommand(), -1)):
            jump.setPreferredIntervals_([_JUMP_S])
            offer(jump, Command.SKIP_S, lambda event, sign=sign: str(sign * float(event.interval())))
        place = center.changePlaybackPositionCommand()
        offer(place, Command.GO_TO_S, lambda event: str(float(event.positionTime())))

    async def show(self, state: MediaState) -> None:
        """Tell what plays, and keep the screen awake while it does."""
        if self._media is None:
            return
        media = self._media
        center = media.MPNowPlayingInfoCenter.defaultCenter()
        told: dict[Any, object] | None = None
        if state.status is not Status.STOPPED:
            told = {
                media.MPMediaItemPropertyTitle: state.title,
                media.MPMediaItemPropertyArtist: state.subtitle,
                media.MPNowPlayingInfoPropertyElapsedPlaybackTime: state.position_s,
                media.MPNowPlayingInfoPropertyPlaybackRate: float(state.status is Status.PLAYING),
                media.MPNowPlayingInfoPropertyMediaType: _VIDEO,
                media.MPNowPlayingInfoPropertyIsLiveStream: state.length_s is None,
            }
            if state.length_s is not None:
                told[media.MPMediaItemPropertyPlaybackDuration] = state.length_s
        center.setNowPlayingInfo_(told)
        center.setPlaybackState_(_STATUS[state.status])
        self._stay_awake(state.status is Status.PLAYING)

    async def open_link(self, url: str) -> bool:
        """Qt knows the way."""
        return False

    async def close(self) -> None:
        """Let the screen sleep, take back our commands and what plays."""
        media, self._media = self._media, None
        if media is None:
            return
        self._stay_awake(False)
        targets, self._targets = self._targets, []
        for command, target in targets:
            command.removeTarget_(target)
        media.MPNowPlayingInfoCenter.defaultCenter().setNowPlayingInfo_(None)

    def _stay_awake(self, is_wanted: bool) -> None:
        if is_wanted and self._activity is None:
            begin = self._process.beginActivityWithOptions_reason_
            self._activity = begin(_ACTIVITY, "A film is playing")
        elif not is_wanted and self._activity is not None:
            activity, self._activity = self._activity, None
            self._process.endActivity_(activity)


def _nothing(_: Any) -> str:
    return ""
