"""Find libVLC on this machine, and tell how to install it where it is missing.

python-vlc carries no libVLC. On Linux the system's loader knows where it is; on macOS and Windows it lies in
VLC's own folder, which has to be named in three environment variables before `import vlc`.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

__all__ = ["LibVlcInstallation", "find_libvlc", "install_hint"]

_HINTS = {
    "darwin": "install VLC with: brew install --cask vlc",
    "win32": "install VLC with: winget install VideoLAN.VLC",
}
_LINUX_HINT = "install it with: sudo apt install libvlc5 vlc-plugin-base vlc-plugin-video-output"


@dataclass(frozen=True, slots=True)
class LibVlcInstallation:
    """Where libVLC lies.

    Attributes:
        library: Path or name that the loader takes.
        plugins: Folder of its plugins; None where libVLC finds them by itself.
    """

    library: str
    plugins: str | None = None

    def announce(self) -> None:
        """Set the environment variables that python-vlc and libVLC read; what is set already stays."""
        if not Path(self.library).is_absolute():
            return
        os.environ.setdefault("PYTHON_VLC_LIB_PATH", self.library)
        if self.plugins is not None:
            os.environ.setdefault("PYTHON_VLC_MODULE_PATH", self.plugins)
            os.environ.setdefault("VLC_PLUGIN_PATH", self.plugins)
        if sys.platform == "darwin":
            # libVLC finds its core beside itself only once that is loaded.
            ctypes.CDLL(str(Path(self.library).with_name("libvlccore.dylib")))


def install_hint() -> str:
    """Return the command that installs libVLC on this system."""
    return _HINTS.get(sys.platform, _LINUX_HINT)


def find_libvlc() -> LibVlcInstallation | None:
    """Return where libVLC is; None if it isn't installed. Loads nothing."""
    named = os.environ.get("PYTHON_VLC_LIB_PATH")
    if named:
        return LibVlcInstallation(named, os.environ.get("VLC_PLUGIN_PATH")) if Path(named).is_file() else None
    if sys.platform == "darwin":
        return next(_in_folders(_mac_folders(), "lib/libvlc.dylib"), None)
    if sys.platform == "win32":
        return next(_in_folders(_windows_folders(), "libvlc.dll"), None)
    name = find_library("vlc")
    return LibVlcInstallation(name) if name else None


def _in_folders(folders: Iterator[Path], library: str) -> Iterator[LibVlcInstallation]:
    for folder in folders:
        if (folder / library).is_file():
            yield LibVlcInstallation(str(folder / library), str(folder / "plugins"))


def _mac_folders() -> Iterator[Path]:
    for root in (Path("/Applications"), Path.home() / "Applications"):
        yield root / "VLC.app" / "Contents" / "MacOS"


def _windows_folders() -> Iterator[Path]:
    for variable in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"):
        root = os.environ.get(variable)
        if root:
            yield Path(root) / "VideoLAN" / "VLC"
