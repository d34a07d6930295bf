"""The cells of the fault matrix: what there is, how one is run, what came of it, and how that is written."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from playhead.errors import Category, ErrorCode, PlayerError, Problem, Recovery
from playhead.events import PlaybackEnded, StallEnded
from playhead.net.transports.faults import (
    Drip,
    Effect,
    Fault,
    NameUnknown,
    RedirectLoop,
    Replace,
    Reset,
    Stall,
    Status,
    TlsFails,
    Truncate,
    Unreachable,
)
from playhead.settings import BufferSettings, PlayerSettings, TextPreferences
from tests.player.session.faulty_titles import edition, patterns_of
from tests.player.session.synthetic import Viewing, view

__all__ = ["EFFECTS", "TARGETS", "WHEN", "Cell", "Outcome", "all_cells", "covering", "run_cell", "table_of"]

EFFECTS: dict[str, Effect] = {
    "DNS failure": NameUnknown(),
    "refused": Unreachable(),
    "TLS error": TlsFails(),
    "reset mid-body": Reset(after_bytes=400),
    "stall mid-body": Stall(after_bytes=400),
    "slow drip": Drip(bandwidth_bps=4_000),
    "403": Status(403),
    "404": Status(404),
    "410": Status(410),
    "429, Retry-After 2": Status(429, retry_after="2"),
    "500": Status(500),
    "503": Status(503),
    "wrong content length": Truncate(after_bytes=20),
    "corrupt bytes": Replace(bytes(range(256)) * 8, "video/mp4"),
    "truncated box": Replace(b"\x00\x00\x40\x00moof\x00\x00\x00\x10mfhd", "video/mp4"),
    "HTML with 200": Replace(b"<html><body>Please sign in</body></html>"),
    "redirect loop": RedirectLoop(),
}
TARGETS = (
    "manifest",
    "init segment",
    "video segment",
    "audio segment",
    "caption segment",
    "steering manifest",
)
WHEN = ("once", "30 s", "for ever")
PROTOCOLS = ("hls", "dash")

_SETTINGS = PlayerSettings(buffer=BufferSettings(goal_s=10), text=TextPreferences(("en",)))
_BEGINS_S, _LASTS_S = 8.0, 30.0
# How long it is watched after the fault before we believe that it plays.
_AFTERWARDS_S, _LOOK_S = 10.0, 4.0
# A fault for ever that hasn't ended anything by then doesn't; what stops nothing needs no such patience.
_FOR_EVER_S, _HARMLESS_FOR_EVER_S = 100.0, 16.0
_STALL_WORTH_TELLING_S = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """One fault: what, of what, how long, in which title."""

    target: str
    effect: str
    when: str
    protocol: str
    is_live: bool

    @property
    def begins_s(self) -> float:
        """When the fault begins, in seconds since the first request."""
        is_first = self.target in ("init segment", "caption segment", "steering manifest")
        return 0.0 if is_first or (self.target == "manifest" and not self.is_live) else _BEGINS_S

    @property
    def for_ever_s(self) -> float:
        """How long to watch what goes wrong for ever."""
        is_harmless = self.target in ("caption segment", "steering manifest") or self.effect == "slow drip"
        is_media = self.target in ("video segment", "audio segment")
        return _HARMLESS_FOR_EVER_S if is_harmless and not is_media else _FOR_EVER_S


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        plays: Whether it plays in the end.
        fatal: What ended it; None if nothing did.
        skipped: Segments that were left out.
        resyncs: How often it went on elsewhere in the window.
        lasted_s: From the fault's begin to the end.
        told: Every code that was told, causes included.
    """

    plays: bool
    fatal: Problem | None
    stalled_s: float
    skipped: int
    resyncs: int
    lasted_s: float
    told: frozenset[ErrorCode]

    @property
    def story(self) -> frozenset[ErrorCode]:
        """The codes of what ended it and of its causes."""
        return frozenset(_chain(self.fatal))

    @property
    def words(self) -> str:
        """Say it in a table."""
        if self.fatal is not None:
            causes = [code for code in _chain(self.fatal) if code is not self.fatal.code]
            because = f" ({_name(causes[0])})" if causes else ""
            return f"**{_name(self.fatal.code)}**{because}"
        if not self.plays:
            return "**stands**"
        words = ["plays"]
        if self.stalled_s >= _STALL_WORTH_TELLING_S:
            words.append(f"{self.stalled_s:.0f} s stalled")
        if self.skipped:
            words.append(f"{self.skipped} skipped")
        if self.resyncs:
            words.append("resynced")
        return ", ".join(words)


