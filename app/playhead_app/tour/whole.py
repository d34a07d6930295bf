"""The whole way: every page of the app, from the first start to the second episode's skipped intro.

The stations follow one another as a viewer would come by them; each keeps a picture. Only arrows, OK and Back
are pressed.
"""

from PySide6.QtCore import QObject, Qt
from rich.console import Console

from playhead_app.composition import Composition
from playhead_app.tour.proof import Seen, first_picture, pictures_over, seen_of
from playhead_app.tour.short import await_home
from playhead_app.tour.visitor import Visitor, VisitorLostError

__all__ = ["visit"]

_KEY = Qt.Key
_SERIES = "small moons"
_PAD_COLUMNS = 6
_FILM_LIMIT_S = 900.0
_NEXT_UP = ("next-play", "next-stay")
_MOST_SCRUBS = 60
_MOST_LANGUAGES = 8
_MOST_ROWS = 8
_BAR = ("search", "my-list", "downloads-pill", "settings", "who-watches")


def visit(
    composition: Composition, visitor: Visitor, seconds: float, language: str, console: Console
) -> Seen:
    """Go through the whole app, and play for `seconds`.

    Args:
        language: ISO 639-1 code; empty for the system's.

    Raises:
        VisitorLostError: Something did not come that should have.
    """
    await_home(composition, visitor)
    visitor.rest(1.5)
    visitor.keep("01-first-start")
    _to_bar(visitor, "settings")
    visitor.choose("settings-page")
    _choose_language(composition, visitor, language)
    _look_at_settings(visitor)
    _look_at_home(visitor)
    _look_at_profiles(visitor)
    _find_series(visitor)
    seen = _watch_two_episodes(composition, visitor, seconds, console)
    _come_home(visitor)
    return seen


def _to_bar(visitor: Visitor, entry: str) -> None:
    visitor.leave("home")
    for _ in range(_MOST_ROWS):
        if visitor.focus in _BAR:
            break
        visitor.press(_KEY.Key_Up)
    visitor.walk(visitor.back(), "search")
    visitor.walk(visitor.onward(), entry)


def _choose_language(composition: Composition, visitor: Visitor, language: str) -> None:
    visitor.walk(_KEY.Key_Up, "language")
    for _ in range(_MOST_LANGUAGES):
        if composition.model.preferences.language == language:
            visitor.rest(0.5)
            return
        visitor.choose()
    raise VisitorLostError(f"the app does not speak {language}")


def _look_at_settings(visitor: Visitor) -> None:
    visitor.keep("02-settings")
    visitor.walk(_KEY.Key_Down, "caption-style")
    visitor.choose("caption-style-page")
    visitor.keep("03-subtitle-style")
    visitor.leave("settings-page")
    visitor.walk(_KEY.Key_Down, "account")
    visitor.keep("04-settings-end")
    visitor.choose("sign-in")
    visitor.rest(1.0)
    visitor.keep("05-sign-in")


def _look_at_home(visitor: Visitor) -> None:
    visitor.leave("home")
    visitor.rest(1.0)
    visitor.keep("06-home")
    visitor.press(_KEY.Key_Down, times=2, rest_s=0.8)
    visitor.press(visitor.onward(), times=2, rest_s=0.5)
    visitor.rest(1.0)
    visitor.keep("07-rows")


def _look_at_profiles(visitor: Visitor) -> None:
    _to_bar(visitor, "who-watches")
    visitor.choose("profiles-page")
    visitor.keep("08-profiles")
    visitor.walk(visitor.onward(), "add-profile")
    visitor.choose("profile-editor")
    visitor.keep("09-new-profile")


def _find_series(visitor: Visitor) -> None:
    _to_bar(visitor, "search")
    visitor.choose("search-page")
    visitor.keep("10-search")
    _spell(visitor, _SERIES)
    visitor.until(lambda: visitor.shows("found"), "the search's results")
    visitor.rest(1.0)
    visitor.keep("11-found")
    # The keyboard keeps its direction in every language; what was found lies on the page's far side.
    visitor.walk(visitor.onward(), "tiles", most=_PAD_COLUMNS + 1)
    visitor.choose("details")
    visitor.keep("12-details")
    visitor.walk(visitor.onward(), "details-list")
    visitor.choose()
    visitor.keep("13-on-my-list")
    visitor.walk(_KEY.Key_Down, "episodes")
    visitor.rest(1.0)
    visitor.keep("14-episodes")


def _spell(visitor: Visitor, words: str) -> None:
    pad = visitor.find("keypad")
    letters = str(pad.property("letters"))
    for letter in words:
        wanted = letters.index(letter) if letter != " " else int(pad.property("wideFirst"))
        _point_at(visitor, pad, wanted, len(letters))
        visitor.press(_KEY.Key_Return, rest_s=0.1)


