"""Playhead: manifest in, picture out.

    from playhead import Player

    async with Player() as player:
        await player.load("https://example.com/title/master.m3u8")

Our code decides (manifests, quality, retries, clocks), a `Backend` decodes: libVLC's by default, or your own.

The names below are loaded when they are first asked for (PEP 562): whoever needs only a parser or an error
code does not pay for the network and the decoder.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from playhead.presentation import (
        Align,
        Cue,
        Kind,
        Placement,
        Presentation,
        Representation,
        TextRun,
        TextStyle,
        Thumbnail,
        Track,
        Writing,
    )
    from playhead.session.metrics import SessionReport
    from playhead.session.preload import Preload
    from playhead.session.throughput_memory import ThroughputFile, ThroughputMemory
    from playhead.settings import (
        AbrSettings,
        AudioPreferences,
        BufferSettings,
        InterstitialSettings,
        KeyPolicy,
        LiveSettings,
        NetworkSettings,
        PlayerSettings,
        PreloadSettings,
        ProtectionSettings,
        RecoverySettings,
        RetrySettings,
        TextPreferences,
    )
    from playhead.state import PlayerState

__all__ = [
    "AbrSettings",
    "Align",
    "AudioPreferences",
    "Backend",
    "BlockingPlayer",
    "BufferSettings",
    "Category",
    "Clock",
    "Cue",
    "ErrorCode",
    "ErrorContext",
    "InterstitialSettings",
    "KeyPolicy",
    "Kind",
    "LiveSettings",
    "LoopClock",
    "NetworkSettings",
    "Placement",
    "Player",
    "PlayerError",
    "PlayerSettings",
    "PlayerState",
    "PlayerStats",
    "Preload",
    "PreloadSettings",
    "Presentation",
    "Problem",
    "ProtectionSettings",
    "Recovery",
    "RecoverySettings",
    "Representation",
    "RetrySettings",
    "SessionReport",
    "Severity",
    "TextPreferences",
    "TextRun",
    "TextStyle",
    "ThroughputFile",
    "ThroughputMemory",
    "Thumbnail",
    "Track",
    "Transport",
    "Writing",
]

_WHERE = {
    "AbrSettings": "playhead.settings",
    "Align": "playhead.presentation",
    "AudioPreferences": "playhead.settings",
    "Backend": "playhead.backend",
    "BlockingPlayer": "playhead.blocking",
    "BufferSettings": "playhead.settings",
    "Category": "playhead.errors",
    "Clock": "playhead.clock",
    "Cue": "playhead.presentation",
    "ErrorCode": "playhead.errors",
    "ErrorContext": "playhead.errors",
    "InterstitialSettings": "playhead.settings",
    "KeyPolicy": "playhead.settings",
    "Kind": "playhead.presentation",
    "LoopClock": "playhead.clock",
    "NetworkSettings": "playhead.settings",
    "Placement": "playhead.presentation",
    "Player": "playhead.player",
    "PlayerError": "playhead.errors",
    "PlayerSettings": "playhead.settings",
    "PlayerState": "playhead.state",
    "PlayerStats": "playhead.player",
    "Preload": "playhead.session.preload",
    "PreloadSettings": "playhead.settings",
    "Presentation": "playhead.presentation",
    "Problem": "playhead.errors",
    "LiveSettings": "playhead.settings",
    "ProtectionSettings": "playhead.settings",
    "Recovery": "playhead.errors",
    "RecoverySettings": "playhead.settings",
    "Representation": "playhead.presentation",
    "RetrySettings": "playhead.settings",
    "SessionReport": "playhead.session.metrics",
    "Severity": "playhead.errors",
    "TextPreferences": "playhead.settings",
    "TextRun": "playhead.presentation",
    "TextStyle": "playhead.presentation",
    "ThroughputFile": "playhead.session.throughput_memory",
    "ThroughputMemory": "playhead.session.throughput_memory",
    "Thumbnail": "playhead.presentation",
    "Track": "playhead.presentation",
    "Transport": "playhead.net.transport",
    "Writing": "playhead.presentation",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
