"""Profiles, search, lists and the parents' gate, with a remote control."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from playhead_app.catalogue import KeptHome, Refusal
from playhead_app.library import Library, Profile

if TYPE_CHECKING:
    from tests.app.conftest import Remotely, StandInCatalogue

pytestmark = pytest.mark.gui
KEY = Qt.Key
KIDS = Profile("kids", "Kids", "star", "7+", True)


def furnish(path: Path, *profiles: Profile, pin: str = "", current: str = "") -> None:
    """Leave a library behind as an earlier run of the app would."""

    async def work() -> None:
        library = Library(path)
        await library.profiles.learn(profiles)
        await library.pin.set(pin)
        await library.settings.keep("", "current-profile", current)
        await library.close()

    asyncio.run(work())


def open_search(viewer: "Remotely") -> None:
    viewer.press(KEY.Key_Up)
    viewer.until(lambda: viewer.focus == "settings")
    viewer.press(KEY.Key_Left, KEY.Key_Left)
    viewer.until(lambda: viewer.focus == "search")
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.focus == "keypad")


def type_pin(viewer: "Remotely", pin: str) -> None:
    viewer.until(lambda: viewer.focus == "pin-pad")
    viewer.press(*(KEY(KEY.Key_0 + int(digit)) for digit in pin))


def test_results_come_while_the_thumb_types_and_back_returns_to_the_same_result(
    at_home: "Remotely", catalogue: "StandInCatalogue"
) -> None:
    open_search(at_home)
    at_home.press(KEY.Key_Return, KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.model.search.results.count > 0)
    assert at_home.model.search.text == "ab"
    assert ("search", "a") not in catalogue.asked, "the letters came together: one question"
    at_home.press(*[KEY.Key_Right] * 5)
    at_home.until(lambda: at_home.tile == "find ab -0")
    at_home.press(KEY.Key_Right, KEY.Key_Down)
    at_home.until(lambda: at_home.tile not in ("", "find ab -0", "find ab -1"))
    tile = at_home.tile
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "details-play")
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.tile == tile)
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.focus == "search")


def test_real_keys_type_too_and_what_led_somewhere_is_offered_again(
    at_home: "Remotely", catalogue: "StandInCatalogue"
) -> None:
    open_search(at_home)
    at_home.press(KEY.Key_F, KEY.Key_O, KEY.Key_Space, KEY.Key_X, KEY.Key_Backspace)
    assert at_home.model.search.text == "fo "
    at_home.until(lambda: at_home.model.search.results.count > 0)
    at_home.press(*[KEY.Key_Right] * 6, KEY.Key_Return)
    at_home.until(lambda: at_home.on("details"))
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.on("search-page"))
    at_home.press(KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Backspace)
    assert at_home.model.search.recent == ["fo"]
    at_home.until(lambda: at_home.focus == "keypad")
    at_home.press(*[KEY.Key_Right] * 6)
    at_home.until(lambda: at_home.focus == "recent")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.model.search.results.count > 0)
    assert at_home.model.search.text == "fo"


def test_what_is_not_found_is_said_and_genres_lead_on(at_home: "Remotely") -> None:
    open_search(at_home)
    at_home.model.search.write("nothing")
    at_home.until(lambda: at_home.model.search.phase == "empty")
    at_home.model.search.write("")
    at_home.until(lambda: len(at_home.model.search.genres) == 2)
    at_home.press(*[KEY.Key_Right] * 6)
    at_home.until(lambda: at_home.focus == "genres")
    at_home.press(KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.tile == "Quiet-0")
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.focus == "genres")


def test_a_title_goes_on_the_list_and_is_found_there(
    at_home: "Remotely", catalogue: "StandInCatalogue"
) -> None:
    at_home.press(KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "details-play" and at_home.shows("details-list"))
    at_home.press(KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: ("listing", "0-0 True") in catalogue.asked)
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.focus == "hero-more")
    at_home.press(KEY.Key_Up, KEY.Key_Left, KEY.Key_Return)
    at_home.until(lambda: at_home.tile == "0-0")


def test_an_empty_list_says_how_to_fill_it(at_home: "Remotely") -> None:
    at_home.press(KEY.Key_Up, KEY.Key_Left, KEY.Key_Return)
    at_home.until(lambda: at_home.on("grid-page") and at_home.focus == "back")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "my-list")


def test_with_several_profiles_it_is_asked_who_watches(
    open_app: "Callable[[], Remotely]", catalogue: "StandInCatalogue", library_path: Path
) -> None:
    catalogue.people.append(KIDS)
    furnish(library_path, *catalogue.people)
    viewer = open_app()
    viewer.until(lambda: viewer.on("profiles-page"))
    viewer.press(KEY.Key_Escape)
    assert viewer.on("profiles-page"), "there is nothing to go back to yet"
    viewer.press(KEY.Key_Right, KEY.Key_Return)
    viewer.until(lambda: viewer.on("home") and viewer.focus == "hero-play")
    assert viewer.model.household.name == "Kids"
    assert ("for", "kids") in catalogue.asked


def test_a_child_needs_the_pin_to_become_somebody_else(
    open_app: "Callable[[], Remotely]", catalogue: "StandInCatalogue", library_path: Path
) -> None:
    catalogue.people.append(KIDS)
    furnish(library_path, *catalogue.people, pin="1234", current="kids")
    viewer = open_app()
    viewer.until(lambda: viewer.on("profiles-page"))
    viewer.press(KEY.Key_Return)
    type_pin(viewer, "9999")
    viewer.until(lambda: "left: 4" in viewer.model.household.gate.note)
    viewer.press(KEY.Key_Escape)
    viewer.until(lambda: viewer.on("profiles-page"))
    assert viewer.model.household.current_id == "kids"
    viewer.press(KEY.Key_Return)
    type_pin(viewer, "1234")
    viewer.until(lambda: viewer.on("home"))
    assert viewer.model.household.name == "You"


def test_a_profile_is_made_with_the_thumb_alone(at_home: "Remotely", catalogue: "StandInCatalogue") -> None:
    at_home.press(KEY.Key_Up, KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.on("profiles-page"))
    at_home.press(KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "name-pad")
    at_home.press(KEY.Key_Return, KEY.Key_Right, KEY.Key_Return)
    at_home.press(*[KEY.Key_Right] * 5)
    at_home.until(lambda: at_home.focus == "avatars")
    at_home.press(KEY.Key_Right, KEY.Key_Return, KEY.Key_Down)
    at_home.until(lambda: at_home.focus == "is-kids")
    at_home.press(KEY.Key_Return, KEY.Key_Down, KEY.Key_Return, KEY.Key_Down)
    at_home.until(lambda: at_home.focus == "save-profile")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("profiles-page") and len(catalogue.people) == 2)
    made = catalogue.people[1]
    assert (made.name, made.is_kids, made.max_rating) == ("Ab", True, "12+")
    assert made.avatar != "dune"


def test_a_title_above_the_limit_plays_once_the_pin_was_given(
    open_app: "Callable[[], Remotely]", catalogue: "StandInCatalogue", library_path: Path
) -> None:
    furnish(library_path, *catalogue.people, pin="1234")
    catalogue.refusals["0-0"] = Refusal("It is rated 16+.", "That is above the limit.", "above-limit")
    viewer = open_app()
    viewer.until(lambda: viewer.focus == "hero-play" and viewer.model.household.has_pin)
    viewer.press(KEY.Key_Return)
    type_pin(viewer, "1234")
    viewer.until(lambda: viewer.model.playback.state == "ready")
    assert ("play", "0-0 with the PIN") in catalogue.asked


def test_home_shows_at_once_what_it_was_and_says_when_the_service_is_away(
    open_app: "Callable[[], Remotely]", catalogue: "StandInCatalogue"
) -> None:
    catalogue.kept = KeptHome(asyncio.run(catalogue.home()), 1_800_000_000.0)
    catalogue.hangs = True
    viewer = open_app()
    viewer.until(lambda: viewer.model.home.phase == "ready" and viewer.focus == "hero-play")
    assert not viewer.model.household.is_offline
    assert catalogue.tell_reach is not None
    viewer.composition.remote.tell(catalogue.tell_reach, False)
    viewer.until(lambda: viewer.model.household.is_offline)


def test_a_damaged_library_is_told_once_and_the_app_goes_on(
    open_app: "Callable[[], Remotely]", library_path: Path
) -> None:
    library_path.write_bytes(b"no database" * 500)
    viewer = open_app()
    viewer.until(lambda: viewer.model.home.phase == "ready")
    viewer.until(lambda: viewer.shows("notice"))


def test_two_runs_resume_where_the_first_one_was_left(
    open_app: "Callable[[], Remotely]", catalogue: "StandInCatalogue", player: "object", library_path: Path
) -> None:
    async def watched() -> None:
        library = Library(library_path)
        await library.viewings.record("main", "0-0", 77.0, 600.0)
        await library.close()

    asyncio.run(watched())
    viewer = open_app()
    viewer.until(lambda: viewer.focus == "hero-play" and viewer.model.household.current_id == "main")
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.model.playback.state == "ready")
    viewer.until(lambda: viewer.model.playback.position_s == 77.0)


def test_delete_takes_a_title_out_of_what_was_begun(
    open_app: "Callable[[], Remotely]", catalogue: "StandInCatalogue"
) -> None:
    catalogue.first_row = "continue"
    viewer = open_app()
    viewer.until(lambda: viewer.model.home.phase == "ready" and viewer.focus == "hero-play")
    told: list[str] = []
    viewer.model.noticed.connect(told.append)
    viewer.press(KEY.Key_Down, KEY.Key_Right)
    viewer.until(lambda: viewer.tile == "continue-1")
    viewer.press(KEY.Key_Delete)
    viewer.until(lambda: viewer.tile == "continue-2")
    assert told == ["Removed from “continue watching”."]
    viewer.until(lambda: ("progress", "continue-1@0/0") in catalogue.asked)
    viewer.press(KEY.Key_Down)
    viewer.until(lambda: viewer.tile == "1-0")
    viewer.press(KEY.Key_Delete)
    viewer.press(KEY.Key_Right)
    viewer.until(lambda: viewer.tile == "1-1")
    assert len(told) == 1
