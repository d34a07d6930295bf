"""What the library keeps, and what becomes of it."""

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from playhead_app.library import ChangeKind, Library, Listing, Profile, Viewing
from playhead_app.library.database import Condition
from playhead_app.library.migrations import LATEST, migrate
from playhead_app.library.records import RATINGS, is_wider

if TYPE_CHECKING:
    from tests.app.library.conftest import WallClock


async def test_what_was_watched_is_there_after_a_restart(path: Path, clock: "WallClock") -> None:
    library = Library(path, now=clock)
    await library.viewings.record("p", "film", 61.5, 600.0)
    await library.close()
    again = Library(path, now=clock)
    assert await again.viewings.resume("p", "film") == Viewing("film", 61.5, 600.0, clock.at_s)
    assert await again.viewings.resume("another", "film") is None
    await again.close()


async def test_the_history_begins_with_the_latest(library: Library, clock: "WallClock") -> None:
    for item in ("a", "b", "a"):
        clock.at_s += 10
        await library.viewings.record("p", item, 5.0, 60.0)
    assert [viewing.item_id for viewing in await library.viewings.history("p")] == ["a", "b"]


async def test_a_change_is_kept_even_when_the_clock_was_set_back(
    library: Library, clock: "WallClock"
) -> None:
    first = await library.viewings.record("p", "film", 10.0, 60.0)
    clock.at_s -= 86_400
    second = await library.viewings.record("p", "film", 20.0, 60.0)
    assert second.watched_at_s > first.watched_at_s
    known = await library.viewings.resume("p", "film")
    assert known == second


async def test_the_service_s_word_counts_only_where_it_is_later(library: Library, clock: "WallClock") -> None:
    await library.viewings.record("p", "film", 300.0, 600.0)
    await library.viewings.learn(
        "p", [Viewing("film", 20.0, 600.0, clock.at_s - 5), Viewing("other", 9.0, 60.0, clock.at_s - 5)]
    )
    film = await library.viewings.resume("p", "film")
    other = await library.viewings.resume("p", "other")
    assert film is not None
    assert other is not None
    assert (film.position_s, other.position_s) == (300.0, 9.0)
    await library.viewings.learn("p", [Viewing("film", 20.0, 600.0, clock.at_s + 5)])
    film = await library.viewings.resume("p", "film")
    assert film is not None
    assert film.position_s == 20.0


async def test_only_the_last_change_of_a_thing_waits_for_the_service(
    library: Library, clock: "WallClock"
) -> None:
    for position_s in (5.0, 10.0, 15.0):
        await library.viewings.record("p", "film", position_s, 60.0)
    await library.lists.put("p", "film", is_listed=True)
    waiting = await library.outbox.waiting()
    assert [(change.kind, change.profile_id) for change in waiting] == [
        (ChangeKind.WATCHED, "p"),
        (ChangeKind.LISTED, "p"),
    ]
    assert isinstance(waiting[0].value, Viewing)
    assert waiting[0].value.position_s == 15.0
    assert isinstance(waiting[1].value, Listing)


async def test_a_change_made_while_the_one_before_was_being_sent_still_waits(library: Library) -> None:
    await library.viewings.record("p", "film", 5.0, 60.0)
    (being_sent,) = await library.outbox.waiting()
    await library.viewings.record("p", "film", 9.0, 60.0)
    await library.outbox.sent(being_sent)
    (left,) = await library.outbox.waiting()
    assert isinstance(left.value, Viewing)
    assert left.value.position_s == 9.0


async def test_my_list_begins_with_the_last_added(library: Library, clock: "WallClock") -> None:
    for title in ("a", "b", "c"):
        clock.at_s += 1
        await library.lists.put("p", title, is_listed=True)
    await library.lists.put("p", "b", is_listed=False)
    assert await library.lists.listed("p") == ("c", "a")
    assert await library.lists.listed("q") == ()


