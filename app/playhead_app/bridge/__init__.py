"""Where the asyncio loop and Qt meet, and nowhere else.

The SDK's loop runs in a thread of its own. Qt asks it for work through `Remote`; it answers with queued
signals that carry frozen data. No other room may import both worlds.
"""

from playhead_app.bridge.loop_thread import LoopThread
from playhead_app.bridge.player_port import ControlledPlayer, PlayerPort
from playhead_app.bridge.remote import Call, Remote
from playhead_app.bridge.snapshot import PlaybackSnapshot, take_snapshot

__all__ = [
    "Call",
    "ControlledPlayer",
    "LoopThread",
    "PlaybackSnapshot",
    "PlayerPort",
    "Remote",
    "take_snapshot",
]
