"""Fast forward and rewind."""

import asyncio
import logging
from abc import abstractmethod

from playhead.errors import ErrorCode, PlayerError, Recovery, Severity, make_problem
from playhead.events import ProblemRaised, ScanEnded, ScanStarted
from playhead.faces.interludes import InterludesFace
from playhead.session.playback import Playback
from playhead.session.settings_check import bad_config
from playhead.session.trick.scan import Scan
from playhead.state import PlayerState

__all__ = ["ScanningFace"]

_log = logging.getLogger(__name__)

_SLOWEST_RATE, _FASTEST_RATE = 2.0, 64.0


class ScanningFace(InterludesFace):
    """Winding through a title by its key frames; `ScanStarted` and `ScanEnded` tell of it."""

    _is_paused: bool
    _scanning: asyncio.Task[None] | None

    @abstractmethod
    def _set_paused(self, is_paused: bool) -> None:
        """Take the viewer's wish, and tell of it if it is new."""

    @abstractmethod
    def _set_state(self, state: PlayerState) -> None:
        """Go to a state, and tell of it if it is new."""

    @property
    def scan_rate(self) -> float | None:
        """How fast the title is being wound, negative for back; None while it isn't."""
        return self._scan.rate if self._scan is not None else None

    async def scan(self, rate: float) -> None:
        """Wind through the title, without sound: fast forward, or rewind; returns once it is under way.

        Shown are key frames at a steady pace: of the title's trick-play tracks where it has any (HLS I-frame
        playlists, DASH trick mode), else of its lowest rung; where none can be had, the title is sought from
        place to place. `position_s` moves on meanwhile. Winding ends with `play`, which goes on exactly
        there, with `pause`, `seek`, or by itself at the title's start, its end or the live edge, where
        playback goes on. Another call changes the rate.

        Args:
            rate: Seconds of the title in a second: 2 to 64, or -2 to -64 for back.

        Raises:
            PlayerStateError: BAD_CONFIG for any other rate; WRONG_STATE if nothing is loaded, or an
                interstitial that may not be skipped is being played.
        """
        if not _SLOWEST_RATE <= abs(rate) <= _FASTEST_RATE:
            raise bad_config(f"scan rate {rate} is not between {_SLOWEST_RATE} and {_FASTEST_RATE}, or minus")
        playback = self._require_playback("scan")
        await self._leave_interlude("scan")
        position_s = self._scan.position_s if self._scan is not None else playback.position_s
        self._cancel_scan()
        playback.suspend()
        playback.downloads.halt()
        self._set_paused(False)
        self._scan = scan = Scan(playback, self._backend, position_s, rate, self._set_state)
        self._hub.emit(ScanStarted(playback.context.clock.now_s(), position_s, rate))
        self._scanning = asyncio.create_task(self._wind(playback, scan), name="scan")

    async def _wind(self, playback: Playback, scan: Scan) -> None:
        reason = "failed"
        try:
            reason = await scan.run()
        except PlayerError as error:
            _log.info("winding ended: %s", error.problem.code.name)
        except Exception as error:  # noqa: BLE001 - the top of a task: the title goes on whatever happens
            _log.exception("winding ended by an internal error")
            problem = make_problem(ErrorCode.PLAYER_INTERNAL, f"scan: {type(error).__name__}")
            told = problem.with_outcome(Severity.DEGRADED, Recovery.NONE)
            self._hub.emit(ProblemRaised(playback.context.clock.now_s(), told))
        if self._scan is scan:
            self._end_scan(reason)

    def _end_scan(self, reason: str) -> None:
        """Go on where the scan stands, if there is one."""
        playback, position_s = self._playback, self._leave_scan(reason)
        if playback is None or position_s is None:
            return
        barrier = self._interstitials.barrier(playback, position_s)
        if barrier is not None:
            playback.resume(None)
            self._insert(playback, [barrier], after_s=position_s)
            return
        playback.resume(position_s)
        self._interstitials.forget_from(position_s)
        playback.seek(position_s)

    def _leave_scan(self, reason: str) -> float | None:
        """Let go of the scan and return where it stood; the title stays suspended. None if there is none."""
        scan, playback = self._scan, self._playback
        if scan is None or playback is None:
            return None
        position_s = scan.position_s
        self._cancel_scan()
        playback.set_paused(self._is_paused)
        playback.set_rate(self._rate)
        self._hub.emit(ScanEnded(playback.context.clock.now_s(), position_s, reason))
        return position_s

    def _cancel_scan(self) -> None:
        scanning, self._scan, self._scanning = self._scanning, None, None
        if scanning is not None and scanning is not asyncio.current_task():
            scanning.cancel()

    async def _drop_scan(self) -> None:
        """End the scan because the title is let go."""
        scanning = self._scanning
        self._leave_scan("stop")
        if scanning is not None:
            await asyncio.wait([scanning])
