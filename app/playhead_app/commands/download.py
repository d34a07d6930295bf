"""`playhead download`: keep a title on this device, list what is kept, delete it.

Ctrl-C leaves what has arrived; the same command goes on there. The app sees the same downloads.
"""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from playhead.errors import ErrorCode, PlayerError, StorageError, make_problem
from playhead.licence import LicenceSource
from playhead.net.transport import Transport
from playhead.net.transports.file import FileTransport
from playhead.net.transports.http import HttpTransport
from playhead.offline import (
    Download,
    DownloadRequest,
    DownloadState,
    DownloadWish,
    OfflineSettings,
    OfflineStore,
)
from playhead_app.commands.failure import show_problem
from playhead_app.report.axis import clock_text

__all__ = ["DownloadOrder", "download_title", "list_downloads", "remove_download", "size_text"]

_ID_SHOWN = 8
_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class DownloadOrder:
    """What a person asked to keep, and where.

    Attributes:
        folder: Of the store.
        max_bytes: All downloads together; None for as much as the disk has.
        lifetime_s: After which it may not be watched any more; None for ever.
    """

    url: str
    folder: Path
    name: str = ""
    wish: DownloadWish = field(default_factory=DownloadWish)
    licence: LicenceSource = field(default_factory=LicenceSource)
    max_bytes: int | None = None
    lifetime_s: float | None = None


def download_title(order: DownloadOrder, out: Console, err: Console) -> int:
    """Keep a title and say how to play it; returns 0 when all of it is there."""
    try:
        return asyncio.run(_download(order, out, err))
    except PlayerError as error:
        show_problem(err, error.problem)
        return 1
    except KeyboardInterrupt:
        out.print("Stopped by hand. The same command goes on where it was.", highlight=False)
        return _INTERRUPTED


def list_downloads(folder: Path, out: Console, err: Console) -> int:
    """Say what is kept, how far it has come and how to play it."""

    async def work() -> int:
        async with OfflineStore(folder, is_idle=True) as store:
            downloads = store.downloads
            if not downloads:
                out.print("Nothing is downloaded.", highlight=False)
                return 0
            out.print(_table(store))
            total = f"{len(downloads)} of {size_text(store.used_bytes)} in {folder}"
            out.print(total, style="dim", highlight=False, soft_wrap=True)
            return 0

    return _said(work, err)


def remove_download(folder: Path, which: str, out: Console, err: Console) -> int:
    """Delete a download by its id (or how that begins), its name or its address."""

    async def work() -> int:
        async with OfflineStore(folder, is_idle=True) as store:
            found = [each for each in store.downloads if _is_meant(each, which)]
            if len(found) != 1:
                detail = (
                    f"{which!r} means {len(found)} downloads" if found else f"nothing is called {which!r}"
                )
                raise StorageError(make_problem(ErrorCode.STORAGE_NOT_FOUND, detail))
            await store.remove(found[0].id)
            out.print(f"Deleted {found[0].name or found[0].key}.", highlight=False, soft_wrap=True)
            return 0

    return _said(work, err)


def size_text(size_bytes: int) -> str:
    """Return a size as people say it: 340 MB, 1.2 GB."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1e9:.1f} GB"
    return f"{max(1, round(size_bytes / 1e6))} MB" if size_bytes else "0 MB"


def _said(work: Callable[[], Coroutine[None, None, int]], err: Console) -> int:
    try:
        return asyncio.run(work())
    except PlayerError as error:
        show_problem(err, error.problem)
        return 1


async def _download(order: DownloadOrder, out: Console, err: Console) -> int:
    settings = OfflineSettings(max_bytes=order.max_bytes)
    transport = _transport(order.url)
    # Idle: what the app was asked for is the app's to go on with.
    async with OfflineStore(order.folder, transport=transport, settings=settings, is_idle=True) as store:
        offer = await store.offer(order.url)
        about = size_text(offer.size_bytes(order.wish.max_height))
        out.print(f"{clock_text(offer.duration_s)}, about {about}.", highlight=False)
        title = await store.add(
            DownloadRequest(
                order.url,
                name=order.name,
                wish=order.wish,
                licence=order.licence,
                lifetime_s=order.lifetime_s,
            )
        )
        store.start(only=title)
        with _watched(store, title, err):
            await store.finished(title)
        found = _by_id(store, title)
        height = f" in {found.height}p" if found.height else ""
        out.print(
            f"All of it is here{height}: {size_text(found.stored_bytes)}. Play it with\n"
            f"  playhead play {store.url(title)}",
            highlight=False,
            soft_wrap=True,
        )
    return 0


def _transport(url: str) -> Transport:
    return FileTransport() if url[:5].lower() == "file:" else HttpTransport()


def _by_id(store: OfflineStore, title: str) -> Download:
    return next(each for each in store.downloads if each.id == title)


def _watched(store: OfflineStore, title: str, err: Console) -> contextlib.AbstractContextManager[object]:
    """Show one line about the download for as long as the block lasts; only where somebody sees it."""
    if not err.is_terminal:
        return contextlib.nullcontext()
    live = Live(console=err, refresh_per_second=4, transient=True)
    store.listen(lambda: live.update(_progress_text(_by_id(store, title))))
    return live


def _progress_text(download: Download) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append(f"{100 * download.share:3.0f} %  ", "bold")
    text.append(f"{size_text(download.stored_bytes)} of {size_text(download.expected_bytes)}")
    if download.problem is not None:
        text.append(f"   {download.problem.message}", "yellow")
    return text


def _table(store: OfflineStore) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("", "title", "", "size", "play it with"):
        table.add_column(head, no_wrap=head != "title", overflow="fold")
    for each in store.downloads:
        table.add_row(
            each.id[:_ID_SHOWN],
            each.name or each.key,
            _state_text(each),
            size_text(each.stored_bytes),
            f"playhead play {store.url(each.id)}" if each.is_playable else "",
        )
    return table


def _state_text(download: Download) -> str:
    if download.state is DownloadState.COMPLETED:
        return f"{download.height}p" if download.height else "complete"
    return f"{download.state.value}, {100 * download.share:.0f} %"


def _is_meant(download: Download, which: str) -> bool:
    is_id = len(which) >= _ID_SHOWN and download.id.startswith(which)
    return is_id or which in (download.name, download.key)
