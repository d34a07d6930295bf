"""What the app's tests share: a catalogue and a player that obey the real faces, and Qt without a screen."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.symbolsresolver=false")

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from playhead import PlayerStats, Thumbnail
from playhead.errors import ErrorCode, Problem, error_for, make_problem
from playhead.events import DecisionMade, Event
from playhead.licence import LicenceSource
from playhead.presentation import Cue, Kind, Representation, Track
from playhead.state import PlayerState
from playhead_app.app_window import AppWindow
from playhead_app.bridge import LoopThread, PlayerPort, Remote
from playhead_app.catalogue import (
    Artwork,
    Episode,
    Home,
    KeptHome,
    Marker,
    Offer,
    Page,
    Refusal,
    Row,
    Season,
    Shape,
    TitleCard,
    TitleDetails,
    TitleKind,
)
from playhead_app.composition import Composition
from playhead_app.library import (
    Change,
    ChangeKind,
    Library,
    Listing,
    PersonalState,
    Profile,
    Viewing,
)
from playhead_app.reporter import Reporter
from playhead_app.viewmodels.household import Household
from tests.app.remotely import PATIENT, Remotely

PAGE_SIZE = 12


class NoIndex:
    """An index that nobody asks."""


def _rung(height: int, bandwidth_bps: int) -> Representation:
    return Representation(
        id=f"v{height}",
        bandwidth_bps=bandwidth_bps,
        index=NoIndex(),  # type: ignore[arg-type]  # the app never looks at it
        width=height * 16 // 9,
        height=height,
        frame_rate=Fraction(25),
    )


TRACKS = (
    Track("video", Kind.VIDEO, (_rung(360, 800_000), _rung(720, 2_500_000), _rung(1080, 5_000_000))),
    Track("en", Kind.AUDIO, (), language="en", channels=2, is_default=True),
    Track("de", Kind.AUDIO, (), language="de", roles=("commentary",)),
)


DECISION = DecisionMade(
    12.0, 24.0, "v720", 2_500_000, 720, "throughput", "6.4 Mb/s × 0.85 carries 2.5 Mb/s", 12.0, 6_400_000.0
)


def shown_stats() -> PlayerStats:
    return PlayerStats(
        state=PlayerState.READY,
        position_s=0.0,
        duration_s=600.0,
        buffer_level_s=12.0,
        throughput_bps=6_400_000.0,
        representation="v720",
        bandwidth_bps=2_500_000,
        width=1280,
        height=720,
        frames_shown=250,
        frames_dropped=0,
        decoder="avcodec",
        stalls=0,
        stalled_s=0.0,
        switches=1,
        startup_s=0.42,
        downloaded_bytes=4_200_000,
        last_decision=DECISION,
    )


class FakeReport:
    def as_dict(self) -> dict[str, Any]:
        return {"frames_shown": 250}


@dataclass
class FakePlayer:
    """The public face of `Player` with a hand on every fact."""

    state: PlayerState = PlayerState.IDLE
    is_paused: bool = False
    is_seeking: bool = False
    position_s: float = 0.0
    duration_s: float | None = None
    buffered: tuple[tuple[float, float], ...] = ()
    tracks: tuple[Track, ...] = ()
    audio_id: str | None = None
    text_id: str | None = None
    cues: tuple[Cue, ...] = ()
    volume: float = 1.0
    is_muted: bool = False
    rate: float = 1.0
    scan_rate: float | None = None
    thumbnail: Thumbnail | None = None
    problem: Problem | None = None
    stats: PlayerStats = field(default_factory=shown_stats)
    calls: list[tuple[str, object]] = field(default_factory=list)
    broken: dict[str, ErrorCode] = field(default_factory=dict)
    hangs: bool = False

    async def load(
        self, url: str, *, start_s: float | None = None, licence: LicenceSource | None = None
    ) -> None:
        self.calls.append(("load", url))
        self.state = PlayerState.LOADING
        if self.hangs:
            await asyncio.Event().wait()
        if url in self.broken:
            self.state = PlayerState.FAILED
            self.problem = make_problem(self.broken[url], url=url)
            raise error_for(self.problem)
        self.problem = None
        self.state = PlayerState.READY
        self.position_s = start_s or 0.0
        self.duration_s = 600.0
        self.buffered = ((0.0, 60.0),)
        self.tracks = TRACKS
        self.audio_id = "en"

    def play(self) -> None:
        self.is_paused = False
        self.scan_rate = None

    def pause(self) -> None:
        self.is_paused = True
        self.scan_rate = None

    async def seek(self, position_s: float) -> None:
        self.calls.append(("seek", position_s))
        self.position_s = position_s

    async def scan(self, rate: float) -> None:
        self.calls.append(("scan", rate))
        self.scan_rate = rate

    async def seek_to_live(self) -> None:
        self.calls.append(("seek_to_live", None))

    async def thumbnail_at(self, position_s: float) -> Thumbnail | None:
        self.calls.append(("thumbnail_at", position_s))
        return self.thumbnail

    async def stop(self) -> None:
        self.calls.append(("stop", None))
        self.state = PlayerState.IDLE

    async def close(self) -> None:
        self.calls.append(("close", None))

    def select_audio(self, track_id: str) -> None:
        self.audio_id = track_id

    def select_text(self, track_id: str | None) -> None:
        self.text_id = track_id

    def limit_quality(self, *, max_height: int | None = None, max_bandwidth_bps: int | None = None) -> None:
        self.calls.append(("limit_quality", max_height))

    def set_buffer_goal(self, goal_s: float) -> None:
        self.calls.append(("set_buffer_goal", goal_s))

    def set_quality(self, representation_id: str | None) -> None:
        self.calls.append(("set_quality", representation_id))

    async def events(self) -> AsyncIterator[Event]:
        await asyncio.Event().wait()
        yield  # type: ignore[misc]  # makes this a generator

    def report(self) -> FakeReport:
        return FakeReport()


def no_artwork(title_id: str) -> Artwork:
    return Artwork()


class StandInCatalogue:
    """A catalogue in memory: rows of titles, pages, a series, refusals and faults on demand."""

    def __init__(
        self, *, artwork: Callable[[str], Artwork] | None = None, rows: int = 6, tiles: int = 30
    ) -> None:
        self._artwork = artwork or no_artwork
        self._rows = rows
        self._tiles = tiles
        self.fault: Exception | None = None
        self.is_empty = False
        self.hangs = False
        self.refusals: dict[str, Refusal] = {}
        self.asked: list[tuple[str, str]] = []
        self.kept: KeptHome | None = None
        self.listed: list[str] = []
        self.excluded: set[str] = set()
        self.first_row = "0"
        self.markers: tuple[Marker, ...] = ()
        self.people = [Profile("main", "You", "dune")]
        self.tell_reach: Callable[[bool], None] | None = None

    def card(self, title_id: str) -> TitleCard:
        return TitleCard(
            id=title_id,
            name=f"Title {title_id}",
            kind=TitleKind.SERIES if title_id.endswith("-3") else TitleKind.FILM,
            artwork=self._artwork(title_id),
            story="A lighthouse keeper finds a letter in the sea. It bears her name and tomorrow's date.",
            facts=("2026", "1 h 42 min", "PG", "Drama"),
            readiness=0.4 if title_id.endswith("-5") else 1.0,
            watched=0.3 if title_id.endswith("-1") else 0.0,
            is_listed=title_id in self.listed,
            is_included=title_id not in self.excluded,
        )

    async def home(self) -> Home:
        await self._answer("home", "")
        if self.is_empty:
            return Home((), Page(()))
        rows = tuple(self._row(n) for n in range(min(self._rows, 4)))
        heroes = tuple(self.card(f"{n}-0") for n in range(3))
        return Home(heroes, Page(rows, "4" if self._rows > 4 else None))

    async def more_rows(self, cursor: str) -> Page[Row]:
        await self._answer("rows", cursor)
        return Page(tuple(self._row(n) for n in range(int(cursor), self._rows)))

    async def more_cards(self, row_id: str, cursor: str) -> Page[TitleCard]:
        await self._answer("cards", f"{row_id}@{cursor}")
        return self._cards(row_id, int(cursor))

    async def details(self, title_id: str) -> TitleDetails:
        await self._answer("details", title_id)
        card = self.card(title_id)
        seasons = tuple(self._season(title_id, n) for n in (1, 2)) if card.kind is TitleKind.SERIES else ()
        similar = tuple(self.card(f"9-{n}") for n in range(8))
        facts = (("With", "Ada Holm, Piet Vos"), ("Genre", "Drama, Mystery"))
        return TitleDetails(card, card.story + " " + card.story, facts, seasons, similar)

    async def start_playback(self, title_id: str, *, has_pin: bool = False) -> Offer | Refusal:
        await self._answer("play", f"{title_id} with the PIN" if has_pin else title_id)
        if has_pin:
            self.refusals.pop(title_id, None)
        return self.refusals.get(title_id) or Offer(
            f"http://films.test/{title_id}/master.m3u8",
            title_id,
            30.0 if title_id.endswith("-1") else None,
            markers=self.markers,
        )

    async def kept_home(self) -> KeptHome | None:
        return self.kept

    async def search(self, words: str, cursor: str | None = None) -> Page[TitleCard]:
        await self._answer("search", words)
        return Page(()) if words == "nothing" else self._cards(f"find {words} ", int(cursor or 0))

    async def genres(self) -> tuple[str, ...]:
        await self._answer("genres", "")
        return ("Drama", "Quiet")

    async def genre(self, name: str, cursor: str | None = None) -> Page[TitleCard]:
        await self._answer("genre", f"{name}@{cursor}")
        return self._cards(name, int(cursor or 0))

    async def my_list(self, cursor: str | None = None) -> Page[TitleCard]:
        await self._answer("list", str(cursor))
        return Page(tuple(self.card(title_id) for title_id in self.listed))

    async def forget(self) -> None:
        self.kept = None
        self.asked.append(("forget", ""))

    def use_profile(self, profile_id: str) -> None:
        self.asked.append(("for", profile_id))

    def on_reach(self, told: Callable[[bool], None]) -> None:
        self.tell_reach = told

    async def send(self, change: Change) -> None:
        value = change.value
        if isinstance(value, Viewing):
            await self._answer("progress", f"{value.item_id}@{value.position_s:.0f}/{value.duration_s:.0f}")
        elif isinstance(value, Listing):
            await self._answer("listing", f"{value.title_id} {value.is_listed}")
            self.listed = [one for one in self.listed if one != value.title_id]
            self.listed[:0] = [value.title_id] if value.is_listed else []
        else:
            await self._answer(change.kind, value.name)
            self.people = [one for one in self.people if one.id != value.id]
            self.people += [value] if change.kind is ChangeKind.PROFILE else []

    async def profiles(self) -> tuple[Profile, ...]:
        await self._answer("profiles", "")
        return tuple(self.people)

    async def personal_state(self, profile_id: str) -> PersonalState:
        return PersonalState()

    async def _answer(self, what: str, about: str) -> None:
        self.asked.append((what, about))
        if self.hangs:
            await asyncio.Event().wait()
        if self.fault is not None:
            raise self.fault

    def _row(self, number: int) -> Row:
        shape = Shape.STILL if number == 1 else Shape.POSTER
        row_id = str(number) if number else self.first_row
        return Row(row_id, f"Row {number}", shape, self._cards(row_id, 0))

    def _cards(self, row_id: str, first: int) -> Page[TitleCard]:
        last = min(first + PAGE_SIZE, self._tiles)
        cards = tuple(self.card(f"{row_id}-{n}") for n in range(first, last))
        return Page(cards, str(last) if last < self._tiles else None)

    def _season(self, title_id: str, number: int) -> Season:
        still = self._artwork(title_id).still_url
        episodes = tuple(
            Episode(f"{title_id}-s{number}e{n}", n, f"Part {n}", "Something happens.", still, "24 min")
            for n in range(1, 7)
        )
        return Season(f"s{number}", f"Season {number}", episodes)


class OneFilm(StandInCatalogue):
    """A catalogue in which every title is the same film."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    async def start_playback(self, title_id: str, *, has_pin: bool = False) -> Offer | Refusal:
        return Offer(self._url, title_id)


