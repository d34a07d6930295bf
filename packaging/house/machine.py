"""The computer we run on, as one injected value, so that every decision about it can be tested anywhere."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

__all__ = ["Machine", "Outcome", "ThisMachine"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished command left behind; `output` is standard output and error together, as they came."""

    code: int
    output: str = ""


class Machine(Protocol):
    """What setting up asks of a computer."""

    @property
    def system(self) -> str:
        """`Linux`, `Darwin` or `Windows`."""
        ...

    @property
    def families(self) -> tuple[str, ...]:
        """Linux distribution and what it descends from, nearest first: `("ubuntu", "debian")`."""
        ...

    @property
    def environ(self) -> Mapping[str, str]:
        """Environment variables."""
        ...

    @property
    def is_root(self) -> bool:
        """Whether system packages can be installed without asking anybody."""
        ...

    def which(self, name: str) -> str | None:
        """Return the path of a command, or None."""
        ...

    def exists(self, path: Path) -> bool:
        """Whether a file or folder is there."""
        ...

    def run(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> Outcome:
        """Run a command to its end and keep what it printed; a missing command has code 127."""
        ...

    def show(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> int:
        """Run a command in front of the person: its output goes straight to the terminal."""
        ...


class ThisMachine:
    """The real one."""

    @property
    def system(self) -> str:
        return platform.system()

    @property
    def families(self) -> tuple[str, ...]:
        try:
            release = platform.freedesktop_os_release()
        except OSError:
            return ()
        return (release.get("ID", ""), *release.get("ID_LIKE", "").split())

    @property
    def environ(self) -> Mapping[str, str]:
        return os.environ

    @property
    def is_root(self) -> bool:
        return sys.platform != "win32" and os.geteuid() == 0

    def which(self, name: str) -> str | None:
        return shutil.which(name)

    def exists(self, path: Path) -> bool:
        return path.exists()

    def run(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> Outcome:
        try:
            done = subprocess.run(
                command,
                env=_merged(env),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                check=False,
            )
        except OSError as error:
            return Outcome(127, str(error))
        return Outcome(done.returncode, done.stdout)

    def show(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> int:
        sys.stdout.flush()
        try:
            child = subprocess.Popen(command, env=_merged(env))
        except OSError as error:
            sys.stderr.write(f"{error}\n")
            return 127
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                # The terminal sent Ctrl-C to the child as well: it ends by its own rules, and we report how.
                continue


def _merged(extra: Mapping[str, str] | None) -> dict[str, str] | None:
    return None if extra is None else {**os.environ, **extra}
