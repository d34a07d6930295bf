"""A live playlist's place on the timeline, refresh after refresh."""

import pytest

from playhead.errors import ErrorCode, ManifestError
from playhead.hls.index import MediaPlaylistIndex, PlaylistIndex

URL = "https://cdn.test/live/720p.m3u8"
DEFERRED = PlaylistIndex(URL)
OTHER = PlaylistIndex("https://cdn.test/live/360p.m3u8")


def _body(
    first: int, durations: list[float], *, date: str | None = None, end: bool = False, names: str = "s"
) -> bytes:
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:6", f"#EXT-X-MEDIA-SEQUENCE:{first}"]
    if date:
        lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{date}")
    for number, duration in enumerate(durations, first):
        lines += [f"#EXTINF:{duration},", f"{names}{number}.ts"]
    return "\n".join(lines + ["#EXT-X-ENDLIST"] * end).encode()


def _resolve(
    body: bytes, previous: MediaPlaylistIndex | None = None, deferred: PlaylistIndex = DEFERRED
) -> MediaPlaylistIndex:
    index = deferred.resolve(body, deferred.url, previous)
    assert isinstance(index, MediaPlaylistIndex)
    return index


def test_the_first_playlist_starts_the_timeline() -> None:
    index = _resolve(_body(100, [6, 6, 6]))
    assert (index.start_s, index.end_s, index.is_complete) == (0, 18, False)
    assert [segment.number for segment in index] == [100, 101, 102]


def test_a_refresh_goes_on_where_its_segments_were() -> None:
    before = _resolve(_body(100, [6, 5.5, 6]))
    after = _resolve(_body(101, [5.5, 6, 4]), before)
    assert [(segment.number, segment.start_s) for segment in after] == [(101, 6), (102, 11.5), (103, 17.5)]


def test_a_refresh_shares_the_segments_that_were_made() -> None:
    before = _resolve(_body(100, [6, 6, 6]))
    old = list(before)
    new = list(_resolve(_body(101, [6, 6, 6]), before))
    assert new[0] is old[1]
    assert new[1] is old[2]


def test_a_refresh_with_new_tokens_does_not_share() -> None:
    before = _resolve(_body(100, [6, 6]))
    old = list(before)
    new = list(_resolve(_body(100, [6, 6], names="signed/s"), before))
    assert (new[0].url, new[0] is old[0]) == ("https://cdn.test/live/signed/s100.ts", False)


def test_a_segment_that_was_corrected_is_made_anew() -> None:
    before = _resolve(_body(100, [6, 6]))
    list(before)
    assert [segment.duration_s for segment in _resolve(_body(100, [6, 5.5]), before)] == [6, 5.5]


def test_segments_that_left_the_window_are_forgotten() -> None:
    index = _resolve(_body(0, [6] * 5))
    for first in range(1, 200):
        list(index)
        index = _resolve(_body(first, [6] * 5), index)
    assert len(index.made) < 5
    assert index.start_s == 199 * 6


def test_after_a_missed_window_the_target_duration_bridges_the_hole() -> None:
    before = _resolve(_body(100, [5, 5]))
    after = _resolve(_body(104, [5, 5]), before)
    assert after.start_s == 10 + 2 * 6


def test_after_a_missed_window_dates_bridge_the_hole_exactly() -> None:
    before = _resolve(_body(100, [5, 5], date="2026-01-01T00:00:00Z"))
    after = _resolve(_body(104, [5, 5], date="2026-01-01T00:00:21.5Z"), before)
    assert after.start_s == 21.5


def test_a_lagging_cache_changes_nothing() -> None:
    before = _resolve(_body(101, [6, 6, 6]))
    assert _resolve(_body(100, [6, 6, 6]), before) is before


def test_a_window_that_grows_backwards_keeps_its_place() -> None:
    before = _resolve(_body(102, [6, 6]))
    after = _resolve(_body(101, [5, 6, 6]), before)
    assert [(segment.number, segment.start_s) for segment in after] == [(101, -5), (102, 0), (103, 6)]


def test_numbering_that_starts_anew_is_an_error() -> None:
    before = _resolve(_body(5000, [6, 6, 6]))
    with pytest.raises(ManifestError) as caught:
        _resolve(_body(0, [6, 6, 6]), before)
    assert caught.value.problem.code is ErrorCode.MANIFEST_WENT_BACKWARDS


def test_the_end_of_a_live_stream_completes_the_index_in_place() -> None:
    before = _resolve(_body(100, [6, 6, 6]))
    after = _resolve(_body(101, [6, 6, 2], end=True), before)
    assert (after.is_complete, after.start_s, after.end_s) == (True, 6, 20)


def test_an_event_starts_at_zero_and_grows() -> None:
    before = _resolve(_body(0, [6, 6]))
    after = _resolve(_body(0, [6, 6, 6]), before)
    assert (after.start_s, after.end_s, after.count) == (0, 18, 3)


# Switching to another rendition


def test_another_rendition_joins_by_date() -> None:
    before = _resolve(_body(100, [6, 6, 6], date="2026-01-01T00:00:00Z"))
    joined = _resolve(_body(7, [6, 6, 6], date="2026-01-01T00:00:06Z"), before, OTHER)
    assert joined.start_s == 6


def test_another_rendition_joins_by_number_without_dates() -> None:
    before = _resolve(_body(100, [6, 5, 6]))
    joined = _resolve(_body(102, [6, 6]), before, OTHER)
    assert joined.start_s == 11


def test_dates_that_are_hours_off_are_not_believed() -> None:
    before = _resolve(_body(100, [6, 6, 6], date="2026-01-01T00:00:00Z"))
    joined = _resolve(_body(101, [6, 6], date="2026-01-01T05:00:00Z"), before, OTHER)
    assert joined.start_s == 6


def test_renditions_of_a_film_start_together_whatever_their_numbers() -> None:
    before = _resolve(_body(0, [6, 6], end=True))
    joined = _resolve(_body(1, [6, 6], end=True), before, OTHER)
    assert joined.start_s == 0


def test_an_index_reads_its_own_next_version() -> None:
    before = _resolve(_body(100, [6, 6, 6]))
    after = before.refreshed(_body(101, [6, 6, 4]), URL)
    assert (after.start_s, after.end_s) == (6, 22)


def test_numbers_that_start_anew_go_on_behind_what_was_there() -> None:
    before = _resolve(_body(100, [6, 6, 6]))
    with pytest.raises(ManifestError):
        before.refreshed(_body(0, [6, 6]), URL)
    after = before.restarted(_body(0, [6, 6]), URL)
    assert (after.start_s, after.end_s) == (18, 30)
    # Their timestamps have nothing to do with those before.
    assert {each.discontinuity for each in after}.isdisjoint({each.discontinuity for each in before})


def test_another_rendition_shares_the_discontinuities_of_one_that_started_anew() -> None:
    after = _resolve(_body(100, [6, 6, 6])).restarted(_body(0, [6, 6]), URL)
    assert isinstance(after, MediaPlaylistIndex)
    other = _resolve(_body(0, [6, 6]), after, OTHER)
    assert [each.discontinuity for each in other] == [each.discontinuity for each in after]
    assert other.start_s == after.start_s
