"""Which protocol a body is of, by what stands in it."""

import pytest

from playhead.errors import ErrorCode, ManifestError
from playhead.presentation import StreamingProtocol
from playhead.session.source import protocol_of


@pytest.mark.parametrize(
    "body",
    [
        b"#EXTM3U\n#EXTINF:4,\na.ts",
        b"\xef\xbb\xbf#EXTM3U",
        b"# a comment comes first\n#EXTM3U",
        b"#EXT-X-TARGETDURATION:10\n#EXTINF:10,\na.ts",
    ],
)
def test_a_playlist_is_known_by_its_tags(body: bytes) -> None:
    assert protocol_of(body, "https://a/b") is StreamingProtocol.HLS


@pytest.mark.parametrize("body", [b"<MPD/>", b'\n<?xml version="1.0"?><!-- #EXTM3U -->\n<MPD/>'])
def test_xml_is_an_mpd_until_its_reader_says_otherwise(body: bytes) -> None:
    assert protocol_of(body, "https://a/b") is StreamingProtocol.DASH


@pytest.mark.parametrize(
    "body", [b"", b"<!doctype html><p>\n#EXTM3U", b'{"error": "#EXTM3U"}', b"\x00\x00\x00\x18ftyp"]
)
def test_anything_else_is_no_manifest(body: bytes) -> None:
    with pytest.raises(ManifestError) as caught:
        protocol_of(body, "https://a/b")
    assert caught.value.problem.code is ErrorCode.MANIFEST_NOT_A_MANIFEST
