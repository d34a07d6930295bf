"""What every fault of a network does to a title, cell by cell.

The table in `docs/resilience.md` is what this run gives.

    PLAYHEAD_WRITE_RESILIENCE=1 python3 run.py test tests/player/session/test_fault_matrix.py

writes it anew.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from playhead.errors import PlayerError, Recovery, Severity
from playhead.events import PlaybackEnded, ProblemRaised, StallEnded
from playhead.net.transports.faults import (
    ConnectHangs,
    Drip,
    Effect,
    Fault,
    Replace,
    Reset,
    Stall,
    Status,
    Truncate,
    Unreachable,
)
from tests.media.clips import ClipStore
from tests.media.titles import Title, dash_title, hls_title
from tests.player.session.harness import Session, play, until_ended

TABLE = Path(__file__).parents[3] / "docs" / "resilience.md"
LENGTH_S = 20
# The film, a fault of thirty seconds, the ladder's budget and the longest stall: nothing may take longer.
LIMIT_S = LENGTH_S + 30 + 30 + 45 + 30

EFFECTS: dict[str, Effect] = {
    "refused": Unreachable(),
    "no answer to connect": ConnectHangs(),
    "reset mid-body": Reset(after_bytes=500),
    "stall mid-body": Stall(after_bytes=500),
    "slow drip": Drip(bandwidth_bps=4_000),
    "403": Status(403),
    "404": Status(404),
    "410": Status(410),
    "429, Retry-After 2": Status(429, retry_after="2"),
    "500": Status(500),
    "503": Status(503),
    "shorter than announced": Truncate(after_bytes=500),
    "other bytes": Replace(bytes(range(256)) * 8, "video/mp4"),
    "a box cut short": Replace(b"\x00\x00\x40\x00moof\x00\x00\x00\x10mfhd", "video/mp4"),
    "HTML with 200": Replace(b"<html><body>Please sign in</body></html>"),
}
WHEN: dict[str, dict[str, float | int]] = {
    "once": {"times": 1},
    "30 s": {"until_s": 30.0},
    "for ever": {},
}
TARGETS: dict[str, dict[str, str]] = {
    "hls": {
        "multivariant playlist": "*/master.m3u8",
        "media playlists": "*p.m3u8",
        "init segments": "*p-init.mp4",
        "video segments": "*p-[0-9]*.m4s",
        "audio segments": "*/sound-[0-9]*.m4s",
    },
    "dash": {
        "MPD": "*/title.mpd",
        "init segments": "*p-init.mp4",
        "video segments": "*p-[0-9]*.m4s",
        "audio segments": "*/sound-[0-9]*.m4s",
    },
}


@dataclass(frozen=True)
class Cell:
    """One fault, and what came of it."""

    target: str
    effect: str
    when: str
    outcome: str
    has_ended: bool
    lasted_s: float


def outcome_of(session: Session) -> str:
    """Return what a viewer saw of it, in a few words."""
    if not session.of(PlaybackEnded):
        fatal = [e.problem for e in session.of(ProblemRaised) if e.problem.severity is Severity.FATAL]
        return fatal[-1].code.name.lower().replace("_", " ") if fatal else "nothing"
    stalled_s = sum(event.duration_s for event in session.of(StallEnded))
    problems = [event.problem for event in session.of(ProblemRaised)]
    skipped = sum(each.recovery is Recovery.SKIP_SEGMENT for each in problems)
    words = ["plays"]
    if stalled_s >= 0.5:
        words.append(f"{stalled_s:.0f} s stalled")
    if skipped:
        words.append(f"{skipped} skipped")
    return ", ".join(words)


def run_cell(title: Title, target: str, pattern: str, effect: str, when: str) -> Cell:
    """Play the title through one fault."""
    lasted: list[float] = []

    async def script(session: Session) -> None:
        try:
            await session.player.load(session.url)
            await until_ended(session)
        except PlayerError:
            pass
        lasted.append(session.events[-1].at_s - session.events[0].at_s)

    fault = Fault(EFFECTS[effect], url=pattern, **WHEN[when])  # type: ignore[arg-type]
    session = play(title, script, faults=[fault], limit_s=LIMIT_S * 4)
    outcome = outcome_of(session)
    return Cell(target, effect, when, outcome, outcome != "nothing", lasted[0])


def lines_of(protocol: str, target: str, cells: list[Cell]) -> Iterator[str]:
    """Yield one table of the document."""
    yield f"\n## {protocol.upper()}: {target}\n"
    yield "| fault | " + " | ".join(WHEN) + " |"
    yield "|---" * (len(WHEN) + 1) + "|"
    for effect in EFFECTS:
        row = [cell.outcome for cell in cells if cell.effect == effect]
        yield f"| {effect} | " + " | ".join(row) + " |"


HEAD = """# What faults do

Every cell is the real player on the virtual clock: manifest code, network, ladder and scheduler, a film of
20 s with ten seconds of buffer, and one fault that begins with the first request. `plays` is to the end;
*skipped* counts segments that were left out, *stalled* is time without a picture. Anything else is the code
of the fatal problem that the viewer was told. This page is what `tests/player/session/test_fault_matrix.py`
gives; the test fails when it isn't.
"""


@pytest.fixture(scope="module")
def table(clips: ClipStore) -> tuple[list[Cell], str]:
    cells: list[Cell] = []
    text = [HEAD.rstrip()]
    for protocol, targets in TARGETS.items():
        title = (hls_title if protocol == "hls" else dash_title)(clips, duration_s=LENGTH_S)
        for target, pattern in targets.items():
            found = [run_cell(title, target, pattern, effect, when) for effect in EFFECTS for when in WHEN]
            cells += found
            text += lines_of(protocol, target, found)
    return cells, "\n".join(text) + "\n"


def test_every_fault_ends_in_playing_or_in_a_told_problem_within_the_budget(
    table: tuple[list[Cell], str],
) -> None:
    cells, _ = table
    assert len(cells) == len(EFFECTS) * len(WHEN) * 9
    assert [cell for cell in cells if not cell.has_ended] == []
    assert [cell for cell in cells if cell.lasted_s > LIMIT_S] == []


def test_what_happens_once_is_no_reason_to_fail(table: tuple[list[Cell], str]) -> None:
    cells, _ = table
    failed = [cell for cell in cells if cell.when == "once" and cell.outcome.partition(",")[0] != "plays"]
    # Sound has no lesser quality to go to, and a server that never falls silent is no fault of the line.
    once = [cell for cell in failed if (cell.target, cell.effect) != ("audio segments", "slow drip")]
    # A manifest that is refused, or is none, is an answer: to ask again would be to hope.
    answers = {"403", "404", "410", "HTML with 200", "other bytes", "a box cut short"}
    assert {cell.target for cell in once} <= {"multivariant playlist", "MPD"}
    assert {cell.effect for cell in once} <= answers


def test_the_page_says_what_happens(table: tuple[list[Cell], str]) -> None:
    if os.environ.get("PLAYHEAD_WRITE_RESILIENCE"):
        TABLE.write_text(table[1], encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == table[1]
