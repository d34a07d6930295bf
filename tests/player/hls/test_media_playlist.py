"""A media playlist as a document: each tag by itself, and what happens when it is wrong."""

from itertools import pairwise

import pytest

from playhead.errors import ErrorCode, ManifestError
from playhead.hls.media import MediaPlaylist
from playhead.hls.media_reader import read_media_playlist
from playhead.presentation import ByteRange

URL = "https://cdn.test/title/1080p/index.m3u8?token=secret"


def _read(*lines: str, url: str = URL) -> MediaPlaylist:
    return read_media_playlist("\n".join(["#EXTM3U", *lines]).encode(), url)


def _codes(playlist: MediaPlaylist) -> list[tuple[str, int | None, str | None]]:
    return [(warning.code, warning.line, warning.tag) for warning in playlist.warnings]


def test_reads_what_a_film_needs_without_a_warning() -> None:
    playlist = _read(
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:6",
        "#EXT-X-MEDIA-SEQUENCE:12",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        "#EXTINF:6.006,A title",
        "a.ts",
        "#EXTINF:5.5,",
        "b.ts",
        "#EXT-X-ENDLIST",
    )
    table = playlist.segments
    assert (playlist.version, playlist.target_duration, playlist.media_sequence) == (7, 6_000_000, 12)
    assert (playlist.playlist_type, playlist.has_end, playlist.is_complete) == ("VOD", True, True)
    assert (list(table.uris), list(table.starts), list(table.lines)) == (
        ["a.ts", "b.ts"],
        [0, 6_006_000, 11_506_000],
        [8, 10],
    )
    assert table.titles == {0: "A title"}
    assert playlist.has_independent_segments
    assert playlist.warnings == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(ending: str) -> None:
    body = ending.join(["#EXTM3U", "#EXT-X-TARGETDURATION:4", "#EXTINF:4,", "  a.ts  ", "", "#EXT-X-ENDLIST"])
    playlist = read_media_playlist(body.encode(), URL)
    assert list(playlist.segments.uris) == ["a.ts"]
    assert playlist.has_end


def test_line_separators_of_unicode_are_part_of_a_title() -> None:
    playlist = _read("#EXTINF:4,one\u2028two\x85three", "a.ts")
    assert playlist.segments.titles[0] == "one\u2028two\x85three"


def test_durations_are_exact_to_the_microsecond_and_rounded_beyond() -> None:
    lines = [
        line
        for text in ("4.004", "0.0000005", "9.97667", "3", ".5", "7.")
        for line in (f"#EXTINF:{text},", "s.ts")
    ]
    starts = _read(*lines).segments.starts
    durations = [after - before for before, after in pairwise(starts)]
    assert durations == [4_004_000, 1, 9_976_670, 3_000_000, 500_000, 7_000_000]


@pytest.mark.parametrize(
    "text", ["nan", "-4", "inf", "1e3", "1_0", "٣", "", "900000", "9" * 5000, ".", "0x4"]
)
def test_a_duration_that_is_none_becomes_the_target_duration(text: str) -> None:
    playlist = _read("#EXT-X-TARGETDURATION:6", f"#EXTINF:{text},", "a.ts")
    assert playlist.segments.duration == 6_000_000
    assert _codes(playlist) == [("hls.duration", 3, "EXTINF")]


def test_a_uri_without_extinf_lasts_the_target_duration() -> None:
    playlist = _read("#EXT-X-TARGETDURATION:6", "a.ts")
    assert playlist.segments.duration == 6_000_000
    assert _codes(playlist) == [("hls.duration", 3, "EXTINF")]


def test_an_extinf_without_a_uri_is_dropped_with_a_warning() -> None:
    playlist = _read("#EXT-X-TARGETDURATION:6", "#EXTINF:4,", "#EXTINF:5,", "a.ts", "#EXTINF:6,")
    assert playlist.segments.duration == 5_000_000
    assert [code for code, _, _ in _codes(playlist)] == ["hls.nothing-behind", "hls.nothing-behind"]


# Byte ranges (RFC 8216 §4.3.2.2)


