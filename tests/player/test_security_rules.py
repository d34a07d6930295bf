"""The rules against hostile manifests that both readers keep; docs/security.md lists all of them."""

import tracemalloc
from collections.abc import Callable
from fractions import Fraction

import pytest

from playhead import dash, hls
from playhead.errors import ErrorCode, ManifestError, PlayerError
from playhead.hls.media import check_playable
from playhead.hls.media_reader import read_media_playlist
from playhead.presentation import DeferredIndex, Presentation, Segment

PLAYLIST_URL = "https://cdn.test/a.m3u8?token=secret"
MPD_URL = "https://cdn.test/a.mpd?token=secret"
MPD = '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT30S"><Period>{}</Period></MPD>'
REPRESENTATION = '<Representation id="v" bandwidth="1">{}</Representation>'
SET = f'<AdaptationSet mimeType="video/mp4">{REPRESENTATION}</AdaptationSet>'
LIST = '<SegmentList duration="10"><SegmentURL media="{}"/></SegmentList>'
ADDRESSES = [
    "file:///etc/passwd",
    "data:video/mp4;base64,AAAA",
    "javascript:alert(1)",
    "ftp://host/a",
    "a\0b.ts",
]


def playlist(*lines: str) -> bytes:
    return "\n".join(("#EXTM3U", "#EXT-X-TARGETDURATION:10", *lines)).encode()


def mpd(inner: str) -> bytes:
    return MPD.format(SET.format(inner)).encode()


def refusal(read: Callable[[bytes, str], object], body: bytes, url: str) -> ErrorCode:
    with pytest.raises(ManifestError) as caught:
        read(body, url)
    assert "secret" not in str(caught.value)
    return caught.value.problem.code


def segments_of(presentation: Presentation) -> list[Segment]:
    (each,) = (r for p in presentation.periods for t in p.tracks for r in t.representations)
    assert not isinstance(each.index, DeferredIndex)
    return list(each.index)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_playlist_opens_nothing_but_the_web(address: str) -> None:
    body = playlist("#EXTINF:10,", address, "#EXTINF:10,", "b.ts")
    refused, other = segments_of(hls.parse_presentation(body, PLAYLIST_URL))
    assert (refused.is_gap, refused.url, other.is_gap) == (True, "", False)


@pytest.mark.parametrize("tag", ['#EXT-X-KEY:METHOD=AES-128,URI="{}"', '#EXT-X-MAP:URI="{}"'])
@pytest.mark.parametrize("address", [each for each in ADDRESSES if not each.startswith("data:")])
def test_a_playlist_s_keys_and_maps_open_nothing_but_the_web(tag: str, address: str) -> None:
    body = playlist(tag.format(address), "#EXTINF:10,", "b.ts")
    (segment,) = segments_of(hls.parse_presentation(body, PLAYLIST_URL))
    assert segment.init is None
    assert all(each.key_uri is None for each in segment.protection)


@pytest.mark.parametrize("address", [each for each in ADDRESSES if "\0" not in each])
def test_an_mpd_opens_nothing_but_the_web(address: str) -> None:
    body = mpd(LIST.format(address))
    assert refusal(dash.parse_presentation, body, MPD_URL) is ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT


def test_a_nul_is_no_xml() -> None:
    body = mpd(LIST.format("a\0b.ts"))
    assert refusal(dash.parse_presentation, body, MPD_URL) is ErrorCode.MANIFEST_MALFORMED


@pytest.mark.parametrize("closing", ["", "</a>" * 200_000 + "</MPD>"])
def test_nesting_two_hundred_thousand_deep_is_refused(closing: str) -> None:
    body = ("<MPD>" + "<a>" * 200_000 + closing).encode()
    assert refusal(dash.parse_presentation, body, MPD_URL) in {
        ErrorCode.MANIFEST_MALFORMED,
        ErrorCode.MANIFEST_LIMIT_EXCEEDED,
    }


