"""The short way: home, a row, a title's page, and the first film that can be played."""

from PySide6.QtCore import Qt
from rich.console import Console

from playhead_app.composition import Composition
from playhead_app.tour.proof import Seen, first_picture, pictures_over, seen_of
from playhead_app.tour.visitor import Visitor, VisitorLostError

__all__ = ["await_home", "visit"]

_FIRST_FILM_LIMIT_S = 600.0
_KEY = Qt.Key


def visit(composition: Composition, visitor: Visitor, seconds: float, console: Console) -> Seen:
    """Browse a little, and play for `seconds`.

    Raises:
        VisitorLostError: Something did not come that should have.
    """
    heroes = composition.model.home.heroes
    await_home(composition, visitor)
    _await_film(composition, visitor, console)
    for _ in heroes.cards:
        if heroes.readiness >= 1:
            break
        heroes.advance()
    visitor.rest(2.0)
    visitor.keep("1-home")
    visitor.press(_KEY.Key_Down, rest_s=0.6)
    visitor.press(visitor.onward(), times=2, rest_s=0.5)
    visitor.rest(1.0)
    visitor.keep("2-rows")
    visitor.press(_KEY.Key_Up, rest_s=0.6)
    visitor.press(visitor.onward())
    visitor.choose("details")
    visitor.keep("3-details")
    if heroes.watched > 0:
        visitor.press(visitor.onward())  # from the start
    visitor.press(_KEY.Key_Return)
    return _watch(composition, visitor, seconds)


def await_home(composition: Composition, visitor: Visitor) -> None:
    """Wait for the home page.

    Raises:
        VisitorLostError: It does not come, or says that it can't.
    """
    home = composition.model.home
    visitor.until(lambda: home.phase != "loading", "the home page", timeout_s=60)
    if home.phase != "ready":
        raise VisitorLostError(f"the home page says: {home.message or home.phase}")


def _await_film(composition: Composition, visitor: Visitor, console: Console) -> None:
    """Go on once one of the heroes' films can be played: on a first run the studio is still making it."""
    heroes = composition.model.home.heroes
    told = -1

    def is_ready() -> bool:
        nonlocal told
        best = max((card.readiness for card in heroes.cards), default=0.0)
        if best < 1 and int(best * 10) != told:
            told = int(best * 10)
            console.print(f"The studio is making the first film: {best:.0%}")
        return best >= 1

    visitor.until(is_ready, "the first film", timeout_s=_FIRST_FILM_LIMIT_S)


def _watch(composition: Composition, visitor: Visitor, seconds: float) -> Seen:
    playback = composition.model.playback
    first_picture(composition, visitor)
    began_s = reached_s = playback.position_s
    visitor.rest(1.5)
    visitor.keep("4-controls")
    visitor.rest(4.5)
    visitor.keep("5-playing")
    pictures = pictures_over(visitor, max(3, int(seconds / 2)))
    visitor.press(_KEY.Key_Up)
    visitor.walk(_KEY.Key_Right, "statistics")
    visitor.choose()
    visitor.keep("6-statistics")
    visitor.choose()

    def is_enough() -> bool:
        nonlocal reached_s
        reached_s = max(reached_s, playback.position_s)
        return reached_s >= began_s + seconds or playback.state in ("ended", "idle", "failed")

    visitor.until(is_enough, f"{seconds:.0f} s of playback", timeout_s=seconds * 3 + 30)
    seen = seen_of(composition, pictures, reached_s - began_s)
    visitor.press(_KEY.Key_Escape, rest_s=0.5)
    return seen