def test_a_byte_range_without_offset_follows_the_one_before() -> None:
    playlist = _read(
        "#EXTINF:4,", "#EXT-X-BYTERANGE:100@50", "a.mp4", "#EXTINF:4,", "#EXT-X-BYTERANGE:30", "a.mp4"
    )
    assert [playlist.segments.byte_range(row) for row in range(2)] == [
        ByteRange(50, 149),
        ByteRange(150, 179),
    ]


def test_a_byte_range_without_offset_does_not_follow_another_resource() -> None:
    playlist = _read(
        "#EXT-X-TARGETDURATION:4",
        "#EXTINF:4,",
        "#EXT-X-BYTERANGE:100@50",
        "a.mp4",
        "#EXTINF:4,",
        "#EXT-X-BYTERANGE:30",
        "b.mp4",
    )
    assert playlist.segments.byte_range(1) == ByteRange(0, 29)
    assert _codes(playlist) == [("hls.byte-range", 7, "EXT-X-BYTERANGE")]


def test_whole_resources_and_byte_ranges_may_alternate() -> None:
    playlist = _read("#EXTINF:4,", "a.ts", "#EXTINF:4,", "#EXT-X-BYTERANGE:9@1", "b.ts", "#EXTINF:4,", "c.ts")
    assert [playlist.segments.byte_range(row) for row in range(3)] == [None, ByteRange(1, 9), None]


@pytest.mark.parametrize("text", ["0@5", "-1@5", "a@b", "", "99999999999999999999@1"])
def test_a_byte_range_that_is_none_is_left_out(text: str) -> None:
    playlist = _read("#EXT-X-TARGETDURATION:4", f"#EXT-X-BYTERANGE:{text}", "#EXTINF:4,", "a.mp4")
    assert playlist.segments.byte_range(0) is None
    assert _codes(playlist) == [("hls.byte-range", 3, "EXT-X-BYTERANGE")]


# Initialization sections and keys (§4.3.2.4, §4.3.2.5)


def test_a_map_holds_until_the_next_one() -> None:
    playlist = _read(
        "#EXTINF:4,",
        "a.mp4",
        '#EXT-X-MAP:URI="one.mp4",BYTERANGE="616@10"',
        "#EXTINF:4,",
        "b.mp4",
        "#EXTINF:4,",
        "c.mp4",
        '#EXT-X-MAP:URI="two.mp4"',
        "#EXTINF:4,",
        "d.mp4",
    )
    maps = [playlist.segments.maps.at(row) for row in range(4)]
    assert [tag and (tag.uri, tag.byte_range) for tag in maps] == [
        None,
        ("one.mp4", ByteRange(10, 625)),
        ("one.mp4", ByteRange(10, 625)),
        ("two.mp4", None),
    ]


def test_a_map_is_protected_by_the_keys_before_it() -> None:
    playlist = _read(
        '#EXT-X-MAP:URI="clear.mp4"',
        '#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0x1',
        '#EXT-X-MAP:URI="locked.mp4"',
        "#EXTINF:4,",
        "a.mp4",
    )
    locked = playlist.segments.maps.at(0)
    assert locked is not None
    assert [key.iv for key in locked.keys] == [bytes(15) + b"\x01"]


def test_keys_of_different_formats_hold_side_by_side_until_replaced_or_none() -> None:
    playlist = _read(
        "#EXTINF:4,",
        "clear.ts",
        '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://1",KEYFORMAT="com.apple.streamingkeydelivery"',
        '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="k1"',
        "#EXTINF:4,",
        "one.ts",
        '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="k2"',
        "#EXTINF:4,",
        "two.ts",
        "#EXT-X-KEY:METHOD=NONE",
        "#EXTINF:4,",
        "three.ts",
    )
    keys = [playlist.segments.keys.at(row) or () for row in range(4)]
    assert [[key.uri for key in each] for each in keys] == [[], ["skd://1", "k1"], ["skd://1", "k2"], []]


def test_a_key_without_its_uri_still_says_that_the_segment_is_encrypted() -> None:
    playlist = _read("#EXT-X-KEY:METHOD=AES-128", "#EXTINF:4,", "a.ts")
    keys = playlist.segments.keys.at(0) or ()
    assert [(key.method, key.uri) for key in keys] == [("AES-128", None)]


