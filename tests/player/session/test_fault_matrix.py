"""What every fault of a network does to a title, cell by cell, against rules that were written before.

`docs/resilience.md` is what a whole run gives, and

    python3 run.py resilience

is how it is written: every cell, about two minutes. The tests here run a fourth of the cells, in which each
fault meets each target for each time, and hold them against the rules and against the page.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest

from playhead.errors import ErrorCode
from playhead.events import ProblemRaised, StallStarted
from playhead.testing import DEFAULT_LADDER, LiveShape, SyntheticTitle
from tests.player.session.fault_cells import (
    EFFECTS,
    TARGETS,
    WHEN,
    Cell,
    Outcome,
    all_cells,
    covering,
    run_cell,
    table_of,
)
from tests.player.session.live_harness import NOON_UTC_S, LiveSession, watch_live
from tests.player.session.synthetic import Viewing, view

PAGE = Path(__file__).parents[3] / "docs" / "resilience.md"
IS_WHOLE = bool(os.environ.get("PLAYHEAD_WHOLE_MATRIX"))

# What is buffered, the ladder's budget, the longest stall, and a try that is under way at its end.
LIMIT_S = 10 + 30 + 45 + 12

CONNECTION = frozenset({"DNS failure", "refused", "TLS error", "reset mid-body"})
SERVER = frozenset(
    {"stall mid-body", "slow drip", "429, Retry-After 2", "500", "503", "wrong content length"}
)
ANSWER = frozenset({"403", "404", "410", "corrupt bytes", "truncated box", "HTML with 200", "redirect loop"})

UNREADABLE = frozenset(
    {
        ErrorCode.MANIFEST_NOT_A_MANIFEST,
        ErrorCode.MEDIA_CONTAINER_MALFORMED,
        ErrorCode.MEDIA_CONTAINER_UNSUPPORTED,
        ErrorCode.TEXT_MALFORMED,
        ErrorCode.TEXT_UNSUPPORTED,
    }
)
STATUS = frozenset({ErrorCode.NETWORK_HTTP_STATUS})
UNREACHABLE = frozenset({ErrorCode.NETWORK_UNREACHABLE})
SLOW = frozenset({ErrorCode.NETWORK_STALL_TIMEOUT, ErrorCode.NETWORK_TOTAL_TIMEOUT})
CODES: dict[str, frozenset[ErrorCode]] = {
    "DNS failure": UNREACHABLE,
    "refused": UNREACHABLE,
    "TLS error": frozenset({ErrorCode.NETWORK_TLS}),
    "reset mid-body": UNREACHABLE,
    "stall mid-body": SLOW,
    "slow drip": SLOW,
    "wrong content length": frozenset({ErrorCode.NETWORK_TRUNCATED_BODY}),
    "redirect loop": frozenset({ErrorCode.NETWORK_REDIRECT}),
    **dict.fromkeys(("403", "404", "410", "429, Retry-After 2", "500", "503"), STATUS),
    **dict.fromkeys(("corrupt bytes", "truncated box", "HTML with 200"), UNREADABLE),
}


HTTP_ISO = ("urn:mpeg:dash:utc:http-iso:2014", "time")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a rule says of a cell.

    Attributes:
        ends: `plays`, `fatal`, or `either` where the two limits lie side by side.
        skipped: Segments that may be left out at most.
        is_smooth: Whether nothing may stall.
    """

    ends: str
    skipped: int = 0
    is_smooth: bool = False


def expected(cell: Cell) -> Expected:
    """Return what the rules say, the first that fits; the page has them in words."""
    is_believed = cell.effect in ANSWER
    if cell.target in ("caption segment", "steering manifest"):
        return Expected("plays", is_smooth=True)
    if cell.effect == "slow drip" and cell.target == "init segment":
        return Expected("plays")  # it is small: dripping at 4 kbit/s it still comes
    if cell.target == "manifest":
        return _of_manifest(cell, is_believed=is_believed)
    if cell.when == "once":
        has_no_other = cell.target in ("audio segment", "init segment")
        return Expected(
            "plays", skipped=int(is_believed and has_no_other), is_smooth=cell.target != "init segment"
        )
    if cell.when == "for ever":
        return Expected("fatal", skipped=7)
    if cell.effect in CONNECTION:
        return Expected("plays")
    if cell.effect in SERVER:
        return Expected("plays", skipped=1)
    return Expected("either" if cell.is_live else "fatal", skipped=7)


def _of_manifest(cell: Cell, *, is_believed: bool) -> Expected:
    if cell.effect == "slow drip":
        return Expected("plays")
    if cell.is_live:
        return Expected("fatal" if cell.when == "for ever" else "plays", is_smooth=cell.when == "once")
    # The second hop of a loop that strikes once leads to the manifest.
    is_refused = (is_believed and cell.effect != "redirect loop") or cell.effect == "TLS error"
    return Expected("plays" if cell.when == "once" and not is_refused else "fatal")


