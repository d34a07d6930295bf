"""What `run.py` says: numbered steps, plain sentences, and one way to stop."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence

__all__ = ["EXIT_NEEDS_YOU", "SetupError", "Steps", "command_text", "say"]

EXIT_NEEDS_YOU = 3
"""Nothing is broken, but a person has to do something that we may not do for them."""


class SetupError(Exception):
    """The work can't go on; the message says why and what to type."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def say(text: str = "", *, style: str = "", end: str = "\n") -> None:
    """Print one line, styled where a terminal shows it (`bold`, `dim`, `good`, `bad`)."""
    sys.stdout.write(styled(text, style) + end)
    sys.stdout.flush()


def styled(text: str, style: str) -> str:
    """Return the text with terminal colours around it, or as it is where nobody would see them."""
    codes = {"bold": "1", "dim": "2", "good": "32", "bad": "31"}
    if style not in codes or not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return text
    return f"\x1b[{codes[style]}m{text}\x1b[0m"


def command_text(command: Sequence[str]) -> str:
    """Return a command as one would type it on this system."""
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)


class Steps:
    """Counts steps aloud: `[2/5] Python packages … there (0.1 s)`."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._number = 0
        self._started_s = 0.0

    def begin(self, what: str) -> None:
        """Announce the next step."""
        self._number += 1
        self._started_s = time.monotonic()
        say(f"[{self._number}/{self._total}] {what}", style="bold")

    def note(self, text: str) -> None:
        """Say something about the running step."""
        say(f"      {text}", style="dim")

    def done(self, how: str = "done") -> None:
        """Close the running step with its time."""
        say(f"      {how} ({time.monotonic() - self._started_s:.1f} s)", style="good")
