"""What the operating system must bring: libVLC, the libraries that Qt opens, and a display or a virtual one.

On Debian and its children we know the packages by name, ask dpkg which are missing and install those, if we
may. Anywhere else we look for VLC and say what to type: guessing with somebody's package manager is rude.
"""

import ctypes.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from house.machine import Machine, Outcome
from house.speech import EXIT_NEEDS_YOU, SetupError, Steps, command_text

__all__ = ["PackageList", "ensure_system_packages", "has_display", "install_with_apt", "missing_packages"]

_APT_LISTS = Path("/var/lib/apt/lists")
_APT_ENV = {"DEBIAN_FRONTEND": "noninteractive"}

_BY_HAND = {
    "fedora": ("sudo", "dnf", "install", "vlc", "xorg-x11-server-Xvfb"),
    "rhel": ("sudo", "dnf", "install", "vlc", "xorg-x11-server-Xvfb"),
    "arch": ("sudo", "pacman", "-S", "vlc", "vlc-plugins-all", "xorg-server-xvfb"),
    "suse": ("sudo", "zypper", "install", "vlc", "xorg-x11-server-Xvfb"),
    "opensuse": ("sudo", "zypper", "install", "vlc", "xorg-x11-server-Xvfb"),
    "Darwin": ("brew", "install", "--cask", "vlc"),
    "Windows": ("winget", "install", "VideoLAN.VLC"),
}


@dataclass(frozen=True, slots=True)
class PackageList:
    """Packages by need; each entry holds the names that will do, newest first."""

    always: tuple[tuple[str, ...], ...]
    without_display: tuple[tuple[str, ...], ...]

    @classmethod
    def parse(cls, text: str) -> "PackageList":
        """Read the format that the head of `packaging/system-debian.txt` explains."""
        sections: dict[str, list[tuple[str, ...]]] = {"": [], "[no-display]": []}
        section = ""
        for line in text.splitlines():
            entry = line.partition("#")[0].strip()
            if entry.startswith("["):
                section = entry
            elif entry:
                sections[section].append(tuple(name.strip() for name in entry.split("|")))
        return cls(tuple(sections[""]), tuple(sections["[no-display]"]))


def has_display(machine: Machine) -> bool:
    """Whether windows can be shown here."""
    if machine.system != "Linux":
        return True
    return bool(machine.environ.get("DISPLAY") or machine.environ.get("WAYLAND_DISPLAY"))


def missing_packages(machine: Machine, wanted: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the entries of which no name is installed, asking dpkg once."""
    names = [name for names in wanted for name in names]
    # Unknown names make dpkg-query's code 1 and are left out of its output: exactly what we want.
    answer = machine.run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\\n", *names])
    installed = {line.split()[0] for line in answer.output.splitlines() if line.endswith(" installed")}
    return [names for names in wanted if not installed.intersection(names)]


def ensure_system_packages(machine: Machine, list_file: Path, steps: Steps, *, virtual_display: bool) -> None:
    """Make sure of everything that Python packages can't bring.

    Args:
        machine: Where we are.
        list_file: `packaging/system-debian.txt`.
        steps: Where to speak.
        virtual_display: Whether Xvfb is needed too.

    Raises:
        SetupError: If something is missing that we may not or can't install.
    """
    if machine.system == "Linux" and "debian" in machine.families:
        packages = PackageList.parse(list_file.read_text(encoding="utf-8"))
        wanted = packages.always + (packages.without_display if virtual_display else ())
        missing = missing_packages(machine, wanted)
        if missing:
            install_with_apt(machine, missing, steps)
        return
    vlc = find_vlc(machine)
    if vlc is None or (virtual_display and not machine.which("Xvfb")):
        raise SetupError(_by_hand(machine), EXIT_NEEDS_YOU)
    steps.note(f"VLC is at {vlc}")


def install_with_apt(machine: Machine, missing: Sequence[tuple[str, ...]], steps: Steps) -> None:
    """Install one name of each entry, refreshing apt's lists only if they are absent or out of date.

    Raises:
        SetupError: With the exact command to type if we may not install, or if apt failed.
    """
    prefix = _apt_prefix(machine)
    if prefix is None:
        names = [known_name(machine, entry) for entry in missing]
        command = command_text(["sudo", "apt-get", "install", "-y", "--no-install-recommends", *names])
        raise SetupError(f"Some system packages are missing. Please type:\n\n    {command}\n", EXIT_NEEDS_YOU)
    has_lists = machine.exists(_APT_LISTS) and "Packages" in machine.run(["ls", str(_APT_LISTS)]).output
    if not has_lists:
        _refresh_lists(machine, prefix, steps)
    outcome = _install(machine, prefix, missing, steps)
    if outcome.code != 0 and has_lists:
        # Old lists name versions that the mirror no longer has.
        _refresh_lists(machine, prefix, steps)
        outcome = _install(machine, prefix, missing, steps)
    if outcome.code != 0:
        raise SetupError(f"apt could not install what is missing:\n\n{outcome.output}")


def known_name(machine: Machine, entry: Sequence[str]) -> str:
    """Return the first of several names that apt knows here; the last one if it knows none."""
    for name in entry[:-1]:
        if machine.run(["apt-cache", "show", "--no-all-versions", name]).code == 0:
            return name
    return entry[-1]


def find_vlc(machine: Machine) -> str | None:
    """Return where libVLC is, or None."""
    environ = machine.environ
    candidates: dict[str, list[Path]] = {
        "Darwin": [
            Path("/Applications/VLC.app/Contents/MacOS/lib/libvlc.dylib"),
            Path(environ.get("HOME", "")) / "Applications/VLC.app/Contents/MacOS/lib/libvlc.dylib",
        ],
        "Windows": [
            Path(environ.get(name, "")) / "VideoLAN" / "VLC" / "libvlc.dll"
            for name in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")
            if environ.get(name)
        ],
    }
    for path in (Path(environ.get("PYTHON_VLC_LIB_PATH") or "/nowhere"), *candidates.get(machine.system, [])):
        if machine.exists(path):
            return str(path)
    return ctypes.util.find_library("vlc") if machine.system == "Linux" else None


def _apt_prefix(machine: Machine) -> list[str] | None:
    """Return what stands before apt-get here; None if nothing lets us."""
    if machine.is_root:
        return []
    if machine.which("sudo") and machine.run(["sudo", "-n", "true"]).code == 0:
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _refresh_lists(machine: Machine, prefix: Sequence[str], steps: Steps) -> None:
    steps.note("refreshing apt's package lists")
    # A mirror that does not answer is no reason to stop: the lists of the others may do.
    machine.run([*prefix, "apt-get", "update"], env=_APT_ENV)


def _install(
    machine: Machine, prefix: Sequence[str], missing: Sequence[tuple[str, ...]], steps: Steps
) -> Outcome:
    names = [known_name(machine, entry) for entry in missing]
    steps.note(f"installing {' '.join(names)}")
    return machine.run([*prefix, "apt-get", "install", "-y", "--no-install-recommends", *names], env=_APT_ENV)


def _by_hand(machine: Machine) -> str:
    family = next((name for name in (machine.system, *machine.families) if name in _BY_HAND), None)
    if family is None:
        return "VLC 3 is missing, or Xvfb where there is no display. Please install it."
    return f"VLC is missing. Please type:\n\n    {command_text(_BY_HAND[family])}\n"
