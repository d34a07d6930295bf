"""For whom a request is answered, and what may be shown to them."""

from dataclasses import dataclass

__all__ = ["RATINGS", "Viewer"]

RATINGS = ("All", "7+", "12+", "16+")


@dataclass(frozen=True, slots=True)
class Viewer:
    """A profile as the queries see it.

    Attributes:
        max_rating: Highest of `RATINGS` that they may watch; empty for no limit.
        is_kids: Titles above the limit are not even listed.
    """

    profile_id: str = ""
    max_rating: str = ""
    is_kids: bool = False

    @property
    def listed_ratings(self) -> tuple[str, ...] | None:
        """The ratings that may be listed; None for all."""
        return RATINGS[: RATINGS.index(self.max_rating) + 1] if self.is_kids and self.max_rating else None

    def may_see(self, rating: str) -> bool:
        """Return whether a title may be listed."""
        ratings = self.listed_ratings
        return ratings is None or rating in ratings

    def may_watch(self, rating: str) -> bool:
        """Return whether a title may be played without a parent's PIN."""
        return not self.max_rating or RATINGS.index(rating) <= RATINGS.index(self.max_rating)
