"""What each algorithm promises, whatever the ladder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead_abr import ALGORITHMS, AbrError, Conditions, Ladder, Quality, Reason, make_selector

LADDER = Ladder(Quality(f"{h}p", bps, h) for h, bps in [(234, 3e5), (360, 8e5), (720, 2.5e6), (1080, 5e6)])
bandwidths = st.lists(st.floats(1e4, 1e8), min_size=1, max_size=12)


def conditions(
    buffer_s: float, throughput_bps: float | None = None, current: int | None = None, goal_s: float = 30.0
) -> Conditions:
    return Conditions(buffer_s, goal_s, 2.0, throughput_bps, current)


def test_the_throughput_rule_takes_the_best_rung_that_it_can_afford() -> None:
    rule = make_selector("throughput", safety_factor=0.8)
    assert rule.choose(LADDER, conditions(5, 3.2e6)).index == 2
    assert rule.choose(LADDER, conditions(5, 3.0e6)).index == 1


def test_the_throughput_rule_falls_to_the_lowest_when_nothing_is_affordable() -> None:
    decision = make_selector("throughput").choose(LADDER, conditions(0, 10_000))
    assert decision.index == 0
    assert "below" in decision.explanation


def test_before_any_measurement_the_assumed_throughput_decides_and_says_so() -> None:
    decision = make_selector("throughput", initial_bps=3e6).choose(LADDER, conditions(0))
    assert decision.index == 2
    assert decision.reason is Reason.STARTUP


def test_playing_faster_needs_more_of_the_line() -> None:
    rule = make_selector("throughput", safety_factor=1.0)
    fast = Conditions(5, 30, 2, 3e6, playback_rate=2.0)
    assert rule.choose(LADDER, fast).index < rule.choose(LADDER, conditions(5, 3e6)).index


def test_bola_goes_from_the_lowest_rung_to_the_highest_as_the_buffer_fills() -> None:
    bola = make_selector("bola")
    choices = [bola.choose(LADDER, conditions(level)).index for level in range(0, 31)]
    assert choices == sorted(choices)
    assert choices[0] == 0
    assert choices[-1] == len(LADDER) - 1


@given(bandwidths, st.floats(0, 60), st.floats(0, 60), st.floats(4, 120))
def test_for_bola_more_buffer_is_never_worse(
    rungs: list[float], level_s: float, more_s: float, goal_s: float
) -> None:
    ladder = Ladder(Quality(str(i), bps) for i, bps in enumerate(rungs))
    bola = make_selector("bola")
    lower = bola.choose(ladder, conditions(level_s, goal_s=goal_s)).index
    assert bola.choose(ladder, conditions(level_s + more_s, goal_s=goal_s)).index >= lower


@given(bandwidths, st.floats(1e3, 1e9), st.floats(0, 1e9))
def test_for_the_throughput_rule_more_throughput_is_never_worse(
    rungs: list[float], bps: float, more_bps: float
) -> None:
    ladder = Ladder(Quality(str(i), rung) for i, rung in enumerate(rungs))
    rule = make_selector("throughput")
    assert (
        rule.choose(ladder, conditions(5, bps + more_bps)).index
        >= rule.choose(ladder, conditions(5, bps)).index
    )


@pytest.mark.parametrize("name", ALGORITHMS)
@given(
    rungs=bandwidths,
    steps=st.lists(
        st.tuples(st.floats(0, 100), st.one_of(st.none(), st.floats(0, 1e10)), st.floats(1, 100)), max_size=20
    ),
)
def test_every_algorithm_stays_on_the_ladder_and_gives_a_reason(
    name: str, rungs: list[float], steps: list[tuple[float, float | None, float]]
) -> None:
    ladder = Ladder(Quality(str(i), bps) for i, bps in enumerate(rungs))
    selector = make_selector(name)
    current: int | None = None
    for level_s, throughput_bps, goal_s in steps:
        decision = selector.choose(ladder, conditions(level_s, throughput_bps, current, goal_s))
        assert 0 <= decision.index < len(ladder)
        assert decision.explanation
        current = decision.index


def test_dynamic_starts_by_throughput_and_hands_over_to_the_buffer() -> None:
    dynamic = make_selector("dynamic")
    assert dynamic.choose(LADDER, conditions(0, 3e6)).reason is Reason.THROUGHPUT
    assert dynamic.choose(LADDER, conditions(29, 3e6, 2)).reason in (Reason.BUFFER, Reason.OSCILLATION)


def test_dynamic_does_not_climb_above_what_the_line_sustains() -> None:
    dynamic = make_selector("dynamic")
    decision = dynamic.choose(LADDER, conditions(29, 3e6, current=2))
    assert decision.index == 2
    assert "sustains" in decision.explanation


def test_dynamic_takes_no_segment_that_would_drain_the_buffer() -> None:
    dynamic = make_selector("dynamic")
    dynamic.choose(LADDER, conditions(29, 8e6, 3))
    decision = dynamic.choose(LADDER, Conditions(11, 30, 10.0, throughput_bps=0.6e6, current=3))
    assert LADDER[decision.index].bandwidth_bps * 10 / 0.6e6 <= 11


def test_dynamic_gives_the_wheel_back_when_the_buffer_runs_low() -> None:
    dynamic = make_selector("dynamic")
    dynamic.choose(LADDER, conditions(29, 8e6, 3))
    decision = dynamic.choose(LADDER, conditions(2, 8e6, 3))
    assert decision.reason is Reason.THROUGHPUT
    assert decision.index == 3


def test_fixed_is_always_the_top() -> None:
    assert make_selector("fixed").choose(LADDER, conditions(0, 1)).index == len(LADDER) - 1


def test_an_unknown_algorithm_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(AbrError, match="dynamic"):
        make_selector("clever")


@pytest.mark.parametrize("bps", [0.0, -1.0, float("nan"), float("inf")])
def test_a_bandwidth_that_is_no_positive_number_is_refused(bps: float) -> None:
    with pytest.raises(AbrError):
        Ladder([Quality("a", bps)])


def test_an_empty_ladder_is_refused() -> None:
    with pytest.raises(AbrError):
        Ladder([])
