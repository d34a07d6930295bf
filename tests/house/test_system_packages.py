"""System packages: nothing is called when all is there, nothing is forced where we may not."""

from pathlib import Path

import pytest

from house.fake_machine import FakeMachine
from house.speech import EXIT_NEEDS_YOU, SetupError, Steps
from house.system_packages import PackageList, ensure_system_packages, has_display

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "packaging" / "system-debian.txt"
PACKAGES = PackageList.parse(LIST.read_text(encoding="utf-8"))
ALL_OF_DEBIAN_12 = {entry[-1] for entry in PACKAGES.always + PACKAGES.without_display}


def _nothing(name: str) -> None:
    """Stands for a machine without that library."""


def test_the_list_names_the_decoder_qt_and_the_virtual_display() -> None:
    assert ("libvlc5",) in PACKAGES.always
    assert ("libxcb-cursor0",) in PACKAGES.always
    assert ("libglib2.0-0t64", "libglib2.0-0") in PACKAGES.always
    assert PACKAGES.without_display[0] == ("xvfb",)


def test_a_complete_machine_is_asked_once_and_left_alone(machine: FakeMachine, steps: Steps) -> None:
    machine.installed = set(ALL_OF_DEBIAN_12)
    ensure_system_packages(machine, LIST, steps, virtual_display=True)
    assert len(machine.ran) == 1
    assert machine.ran[0].startswith("dpkg-query")


def test_only_what_is_missing_is_installed(machine: FakeMachine, steps: Steps) -> None:
    machine.installed = ALL_OF_DEBIAN_12 - {"libvlc5", "xvfb"}
    ensure_system_packages(machine, LIST, steps, virtual_display=True)
    assert machine.ran[-1] == "apt-get install -y --no-install-recommends libvlc5 xvfb"
    assert "apt-get update" not in machine.ran


def test_a_virtual_display_is_only_wanted_where_there_is_none(machine: FakeMachine, steps: Steps) -> None:
    machine.installed = ALL_OF_DEBIAN_12 - {"xvfb"}
    ensure_system_packages(machine, LIST, steps, virtual_display=False)
    assert len(machine.ran) == 1


def test_lists_are_fetched_where_there_are_none(machine: FakeMachine, steps: Steps) -> None:
    machine.has_lists = False
    ensure_system_packages(machine, LIST, steps, virtual_display=True)
    assert machine.ran.count("apt-get update") == 1
    assert machine.installed >= ALL_OF_DEBIAN_12 - {"libglib2.0-0"}


def test_old_lists_are_refreshed_after_a_failed_install(machine: FakeMachine, steps: Steps) -> None:
    machine.failing = ("apt-get install",)
    with pytest.raises(SetupError, match="it failed"):
        ensure_system_packages(machine, LIST, steps, virtual_display=True)
    assert machine.ran.count("apt-get update") == 1


@pytest.mark.parametrize("release", ["libglib2.0-0t64", "libglib2.0-0"])
def test_the_name_that_this_release_knows_is_installed(
    machine: FakeMachine, steps: Steps, release: str
) -> None:
    machine.available = {release}
    machine.installed = ALL_OF_DEBIAN_12 - {"libglib2.0-0"}
    ensure_system_packages(machine, LIST, steps, virtual_display=True)
    assert machine.ran[-1].endswith(f" {release}")


def test_either_name_of_a_package_will_do(machine: FakeMachine, steps: Steps) -> None:
    machine.installed = ALL_OF_DEBIAN_12 - {"libglib2.0-0"} | {"libglib2.0-0t64"}
    ensure_system_packages(machine, LIST, steps, virtual_display=True)
    assert len(machine.ran) == 1


def test_without_rights_the_exact_command_is_printed(machine: FakeMachine, steps: Steps) -> None:
    machine.is_root = False
    machine.installed = ALL_OF_DEBIAN_12 - {"libvlc5", "vlc-plugin-base"}
    with pytest.raises(SetupError) as caught:
        ensure_system_packages(machine, LIST, steps, virtual_display=True)
    assert "sudo apt-get install -y --no-install-recommends libvlc5 vlc-plugin-base\n" in str(caught.value)
    assert caught.value.code == EXIT_NEEDS_YOU
    assert not any("apt-get" in line for line in machine.ran)


def test_sudo_that_asks_no_password_is_used(machine: FakeMachine, steps: Steps) -> None:
    machine.is_root = False
    machine.commands = {"sudo": "/usr/bin/sudo"}
    machine.installed = ALL_OF_DEBIAN_12 - {"xvfb"}
    ensure_system_packages(machine, LIST, steps, virtual_display=True)
    assert machine.ran[-1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install")


def test_sudo_that_asks_a_password_is_not(machine: FakeMachine, steps: Steps) -> None:
    machine.is_root = False
    machine.commands = {"sudo": "/usr/bin/sudo"}
    machine.failing = ("sudo -n true",)
    with pytest.raises(SetupError):
        ensure_system_packages(machine, LIST, steps, virtual_display=True)


@pytest.mark.parametrize(
    ("system", "families", "command"),
    [
        ("Darwin", (), "brew install --cask vlc"),
        ("Windows", (), "winget install VideoLAN.VLC"),
        ("Linux", ("nobara", "fedora"), "sudo dnf install vlc"),
        ("Linux", ("arch",), "sudo pacman -S vlc"),
        ("Linux", ("gentoo",), "Please install it"),
    ],
)
def test_elsewhere_the_command_to_type_is_told(
    steps: Steps, monkeypatch: pytest.MonkeyPatch, system: str, families: tuple[str, ...], command: str
) -> None:
    monkeypatch.setattr("ctypes.util.find_library", _nothing)
    machine = FakeMachine(system=system, families=families)
    with pytest.raises(SetupError, match=command) as caught:
        ensure_system_packages(machine, LIST, steps, virtual_display=False)
    assert caught.value.code == EXIT_NEEDS_YOU
    assert machine.ran == []


def test_vlc_in_its_usual_place_is_found_on_windows(steps: Steps) -> None:
    programs = Path("programs")
    machine = FakeMachine(system="Windows", families=(), environ={"ProgramFiles": str(programs)})
    machine.files = {programs / "VideoLAN" / "VLC" / "libvlc.dll"}
    ensure_system_packages(machine, LIST, steps, virtual_display=False)


@pytest.mark.parametrize(
    ("system", "environ", "answer"),
    [
        ("Linux", {}, False),
        ("Linux", {"DISPLAY": ""}, False),
        ("Linux", {"DISPLAY": ":0"}, True),
        ("Linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("Darwin", {}, True),
        ("Windows", {}, True),
    ],
)
def test_a_display_is_known_by_its_environment(system: str, environ: dict[str, str], answer: bool) -> None:
    assert has_display(FakeMachine(system=system, environ=environ)) is answer
