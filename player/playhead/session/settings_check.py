"""Refuse settings that make no sense, before anything is done with them."""

import re

from playhead.errors import ErrorCode, PlayerStateError, make_problem
from playhead.session.cmcd.keys import EVENT_KEYS, EVENTS, REQUEST_KEYS
from playhead.settings import CmcdSettings, PlayerSettings
from playhead_abr import ALGORITHMS

__all__ = ["bad_config", "check_settings"]

# RFC 8941 §3.1.2, and a hyphen in it (CTA-5004-B §4.1).
_CUSTOM_KEY = re.compile(r"[a-z][a-z0-9_.*]*-[a-z0-9_.*-]+")
_LONGEST_VALUE = 64


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
    if settings.cmcd is not None:
        _check_cmcd(settings.cmcd)
    if abr.algorithm not in ALGORITHMS:
        raise bad_config(f"abr: no algorithm {abr.algorithm!r}; there are {', '.join(ALGORITHMS)}")
    if not 0 <= abr.remembered_share <= 1 or abr.start_patience_s < 0:
        raise bad_config("abr: remembered_share must be in [0, 1] and start_patience_s not negative")
    if not 0 < abr.safety_factor <= 1 or abr.initial_throughput_bps <= 0:
        raise bad_config("abr: safety_factor must be in (0, 1] and initial_throughput_bps positive")


def _check_cmcd(cmcd: CmcdSettings) -> None:
    if cmcd.version not in (1, 2):
        raise bad_config(f"cmcd: there is no version {cmcd.version}")
    unknown = cmcd.keys - REQUEST_KEYS[cmcd.version] - frozenset(cmcd.custom)
    if unknown:
        raise bad_config(f"cmcd: unknown keys for requests: {', '.join(sorted(unknown))}")
    for name, value in cmcd.custom.items():
        if not _CUSTOM_KEY.fullmatch(name) or len(value) > _LONGEST_VALUE:
            raise bad_config(
                "cmcd: a custom key is hyphenated, in lower case, its value 64 characters at most"
            )
    if len(cmcd.session_id) > _LONGEST_VALUE:
        raise bad_config("cmcd: session_id must not have more than 64 characters")
    for target in cmcd.targets:
        unknown = (target.events - EVENTS) | (target.keys - EVENT_KEYS - frozenset(cmcd.custom))
        if unknown:
            raise bad_config(f"cmcd: a target names what there is not: {', '.join(sorted(unknown))}")
        if target.batch < 1 or target.interval_s < 0:
            raise bad_config("cmcd: batch must be positive, interval_s must not be negative")


def bad_config(detail: str) -> PlayerStateError:
    """Return the error for a call or a setting that makes no sense."""
    return PlayerStateError(make_problem(ErrorCode.PLAYER_BAD_CONFIG, detail))