RULES = """\
# What faults do

Every cell is the real player on the virtual clock: manifest code, network, ladder and scheduler; a film of
72 s or a live channel with a window of 40 s, segments of 4 s, ten seconds of buffer, captions on, and one
fault. Faults of segments and of a live manifest begin after eight seconds of playback; all others with the
first request. A *manifest* is any playlist or MPD. With the *steering manifest* the title lies on two
servers.

## How to read it

`plays` is to the end, or on and on. *Stalled* is time without a picture; *skipped* counts segments of picture
or sound that were left out; *resynced* is going on elsewhere in a live window. What is **bold** is the fatal
problem that the viewer was told, with the newest of its causes. HLS and DASH are named where they differ.

## What is expected

| sort of fault | once | thirty seconds | for ever |
|---|---|---|---|
| captions, steering: whatever it is | no stall, nothing skipped | the same | the same |
| the connection (DNS, refused, TLS, reset) | no stall | waited out, nothing skipped | FATAL |
| the server (silence, drip, 429, 500, 503, a body that breaks off) | no stall | waited out, one segment \
skipped at most | FATAL |
| an answer (403, 404, 410, other bytes, a loop) | another rendition, or asked for again; at the start \
one may be skipped | FATAL once thirty seconds \
in a row are missing; of a live title they may just not be | FATAL |
| a film's manifest | a refusal and TLS are FATAL at once, the rest is asked for again | FATAL after three \
tries | FATAL |
| a live manifest, later on | no stall | waited out | `MANIFEST_STALE` |

FATAL comes within the buffer, the ladder's budget (30 s) and the longest stall (45 s), and has the fault's
own code in its causes.

This page is written by `python3 run.py resilience`; `tests/player/session/test_fault_matrix.py` fails when it
isn't true.
"""


CLOCKS = """
## The viewer's clock, ten minutes off

This is no fault of a resource, so it has a table of its own. The player reads the clock once and goes on from
there, so that a clock that is put right meanwhile changes nothing.

| title | ten minutes behind | ten minutes ahead |
|---|---|---|"""
CLOCK_TITLES = {
    "HLS film": ("hls", None),
    "DASH film": ("dash", None),
    "HLS live": ("hls", LiveShape()),
    "DASH live, told the time by the answers' Date": ("dash", LiveShape()),
    "DASH live, told the time by the MPD's UTCTiming": ("dash", LiveShape(utc_timing=(HTTP_ISO,))),
}


@pytest.fixture(scope="module")
def clocks() -> list[str]:
    """Return the table about clocks."""
    rows = [
        f"| {name} | {_with_clock(*title, -600.0)} | {_with_clock(*title, 600.0)} |"
        for name, title in CLOCK_TITLES.items()
    ]
    return [*CLOCKS.splitlines(), *rows]


def _with_clock(protocol: str, shape: LiveShape | None, ahead_s: float) -> str:
    """Watch for twenty seconds with a clock that is so far ahead of the server's."""

    async def script(session: LiveSession | Viewing) -> None:
        if isinstance(session, Viewing):
            await session.player.load(film.hls_url if protocol == "hls" else film.dash_url)
        await asyncio.sleep(20)
        moved_s.append(session.player.position_s)

    film, moved_s = SyntheticTitle(30, DEFAULT_LADDER[:2], frame_rate=5, sample_rate_hz=8_000), list[float]()
    if shape is None:
        session: LiveSession | Viewing = view(film.origin, script, utc_s=NOON_UTC_S + ahead_s)
    else:
        session = watch_live(protocol, script, replace(shape, clock_ahead_s=-ahead_s))
    is_smooth = not session.of(StallStarted) and not session.of(ProblemRaised)
    return "plays" if is_smooth and session.player.report().watched_s >= 19 else "**fails**"


def test_a_wrong_clock_changes_nothing(clocks: list[str]) -> None:
    assert len(clocks) == len(CLOCKS.splitlines()) + len(CLOCK_TITLES)
    assert not [row for row in clocks if "fails" in row]


_known: dict[Cell, Outcome] = {}


def outcome_of(cell: Cell) -> Outcome:
    """Return what came of a cell, which is run once."""
    if cell not in _known:
        _known[cell] = run_cell(cell)
    return _known[cell]


@pytest.fixture(scope="module", autouse=True)
def whole() -> None:
    """Run every cell at the beginning, on all cores, if all are wanted."""
    if IS_WHOLE:
        cells = all_cells()
        with ProcessPoolExecutor() as pool:
            _known.update(zip(cells, pool.map(run_cell, cells, chunksize=12), strict=True))


