"""How this room says no: a few kinds of error, made in one place.

A parser only knows what is wrong and at which byte. Who asked (URL, segment, representation) is known one
level up, so `demux.Demuxer` adds it to the error on its way out.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from playhead.errors import (
    ErrorCode,
    MediaError,
    PlayerError,
    ProtectionError,
    error_for,
    make_problem,
    redact_url,
)

__all__ = [
    "LeftOut",
    "located",
    "malformed",
    "moved",
    "noise",
    "unsupported_codec",
    "unsupported_container",
]

_LOG = logging.getLogger(__name__)


class LeftOut:
    """What a reader leaves out because nobody plays it: logged once, not once a segment."""

    def __init__(self) -> None:
        self._known: frozenset[str] = frozenset()

    def report(self, names: Iterable[str]) -> None:
        """Log names that were not reported before."""
        new = frozenset(names) - self._known
        if new:
            self._known |= new
            _LOG.warning("left out what we can't play: %s", ", ".join(sorted(new)))


def malformed(detail: str, byte_offset: int | None = None) -> MediaError:
    """Return the error for bytes that break their container's or codec's rules."""
    return MediaError(make_problem(ErrorCode.MEDIA_CONTAINER_MALFORMED, detail, byte_offset=byte_offset))


def unsupported_container(detail: str) -> MediaError:
    """Return the error for bytes in no container that we read."""
    return MediaError(make_problem(ErrorCode.MEDIA_CONTAINER_UNSUPPORTED, detail, byte_offset=0))


def unsupported_codec(detail: str) -> MediaError:
    """Return the error for a container that holds no stream that we can decode."""
    return MediaError(make_problem(ErrorCode.MEDIA_CODEC_UNSUPPORTED, detail))


def noise(detail: str) -> ProtectionError:
    """Return the error for decrypted samples that are no media: somebody used a wrong key."""
    return ProtectionError(make_problem(ErrorCode.DRM_DECRYPT, detail))


def located(error: MediaError | ProtectionError, where: dict[str, Any]) -> PlayerError:
    """Return the error with the caller's fields of `ErrorContext`; what the parser knew stays."""
    if where.get("url") is not None:
        where = {**where, "url": redact_url(where["url"])}
    known = {name: value for name, value in where.items() if getattr(error.problem.context, name) is None}
    context = replace(error.problem.context, **known)
    return error_for(replace(error.problem, context=context))


def moved(error: MediaError, origin: int) -> MediaError:
    """Return an error about a chunk with its place in the whole segment."""
    offset = error.problem.context.byte_offset
    if offset is None or not origin:
        return error
    context = replace(error.problem.context, byte_offset=offset + origin)
    return MediaError(replace(error.problem, context=context))
