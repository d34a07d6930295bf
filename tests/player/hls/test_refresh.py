"""When and with which directives a live playlist is asked for again."""

import pytest

from playhead.errors import RequestType
from playhead.hls.index import MediaPlaylistIndex, PlaylistIndex
from playhead.presentation import GrowingIndex, Refresh, Resource

URL = "https://cdn.test/live.m3u8?sig=a%2Bb&_HLS_msn=3&empty="
CLEAN = "https://cdn.test/live.m3u8?sig=a%2Bb&empty="


def _index(*lines: str) -> MediaPlaylistIndex:
    body = "\n".join(["#EXTM3U", "#EXT-X-TARGETDURATION:4", "#EXT-X-MEDIA-SEQUENCE:10", *lines])
    index = PlaylistIndex(URL).resolve(body.encode(), URL)
    assert isinstance(index, MediaPlaylistIndex)
    assert isinstance(index, GrowingIndex)
    return index


def _refresh(url: str, wait_s: float, is_blocking: bool = False) -> Refresh:
    return Refresh(Resource(url, RequestType.PLAYLIST), wait_s, is_blocking)


def test_waits_a_target_duration_after_news_and_half_of_one_without() -> None:
    index = _index("#EXTINF:4,", "a.ts")
    assert index.refresh(has_changed=True, age_s=4) == _refresh(CLEAN, 4.0)
    assert index.refresh(has_changed=False, age_s=4) == _refresh(CLEAN, 2.0)


def test_asks_at_once_for_the_next_segment_where_the_server_blocks() -> None:
    index = _index("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES", "#EXTINF:4,", "a.ts")
    assert index.refresh(has_changed=True, age_s=4) == _refresh(CLEAN + "&_HLS_msn=11", 0, is_blocking=True)


def test_asks_for_the_next_part_where_there_are_parts() -> None:
    index = _index(
        "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=3",
        "#EXT-X-PART-INF:PART-TARGET=1",
        "#EXTINF:4,",
        "a.ts",
        '#EXT-X-PART:DURATION=1,URI="b.0.ts"',
        '#EXT-X-PART:DURATION=1,URI="b.1.ts"',
    )
    refresh = index.refresh(has_changed=True, age_s=1)
    assert refresh.resource.url == CLEAN + "&_HLS_msn=11&_HLS_part=2"


@pytest.mark.parametrize(
    ("control", "age_s", "directive"),
    [
        ("CAN-SKIP-UNTIL=24", 11.9, "&_HLS_skip=YES"),
        ("CAN-SKIP-UNTIL=24,CAN-SKIP-DATERANGES=YES", 11.9, "&_HLS_skip=v2"),
        ("CAN-SKIP-UNTIL=24", 12.1, ""),
        ("HOLD-BACK=12", 0, ""),
    ],
)
def test_asks_for_a_delta_update_while_it_is_up_to_date(control: str, age_s: float, directive: str) -> None:
    index = _index(f"#EXT-X-SERVER-CONTROL:{control}", "#EXTINF:4,", "a.ts")
    assert index.refresh(has_changed=True, age_s=age_s).resource.url == CLEAN + directive


@pytest.mark.parametrize(
    ("line", "offset_s"), [("#EXT-X-SERVER-CONTROL:HOLD-BACK=13.5", 13.5), ("# nothing", 12)]
)
def test_plays_behind_the_end_as_the_author_says_or_three_targets(line: str, offset_s: float) -> None:
    assert _index(line, "#EXTINF:4,", "a.ts").live_offset_s == offset_s
