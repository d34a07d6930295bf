"""What plays, and why nothing does, in the viewer's words."""

from dataclasses import dataclass

from playhead import Problem
from playhead.licence import LicenceSource
from playhead_app.catalogue import Chapter, Episode, Marker
from playhead_app.qt import translate

__all__ = ["Fault", "NowPlaying"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why nothing plays."""

    message: str
    hint: str
    code: str

    @classmethod
    def of(cls, problem: Problem) -> "Fault":
        """Return a problem's words in the viewer's language."""
        return cls(
            translate("Problem", problem.message),
            translate("Problem", problem.hint) if problem.hint else "",
            translate("Problem", "Code {number}").format(number=int(problem.code)),
        )


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """What to play.

    Attributes:
        title, subtitle: Shown in the overlay; the subtitle names the episode.
        backdrop_url: A still of it, shown until the first picture; empty for none.
        start_s: Where to begin; None for the title's own beginning.
        max_height: Tallest picture to choose; None for no limit.
        licence: Where its licences come from; None if it isn't protected.
        markers, chapters: In order.
        following: The episode after this one; None if there is none.
    """

    url: str
    title: str
    subtitle: str = ""
    backdrop_url: str = ""
    start_s: float | None = None
    max_height: int | None = None
    licence: LicenceSource | None = None
    markers: tuple[Marker, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    following: Episode | None = None
