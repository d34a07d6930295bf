"""The player's states; `paused` and `seeking` are facts beside them, not states of their own."""

from enum import StrEnum

__all__ = ["PlayerState"]


class PlayerState(StrEnum):
    """Where the player is with its title."""

    IDLE = "idle"
    """Nothing is loaded."""
    LOADING = "loading"
    """The manifest and the first segments are on their way."""
    BUFFERING = "buffering"
    """Waiting for data: at the start, after a seek, or in a stall."""
    READY = "ready"
    """Playing, or paused with enough data to go on at once."""
    ENDED = "ended"
    """The last picture has been shown; a seek starts anew."""
    FAILED = "failed"
    """Playback stopped for good; `load` starts anew."""
