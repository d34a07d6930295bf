"""Captions on the picture: the menu, the places, and that one can really see them."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from playhead.presentation import Align, Cue, Kind, Placement, TextRun, TextStyle, Track
from playhead.state import PlayerState

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer, Remotely

pytestmark = pytest.mark.gui
KEY = Qt.Key
YELLOW = (255, 255, 0, 255)


def cue(text: str, placement: Placement = Placement(), style: TextStyle = TextStyle()) -> Cue:  # noqa: B008
    return Cue(0.0, 10.0, (TextRun(text, style),), placement)


@pytest.fixture
def watching(at_home: "Remotely") -> "Remotely":
    at_home.press(KEY.Key_Return)
    at_home.until(lambda: at_home.on("player") and at_home.model.playback.state == "ready")
    at_home.until(lambda: at_home.focus == "toggle")
    return at_home


@pytest.fixture
def undisturbed(watching: "Remotely") -> "Remotely":
    watching.press(KEY.Key_Escape)
    watching.until(lambda: not watching.shows("overlay"))
    return watching


def rows_of(image: QImage, wanted: tuple[int, int, int]) -> list[float]:
    """Return the heights, 0 to 1 from the top, at which pixels of about that colour are."""
    step = max(1, image.width() // 400)
    found: list[float] = []
    for y in range(0, image.height(), 2):
        for x in range(0, image.width(), step):
            pixel = image.pixelColor(x, y)
            rgb = pixel.red(), pixel.green(), pixel.blue()
            if all(abs(one - other) < 40 for one, other in zip(rgb, wanted, strict=True)):
                found.append(y / image.height())
                break
    return found


def seen(remote: "Remotely", player: "FakePlayer", *cues: Cue) -> QImage:
    player.cues = cues
    captions = remote.model.playback.captions
    remote.until(lambda: len(captions.stacked) + len(captions.placed) == len(cues))
    remote.rest(300)
    return remote.grab()


def test_a_caption_without_a_place_stands_at_the_bottom(
    undisturbed: "Remotely", player: "FakePlayer"
) -> None:
    rows = rows_of(seen(undisturbed, player, cue("MMMMMM", style=TextStyle(colour=YELLOW))), YELLOW[:3])
    assert rows
    assert min(rows) > 0.8
    assert max(rows) < 0.96


def test_a_caption_stands_where_its_author_put_it(undisturbed: "Remotely", player: "FakePlayer") -> None:
    placement = Placement(line_percent=10, position_percent=20, text_align=Align.LEFT)
    rows = rows_of(seen(undisturbed, player, cue("MMMM", placement, TextStyle(colour=YELLOW))), YELLOW[:3])
    assert rows
    assert 0.09 < min(rows) < 0.14
    assert max(rows) < 0.2


def test_captions_keep_off_the_controls(watching: "Remotely", player: "FakePlayer") -> None:
    player.is_paused = True
    rows = rows_of(seen(watching, player, cue("MMMM", style=TextStyle(colour=(0, 255, 0, 255)))), (0, 255, 0))
    assert rows
    assert max(rows) < 0.82


def test_words_are_never_taken_for_markup(undisturbed: "Remotely", player: "FakePlayer") -> None:
    player.cues = (cue("<b>5 < 6</b>\n& so on"),)
    captions = undisturbed.model.playback.captions
    undisturbed.until(lambda: bool(captions.stacked))
    assert captions.stacked[0]["markup"] == "&lt;b&gt;5 &lt; 6&lt;/b&gt;<br>&amp; so on"


def test_the_subtitles_menu_chooses_a_track_and_none_again(
    watching: "Remotely", player: "FakePlayer"
) -> None:
    assert not watching.shows("captions")
    player.tracks = (
        *player.tracks,
        Track("t-en", Kind.TEXT, (), language="en"),
        Track("t-de", Kind.TEXT, (), language="de", roles=("caption",)),
        Track("t-forced", Kind.TEXT, (), language="de", roles=("forced-subtitle",)),
    )
    choices = watching.model.playback.captions.choices
    watching.until(lambda: [c.label for c in choices.records] == ["Off", "English", "Deutsch"])
    for _ in range(4):
        watching.press(KEY.Key_Right)
    watching.until(lambda: watching.focus == "captions")
    watching.press(KEY.Key_Return)
    watching.until(lambda: watching.focus == "captions-menu")
    watching.press(KEY.Key_Down, KEY.Key_Return)
    watching.until(lambda: player.text_id == "t-en" and choices.records[1].is_chosen)
    watching.until(lambda: watching.focus == "captions")
    watching.press(KEY.Key_Return)
    watching.until(lambda: watching.focus == "captions-menu")
    watching.press(KEY.Key_Up, KEY.Key_Return)
    watching.until(lambda: player.text_id is None)


def test_captions_go_with_their_title(undisturbed: "Remotely", player: "FakePlayer") -> None:
    seen(undisturbed, player, cue("still here"))
    player.state = PlayerState.READY
    undisturbed.press(KEY.Key_Escape)
    undisturbed.until(lambda: not undisturbed.model.playback.captions.stacked)
