"""What a task group failed of."""

from typing import NoReturn

from playhead.errors import PlayerError

__all__ = ["raise_first"]


def raise_first(errors: BaseExceptionGroup[BaseException]) -> NoReturn:
    """Raise the first `PlayerError` of a group on its own; the whole group if there is none.

    Raises:
        PlayerError: The first one.
    """
    failures = errors.subgroup(PlayerError)
    if failures is None:
        raise errors
    error: BaseException = failures
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    raise error from None
