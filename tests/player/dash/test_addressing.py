"""How segments are found: templates, lists, single files, and what outer levels add."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from playhead.errors import ErrorCode, ManifestError, RequestType
from playhead.presentation import ByteRange, DeferredIndex, InitSegment, Presentation, Representation, Segment

Film = Callable[..., Presentation]
Only = Callable[[Presentation], Representation]
Segments = Callable[[Presentation], list[Segment]]

BASE = "https://media.example/films/one/"


def test_number_template_counts_segments_to_the_end_of_the_period(film: Film, segments: Segments) -> None:
    found = segments(
        film('<SegmentTemplate media="s$Number$.m4s" duration="4" timescale="1"/>', duration="PT10S")
    )
    assert [s.url for s in found] == [BASE + "s1.m4s", BASE + "s2.m4s", BASE + "s3.m4s"]
    assert [(s.number, s.start, s.duration) for s in found] == [(1, 0, 4), (2, 4, 4), (3, 8, 2)]


def test_the_last_segment_of_a_constant_duration_ends_with_the_period(film: Film, segments: Segments) -> None:
    found = segments(
        film('<SegmentTemplate media="$Number$" duration="4000" timescale="1000"/>', duration="PT9.5S")
    )
    assert found[-1].duration_s == 1.5


def test_start_number_and_end_number_bound_the_template(film: Film, segments: Segments) -> None:
    template = '<SegmentTemplate media="$Number%03d$" duration="4" startNumber="7" endNumber="9"/>'
    assert [s.url for s in segments(film(template))] == [BASE + "007", BASE + "008", BASE + "009"]


def test_a_property_may_declare_the_last_number(film: Film, segments: Segments) -> None:
    scheme = "http://dashif.org/guidelines/last-segment-number"
    addressing = f"""<SupplementalProperty schemeIdUri="{scheme}" value="5"/>
    <SegmentTemplate media="$Number$" duration="4" startNumber="3"/>"""
    assert [s.number for s in segments(film(addressing))] == [3, 4, 5]


def test_start_number_zero_is_a_number(film: Film, segments: Segments) -> None:
    found = segments(film('<SegmentTemplate media="$Number$" duration="30" startNumber="0"/>'))
    assert [(s.number, s.url) for s in found] == [(0, BASE + "0")]


def test_time_template_follows_the_timeline(film: Film, segments: Segments) -> None:
    found = segments(
        film("""<SegmentTemplate media="t$Time$.m4s" timescale="10">
            <SegmentTimeline><S t="100" d="20" r="1"/><S d="30"/><S t="200" d="10"/></SegmentTimeline>
        </SegmentTemplate>""")
    )
    assert [s.url for s in found] == [BASE + f"t{time}.m4s" for time in (100, 120, 140, 200)]
    assert [s.start for s in found] == [100, 120, 140, 200]


def test_presentation_time_offset_moves_segments_and_is_the_media_start(
    film: Film, segments: Segments, only: Only
) -> None:
    presentation = film("""<SegmentTemplate media="$Time$" timescale="10" presentationTimeOffset="95">
            <SegmentTimeline><S t="90" d="20" r="1"/></SegmentTimeline></SegmentTemplate>""")
    assert only(presentation).media_start == Fraction(19, 2)
    assert [(s.start, s.url) for s in segments(presentation)] == [(-5, BASE + "90"), (15, BASE + "110")]


def test_time_with_a_constant_duration_counts_from_the_presentation_time_offset(
    film: Film, segments: Segments
) -> None:
    template = '<SegmentTemplate media="$Time$" duration="10" presentationTimeOffset="100"/>'
    assert [s.url for s in segments(film(template))] == [BASE + "100", BASE + "110", BASE + "120"]


def test_ept_delta_lets_the_first_segment_begin_early(film: Film, segments: Segments) -> None:
    template = '<SegmentTemplate media="$Number$" duration="10" eptDelta="-4"/>'
    assert [s.start for s in segments(film(template, duration="PT15S"))] == [-4, 6]


def test_segments_outside_the_period_are_left_out_and_keep_their_numbers(
    film: Film, segments: Segments
) -> None:
    found = segments(
        film(
            """<SegmentTemplate media="$Number$" presentationTimeOffset="10">
            <SegmentTimeline><S t="0" d="4" r="9"/></SegmentTimeline></SegmentTemplate>""",
            duration="PT12S",
        )
    )
    assert [(s.number, s.start, s.url) for s in found] == [
        (3, -2, BASE + "3"),
        (4, 2, BASE + "4"),
        (5, 6, BASE + "5"),
        (6, 10, BASE + "6"),
    ]


def test_an_open_repetition_runs_to_the_next_entry_and_to_the_end(film: Film, segments: Segments) -> None:
    found = segments(
        film("""<SegmentTemplate media="$Number$"><SegmentTimeline>
            <S t="0" d="4" r="-1"/><S t="12" d="6" r="-1"/></SegmentTimeline></SegmentTemplate>""")
    )
    assert [s.start for s in found] == [0, 4, 8, 12, 18, 24]


def test_two_thousand_million_repetitions_cost_nothing(film: Film, only: Only) -> None:
    index = only(
        film(
            f"""<SegmentTemplate media="$Number$" timescale="1000"><SegmentTimeline>
            <S t="0" d="1" r="{2**31 - 1}"/></SegmentTimeline></SegmentTemplate>""",
            duration="P100D",
        )
    ).index
    assert not isinstance(index, DeferredIndex)
    assert index.count == 2**31
    last = index.segment_at(index.end_s - 0.0005)
    assert last is not None
    assert last.url == f"{BASE}{2**31}"
    assert index.after(last) is None


def test_all_fields_of_a_template_are_filled_in(film: Film, segments: Segments) -> None:
    template = '<SegmentTemplate media="$RepresentationID$/$Bandwidth$/$$$Number%05d$" duration="30"/>'
    assert segments(film(template))[0].url == BASE + "v1/1000000/$00001"


def test_the_initialization_template_and_element_name_the_init_segment(
    film: Film, segments: Segments
) -> None:
    by_template = film(
        '<SegmentTemplate media="$Number$" initialization="$RepresentationID$.mp4" duration="9"/>'
    )
    assert segments(by_template)[0].init == InitSegment(BASE + "v1.mp4")
    by_element = film("""<SegmentTemplate media="$Number$" duration="9">
        <Initialization sourceURL="i.mp4" range="0-99"/></SegmentTemplate>""")
    assert segments(by_element)[0].init == InitSegment(BASE + "i.mp4", ByteRange(0, 99))


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        ("$Segment$", "unknown field"),
        ("a$Number", "partner"),
        ("$Number%099d$", "wide"),
        ("$Number%x$", "unknown field"),
    ],
)
def test_templates_that_make_no_sense_are_refused_with_the_reason(
    film: Film, media: str, reason: str
) -> None:
    with pytest.raises(ManifestError) as caught:
        film(f'<SegmentTemplate media="{media}" duration="4"/>')
    assert caught.value.problem.code is ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT
    assert reason in caught.value.problem.detail


def test_list_with_durations_ranges_and_initialization(film: Film, segments: Segments) -> None:
    found = segments(
        film("""<BaseURL>film.mp4</BaseURL><SegmentList duration="10" startNumber="3">
            <Initialization range="0-9"/>
            <SegmentURL mediaRange="10-19"/><SegmentURL media="b.mp4"/></SegmentList>""")
    )
    assert [(s.number, s.start, s.url, s.byte_range) for s in found] == [
        (3, 0, BASE + "film.mp4", ByteRange(10, 19)),
        (4, 10, BASE + "b.mp4", None),
    ]
    assert found[0].init == InitSegment(BASE + "film.mp4", ByteRange(0, 9))


def test_list_with_a_timeline_has_as_many_segments_as_urls(film: Film, segments: Segments) -> None:
    found = segments(
        film("""<SegmentList><SegmentTimeline><S t="0" d="5"/><S d="7" r="5"/></SegmentTimeline>
            <SegmentURL media="a"/><SegmentURL media="b"/><SegmentURL media="c"/></SegmentList>""")
    )
    assert [(s.start, s.duration) for s in found] == [(0, 5), (5, 7), (12, 7)]


def test_a_list_of_one_needs_no_duration(film: Film, segments: Segments) -> None:
    (segment,) = segments(film('<SegmentList><SegmentURL media="all.mp4"/></SegmentList>'))
    assert (segment.start_s, segment.duration_s) == (0, 30)


def test_a_segment_base_with_an_index_range_is_deferred(film: Film, only: Only) -> None:
    presentation = film("""<BaseURL>f.mp4</BaseURL><SegmentBase indexRange="800-1199" timescale="50"
        presentationTimeOffset="25"><Initialization range="0-799"/></SegmentBase>""")
    representation = only(presentation)
    assert isinstance(representation.index, DeferredIndex)
    resource = representation.index.resource
    assert (resource.url, resource.type, resource.byte_range) == (
        BASE + "f.mp4",
        RequestType.INDEX,
        ByteRange(800, 1199),
    )
    assert representation.media_start == Fraction(1, 2)


@pytest.mark.parametrize("addressing", ["", "<SegmentBase/>", '<SegmentBase timescale="90000"/>'])
def test_a_file_without_an_index_is_one_segment(film: Film, segments: Segments, addressing: str) -> None:
    (segment,) = segments(film(f"<BaseURL>f.mp4</BaseURL>{addressing}", duration="PT9.25S"))
    assert (segment.url, segment.start_s, segment.duration_s) == (BASE + "f.mp4", 0, 9.25)


def test_inner_levels_override_outer_ones_attribute_by_attribute(parse: Film, segments: Segments) -> None:
    found = segments(
        parse("""<MPD mediaPresentationDuration="PT8S"><Period>
        <SegmentTemplate timescale="10" startNumber="5" media="p$Number$"/>
        <AdaptationSet mimeType="video/mp4"><SegmentTemplate duration="40" initialization="set.mp4"/>
        <Representation id="1" bandwidth="1"><SegmentTemplate media="r$Number$"/></Representation>
        </AdaptationSet></Period></MPD>""")
    )
    assert [(s.url, s.start_s) for s in found] == [(BASE + "r5", 0), (BASE + "r6", 4)]
    assert found[0].init == InitSegment(BASE + "set.mp4")


def test_an_inner_timeline_replaces_the_outer_one(parse: Film, segments: Segments) -> None:
    found = segments(
        parse("""<MPD mediaPresentationDuration="PT8S"><Period><AdaptationSet mimeType="video/mp4">
        <SegmentTemplate media="$Time$"><SegmentTimeline><S d="1" r="7"/></SegmentTimeline></SegmentTemplate>
        <Representation id="1" bandwidth="1"><SegmentTemplate><SegmentTimeline><S d="4" r="1"/>
        </SegmentTimeline></SegmentTemplate></Representation></AdaptationSet></Period></MPD>""")
    )
    assert [s.url for s in found] == [BASE + "0", BASE + "4"]


def test_the_innermost_kind_of_addressing_counts(parse: Film, segments: Segments) -> None:
    found = segments(
        parse("""<MPD mediaPresentationDuration="PT8S"><Period>
        <SegmentTemplate media="$Number$" duration="1"/>
        <AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1">
        <SegmentList duration="4"><SegmentURL media="a"/><SegmentURL media="b"/></SegmentList>
        </Representation></AdaptationSet></Period></MPD>""")
    )
    assert [s.url for s in found] == [BASE + "a", BASE + "b"]


def test_a_backward_entry_is_passed_over_without_renumbering(film: Film, segments: Segments) -> None:
    found = segments(
        film("""<SegmentTemplate media="$Number$"><SegmentTimeline>
            <S t="10" d="2"/><S t="4" d="2"/><S t="12" d="2"/></SegmentTimeline></SegmentTemplate>""")
    )
    assert [(s.start, s.url) for s in found] == [(10, BASE + "1"), (12, BASE + "3")]
    assert [s.number for s in found] == [1, 2]
