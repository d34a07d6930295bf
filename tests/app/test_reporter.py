"""No exception vanishes."""

import logging
import sys
import threading

import pytest

from playhead_app.reporter import Reporter


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> tuple[Reporter, list[str]]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told: list[str] = []
    reporter = Reporter()
    reporter.install()
    reporter.tell(told.append)
    return reporter, told


def test_an_uncaught_exception_is_logged_and_told(
    installed: tuple[Reporter, list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    reporter, told = installed
    error = ValueError("a slot failed")
    with caplog.at_level(logging.ERROR):
        sys.excepthook(ValueError, error, None)
    assert reporter.count == 1
    assert told == ["Something went wrong. If this goes on, start Playhead again."]
    assert "a slot failed" in caplog.text


def test_an_exception_of_a_thread_is_told(installed: tuple[Reporter, list[str]]) -> None:
    reporter, told = installed
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert reporter.count == 1
    assert len(told) == 1


def test_after_the_window_has_gone_only_the_log_is_told(installed: tuple[Reporter, list[str]]) -> None:
    reporter, told = installed
    reporter.hush()
    reporter.report(ValueError("late"), "shutdown")
    assert reporter.count == 1
    assert told == []
