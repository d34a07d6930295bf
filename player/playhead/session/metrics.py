"""Keep the record of one session: what was shown, when it stood, and why each quality was chosen.

It only listens: events go in, a `SessionReport` comes out. A film is kept whole; of a live title, which may
play for days, each list keeps its newest rows and the sums go on. The report's `as_dict` is the JSON that
`playhead play --report` writes; its shape is public and only ever grows.
"""

from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from playhead.errors import Problem, redact_url
from playhead.events import (
    CuesChanged,
    DecisionMade,
    Downloaded,
    Event,
    FirstPictureShown,
    LiveRateChanged,
    LiveWindowMoved,
    PathwayChanged,
    PlaybackEnded,
    ProblemRaised,
    QualityShown,
    Seeked,
    StallEnded,
    StallStarted,
)
from playhead.session.live.record import LiveRecord
from playhead.session.problem_digest import MERGED_WITHIN_S
from playhead.state import PlayerState

__all__ = ["PlayerStats", "SessionRecorder", "SessionReport"]

# What was told as one at the end of that time belongs to the first of its kind.
_MERGE_PROBLEMS_S = MERGED_WITHIN_S + 0.5
_MOST_LIVE_ROWS = 1_000
_DROPPED_AT_ONCE = 250

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlayerStats:
    """How things stand, for an overlay or a monitor.

    Attributes:
        representation: Id of what is on the screen; None before the first picture. `bandwidth_bps`, `width`
            and `height` are its own.
        throughput_bps: What the line is believed to carry; None before anything was measured.
        last_decision: The last quality choice and its reason.
        seekable: From where to where one can seek; None if that isn't known.
        live_offset_s: How far the playhead is behind the live edge; None if the title isn't live.
        clock_skew_s: How far the server's clock is ahead of ours; None if nobody asked or told.
        live_target_s: How far behind the live edge playback is meant to be; None if the title isn't live.
        live_rate: How much faster than usual it plays to stay there.
        pathway: Which of several places media comes from; empty if there is no choice.
    """

    state: PlayerState
    position_s: float
    duration_s: float | None
    buffer_level_s: float
    throughput_bps: float | None
    representation: str | None
    bandwidth_bps: int
    width: int
    height: int
    frames_shown: int
    frames_dropped: int
    decoder: str
    stalls: int
    stalled_s: float
    switches: int
    startup_s: float | None
    downloaded_bytes: int
    last_decision: DecisionMade | None
    is_live: bool = False
    seekable: tuple[float, float] | None = None
    live_offset_s: float | None = None
    clock_skew_s: float | None = None
    live_target_s: float | None = None
    live_rate: float = 1.0
    pathway: str = ""


