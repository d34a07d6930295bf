"""Low-latency playlists: parts and what the server promises (RFC 8216bis §4.4.3.7, §4.4.3.8, §4.4.4.9)."""

from collections.abc import Iterator

from playhead.hls import MediaPlaylist
from playhead.hls.values import TICKS_PER_S
from playhead.lint.finding import FindingSeverity, Found, rule

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = FindingSeverity
_CONTROL = "EXT-X-SERVER-CONTROL"


def _seconds(ticks: int) -> str:
    return f"{ticks / TICKS_PER_S:g} s"


@rule("hls.part-target-missing", _ERROR, "RFC 8216bis §4.4.3.7")
def part_target_missing(playlist: MediaPlaylist) -> Iterator[Found]:
    """A playlist with EXT-X-PART has EXT-X-PART-INF."""
    if playlist.segments.parts and playlist.part_target is None:
        first = next(iter(playlist.segments.parts.values()))[0]
        yield Found("there are parts and no EXT-X-PART-INF", first.line, "EXT-X-PART")


@rule("hls.part-too-long", _ERROR, "RFC 8216bis §4.4.4.9")
def part_too_long(playlist: MediaPlaylist) -> Iterator[Found]:
    """No part lasts longer than PART-TARGET."""
    target = playlist.part_target
    if target is None:
        return
    for parts in playlist.segments.parts.values():
        for part in parts:
            if part.duration > target:
                message = f"the part lasts {_seconds(part.duration)}, PART-TARGET is {_seconds(target)}"
                yield Found(message, part.line, "EXT-X-PART")


@rule("hls.part-hold-back", _ERROR, "RFC 8216bis §4.4.3.8")
def part_hold_back(playlist: MediaPlaylist) -> Iterator[Found]:
    """A playlist with parts has a PART-HOLD-BACK of at least twice PART-TARGET; three times is better."""
    target, control = playlist.part_target, playlist.server_control
    if target is None:
        return
    if control is None or control.part_hold_back is None:
        yield Found("there is no PART-HOLD-BACK", control.line if control else None, _CONTROL)
    elif control.part_hold_back < 2 * target:
        message = f"PART-HOLD-BACK is {_seconds(control.part_hold_back)}, PART-TARGET {_seconds(target)}"
        yield Found(message, control.line, _CONTROL)


@rule("hls.hold-back-short", _ERROR, "RFC 8216bis §4.4.3.8")
def hold_back_short(playlist: MediaPlaylist) -> Iterator[Found]:
    """HOLD-BACK is at least three target durations."""
    control, target = playlist.server_control, playlist.target_duration
    if control is None or control.hold_back is None or target is None:
        return
    if control.hold_back < 3 * target:
        message = (
            f"HOLD-BACK is {_seconds(control.hold_back)}, three target durations are {_seconds(3 * target)}"
        )
        yield Found(message, control.line, _CONTROL)


@rule("hls.skip-boundary-short", _ERROR, "RFC 8216bis §4.4.3.8")
def skip_boundary_short(playlist: MediaPlaylist) -> Iterator[Found]:
    """CAN-SKIP-UNTIL is at least six target durations."""
    control, target = playlist.server_control, playlist.target_duration
    if control is None or target is None:
        return
    if control.can_skip_until is not None and control.can_skip_until < 6 * target:
        message = f"{_seconds(control.can_skip_until)}, but six target durations are {_seconds(6 * target)}"
        yield Found(message, control.line, _CONTROL)
    if control.can_skip_date_ranges and control.can_skip_until is None:
        yield Found("CAN-SKIP-DATERANGES needs CAN-SKIP-UNTIL", control.line, _CONTROL)


@rule("hls.preload-hint-missing", _ADVICE, "RFC 8216bis §4.4.5.3")
def preload_hint_missing(playlist: MediaPlaylist) -> Iterator[Found]:
    """A growing playlist with parts hints at the next one, which saves a round trip."""
    if playlist.segments.parts and not playlist.preload_hints and not playlist.is_complete:
        yield Found("there is no EXT-X-PRELOAD-HINT", tag="EXT-X-PRELOAD-HINT")


@rule("hls.blocking-reload-missing", _WARNING, "RFC 8216bis §4.4.3.8")
def blocking_reload_missing(playlist: MediaPlaylist) -> Iterator[Found]:
    """A server of parts can block a reload, or players have to poll for each part."""
    control = playlist.server_control
    if playlist.segments.parts and not playlist.is_complete and not (control and control.can_block_reload):
        yield Found("CAN-BLOCK-RELOAD is not YES", control.line if control else None, _CONTROL)


RULES = (
    part_target_missing,
    part_too_long,
    part_hold_back,
    hold_back_short,
    skip_boundary_short,
    preload_hint_missing,
    blocking_reload_missing,
)
