"""The arithmetic of a live window, and of periods that come and go."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from playhead.containers.samples import Codec
from playhead.presentation import (
    Kind,
    Period,
    Presentation,
    Representation,
    Segment,
    StreamingProtocol,
    Track,
)
from playhead.presentation.index import TupleIndex
from playhead.session.live.window import LiveWindow
from playhead.session.plan import PlaybackPlan
from playhead.settings import AudioPreferences

SECONDS = st.floats(0, 1e6)


@given(SECONDS, SECONDS, st.floats(0, 60), st.floats(0, 60), st.floats(0, 20), st.floats(-1e7, 1e7))
def test_every_place_that_a_window_names_is_inside_it(
    start_s: float, length_s: float, ahead_s: float, offset_s: float, step_s: float, wish_s: float
) -> None:
    end_s = start_s + length_s
    window = LiveWindow(start_s, end_s, end_s + ahead_s, offset_s, step_s)
    for place_s in (window.live_s, window.resync_s, window.clamp(wish_s)):
        assert start_s <= place_s <= end_s
    assert window.resync_s <= window.live_s


def test_a_window_shorter_than_the_distance_to_keep_is_played_from_its_start() -> None:
    assert LiveWindow(10.0, 18.0, 18.0, 12.0, 4.0).live_s == 10.0


def period(nth: int) -> Period:
    segments = [Segment(0, 0, 10, 1, "https://a.example/0.m4s")]
    representation = Representation(f"p{nth}/v", 1, TupleIndex(segments), ("avc1.42c01e",))
    track = Track("video", Kind.VIDEO, (representation,))
    return Period(f"p{nth}", Fraction(10 * nth), Fraction(10), (track,))


def title(*numbers: int) -> Presentation:
    periods = tuple(map(period, numbers))
    return Presentation("https://a.example/", StreamingProtocol.DASH, periods, is_live=True)


def plan_of(*numbers: int) -> PlaybackPlan:
    return PlaybackPlan(title(*numbers), frozenset(Codec), AudioPreferences())


def test_periods_keep_their_numbers_when_others_come_and_go() -> None:
    plan = plan_of(0, 1)
    second = plan.period_at(12)
    plan.update(title(1, 2), keep_from_s=30)
    assert plan.period_at(12) == second
    assert plan.period(second).id == "p1"
    following = plan.after(second)
    assert following is not None
    assert plan.period(following).id == "p2"
    assert plan.after(following) is None


def test_a_period_that_may_be_buffered_is_kept_after_the_manifest_has_dropped_it() -> None:
    plan = plan_of(0, 1)
    plan.update(title(1, 2), keep_from_s=5)
    assert [each.id for each in plan.periods] == ["p0", "p1", "p2"]
    plan.update(title(2, 3), keep_from_s=25)
    assert [each.id for each in plan.periods] == ["p2", "p3"]


def test_a_title_that_began_anew_has_new_numbers() -> None:
    plan = plan_of(4, 5)
    plan.update(title(0), keep_from_s=100)
    assert [each.id for each in plan.periods] == ["p0"]
    assert plan.numbers == (2,)
