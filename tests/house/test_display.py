"""A display where there is none: it answers while it is needed, and is gone afterwards."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from house.display import display
from house.fake_machine import FakeMachine
from house.speech import SetupError


def test_a_desktop_is_left_as_it_is() -> None:
    with display(FakeMachine(environ={"DISPLAY": ":7"})) as env:
        assert env == {}


def test_without_xvfb_it_is_said() -> None:
    with pytest.raises(SetupError, match="Xvfb"), display(FakeMachine()):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="there is no X on Windows")
def test_an_xvfb_that_dies_is_told_with_its_last_words(tmp_path: Path) -> None:
    broken = tmp_path / "Xvfb"
    broken.write_text("#!/bin/sh\necho no fonts >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    with pytest.raises(SetupError, match="no fonts"), display(FakeMachine(commands={"Xvfb": str(broken)})):
        pass


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
def test_the_virtual_display_is_there_while_it_is_needed() -> None:
    def lives(env: Mapping[str, str]) -> bool:
        socket = Path("/tmp/.X11-unix") / f"X{env['DISPLAY'].removeprefix(':')}"
        return socket.exists()

    xvfb = shutil.which("Xvfb") or ""
    with display(FakeMachine(commands={"Xvfb": xvfb})) as env:
        assert lives(env)
    assert not lives(env)
