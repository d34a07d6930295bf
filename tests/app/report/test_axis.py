"""Figures as people write them, and places that stay on the paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead_app.report.axis import Axis, clock_text, rate_text, size_text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (3.5, "0:03.5"), (59.96, "1:00"), (123, "2:03"), (3723, "1:02:03"), (-2, "−0:02")],
)
def test_times(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


@pytest.mark.parametrize(
    ("bits_per_s", "text"),
    [
        (None, "–"),
        (200, "200 bit/s"),
        (640_000, "640 kbit/s"),
        (999_700, "1.0 Mbit/s"),
        (3_240_000, "3.2 Mbit/s"),
        (2e8, "200 Mbit/s"),
    ],
)
def test_rates(bits_per_s: float | None, text: str) -> None:
    assert rate_text(bits_per_s) == text


def test_sizes() -> None:
    assert (size_text(640_000), size_text(12_440_000)) == ("640 kB", "12.4 MB")


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.floats(-1e12, 1e12))
def test_a_place_is_always_on_the_paper(low: float, span: float, value: float) -> None:
    assert 0.0 <= Axis(low, low + span, 100.0, 0.0).at(value) <= 100.0


@given(st.floats(0.001, 1e6), st.integers(2, 12), st.booleans())
def test_there_are_some_ticks_but_not_too_many(span: float, count: int, is_time: bool) -> None:
    ticks = Axis(0.0, span, 0.0, 100.0).ticks(count, is_time=is_time)
    assert 1 <= len(ticks) <= count + 1
    assert ticks == sorted(ticks)
