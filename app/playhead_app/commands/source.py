"""From what a person types to a URL: web addresses stay, names of files become `file:` URLs."""

import re
from dataclasses import replace
from pathlib import Path

from playhead.errors import ErrorCode, Problem, make_problem

__all__ = ["as_url", "no_such_source"]

# Two characters at least, so that C:/film.mpd stays a file.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")


def as_url(source: str) -> str:
    """Return an absolute URL for an address or a file name.

    Raises:
        FileNotFoundError: If it is a file name and there is no such file.
    """
    # No file is asked for first: signed addresses are longer than any file name may be.
    if _ADDRESS.match(source):
        return source
    try:
        path = Path(source).expanduser()
        if path.is_file():
            return path.resolve().as_uri()
    except (OSError, ValueError, RuntimeError) as error:
        # Names that no file can have: too long, with a null character, of nobody's home.
        raise FileNotFoundError(source) from error
    raise FileNotFoundError(source)


def no_such_source(source: str) -> Problem:
    """Return the problem of a source that is neither an address nor a file."""
    problem = make_problem(ErrorCode.NETWORK_UNREACHABLE, f"{source} is neither an address nor a file")
    return replace(problem, message="There is no such file.", hint="Check the name, or give a web address.")
