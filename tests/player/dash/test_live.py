"""Live documents: what can be had now, numbers that stay, where and when to ask again."""

from dataclasses import replace
from fractions import Fraction

import pytest

from playhead.dash import Locations, Manifest, parse_presentation
from playhead.dash.clock_sources import ClockAnswer
from playhead.errors import ManifestError, RequestType
from playhead.presentation import DeferredIndex, Presentation, Segment, SegmentIndex

URL = "https://live.example/ch/one.mpd"
START = "1970-01-01T00:16:40Z"  # 1000 s
NUMBERS = '<SegmentTemplate media="$Number$" duration="2" startNumber="10"/>'


def mpd(addressing: str, head: str = "", period: str = 'id="1" start="PT0S"', after: str = "") -> Manifest:
    text = f"""<MPD type="dynamic" availabilityStartTime="{START}" minimumUpdatePeriod="PT2S" {head}>
    <Period {period}><AdaptationSet mimeType="video/mp4"><Representation id="v" bandwidth="1">{addressing}
    </Representation></AdaptationSet></Period>{after}</MPD>"""
    return Manifest.read(text.encode(), URL)


def index_of(presentation: Presentation) -> SegmentIndex:
    index = presentation.periods[-1].tracks[0].representations[0].index
    assert not isinstance(index, DeferredIndex)
    return index


def at(manifest: Manifest, now_utc_s: float) -> list[Segment]:
    return list(index_of(manifest.presentation(now_utc_s=now_utc_s)))


def test_numbered_segments_are_there_when_they_have_ended() -> None:
    manifest = mpd(NUMBERS)
    assert [s.number for s in at(manifest, 1000)] == []
    assert [s.number for s in at(manifest, 1001.9)] == []
    assert [s.number for s in at(manifest, 1002)] == [10]
    assert [s.number for s in at(manifest, 1007.5)] == [10, 11, 12]


def test_the_window_moves_and_numbers_stay() -> None:
    manifest = mpd(NUMBERS, 'timeShiftBufferDepth="PT6S"')
    now = at(manifest, 1020)
    assert [(s.number, s.start_s) for s in now] == [(17, 14), (18, 16), (19, 18)]
    assert [s.number for s in at(manifest, 1022)] == [18, 19, 20]


def test_a_day_of_segments_costs_no_more_than_one() -> None:
    index = index_of(mpd(NUMBERS).presentation(now_utc_s=1000 + 86_400 * 3650))
    assert index.count == 86_400 * 3650 // 2
    last = index.segment_at(index.end_s - 1)
    assert last is not None
    assert index.after(last) is None


def test_without_a_clock_a_numbered_live_index_claims_nothing() -> None:
    index = index_of(mpd(NUMBERS).presentation())
    assert (index.count, index.is_complete, index.segment_at(0)) == (0, False, None)


def test_live_indexes_are_not_complete_until_their_period_is_over() -> None:
    following = """<Period id="2" start="PT20S"><AdaptationSet mimeType="video/mp4">
    <Representation id="v" bandwidth="1"><SegmentTemplate media="$Number$" duration="2"/></Representation>
    </AdaptationSet></Period>"""
    presentation = mpd(NUMBERS, after=following).presentation(now_utc_s=1030)
    assert presentation.is_live
    assert presentation.duration is None
    first = presentation.periods[0].tracks[0].representations[0].index
    assert not isinstance(first, DeferredIndex)
    assert (first.count, first.is_complete) == (10, True)
    assert (index_of(presentation).count, index_of(presentation).is_complete) == (5, False)


def test_periods_that_have_left_the_window_are_gone() -> None:
    following = """<Period id="2" start="PT20S"><AdaptationSet mimeType="video/mp4">
    <Representation id="v" bandwidth="1"><SegmentTemplate media="$Number$" duration="2"/></Representation>
    </AdaptationSet></Period>"""
    manifest = mpd(NUMBERS, 'timeShiftBufferDepth="PT6S"', after=following)
    assert [period.id for period in manifest.presentation(now_utc_s=1024).periods] == ["1", "2"]
    assert [period.id for period in manifest.presentation(now_utc_s=1026).periods] == ["2"]


