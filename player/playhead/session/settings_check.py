"""Refuse settings that make no sense, before anything is done with them."""

from playhead.errors import ErrorCode, PlayerStateError, make_problem
from playhead.settings import PlayerSettings
from playhead_abr import ALGORITHMS

__all__ = ["bad_config", "check_settings"]


def check_settings(settings: PlayerSettings) -> None:
    """Return if the settings can be used.

    Raises:
        PlayerStateError: BAD_CONFIG, naming what is wrong.
    """
    buffer, abr = settings.buffer, settings.abr
    if not 0 < buffer.start_s <= buffer.goal_s or not 0 < buffer.resume_s <= buffer.goal_s:
        raise bad_config("buffer: start_s and resume_s must be positive and not above goal_s")
    if settings.preload.ahead_s < 0 or settings.preload.max_bytes < 0:
        raise bad_config("preload: ahead_s and max_bytes must not be negative")
    live = settings.live
    if not 0.5 <= live.min_rate <= 1 <= live.max_rate <= 2 or (live.target_latency_s or 1.0) <= 0:
        raise bad_config("live: min_rate and max_rate must enclose 1, target_latency_s must be positive")
    if abr.algorithm not in ALGORITHMS:
        raise bad_config(f"abr: no algorithm {abr.algorithm!r}; there are {', '.join(ALGORITHMS)}")
    if not 0 < abr.safety_factor <= 1 or abr.initial_throughput_bps <= 0:
        raise bad_config("abr: safety_factor must be in (0, 1] and initial_throughput_bps positive")


def bad_config(detail: str) -> PlayerStateError:
    """Return the error for a call or a setting that makes no sense."""
    return PlayerStateError(make_problem(ErrorCode.PLAYER_BAD_CONFIG, detail))