async def test_removed_from_continue_watching_until_it_is_watched_again(library: Library) -> None:
    await library.viewings.record("p", "film", 30.0, 60.0)
    await library.viewings.hide("p", "film")
    hidden = await library.viewings.resume("p", "film")
    assert hidden is not None
    assert (hidden.is_hidden, hidden.position_s) == (True, 30.0)
    shown = await library.viewings.record("p", "film", 31.0, 60.0)
    assert not shown.is_hidden


async def test_a_deleted_profile_takes_everything_of_it_along(library: Library) -> None:
    kept = await library.profiles.save(Profile("", "Ada"))
    gone = await library.profiles.save(Profile("", "Piet", is_kids=True, max_rating="7+"))
    await library.viewings.record(gone.id, "film", 5.0, 60.0)
    await library.settings.keep(gone.id, "captions", "en")
    await library.profiles.delete(gone.id)
    assert await library.profiles.all() == (kept,)
    assert await library.viewings.history(gone.id) == ()
    assert await library.settings.all(gone.id) == {}
    # Nothing of it is sent any more but that it has gone.
    waiting = [change for change in await library.outbox.waiting() if change.profile_id == gone.id]
    assert [change.kind for change in waiting] == [ChangeKind.PROFILE_GONE]


async def test_the_service_s_profiles_are_taken_over_but_not_over_what_it_has_yet_to_hear(
    library: Library,
) -> None:
    mine = await library.profiles.save(Profile("", "New here"))
    await library.profiles.learn([Profile("main", "Me"), Profile("kids", "Kids", is_kids=True)])
    assert [profile.name for profile in await library.profiles.all()] == ["New here", "Me", "Kids"]
    for change in await library.outbox.waiting():
        await library.outbox.sent(change)
    await library.profiles.learn([Profile("main", "Myself"), mine])
    assert {profile.name for profile in await library.profiles.all()} == {"New here", "Myself"}


async def test_what_was_watched_before_any_profile_was_known_goes_to_the_first(library: Library) -> None:
    await library.viewings.record("", "film", 30.0, 60.0)
    await library.profiles.learn([Profile("main", "Me")])
    viewing = await library.viewings.resume("main", "film")
    assert viewing is not None
    assert viewing.position_s == 30.0
    assert [change.profile_id for change in await library.outbox.waiting()] == ["main"]


async def test_settings_and_searches_are_each_profile_s_own(library: Library, clock: "WallClock") -> None:
    await library.settings.keep("p", "captions", "en")
    await library.settings.keep("p", "captions", "de")
    assert await library.settings.all("p") == {"captions": "de"}
    assert await library.settings.all("q") == {}
    for number in range(12):
        clock.at_s += 1
        await library.searches.keep("p", f"search {number}")
    await library.searches.keep("p", "search 9")
    recent = await library.searches.recent("p")
    assert len(recent) == 8
    assert set(recent[:2]) == {"search 9", "search 11"}
    await library.searches.forget("p")
    assert await library.searches.recent("p") == ()


async def test_a_wrong_pin_costs_time_that_a_restart_does_not_save(path: Path, clock: "WallClock") -> None:
    library = Library(path, now=clock)
    assert (await library.pin.check("anything")).is_right
    await library.pin.set("1234")
    left = [(await library.pin.check("0000")).tries_left for _ in range(5)]
    assert left == [4, 3, 2, 1, 0]
    await library.close()
    again = Library(path, now=clock)
    locked = await again.pin.check("1234")
    assert (locked.is_right, locked.wait_s) == (False, 60.0)
    clock.at_s += 61
    assert (await again.pin.check("1234")).is_right
    assert (await again.pin.check("0000")).tries_left == 4
    await again.pin.set("")
    assert not await again.pin.is_set()
    await again.close()


async def test_each_round_of_wrong_pins_waits_longer_and_a_clock_set_back_does_not_lock_for_ever(
    library: Library, clock: "WallClock"
) -> None:
    await library.pin.set("1234")
    waits: list[float] = []
    for _ in range(8):
        answers = [await library.pin.check("9999") for _ in range(5)]
        waits.append(answers[-1].wait_s)
        clock.at_s += answers[-1].wait_s + 1
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600]
    for _ in range(5):
        await library.pin.check("9999")
    clock.at_s -= 10_000_000
    assert (await library.pin.check("1234")).wait_s == 3600


