"""Where periods lie (ISO/IEC 23009-1 §5.3.2.1)."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from playhead.errors import ManifestError
from playhead.presentation import Presentation

Parse = Callable[..., Presentation]

SET = """<AdaptationSet mimeType="video/mp4"><Representation id="v" bandwidth="1">
<SegmentTemplate media="$Number$" duration="2"/></Representation></AdaptationSet>"""


def mpd(*periods: str, head: str = "") -> str:
    inner = "".join(f"<Period {period}>{SET}</Period>" for period in periods)
    return f"<MPD {head}>{inner}</MPD>"


def places(presentation: Presentation) -> list[tuple[float, float | None]]:
    return [
        (float(period.start), None if period.duration is None else float(period.duration))
        for period in presentation.periods
    ]


def test_a_period_starts_where_the_one_before_it_ends(parse: Parse) -> None:
    presentation = parse(mpd('duration="PT4S"', 'duration="PT6S"', 'duration="PT1.5S"'))
    assert places(presentation) == [(0, 4), (4, 6), (10, 1.5)]
    assert presentation.duration == Fraction(23, 2)


def test_a_period_lasts_until_the_next_one_starts(parse: Parse) -> None:
    presentation = parse(mpd("", 'start="PT4S"', 'start="PT10S"', head='mediaPresentationDuration="PT12S"'))
    assert places(presentation) == [(0, 4), (4, 6), (10, 2)]


def test_the_next_start_outweighs_a_duration_with_a_warning(parse: Parse) -> None:
    presentation = parse(mpd('duration="PT9S"', 'start="PT4S" duration="PT1S"'))
    assert places(presentation) == [(0, 4), (4, 1)]
    assert [warning.code for warning in presentation.warnings] == ["period-duration"]


def test_the_last_period_ends_with_the_presentation(parse: Parse) -> None:
    assert places(parse(mpd('start="PT1S"', head='mediaPresentationDuration="PT5S"'))) == [(1, 4)]


def test_periods_that_go_backwards_or_have_no_time_are_left_out(parse: Parse) -> None:
    presentation = parse(
        mpd('start="PT5S" duration="PT5S"', 'start="PT1S" duration="PT2S"', 'start="PT10S" duration="PT0S"')
    )
    assert places(presentation) == [(5, 5)]
    assert {warning.code for warning in presentation.warnings} >= {"period-order", "empty-period"}


def test_without_any_duration_the_segments_tell(parse: Parse) -> None:
    text = """<MPD><Period><AdaptationSet mimeType="video/mp4"><Representation id="v" bandwidth="1">
    <SegmentTemplate media="$Number$" timescale="2"><SegmentTimeline><S d="3" r="1"/></SegmentTimeline>
    </SegmentTemplate></Representation></AdaptationSet></Period></MPD>"""
    assert parse(text).duration == 3


def test_a_number_template_that_nothing_bounds_can_t_be_played(parse: Parse) -> None:
    with pytest.raises(ManifestError, match="how many segments"):
        parse(mpd(""))


@pytest.mark.parametrize("bad", ["-PT5S", "PTnanS", "PTINFS", "PT" + "9" * 99 + "S", "5"])
def test_a_duration_that_makes_no_sense_is_a_warning(parse: Parse, bad: str) -> None:
    presentation = parse(mpd(f'duration="{bad}"', head='mediaPresentationDuration="PT5S"'))
    assert places(presentation) == [(0, 5)]
    assert presentation.warnings[0].code == "bad-attribute"


def test_ids_are_unique_in_the_presentation_and_tracks_keep_theirs(parse: Parse) -> None:
    presentation = parse(mpd('id="main" duration="PT4S"', 'id="ad" duration="PT6S"', 'duration="PT2S"'))
    assert [period.id for period in presentation.periods] == ["main", "ad", "at-10s"]
    assert [track.id for period in presentation.periods for track in period.tracks] == ["video"] * 3
    ids = [r.id for period in presentation.periods for track in period.tracks for r in track.representations]
    assert ids == ["main/v", "ad/v", "at-10s/v"]


def test_a_period_of_nothing_that_we_can_play_is_left_out(parse: Parse) -> None:
    linked = '<Period xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://a/b" duration="PT5S"/>'
    presentation = parse(mpd('duration="PT4S"').replace("</MPD>", linked + "</MPD>"))
    assert places(presentation) == [(0, 4)]
    assert [warning.code for warning in presentation.warnings] == ["unresolved-link"]


def test_a_duration_that_ends_before_its_only_period_counts_from_that_period(parse: Parse) -> None:
    presentation = parse(mpd('start="PT12M34S"', head='mediaPresentationDuration="PT6S"'))
    assert places(presentation) == [(754, 6)]
    assert "period-duration" in {warning.code for warning in presentation.warnings}
