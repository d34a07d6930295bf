"""Python packages: uv from where it is, the environment from the lock, once for each lock."""

import sys
from pathlib import Path

import pytest

from house.environment import Environment
from house.fake_machine import FakeMachine
from house.speech import EXIT_NEEDS_YOU, SetupError, Steps

PIP_IS_ABSENT = f"{sys.executable} -m pip --version"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "uv.lock").write_text("one", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    return tmp_path


def test_uv_on_the_path_is_taken(machine: FakeMachine, root: Path, steps: Steps) -> None:
    machine.commands = {"uv": "/usr/bin/uv"}
    assert Environment(machine, root).uv(steps) == "/usr/bin/uv"
    assert machine.ran == []


def test_uv_is_fetched_into_our_own_folder_by_pip(machine: FakeMachine, root: Path, steps: Steps) -> None:
    uv = Environment(machine, root).uv(steps)
    assert uv == str(root / ".tools" / "uv" / "bin" / "uv")
    assert machine.ran[-1] == f"{sys.executable} -m pip install --quiet --target {root / '.tools' / 'uv'} uv"


def test_our_own_uv_is_fetched_once(machine: FakeMachine, root: Path, steps: Steps) -> None:
    machine.files = {root / ".tools" / "uv" / "bin" / "uv"}
    Environment(machine, root).uv(steps)
    assert machine.ran == []


def test_without_pip_a_person_is_asked(root: Path, steps: Steps) -> None:
    machine = FakeMachine(families=("fedora",), failing=(PIP_IS_ABSENT,))
    with pytest.raises(SetupError, match="ensurepip") as caught:
        Environment(machine, root).uv(steps)
    assert caught.value.code == EXIT_NEEDS_YOU


def test_without_pip_debian_gets_it_from_apt(machine: FakeMachine, root: Path, steps: Steps) -> None:
    machine.failing = (PIP_IS_ABSENT,)
    with pytest.raises(SetupError, match="ensurepip"):
        Environment(machine, root).uv(steps)
    assert "apt-get install -y --no-install-recommends python3-pip" in machine.ran


def test_a_new_environment_gets_this_python_and_the_locked_packages(
    machine: FakeMachine, root: Path, steps: Steps
) -> None:
    machine.commands = {"uv": "uv"}
    Environment(machine, root).ensure(steps)
    command = machine.ran[-1]
    assert command.startswith("uv sync --locked")
    assert "--extra app" in command
    assert command.endswith(f"--python {sys.executable}")


def test_an_environment_is_current_until_the_lock_changes(
    machine: FakeMachine, root: Path, steps: Steps
) -> None:
    machine.commands = {"uv": "uv"}
    machine.files = {root / ".venv" / "bin" / "python"}
    environment = Environment(machine, root)
    assert not environment.is_current
    environment.ensure(steps)
    assert environment.is_current
    (root / "uv.lock").write_text("two", encoding="utf-8")
    assert not environment.is_current


def test_a_failed_install_leaves_the_environment_out_of_date(
    machine: FakeMachine, root: Path, steps: Steps
) -> None:
    machine.commands = {"uv": "uv"}
    machine.failing = ("uv sync",)
    machine.files = {root / ".venv" / "bin" / "python"}
    environment = Environment(machine, root)
    with pytest.raises(SetupError, match="uv sync"):
        environment.ensure(steps)
    assert not environment.is_current


def test_commands_lie_where_each_system_puts_them(root: Path) -> None:
    assert Environment(FakeMachine(), root).command("ruff") == str(root / ".venv" / "bin" / "ruff")
    windows = Environment(FakeMachine(system="Windows"), root)
    assert windows.command("ruff") == str(root / ".venv" / "Scripts" / "ruff.exe")
