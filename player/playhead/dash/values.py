"""The attribute types of an MPD: text to exact numbers, or None if the text is no such thing.

Python's own conversions are too kind for hostile input: `int` takes underscores, other scripts' digits and
thousands of them, `Fraction` takes exponents. Each function here checks the text's shape first.
"""

import re
from datetime import UTC, datetime
from fractions import Fraction

from playhead.dash.limits import MAX_INTEGER
from playhead.presentation import ByteRange

__all__ = [
    "parse_boolean",
    "parse_byte_range",
    "parse_date_time",
    "parse_decimal",
    "parse_duration",
    "parse_ratio",
    "parse_signed",
    "parse_unsigned",
]

# A whole number written with a decimal point is invalid, but generators that compute in floats do it.
_UNSIGNED = re.compile(r"\+?([0-9]{1,19})(?:\.0{0,9})?")
_SIGNED = re.compile(r"([+-]?)([0-9]{1,19})")
_DECIMAL = re.compile(r"\+?([0-9]{1,15}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
_RATIO = re.compile(r"([0-9]{1,9})(?:[/:]([0-9]{1,9}))?")
_RANGE = re.compile(r"([0-9]{1,19})-([0-9]{1,19})?")
# xs:duration (XML Schema part 2 §3.2.6) without a sign: nothing in an MPD may last less than nothing.
_DURATION = re.compile(
    r"P(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,8})D)?"
    r"(?:T(?:([0-9]{1,10})H)?(?:([0-9]{1,12})M)?(?:([0-9]{1,14}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})S)?)?"
)
# A year and a month have no fixed length; ISO/IEC 23009-1 says not to use them. These are common readings.
_DURATION_UNITS_S = (365 * 86_400, 30 * 86_400, 86_400, 3_600, 60)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def parse_unsigned(text: str) -> int | None:
    """Read xs:unsignedLong, as far as it fits 63 bits."""
    if text.isdecimal() and text.isascii() and len(text) < 19:
        return int(text)  # a large MPD has hundreds of thousands of these
    found = _UNSIGNED.fullmatch(text.strip())
    value = int(found.group(1)) if found else -1
    return value if 0 <= value <= MAX_INTEGER else None


def parse_signed(text: str) -> int | None:
    """Read xs:long."""
    found = _SIGNED.fullmatch(text.strip())
    if found is None:
        return None
    value = int(found.group(2))
    if value > MAX_INTEGER:
        return None
    return -value if found.group(1) == "-" else value


def parse_boolean(text: str) -> bool | None:
    """Read xs:boolean, in any case: `True` is not valid but common."""
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip().lower())


def parse_decimal(text: str) -> Fraction | None:
    """Read a plain number that is not negative, exactly."""
    found = _DECIMAL.fullmatch(text.strip())
    return Fraction(found.group(1)) if found else None


def parse_ratio(text: str) -> Fraction | None:
    """Read `30000/1001`, `16:9`, `25` or, as some write it, `29.97`; never zero."""
    found = _RATIO.fullmatch(text.strip())
    if found is None:
        return parse_decimal(text) or None
    numerator, denominator = int(found.group(1)), int(found.group(2) or 1)
    return Fraction(numerator, denominator) if numerator and denominator else None


def parse_byte_range(text: str) -> ByteRange | None:
    """Read `first-last` or `first-` (RFC 9110 §14.1.2)."""
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        return None
    first = int(found.group(1))
    last = int(found.group(2)) if found.group(2) else None
    if first > MAX_INTEGER or (last is not None and not first <= last <= MAX_INTEGER):
        return None
    return ByteRange(first, last)


def parse_duration(text: str) -> Fraction | None:
    """Read xs:duration into seconds, exactly."""
    text = text.strip()
    found = _DURATION.fullmatch(text)
    if found is None or text[-1] in "PT":
        return None
    whole = sum(
        int(number) * unit
        for number, unit in zip(found.groups()[:5], _DURATION_UNITS_S, strict=True)
        if number
    )
    return whole + Fraction(found.group(6) or 0)


def parse_date_time(text: str) -> Fraction | None:
    """Read xs:dateTime into seconds since 1970 UTC; without a zone it is UTC (ISO/IEC 23009-1 §5.3.1.2)."""
    text = text.strip()
    if len(text) > 40 or "T" not in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        since = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH
    except (ValueError, OverflowError):
        return None
    return Fraction(since.days * 86_400 + since.seconds) + Fraction(since.microseconds, 1_000_000)