def _name(code: ErrorCode) -> str:
    return code.name.lower().replace("_", " ")


def _chain(problem: Problem | None) -> Iterator[ErrorCode]:
    while problem is not None:
        yield problem.code
        problem = problem.cause


def all_cells() -> list[Cell]:
    """Return every cell, in the order of the page."""
    return [Cell(*each) for each in product(TARGETS, EFFECTS, WHEN, PROTOCOLS, (False, True))]


def covering() -> list[Cell]:
    """Return a fourth of the cells: each fault of each target for each time, the four titles taking turns."""
    titles = list(product(PROTOCOLS, (False, True)))
    return [
        Cell(target, effect, when, *titles[(nth + place + turn) % len(titles)])
        for nth, target in enumerate(TARGETS)
        for place, effect in enumerate(EFFECTS)
        for turn, when in enumerate(WHEN)
    ]


def run_cell(cell: Cell) -> Outcome:
    """Play a title through one fault."""
    url, server = edition(cell.protocol, is_live=cell.is_live, is_steered=cell.target == "steering manifest")
    moved_s: list[float] = []

    async def script(viewing: Viewing) -> None:
        try:
            await viewing.player.load(url)
        except PlayerError:
            return
        over_s = cell.begins_s + {"once": 0.0, "30 s": _LASTS_S, "for ever": cell.for_ever_s}[cell.when]
        await _until(viewing, over_s + _AFTERWARDS_S)
        before_s = viewing.player.position_s
        await _until(viewing, over_s + _AFTERWARDS_S + _LOOK_S)
        moved_s.append(viewing.player.position_s - before_s)

    window = {"once": {"times": 1}, "30 s": {"until_s": cell.begins_s + _LASTS_S}, "for ever": {}}[cell.when]
    fault = Fault(
        EFFECTS[cell.effect],
        url=patterns_of(cell.target),
        from_s=cell.begins_s,
        **window,  # type: ignore[arg-type]
    )
    return _outcome(view(server, script, is_live=True, faults=[fault], settings=_SETTINGS), cell, moved_s)


async def _until(viewing: Viewing, at_s: float) -> None:
    """Wait until a moment, or until the title is over."""
    over = asyncio.ensure_future(viewing.until_over())
    await asyncio.wait([over], timeout=max(at_s - viewing.clock.now_s(), 0.0))
    over.cancel()


def _outcome(viewing: Viewing, cell: Cell, moved_s: list[float]) -> Outcome:
    problems = viewing.problems()
    has_ended = bool(viewing.of(PlaybackEnded))
    return Outcome(
        plays=viewing.fatal is None and (has_ended or (bool(moved_s) and moved_s[0] > _LOOK_S / 2)),
        fatal=viewing.fatal,
        stalled_s=sum(event.duration_s for event in viewing.of(StallEnded)),
        skipped=_count(problems, Recovery.SKIP_SEGMENT),
        resyncs=_count(problems, Recovery.RESYNC_LIVE),
        lasted_s=viewing.events[-1].at_s - cell.begins_s,
        told=frozenset(code for problem in problems for code in _chain(problem)),
    )


def _count(problems: list[Problem], recovery: Recovery) -> int:
    """Count what was done about picture and sound; captions that are missing don't stop them."""
    media = [problem for problem in problems if problem.code.category is not Category.TEXT]
    return sum(problem.count for problem in media if problem.recovery is recovery)


def table_of(target: str, outcome_of: Callable[[Cell], Outcome]) -> Iterator[str]:
    """Yield a target's two tables: of a film, and of a live channel."""
    yield f"\n## {target[0].upper()}{target[1:]}"
    for is_live in (False, True):
        yield f"\n### {'Live' if is_live else 'Film'}\n"
        yield "| fault | " + " | ".join(WHEN) + " |"
        yield "|---" * (len(WHEN) + 1) + "|"
        for effect in EFFECTS:
            row = [_both(target, effect, when, is_live, outcome_of) for when in WHEN]
            yield f"| {effect} | " + " | ".join(row) + " |"


def _both(target: str, effect: str, when: str, is_live: bool, outcome_of: Callable[[Cell], Outcome]) -> str:
    hls, dash = (outcome_of(Cell(target, effect, when, protocol, is_live)).words for protocol in PROTOCOLS)
    return hls if hls == dash else f"HLS: {hls}; DASH: {dash}"
