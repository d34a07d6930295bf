"""A media playlist as the segment index that the session asks."""

from playhead.hls.index import MediaPlaylistIndex, index_of
from playhead.hls.media_reader import read_media_playlist
from playhead.presentation import ByteRange, InitSegment, Segment

URL = "https://cdn.test/title/720p/index.m3u8"


def _index(*lines: str) -> MediaPlaylistIndex:
    body = "\n".join(["#EXTM3U", "#EXT-X-TARGETDURATION:6", *lines, "#EXT-X-ENDLIST"]).encode()
    return index_of(read_media_playlist(body, URL), URL)


def test_a_segment_has_everything_that_the_playlist_says() -> None:
    index = _index(
        "#EXT-X-MEDIA-SEQUENCE:40",
        "#EXT-X-DISCONTINUITY-SEQUENCE:3",
        '#EXT-X-MAP:URI="../init.mp4",BYTERANGE="100@0"',
        "#EXTINF:6,",
        "a.m4s",
        "#EXT-X-DISCONTINUITY",
        "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:01:40Z",
        "#EXTINF:4.5,",
        "#EXT-X-BYTERANGE:50@100",
        "b.m4s?x=1",
    )
    assert list(index)[1] == Segment(
        number=41,
        start=6_000_000,
        duration=4_500_000,
        timescale=1_000_000,
        url="https://cdn.test/title/720p/b.m4s?x=1",
        byte_range=ByteRange(100, 149),
        init=InitSegment("https://cdn.test/title/init.mp4", ByteRange(0, 99)),
        discontinuity=4,
        utc_start_s=100.0,
    )


def test_segments_under_one_map_share_one_init_segment() -> None:
    one, two = _index('#EXT-X-MAP:URI="i.mp4"', "#EXTINF:6,", "a", "#EXTINF:6,", "b")
    assert one.init is two.init


def test_answers_by_time_and_by_neighbour() -> None:
    index = _index("#EXTINF:6,", "a", "#EXTINF:4,", "b", "#EXTINF:2,", "c")
    a, b, c = index
    assert [index.segment_at(time_s) for time_s in (-1, 0, 5.999, 6, 9.9, 10, 11.9, 12, 99)] == [
        a,
        a,
        a,
        b,
        b,
        c,
        c,
        None,
        None,
    ]
    assert [index.after(a), index.after(b), index.after(c)] == [b, c, None]
    assert (index.start_s, index.end_s, index.count, index.is_complete) == (0, 12, 3, True)


def test_a_film_does_not_pile_up_the_segments_that_were_asked_for() -> None:
    index = _index(*("#EXTINF:6,", "a.ts") * 50)
    assert len(list(index)) == 50
    assert index.made == {}


def test_segments_of_no_duration_do_not_hide_their_neighbours() -> None:
    index = _index("#EXTINF:6,", "a", "#EXTINF:0,", "b", "#EXTINF:6,", "c")
    a, b, c = index
    assert index.segment_at(6) == c
    assert (index.after(a), index.after(b)) == (b, c)


def test_a_playlist_that_calls_itself_vod_is_complete_without_an_end() -> None:
    body = b"#EXTM3U\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:6,\na.ts"
    assert index_of(read_media_playlist(body, URL), URL).is_complete
