"""Kill a download at random moments and look at what is left each time.

    python -m tests.player.offline.kill_bout 50 [SEED]

The download runs in a process of its own and is ended by SIGKILL, which nothing can catch. After each death
the ledger must open, every file that it names must be whole, and nothing that was there before may be gone.
"""

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playhead.net.transports.file import FileTransport
from playhead.offline import Disk, DownloadRequest, DownloadState, OfflineSettings, OfflineStore
from playhead.offline.ledger import Ledger
from playhead.testing import Rung, SyntheticTitle

__all__ = ["bout"]

_SETTINGS = OfflineSettings(min_free_bytes=0)
_LONGEST_LIFE_S = 0.6
_ROOT = Path(__file__).parents[3]


def bout(kills: int, folder: Path, seed: int) -> list[int]:
    """Kill a download so many times, let it end, and return how many files were there after each death."""
    chance = random.Random(seed)
    url, store = _film(folder / "film"), folder / "store"
    counts: list[int] = []
    known: set[str] = set()
    for number in range(kills):
        with subprocess.Popen(
            [sys.executable, "-m", __name__ if __name__ != "__main__" else _NAME, "--child", str(store), url],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0, _LONGEST_LIFE_S))
            child.kill()
        names = _look(store)
        assert known <= names, f"death {number}: files were lost"
        known = names
        counts.append(len(names))
    asyncio.run(_finish(store, url))
    return counts


def _film(folder: Path) -> str:
    # Many small files: most moments are between two of them.
    film = SyntheticTitle(600.0, [Rung(320, 180, 60_000)], segment_s=1.0, base_url="https://film.example")
    for path in ("main.mpd", "v0/init.mp4", "a0/init.mp4", *_segments(film)):
        body = film.origin(f"{film.base_url}/{path}")
        assert body is not None, path
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    return (folder / "main.mpd").as_uri()


def _segments(film: SyntheticTitle) -> list[str]:
    return [f"{track}/{number}.m4s" for track in ("v0", "a0") for number in range(film.segment_count)]


def _look(store: Path) -> set[str]:
    ledger, disk = Ledger(store / "ledger.sqlite"), Disk(store)
    (line,) = ledger.titles()
    files = ledger.files(line.id)
    for each in files.values():
        assert disk.read(line.id, each.name, each.size_bytes, each.sha256) is not None, each.url
    ledger.close()
    return set(files)


async def _finish(folder: Path, url: str) -> None:
    async with _opened(folder) as store:
        (download,) = store.downloads
        await store.finished(download.id)
        (download,) = store.downloads
        assert download.state is DownloadState.COMPLETED
        assert abs(download.stored_s - 600.0) < 1.0
        assert download.key == url


def _opened(folder: Path) -> OfflineStore:
    return OfflineStore(folder, transport=FileTransport(), settings=_SETTINGS)


async def _child(folder: Path, url: str) -> None:
    async with _opened(folder) as store:
        if not store.downloads:
            await store.add(DownloadRequest(url))
        print("open", flush=True)  # noqa: T201  the parent waits for it
        await asyncio.Event().wait()


_NAME = "tests.player.offline.kill_bout"

if __name__ == "__main__":
    if sys.argv[1] == "--child":
        asyncio.run(_child(Path(sys.argv[2]), sys.argv[3]))
    else:
        with tempfile.TemporaryDirectory() as place:
            result = bout(int(sys.argv[1]), Path(place), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
        print(f"{len(result)} kills; files after each: {result}")  # noqa: T201  a command's output
