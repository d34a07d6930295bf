"""The commands that need a screen: the app, the player's window, and the tour that runs the app by keys."""

import os
import sys

from rich.console import Console

from playhead.errors import ErrorCode, make_problem
from playhead_app.commands.failure import show_problem
from playhead_app.commands.request import PlayRequest, TourRequest

__all__ = ["open_app_window", "play_in_window", "run_tour"]

_WITHOUT_SCREEN = frozenset({"offscreen", "minimal", "vnc"})


def play_in_window(request: PlayRequest, err: Console) -> int:
    """Open the player's window on one title; returns the exit code."""
    if not _has_screen():
        hint = "Start it in a desktop session, or add --headless to decode without showing it."
        show_problem(err, make_problem(ErrorCode.OUTPUT_NO_DISPLAY), hint=hint)
        return 1
    from playhead_app import window

    return window.play(request)


def open_app_window(catalogue_url: str | None, err: Console, link: str = "") -> int:
    """Open the app on a catalogue, or on the embedded demo; returns the exit code.

    Args:
        link: What to open, `playhead://title/<id>`; an instance that runs already gets it instead of us.
    """
    if not _has_screen():
        show_problem(err, make_problem(ErrorCode.OUTPUT_NO_DISPLAY))
        return 1
    # Asked before the app is imported: a second start is over in a moment.
    from playhead_app.desktop.single_instance import SingleInstance

    if SingleInstance().hand_over(link):
        return 0
    from playhead_app import window

    return window.run(catalogue_url, link)


def run_tour(request: TourRequest, err: Console) -> int:
    """Let the app show itself for a while; returns 0 only if pictures were really shown."""
    if not _has_screen():
        hint = "Start it in a desktop session, or under a virtual one: xvfb-run -a playhead demo-tour"
        show_problem(err, make_problem(ErrorCode.OUTPUT_NO_DISPLAY), hint=hint)
        return 1
    from playhead_app.tour import run

    return run(request)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    # Someone who names Qt's platform knows what they do.
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _WITHOUT_SCREEN:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
