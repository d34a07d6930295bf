"""Date ranges and cues of a media playlist as the model's events, on the period's timeline."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from playhead.containers.scte35 import parse_splice
from playhead.hls.addresses import joined
from playhead.hls.cues import CueRole, CueTag
from playhead.hls.date_ranges import DateRange
from playhead.hls.media import MediaPlaylist
from playhead.hls.values import TICKS_PER_S
from playhead.presentation import Interstitial, TimedEvent

__all__ = ["events_of"]


def events_of(playlist: MediaPlaylist, origin: int) -> Iterator[TimedEvent]:
    """Yield a playlist's events: first its date ranges, then its breaks.

    Args:
        playlist: The document.
        origin: Microseconds from the period's start to its first segment.
    """
    for each in playlist.date_ranges:
        yield _of_range(playlist, each, origin)
    yield from _breaks(playlist, origin)


def _of_range(playlist: MediaPlaylist, said: DateRange, origin: int) -> TimedEvent:
    first_us = playlist.segments.date_us(0)
    start = None
    if said.start_us is not None and first_us is not None:
        start = Fraction(origin + said.start_us - first_us, TICKS_PER_S)
    duration = said.planned_duration
    if said.start_us is not None and said.end_us is not None:
        duration = said.end_us - said.start_us
    message = said.scte35_out or said.scte35_in or said.scte35_command
    return TimedEvent(
        "EXT-X-DATERANGE",
        said.class_name,
        said.id,
        start,
        None if duration is None else Fraction(duration, TICKS_PER_S),
        None if said.start_us is None else said.start_us / TICKS_PER_S,
        ",".join(f"{name}={value}" for name, value in said.attributes.items()),
        None if message is None else parse_splice(message),
        interstitial=_resolved(said.interstitial, playlist.url),
    )


def _resolved(said: Interstitial | None, base: str) -> Interstitial | None:
    if said is None:
        return None
    return replace(
        said,
        asset_url=joined(base, said.asset_url) if said.asset_url else "",
        list_url=joined(base, said.list_url) if said.list_url else "",
    )


def _breaks(playlist: MediaPlaylist, origin: int) -> Iterator[TimedEvent]:
    """Yield a break for each tag that opens one, and for one that was opened before the playlist begins."""
    opened: CueTag | None = None
    message: CueTag | None = None
    for cue in playlist.cues:
        if cue.role is CueRole.MESSAGE:
            message = cue
        elif cue.role is CueRole.IN:
            if opened is not None:
                yield _break(playlist, origin, opened, message, cue)
            opened = message = None
        elif opened is None:
            opened = cue
        elif cue.role is CueRole.OUT:
            yield _break(playlist, origin, opened, None, cue)
            opened = cue
    if opened is not None:
        yield _break(playlist, origin, opened, message, None)


def _break(
    playlist: MediaPlaylist, origin: int, cue: CueTag, message: CueTag | None, end: CueTag | None
) -> TimedEvent:
    table = playlist.segments
    start = table.starts[cue.row] - (cue.elapsed or 0)
    duration = cue.duration if end is None else table.starts[end.row] - start
    data = cue.message or (message.message if message else None)
    date_us = table.date_us(cue.row) if cue.row < len(table) else None
    return TimedEvent(
        "EXT-X-CUE-OUT",
        "",
        f"cue-{playlist.media_sequence + cue.row}",
        Fraction(origin + start, TICKS_PER_S),
        None if duration is None else Fraction(duration, TICKS_PER_S),
        None if date_us is None else (date_us - (cue.elapsed or 0)) / TICKS_PER_S,
        data if data is not None else cue.value,
        None if data is None else parse_splice(data),
    )
