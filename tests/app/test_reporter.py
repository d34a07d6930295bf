"""No exception vanishes."""

import logging
import logging.handlers
import sys
import threading
from collections.abc import Iterator

import pytest

from playhead_app.reporter import Crash, Reporter


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Reporter, list[Crash]]]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told: list[Crash] = []
    reporter = Reporter()
    reporter.install()
    reporter.tell(told.append)
    yield reporter, told
    reporter.uninstall()


def test_an_uncaught_exception_is_logged_and_told(
    installed: tuple[Reporter, list[Crash]], caplog: pytest.LogCaptureFixture
) -> None:
    reporter, told = installed
    error = ValueError("a slot failed")
    with caplog.at_level(logging.ERROR):
        sys.excepthook(ValueError, error, None)
    assert reporter.count == 1
    assert told == [Crash("ValueError", "Qt or the main thread", "a slot failed")]
    assert "a slot failed" in caplog.text


def test_an_exception_of_a_thread_is_told(installed: tuple[Reporter, list[Crash]]) -> None:
    reporter, told = installed
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert reporter.count == 1
    assert len(told) == 1


def test_what_our_rooms_log_is_remembered_and_shown_no_more_than_before() -> None:
    shown = logging.handlers.BufferingHandler(100)
    root = logging.getLogger()
    level = root.level
    root.addHandler(shown)
    root.setLevel(logging.CRITICAL)
    reporter = Reporter()
    reporter.install()
    try:
        logging.getLogger("playhead.session").info("a segment of %s", "0.4 s")
        assert [line.endswith("a segment of 0.4 s") for line in reporter.memory.lines()] == [True]
        assert shown.buffer == []
    finally:
        reporter.uninstall()
        root.removeHandler(shown)
        root.setLevel(level)
    logging.getLogger("playhead.session").info("later")
    assert len(reporter.memory.lines()) == 1
    assert shown.level == logging.NOTSET


def test_after_the_window_has_gone_only_the_log_is_told(installed: tuple[Reporter, list[Crash]]) -> None:
    reporter, told = installed
    reporter.hush()
    reporter.report(ValueError("late"), "shutdown")
    assert reporter.count == 1
    assert told == []
