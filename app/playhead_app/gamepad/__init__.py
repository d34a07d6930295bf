"""Game controllers as remote controls."""

from playhead_app.gamepad.gamepad import Gamepad
from playhead_app.gamepad.steering import PadEvent, PadSource, Press, Steering

__all__ = ["Gamepad", "PadEvent", "PadSource", "Press", "Steering"]
