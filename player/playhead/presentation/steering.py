"""Who says which of several servers to use."""

from dataclasses import dataclass

__all__ = ["Steering"]


@dataclass(frozen=True, slots=True)
class Steering:
    """Whom to ask which pathway to use, and which one to start with (empty: the first).

    Attributes:
        is_needed_before_start: The author wants the first answer awaited before any media is asked for (DASH
            @queryBeforeStart).
    """

    url: str
    pathway: str = ""
    is_needed_before_start: bool = False