@dataclass(frozen=True, slots=True)
class SessionReport:
    """One session as plain, frozen data; times are seconds since `load`.

    Attributes:
        displayed: Stretches of one quality: from_s and to_s are watching time, not media time.
        buffer: Pairs of (at_s, level_s).
        live: What only a live title has (`LiveRecord.as_dict`); None for any other. Its lists keep only their
            newest rows.
        pathways: Each change of the place that media comes from, and why.
        captions: What stood on the picture from at_s and position_s on; an empty text took it off.
    """

    url: str
    startup_s: float | None
    duration_s: float | None
    watched_s: float
    ended: bool
    frames_shown: int
    frames_dropped: int
    decoder: str
    downloaded_bytes: int
    displayed: tuple[dict[str, Any], ...]
    switches: tuple[dict[str, Any], ...]
    stalls: tuple[dict[str, Any], ...]
    seeks: tuple[dict[str, Any], ...]
    decisions: tuple[dict[str, Any], ...]
    downloads: tuple[dict[str, Any], ...]
    buffer: tuple[dict[str, Any], ...]
    problems: tuple[dict[str, Any], ...]
    live: dict[str, Any] | None = None
    captions: tuple[dict[str, Any], ...] = ()
    pathways: tuple[dict[str, Any], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the report for JSON."""
        return asdict(self)


@dataclass(slots=True)
class SessionRecorder:
    """Listens to one session's events.

    Args:
        url: What was loaded.
        started_s: Loop time of `load`.
    """

    url: str
    started_s: float
    startup_s: float | None = None
    stalls: int = 0
    stalled_s: float = 0.0
    switches: int = 0
    downloaded_bytes: int = 0
    has_ended: bool = False
    closed_s: float | None = None
    last_decision: DecisionMade | None = None
    shown: QualityShown | None = None
    live: LiveRecord | None = None
    _stall_started: StallStarted | None = None
    _displayed: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _switches: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _stalls: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _seeks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _decisions: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _downloads: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _buffer: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _pathways: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _captions: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _problems: list[tuple[float, Problem]] = field(default_factory=list[tuple[float, Problem]])

    def hear(self, event: Event) -> None:
        """Take one event."""
        match event:
            case FirstPictureShown():
                self.startup_s = event.startup_s
            case QualityShown():
                self._hear_quality(event)
            case DecisionMade():
                self.last_decision = event
                self._add(self._decisions, self._decision(event))
            case Downloaded():
                self.downloaded_bytes += event.size_bytes
                self._add(self._downloads, self._download(event))
            case StallStarted():
                self.stalls += 1
                self._stall_started = event
            case StallEnded():
                self._hear_stall_end(event)
            case Seeked():
                self._add(self._seeks, self._seek(event))
            case CuesChanged():
                self._add(self._captions, self._caption(event))
            case ProblemRaised():
                self._add(self._problems, (event.at_s, event.problem))
            case PathwayChanged():
                self._add(self._pathways, self._pathway(event))
            case PlaybackEnded():
                self.has_ended = True
            case _:
                self._hear_live(event)

    def sample_buffer(self, at_s: float, level_s: float) -> None:
        """Note the buffer level at a moment."""
        self._add(self._buffer, {"at_s": self._since(at_s), "level_s": _round(level_s)})

    def close(self, now_s: float) -> None:
        """End the record: the title was let go or failed. Only the first call counts."""
        if self.closed_s is None:
            self.closed_s = now_s

    def report(
        self,
        now_s: float,
        *,
        duration_s: float | None,
        frames_shown: int,
        frames_dropped: int,
        decoder: str,
    ) -> SessionReport:
        """Return the record up to `now_s`."""
        displayed = [dict(stretch) for stretch in self._displayed]
        if displayed:
            displayed[-1]["to_s"] = self._since(now_s)
        stalls = list(self._stalls)
        if self._stall_started is not None:
            started = self._stall_started
            stalls.append(self._stall(started.at_s, started.position_s, now_s - started.at_s))
        return SessionReport(
            url=redact_url(self.url),
            startup_s=None if self.startup_s is None else _round(self.startup_s),
            duration_s=duration_s,
            watched_s=self._since(now_s),
            ended=self.has_ended,
            frames_shown=frames_shown,
            frames_dropped=frames_dropped,
            decoder=decoder,
            downloaded_bytes=self.downloaded_bytes,
            displayed=tuple(displayed),
            switches=tuple(self._switches),
            stalls=tuple(stalls),
            seeks=tuple(self._seeks),
            decisions=tuple(self._decisions),
            downloads=tuple(self._downloads),
            buffer=tuple(self._buffer),
            captions=tuple(self._captions),
            pathways=tuple(self._pathways),
            problems=tuple(
                {"at_s": self._since(at_s), **problem.as_dict()} for at_s, problem in self._merged()
            ),
            live=self.live.as_dict() if self.live is not None else None,
        )

    def _add(self, rows: list[T], row: T) -> None:
        rows.append(row)
        if self.live is not None and len(rows) > _MOST_LIVE_ROWS:
            del rows[:_DROPPED_AT_ONCE]

    def _hear_live(self, event: Event) -> None:
        if isinstance(event, LiveWindowMoved):
            self.live = self.live or LiveRecord(event)
            self.live.window = event
        elif isinstance(event, LiveRateChanged) and self.live is not None:
            self.live.rate_changed(event)

    def _hear_stall_end(self, event: StallEnded) -> None:
        self._stall_started = None
        self.stalled_s += event.duration_s
        began_s = event.at_s - event.duration_s
        self._add(self._stalls, self._stall(began_s, event.position_s, event.duration_s))

    def _hear_quality(self, event: QualityShown) -> None:
        previous, self.shown = self.shown, event
        if previous is not None and previous.representation == event.representation:
            return
        at_s = self._since(event.at_s)
        if self._displayed:
            self._displayed[-1]["to_s"] = at_s
        self._add(
            self._displayed,
            {
                "from_s": at_s,
                "to_s": at_s,
                "height": event.height,
                "bandwidth_bps": event.bandwidth_bps,
                "representation": event.representation,
            },
        )
        if previous is not None:
            self.switches += 1
            self._add(
                self._switches,
                {
                    "at_s": at_s,
                    "position_s": _round(event.position_s),
                    "from_height": previous.height,
                    "to_height": event.height,
                    "picture_held_s": _round(event.picture_held_s),
                },
            )

    def _decision(self, event: DecisionMade) -> dict[str, Any]:
        return {
            "at_s": self._since(event.at_s),
            "position_s": _round(event.position_s),
            "representation": event.representation,
            "height": event.height,
            "bandwidth_bps": event.bandwidth_bps,
            "reason": event.reason,
            "explanation": event.explanation,
            "buffer_level_s": _round(event.buffer_level_s),
            "throughput_bps": None if event.throughput_bps is None else round(event.throughput_bps),
        }

    def _caption(self, event: CuesChanged) -> dict[str, Any]:
        return {
            "at_s": self._since(event.at_s),
            "position_s": _round(event.position_s),
            "text": "\n".join(cue.text for cue in event.cues),
        }

    def _pathway(self, event: PathwayChanged) -> dict[str, Any]:
        return {
            "at_s": self._since(event.at_s),
            "pathway": event.pathway,
            "previous": event.previous,
            "reason": event.reason,
        }

    def _download(self, event: Downloaded) -> dict[str, Any]:
        return {
            "at_s": self._since(event.at_s),
            "kind": event.kind.value,
            "position_s": _round(event.position_s),
            "duration_s": _round(event.duration_s),
            "representation": event.representation,
            "url": redact_url(event.url),
            "size_bytes": event.size_bytes,
            "elapsed_s": _round(event.elapsed_s),
            "first_byte_s": _round(event.first_byte_s),
        }

    def _seek(self, event: Seeked) -> dict[str, Any]:
        return {
            "at_s": self._since(event.at_s),
            "position_s": _round(event.position_s),
            "elapsed_s": _round(event.elapsed_s),
            "was_buffered": event.was_buffered,
        }

    def _stall(self, at_s: float, position_s: float, duration_s: float) -> dict[str, Any]:
        return {
            "at_s": self._since(at_s),
            "position_s": _round(position_s),
            "duration_s": _round(duration_s),
        }

    def _merged(self) -> list[tuple[float, Problem]]:
        """Return the problems with equal ones of ten seconds counted as one."""
        merged: list[tuple[float, Problem]] = []
        for at_s, problem in self._problems:
            recent = (n for n, (told_s, _) in enumerate(merged) if at_s - told_s <= _MERGE_PROBLEMS_S)
            like = next((n for n in recent if merged[n][1].is_like(problem)), None)
            if like is None:
                merged.append((at_s, problem))
            else:
                merged[like] = (merged[like][0], merged[like][1].repeated(problem.count))
        return merged

    def _since(self, at_s: float) -> float:
        return _round(at_s - self.started_s)


def _round(value_s: float) -> float:
    return round(value_s, 4)
