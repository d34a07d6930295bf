"""Draw a title's pictures."""

__all__ = ["ART_VERSION", "tint_of"]

ART_VERSION = 1


def tint_of(subject: str) -> str:
    """Return the leading colour of a title's or an episode's pictures."""
    return "#1d2433"