# What holds for a segment


def test_discontinuities_count_up_to_the_segment_that_they_stand_before() -> None:
    playlist = _read(
        "#EXT-X-DISCONTINUITY-SEQUENCE:5",
        "#EXTINF:4,",
        "a.ts",
        "#EXT-X-DISCONTINUITY",
        "#EXTINF:4,",
        "b.ts",
        "#EXTINF:4,",
        "c.ts",
        "#EXT-X-DISCONTINUITY",
        "#EXTINF:4,",
        "d.ts",
    )
    assert playlist.discontinuity_sequence == 5
    assert [playlist.segments.discontinuity(row) for row in range(4)] == [0, 1, 1, 2]


def test_a_date_is_extrapolated_in_both_directions() -> None:
    playlist = _read(
        "#EXTINF:4,",
        "a.ts",
        "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T02:00:00.500+02:00",
        "#EXTINF:4,",
        "b.ts",
        "#EXTINF:4,",
        "c.ts",
    )
    midnight = 1_767_225_600_000_000
    assert [playlist.segments.date_us(row) for row in range(3)] == [
        midnight - 3_500_000,
        midnight + 500_000,
        midnight + 4_500_000,
    ]


def test_gaps_and_bitrates_are_kept_by_row() -> None:
    playlist = _read(
        "#EXT-X-BITRATE:900", "#EXTINF:4,", "a.ts", "#EXT-X-GAP", "#EXTINF:4,", "b.ts", "#EXTINF:4,", "c.ts"
    )
    assert playlist.segments.gaps == {1}
    assert [playlist.segments.bitrates_kbps.at(row) for row in range(3)] == [900, 900, 900]


# What holds for the playlist


def test_a_tag_that_may_stand_once_counts_the_first_time() -> None:
    playlist = _read("#EXT-X-TARGETDURATION:9", "#EXT-X-TARGETDURATION:10", "#EXTINF:4,", "a.ts")
    assert playlist.target_duration == 9_000_000
    assert _codes(playlist) == [("hls.tag-repeated", 3, "EXT-X-TARGETDURATION")]


@pytest.mark.parametrize("value", ["-11", "1.5", "x", "99999999999999999999999", "18446744073709551616"])
def test_a_media_sequence_that_is_none_counts_as_zero(value: str) -> None:
    playlist = _read("#EXT-X-TARGETDURATION:9", f"#EXT-X-MEDIA-SEQUENCE:{value}", "#EXTINF:4,", "a.ts")
    assert playlist.media_sequence == 0
    assert _codes(playlist) == [("hls.tag-value", 3, "EXT-X-MEDIA-SEQUENCE")]


def test_unknown_tags_and_comments_are_kept_as_written() -> None:
    playlist = _read("#EXT-X-ODD:30", "#EXTINF:4,", "a.ts", "# hello", "#EXT-X-NEW")
    assert [(tag.line, tag.name, tag.value) for tag in playlist.unknown] == [
        (2, "EXT-X-ODD", "30"),
        (5, "# hello", ""),
        (6, "EXT-X-NEW", ""),
    ]


def test_a_start_is_exact_and_may_count_from_the_end() -> None:
    start = _read("#EXT-X-START:TIME-OFFSET=-12.5,PRECISE=YES", "#EXTINF:4,", "a.ts").start
    assert start is not None
    assert (float(start.time_offset_s), start.is_precise) == (-12.5, True)


def test_a_multivariant_playlist_in_its_place_is_malformed() -> None:
    with pytest.raises(ManifestError) as caught:
        _read("#EXT-X-STREAM-INF:BANDWIDTH=1", "a.m3u8")
    problem = caught.value.problem
    assert (problem.code, problem.context.line, problem.context.tag) == (
        ErrorCode.MANIFEST_MALFORMED,
        2,
        "EXT-X-STREAM-INF",
    )


def test_no_error_or_warning_carries_the_query_of_an_address() -> None:
    playlist = _read("#EXTINF:4,", "file:///etc/passwd?token=secret", "#EXTINF:x,", "a.ts?token=secret")
    assert "secret" not in " ".join(warning.message for warning in playlist.warnings)
