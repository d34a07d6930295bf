"""Playlists that are none, and playlists that mean harm."""

import pytest

from playhead.errors import ErrorCode, ManifestError, Problem
from playhead.hls import parse_presentation
from playhead.hls.addresses import RefusedAddressError, is_plainly_relative, resolve
from playhead.presentation import DeferredIndex, Presentation, Segment

URL = "https://cdn.test/a/b.m3u8?token=secret"


def _problem(body: bytes, url: str = URL) -> Problem:
    with pytest.raises(ManifestError) as caught:
        parse_presentation(body, url)
    return caught.value.problem


def _segments(presentation: Presentation) -> list[Segment]:
    index = presentation.periods[0].tracks[0].representations[0].index
    assert not isinstance(index, DeferredIndex)
    return list(index)


@pytest.mark.parametrize(
    ("body", "looks"),
    [
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>', "DASH"),
        (b"<SmoothStreamingMedia/>", "Smooth"),
        (b'{"error": "denied"}', "JSON"),
        (b"WEBVTT\n\n", "WebVTT"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x00\x00\x20ftypisom", "MP4"),
        (b"\x47" + bytes(187) + b"\x47" + bytes(187), "transport stream"),
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"hello", "something else"),
    ],
)
def test_a_body_that_is_no_playlist_is_named_for_what_it_looks_like(body: bytes, looks: str) -> None:
    problem = _problem(body)
    assert problem.code is ErrorCode.MANIFEST_NOT_A_MANIFEST
    assert looks in problem.detail
    assert problem.context.url == "https://cdn.test/a/b.m3u8"


@pytest.mark.parametrize(
    "body", [b"#EXTM3U", b"#EXTM3U\n#EXT-X-ENDLIST", b"#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO"]
)
def test_a_playlist_that_lists_nothing_is_empty(body: bytes) -> None:
    assert _problem(body).code is ErrorCode.MANIFEST_EMPTY


def test_a_complete_playlist_of_gaps_is_empty() -> None:
    body = b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-GAP\n#EXTINF:4,\na.ts\n#EXT-X-ENDLIST"
    assert _problem(body).code is ErrorCode.MANIFEST_EMPTY


def test_a_list_of_channels_is_malformed() -> None:
    problem = _problem(b'#EXTM3U\n#EXTINF:-1 tvg-id="1",News\nhttp://tv.test/1')
    assert (problem.code, problem.context.line, problem.context.tag) == (
        ErrorCode.MANIFEST_MALFORMED,
        3,
        "EXTINF",
    )


def test_variants_without_a_usable_address_are_malformed() -> None:
    problem = _problem(b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile:///etc/passwd")
    assert (problem.code, problem.context.line) == (ErrorCode.MANIFEST_MALFORMED, 3)


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b"\n\n", b""])
def test_small_faults_at_the_top_are_forgiven(prefix: bytes) -> None:
    header = b"" if not prefix else b"#EXTM3U\n"
    presentation = parse_presentation(prefix + header + b"#EXT-X-TARGETDURATION:4\n#EXTINF:4,\na.ts", URL)
    assert presentation.warnings


