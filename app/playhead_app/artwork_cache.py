"""Artwork on disk: pictures that were seen are there at once the next time, and without a network.

QML fetches pictures through Qt's network access; Qt's own disk cache keeps them as `Cache-Control` says.
It knows a limit in bytes only and lets the oldest go; ours has a limit of files too, and lets those go that
were not shown for the longest time.
"""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkCacheMetaData, QNetworkDiskCache
from PySide6.QtQml import QQmlNetworkAccessManagerFactory

from playhead_app.cache_folder import cache_folder

__all__ = ["ArtworkCache", "ArtworkNetwork", "artwork_folder"]

_MOST_FILES, _MOST_BYTES = 300, 96_000_000
_TIMEOUT_MS = 15_000


class ArtworkCache(QNetworkDiskCache):
    """Qt's disk cache with a limit of files. Lives on the thread that loads pictures.

    Args:
        folder: Is made when the first picture is kept.
        most_files, most_bytes: How much is kept.
    """

    def __init__(
        self,
        folder: Path,
        parent: QObject | None = None,
        *,
        most_files: int = _MOST_FILES,
        most_bytes: int = _MOST_BYTES,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._most_files = most_files
        self._most_bytes = most_bytes
        self._shown_at: dict[str, float] = {}
        self._inserted = 0
        self.setCacheDirectory(str(folder))
        self.setMaximumCacheSize(most_bytes)

    def metaData(self, url: QUrl | str) -> QNetworkCacheMetaData:  # noqa: N802  # Qt's name
        """Qt: what is known of a picture; asked whenever one is about to be shown."""
        self._shown_at[QUrl(url).toString()] = time.time()
        return super().metaData(url)

    def expire(self) -> int:
        """Qt: make room before a picture is kept; returns how many bytes are in use."""
        # Every picture that is kept leads here; walking the folder each time would be slow.
        self._inserted += 1
        if self._inserted == 1 or self._inserted % max(1, self._most_files // 16) == 0:
            self._sweep()
        return super().expire()

    def _sweep(self) -> None:
        found: list[tuple[float, int, Path]] = []
        for path in self._folder.rglob("*.d"):
            with suppress(OSError):
                facts = path.stat()
                shown_at = self._shown_at.get(self.fileMetaData(str(path)).url().toString(), 0.0)
                if shown_at > facts.st_mtime:
                    # For the next run of the app, too.
                    os.utime(path, (shown_at, shown_at))
                found.append((max(shown_at, facts.st_mtime), facts.st_size, path))
        found.sort(key=lambda one: one[:2], reverse=True)
        total_bytes = 0
        for place, (_, size_bytes, path) in enumerate(found, start=1):
            total_bytes += size_bytes
            if place > self._most_files - self._most_files // 16 or total_bytes > self._most_bytes:
                path.unlink(missing_ok=True)


class ArtworkNetwork(QQmlNetworkAccessManagerFactory):
    """Gives QML's picture loader its network access. Keep it for as long as the engine lives.

    Args:
        folder: Where pictures are kept.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._lock = threading.Lock()

    def create(self, parent: QObject) -> QNetworkAccessManager:
        """Qt: make one for the calling thread."""
        with self._lock:
            manager = QNetworkAccessManager(parent)
            manager.setTransferTimeout(_TIMEOUT_MS)
            manager.setCache(ArtworkCache(self._folder, manager))
            return manager


def artwork_folder() -> Path:
    """Return where artwork is kept."""
    return cache_folder() / "artwork"
