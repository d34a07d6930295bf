"""A file for each fault nobody foresaw: what broke, where, and what led to it. None is sent anywhere."""

import logging
import platform
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from playhead_app.faults.redaction import redacted

__all__ = ["CrashFolder", "system_lines"]

_log = logging.getLogger(__name__)
_KEPT_FILES = 20


class CrashFolder:
    """Where crash files lie; the oldest make room.

    Args:
        folder: Made with the first file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def write(self, error: BaseException, where: str, events: Sequence[str]) -> Path | None:
        """Write one fault down and return its file; None if the disk refuses, which must break nothing more.

        Args:
            where: Which part of the app it came from.
            events: What happened before, oldest first, redacted already.
        """
        now = datetime.now(UTC)
        self._count += 1
        path = self._folder / f"crash-{now:%Y%m%dT%H%M%S}-{self._count:03}.txt"
        trace = "".join(traceback.format_exception(error))
        text = "\n".join(
            [
                f"Playhead crash report, {now:%Y-%m-%d %H:%M:%S} UTC",
                *system_lines(),
                f"in: {where}",
                "",
                redacted(trace).rstrip(),
                "",
                f"The last {len(events)} events:",
                *events,
                "",
            ]
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(text, encoding="utf-8")
            self._make_room()
        except OSError as refusal:
            _log.warning("no crash file could be written: %s", refusal)
            return None
        return path

    def _make_room(self) -> None:
        for old in sorted(self._folder.glob("crash-*.txt"))[:-_KEPT_FILES]:
            old.unlink(missing_ok=True)


def system_lines() -> list[str]:
    """Return what support asks first: our version, and what we run on."""
    return [
        f"Playhead {_version('playhead')}, PySide6 {_version('PySide6')}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
    ]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
