"""The app shows itself: it browses and plays by the remote's keys, keeps pictures, and proves that it played.

Nothing here knows a shortcut: the same window, catalogue, player and decoder as in the app, under whatever
display there is. The tour counts as a success only if frames were shown and the picture on the screen was
neither black nor standing still.
"""

from playhead_app.tour.guide import run

__all__ = ["run"]