def _point_at(visitor: Visitor, pad: QObject, wanted: int, wide_first: int) -> None:
    """Move over the keyboard: out of the wide keys first, then across, then down or up."""

    def row_and_column() -> tuple[int, int]:
        current = int(pad.property("current"))
        wide = current - wide_first
        return (_PAD_COLUMNS, wide * 2) if wide >= 0 else divmod(current, _PAD_COLUMNS)

    row, column = (_PAD_COLUMNS, 0) if wanted >= wide_first else divmod(wanted, _PAD_COLUMNS)
    if row_and_column()[0] == _PAD_COLUMNS and row < _PAD_COLUMNS:
        visitor.press(_KEY.Key_Up, rest_s=0.05)
    across = column - row_and_column()[1]
    visitor.press(_KEY.Key_Right if across > 0 else _KEY.Key_Left, times=abs(across), rest_s=0.05)
    down = row - row_and_column()[0]
    visitor.press(_KEY.Key_Down if down > 0 else _KEY.Key_Up, times=abs(down), rest_s=0.05)


def _watch_two_episodes(composition: Composition, visitor: Visitor, seconds: float, console: Console) -> Seen:
    playback, moments = composition.model.playback, composition.model.playback.moments
    console.print("On a first run the studio makes each episode's film when it is wanted.")
    visitor.choose("player")
    first_picture(composition, visitor, timeout_s=_FILM_LIMIT_S)
    # Paused, so that a short episode does not end while its menus are looked at.
    visitor.press(_KEY.Key_Up)
    visitor.walk(_KEY.Key_Down, "toggle")
    visitor.choose()
    visitor.rest(0.5)
    visitor.keep("15-controls")
    # The player's controls keep their direction in every language.
    visitor.walk(_KEY.Key_Right, "quality")
    visitor.choose()
    visitor.keep("16-quality")
    visitor.press(_KEY.Key_Escape)
    visitor.walk(_KEY.Key_Right, "statistics")
    visitor.choose()
    visitor.rest(1.0)
    visitor.keep("17-statistics")
    visitor.choose()
    _scrub_to_credits(visitor)
    visitor.keep("19-next-up")
    first = playback.subtitle
    visitor.choose()
    visitor.until(lambda: playback.subtitle != first, "the second episode")
    first_picture(composition, visitor, timeout_s=_FILM_LIMIT_S)
    visitor.until(lambda: moments.skip_label != "" and visitor.shows("skip"), "the intro's mark")
    visitor.rest(0.5)
    visitor.keep("20-skip-intro")
    return _skip_and_watch(composition, visitor, seconds)


def _scrub_to_credits(visitor: Visitor) -> None:
    visitor.walk(_KEY.Key_Up, "scrubber")
    for step in range(_MOST_SCRUBS):
        if visitor.focus in _NEXT_UP:
            break
        visitor.press(_KEY.Key_Right, rest_s=0.5)
        if step == 0:
            visitor.keep("18-scrubbing")
    visitor.until(lambda: visitor.focus in _NEXT_UP, "the next episode's card", timeout_s=30)
    visitor.rest(0.6)
    if visitor.focus != _NEXT_UP[0]:  # the last press for the scrubber came when the card was there already
        visitor.press(_KEY.Key_Left)


def _skip_and_watch(composition: Composition, visitor: Visitor, seconds: float) -> Seen:
    playback, moments = composition.model.playback, composition.model.playback.moments
    # The controls lie above the picture; "skip intro" is what one press reaches once they are away.
    visitor.until(
        lambda: visitor.focus == "skip" or moments.skip_label == "", "the focus on the intro's mark"
    )
    before_s = playback.position_s
    visitor.choose()
    visitor.until(lambda: moments.skip_label == "" and playback.position_s > before_s, "the end of the intro")
    began_s = playback.position_s
    visitor.rest(1.0)
    visitor.keep("21-after-the-intro")
    pictures = pictures_over(visitor, max(3, int(seconds / 2)))
    enough_s = min(began_s + seconds, playback.duration_s - 2)
    visitor.until(
        lambda: playback.position_s >= enough_s or playback.state in ("ended", "failed"),
        f"{seconds:.0f} s of playback",
        timeout_s=seconds * 3 + 30,
    )
    seen = seen_of(composition, pictures, playback.position_s - began_s)
    visitor.leave("details")
    visitor.keep("22-details-after")
    return seen


def _come_home(visitor: Visitor) -> None:
    _to_bar(visitor, "my-list")
    visitor.choose("grid-page")
    visitor.keep("23-my-list")
    _to_bar(visitor, "downloads-pill")
    visitor.choose("downloads")
    visitor.keep("24-downloads")
    visitor.leave("home")
    # What was begun has come in above the row that had the focus last.
    visitor.walk(_KEY.Key_Down, "tiles")
    for _ in range(_MOST_ROWS):
        if visitor.focus != "tiles":
            break
        visitor.press(_KEY.Key_Up)
    visitor.walk(_KEY.Key_Down, "tiles")
    visitor.rest(1.0)
    visitor.keep("25-continue-watching")
