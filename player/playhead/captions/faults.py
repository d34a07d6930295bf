"""How this room says no, and how much it takes before it does."""

from playhead.errors import ErrorCode, TextError, make_problem

__all__ = ["MOST_CUES", "malformed", "unsupported"]

# A three-hour film has some three thousand; a file with more than this wants to hurt.
MOST_CUES = 50_000


def malformed(detail: str, url: str, line: int | None = None) -> TextError:
    """Return the error for captions that break their format's rules."""
    return TextError(make_problem(ErrorCode.TEXT_MALFORMED, detail, url=url, line=line))


def unsupported(detail: str, url: str) -> TextError:
    """Return the error for captions in a format that we don't read."""
    return TextError(make_problem(ErrorCode.TEXT_UNSUPPORTED, detail, url=url))
