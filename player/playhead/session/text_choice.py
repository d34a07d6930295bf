"""Which captions to show: what the viewer chose, else what the viewer prefers, else what can't be left out.

Forced captions are part of the picture's meaning: speech in another tongue, signs. They show when nothing
else does, in the language of the sound; whoever chose a full track has them in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from playhead.presentation import Track
from playhead.session.languages import language_rank

__all__ = ["FORCED", "TextWish", "choose_text"]

FORCED = "forced-subtitle"
# Not for everybody: they repeat what can be heard, or are something else.
_SECOND_CHOICE_ROLES = frozenset(
    {"caption", "commentary", "easyreader", "supplementary", "description", "alternate"}
)


@dataclass(frozen=True, slots=True)
class TextWish:
    """What to look for among the text tracks of each period.

    Attributes:
        chosen: The track that the viewer chose by hand; its like is looked for in other periods.
        is_off: The viewer wants none.
        languages: To be shown without asking, best first.
    """

    languages: tuple[str, ...] = ()
    chosen: Track | None = None
    is_off: bool = False


def choose_text(tracks: Sequence[Track], wish: TextWish, audio: Track | None) -> Track | None:
    """Return the text track to show; None for none.

    Args:
        tracks: Text tracks at the playhead.
        wish: What the viewer wants.
        audio: The track that is heard.
    """
    if wish.chosen is not None:
        return _like(tracks, wish.chosen)
    full = [track for track in tracks if FORCED not in track.roles]
    fitting = [track for track in full if _fits(track.language, wish.languages)]
    if fitting and not wish.is_off:
        return min(fitting, key=lambda track: _rank(track, wish.languages))
    spoken = (audio.language,) if audio is not None else ()
    forced = [track for track in tracks if FORCED in track.roles and _fits(track.language, spoken)]
    return forced[0] if forced else None


def _fits(language: str, wanted: Sequence[str]) -> bool:
    # A language that is wanted for certain is the worst that may come out; `und` fits nothing.
    return bool(wanted) and language_rank(language, wanted) < language_rank("und", wanted)


def _rank(track: Track, languages: Sequence[str]) -> tuple[object, ...]:
    is_second = not _SECOND_CHOICE_ROLES.isdisjoint(track.roles)
    return language_rank(track.language, languages), is_second, not track.is_default


def _like(tracks: Sequence[Track], chosen: Track) -> Track | None:
    same = next((track for track in tracks if track.id == chosen.id), None)
    if same is not None:
        return same
    alike = [track for track in tracks if track.language == chosen.language]
    return min(
        alike,
        key=lambda track: (set(track.roles) != set(chosen.roles), track.label != chosen.label),
        default=None,
    )
