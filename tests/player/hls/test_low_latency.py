"""Low-latency tags, and delta updates merged into whole playlists."""

import pytest

from playhead.errors import ErrorCode, ManifestError
from playhead.hls.index import MediaPlaylistIndex, PlaylistIndex
from playhead.hls.media import MediaPlaylist
from playhead.hls.media_reader import read_media_playlist
from playhead.presentation import ByteRange

URL = "https://cdn.test/live/720p.m3u8"


def _read(*lines: str, previous: MediaPlaylist | None = None) -> MediaPlaylist:
    return read_media_playlist(_body(*lines), URL, previous=previous)


def _body(*lines: str) -> bytes:
    return "\n".join(["#EXTM3U", "#EXT-X-TARGETDURATION:4", *lines]).encode()


def _resolve(previous: MediaPlaylistIndex | None, *lines: str) -> MediaPlaylistIndex:
    index = PlaylistIndex(URL).resolve(_body(*lines), URL, previous)
    assert isinstance(index, MediaPlaylistIndex)
    return index


def test_reads_what_the_server_can_do() -> None:
    playlist = _read(
        "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,CAN-SKIP-DATERANGES=YES,"
        "HOLD-BACK=12,PART-HOLD-BACK=1.002",
        "#EXT-X-PART-INF:PART-TARGET=0.334",
    )
    control = playlist.server_control
    assert control is not None
    assert (control.can_block_reload, control.can_skip_until, control.can_skip_date_ranges) == (
        True,
        24_000_000,
        True,
    )
    assert (control.hold_back, control.part_hold_back) == (12_000_000, 1_002_000)
    assert playlist.part_target == 334_000
    assert playlist.warnings == ()


def test_files_parts_with_their_segment_and_the_last_ones_behind_it() -> None:
    playlist = _read(
        '#EXT-X-PART:DURATION=2,URI="a.0.m4s",INDEPENDENT=YES',
        '#EXT-X-PART:DURATION=2,URI="a.1.m4s"',
        "#EXTINF:4,",
        "a.m4s",
        '#EXT-X-PART:DURATION=2,URI="b.0.m4s",GAP=YES',
    )
    parts = playlist.segments.parts
    assert [(part.uri, part.duration, part.is_independent) for part in parts[0]] == [
        ("a.0.m4s", 2_000_000, True),
        ("a.1.m4s", 2_000_000, False),
    ]
    assert [(part.uri, part.is_gap) for part in parts[1]] == [("b.0.m4s", True)]


def test_a_parts_byte_range_without_offset_follows_the_part_before() -> None:
    playlist = _read(
        '#EXT-X-PART:DURATION=2,URI="a.m4s",BYTERANGE="100@20"',
        '#EXT-X-PART:DURATION=2,URI="a.m4s",BYTERANGE="50"',
        '#EXT-X-PART:DURATION=2,URI="b.m4s",BYTERANGE="50"',
    )
    assert [part.byte_range for part in playlist.segments.parts[0]] == [
        ByteRange(20, 119),
        ByteRange(120, 169),
        ByteRange(0, 49),
    ]
    assert ("hls.attribute-value", 5) in [(warning.code, warning.line) for warning in playlist.warnings]


def test_keeps_every_hint_and_report() -> None:
    playlist = _read(
        '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="next.m4s",BYTERANGE-START=100',
        '#EXT-X-PRELOAD-HINT:TYPE=MAP,URI="init.mp4",BYTERANGE-START=0,BYTERANGE-LENGTH=50',
        '#EXT-X-RENDITION-REPORT:URI="../360p.m3u8",LAST-MSN=273,LAST-PART=2',
    )
    assert [(hint.type, hint.uri, hint.byte_range) for hint in playlist.preload_hints] == [
        ("PART", "next.m4s", ByteRange(100)),
        ("MAP", "init.mp4", ByteRange(0, 49)),
    ]
    assert [(each.uri, each.last_segment, each.last_part) for each in playlist.rendition_reports] == [
        ("../360p.m3u8", 273, 2)
    ]


@pytest.mark.parametrize("part", ['URI="a"', "DURATION=1", 'DURATION=-1,URI="a"', 'DURATION=nan,URI="a"', ""])
def test_a_part_that_says_too_little_is_left_out(part: str) -> None:
    playlist = _read(f"#EXT-X-PART:{part}")
    assert playlist.segments.parts == {}
    assert playlist.warnings


# Delta updates (RFC 8216bis §6.2.5.1)

