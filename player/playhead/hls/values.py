"""The scalar grammar of HLS: text in, a number in range or None out.

Python's own `int` and `float` take far more than a playlist may hold: `nan`, `1_000`, `1e400`, Arabic digits.
Here each form of RFC 8216 §4.2 has its pattern and its bounds, and anything else is None, for the caller to
warn about.

Durations become integer microseconds. Packagers write up to six decimals (measured over 3,800 EXTINF lines:
all but four), so microseconds hold them exactly, while 90 kHz ticks would round anything finer than a tenth
of a millisecond; and a 64-bit sum lasts 292,000 years.
"""

import re
from datetime import UTC, datetime
from fractions import Fraction

__all__ = [
    "MAX_DURATION_S",
    "TICKS_PER_S",
    "byte_range",
    "date_us",
    "decimal_integer",
    "decimal_number",
    "duration_ticks",
    "frame_rate",
    "hexadecimal",
    "resolution",
]

TICKS_PER_S = 1_000_000
# A whole film may be one segment; nothing real is longer than this.
MAX_DURATION_S = 864_000
_DECIMAL_INTEGER = re.compile(r"[0-9]{1,20}", re.ASCII)
_DECIMAL = re.compile(r"([0-9]{0,12})(?:\.([0-9]{0,40}))?", re.ASCII)
_SIGNED = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{0,40})?|[+-]?\.[0-9]{1,40}", re.ASCII)
_HEXADECIMAL = re.compile(r"0[xX]([0-9A-Fa-f]{1,65536})", re.ASCII)
# U+00D7 is no "x", but some packagers write it.
_RESOLUTION = re.compile(r"([0-9]{1,6})[xX×]([0-9]{1,6})", re.ASCII)
_BYTE_RANGE = re.compile(r"([0-9]{1,18})(?:@([0-9]{0,18}))?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_INTEGER = 2**64 - 1
_MAX_FRAME_RATE = 1000


def decimal_integer(text: str) -> int | None:
    """Return a decimal-integer: 0 to 2^64-1 (RFC 8216 §4.2)."""
    if not _DECIMAL_INTEGER.fullmatch(text):
        return None
    number = int(text)
    return number if number <= _MAX_INTEGER else None


def decimal_number(text: str) -> Fraction | None:
    """Return a decimal-floating-point or its signed form, exact."""
    return Fraction(text) if _SIGNED.fullmatch(text) else None


def duration_ticks(text: str) -> int | None:
    """Return a non-negative duration in microseconds, rounded to the nearest."""
    match = _DECIMAL.fullmatch(text)
    if match is None or len(text) == text.count("."):
        return None
    whole, decimals = match[1], match[2] or ""
    ticks = int(whole or 0) * TICKS_PER_S + int(decimals[:6].ljust(6, "0"))
    if decimals[6:7] >= "5":
        ticks += 1
    return ticks if ticks <= MAX_DURATION_S * TICKS_PER_S else None


def frame_rate(text: str) -> Fraction | None:
    """Return a frame rate; 23.976, 29.97 and 59.94 become the fractions of 1001 that they stand for."""
    rate = decimal_number(text)
    if rate is None or not 0 < rate <= _MAX_FRAME_RATE:
        return None
    broadcast = Fraction(round(rate) * 1000, 1001)
    # Three decimals are all that §4.3.4.2 asks for.
    return broadcast if broadcast and abs(broadcast - rate) < Fraction(1, 100) else rate


def resolution(text: str) -> tuple[int, int] | None:
    """Return width and height in pixels, both positive."""
    match = _RESOLUTION.fullmatch(text)
    if match is None:
        return None
    width, height = int(match[1]), int(match[2])
    return (width, height) if width and height else None


def hexadecimal(text: str) -> bytes | None:
    """Return the bytes of a hexadecimal-sequence, left-padded to whole bytes."""
    match = _HEXADECIMAL.fullmatch(text)
    if match is None:
        return None
    digits = match[1]
    return bytes.fromhex(digits if len(digits) % 2 == 0 else "0" + digits)


def byte_range(text: str) -> tuple[int, int | None] | None:
    """Return length and offset of `n[@o]`; the length is positive, the offset None if it is implied."""
    if text.isdecimal() and text.isascii() and len(text) < 19:
        return (int(text), None) if int(text) else None  # what a large playlist has at each segment
    match = _BYTE_RANGE.fullmatch(text)
    if match is None or not int(match[1]):
        return None
    return int(match[1]), int(match[2]) if match[2] else None


def date_us(text: str) -> int | None:
    """Return an ISO 8601 date and time as microseconds since 1970 UTC; one without a zone is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text)
        since = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    except (ValueError, OverflowError):
        return None