def test_bytes_that_are_not_utf_8_are_replaced() -> None:
    presentation = parse_presentation(b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,caf\xe9\na.ts", URL)
    assert [(warning.code, warning.line) for warning in presentation.warnings] == [("hls.encoding", 3)]


@pytest.mark.parametrize(
    "body",
    [
        b"#EXTM3U\n" + b"#" * (8 * 1024 * 1024),
        b"#EXTM3U" + b"\n" * 500_001,
        b"#EXTM3U\n" + b"#EXTINF:1,\na\n" * 200_001,
    ],
    ids=["bytes", "lines", "segments"],
)
def test_absurd_sizes_are_refused(body: bytes) -> None:
    assert _problem(body).code is ErrorCode.MANIFEST_LIMIT_EXCEEDED


def test_more_attribute_lists_than_any_playlist_needs_are_refused() -> None:
    problem = _problem(b"#EXTM3U\n#EXTINF:1,\na\n" + b"#EXT-X-KEY:METHOD=NONE\n" * 100_001)
    assert (problem.code, problem.context.line) == (ErrorCode.MANIFEST_LIMIT_EXCEEDED, 100_004)


def test_an_attribute_list_of_nothing_but_commas_is_soon_given_up() -> None:
    body = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:" + b"," * 5_000_000 + b"\n#EXTINF:1,\na.ts"
    assert len(_segments(parse_presentation(body, URL))) == 1


def test_telling_what_a_body_looks_like_takes_no_time_to_speak_of() -> None:
    assert "XML" in _problem(b"<!---->" * 100_000 + b"x").detail


def test_a_flood_of_warnings_is_cut_off() -> None:
    body = b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n" + b"#EXTINF:nan,\na.ts\n" * 5000
    warnings = parse_presentation(body, URL).warnings
    assert len(warnings) == 201
    assert warnings[-1].code == "hls.limit"


def test_key_formats_without_end_do_not_pile_up() -> None:
    keys = "".join(
        f'#EXT-X-KEY:METHOD=AES-128,URI="k",KEYFORMAT="f{n}"\n#EXTINF:1,\na.ts\n' for n in range(500)
    )
    segments = _segments(parse_presentation(b"#EXTM3U\n" + keys.encode(), URL))
    assert max(len(segment.protection) for segment in segments) == 16


# Addresses


@pytest.mark.parametrize(
    "reference",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "data:video/mp2t;base64,AAAA",
        "javascript:alert(1)",
        "smb://host/share/a.ts",
        "a\x00b.ts",
        "a\x1fb.ts",
        "http://",
        "http://[::1",
        "",
        "a" * 70_000,
    ],
)
def test_an_address_from_the_web_that_leads_off_it_is_refused(reference: str) -> None:
    with pytest.raises(RefusedAddressError):
        resolve(URL, reference)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("c.ts", "https://cdn.test/a/c.ts"),
        ("/c.ts?x=1", "https://cdn.test/c.ts?x=1"),
        ("//other.test/c.ts", "https://other.test/c.ts"),
        ("http://other.test/c.ts", "http://other.test/c.ts"),
        ("../../../c.ts", "https://cdn.test/c.ts"),
        ("file name.ts", "https://cdn.test/a/file name.ts"),
    ],
)
def test_an_address_on_the_web_is_resolved(reference: str, expected: str) -> None:
    assert resolve(URL, reference) == expected


def test_a_playlist_from_disk_may_name_its_neighbours_and_the_web() -> None:
    base = "file:///films/a/index.m3u8"
    assert resolve(base, "b.ts") == "file:///films/a/b.ts"
    assert resolve(base, "https://cdn.test/b.ts") == "https://cdn.test/b.ts"


@pytest.mark.parametrize(
    "reference", ["//evil.test/share/b.ts", "file://evil.test/share/b.ts", "file:////evil/b.ts"]
)
def test_a_playlist_from_disk_may_not_name_another_machines_files(reference: str) -> None:
    with pytest.raises(RefusedAddressError):
        resolve("file:///films/a/index.m3u8", reference)


@pytest.mark.parametrize("reference", ["http://x/y", "//x/y", "a:b", "a\x00", "\\\\x\\y"])
def test_the_short_cut_for_plain_names_takes_nothing_else(reference: str) -> None:
    assert not is_plainly_relative(reference)


def test_a_refused_segment_is_a_gap_and_the_rest_plays() -> None:
    body = b"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:///x\n#EXTINF:4,\nb.ts\n#EXT-X-ENDLIST"
    presentation = parse_presentation(body, URL)
    assert [(segment.is_gap, segment.url) for segment in _segments(presentation)] == [
        (True, ""),
        (False, "https://cdn.test/a/b.ts"),
    ]
    assert [(warning.code, warning.line) for warning in presentation.warnings] == [("hls.address", 4)]