WHOLE = (
    "#EXT-X-MEDIA-SEQUENCE:10",
    "#EXT-X-DISCONTINUITY-SEQUENCE:3",
    '#EXT-X-MAP:URI="i1.mp4"',
    "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z",
    "#EXTINF:4,",
    "s10.m4s",
    "#EXT-X-DISCONTINUITY",
    '#EXT-X-MAP:URI="i2.mp4"',
    '#EXT-X-KEY:METHOD=AES-128,URI="k"',
    "#EXTINF:3.5,",
    "#EXT-X-BYTERANGE:100@7",
    "s11.m4s",
    "#EXT-X-GAP",
    "#EXTINF:4,",
    "s12.m4s",
)


def test_a_delta_update_gives_the_same_index_as_the_whole_playlist() -> None:
    before = _resolve(None, *WHOLE)
    new = ("#EXTINF:2,", "s13.m4s", "#EXT-X-KEY:METHOD=NONE", "#EXTINF:2,", "s14.m4s")
    whole = _resolve(before, *WHOLE, *new)
    delta = _resolve(
        before,
        "#EXT-X-MEDIA-SEQUENCE:10",
        "#EXT-X-DISCONTINUITY-SEQUENCE:3",
        "#EXT-X-SKIP:SKIPPED-SEGMENTS=3",
        *new,
    )
    assert list(delta) == list(whole)


def test_a_delta_update_may_start_later_than_the_playlist_before() -> None:
    before = _resolve(None, *WHOLE)
    new = ("#EXTINF:2,", "s13.m4s")
    # Its first segment still has its EXT-X-DISCONTINUITY, so the sequence number doesn't move yet.
    delta = _resolve(
        before,
        "#EXT-X-MEDIA-SEQUENCE:11",
        "#EXT-X-DISCONTINUITY-SEQUENCE:3",
        "#EXT-X-SKIP:SKIPPED-SEGMENTS=2",
        *new,
    )
    whole = list(_resolve(before, *WHOLE, *new))
    assert list(delta) == whole[1:]


def test_a_chain_of_delta_updates_keeps_what_is_in_force() -> None:
    index = _resolve(None, *WHOLE)
    for number in range(13, 30):
        index = _resolve(
            index,
            f"#EXT-X-MEDIA-SEQUENCE:{number - 3}",
            f"#EXT-X-DISCONTINUITY-SEQUENCE:{3 if number < 15 else 4}",
            "#EXT-X-SKIP:SKIPPED-SEGMENTS=3",
            "#EXTINF:4,",
            f"s{number}.m4s",
        )
    segments = list(index)
    last = segments[-1]
    assert [segment.number for segment in segments] == [26, 27, 28, 29]
    assert last.init is not None
    assert (last.init.url, last.discontinuity, len(last.protection)) == ("https://cdn.test/live/i2.mp4", 4, 1)
    assert last.utc_start_s == 1_767_225_600 + 11.5 + 16 * 4
    assert last.start_s == 11.5 + 16 * 4


@pytest.mark.parametrize(
    "lines",
    [
        ("#EXT-X-MEDIA-SEQUENCE:10", "#EXT-X-SKIP:SKIPPED-SEGMENTS=4"),
        ("#EXT-X-MEDIA-SEQUENCE:9", "#EXT-X-SKIP:SKIPPED-SEGMENTS=2"),
        ("#EXT-X-MEDIA-SEQUENCE:10", "#EXTINF:4,", "a", "#EXT-X-SKIP:SKIPPED-SEGMENTS=2"),
    ],
)
def test_a_delta_update_that_does_not_fit_asks_for_the_whole_playlist(lines: tuple[str, ...]) -> None:
    before = _resolve(None, *WHOLE)
    with pytest.raises(ManifestError) as caught:
        _resolve(before, *lines, "#EXTINF:4,", "s14.m4s")
    assert caught.value.problem.code is ErrorCode.MANIFEST_PATCH_FAILED


def test_a_delta_update_out_of_the_blue_asks_for_the_whole_playlist() -> None:
    with pytest.raises(ManifestError) as caught:
        _resolve(None, "#EXT-X-SKIP:SKIPPED-SEGMENTS=2", "#EXTINF:4,", "s14.m4s")
    assert caught.value.problem.code is ErrorCode.MANIFEST_PATCH_FAILED


def test_a_delta_update_keeps_the_date_ranges_that_were_not_removed() -> None:
    one = '#EXT-X-DATERANGE:ID="a",START-DATE="2026-01-01T00:00:00Z"'
    before = _read(one, *WHOLE[4:], '#EXT-X-DATERANGE:ID="b"')
    delta = _read(
        '#EXT-X-SKIP:SKIPPED-SEGMENTS=2,RECENTLY-REMOVED-DATERANGES="b\tx"',
        '#EXT-X-DATERANGE:ID="a",DURATION=5',
        previous=before,
    )
    assert [(each.id, each.start_us is not None, each.end_us is not None) for each in delta.date_ranges] == [
        ("a", True, True)
    ]
