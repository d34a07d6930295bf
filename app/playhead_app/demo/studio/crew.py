"""Run the studio's process beside the app, one film after the other, and tell how it goes."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

from playhead_app.demo.cache import discard_unfinished, sweep_folder
from playhead_app.demo.child import child_command, running_child
from playhead_app.demo.studio.progress import FILM_IDS, Progress, Stage, film_folder

__all__ = ["StudioCrew"]


class StudioCrew:
    """Makes what is missing of the repertoire. Belongs to one loop.

    Args:
        root: The demo's cache folder.
        tell: Called on the loop's thread with each step of progress.
    """

    def __init__(self, root: Path, tell: Callable[[Progress], None]) -> None:
        self._root = root
        self._tell = tell
        self._waiting: list[str] = []

    def report_what_exists(self) -> None:
        """Tell of every film whether it is there or waiting."""
        for film_id in FILM_IDS:
            is_ready = film_folder(self._root, film_id).is_dir()
            self._tell(Progress(film_id, float(is_ready), Stage.READY if is_ready else Stage.WAITING))

    async def make_all(self) -> None:
        """Make the films that are missing, the first at full speed, the rest in the background.

        Cancelling ends the process at once; what it was making is thrown away.
        """
        wanted = {film_folder(self._root, one).name for one in FILM_IDS}
        await asyncio.to_thread(sweep_folder, self._root / "films", wanted)
        self._waiting = [one for one in FILM_IDS if not film_folder(self._root, one).is_dir()]
        while self._waiting:
            film_id = self._waiting.pop(0)
            await self._make(film_id, is_nice=film_id != FILM_IDS[0])

    def hurry(self, film_id: str) -> None:
        """Make a film next, because somebody wants to see it."""
        if film_id in self._waiting:
            self._waiting.remove(film_id)
            self._waiting.insert(0, film_id)

    async def _make(self, film_id: str, *, is_nice: bool) -> None:
        options = ["--root", str(self._root), *(["--nice"] if is_nice else []), film_id]
        is_over, process_id = False, 0
        try:
            async with running_child(child_command("studio", *options), is_nice=is_nice) as process:
                process_id = process.pid
                assert process.stdout is not None
                async for line in process.stdout:
                    progress = _progress_of(line)
                    is_over = progress.stage in (Stage.READY, Stage.FAILED)
                    self._tell(progress)
                await process.wait()
        finally:
            discard_unfinished(self._root / "films", process_id)
        if not is_over:
            self._tell(Progress(film_id, 0.0, Stage.FAILED))


def _progress_of(line: bytes) -> Progress:
    fields = json.loads(line)
    return Progress(fields["film"], fields["fraction"], Stage(fields["stage"]), fields["problem_code"])
