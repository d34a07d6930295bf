"""What the service tells by itself, as the viewer sees it."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from gql.transport.async_transport import AsyncTransport
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from starlette.applications import Starlette

from playhead_app.account import Account
from playhead_app.app_window import AppWindow
from playhead_app.catalogue import Refusal
from playhead_app.catalogue.happenings import EpisodeAdded, Happening, LineBack, ServiceLine, SessionEnded
from playhead_app.composition import Composition
from playhead_app.demo.account import AccountEndpoints, Ledger
from playhead_app.reporter import Reporter
from playhead_app.sources import FixedEndpoint
from tests.app.account.test_account import HERE, Noted
from tests.app.conftest import PATIENT, FakePlayer, Remotely, StandInCatalogue

pytestmark = pytest.mark.gui
KEY = Qt.Key


class Service:
    """The demo's accounts, and a line that tells what the test says."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.keeper = Noted()
        self.told: Callable[[Happening], None] | None = None

    def account(self) -> Account:
        transport = httpx.ASGITransport(Starlette(routes=AccountEndpoints(self.ledger).routes()))

        async def at_once(seconds: float) -> None:
            for waiting in self.ledger._pending.values():
                waiting.asked_s = None
            await asyncio.sleep(0)

        return Account(FixedEndpoint(HERE), lambda: self.keeper, transport=transport, sleep=at_once)

    def line(self, told: Callable[[Happening], None]) -> ServiceLine:
        self.told = told

        async def never(url: str, introduction: object) -> AsyncTransport:
            await asyncio.Event().wait()
            raise AssertionError

        async def nobody() -> None:
            return None

        return ServiceLine(FixedEndpoint(HERE), told, nobody, connect=never)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def viewer(
    qtbot: QtBot,
    catalogue: StandInCatalogue,
    player: FakePlayer,
    reporter: Reporter,
    service: Service,
    library_path: Path,
) -> Iterator[Remotely]:
    composition = Composition(
        catalogue,
        reporter=reporter,
        player_factory=lambda surface: player,
        account=service.account(),
        line=service.line,
        personal=catalogue,
        library_path=library_path,
        limits=PATIENT,
    )
    window = AppWindow(composition)
    window.show(width=1280, height=720)
    window.window.requestActivate()
    one = Remotely(qtbot, composition, window)
    one.until(lambda: one.focus == "hero-play" and service.told is not None)
    yield one
    assert window.close()
    assert reporter.count == 0


def sign_in(viewer: Remotely, service: Service) -> None:
    account = viewer.model.account
    account.begin()
    viewer.until(lambda: account.phase == "waiting")
    assert service.ledger.decide(account.user_code, is_approved=True)
    viewer.until(lambda: account.phase == "signed-in")


def tell(viewer: Remotely, service: Service, happening: Happening) -> None:
    assert service.told is not None
    viewer.composition.remote.tell(service.told, happening)


def test_a_remote_sign_out_ends_what_plays_and_says_why(
    viewer: Remotely, service: Service, player: FakePlayer, catalogue: StandInCatalogue
) -> None:
    sign_in(viewer, service)
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.on("player") and viewer.model.playback.state == "ready")
    tell(viewer, service, SessionEnded(is_everywhere=True))
    viewer.until(lambda: viewer.on("sign-in") and viewer.focus == "new-code")
    viewer.until(lambda: player.state.value == "idle")
    assert service.keeper.token is None
    assert "All devices of this account were signed out." in viewer.model.account.farewell
    assert viewer.model.account.phase == "signed-out"
    viewer.until(lambda: ("forget", "") in catalogue.asked)
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.model.account.phase == "waiting")
    assert viewer.model.account.farewell == ""


def test_what_was_theirs_is_gone_from_the_device_and_comes_back_from_the_service(
    viewer: Remotely, service: Service, catalogue: StandInCatalogue
) -> None:
    sign_in(viewer, service)
    household = viewer.model.household
    viewer.until(lambda: household.current_id == "main")
    viewer.model.preferences.next_text_step()
    household.keep_search("moons")
    tell(viewer, service, SessionEnded(is_everywhere=False))
    viewer.until(lambda: ("forget", "") in catalogue.asked and household.current_id == "main")
    searches = viewer.composition.loop.submit(household.recent_searches()).result(5)
    assert searches == ()
    viewer.until(lambda: viewer.model.preferences.text_step == 0)


def test_signing_out_here_is_no_news_here(viewer: Remotely, service: Service) -> None:
    sign_in(viewer, service)
    viewer.model.account.sign_out(True)
    tell(viewer, service, SessionEnded(is_everywhere=True))
    viewer.until(lambda: viewer.model.account.phase == "signed-out")
    assert viewer.model.account.farewell == ""
    assert not viewer.on("sign-in")


def test_a_guest_has_nothing_to_be_signed_out_of(viewer: Remotely, service: Service) -> None:
    tell(viewer, service, SessionEnded(is_everywhere=True))
    tell(viewer, service, EpisodeAdded("s", "Small Moons", "e", "Names", 5))
    viewer.until(lambda: viewer.shows("notice"))
    assert viewer.model.account.farewell == ""


def test_a_new_episode_is_noticed_and_the_home_page_looks_again(
    viewer: Remotely, service: Service, catalogue: StandInCatalogue
) -> None:
    told: list[str] = []
    viewer.model.noticed.connect(told.append)
    before = catalogue.asked.count(("home", ""))
    tell(viewer, service, EpisodeAdded("small-moons", "Small Moons", "small-moons.s2e5", "Names", 5))
    viewer.until(lambda: catalogue.asked.count(("home", "")) > before)
    assert told == ["A new episode of “Small Moons”: 5. Names"]


def test_after_the_line_was_down_a_session_that_is_over_is_found_out(
    viewer: Remotely, service: Service
) -> None:
    sign_in(viewer, service)
    service.ledger.end()
    tell(viewer, service, LineBack())
    viewer.until(lambda: viewer.on("sign-in"))
    assert "signed out from somewhere else" in viewer.model.account.farewell


def test_a_title_outside_the_plan_has_no_play_but_a_way_in(
    viewer: Remotely, service: Service, catalogue: StandInCatalogue
) -> None:
    catalogue.excluded.add("0-0")
    viewer.model.home.refresh()
    viewer.press(KEY.Key_Right, KEY.Key_Return)
    viewer.until(lambda: viewer.on("details") and viewer.focus == "details-sign-in")
    assert not viewer.shows("details-play")
    assert viewer.shows("not-included")
    assert viewer.model.account.plan_hint == "Sign in if your plan has it."
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.on("sign-in") and viewer.model.account.phase == "waiting")
    catalogue.excluded.clear()
    assert service.ledger.decide(viewer.model.account.user_code, is_approved=True)
    viewer.until(lambda: viewer.model.account.phase == "signed-in")
    viewer.press(KEY.Key_Escape)
    viewer.until(lambda: viewer.on("details") and viewer.shows("details-play"))
    assert not viewer.shows("not-included")


def test_a_refusal_for_the_plan_is_a_sentence_that_says_what_helps(
    viewer: Remotely, service: Service, catalogue: StandInCatalogue
) -> None:
    catalogue.refusals["0-0"] = Refusal("No.", "Never.", "not-entitled")
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.model.playback.state == "failed")
    assert viewer.model.playback.problem_message == "This title isn't part of your plan."
    assert viewer.model.playback.problem_hint == "Sign in if your plan has it."