@pytest.fixture
def catalogue() -> StandInCatalogue:
    return StandInCatalogue()


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite3"


@pytest.fixture
def household(
    remote: Remote, loop_thread: LoopThread, catalogue: StandInCatalogue, library_path: Path
) -> Iterator[Household]:
    library = Library(library_path)
    people = Household(remote, library, catalogue, catalogue, remote)
    yield people
    loop_thread.submit(library.close()).result(2.0)


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def reporter() -> Reporter:
    return Reporter()


@pytest.fixture
def loop_thread(reporter: Reporter) -> Iterator[LoopThread]:
    thread = LoopThread(reporter.report)
    thread.start()
    yield thread
    assert thread.stop(2.0)


@pytest.fixture
def remote(qapp: object, loop_thread: LoopThread) -> Iterator[Remote]:
    """The crossing, and the parent of all QObjects of a test.

    They must die on this thread: left to the garbage collector, they might be collected on the loop's.
    """
    crossing = Remote(loop_thread)
    yield crossing
    assert loop_thread.stop(2.0)
    shiboken6.delete(crossing)


@pytest.fixture
def port(remote: Remote, player: FakePlayer) -> PlayerPort:
    return PlayerPort(remote, lambda: player, remote)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture
def open_app(
    qtbot: QtBot, catalogue: StandInCatalogue, player: FakePlayer, reporter: Reporter, library_path: Path
) -> Iterator[Callable[[], Remotely]]:
    opened: list[AppWindow] = []

    def open_one() -> Remotely:
        composition = Composition(
            catalogue,
            reporter=reporter,
            player_factory=lambda surface: player,
            personal=catalogue,
            library_path=library_path,
            limits=PATIENT,
        )
        window = AppWindow(composition)
        opened.append(window)
        window.show(width=1280, height=720)
        window.window.requestActivate()
        return Remotely(qtbot, composition, window)

    yield open_one
    for window in opened:
        assert window.close(), "the app did not end in time"
    assert reporter.count == 0


@pytest.fixture
def at_home(open_app: Callable[[], Remotely]) -> Remotely:
    viewer = open_app()
    viewer.until(lambda: viewer.model.home.phase == "ready" and viewer.focus == "hero-play")
    return viewer
