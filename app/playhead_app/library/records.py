"""What the library holds, as frozen data."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["RATINGS", "Change", "ChangeKind", "Listing", "Profile", "Viewing", "is_wider"]

RATINGS = ("All", "7+", "12+", "16+")
"""The service's maturity ratings, for the youngest first."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody who watches.

    Attributes:
        avatar: Name of the picture that stands for them; the app draws it.
        max_rating: Highest of `RATINGS` that they may watch; empty for no limit.
        is_kids: Titles above the limit are not even listed.
        changed_at_s: When this was last changed, in seconds since 1970 (UTC).
    """

    id: str
    name: str
    avatar: str = ""
    max_rating: str = ""
    is_kids: bool = False
    changed_at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Viewing:
    """How far a profile has come in a film or an episode.

    Attributes:
        watched_at_s: When it was watched, in seconds since 1970 (UTC). Of two devices the later is right.
        is_hidden: The viewer took it out of “continue watching”.
    """

    item_id: str
    position_s: float
    duration_s: float
    watched_at_s: float
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Whether a title is on a profile's list, and since when."""

    title_id: str
    is_listed: bool
    changed_at_s: float


class ChangeKind(StrEnum):
    """What kind of change waits for the service."""

    WATCHED = "watched"
    LISTED = "listed"
    PROFILE = "profile"
    PROFILE_GONE = "profile-gone"


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the service does not know yet.

    Attributes:
        number: Grows with each change; a change of the same thing that follows gets another one.
        value: The thing as it is now.
    """

    number: int
    profile_id: str
    kind: ChangeKind
    value: Viewing | Listing | Profile


def is_wider(rating: str, than: str) -> bool:
    """Return whether one limit lets more through than another; empty means no limit.

    A rating that we don't know, from a newer service, counts as the strictest title and the narrowest limit.
    """
    return _width(rating) > _width(than)


def _width(rating: str) -> int:
    if not rating:
        return len(RATINGS)
    return RATINGS.index(rating) if rating in RATINGS else -1
