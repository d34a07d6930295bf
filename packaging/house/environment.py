"""Our Python environment: uv makes it from the lock file, into `.venv`, once for each change of the lock."""

import hashlib
import sys
from pathlib import Path

from house.machine import Machine
from house.speech import EXIT_NEEDS_YOU, SetupError, Steps, command_text
from house.system_packages import install_with_apt

__all__ = ["Environment"]


class Environment:
    """The project's `.venv`, and the uv that keeps it.

    Args:
        machine: Where we are.
        root: The project's folder.
    """

    def __init__(self, machine: Machine, root: Path) -> None:
        self._machine = machine
        self._root = root
        self._venv = root / ".venv"
        self._tools = root / ".tools" / "uv"

    def command(self, name: str) -> str:
        """Return the path of a command inside the environment."""
        if self._machine.system == "Windows":
            return str(self._venv / "Scripts" / f"{name}.exe")
        return str(self._venv / "bin" / name)

    @property
    def is_current(self) -> bool:
        """Whether the environment was made from the lock file as it is now."""
        if not self._machine.exists(Path(self.command("python"))) or not self._stamp_file.exists():
            return False
        return self._stamp_file.read_text(encoding="utf-8") == self._stamp()

    def ensure(self, steps: Steps) -> None:
        """Make the environment, or bring it up to date.

        Raises:
            SetupError: If uv can't be had, or the packages can't.
        """
        uv = self.uv(steps)
        command = [
            uv,
            "sync",
            "--locked",
            "--inexact",
            "--extra",
            "app",
            "--extra",
            "lab",
            "--extra",
            "gamepad",
            "--project",
            str(self._root),
        ]
        if not self._machine.exists(Path(self.command("python"))):
            command += ["--python", sys.executable]
        # An environment that somebody activated elsewhere is not ours to change.
        if self._machine.show(command, env={"UV_PROJECT_ENVIRONMENT": str(self._venv)}) != 0:
            raise SetupError(
                f"The Python packages could not be installed; uv says why:\n\n    {command_text(command)}"
            )
        self._stamp_file.write_text(self._stamp(), encoding="utf-8")

    def uv(self, steps: Steps) -> str:
        """Return the path of uv: from PATH, or our own in `.tools/uv`, fetched by pip the first time.

        Raises:
            SetupError: If there is no uv and no pip to get it with.
        """
        on_path = self._machine.which("uv")
        if on_path:
            return on_path
        own = self._tools / "bin" / ("uv.exe" if self._machine.system == "Windows" else "uv")
        if not self._machine.exists(own):
            steps.note("fetching uv, which installs Python packages")
            self._ensure_pip(steps)
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(self._tools), "uv"]
            # In a folder of its own nothing can break, so pip's warning about root is noise.
            if self._machine.show(command, env={"PIP_ROOT_USER_ACTION": "ignore"}) != 0:
                raise SetupError(f"uv could not be installed; pip says why:\n\n    {command_text(command)}")
        return str(own)

    def _ensure_pip(self, steps: Steps) -> None:
        if self._machine.run([sys.executable, "-m", "pip", "--version"]).code == 0:
            return
        if self._machine.system == "Linux" and "debian" in self._machine.families:
            install_with_apt(self._machine, [("python3-pip",)], steps)
            if self._machine.run([sys.executable, "-m", "pip", "--version"]).code == 0:
                return
        command = command_text([sys.executable, "-m", "ensurepip", "--user"])
        raise SetupError(f"This Python has no pip. Please type:\n\n    {command}\n", EXIT_NEEDS_YOU)

    @property
    def _stamp_file(self) -> Path:
        return self._venv / "playhead-lock.sha256"

    def _stamp(self) -> str:
        digest = hashlib.sha256()
        for name in ("uv.lock", "pyproject.toml"):
            digest.update((self._root / name).read_bytes())
        return digest.hexdigest()
