"""What is written down when something breaks, and that no secret is in it."""

import logging
import os
import stat
from pathlib import Path

import pytest

from playhead_app.faults import CrashFolder, EventMemory, redacted
from playhead_app.reporter import Crash, Reporter
from playhead_app.viewmodels.faults import Faults

SECRETS = (
    "https://cdn.example/film.mpd?token=hunter2&x=1",
    "https://anna:hunter2@cdn.example/film.mpd",
    "https://cdn.example/#access_token=hunter2",
    "Authorization: Bearer hunter2.abc",
    "{'refresh_token': 'hunter2', 'expires_in': 3600}",
    '{"device_code":"hunter2"}',
    "LicenceSource(api_key=hunter2)",
    "Set-Cookie: sid=hunter2",
    "the pin=hunter2",
    "data:text/plain,hunter2",
    "key 0123456789abcdef0123456789abcdef, hunter2@example.org",
    "eyJhbGciOi.hunter2.c2ln",
)


@pytest.mark.parametrize("text", SECRETS)
def test_no_secret_survives(text: str) -> None:
    assert "hunter2" not in redacted(text)
    assert "0123456789abcdef0123456789abcdef" not in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "segment 12 of video/1080p took 0.4 s",
        "https://cdn.example/films/dunes/master.m3u8",
        "NETWORK_HTTP_STATUS (1006): HTTP 404",
        'File "app.py", line 12, in choose_source',
    ],
)
def test_what_helps_survives(text: str) -> None:
    assert redacted(text) == text


def test_the_viewer_s_home_is_no_name() -> None:
    assert redacted(f"{Path.home()}/films/a.mp4") == "~/films/a.mp4"


def test_only_the_last_events_are_remembered_in_order() -> None:
    memory = EventMemory(kept=3)
    for number in range(5):
        memory.tell(f"event {number}")
    assert [line.partition(" ")[2] for line in memory.lines()] == ["event 2", "event 3", "event 4"]
    assert [line.partition(" ")[2] for line in memory.lines(last=1)] == ["event 4"]


def test_a_crash_file_holds_the_trace_and_what_led_to_it_and_is_the_owner_s_alone(tmp_path: Path) -> None:
    reporter = Reporter(CrashFolder(tmp_path))
    told: list[Crash] = []
    reporter.tell(told.append)
    reporter.memory.tell("went to https://cdn.example/a?token=hunter2")
    reporter.memory.emit(logging.LogRecord("x", logging.INFO, "x.py", 1, "pressed %s", ("Right",), None))
    try:
        raise ValueError("broke at https://cdn.example/b?sig=hunter2")
    except ValueError as error:
        reporter.report(error, "a test")
    (file,) = tmp_path.iterdir()
    text = file.read_text()
    assert told == [Crash("ValueError", "a test", "broke at https://cdn.example/b?…", file)]
    assert "ValueError" in text
    assert "in test_a_crash_file" in text
    assert text.index("went to") < text.index("pressed Right")
    assert "hunter2" not in text
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_old_crash_files_make_room(tmp_path: Path) -> None:
    folder = CrashFolder(tmp_path)
    for number in range(30):
        folder.write(ValueError(str(number)), "a loop", [])
    names = sorted(file.name for file in tmp_path.iterdir())
    assert len(names) == 20
    assert names[-1].endswith("-030.txt")


def test_a_disk_that_refuses_breaks_nothing_more(tmp_path: Path) -> None:
    (tmp_path / "crashes").write_text("a file, not a folder")
    told: list[Crash] = []
    reporter = Reporter(CrashFolder(tmp_path / "crashes"))
    reporter.tell(told.append)
    reporter.report(ValueError("x"), "a test")
    assert told[0].file is None


def test_the_first_of_several_crashes_is_shown(qapp: object) -> None:
    faults = Faults(EventMemory())
    faults.take(Crash("ValueError", "here", "first"))
    faults.take(Crash("KeyError", "there", "second"))
    assert faults.code == "ValueError"
    faults.go_on()
    assert not faults.is_shown
    assert faults.message == ""


def test_copied_details_have_the_words_the_versions_and_the_events_without_secrets(qapp: object) -> None:
    memory = EventMemory()
    memory.tell("asked https://cdn.example/a?token=hunter2")
    text = Faults(memory).details("It broke: password=hunter2", "Try again.", "Code 1001")
    assert "Code 1001" in text
    assert "PySide6" in text
    assert "asked https://cdn.example/a?…" in text
    assert "hunter2" not in text
