"""Answers of the service, kept on disk: the home page shows at once, and browsing goes on without a network.

One small file an answer. Each appears whole or not at all; a damaged one counts as none. When there are too
many, those that were not used for the longest time go.
"""

import asyncio
import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

__all__ = ["KeptAnswer", "KeptAnswers"]

_log = logging.getLogger(__name__)
# An answer is 10 to 60 KB; these are some minutes of browsing.
_MOST_FILES, _MOST_BYTES = 400, 16_000_000


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer and its age.

    Attributes:
        data: As the service sent it.
        fetched_at_s: Seconds since 1970 (UTC).
    """

    data: Any
    fetched_at_s: float


class KeptAnswers:
    """A folder of answers of one service. Its coroutines run on the loop, its work on other threads.

    Args:
        folder: Is made when the first answer is kept.
        most_files, most_bytes: How much is kept.
        now: Seconds since 1970 (UTC).
    """

    def __init__(
        self,
        folder: Path,
        *,
        most_files: int = _MOST_FILES,
        most_bytes: int = _MOST_BYTES,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._most_files = most_files
        self._most_bytes = most_bytes
        self._now = now
        self._lock = threading.Lock()
        self._since_swept = 0

    async def keep(self, profile_id: str, digest: str, variables: Mapping[str, object], data: Any) -> None:
        """Keep an answer. A disk that is full or gone costs the answer, nothing else."""
        await asyncio.to_thread(self._keep, self._path(profile_id, digest, variables), data)

    async def recall(
        self, profile_id: str, digest: str, variables: Mapping[str, object]
    ) -> KeptAnswer | None:
        """Return what was answered last."""
        return await asyncio.to_thread(self._recall, self._path(profile_id, digest, variables))

    async def forget(self) -> None:
        """Forget all of them: somebody has left."""
        await asyncio.to_thread(self._forget)

    def _forget(self) -> None:
        with self._lock, suppress(FileNotFoundError):
            for path in self._folder.iterdir():
                path.unlink(missing_ok=True)

    def _path(self, profile_id: str, digest: str, variables: Mapping[str, object]) -> Path:
        asked = msgspec.json.encode([profile_id, digest, dict(sorted(variables.items()))])
        return self._folder / f"{hashlib.sha256(asked).hexdigest()[:40]}.json"

    def _keep(self, path: Path, data: Any) -> None:
        body = msgspec.json.encode({"at": self._now(), "data": data})
        with self._lock:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                part = path.with_suffix(f".{os.getpid()}.part")
                part.write_bytes(body)
                part.replace(path)
                self._since_swept += 1
                if self._since_swept >= self._most_files // 8 or self._since_swept == 1:
                    self._since_swept = 1
                    self._sweep()
            except OSError as error:
                _log.info("an answer can't be kept: %s", error)

    def _recall(self, path: Path) -> KeptAnswer | None:
        try:
            kept = msgspec.json.decode(path.read_bytes())
            answer = KeptAnswer(kept["data"], float(kept["at"]))
        except (OSError, msgspec.DecodeError, KeyError, TypeError, ValueError):
            return None
        # Used now: the ones that go first are those that nobody asks for.
        with suppress(OSError):
            os.utime(path)
        return answer

    def _sweep(self) -> None:
        found: list[tuple[float, int, Path]] = []
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):
                facts = path.stat()
                found.append((facts.st_mtime, facts.st_size, path))
        found.sort(reverse=True)
        total_bytes = 0
        for place, (_, size_bytes, path) in enumerate(found):
            total_bytes += size_bytes
            if place >= self._most_files or total_bytes > self._most_bytes:
                path.unlink(missing_ok=True)
