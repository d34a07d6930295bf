"""Breaks and date ranges of a playlist as events on the timeline."""

from fractions import Fraction

import pytest

from playhead.hls import parse_presentation
from playhead.hls.index import PlaylistIndex
from playhead.hls.media_reader import read_media_playlist
from playhead.presentation import Presentation, TimedEvent

URL = "https://cdn.test/live/720p.m3u8"
MESSAGE = "/DAlAAAAAAAAAP/wFAUAAAABf+//wpiQkv4ARKogAAEBAQAAQ6sodg=="
HEAD = ("#EXTM3U", "#EXT-X-TARGETDURATION:10", "#EXT-X-MEDIA-SEQUENCE:7")


def read(*lines: str) -> Presentation:
    return parse_presentation("\n".join((*HEAD, *lines)).encode(), URL)


def only(*lines: str) -> TimedEvent:
    (found,) = read(*lines).events
    return found


def segment(*tags: str) -> tuple[str, ...]:
    return (*tags, "#EXTINF:10,", "s.ts")


def test_a_break_lasts_from_out_to_in() -> None:
    event = only(*segment(), *segment("#EXT-X-CUE-OUT:30"), *segment(), *segment("#EXT-X-CUE-IN"))
    assert (event.scheme, event.id, event.start, event.duration) == ("EXT-X-CUE-OUT", "cue-8", 10, 20)


@pytest.mark.parametrize(
    "value",
    ["30", "30.000", "DURATION=30", 'DURATION="30"', "DURATION=30,ID=1,CUE=x", "30,SpliceType=VOD_DAI"],
)
def test_the_dialects_of_a_duration(value: str) -> None:
    assert only(*segment(f"#EXT-X-CUE-OUT:{value}")).duration == 30


@pytest.mark.parametrize("value", ["4.5/30", "ElapsedTime=4.5,Duration=30"])
def test_who_joins_late_knows_when_the_break_began(value: str) -> None:
    event = only(*segment(), *segment(f"#EXT-X-CUE-OUT-CONT:{value}"))
    assert (event.start, event.duration) == (Fraction(55, 10), 30)


@pytest.mark.parametrize(
    "tags",
    [
        (f"#EXT-OATCLS-SCTE35:{MESSAGE}", "#EXT-X-CUE-OUT:50"),
        (f'#EXT-X-CUE-OUT:DURATION=50,CUE="{MESSAGE}"',),
        (f"#EXT-X-CUE-OUT-CONT:ElapsedTime=0,Duration=50,SCTE35={MESSAGE}",),
        (f'#EXT-X-SCTE35:ID="a",CUE="{MESSAGE}",CUE-OUT=YES',),
    ],
)
def test_the_message_of_a_break_is_decoded(tags: tuple[str, ...]) -> None:
    event = only(*segment(*tags))
    assert event.splice is not None
    assert (event.splice.event_id, event.splice.duration_s) == (1, 50)


def test_a_break_that_goes_on_is_one_event() -> None:
    event = only(*segment("#EXT-X-CUE-OUT:30"), *segment("#EXT-X-CUE-OUT-CONT:10/30"), *segment())
    assert event.duration == 30


def test_date_ranges_lie_where_the_dates_of_segments_say() -> None:
    splice = "0xFC302500000000000000FFF01405000000017FEFFE00A4CB807E005265C0000100000000"
    event = only(
        *segment("#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z"),
        '#EXT-X-DATERANGE:ID="ad",CLASS="x",START-DATE="2026-01-01T00:00:05Z",DURATION=60,SCTE35-OUT='
        + splice,
    )
    assert (event.scheme, event.value, event.id) == ("EXT-X-DATERANGE", "x", "ad")
    assert (event.start, event.duration) == (5, 60)
    assert event.splice is not None
    assert event.splice.duration_s == 60


def test_a_date_range_without_dated_segments_has_only_its_date() -> None:
    event = only(*segment(), '#EXT-X-DATERANGE:ID="a",START-DATE="1970-01-01T00:01:00Z"')
    assert (event.start, event.utc_start_s, event.duration) == (None, 60, None)


def test_a_delta_update_keeps_the_breaks_of_what_it_skips() -> None:
    before = read_media_playlist("\n".join((*HEAD, *segment("#EXT-X-CUE-OUT:30"), *segment())).encode(), URL)
    delta = "\n".join((*HEAD, "#EXT-X-SKIP:SKIPPED-SEGMENTS=2", *segment("#EXT-X-CUE-IN"))).encode()
    after = read_media_playlist(delta, URL, previous=before)
    assert [(cue.row, cue.role.value) for cue in after.cues] == [(0, "out"), (2, "in")]


def test_nonsense_in_a_cue_is_left_out() -> None:
    event = only(*segment("#EXT-X-CUE-OUT:INVALID,SCTE35=§§"))
    assert (event.start, event.duration, event.splice) == (0, None, None)


def test_an_index_that_was_fetched_has_events_too() -> None:
    index = PlaylistIndex(URL).resolve("\n".join((*HEAD, *segment("#EXT-X-CUE-OUT:30"))).encode(), URL)
    assert [event.duration for event in index.events] == [30]  # type: ignore[attr-defined]  # a playlist's
