"""Attribute types: what they read, exactly, and what they refuse."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.dash import values
from playhead.presentation import ByteRange


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT0S", Fraction(0)),
        ("PT1H2M3.5S", Fraction(7447, 2)),
        ("PT.25S", Fraction(1, 4)),
        ("P1DT1S", Fraction(86_401)),
        ("P0Y0M0DT0H3M30.000S", Fraction(210)),
        (" PT3S ", Fraction(3)),
        ("PT634.566S", Fraction(634_566, 1000)),
        ("-PT3S", None),
        ("PT", None),
        ("P", None),
        ("P1", None),
        ("PT1.5M", None),
        ("PT1e9S", None),
        ("PTnanS", None),
        ("PTINFS", None),
        ("PT١S", None),
        ("PT" + "9" * 40 + "S", None),
        ("10", None),
    ],
)
def test_durations(text: str, seconds: Fraction | None) -> None:
    assert values.parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("+7", 7),
        (" 12 ", 12),
        ("2000000.0", 2_000_000),
        (str(2**63 - 1), 2**63 - 1),
        (str(2**63), None),
        ("-1", None),
        ("1_000", None),
        ("1.5", None),
        ("0x10", None),
        ("٣", None),
        ("", None),
        ("9" * 5000, None),
        ("NaN", None),
    ],
)
def test_unsigned_integers(text: str, number: int | None) -> None:
    assert values.parse_unsigned(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("-1", -1), ("5", 5), ("- 1", None), ("--1", None), (f"-{2**63}", None)]
)
def test_signed_integers(text: str, number: int | None) -> None:
    assert values.parse_signed(text) == number


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("30000/1001", Fraction(30_000, 1001)),
        ("25", Fraction(25)),
        ("16:9", Fraction(16, 9)),
        ("23.976", Fraction(2997, 125)),
        ("0", None),
        ("30/0", None),
        ("-25", None),
        ("1/2/3", None),
    ],
)
def test_ratios(text: str, ratio: Fraction | None) -> None:
    assert values.parse_ratio(text) == ratio


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("0-0", ByteRange(0, 0)),
        ("5-", ByteRange(5)),
        ("9-5", None),
        ("-5", None),
        ("a-b", None),
        (f"0-{2**64}", None),
    ],
)
def test_byte_ranges(text: str, part: ByteRange | None) -> None:
    assert values.parse_byte_range(text) == part


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1970-01-01T00:00:00Z", Fraction(0)),
        ("1970-01-01T00:00:01.25", Fraction(5, 4)),
        ("1970-01-01T01:00:00+01:00", Fraction(0)),
        ("2014-06-19T23:07:42", Fraction(1_403_219_262)),
        ("1970-01-01", None),
        ("yesterday", None),
        ("9999-99-99T00:00:00Z", None),
    ],
)
def test_moments(text: str, seconds: Fraction | None) -> None:
    assert values.parse_date_time(text) == seconds


@given(st.text(max_size=30))
def test_no_text_makes_a_reader_raise(text: str) -> None:
    for read in (
        values.parse_boolean,
        values.parse_byte_range,
        values.parse_date_time,
        values.parse_decimal,
        values.parse_duration,
        values.parse_ratio,
        values.parse_signed,
        values.parse_unsigned,
    ):
        read(text)


@given(st.integers(0, 10**12), st.integers(0, 999_999))
def test_durations_are_exact(whole: int, micros: int) -> None:
    assert values.parse_duration(f"PT{whole}.{micros:06d}S") == Fraction(whole * 10**6 + micros, 10**6)
