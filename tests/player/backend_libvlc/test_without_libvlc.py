"""What can be said without a libVLC: where it is, how to get it, and that nothing else breaks."""

import asyncio
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from playhead.backend.libvlc import LibVlcBackend, door, find_libvlc, install
from playhead.backend.libvlc import backend as backend_module
from playhead.backend.libvlc.audio import has_sound_device
from playhead.backend.libvlc.guard import guarded
from playhead.backend.libvlc.instance import process_instance
from playhead.backend.libvlc.loop_bridge import LoopBridge
from playhead.errors import BackendError, ErrorCode
from playhead.presentation import Kind


def test_importing_the_room_loads_no_libvlc() -> None:
    code = "import sys, playhead.backend.libvlc; sys.exit('vlc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_named_library_is_taken_before_any_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = tmp_path / "libvlc.so"
    library.touch()
    monkeypatch.setenv("PYTHON_VLC_LIB_PATH", str(library))
    found = find_libvlc()
    assert found is not None
    assert found.library == str(library)


def test_a_named_library_that_is_not_there_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_VLC_LIB_PATH", "/nowhere/libvlc.so")
    assert find_libvlc() is None


@pytest.mark.parametrize(
    ("platform", "folder", "library"),
    [
        ("darwin", "Applications/VLC.app/Contents/MacOS", "lib/libvlc.dylib"),
        ("win32", "VideoLAN/VLC", "libvlc.dll"),
    ],
)
def test_vlcs_own_folder_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, folder: str, library: str
) -> None:
    path = tmp_path / folder / library
    path.parent.mkdir(parents=True)
    path.touch()
    monkeypatch.delenv("PYTHON_VLC_LIB_PATH", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    found = find_libvlc()
    assert found is not None
    assert (found.library, found.plugins) == (str(path), str(tmp_path / folder / "plugins"))


@pytest.mark.parametrize(("platform", "words"), [("darwin", "brew"), ("win32", "winget"), ("linux", "apt")])
def test_the_hint_fits_the_system(monkeypatch: pytest.MonkeyPatch, platform: str, words: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert words in install.install_hint()


async def test_a_start_without_libvlc_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "find_libvlc", lambda: None)
    monkeypatch.setattr(backend_module, "process_instance", process_instance.__wrapped__)
    backend = LibVlcBackend()
    with pytest.raises(BackendError) as caught:
        await backend.start(0.0, frozenset({Kind.VIDEO}), is_paused=False)
    assert caught.value.problem.code is ErrorCode.OUTPUT_VLC_INIT
    assert "install" in caught.value.problem.detail
    await backend.close()


async def test_everything_may_be_told_before_the_first_start() -> None:
    backend = LibVlcBackend()
    backend.set_volume(0.3)
    backend.set_muted(True)
    backend.set_rate(2.0)
    backend.set_paused(True)
    backend.finish()
    assert backend.position_s is None
    assert backend.stats.frames_shown == 0
    await backend.stop()
    await backend.close()
    await backend.close()


async def test_the_bridge_calls_on_the_loops_thread() -> None:
    bridge, called = LoopBridge(asyncio.get_running_loop()), asyncio.Event()
    threads: list[int] = []

    def call(number: int) -> None:
        threads.append(threading.get_ident() + number)
        called.set()

    thread = threading.Thread(target=bridge.post, args=(call, 0))
    thread.start()
    await called.wait()
    thread.join()
    assert threads == [threading.get_ident()]


async def test_a_closed_bridge_drops_what_is_under_way() -> None:
    bridge, called = LoopBridge(asyncio.get_running_loop()), list[int]()
    bridge.post(called.append, 1)
    bridge.close()
    bridge.post(called.append, 2)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert called == []


def test_a_bridge_outlives_its_loop() -> None:
    loop = asyncio.new_event_loop()
    bridge = LoopBridge(loop)
    loop.close()
    bridge.post(list[int]().append, 1)


def test_a_callback_never_raises(caplog: pytest.LogCaptureFixture) -> None:
    @guarded(-1)
    def broken(value: int) -> int:
        raise ValueError(value)

    caplog.set_level(logging.ERROR)

    assert broken(3) == -1
    assert "callback" in caplog.text


def test_a_sound_server_is_a_sound_device(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / "pipewire-0").touch()
    assert has_sound_device()
