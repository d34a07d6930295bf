"""EXT-X-DEFINE (RFC 8216bis §4.4.2.3)."""

import pytest

from playhead.errors import ErrorCode, ManifestError
from playhead.hls.index import PlaylistIndex
from playhead.hls.media_reader import read_media_playlist
from playhead.hls.multivariant_reader import read_multivariant_playlist
from playhead.hls.presentation import parse_presentation

URL = "https://cdn.test/a/index.m3u8?token=a%26b&empty="


def _media(*lines: str, url: str = URL) -> list[str]:
    return list(read_media_playlist("\n".join(["#EXTM3U", *lines]).encode(), url).segments.uris)


def _code(*lines: str) -> ErrorCode:
    with pytest.raises(ManifestError) as caught:
        _media(*lines)
    return caught.value.problem.code


def test_a_variable_is_put_into_uris_and_quoted_values() -> None:
    playlist = read_media_playlist(
        b'#EXTM3U\n#EXT-X-DEFINE:NAME="p",VALUE="x/y"\n#EXT-X-MAP:URI="{$p}/i.mp4"\n#EXTINF:1,\n{$p}/{$p}.m4s',
        URL,
    )
    tag = playlist.segments.maps.at(0)
    assert tag is not None
    assert (tag.uri, tag.attributes["URI"]) == ("x/y/i.mp4", '"{$p}/i.mp4"')
    assert list(playlist.segments.uris) == ["x/y/x/y.m4s"]


def test_a_query_parameter_is_decoded_and_taken_from_the_final_address() -> None:
    assert _media('#EXT-X-DEFINE:QUERYPARAM="token"', "#EXTINF:1,", "s.ts?t={$token}") == ["s.ts?t=a&b"]


def test_a_media_playlist_imports_from_its_multivariant_playlist() -> None:
    body = b'#EXTM3U\n#EXT-X-DEFINE:NAME="host",VALUE="b.test"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8'
    index = parse_presentation(body, URL).periods[0].tracks[0].representations[0].index
    assert isinstance(index, PlaylistIndex)
    media = b'#EXTM3U\n#EXT-X-DEFINE:IMPORT="host"\n#EXTINF:1,\nhttps://{$host}/s.ts'
    segment = index.resolve(media, "https://cdn.test/a/low.m3u8").segment_at(0)
    assert segment is not None
    assert segment.url == "https://b.test/s.ts"


def test_a_variable_may_use_an_earlier_one() -> None:
    lines = (
        '#EXT-X-DEFINE:NAME="a",VALUE="1"',
        '#EXT-X-DEFINE:NAME="b",VALUE="{$a}{$a}"',
        "#EXTINF:1,",
        "{$b}.ts",
    )
    assert _media(*lines) == ["11.ts"]


@pytest.mark.parametrize(
    "lines",
    [
        ("#EXTINF:1,", "{$nowhere}.ts"),
        ("#EXTINF:1,", "{$late}.ts", '#EXT-X-DEFINE:NAME="late",VALUE="x"'),
        ('#EXT-X-DEFINE:IMPORT="token"', "#EXTINF:1,", "a.ts"),
        ('#EXT-X-DEFINE:QUERYPARAM="nowhere"', "#EXTINF:1,", "a.ts"),
        ('#EXT-X-MAP:URI="{$nowhere}"', "#EXTINF:1,", "a.ts"),
    ],
)
def test_a_variable_that_is_not_defined_makes_the_playlist_unreadable(lines: tuple[str, ...]) -> None:
    assert _code(*lines) is ErrorCode.MANIFEST_VARIABLE_UNDEFINED


def test_what_looks_like_a_variable_but_is_none_stays() -> None:
    assert _media("#EXTINF:1,", "{$}{a}$a{$ b}.ts") == ["{$}{a}$a{$ b}.ts"]


def test_the_first_definition_of_a_name_counts() -> None:
    document = read_multivariant_playlist(
        b'#EXTM3U\n#EXT-X-DEFINE:NAME="a",VALUE="1"\n#EXT-X-DEFINE:NAME="a",VALUE="2"', URL
    )
    assert dict(document.variables) == {"a": "1"}
    assert [(warning.code, warning.line) for warning in document.warnings] == [("hls.tag-repeated", 3)]


def test_variables_that_double_themselves_run_out_of_budget() -> None:
    doubling = [f'#EXT-X-DEFINE:NAME="v{n + 1}",VALUE="{{$v{n}}}{{$v{n}}}"' for n in range(40)]
    assert _code('#EXT-X-DEFINE:NAME="v0",VALUE="0123456789"', *doubling) is ErrorCode.MANIFEST_LIMIT_EXCEEDED
