"""Parts that a playlist has listed before: taken over by their words, unless the words don't say it all."""

from playhead.hls.media import MediaPlaylist
from playhead.hls.media_reader import read_media_playlist

HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-PART-INF:PART-TARGET=1\n#EXT-X-MEDIA-SEQUENCE:1\n"
WHOLE = "#EXTINF:2,\n1.m4s\n"


def read(
    parts: str,
    previous: MediaPlaylist | None = None,
    url: str = "https://a.example/v.m3u8",
    above: str = "",
) -> MediaPlaylist:
    return read_media_playlist(f"{HEAD}{above}{WHOLE}{parts}".encode(), url, previous=previous)


def part(uri: str, more: str = "") -> str:
    return f'#EXT-X-PART:DURATION=1,URI="{uri}"{more}\n'


def test_a_known_part_is_the_same_but_for_its_line() -> None:
    before = read(part("2.0.m4s"))
    after = read("#EXT-X-GAP-FREE-COMMENT\n" + part("2.0.m4s") + part("2.1.m4s"), before)
    first, second = after.segments.parts[1]
    assert (first.uri, second.uri) == ("2.0.m4s", "2.1.m4s")
    assert first.attributes is before.segments.parts[1][0].attributes, "it was not read again"
    assert first.line == before.segments.parts[1][0].line + 1


def test_a_range_without_an_offset_goes_on_where_it_does_now() -> None:
    open_range = part("2.mp4", ',BYTERANGE="50"')
    before = read(part("2.mp4", ',BYTERANGE="100@0"') + open_range)
    after = read(part("2.mp4", ',BYTERANGE="200@0"') + open_range, before)
    ranges = [each.byte_range for each in after.segments.parts[1]]
    assert [(r.first, r.last) for r in ranges if r is not None] == [(0, 199), (200, 249)]


def test_a_variable_stands_for_what_it_is_now() -> None:
    body = '#EXT-X-DEFINE:NAME="n",VALUE="{}"\n'
    before = read(part("{$n}.m4s"), above=body.format("old"))
    after = read(part("{$n}.m4s"), before, above=body.format("new"))
    assert after.segments.parts[1][0].uri == "new.m4s"


def test_another_origin_has_its_addresses_checked_again() -> None:
    secret = part("file:///etc/passwd")
    before = read(secret, url="file:///films/v.m3u8")
    assert not before.segments.parts[1][0].is_gap
    after = read(secret, before)
    assert after.segments.parts[1][0].is_gap
    assert after.warnings
    assert read(secret, after).warnings, "what is odd is told every time"