def test_an_event_of_known_length_ends() -> None:
    index = index_of(mpd(NUMBERS, 'mediaPresentationDuration="PT9S"').presentation(now_utc_s=2000))
    assert (index.count, index.end_s, index.is_complete) == (5, 9, True)


def test_segments_know_the_time_of_day() -> None:
    (first, *_) = at(mpd(NUMBERS, period='id="1" start="PT4S"'), 1010)
    assert first.utc_start_s == 1004


@pytest.mark.parametrize(
    ("base", "template", "count"),
    [
        ("", "", 3),
        ('availabilityTimeOffset="1"', "", 4),
        ('availabilityTimeOffset="0.5"', 'availabilityTimeOffset="0.5"', 4),
    ],
)
def test_early_availability_adds_up_over_the_levels(base: str, template: str, count: int) -> None:
    numbers = NUMBERS.replace("<SegmentTemplate", f"<SegmentTemplate {template}")
    addressing = f"<BaseURL {base}>x/</BaseURL>{numbers}"
    assert len(at(mpd(addressing), 1007)) == count


def test_infinite_availability_has_all_of_a_known_period() -> None:
    addressing = '<BaseURL availabilityTimeOffset="INF">x/</BaseURL>' + NUMBERS
    assert len(at(mpd(addressing, 'mediaPresentationDuration="PT60S"'), 1000)) == 30
    assert len(at(mpd(addressing), 1007)) == 3


@pytest.mark.parametrize("where", ["base", "template"])
def test_a_segment_that_may_be_asked_for_while_it_is_made_says_so(where: str) -> None:
    early = 'availabilityTimeOffset="1.5" availabilityTimeComplete="false"'
    numbers = NUMBERS.replace("<SegmentTemplate", f"<SegmentTemplate {early if where == 'template' else ''}")
    manifest = mpd(f"<BaseURL {early if where == 'base' else ''}>x/</BaseURL>{numbers}")
    assert [(s.number, s.is_growing) for s in at(manifest, 1004.4)] == [(10, False), (11, False)]
    assert [(s.number, s.is_growing) for s in at(manifest, 1004.5)][-1] == (12, True)
    assert [(s.number, s.is_growing) for s in at(manifest, 1006)] == [
        (10, False),
        (11, False),
        (12, False),
    ]


def test_an_inner_base_url_may_take_the_early_segments_back() -> None:
    outer = '<BaseURL availabilityTimeOffset="1" availabilityTimeComplete="false">x/</BaseURL>'
    text = f"""<MPD type="dynamic" availabilityStartTime="{START}" minimumUpdatePeriod="PT2S">{outer}
    <Period id="1" start="PT0S"><AdaptationSet mimeType="video/mp4"><Representation id="v" bandwidth="1">
    <BaseURL availabilityTimeComplete="true">y/</BaseURL>{NUMBERS}</Representation></AdaptationSet></Period>
    </MPD>"""
    found = at(Manifest.read(text.encode(), URL), 1003)
    assert [(s.number, s.is_growing) for s in found] == [(10, False), (11, False)]


def test_a_growing_segment_that_may_be_asked_for_at_any_time_is_the_one_that_is_being_made() -> None:
    anytime = 'availabilityTimeOffset="INF" availabilityTimeComplete="false"'
    manifest = mpd(NUMBERS.replace("<SegmentTemplate", f"<SegmentTemplate {anytime}"))
    assert [(s.number, s.is_growing) for s in at(manifest, 1004.1)][-2:] == [(11, False), (12, True)]


