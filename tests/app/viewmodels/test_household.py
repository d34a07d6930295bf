"""Who watches, the search and the lists, without QML."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from playhead_app.bridge import Remote
from playhead_app.catalogue import CatalogueError, Offer, Page, TitleCard
from playhead_app.library import Profile
from playhead_app.viewmodels.cards import PagedCards
from playhead_app.viewmodels.grid import GridPage
from playhead_app.viewmodels.household import Household
from playhead_app.viewmodels.preferences import Preferences
from playhead_app.viewmodels.search import SearchPage

if TYPE_CHECKING:
    from tests.app.conftest import StandInCatalogue

pytestmark = pytest.mark.gui
AWAY = CatalogueError(message="Away.", hint="Later.", code="catalogue-unreachable", may_pass=True)


@pytest.fixture
def at_home(qtbot: QtBot, household: Household) -> Household:
    household.open()
    qtbot.waitUntil(lambda: household.current_id == "main")
    return household


@pytest.fixture
def search(remote: Remote, catalogue: "StandInCatalogue", at_home: Household) -> SearchPage:
    return SearchPage(remote, catalogue, at_home, remote)


def test_the_service_s_first_profile_watches_and_nobody_is_asked(at_home: Household) -> None:
    assert (at_home.name, at_home.must_choose, at_home.has_pin) == ("You", False, False)


def test_what_is_watched_reaches_the_service_in_the_profile_s_name(
    qtbot: QtBot, at_home: Household, catalogue: "StandInCatalogue"
) -> None:
    at_home.keep_viewing("film", 30.0, 60.0)
    qtbot.waitUntil(lambda: ("progress", "film@30/60") in catalogue.asked)


def test_an_offer_resumes_where_this_device_knows_better(
    qtbot: QtBot, remote: Remote, at_home: Household
) -> None:
    answers: list[Offer] = []

    def ask(left_at_s: float) -> None:
        offer = Offer("http://films.test/a", "film", start_s=5.0, left_at_s=left_at_s)
        remote.run(lambda: at_home.resumed(offer), then=answers.append, failed=_fail)

    at_home.keep_viewing("film", 30.0, 60.0)
    ask(0.0)
    qtbot.waitUntil(lambda: len(answers) == 1)
    ask(9e9)
    qtbot.waitUntil(lambda: len(answers) == 2)
    at_home.keep_viewing("film", 59.5, 60.0)
    ask(0.0)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert [answer.start_s for answer in answers] == [30.0, 5.0, None]


def test_a_limited_profile_changes_no_profile_without_the_pin(
    qtbot: QtBot, at_home: Household, catalogue: "StandInCatalogue"
) -> None:
    at_home.save("", "Kid", "star", "7+", True)
    qtbot.waitUntil(lambda: at_home.profiles.count == 2)
    kid: Profile = at_home.profiles.records[1]
    at_home.change_pin()
    assert at_home.gate.is_new
    at_home.gate.enter("12")
    at_home.gate.enter("12a4")
    assert at_home.gate.is_asking, "four digits and nothing else"
    at_home.gate.enter("1234")
    qtbot.waitUntil(lambda: at_home.has_pin)
    with qtbot.waitSignal(at_home.switched):
        at_home.choose(kid.id)
    at_home.save("", "Grown-up", "moon", "", False)
    assert at_home.gate.is_asking
    at_home.gate.leave()
    assert at_home.profiles.count == 2
    at_home.choose("main")
    at_home.gate.enter("0000")
    qtbot.waitUntil(lambda: at_home.gate.note != "")
    assert at_home.current_id == kid.id
    at_home.gate.enter("1234")
    qtbot.waitUntil(lambda: at_home.current_id == "main")
    at_home.remove_pin()
    at_home.gate.enter("1234")
    qtbot.waitUntil(lambda: not at_home.has_pin)


def test_a_profile_that_another_device_deleted_gives_way_to_the_first(
    qtbot: QtBot, at_home: Household, catalogue: "StandInCatalogue"
) -> None:
    at_home.save("", "Ada", "moon", "", False)
    qtbot.waitUntil(lambda: len(catalogue.people) == 2 and at_home.profiles.count == 2)
    with qtbot.waitSignal(at_home.switched):
        at_home.choose(at_home.profiles.records[1].id)
    del catalogue.people[1]
    with qtbot.waitSignal(at_home.switched):
        at_home.keep_viewing("film", 30.0, 60.0)
    assert at_home.current_id == "main"


def test_the_last_answer_wins_and_the_ones_before_are_taken_back(
    qtbot: QtBot, search: SearchPage, catalogue: "StandInCatalogue"
) -> None:
    catalogue.hangs = True
    search.write("dus")
    qtbot.waitUntil(lambda: ("search", "dus") in catalogue.asked)
    catalogue.hangs = False
    search.type("k")
    qtbot.waitUntil(lambda: search.phase == "ready" and search.results.count > 0)
    assert search.results.records[0].id == "find dusk -0"
    assert search.find("find dusk -0") is not None


def test_a_search_that_fails_says_so_and_retry_helps(
    qtbot: QtBot, search: SearchPage, catalogue: "StandInCatalogue"
) -> None:
    catalogue.fault = AWAY
    search.write("dusk")
    qtbot.waitUntil(lambda: search.phase == "failed")
    assert search.message == "Away."
    catalogue.fault = None
    search.retry()
    qtbot.waitUntil(lambda: search.phase == "ready")
    search.write("nothing")
    qtbot.waitUntil(lambda: search.phase == "empty")
    search.write("")
    assert (search.phase, search.results.count) == ("ready", 0)


def test_another_viewer_sees_nothing_of_the_search_before(qtbot: QtBot, search: SearchPage) -> None:
    search.write("secret")
    search.picked()
    assert search.recent == ["secret"]
    search.start_anew()
    assert (search.text, search.recent) == ("", [])


def test_a_grid_keeps_its_place_when_it_is_shown_again_unchanged(
    qtbot: QtBot, remote: Remote, catalogue: "StandInCatalogue"
) -> None:
    grid = GridPage(remote, "Quiet", lambda cursor: catalogue.genre("Quiet", cursor), remote)
    grid.load()
    qtbot.waitUntil(lambda: grid.phase == "ready")
    grid.cards.reached(7)
    asked = len(catalogue.asked)
    with qtbot.assertNotEmitted(grid.cards.modelReset):
        grid.refresh()
        qtbot.waitUntil(lambda: len(catalogue.asked) > asked and not grid.cards.is_growing)
    assert grid.cards.position == 7


LIST_LENGTH, PAGE = 1_000, 20


@pytest.fixture
def long_list(remote: Remote) -> tuple[PagedCards, list[str]]:
    asked: list[str] = []

    async def fetch(cursor: str) -> Page[TitleCard]:
        asked.append(cursor)
        await asyncio.sleep(0)
        first = int(cursor)
        after = first + PAGE
        cards = tuple(TitleCard(f"t{n}", f"Title {n}") for n in range(first, after))
        return Page(cards, str(after) if after < LIST_LENGTH else None)

    cards = PagedCards(remote, fetch, _fail, remote)
    cards.begin(Page(tuple(TitleCard(f"t{n}", f"Title {n}") for n in range(PAGE)), str(PAGE)))
    return cards, asked


def _fail(error: BaseException) -> None:
    raise error


def _walk(qtbot: QtBot, cards: PagedCards, positions: range, settled: Callable[[], bool]) -> None:
    for position in positions:
        cards.reached(position)
        qtbot.waitUntil(settled)


def test_a_thousand_titles_are_walked_through_and_only_those_around_are_kept(
    qtbot: QtBot, long_list: tuple[PagedCards, list[str]]
) -> None:
    cards, asked = long_list
    _walk(qtbot, cards, range(0, LIST_LENGTH, 5), lambda: not cards.is_growing)
    assert cards.count == LIST_LENGTH
    kept = [card for card in cards.records if card.id]
    assert len(kept) < 200
    assert kept[-1].id == "t999"
    _walk(qtbot, cards, range(LIST_LENGTH - 1, -1, -5), lambda: not cards.is_growing)
    assert [card.id for card in cards.records[:60]] == [f"t{n}" for n in range(60)]
    assert asked.count("20") == 2, "a page that was let go was fetched again, once"


def test_the_profile_of_the_last_time_watches_again(
    qtbot: QtBot, remote: Remote, catalogue: "StandInCatalogue", at_home: Household, library_path: Path
) -> None:
    at_home.save("", "Ada", "moon", "", False)
    qtbot.waitUntil(lambda: at_home.profiles.count == 2)
    ada = at_home.profiles.records[1].id
    with qtbot.waitSignal(at_home.switched):
        at_home.choose(ada)
    again = Household(remote, at_home._library, catalogue, None, remote)
    again.open()
    qtbot.waitUntil(lambda: again.current_id == ada)
    assert again.must_choose


def test_each_profile_has_its_own_look_over_the_device_s(
    qtbot: QtBot, at_home: Household, catalogue: "StandInCatalogue"
) -> None:
    preferences = Preferences()
    at_home.settings_known.connect(preferences.adopt)
    preferences.kept.connect(at_home.keep_setting)
    preferences.adopt({})
    at_home.save("", "Grandma", "leaf", "", False)
    qtbot.waitUntil(lambda: at_home.profiles.count == 2)
    with qtbot.waitSignal(at_home.settings_known):
        at_home.choose(at_home.profiles.records[1].id)
    preferences.next_text_step()
    preferences.reduce_motion(True)
    with qtbot.waitSignal(at_home.settings_known):
        at_home.choose("main")
    assert (preferences.text_step, preferences.is_motion_reduced) == (0, False)
    with qtbot.waitSignal(at_home.settings_known):
        at_home.choose(at_home.profiles.records[1].id)
    assert (preferences.text_step, preferences.is_motion_reduced) == (1, True)
