"""Playhead: manifest in, picture out.

    from playhead import Player

    async with Player() as player:
        await player.load("https://example.com/title/master.m3u8")

Our code decides (manifests, quality, retries, clocks), a `Backend` decodes: libVLC's by default, or your own.
"""

from playhead.backend import Backend
from playhead.blocking import BlockingPlayer
from playhead.clock import Clock, LoopClock
from playhead.errors import (
    Category,
    ErrorCode,
    ErrorContext,
    PlayerError,
    Problem,
    Recovery,
    Severity,
)
from playhead.net.transport import Transport
from playhead.player import Player, PlayerStats
from playhead.presentation import Kind, Presentation, Representation, Track
from playhead.session.metrics import SessionReport
from playhead.settings import (
    AbrSettings,
    BufferSettings,
    NetworkSettings,
    PlayerSettings,
    RecoverySettings,
    RetrySettings,
)
from playhead.state import PlayerState

__all__ = [
    "AbrSettings",
    "Backend",
    "BlockingPlayer",
    "BufferSettings",
    "Category",
    "Clock",
    "ErrorCode",
    "ErrorContext",
    "Kind",
    "LoopClock",
    "NetworkSettings",
    "Player",
    "PlayerError",
    "PlayerSettings",
    "PlayerState",
    "PlayerStats",
    "Presentation",
    "Problem",
    "Recovery",
    "RecoverySettings",
    "Representation",
    "RetrySettings",
    "SessionReport",
    "Severity",
    "Track",
    "Transport",
]
