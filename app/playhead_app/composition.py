"""The one place that builds everything, and takes it down again in the right order.

Down goes: the screen (no picture may reach a dying window), the player (on the loop; its decoder threads
end), the catalogue's connection, the demo service, the loop's thread. Each step has a limit of its own, so
that a window that was closed is gone within two seconds whatever the app was doing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QSettings

from playhead import Player, PlayerSettings, ThroughputFile
from playhead.backend.libvlc import LibVlcBackend
from playhead_app.account import Account
from playhead_app.bridge import ControlledPlayer, LoopThread, PlayerPort, Remote
from playhead_app.cache_folder import cache_folder
from playhead_app.catalogue import Catalogue
from playhead_app.desktop import DesktopSeam, NoDesktop
from playhead_app.desktop.desk import Desk
from playhead_app.downloads.desk import DownloadDesk
from playhead_app.library import Library, PersonalService
from playhead_app.reporter import Reporter
from playhead_app.surface import Pictures, VideoSurface
from playhead_app.viewmodels.account import AccountModel
from playhead_app.viewmodels.app import AppModel
from playhead_app.viewmodels.downloads import Downloads
from playhead_app.viewmodels.faults import Faults
from playhead_app.viewmodels.household import Household
from playhead_app.viewmodels.news import MakeLine, News
from playhead_app.viewmodels.preferences import Preferences
from playhead_app.viewmodels.screen import Screen

__all__ = ["ClosingLimits", "Composition", "Service", "make_player"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ClosingLimits:
    """How long closing waits before the process ends anyway, in seconds.

    Attributes:
        step_s: For each part by itself.
        all_s: For all of them.
        join_s: For the loop's thread, after that.
    """

    step_s: float = 0.7
    all_s: float = 1.4
    join_s: float = 0.4


class Service(Protocol):
    """Something that runs beside the app and ends with it."""

    async def close(self) -> None:
        """End it and let go of everything."""
        ...


class Composition:
    """Everything but the window. Build it on Qt's thread, `close` it there.

    Args:
        catalogue: Where titles come from.
        services: What ends with the app, first to end first.
        player_factory: Makes the player on the loop's thread; gets the surface to show pictures on.
        preferences_store: Where settings are kept; None forgets them.
        desktop: Whom to tell what plays; None tells nobody.
        account: What the viewer may sign in to; None for nothing. Ends with the app.
        download_desk: Titles kept on this device; None keeps none.
        personal: The service's side of what belongs to viewers; None keeps it on this device.
        library_path: Where this device remembers; None forgets with the process.
        line: Makes what listens to the service; None listens to nothing.
        limits: How long `close` may take.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        reporter: Reporter,
        services: tuple[Service, ...] = (),
        player_factory: Callable[[VideoSurface], ControlledPlayer] | None = None,
        preferences_store: QSettings | None = None,
        desktop: DesktopSeam | None = None,
        account: Account | None = None,
        download_desk: DownloadDesk | None = None,
        personal: PersonalService | None = None,
        library_path: Path | None = None,
        line: MakeLine | None = None,
        limits: ClosingLimits = ClosingLimits(),
    ) -> None:
        factory = player_factory or partial(make_player, offline=download_desk)
        seam = desktop or NoDesktop()
        own = [seam, *filter(None, (download_desk, account))]
        self._services = (*own, *services)
        self._limits = limits
        self.reporter = reporter
        self.loop = LoopThread(reporter.report)
        self.loop.start()
        self.surface = VideoSurface()
        self.pictures = Pictures(self.surface)
        self.remote = Remote(self.loop)
        self.port = PlayerPort(self.remote, lambda: factory(self.surface))
        self.port.event_told.connect(reporter.memory.tell)
        faults = Faults(reporter.memory)
        downloads = Downloads(self.remote, download_desk, catalogue, preferences_store)
        preferences = Preferences(preferences_store)
        self._library = Library(library_path)
        household = Household(self.remote, self._library, catalogue, personal)
        signed = AccountModel(self.remote, account)
        self.screen = Screen(self.remote, self.port, self.surface, preferences)
        self.model = AppModel(
            self.remote, catalogue, self.port, preferences, faults, household, downloads, signed, self.screen
        )
        if line is not None:
            news = News(self.remote, line, self.model.home, household, signed, self.model)
            news.told.connect(self.model.noticed)
            self._services = (news, *self._services)
        self.desk = Desk(self.remote, seam, self.model.playback, self.model)
        reporter.tell(lambda crash: self.remote.post(faults.take, crash))

    def report(self) -> dict[str, Any] | None:
        """Return the player's session report, waiting for the loop; None if there is none to be had."""
        try:
            return self.loop.submit(self.port.report()).result(self._limits.step_s)
        except FutureTimeoutError:
            _log.warning("the player gave no report within %.1f s", self._limits.step_s)
            return None

    def close(self) -> bool:
        """Take everything down; returns whether all of it ended in time."""
        self.reporter.hush()
        self.surface.detach()
        self.model.put_down()
        done = self.loop.submit(self._close_on_loop())
        try:
            ended = done.result(self._limits.all_s)
        except (FutureTimeoutError, asyncio.CancelledError):
            _log.warning("the player and its services did not end within %.1f s", self._limits.all_s)
            ended = False
        return self.loop.stop(self._limits.join_s) and ended

    async def _close_on_loop(self) -> bool:
        limit_s = self._limits.step_s
        ended = await _within_limit(limit_s, "the player", self.port.close())
        ended = await _within_limit(limit_s, "the library", self._library.close()) and ended
        for service in self._services:
            ended = await _within_limit(limit_s, type(service).__name__, service.close()) and ended
        return ended


async def _within_limit(limit_s: float, name: str, closing: Awaitable[None]) -> bool:
    try:
        async with asyncio.timeout(limit_s):
            await closing
    except TimeoutError:
        _log.warning("%s did not end within %.1f s", name, limit_s)
        return False
    except Exception:  # noqa: BLE001  # top of a shutdown step: logged, and the others must still be closed
        _log.exception("%s failed to close", name)
        return False
    return True


def make_player(
    surface: VideoSurface, settings: PlayerSettings | None = None, *, offline: DownloadDesk | None = None
) -> Player:
    """Make the real player: libVLC decodes, and its pictures go to the surface."""
    backend = LibVlcBackend(picture_sink=surface)
    surface.give_decoder(backend)
    return Player(
        backend=backend,
        settings=settings,
        offline=offline,
        throughput=ThroughputFile(cache_folder() / "lines.json"),
    )
