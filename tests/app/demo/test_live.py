"""The live channel's playlists: what a looped film says of itself at any moment."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from playhead_app.demo.live.loop import WINDOW_S, LoopedPlaylist, without_extras

FILM = """#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MAP:URI="init.mp4"
#EXTINF:4.000000,
00001.m4s
#EXTINF:4.000000,
00002.m4s
#EXTINF:1.900000,
00003.m4s
#EXT-X-ENDLIST
"""
LOOP = LoopedPlaylist.read(FILM, 10.0, "/media/film/v1")
NOON_S = 1_800_000_000.0


def entries(text: str) -> list[tuple[int, str, bool]]:
    """Return each segment's number, address and whether a discontinuity stands before it."""
    lines = text.splitlines()
    number = int(next(line for line in lines if line.startswith("#EXT-X-MEDIA-SEQUENCE:")).partition(":")[2])
    found, is_broken = [], False
    for line in lines:
        if line == "#EXT-X-DISCONTINUITY":
            is_broken = True
        elif not line.startswith("#"):
            found.append((number, line, is_broken))
            number, is_broken = number + 1, False
    return found


def test_each_pass_begins_with_a_discontinuity_a_map_and_its_moment() -> None:
    text = LOOP.at(NOON_S + 25.0)
    assert "#EXT-X-ENDLIST" not in text
    listed = entries(text)
    assert listed[-1][1] == "/media/film/v1/00001.m4s"
    assert {address for _, address, is_broken in listed if is_broken} == {"/media/film/v1/00001.m4s"}
    assert text.count("#EXT-X-DISCONTINUITY\n") == text.count("#EXT-X-MAP") - 1
    assert "#EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:00:20.000+00:00" in text


@given(st.floats(0, 1_000), st.floats(0, 60))
def test_what_is_listed_stays_as_it_was_and_nothing_is_missing(moment_s: float, later_s: float) -> None:
    before, after = entries(LOOP.at(NOON_S + moment_s)), entries(LOOP.at(NOON_S + moment_s + later_s))
    known = {number: address for number, address, _ in before}
    assert all(known.get(number, address) == address for number, address, _ in after)
    assert after[-1][0] >= before[-1][0]
    assert after[0][0] >= before[0][0]
    assert all(b[0] == a[0] + 1 for a, b in pairwise(after))
    assert len(after) * 10 / 3 <= WINDOW_S + 20


def test_subtitles_and_thumbnails_are_left_out() -> None:
    master = (
        '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="A",URI="a.m3u8"\n'
        '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",NAME="E",URI="w.m3u8"\n'
        '#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="sound",SUBTITLES="words"\nv.m3u8\n'
        '#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1,URI="t.m3u8"\n'
    )
    kept = without_extras(master)
    assert "words" not in kept
    assert "IMAGE" not in kept
    assert 'AUDIO="sound"' in kept
