"""EXT-X-DATERANGE (RFC 8216 §4.3.2.7)."""

import pytest

from playhead.hls.date_ranges import DateRange
from playhead.hls.media import MediaPlaylist
from playhead.hls.media_reader import read_media_playlist

MIDNIGHT_US = 1_767_225_600_000_000
MIDNIGHT = 'START-DATE="2026-01-01T00:00:00Z"'


def _read(*tags: str) -> MediaPlaylist:
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:4", *(f"#EXT-X-DATERANGE:{tag}" for tag in tags)]
    return read_media_playlist("\n".join(lines).encode(), "https://cdn.test/a.m3u8")


def _one(*tags: str) -> DateRange:
    (date_range,) = _read(*tags).date_ranges
    return date_range


def test_reads_a_range() -> None:
    found = _one(
        f'ID="ad",CLASS="com.example",{MIDNIGHT},PLANNED-DURATION=30,CUE="PRE,ONCE",X-OWN="1",SCTE35-OUT=0xFC0A'
    )
    assert (found.id, found.class_name) == ("ad", "com.example")
    assert (found.start_us, found.end_us) == (MIDNIGHT_US, None)
    assert (found.planned_duration, found.cues) == (30_000_000, ("PRE", "ONCE"))
    assert (found.attributes["X-OWN"], found.scte35_out) == ('"1"', b"\xfc\x0a")


@pytest.mark.parametrize(
    "end", ["DURATION=2.5", 'END-DATE="2026-01-01T00:00:02.5Z"', 'END-DATE="2026-01-01T01:00:02.500+01:00"']
)
def test_ends_by_date_or_by_duration(end: str) -> None:
    assert _one(f'ID="a",{MIDNIGHT},{end}').end_us == MIDNIGHT_US + 2_500_000


def test_tags_of_one_id_are_one_range_even_if_the_later_has_no_start() -> None:
    found = _one(f'ID="a",{MIDNIGHT},SCTE35-OUT=0xFC', 'ID="a",DURATION=60,SCTE35-IN=0xFD')
    assert (found.line, found.end_us) == (3, MIDNIGHT_US + 60_000_000)
    assert (found.scte35_out, found.scte35_in) == (b"\xfc", b"\xfd")


def test_a_tag_that_contradicts_an_earlier_one_is_warned_about_and_the_first_counts() -> None:
    playlist = _read(f'ID="a",{MIDNIGHT},DURATION=5', 'ID="a",DURATION=6')
    assert playlist.date_ranges[0].end_us == MIDNIGHT_US + 5_000_000
    assert [(warning.code, warning.line) for warning in playlist.warnings] == [("hls.tag-repeated", 4)]


def test_a_range_may_end_where_the_next_of_its_class_starts() -> None:
    ranges = _read(
        f'ID="a",CLASS="c",{MIDNIGHT},END-ON-NEXT=YES',
        'ID="x",CLASS="other",START-DATE="2026-01-01T00:00:05Z"',
        'ID="b",CLASS="c",START-DATE="2026-01-01T00:00:10Z",END-ON-NEXT=YES',
    ).date_ranges
    assert [each.end_us for each in ranges] == [MIDNIGHT_US + 10_000_000, None, None]


@pytest.mark.parametrize("tag", [MIDNIGHT, 'ID=""', ""])
def test_a_range_without_an_id_is_left_out(tag: str) -> None:
    playlist = _read(tag)
    assert playlist.date_ranges == ()
    assert [warning.code for warning in playlist.warnings] == ["hls.attribute-missing"]


def test_a_range_that_ends_before_it_starts_is_open() -> None:
    assert _one(f'ID="a",{MIDNIGHT},END-DATE="2025-01-01T00:00:00Z"').end_us is None
