"""The playhead between two reports."""

from hypothesis import given
from hypothesis import strategies as st

from playhead.backend.libvlc.playhead_clock import PlayheadClock


def running(at_ms: float = 0.0, now_s: float = 100.0) -> PlayheadClock:
    clock = PlayheadClock()
    clock.report(at_ms, now_s)
    return clock


def test_knows_nothing_before_the_first_report() -> None:
    assert PlayheadClock().position_ms(1.0) is None


def test_moves_with_the_wall_clock_between_reports() -> None:
    assert running(1000).position_ms(100.2) == 1200


def test_believes_the_report_that_came_in_time_over_those_that_waited() -> None:
    clock = running(1000, 100.0)
    clock.report(1100, 100.3)  # 200 ms late
    assert clock.position_ms(100.3) == 1300


def test_forgets_old_reports() -> None:
    clock = running(1000, 100.0)
    clock.report(4900, 104.0)  # the playhead fell back by 100 ms for good
    assert clock.position_ms(105.0) == 5900


def test_never_passes_its_limit() -> None:
    clock = running(1000)
    clock.set_limit(1500)
    assert clock.position_ms(110.0) == 1500


def test_never_shows_less_than_its_start() -> None:
    clock = PlayheadClock(2000)
    clock.report(1500, 100.0)
    assert clock.position_ms(100.0) == 2000


def test_stands_and_goes_on_from_there() -> None:
    clock = running(1000)
    clock.stand(100.5)
    assert clock.position_ms(107.0) == 1500
    clock.run(107.0)
    assert clock.position_ms(107.1) == 1600


def test_reports_mean_nothing_while_it_stands() -> None:
    clock = running(1000)
    clock.stand(100.0)
    clock.report(9000, 101.0)
    assert clock.position_ms(101.0) == 1000


def test_the_first_report_after_standing_replaces_the_guess() -> None:
    clock = running(1000)
    clock.stand(100.0)
    clock.run(101.0)
    clock.report(1150, 101.2)
    assert clock.position_ms(101.3) == 1250


def test_moves_at_another_rate_from_where_it_is() -> None:
    clock = running(1000)
    clock.set_rate(2.0, 100.5)
    assert clock.position_ms(101.0) == 2500
    clock.report(2600, 101.0)
    assert clock.position_ms(101.1) == 2800


def test_a_rate_set_while_standing_counts_from_the_next_run() -> None:
    clock = running(1000)
    clock.stand(100.0)
    clock.set_rate(0.5, 101.0)
    clock.run(102.0)
    assert clock.position_ms(103.0) == 1500


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["report", "stand", "run", "rate", "wait"]), st.floats(0, 2), st.floats(0, 9e4)
        ),
        max_size=30,
    )
)
def test_never_goes_back_whatever_happens(story: list[tuple[str, float, float]]) -> None:
    clock, now_s, before_ms = PlayheadClock(), 0.0, 0.0
    for what, pause_s, value in story:
        now_s += pause_s
        match what:
            case "report":
                clock.report(value, now_s)
            case "stand":
                clock.stand(now_s)
            case "run":
                clock.run(now_s)
            case "rate":
                clock.set_rate(0.5 + value / 9e4, now_s)
            case _:
                pass
        position_ms = clock.position_ms(now_s) or 0.0
        assert position_ms >= before_ms - 1e-6
        before_ms = position_ms
