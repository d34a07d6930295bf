"""Killed at any moment, the library opens again and has lost nothing that was safe.

    PLAYHEAD_KILLS=50 python3 run.py test tests/app/library/test_kill.py

is the long bout.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from playhead_app.library import Library
from playhead_app.library.database import Condition

KILLS = int(os.environ.get("PLAYHEAD_KILLS", "6"))
WATCHER = Path(__file__).with_name("watch_until_killed.py")
# What the app writes this often may be lost between two writes; the issue allows ten seconds.
STEP_S = 5.0


def killed_after(path: Path, share: float) -> float:
    """Let a process watch, kill it at some moment and return the last resume point that it called safe."""
    with subprocess.Popen(
        [sys.executable, str(WATCHER), str(path)], stdout=subprocess.PIPE, text=True
    ) as watcher:
        assert watcher.stdout is not None
        first = watcher.stdout.readline()
        time.sleep(share * 0.06)  # the moment of the kill is the test's input, nothing waits for it
        watcher.kill()
        rest = watcher.stdout.read().splitlines()
    # The last line may be half written.
    said = [first.strip(), *(rest[:-1])]
    return float(said[-1])


async def test_a_kill_at_any_moment_loses_nothing_that_was_safe(path: Path) -> None:
    moments = random.Random(20261126)
    for _ in range(KILLS):
        safe_s = killed_after(path, moments.random())
        library = Library(path)
        assert await library.condition() is Condition.SOUND
        known = await library.viewings.resume("p", "film")
        assert known is not None
        # One more may have been written that the process had no time to talk about.
        assert safe_s <= known.position_s <= safe_s + 2 * STEP_S
        changes = await library.outbox.waiting()
        assert any(change.value == known for change in changes), "the change and its message are one"
        await library.close()
    assert list(path.parent.glob("*damaged*")) == []
