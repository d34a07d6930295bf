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
        RequestType,
        Severity,
    )
    from playhead.net.filters import FilterHandle, Filters
    from playhead.net.passage import ArrivedResponse, OutgoingRequest, Subject, TryEnded
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
        CmcdMode,
        CmcdSettings,
        CmcdTarget,
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
    "ArrivedResponse",
    "AudioPreferences",
    "Backend",
    "BlockingPlayer",
    "BufferSettings",
    "Category",
    "Clock",
    "CmcdMode",
    "CmcdSettings",
    "CmcdTarget",
    "Cue",
    "ErrorCode",
    "ErrorContext",
    "FilterHandle",
    "Filters",
    "InterstitialSettings",
    "KeyPolicy",
    "Kind",
    "LiveSettings",
    "LoopClock",
    "NetworkSettings",
    "OutgoingRequest",
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
    "RequestType",
    "RetrySettings",
    "SessionReport",
    "Severity",
    "Subject",
    "TextPreferences",
    "TextRun",
    "TextStyle",
    "ThroughputFile",
    "ThroughputMemory",
    "Thumbnail",
    "Track",
    "Transport",
    "TryEnded",
    "Writing",
]

_WHERE = {
    "AbrSettings": "playhead.settings",
    "Align": "playhead.presentation",
    "ArrivedResponse": "playhead.net.passage",
    "AudioPreferences": "playhead.settings",
    "Backend": "playhead.backend",
    "BlockingPlayer": "playhead.blocking",
    "BufferSettings": "playhead.settings",
    "Category": "playhead.errors",
    "Clock": "playhead.clock",
    "CmcdMode": "playhead.settings",
    "CmcdSettings": "playhead.settings",
    "CmcdTarget": "playhead.settings",
    "Cue": "playhead.presentation",
    "ErrorCode": "playhead.errors",
    "ErrorContext": "playhead.errors",
    "FilterHandle": "playhead.net.filters",
    "Filters": "playhead.net.filters",
    "InterstitialSettings": "playhead.settings",
    "KeyPolicy": "playhead.settings",
    "Kind": "playhead.presentation",
    "LiveSettings": "playhead.settings",
    "LoopClock": "playhead.clock",
    "NetworkSettings": "playhead.settings",
    "OutgoingRequest": "playhead.net.passage",
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
    "ProtectionSettings": "playhead.settings",
    "Recovery": "playhead.errors",
    "RecoverySettings": "playhead.settings",
    "Representation": "playhead.presentation",
    "RequestType": "playhead.errors",
    "RetrySettings": "playhead.settings",
    "SessionReport": "playhead.session.metrics",
    "Severity": "playhead.errors",
    "Subject": "playhead.net.passage",
    "TextPreferences": "playhead.settings",
    "TextRun": "playhead.presentation",
    "TextStyle": "playhead.presentation",
    "ThroughputFile": "playhead.session.throughput_memory",
    "ThroughputMemory": "playhead.session.throughput_memory",
    "Thumbnail": "playhead.presentation",
    "Track": "playhead.presentation",
    "Transport": "playhead.net.transport",
    "TryEnded": "playhead.net.passage",
    "Writing": "playhead.presentation",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
