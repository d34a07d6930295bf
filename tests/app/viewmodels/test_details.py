"""A title's page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from playhead_app.bridge import Remote
from playhead_app.catalogue import CatalogueError
from playhead_app.viewmodels.details import DetailsPage
from playhead_app.viewmodels.household import Household

if TYPE_CHECKING:
    from tests.app.conftest import StandInCatalogue

PageOf = Callable[[str], DetailsPage]
pytestmark = pytest.mark.gui


@pytest.fixture
def page_of(remote: Remote, catalogue: "StandInCatalogue", household: Household) -> PageOf:
    return lambda title_id: DetailsPage(remote, catalogue, household, catalogue.card(title_id), remote)


def test_what_the_tile_knew_is_there_at_once(page_of: PageOf) -> None:
    page = page_of("0-1")
    assert page.name == "Title 0-1"
    assert page.story != ""


def test_a_film_plays_itself_and_has_no_seasons(
    qtbot: QtBot, page_of: PageOf, catalogue: "StandInCatalogue"
) -> None:
    page = page_of("0-1")
    page.load()
    qtbot.waitUntil(lambda: page.phase == "ready")
    assert page.play_id == "0-1"
    assert page.season_names == []
    assert page.similar.count == 8
    assert page.credits[0] == {"name": "With", "value": "Ada Holm, Piet Vos"}


def test_a_series_has_seasons_whose_episodes_change(
    qtbot: QtBot, page_of: PageOf, catalogue: "StandInCatalogue"
) -> None:
    page = page_of("0-3")
    page.load()
    qtbot.waitUntil(lambda: page.phase == "ready")
    assert page.season_names == ["Season 1", "Season 2"]
    assert page.play_id == "0-3-s1e1"
    page.choose_season(1)
    assert page.episodes.records[0].id == "0-3-s2e1"
    page.choose_season(7)
    assert page.season == 1


def test_a_page_that_does_not_come_says_so_and_retry_helps(
    qtbot: QtBot, page_of: PageOf, catalogue: "StandInCatalogue"
) -> None:
    page = page_of("0-1")
    catalogue.fault = CatalogueError(message="We can't reach the catalogue.", hint="Try again.", code="x")
    page.load()
    qtbot.waitUntil(lambda: page.phase == "failed")
    catalogue.fault = None
    page.load()
    qtbot.waitUntil(lambda: page.phase == "ready")


def test_a_page_that_was_left_hears_nothing_more(
    qtbot: QtBot, page_of: PageOf, catalogue: "StandInCatalogue"
) -> None:
    page = page_of("0-1")
    page.load()
    page.drop()
    other = page_of("0-2")
    other.load()
    qtbot.waitUntil(lambda: other.phase == "ready")
    assert page.phase == "loading"