def cells_of(target: str, when: str) -> list[Cell]:
    """Return the cells of a target that this run looks at."""
    cells = all_cells() if IS_WHOLE else covering()
    return [cell for cell in cells if (cell.target, cell.when) == (target, when)]


EACH = [
    pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.partition(" ")[0]),
    pytest.mark.parametrize("when", WHEN),
]


def each(test: Callable[..., None]) -> Callable[..., None]:
    """Let a test look at one target and one time at a time."""
    for mark in EACH:
        test = mark(test)
    return test


@each
def test_every_cell_ends_as_the_rules_say(target: str, when: str) -> None:
    ends = {cell: outcome_of(cell) for cell in cells_of(target, when)}
    assert {cell: end.words for cell, end in ends.items() if not is_as_expected(cell, end)} == {}


def is_as_expected(cell: Cell, outcome: Outcome) -> bool:
    """Tell whether a cell ended as its rule says, and with the problem that its fault is."""
    rule = expected(cell)
    if outcome.plays:
        stall_s = 0.5 if rule.is_smooth else cell_stall_s(cell)
        return rule.ends != "fatal" and outcome.skipped <= rule.skipped and outcome.stalled_s < stall_s
    is_known = bool(outcome.story & CODES[cell.effect])
    return rule.ends != "plays" and outcome.fatal is not None and is_known


@pytest.mark.parametrize("target", TARGETS)
def test_what_lasts_is_told(target: str) -> None:
    # What happens once is mended by another try, and a small body that drips comes all the same.
    cells = [cell for when in WHEN[1:] for cell in cells_of(target, when) if not _is_small_drip(cell)]
    assert [cell for cell in cells if not outcome_of(cell).told & CODES[cell.effect]] == []


def _is_small_drip(cell: Cell) -> bool:
    return cell.effect == "slow drip" and cell.target not in ("video segment", "audio segment")


def cell_stall_s(cell: Cell) -> float:
    """Return the longest that may be stalled in all: the fault, and one more try."""
    return 30.0 + 12.0 if cell.when == "30 s" else 12.0


@each
def test_every_cell_ends_within_the_budget(target: str, when: str) -> None:
    ends = {cell: outcome_of(cell) for cell in cells_of(target, when)}
    assert not [cell for cell, end in ends.items() if end.fatal is None and not end.plays]
    assert not [cell for cell, end in ends.items() if end.fatal is not None and end.lasted_s > LIMIT_S]


def test_each_fault_meets_each_target_for_each_time_in_every_sort_of_title() -> None:
    cells = covering()
    assert {(cell.target, cell.effect, cell.when) for cell in cells} == set(product(TARGETS, EFFECTS, WHEN))
    assert {(cell.target, cell.protocol, cell.is_live) for cell in cells} == set(
        product(TARGETS, ("hls", "dash"), (False, True))
    )


@pytest.fixture(scope="module")
def page(clocks: list[str]) -> str:
    """Return the page; a whole run writes it first."""
    if IS_WHOLE:
        tables = [line for target in TARGETS for line in table_of(target, outcome_of)]
        PAGE.write_text(RULES + "\n".join([*tables, *clocks, ""]), encoding="utf-8")
    return PAGE.read_text(encoding="utf-8")


@each
def test_the_page_says_what_happens(target: str, when: str, page: str) -> None:
    told = dict(cells_on(page))
    found = {cell: outcome_of(cell).words for cell in cells_of(target, when)}
    stale = {cell: words for cell, words in found.items() if words != told[cell]}
    assert stale == {}


def test_the_page_has_the_rules_and_the_clocks(page: str, clocks: list[str]) -> None:
    assert page.startswith(RULES)
    assert page.endswith("\n".join([*clocks, ""]))


def cells_on(page: str) -> Iterator[tuple[Cell, str]]:
    """Yield what the page says of each cell."""
    for target in TARGETS:
        section = page.partition(f"\n## {target[0].upper()}{target[1:]}\n")[2].partition("\n## ")[0]
        film, _, live = section.partition("\n### Live\n")
        for is_live, effect in product((False, True), EFFECTS):
            lines = (live if is_live else film).splitlines()
            row = next(line for line in lines if line.startswith(f"| {effect} |"))
            for when, text in zip(WHEN, row.removesuffix(" |").split(" | ")[1:], strict=True):
                hls, is_split, dash = text.partition("; DASH: ")
                yield Cell(target, effect, when, "hls", is_live), hls.removeprefix("HLS: ")
                yield Cell(target, effect, when, "dash", is_live), dash if is_split else hls