def timeline(*entries: str, media: str = "$Time$") -> str:
    inner = "".join(f"<S {entry}/>" for entry in entries)
    return (
        f'<SegmentTemplate media="{media}" timescale="10"><SegmentTimeline>{inner}</SegmentTimeline>'
        "</SegmentTemplate>"
    )


def test_an_open_repetition_grows_with_time() -> None:
    manifest = mpd(timeline('t="0" d="20" r="-1"'))
    assert len(at(manifest, 1005)) == 2
    assert len(at(manifest, 1007)) == 3
    assert len(at(manifest, 1000)) == 0


def test_listed_entries_are_believed_even_ahead_of_the_clock() -> None:
    assert len(at(mpd(timeline('t="0" d="20" r="4"')), 1001)) == 5


def test_an_empty_live_timeline_is_no_fault() -> None:
    assert at(mpd(timeline()), 1005) == []


def test_time_addressed_segments_keep_their_numbers_over_refreshes() -> None:
    first = mpd(timeline('t="100" d="20" r="3"')).presentation(now_utc_s=1020)
    before = {s.start: s.number for s in index_of(first)}
    second = mpd(timeline('t="140" d="20" r="3"')).presentation(now_utc_s=1022, previous=first)
    after = {s.start: s.number for s in index_of(second)}
    assert after == {140: before[140], 160: before[160], 180: before[160] + 1, 200: before[160] + 2}
    third = mpd(timeline('t="300" d="20"')).presentation(previous=second)
    assert [s.number for s in index_of(third)] == [after[200] + 1]
    again = mpd(timeline('t="140" d="20" r="3"')).presentation(previous=second)
    assert {s.start: s.number for s in index_of(again)} == after
    earlier = mpd(timeline('t="100" d="20" r="6"')).presentation(previous=again)
    assert {s.start: s.number for s in index_of(earlier)}[140] == after[140]


def test_a_segment_of_before_a_refresh_leads_on_after_it() -> None:
    first = mpd(timeline('t="100" d="20" r="3"')).presentation()
    playing = index_of(first).segment_at(12)
    assert playing is not None
    second = mpd(timeline('t="140" d="20" r="3"')).presentation(previous=first)
    after = index_of(second).after(playing)
    assert after is not None
    assert after.start == 140


def test_numbered_timelines_follow_the_document_s_numbers() -> None:
    def numbered(start: int, number: int) -> Manifest:
        text = timeline(f't="{start}" d="20" r="3"', media="$Number$")
        return mpd(text.replace("timescale", f'startNumber="{number}" timescale'))

    first = numbered(100, 6).presentation()
    assert [s.url[-2:] for s in index_of(first)] == ["/6", "/7", "/8", "/9"]
    second = numbered(140, 8).presentation(previous=first)
    assert [s.number for s in index_of(second)] == [8, 9, 10, 11]


def test_of_several_places_the_avoided_ones_go_last() -> None:
    text = """<MPD xmlns:dvb="urn:dvb:dash:dash-extensions:2014-1" mediaPresentationDuration="PT4S">
    <BaseURL serviceLocation="a" dvb:weight="1">https://a/</BaseURL>
    <BaseURL serviceLocation="b" dvb:weight="3">https://b/</BaseURL>
    <BaseURL serviceLocation="c" dvb:priority="2">https://c/</BaseURL>
    <Period><AdaptationSet mimeType="video/mp4"><Representation id="v" bandwidth="1">
    <SegmentTemplate media="$Number$" duration="4"/></Representation></AdaptationSet></Period></MPD>"""
    manifest = Manifest.read(text.encode(), URL)

    def place(locations: Locations) -> str:
        return next(iter(index_of(manifest.presentation(locations=locations)))).url

    assert manifest.service_locations == ("a", "b", "c")
    assert place(Locations()) == "https://a/1"
    assert place(Locations(draw=0.24)) == "https://a/1"
    assert place(Locations(draw=0.26)) == "https://b/1"
    assert place(Locations(draw=0.999)) == "https://b/1"
    assert place(Locations(avoided=frozenset({"a"}))) == "https://b/1"
    assert place(Locations(avoided=frozenset({"a", "b"}))) == "https://c/1"
    assert place(Locations(avoided=frozenset({"a", "b", "c"}))) == "https://a/1"
    assert place(Locations(order=("c", "b"))) == "https://c/1"
    assert place(Locations(order=("c", "b"), avoided=frozenset({"c"}))) == "https://b/1"


