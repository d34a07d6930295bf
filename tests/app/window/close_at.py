"""Run the app, close its window at a given moment, and print as JSON what was left."""

import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from playhead_app import window
from playhead_app.app_window import application
from playhead_app.commands.request import PlayRequest


class Closer:
    """Closes the window once a claim about the app holds."""

    def __init__(self, claim: Callable[[QObject], bool]) -> None:
        self._claim = claim
        self.closed_at_s = 0.0
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for shown in QGuiApplication.topLevelWindows():
            model = shown.property("app")
            if not self.closed_at_s and isinstance(model, QObject) and self._claim(model):
                self.closed_at_s = time.monotonic()
                shown.close()


def state_is(*wanted: str) -> Callable[[QObject], bool]:
    return lambda model: model.property("playback").property("state") in wanted


def has_moved(model: QObject) -> bool:
    return model.property("playback").property("position_s") > 0.5


def home_is(*wanted: str) -> Callable[[QObject], bool]:
    return lambda model: model.property("home").property("phase") in wanted


def being_made(model: QObject) -> bool:
    heroes = model.property("home").property("heroes")
    return bool(heroes.property("count")) and 0 < heroes.property("readiness") < 1


def silent_server() -> str:
    """Return the address of a server that accepts and never answers."""
    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=lambda: (server.accept(), time.sleep(60)), daemon=True, name="silent").start()
    return f"http://127.0.0.1:{server.getsockname()[1]}/master.m3u8"


def main() -> None:
    moment, url = sys.argv[1], sys.argv[2]
    # What the demo's server says of answers that broke off is its own affair.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    application()
    claims = {
        "starting": home_is("loading"),
        "making": being_made,
        "loading": state_is("loading"),
        "playing": has_moved,
        "failed": state_is("failed"),
    }
    closer = Closer(claims[moment])
    if moment in ("starting", "making"):
        code = window.run()
    else:
        code = window.play(PlayRequest(url if moment != "loading" else silent_server()))
    children = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    left = {
        "code": code,
        "took_s": time.monotonic() - closer.closed_at_s,
        "threads": [
            one.name for one in threading.enumerate() if one.daemon is False and one.name != "MainThread"
        ],
        "daemons": [one.name for one in threading.enumerate() if one.daemon and one.name != "silent"],
        "children": children.read_text().split() if children.exists() else [],
    }
    sys.stdout.write(json.dumps(left) + "\n")


if __name__ == "__main__":
    main()
