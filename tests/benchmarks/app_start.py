"""From the process's start to the first frame with the home page on it: `python3 run.py bench app_start`.

Each start is a process of its own on the embedded demo, warm: the demo's artwork is drawn and the caches of
the system are filled by a first start that doesn't count. Without a display it needs a virtual one. Besides
the time on the wall it tells the time on cores until then, of Qt's thread and of all threads.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

_BEGAN = "PLAYHEAD_BENCH_BEGAN_S"
_LIMIT_S = 1.5


def start_once() -> None:
    """Be the app: print when the window, and when the home page, was on the screen first."""
    began_s = float(os.environ[_BEGAN])
    from PySide6.QtCore import QObject, QTimer
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQuick import QQuickWindow

    from playhead_app import window
    from playhead_app.app_window import application

    marks: dict[str, float] = {"imports": time.time() - began_s}
    application()

    def on_frame() -> None:
        marks.setdefault("first frame", time.time() - began_s)
        for shown in QGuiApplication.topLevelWindows():
            model = shown.property("app")
            if isinstance(model, QObject) and model.property("home").property("phase") == "ready":
                if "home" not in marks:
                    # What it cost in cores' time: comparable on a machine that is busy with other things.
                    marks["home"] = time.time() - began_s
                    marks["its thread"], marks["all threads"] = time.thread_time(), time.process_time()
                QTimer.singleShot(0, shown.close)

    def look() -> None:
        for shown in QGuiApplication.topLevelWindows():
            if isinstance(shown, QQuickWindow) and not shown.property("watched"):
                shown.setProperty("watched", True)
                shown.frameSwapped.connect(on_frame)

    looking = QTimer(interval=1)
    looking.timeout.connect(look)
    looking.start()
    window.run()
    print(" ".join(f"{name.replace(' ', '-')}={at_s:.3f}" for name, at_s in marks.items()))


def main() -> None:
    """Start it so often, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--once", action="store_true")
    options = parser.parse_args()
    if options.once:
        start_once()
        return
    told: list[dict[str, float]] = []
    for number in range(options.starts + 1):
        env = {**os.environ, _BEGAN: repr(time.time())}
        ended = subprocess.run(
            [sys.executable, str(Path(__file__)), "--once"],
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        line = ended.stdout.strip().splitlines()[-1:] or [""]
        marks = {name: float(value) for name, _, value in (part.partition("=") for part in line[0].split())}
        if "home" not in marks:
            sys.exit(f"the app did not come to its home page:\n{ended.stderr}")
        if number:
            told.append(marks)
    for name in told[0]:
        times_s = sorted(marks[name] for marks in told)
        print(f"{name:12} median {statistics.median(times_s):.2f} s, {times_s[0]:.2f} to {times_s[-1]:.2f} s")
    print(f"wanted: home within {_LIMIT_S} s")


if __name__ == "__main__":
    main()
