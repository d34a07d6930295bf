"""Bytes of a file become text, or a fault that names the line."""

from pathlib import Path

from playhead_abr.lab.formats.faults import FormatError

__all__ = ["read_text"]

# The largest traces in use are a few megabytes; a film given by mistake must not fill the memory.
_MOST_BYTES = 256 * 1024 * 1024


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text, without a byte order mark.

    Raises:
        FormatError: If it is no text, or far too long for one.
        OSError: If it can't be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise FormatError(path, None, "far too long for a trace or a movie")
    body = path.read_bytes()
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise FormatError(path, line, "this is no text") from error
