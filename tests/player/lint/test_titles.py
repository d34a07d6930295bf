"""The media playlists of one title beside each other."""

import pytest

from playhead import hls
from playhead.hls import MediaPlaylist
from playhead.lint import Finding, read_for_lint

from .manifests import MEDIA, MULTIVARIANT

BASE = "https://cdn.example/film/"
_RANGES = MEDIA.replace("3.m4s", "#EXT-X-BYTERANGE:9000000@0\n3.m4s")


def playlist(text: str, name: str) -> MediaPlaylist:
    document = hls.parse_document(text.encode(), BASE + name)
    assert isinstance(document, MediaPlaylist)
    return document


def linted(low: str, high: str) -> tuple[Finding, ...]:
    linting = read_for_lint(MULTIVARIANT.encode(), BASE + "main.m3u8")
    texts = {"low.m3u8": low, "high.m3u8": high}
    return linting.findings({BASE + name: playlist(text, name) for name, text in texts.items()})


def test_nothing_is_said_against_variants_that_fit() -> None:
    assert linted(MEDIA, MEDIA) == ()


@pytest.mark.parametrize(
    ("code", "high"),
    [
        ("hls.rungs-misaligned", MEDIA.replace("#EXTINF:4.0,\n1.m4s", "#EXTINF:3.8,\n1.m4s")),
        ("hls.rungs-differ-in-length", MEDIA + "#EXTINF:4,\n4.m4s\n#EXTINF:4,\n5.m4s\n"),
        ("hls.target-durations-differ", MEDIA.replace("TARGETDURATION:4", "TARGETDURATION:5")),
        ("hls.discontinuities-differ", MEDIA.replace("#EXTINF:3.5", "#EXT-X-DISCONTINUITY\n#EXTINF:3.5")),
        (
            "hls.dates-partly",
            MEDIA.replace("#EXTINF:3.5", "#EXT-X-PROGRAM-DATE-TIME:2030-01-01T00:00:00Z\n#EXTINF:3.5"),
        ),
        ("hls.end-partly", MEDIA.replace("#EXT-X-ENDLIST\n", "").replace("#EXT-X-PLAYLIST-TYPE:VOD\n", "")),
        ("hls.bandwidth-exceeded", _RANGES),
        ("hls.bandwidth-exceeded", MEDIA.replace("#EXTINF:3.5", "#EXT-X-BITRATE:9000\n#EXTINF:3.5")),
    ],
)
def test_a_variant_that_does_not_fit_is_found_out(code: str, high: str) -> None:
    found = [finding for finding in linted(MEDIA, high) if finding.code == code]
    assert found
    assert found[0].line is not None


def test_what_is_wrong_in_one_playlist_says_in_which() -> None:
    found = linted(MEDIA, MEDIA.replace("#EXTINF:3.5,", "#EXTINF:5,"))
    assert [(each.code, each.document) for each in found] == [
        ("hls.target-duration-exceeded", BASE + "high.m3u8")
    ]
