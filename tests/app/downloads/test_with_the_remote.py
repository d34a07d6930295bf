"""Download with a remote control, lose the network, and watch."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from playhead_app.app_window import AppWindow
from playhead_app.catalogue import CatalogueError, Refusal
from playhead_app.downloads.desk import DownloadDesk
from playhead_app.downloads.workbench import Workbench
from playhead_app.viewmodels.downloads import Downloads
from tests.app.conftest import FakePlayer, Remotely, StandInCatalogue
from tests.app.downloads.conftest import CatalogueWithFilms, Films
from tests.app.qml.test_accessibility import names

pytestmark = pytest.mark.gui
KEY = Qt.Key
GONE = CatalogueError(
    message="We can't reach the catalogue.", hint="Try again.", code="catalogue-unreachable"
)


def walk_to(viewer: Remotely, name: str, key: Qt.Key) -> None:
    """Press an arrow until something has the focus, whatever lies between."""
    for _ in range(5):
        if viewer.focus != name:
            viewer.press(key)
    viewer.until(lambda: viewer.focus == name)


def download_first_title(viewer: Remotely) -> None:
    """From home to a complete download of the hero, and back home."""
    viewer.press(KEY.Key_Right, KEY.Key_Return)
    viewer.until(lambda: viewer.focus == "details-play" and viewer.shows("details-download"))
    walk_to(viewer, "details-download", KEY.Key_Right)
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: viewer.model.downloads.choices.count == 2)
    viewer.press(KEY.Key_Down, KEY.Key_Return)
    viewer.until(lambda: viewer.model.downloads.has_playable)
    viewer.until(lambda: viewer.focus == "details-download")


def test_a_title_is_downloaded_in_a_chosen_quality_and_watched_without_the_network(
    at_home: Remotely, films: Films, catalogue: StandInCatalogue, player: FakePlayer
) -> None:
    download_first_title(at_home)
    downloads = at_home.model.downloads
    (row,) = downloads.rows.records
    assert row.kept.download.height == 240
    assert downloads.mark("0-0") == "Downloaded"
    films.switch_off()
    catalogue.fault = GONE
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("downloads") and at_home.focus == "download-play")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("player") and at_home.model.playback.state == "ready")
    assert ("load", row.kept.url) in player.calls
    assert at_home.model.playback.title == "Title 0-0"


def test_the_app_opens_without_its_service_and_offers_what_is_kept(
    open_app: Callable[[], Remotely],
    catalogue: StandInCatalogue,
    films: Films,
    closed_apps: list[AppWindow],
) -> None:
    first = open_app()
    first.until(lambda: first.model.home.phase == "ready" and first.focus == "hero-play")
    download_first_title(first)
    films.switch_off()
    catalogue.fault = GONE
    assert first.app.close()
    closed_apps.append(first.app)
    again = open_app()
    again.until(lambda: again.focus == "retry" and again.shows("other-way"))
    assert again.model.downloads.consolation
    again.press(KEY.Key_Right, KEY.Key_Return)
    again.until(lambda: again.on("downloads") and again.focus == "download-play")
    again.press(KEY.Key_Right, KEY.Key_Return)
    again.until(lambda: again.focus == "download-remove")
    assert again.model.downloads.count == 1  # asked once more first
    again.press(KEY.Key_Return)
    again.until(lambda: again.model.downloads.count == 0 and again.focus == "downloads-limit")
    again.press(KEY.Key_Escape)
    again.until(lambda: again.on("home"))


def test_play_uses_what_is_kept_when_the_service_is_gone(
    at_home: Remotely, catalogue: StandInCatalogue, player: FakePlayer
) -> None:
    download_first_title(at_home)
    catalogue.fault = GONE
    walk_to(at_home, "details-play", KEY.Key_Left)
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.model.playback.state == "ready")
    assert ("load", at_home.model.downloads.url_of("0-0")) in player.calls


def test_episodes_have_a_button_of_their_own(at_home: Remotely) -> None:
    at_home.press(KEY.Key_Down, KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    at_home.until(lambda: at_home.tile == "0-3")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.shows("episodes"))
    at_home.press(KEY.Key_Down, KEY.Key_Right)
    at_home.until(lambda: at_home.tile == "0-3-s1e2")
    at_home.press(KEY.Key_Down)
    at_home.until(lambda: at_home.focus == "episode-download")
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.model.downloads.choices.count == 2)
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.model.downloads.mark("0-3-s1e2") == "Downloaded")
    (row,) = at_home.model.downloads.rows.records
    assert row.kept.download.details["subtitle"] == "2. Part 2"
    at_home.press(KEY.Key_Up)
    at_home.until(lambda: at_home.tile == "0-3-s1e2")


def test_what_cant_be_downloaded_says_why_and_back_returns(
    at_home: Remotely, catalogue: StandInCatalogue
) -> None:
    catalogue.refusals["0-0"] = Refusal("This film isn't part of your plan.")
    at_home.press(KEY.Key_Right, KEY.Key_Return)
    at_home.until(lambda: at_home.focus == "details-play" and at_home.shows("details-download"))
    walk_to(at_home, "details-download", KEY.Key_Right)
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.model.downloads.refusal == "This film isn't part of your plan.")
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: at_home.focus == "details-download" and not at_home.model.downloads.refusal)
    assert at_home.model.downloads.count == 0


def test_a_download_that_lost_its_server_asks_the_catalogue_where_it_is_now(
    at_home: Remotely, films: Films, moved_films: Films, catalogue: CatalogueWithFilms
) -> None:
    downloads = at_home.model.downloads
    downloads.consider("0-0", "Title 0-0", "", "")
    at_home.until(lambda: downloads.choices.count == 2)
    films.switch_off()
    catalogue.film_url = moved_films.url
    downloads.choose("240")
    at_home.until(lambda: downloads.has_playable)
    assert catalogue.asked.count(("play", "0-0")) == 2


def test_downloads_give_way_while_something_plays(at_home: Remotely, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    async def give_way(_: Workbench, *, is_needed: bool) -> None:
        asked.append(is_needed)

    monkeypatch.setattr(Workbench, "give_way", give_way)
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.model.playback.state == "ready" and asked == [True])
    at_home.press(KEY.Key_Escape)
    at_home.press(KEY.Key_Escape)
    at_home.until(lambda: asked == [True, False])


def test_a_screen_reader_hears_what_each_download_is(at_home: Remotely) -> None:
    download_first_title(at_home)
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("downloads") and at_home.focus == "download-play")
    assert {"Play", "Delete", "No limit"} <= names(at_home, QAccessible.Role.Button)
    assert "Title 0-0" in names(at_home, QAccessible.Role.ListItem)
    assert "Downloads" in names(at_home, QAccessible.Role.Heading)


def test_a_download_resumes_where_the_viewer_left_it(
    at_home: Remotely, catalogue: StandInCatalogue, player: FakePlayer
) -> None:
    download_first_title(at_home)
    catalogue.fault = GONE
    at_home.model.household.keep_viewing("0-0", 120.0, 600.0)
    (row,) = at_home.model.downloads.rows.records
    at_home.model.watch_download(row.kept.download.id)
    at_home.until(lambda: at_home.model.playback.state == "ready")
    assert player.position_s == 120.0


def test_a_profile_with_a_narrower_limit_does_not_see_what_a_wider_one_has_downloaded(
    at_home: Remotely,
) -> None:
    download_first_title(at_home)
    downloads = at_home.model.downloads
    downloads.show_to("PG")
    assert (downloads.count, downloads.mark("0-0"), downloads.url_of("0-0")) == (0, "", "")
    downloads.show_to("")
    assert downloads.count == 1


def test_room_is_told_once_somebody_has_looked(
    at_home: Remotely, catalogue: StandInCatalogue, tmp_path: Path
) -> None:
    unseen = Downloads(at_home.composition.remote, DownloadDesk(tmp_path / "unseen"), catalogue)
    assert unseen.room == ""
    unseen.begin()
    at_home.until(lambda: unseen.room.endswith(" free"))
    assert not unseen.room.endswith(" 0.0 MB free")


def test_the_limit_goes_round_and_is_shown(at_home: Remotely) -> None:
    at_home.press(KEY.Key_Up)
    at_home.until(lambda: at_home.focus == "settings")
    at_home.press(KEY.Key_Left, KEY.Key_Return)
    at_home.until(lambda: at_home.on("downloads"))
    assert at_home.model.downloads.limit == "No limit"
    at_home.press(KEY.Key_Return)
    assert at_home.model.downloads.limit == "5.00 GB at most"
