"""Parts as pieces of a `SegmentIndex`: what follows what, what a hint is, what is behind the edge."""

import pytest

from playhead.hls.index import MediaPlaylistIndex, PlaylistIndex
from playhead.presentation import Refresh, Segment

URL = "https://live.example/v.m3u8"
HEAD = """#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:10
#EXT-X-PART-INF:PART-TARGET=0.5
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.5
#EXT-X-MAP:URI="init.mp4"
"""


def segment(number: int, parts: int = 0) -> str:
    listed = "".join(part(number, each) for each in range(parts))
    return f"{listed}#EXTINF:2.0,\n{number}.m4s\n"


def part(number: int, nth: int, *extra: str) -> str:
    flags = (["INDEPENDENT=YES"] if nth == 0 else []) + list(extra)
    attributes = ["DURATION=0.5", f'URI="{number}.{nth}.m4s"', *flags]
    return f"#EXT-X-PART:{','.join(attributes)}\n"


def hint(name: str, extra: str = "") -> str:
    return f'#EXT-X-PRELOAD-HINT:TYPE=PART,URI="{name}"{extra}\n'


def index_of(*pieces: str, before: MediaPlaylistIndex | None = None) -> MediaPlaylistIndex:
    body = (HEAD + "".join(pieces)).encode()
    index = before.refreshed(body, URL) if before else PlaylistIndex(URL).resolve(body, URL)
    assert isinstance(index, MediaPlaylistIndex)
    return index


def names(index: MediaPlaylistIndex, first: Segment | None) -> list[str]:
    """Return the names of a piece and all that follow it."""
    found: list[str] = []
    while first is not None:
        found.append(first.url.rpartition("/")[2] + ("?" if first.is_hinted else ""))
        first = index.after(first)
    return found


def test_what_is_complete_comes_whole_and_the_rest_in_parts_up_to_the_hint() -> None:
    index = index_of(segment(10), segment(11, 4), part(12, 0), part(12, 1), hint("12.2.m4s"))
    assert names(index, index.segment_at(0.0)) == ["10.m4s", "11.m4s", "12.0.m4s", "12.1.m4s", "12.2.m4s?"]
    assert index.end_s == pytest.approx(5.0)


def test_what_was_begun_in_parts_goes_on_in_parts_when_its_segment_is_complete() -> None:
    index = index_of(segment(10), part(11, 0), hint("11.1.m4s"))
    hinted = index.after(index.segment_at(2.1))  # type: ignore[arg-type]
    assert hinted is not None
    assert hinted.is_hinted
    later = index_of(segment(10), segment(11, 4), part(12, 0), before=index)
    assert names(later, later.after(hinted)) == ["11.2.m4s", "11.3.m4s", "12.0.m4s"]


def test_where_the_parts_have_left_the_list_the_whole_segment_follows() -> None:
    index = index_of(segment(10), part(11, 0), part(11, 1))
    second = index.after(index.segment_at(2.1))  # type: ignore[arg-type]
    assert second is not None
    later = index_of(segment(10), segment(11), segment(12), before=index)
    assert names(later, later.after(second)) == ["11.m4s", "12.m4s"]


def test_one_begins_with_the_last_part_that_needs_none_before_it() -> None:
    index = index_of(segment(10), part(11, 0), part(11, 1), part(11, 2, "INDEPENDENT=YES"), part(11, 3))
    begun = [index.segment_at(time_s) for time_s in (2.0, 2.7, 3.2, 3.7)]
    assert [each.part for each in begun if each] == [0, 0, 2, 2]
    assert index.segment_at(4.2) is None


def test_a_missing_part_is_a_gap() -> None:
    index = index_of(segment(10), part(11, 0), part(11, 1, "GAP=YES"))
    second = index.after(index.segment_at(2.1))  # type: ignore[arg-type]
    assert second is not None
    assert second.is_gap


def test_a_hint_at_a_resource_without_an_end_is_waited_for() -> None:
    index = index_of(segment(10), part(11, 0), hint("11.m4s", ",BYTERANGE-START=5000"))
    assert names(index, index.segment_at(2.1)) == ["11.0.m4s"]


def test_a_part_is_the_same_piece_in_the_next_list() -> None:
    index = index_of(segment(10), part(11, 0))
    again = index_of(segment(10), part(11, 0), part(11, 1), before=index)
    assert index.segment_at(2.1) == again.segment_at(2.1)


def test_the_part_hold_back_is_the_place_to_play_and_the_next_part_what_to_ask_for() -> None:
    index = index_of(segment(10), part(11, 0), part(11, 1))
    assert index.live_offset_s == 1.5
    asked: Refresh = index.refresh(has_changed=True, age_s=0.0)
    assert asked.is_blocking
    assert "_HLS_msn=11&_HLS_part=2" in asked.resource.url
    # What brought nothing new is not asked for at once again, but no later than a part lasts.
    assert index.refresh(has_changed=False, age_s=0.0).wait_s == 0.5
