"""The home page's model on a catalogue in memory."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from playhead_app.bridge import Remote
from playhead_app.catalogue import CatalogueError
from playhead_app.i18n.translations import Translations
from playhead_app.viewmodels.heroes import Heroes
from playhead_app.viewmodels.home import HomePage

if TYPE_CHECKING:
    from tests.app.conftest import StandInCatalogue

pytestmark = pytest.mark.gui
OFFLINE = CatalogueError(message="We can't reach the catalogue.", hint="Try again.", code="catalogue-offline")


@pytest.fixture
def home(remote: Remote, catalogue: "StandInCatalogue") -> HomePage:
    return HomePage(remote, catalogue, remote)


@pytest.fixture
def ready(qtbot: QtBot, home: HomePage) -> HomePage:
    home.load()
    qtbot.waitUntil(lambda: home.phase == "ready")
    return home


def test_loads_heroes_and_the_first_rows(ready: HomePage) -> None:
    assert ready.heroes.count == 3
    assert [record.row.name for record in ready.rows.records] == ["Row 0", "Row 1", "Row 2", "Row 3"]
    assert ready.rows.records[0].cards.count == 12


def test_an_unreachable_service_becomes_a_sentence_and_retry_helps(
    qtbot: QtBot, home: HomePage, catalogue: "StandInCatalogue"
) -> None:
    catalogue.fault = OFFLINE
    home.load()
    qtbot.waitUntil(lambda: home.phase == "failed")
    assert (home.message, home.hint, home.code) == (OFFLINE.message, OFFLINE.hint, OFFLINE.code)
    catalogue.fault = None
    home.load()
    assert home.phase == "loading"
    qtbot.waitUntil(lambda: home.phase == "ready")
    assert home.message == ""


def test_an_empty_catalogue_is_said_to_be_empty(
    qtbot: QtBot, home: HomePage, catalogue: "StandInCatalogue"
) -> None:
    catalogue.is_empty = True
    home.load()
    qtbot.waitUntil(lambda: home.phase == "empty")


def test_a_row_fetches_its_next_page_before_the_viewer_gets_to_its_end(
    qtbot: QtBot, ready: HomePage, catalogue: "StandInCatalogue"
) -> None:
    cards = ready.rows.records[0].cards
    cards.reached(2)
    assert ("cards", "0@12") not in catalogue.asked
    cards.reached(5)
    cards.reached(6)
    qtbot.waitUntil(lambda: cards.count == 24)
    assert catalogue.asked.count(("cards", "0@12")) == 1
    assert [card.id for card in cards.records[11:13]] == ["0-11", "0-12"]


def test_a_row_ends_where_the_catalogue_ends(qtbot: QtBot, ready: HomePage) -> None:
    cards = ready.rows.records[0].cards
    for _ in range(4):
        cards.reached(cards.count - 1)
        qtbot.waitUntil(lambda: not cards.is_growing)
    assert cards.count == 30


def test_more_rows_come_when_the_focus_nears_the_last_one(qtbot: QtBot, ready: HomePage) -> None:
    ready.reached(1)
    qtbot.waitUntil(lambda: ready.rows.count == 6)


def test_a_page_of_tiles_that_does_not_come_leaves_what_is_shown_and_tells(
    qtbot: QtBot, ready: HomePage, catalogue: "StandInCatalogue"
) -> None:
    catalogue.fault = OFFLINE
    cards = ready.rows.records[0].cards
    with qtbot.waitSignal(ready.stumbled) as told:
        cards.reached(11)
    assert told.args == [OFFLINE.message]
    assert (ready.phase, cards.count) == ("ready", 12)
    catalogue.fault = None
    cards.reached(11)
    qtbot.waitUntil(lambda: cards.count == 24)


def test_a_row_remembers_where_the_focus_was(ready: HomePage) -> None:
    cards = ready.rows.records[0].cards
    cards.reached(4)
    assert cards.position == 4


def test_the_hero_changes_only_while_it_is_looked_at(qtbot: QtBot, ready: HomePage) -> None:
    heroes: Heroes = ready.heroes
    first = heroes.title_id
    heroes.watch(True)
    assert heroes._timer.isActive()
    heroes.watch(False)
    assert not heroes._timer.isActive()
    heroes.advance()
    assert heroes.title_id != first


def test_the_hero_waits_anew_when_the_viewer_moves(ready: HomePage) -> None:
    heroes: Heroes = ready.heroes
    heroes.watch(True)
    heroes._timer.setInterval(60_000)
    before = heroes._timer.remainingTime()
    heroes.viewer_moved()
    assert heroes._timer.remainingTime() >= before


def test_the_viewers_own_rows_are_named_in_their_language(
    qtbot: QtBot, ready: HomePage, catalogue: "StandInCatalogue"
) -> None:
    translations = Translations(ready)
    role = next(role for role, name in ready.rows.roleNames().items() if name.data() == b"row_name")
    own, editors = ready.rows.records[0], ready.rows.records[1]
    own.row = replace(own.row, id="continue", name="Continue watching")
    try:
        translations.use("de")
        ready.retell()
        assert ready.rows.data(ready.rows.index(0), role) == "Weiterschauen"
        assert ready.rows.data(ready.rows.index(1), role) == editors.row.name
    finally:
        translations.stop()
