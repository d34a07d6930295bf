"""A computer made of answers, so that setting up can be tested for machines that we don't have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from house.machine import Outcome

__all__ = ["FakeMachine"]


@dataclass
class FakeMachine:
    """Answers as told, and remembers what was asked.

    Attributes:
        installed: Debian packages that dpkg knows as installed.
        available: Debian packages that apt knows; installing makes them installed.
        commands: What `which` finds.
        files: What exists.
        failing: Commands, by their first words, that end with code 1.
    """

    system: str = "Linux"
    families: tuple[str, ...] = ("debian",)
    environ: dict[str, str] = field(default_factory=dict[str, str])
    is_root: bool = True
    installed: set[str] = field(default_factory=set[str])
    available: set[str] = field(default_factory=set[str])
    has_lists: bool = True
    commands: dict[str, str] = field(default_factory=dict[str, str])
    files: set[Path] = field(default_factory=set[Path])
    failing: tuple[str, ...] = ()
    ran: list[str] = field(default_factory=list[str])

    def which(self, name: str) -> str | None:
        return self.commands.get(name)

    def exists(self, path: Path) -> bool:
        return path in self.files or (str(path) == "/var/lib/apt/lists" and self.has_lists)

    def run(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> Outcome:
        line = " ".join(command)
        self.ran.append(line)
        if line.startswith(self.failing):
            return Outcome(1, "it failed")
        words = [
            word for word in command if word not in {"sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"}
        ]
        match words:
            case ["dpkg-query", *names]:
                told = [f"{name} installed" for name in names if name in self.installed]
                return Outcome(
                    int(len(told) < len(names)), "\n".join([*told, "dpkg-query: no packages found"])
                )
            case ["apt-cache", *_, name]:
                return Outcome(0 if name in self.available else 100)
            case ["ls", _]:
                return Outcome(0, "mirror_Packages.lz4")
            case ["apt-get", "install", _, _, *names]:
                self.installed.update(names)
                return Outcome(0)
            case _:
                return Outcome(0)

    def show(self, command: Sequence[str], *, env: Mapping[str, str] | None = None) -> int:
        return self.run(command, env=env).code
