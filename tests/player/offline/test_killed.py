"""A download that is killed at any moment goes on where it was (50 of them: `kill_bout`)."""

import sys
from pathlib import Path

import pytest

from tests.player.offline.kill_bout import bout


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_nothing_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    counts = bout(3, tmp_path, seed=7)
    assert counts == sorted(counts)
    assert counts[-1] > 0
