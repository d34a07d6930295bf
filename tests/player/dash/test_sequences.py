"""Segment sequences (S@k, $SubNumber$), patterns (S@p), and numbers that a timeline gives itself (S@n)."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from playhead.errors import ErrorCode, ManifestError
from playhead.presentation import Presentation, Segment

Film = Callable[..., Presentation]
Segments = Callable[[Presentation], list[Segment]]

BASE = "https://media.example/films/one/"


def template(entries: str, media: str = "$Number$-$SubNumber$", more: str = "") -> str:
    return (
        f'<SegmentTemplate media="{media}" timescale="10" {more}>'
        f"<SegmentTimeline>{entries}</SegmentTimeline></SegmentTemplate>"
    )


def names(found: list[Segment]) -> list[str]:
    return [segment.url.removeprefix(BASE) for segment in found]


def test_a_sequence_is_as_many_segments_as_it_says(film: Film, segments: Segments) -> None:
    found = segments(film(template('<S t="0" d="100" k="2" r="1"/><S d="100"/>')))
    assert names(found) == ["1-0", "1-1", "2-0", "2-1", "3-0"]
    assert [segment.start_s for segment in found] == [0, 5, 10, 15, 20]
    assert [segment.duration_s for segment in found] == [5, 5, 5, 5, 10]
    assert [segment.number for segment in found] == [0, 1, 2, 3, 4]


def test_durations_that_cannot_be_divided_stay_exact(film: Film, segments: Segments) -> None:
    found = segments(film(template('<S t="0" d="100" k="3" r="2"/>')))
    assert len(found) == 9
    assert found[3].start == 10 * found[3].timescale
    assert all(one.start + one.duration == other.start for one, other in pairwise(found))


def test_time_is_that_of_the_sequence(film: Film, segments: Segments) -> None:
    entries, offset = '<S t="50" d="100" k="2" r="1"/>', 'presentationTimeOffset="50"'
    found = segments(film(template(entries, "$Time$.$SubNumber%02d$", offset)))
    assert names(found) == ["50.00", "50.01", "150.00", "150.01"]
    assert found[0].start == 0


def test_an_open_repetition_of_sequences_ends_with_the_period(film: Film, segments: Segments) -> None:
    found = segments(film(template('<S t="0" d="100" k="4" r="-1"/>'), duration="PT18S"))
    # The last one would begin at 17.5 s.
    assert names(found) == [f"{number}-{part}" for number in (1, 2) for part in range(4)]


def test_a_template_without_sub_number_addresses_whole_sequences(film: Film, segments: Segments) -> None:
    found = segments(film(template('<S t="0" d="100" k="4"/><S d="100" k="4"/>', "$Number$")))
    assert names(found) == ["1", "2"]


def test_a_sub_number_without_sequences_is_the_first(film: Film, segments: Segments) -> None:
    assert names(segments(film(template('<S t="0" d="100" r="1"/>')))) == ["1-0", "2-0"]


@pytest.mark.parametrize("entries", ['<S d="7" k="300000"/>', f'<S t="{2**62}" d="7" k="5"/>'])
def test_sequences_beyond_reason_are_refused(film: Film, entries: str) -> None:
    with pytest.raises(ManifestError) as caught:
        film(template(entries))
    assert caught.value.problem.code is ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT
    assert "S@k" in (caught.value.problem.detail or "")


def test_an_entry_may_give_its_own_number(film: Film, segments: Segments) -> None:
    entries = '<S t="0" d="50" r="1"/><S t="150" d="50" n="40" r="1"/>'
    found = segments(film(template(entries, "$Number$", 'startNumber="5"')))
    assert names(found) == ["5", "6", "40", "41"]
    assert [segment.number for segment in found] == [5, 6, 7, 8]


def test_numbers_and_sequences_go_together(film: Film, segments: Segments) -> None:
    assert names(segments(film(template('<S t="0" d="100" n="9" k="2"/><S d="100" k="2"/>')))) == [
        "9-0",
        "9-1",
        "10-0",
        "10-1",
    ]


PATTERN = '<Pattern id="a"><P d="10" r="1"/><P d="30"/></Pattern>'


@pytest.mark.parametrize(
    ("entry", "durations"),
    [
        ('<S t="0" p="a" r="4"/>', [1, 1, 3, 1, 1]),
        ('<S t="0" p="a" pE="2" r="1"/>', [3, 1]),
        ('<S t="0" p="a"/><S t="10" p="a" pE="1"/>', [1, 1]),
    ],
)
def test_a_pattern_gives_durations_in_turn(
    film: Film, segments: Segments, entry: str, durations: list[int]
) -> None:
    found = segments(film(template(PATTERN + entry, "$Time$")))
    assert [segment.duration_s for segment in found] == durations
    starts = [sum(durations[:nth]) * 10 for nth in range(len(durations))]
    assert names(found) == [str(start) for start in starts]


@pytest.mark.parametrize("attributes", ['p="b"', 'p="a" pE="3"', 'p="a" r="-1"', 'p="a" r="2147483648"'])
def test_a_pattern_that_makes_no_sense_is_left_out(film: Film, segments: Segments, attributes: str) -> None:
    presentation = film(template(f'{PATTERN}<S t="0" {attributes}/><S t="100" d="10"/>', "$Time$"))
    assert names(segments(presentation)) == ["100"]
    assert "bad-timeline-entry" in {warning.code for warning in presentation.warnings}