async def test_the_pin_itself_is_nowhere_in_the_file(path: Path, clock: "WallClock") -> None:
    library = Library(path, now=clock)
    await library.pin.set("482913")
    await library.close()
    assert all(b"482913" not in part.read_bytes() for part in path.parent.iterdir())


@pytest.mark.parametrize("version", range(LATEST))
async def test_a_library_of_an_earlier_version_is_brought_up_to_date(
    version: int, path: Path, clock: "WallClock"
) -> None:
    path.parent.mkdir(parents=True)
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, version)
    if version >= 1:
        old.execute(
            "INSERT INTO viewing (profile_id, item_id, position_s, duration_s, watched_at_s)"
            " VALUES ('p', 'film', 42, 60, 1)"
        )
    old.close()
    library = Library(path, now=clock)
    viewing = await library.viewings.resume("p", "film")
    assert viewing == (Viewing("film", 42.0, 60.0, 1.0) if version >= 1 else None)
    await library.lists.put("p", "film", is_listed=True)
    await library.pin.set("1111")
    assert await library.condition() is Condition.SOUND
    await library.close()


async def test_a_library_of_a_later_version_is_still_read(path: Path, clock: "WallClock") -> None:
    library = Library(path, now=clock)
    await library.viewings.record("p", "film", 5.0, 60.0)
    await library.close()
    newer = sqlite3.connect(path, isolation_level=None)
    newer.execute("ALTER TABLE viewing ADD COLUMN mood TEXT")
    newer.execute(f"PRAGMA user_version = {LATEST + 1}")
    newer.close()
    older = Library(path, now=clock)
    assert await older.viewings.resume("p", "film") is not None
    await older.close()


@pytest.mark.parametrize("damage", ["garbage", "hole", "truncated"])
async def test_a_damaged_library_is_set_aside_and_a_new_one_begun(
    damage: str, path: Path, clock: "WallClock"
) -> None:
    library = Library(path, now=clock)
    for number in range(400):
        await library.viewings.record("p", f"film {number} {'x' * 200}", 5.0, 60.0)
    await library.close()
    hurt = _hurt(path, damage)
    again = Library(path, now=clock)
    assert await again.condition() is Condition.SET_ASIDE
    await again.viewings.record("p", "film", 5.0, 60.0)
    assert await again.viewings.resume("p", "film") is not None
    (aside,) = path.parent.glob("library-damaged-*.sqlite3")
    assert aside.read_bytes() == hurt
    await again.close()


async def test_a_folder_that_can_not_be_written_gives_a_library_in_memory(
    tmp_path: Path, clock: "WallClock"
) -> None:
    (tmp_path / "file").touch()
    library = Library(tmp_path / "file" / "library.sqlite3", now=clock)
    assert await library.condition() is Condition.IN_MEMORY
    await library.viewings.record("p", "film", 5.0, 60.0)
    assert await library.viewings.resume("p", "film") is not None
    await library.close()


async def test_a_closed_library_takes_no_more_work(library: Library) -> None:
    await library.close()
    await library.close()
    with pytest.raises(asyncio.CancelledError):
        await library.viewings.resume("p", "film")


def _hurt(path: Path, damage: str) -> bytes:
    body = path.read_bytes()
    hurt = {
        "garbage": b"this is no database at all" * 40,
        "hole": body[:8192] + bytes(len(body) - 12288) + body[-4096:],
        "truncated": body[: len(body) // 3],
    }[damage]
    path.write_bytes(hurt)
    return hurt


def test_a_rating_of_a_newer_service_opens_nothing() -> None:
    assert [is_wider("16+", limit) for limit in ("", "All", "12+", "16+")] == [False, True, True, False]
    assert is_wider("", "16+")
    assert not is_wider("21+", RATINGS[0])
