"""MPRIS 2.2 as data: properties with their D-Bus types, and methods as our commands.

Source: the MPRIS D-Bus Interface Specification, version 2.2, interfaces `org.mpris.MediaPlayer2` and
`org.mpris.MediaPlayer2.Player`. Its times are microseconds.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from playhead_app.desktop.deep_links import SCHEME
from playhead_app.desktop.seam import Command, MediaState, Status

__all__ = ["INTROSPECTION", "PATH", "PLAYER", "ROOT", "command_of", "properties"]

PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
_TRACK = "/org/playhead/now"
_NO_TRACK = "/org/mpris/MediaPlayer2/TrackList/NoTrack"
Variant = tuple[str, Any]


def properties(state: MediaState) -> dict[str, dict[str, Variant]]:
    """Return every property of both interfaces."""
    has_title = state.status is not Status.STOPPED
    root: dict[str, Variant] = {
        "CanQuit": ("b", True),
        "CanRaise": ("b", True),
        "HasTrackList": ("b", False),
        "Identity": ("s", "Playhead"),
        "DesktopEntry": ("s", "playhead"),
        "SupportedUriSchemes": ("as", [SCHEME]),
        "SupportedMimeTypes": ("as", list[str]()),
    }
    player: dict[str, Variant] = {
        "PlaybackStatus": ("s", state.status.value),
        "Rate": ("d", 1.0),
        "MinimumRate": ("d", 1.0),
        "MaximumRate": ("d", 1.0),
        "Metadata": ("a{sv}", _metadata(state)),
        "Volume": ("d", state.volume),
        "Position": ("x", _us(state.position_s)),
        "CanGoNext": ("b", False),
        "CanGoPrevious": ("b", False),
        "CanPlay": ("b", has_title),
        "CanPause": ("b", has_title),
        "CanSeek": ("b", has_title),
        "CanControl": ("b", True),
    }
    return {ROOT: root, PLAYER: player}


def command_of(interface: str, method: str, arguments: Sequence[Any]) -> tuple[Command, str] | None:
    """Return what a method asks for; None if there is no such method."""
    match interface, method, *arguments:
        case "org.mpris.MediaPlayer2.Player", "Seek", int(offset_us):
            return Command.SKIP_S, str(offset_us / 1e6)
        case "org.mpris.MediaPlayer2.Player", "SetPosition", str(track), int(position_us):
            # A position for a track that is over is to be ignored, says the specification.
            return (Command.GO_TO_S, str(position_us / 1e6)) if track == _TRACK else (Command.GO_TO_S, "")
        case "org.mpris.MediaPlayer2.Player", "OpenUri", str(link):
            return Command.OPEN, link
        case _:
            command = _PLAIN.get((interface, method))
            return (command, "") if command is not None else None


def _metadata(state: MediaState) -> Mapping[str, Variant]:
    if state.status is Status.STOPPED:
        return {"mpris:trackid": ("o", _NO_TRACK)}
    told: dict[str, Variant] = {"mpris:trackid": ("o", _TRACK), "xesam:title": ("s", state.title)}
    if state.subtitle:
        # What a lock screen shows in its second line.
        told["xesam:artist"] = ("as", [state.subtitle])
    if state.length_s is not None:
        told["mpris:length"] = ("x", _us(state.length_s))
    if state.artwork_url:
        told["mpris:artUrl"] = ("s", state.artwork_url)
    return told


def _us(seconds: float) -> int:
    return round(seconds * 1e6)


_PLAIN = {
    (ROOT, "Raise"): Command.RAISE,
    (ROOT, "Quit"): Command.QUIT,
    (PLAYER, "Play"): Command.PLAY,
    (PLAYER, "Pause"): Command.PAUSE,
    (PLAYER, "PlayPause"): Command.TOGGLE,
    (PLAYER, "Stop"): Command.STOP,
}


def _interface(name: str, methods: Mapping[str, str], told: Mapping[str, Variant]) -> str:
    members = [
        f'<method name="{method}">'
        + "".join(f'<arg direction="in" type="{kind}"/>' for kind in kinds.split())
        + "</method>"
        for method, kinds in methods.items()
    ]
    for prop, (kind, _) in told.items():
        access = "readwrite" if prop == "Volume" else "read"
        members.append(f'<property name="{prop}" type="{kind}" access="{access}"/>')
    if name == PLAYER:
        members.append('<signal name="Seeked"><arg type="x"/></signal>')
    return f'<interface name="{name}">{"".join(members)}</interface>'


_ALL = properties(MediaState())
INTROSPECTION = (
    "<node>"
    + _interface(ROOT, {"Raise": "", "Quit": ""}, _ALL[ROOT])
    + _interface(
        PLAYER,
        {method: "" for interface, method in _PLAIN if interface == PLAYER}
        | {"Next": "", "Previous": "", "Seek": "x", "SetPosition": "o x", "OpenUri": "s"},
        _ALL[PLAYER],
    )
    + "</node>"
)
"""What `org.freedesktop.DBus.Introspectable` answers."""
