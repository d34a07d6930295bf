"""Captions on the picture: the menu, the places, and that one can really see them."""

from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from playhead.captions import parse_captions
from playhead.captions.cea608_screen import Screen
from playhead.presentation import Align, Cue, Kind, Placement, TextRun, TextStyle, Track, Writing
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


def lit(image: QImage, wanted: tuple[int, int, int]) -> NDArray[np.bool_]:
    """Return which pixels are of about that colour."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    pixels = rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).astype(int)
    return np.asarray((abs(pixels - wanted) < 40).all(axis=2))


def rows_of(image: QImage, wanted: tuple[int, int, int]) -> list[float]:
    """Return the heights, 0 to 1 from the top, at which pixels of about that colour are."""
    return [float(row) / image.height() for row in np.flatnonzero(lit(image, wanted).any(axis=1))]


def columns_of(image: QImage, wanted: tuple[int, int, int]) -> list[float]:
    """Return the places, 0 to 1 from the left, at which pixels of about that colour are."""
    return [float(column) / image.width() for column in np.flatnonzero(lit(image, wanted).any(axis=0))]


def seen(remote: "Remotely", player: "FakePlayer", *cues: Cue) -> QImage:
    player.cues = cues
    captions = remote.model.playback.captions
    remote.until(lambda: len(captions.stacked) + len(captions.placed) + len(captions.upright) == len(cues))
    return settled(remote)


def settled(remote: "Remotely") -> QImage:
    """Return what is on the screen once nothing on it moves any more, however slow the machine is."""
    before, still = remote.grab(), 0
    for _ in range(60):
        remote.rest(60)
        after = remote.grab()
        still = still + 1 if after == before else 0
        if still == 5:
            break
        before = after
    return before


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


WEBVTT = """WEBVTT

STYLE
::cue { color: yellow }

00:00.000 --> 00:10.000 %s
MMMM
"""


# Settings of a cue, and the rows and columns of the picture, in shares, that its letters may take.
PLACES = [
    ("", (0.85, 0.95), (0.4, 0.6)),
    ("line:0", (0.0, 0.12), (0.4, 0.6)),
    ("line:50%", (0.5, 0.6), (0.4, 0.6)),
    ("line:20% position:10% align:left", (0.2, 0.3), (0.1, 0.3)),
    ("line:20% position:90% align:right", (0.2, 0.3), (0.7, 0.9)),
    ("line:50%,end position:30%,line-right align:right", (0.4, 0.5), (0.1, 0.3)),
    ("vertical:rl line:10%", (0.3, 0.7), (0.8, 0.9)),
    ("vertical:lr line:10%", (0.3, 0.7), (0.1, 0.2)),
    ("vertical:rl line:40% position:10% align:left", (0.1, 0.45), (0.5, 0.6)),
]


# One picture page for all of them: it takes longer to open than a caption to be drawn.
def test_webvtt_stands_where_its_settings_say(undisturbed: "Remotely", player: "FakePlayer") -> None:
    for settings, rows, columns in PLACES:
        (found,) = parse_captions((WEBVTT % settings).encode()).cues
        image = seen(undisturbed, player, found)
        found_at = rows_of(image, YELLOW[:3]), columns_of(image, YELLOW[:3])
        for places, (first, last) in zip(found_at, (rows, columns), strict=True):
            assert first - 0.02 <= min(places), settings
            assert max(places) <= last + 0.02, settings


def test_line_21_stands_in_its_rows_and_columns(undisturbed: "Remotely", player: "FakePlayer") -> None:
    for row, column in ((0, 0), (7, 16), (14, 28)):
        screen = Screen()
        screen.move(row, column)
        screen.set_pen(TextStyle(colour=YELLOW))
        for letter in "MM":
            screen.write(letter)
        image = seen(undisturbed, player, *screen.cues(0.0, 10.0))
        # The grid of 15 rows and 32 columns fills the safe area.
        bottom, left = 0.1 + (row + 1) * 0.8 / 15, 0.1 + column * 0.8 / 32
        assert bottom - 0.07 < min(rows_of(image, YELLOW[:3]))
        assert max(rows_of(image, YELLOW[:3])) < bottom + 0.01
        assert left - 0.01 < min(columns_of(image, YELLOW[:3])) < left + 0.04


def test_vertical_writing_stands_in_columns_from_its_own_side(
    undisturbed: "Remotely", player: "FakePlayer"
) -> None:
    placement = Placement(line_percent=5, writing=Writing.VERTICAL_RL)
    image = seen(undisturbed, player, cue("MMMMMM\nMMM", placement, TextStyle(colour=YELLOW)))
    rows, columns = rows_of(image, YELLOW[:3]), columns_of(image, YELLOW[:3])
    assert max(rows) - min(rows) > 2 * (max(columns) - min(columns)) * 9 / 16
    assert min(columns) > 0.8
    (box,) = undisturbed.model.playback.captions.upright
    assert [len(line) for line in box["lines"]] == [6, 3]  # type: ignore[arg-type]  # a list of lists


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