def test_ids_stay_when_the_place_changes() -> None:
    manifest = mpd('<BaseURL serviceLocation="a">https://a/</BaseURL><BaseURL>https://b/</BaseURL>' + NUMBERS)

    def ids(locations: Locations) -> list[str]:
        mapped = manifest.presentation(now_utc_s=1010, locations=locations)
        return [r.id for p in mapped.periods for t in p.tracks for r in t.representations]

    assert ids(Locations()) == ids(Locations(avoided=frozenset({"a"}))) == ["1/v"]


def timing(scheme: str, value: str) -> Manifest:
    return mpd(NUMBERS, after=f'<UTCTiming schemeIdUri="urn:mpeg:dash:utc:{scheme}" value="{value}"/>')


def test_clock_sources_say_what_to_fetch_and_read_the_answer() -> None:
    (source,) = timing("http-iso:2014", "https://a/time\n /time").clock_sources
    assert [each.url for each in source.resources] == ["https://a/time", "https://live.example/time"]
    assert {each.type for each in source.resources} == {RequestType.TIMING}
    assert source.read(b"1970-01-01T00:00:05.5Z\n") == 5.5


def test_a_clock_may_answer_in_its_date_header() -> None:
    (source,) = timing("http-head:2014", "https://a/time").clock_sources
    assert source.answer is ClockAnswer.DATE_HEADER
    assert source.read(date_header="Thu, 01 Jan 1970 00:00:07 GMT") == 7


def test_a_clock_s_answer_may_stand_in_the_document() -> None:
    (source,) = timing("direct:2014", "1970-01-01T00:00:09Z").clock_sources
    assert (source.resources, source.read()) == ((), 9)


@pytest.mark.parametrize("scheme", ["ntp:2014", "http-ntp:2014", "sntp:2014", "urn"])
def test_clocks_that_we_can_t_ask_are_passed_over(scheme: str) -> None:
    assert timing(scheme, "pool.ntp.org").clock_sources == ()


@pytest.mark.parametrize("answer", [b"", b"<html>", b"\xff\xfe", b"yesterday", b"9" * 9999])
def test_an_answer_that_is_no_time_is_an_error(answer: bytes) -> None:
    (source,) = timing("http-xsdate:2014", "https://a/time").clock_sources
    with pytest.raises(ManifestError):
        source.read(answer)
    with pytest.raises(ManifestError):
        replace(source, answer=ClockAnswer.DATE_HEADER).read(date_header=answer.decode("latin-1"))


def test_a_refresh_goes_to_the_locations_or_back_to_where_it_came_from() -> None:
    refresh = mpd(NUMBERS).refresh()
    assert refresh is not None
    assert (refresh.after_s, [each.url for each in refresh.resources]) == (2, [URL])
    refresh = mpd(NUMBERS, after="<Location>next.mpd?a=1</Location><Location>ftp://b/</Location>").refresh()
    assert refresh is not None
    assert [each.url for each in refresh.resources] == ["https://live.example/ch/next.mpd?a=1"]


def test_what_will_not_change_has_no_refresh() -> None:
    manifest = mpd(NUMBERS)
    assert replace(manifest, mpd=replace(manifest.mpd, minimum_update_period=None)).refresh() is None
    assert replace(manifest, mpd=replace(manifest.mpd, is_dynamic=False)).refresh() is None


