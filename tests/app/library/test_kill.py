"""Killed at any moment, the library opens again and has lost nothing that was safe.

    PLAYHEAD_KILLS=50 python3 run.py test tests/app/library/test_kill.py

is the long bout.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

from playhead_app.library import Library
from playhead_app.library.database import Condition

KILLS = int(os.environ.get("PLAYHEAD_KILLS", "8"))
WATCHER = Path(__file__).with_name("watch_until_killed.py")
# What the app writes this often may be lost between two writes; the issue allows ten seconds.
STEP_S = 5.0


def killed_after(path: Path, lines: int) -> float:
    """Let a process watch, kill it after so many lines; return the last resume point that it called safe."""
    with subprocess.Popen(
        [sys.executable, str(WATCHER), str(path)], stdout=subprocess.PIPE, text=True
    ) as watcher:
        assert watcher.stdout is not None
        heard = [watcher.stdout.readline() for _ in range(lines)]
        watcher.kill()
        # It went on while we listened; its last line may be half written.
        heard += watcher.stdout.read().splitlines(keepends=True)
    return float([line for line in heard if line.endswith("\n")][-1])


async def test_a_kill_at_any_moment_loses_nothing_that_was_safe(path: Path) -> None:
    moments = random.Random(20261126)
    for _ in range(KILLS):
        safe_s = killed_after(path, moments.randrange(1, 80))
        library = Library(path)
        assert await library.condition() is Condition.SOUND
        known = await library.viewings.resume("p", "film")
        assert known is not None
        # One more may have been written that the process had no time to talk about.
        assert safe_s <= known.position_s <= safe_s + 2 * STEP_S
        changes = await library.outbox.waiting(100_000)
        assert any(change.value == known for change in changes), "the change and its message are one"
        await library.close()
    assert list(path.parent.glob("*damaged*")) == []
