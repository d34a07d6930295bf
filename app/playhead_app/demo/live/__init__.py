"""The demo's live channels."""

from playhead_app.demo.live.channels import LIVE_CHANNELS
from playhead_app.demo.live.origin import LiveOrigin

__all__ = ["LIVE_CHANNELS", "LiveOrigin"]