def test_a_patch_is_offered_as_long_as_its_ttl() -> None:
    head = 'id="x" publishTime="1970-01-01T00:20:00Z"'
    manifest = mpd(NUMBERS, head, after='<PatchLocation ttl="30">p.mpp</PatchLocation>')

    def patch(now_utc_s: float | None) -> str | None:
        refresh = manifest.refresh(now_utc_s)
        assert refresh is not None
        return refresh.patch.url if refresh.patch else None

    assert patch(None) == patch(1230) == "https://live.example/ch/p.mpp"
    assert patch(1231) is None


def test_guidance_gathers_the_service_s_wishes() -> None:
    text = """<ServiceDescription><Scope schemeIdUri="urn:other"/><Latency target="1"/></ServiceDescription>
    <ServiceDescription><Latency target="3500" min="2000" max="6000"/><PlaybackRate min="0.96" max="1.04"/>
    </ServiceDescription>"""
    head = 'suggestedPresentationDelay="PT12S" minBufferTime="PT2S" timeShiftBufferDepth="PT1M"'
    guidance = mpd(NUMBERS, head, after=text).guidance
    assert (guidance.target_latency_s, guidance.min_latency_s, guidance.max_latency_s) == (3.5, 2, 6)
    assert (guidance.min_rate, guidance.max_rate) == (0.96, 1.04)
    assert (guidance.buffer_s, guidance.window_s) == (2, 60)
    assert mpd(NUMBERS, head).guidance.target_latency_s == 12


@pytest.mark.parametrize(
    ("latency", "wished_s", "played_s"),
    [
        ('target="3000" min="2000" max="6000"', None, 3),
        ('target="3000" min="2000" max="6000"', 1.0, 2),
        ('target="3000" min="2000" max="6000"', 9.0, 6),
        ('target="3000"', 9.0, 9),
        ('min="2000"', None, 2),
        ('max="6000"', None, 6),
    ],
)
def test_latency_is_the_viewers_wish_within_the_services_limits(
    latency: str, wished_s: float | None, played_s: float
) -> None:
    text = f"<ServiceDescription><Latency {latency}/></ServiceDescription>"
    assert mpd(NUMBERS, after=text).guidance.latency_s(wished_s) == played_s


UTC_CLOCK = '<UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="https://a.example/t"/>'
OTHER_CLOCK = UTC_CLOCK.replace("a.example", "b.example")


@pytest.mark.parametrize(
    ("reference", "inner", "lead_s"),
    [
        ('referenceId="7"', "", 0.5),
        ('referenceId="7"', UTC_CLOCK, 0.5),
        ('referenceId="7"', OTHER_CLOCK, None),
        ('referenceId="8"', "", None),
        ("", "", None),
    ],
    ids=["named", "on the same clock", "on another clock", "not there", "not measured by it"],
)
def test_capture_times_count_where_latency_is_measured_by_them(
    reference: str, inner: str, lead_s: float | None
) -> None:
    """Media time 40 plays at 20 s of the timeline, that is at 1020 s, and was captured at 1019.5 s."""
    numbers = NUMBERS.replace("<SegmentTemplate", '<SegmentTemplate presentationTimeOffset="20"')
    captured = (
        '<ProducerReferenceTime id="7" type="captured" wallClockTime="1970-01-01T00:16:59.500Z"'
        f' presentationTime="40">{inner}</ProducerReferenceTime>'
    )
    service = f'<ServiceDescription><Latency target="3000" {reference}/></ServiceDescription>{UTC_CLOCK}'
    assert mpd(captured + numbers, after=service).guidance.capture_lead_s == lead_s


def test_steering_says_where_to_ask() -> None:
    text = """<ContentSteering defaultServiceLocation="b a" queryBeforeStart="true">
    https://s/ask</ContentSteering>"""
    steering = mpd(NUMBERS, after=text).steering
    assert steering is not None
    assert (steering.url, steering.default_locations) == ("https://s/ask", ("b", "a"))
    assert steering.is_needed_before_start
    assert mpd(NUMBERS).steering is None


