"""What a manifest says beside what there is to play; the neutral model has nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playhead.presentation import Presentation, Steering

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read once.

    Attributes:
        announced: Streams of events in the segments; plain data for JSON.
        steering: As the manifest names it, whatever the player makes of it.
    """

    presentation: Presentation
    announced: tuple[Mapping[str, Any], ...] = ()
    steering: Steering | None = None