@pytest.mark.parametrize(
    "timing",
    [
        '<SegmentTimeline><S t="0" d="1" r="2147483648"/></SegmentTimeline>',
        '<SegmentTimeline><S t="0" d="2" k="2" r="2147483648"/></SegmentTimeline>',
    ],
)
def test_a_repetition_of_two_thousand_million_is_never_expanded(timing: str) -> None:
    template = (
        f'<SegmentTemplate media="$Number$-$SubNumber$" timescale="1000000000">{timing}</SegmentTemplate>'
    )
    tracemalloc.start()
    presentation = dash.parse_presentation(mpd(template), MPD_URL)
    index = presentation.periods[0].tracks[0].representations[0].index
    assert not isinstance(index, DeferredIndex)
    assert index.segment_at(2.0) is not None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert index.count > 2**31
    assert peak < 2_000_000


def test_patterns_without_end_are_refused() -> None:
    entries = '<Pattern id="a"><P d="1" r="999"/></Pattern>' + '<S p="a" r="49999"/>' * 1_000
    template = (
        f'<SegmentTemplate media="$Time$"><SegmentTimeline>{entries}</SegmentTimeline></SegmentTemplate>'
    )
    assert refusal(dash.parse_presentation, mpd(template), MPD_URL) is ErrorCode.MANIFEST_LIMIT_EXCEEDED


def test_a_constant_duration_of_a_tick_is_never_expanded() -> None:
    template = '<SegmentTemplate media="$Number$" timescale="1000000000" duration="1"/>'
    presentation = dash.parse_presentation(mpd(template), MPD_URL)
    index = presentation.periods[0].tracks[0].representations[0].index
    assert not isinstance(index, DeferredIndex)
    assert index.count == 30 * 10**9


def test_a_delta_update_that_skips_a_thousand_million_segments_is_refused() -> None:
    before = read_media_playlist(playlist("#EXTINF:10,", "a.ts"), PLAYLIST_URL)
    delta = playlist("#EXT-X-SKIP:SKIPPED-SEGMENTS=1000000000", "#EXTINF:10,", "b.ts")
    for previous in (before, None):
        document = read_media_playlist(delta, PLAYLIST_URL, previous=previous)
        with pytest.raises(ManifestError) as caught:
            check_playable(document)
        assert caught.value.problem.code is ErrorCode.MANIFEST_PATCH_FAILED


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e400", "-1", "0x10", "٣", "1_0"])
def test_numbers_that_are_none_are_not_taken(number: str) -> None:
    body = playlist(f"#EXTINF:{number},", "a.ts")
    (segment,) = segments_of(hls.parse_presentation(body, PLAYLIST_URL))
    assert segment.duration_s == 10
    text = MPD.replace("PT30S", f"PT{number}S").format(SET.format(LIST.format("a.mp4"))).encode()
    presentation = dash.parse_presentation(text, MPD_URL)
    assert presentation.periods[0].duration == Fraction(10)


def test_bodies_beyond_the_caps_are_refused_at_once() -> None:
    assert (
        refusal(hls.parse_presentation, bytes(8 * 2**20 + 1), PLAYLIST_URL)
        is ErrorCode.MANIFEST_LIMIT_EXCEEDED
    )
    assert (
        refusal(dash.parse_presentation, bytes(32 * 2**20 + 1), MPD_URL) is ErrorCode.MANIFEST_LIMIT_EXCEEDED
    )


@pytest.mark.parametrize(
    "body",
    [
        playlist("#EXTINF:10,", "{$x}"),
        playlist("#EXTINF:10,", "javascript:secret", "#EXTINF:x,", "a?token=secret"),
        mpd(LIST.format("file:///secret")),
        mpd('<SegmentTemplate media="https://h/?token=secret&amp;$Odd$" duration="1"/>'),
        MPD.format(
            '<AdaptationSet mimeType="video/mp4"><BaseURL>gopher://secret/</BaseURL></AdaptationSet>'
        ).encode(),
    ],
)
def test_neither_errors_nor_warnings_repeat_an_address(body: bytes) -> None:
    for read, url in ((hls.parse_presentation, PLAYLIST_URL), (dash.parse_presentation, MPD_URL)):
        try:
            told = str(read(body, url).warnings)
        except PlayerError as error:
            told = f"{error} {error.problem}"
        assert "secret" not in told