def test_events_lie_on_the_presentation_s_timeline() -> None:
    manifest = mpd(
        NUMBERS
        + "</Representation></AdaptationSet>"
        + """<EventStream schemeIdUri="urn:x" value="1" timescale="10" presentationTimeOffset="100">
        <Event presentationTime="150" duration="20" id="7">hello</Event>
        <Event presentationTime="160" contentEncoding="base64">aGk=</Event>
        <Event presentationTime="160" contentEncoding="base64">§</Event>
        <Event presentationTime="170"><a xmlns="urn:a" b="&lt;">c<d/>e</a></Event>
        <Event presentationTime="9999">never</Event></EventStream><AdaptationSet><Representation>""",
        period='id="1" start="PT4S" duration="PT60S"',
    )
    events = list(manifest.events())
    assert [(event.start, event.duration, event.data) for event in events] == [
        (Fraction(9), Fraction(2), "hello"),
        (Fraction(10), None, b"hi"),
        (Fraction(11), None, '<a xmlns="urn:a" b="&lt;">c<d></d>e</a>'),
    ]
    assert (events[0].scheme, events[0].value, events[0].id) == ("urn:x", "1", "7")


@pytest.mark.parametrize(
    "event",
    [
        '<Event><Signal xmlns="http://www.scte.org/schemas/35/2016"><Binary>{}</Binary></Signal></Event>',
        '<Event contentEncoding="base64">{}</Event>',
        '<Event messageData="{}"/>',
    ],
)
def test_splice_messages_are_decoded(event: str) -> None:
    message = "/DAlAAAAAAAAAP/wFAUAAAABf+//wpiQkv4ARKogAAEBAQAAQ6sodg=="
    stream = f'<EventStream schemeIdUri="urn:scte:scte35:2014:xml+bin">{event.format(message)}</EventStream>'
    text = f"""<MPD mediaPresentationDuration="PT9S"><Period>{stream}<AdaptationSet mimeType="video/mp4">
    <Representation id="v" bandwidth="1">{NUMBERS}</Representation></AdaptationSet></Period></MPD>"""
    (found,) = parse_presentation(text.encode(), URL).events
    assert found.splice is not None
    assert (found.splice.event_id, found.splice.duration_s) == (1, 50)


def test_the_plain_door_reads_live_documents_too() -> None:
    text = f"""<MPD type="dynamic" availabilityStartTime="{START}"><Period>
    <AdaptationSet mimeType="video/mp4"><Representation id="v" bandwidth="1">{timeline('t="0" d="20" r="2"')}
    </Representation></AdaptationSet>
    </Period></MPD>"""
    presentation = parse_presentation(text.encode(), URL)
    assert presentation.is_live
    assert index_of(presentation).count == 3
    assert [warning.code for warning in presentation.warnings] == ["missing-attribute"]


def test_tracks_keep_their_names_when_the_first_period_goes() -> None:
    def period(number: int, start: int, *ids: str) -> str:
        inner = "".join(
            f'<AdaptationSet id="{name}" mimeType="video/mp4">{NUMBERS}'
            f'<Representation id="r{name}" bandwidth="1"/></AdaptationSet>'
            for name in ids
        )
        return f'<Period id="{number}" start="PT{start}S">{inner}</Period>'

    def read(*periods: str) -> Manifest:
        inner = "".join(periods)
        text = f'<MPD type="dynamic" availabilityStartTime="{START}">{inner}</MPD>'
        return Manifest.read(text.encode(), URL)

    both = read(period(1, 0, "5"), period(2, 10, "5", "6")).presentation(now_utc_s=1020)
    names = [[track.id for track in each.tracks] for each in both.periods]
    assert names == [["video"], ["video", "video-6"]]
    alone = read(period(2, 10, "5", "6"))
    assert [
        track.id for track in alone.presentation(now_utc_s=1020, previous=both).periods[0].tracks
    ] == names[1]
