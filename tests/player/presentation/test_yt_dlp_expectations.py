"""What yt-dlp expects of its own test manifests: we offer each format that it lists, and no other.

Two of the nine are Smooth Streaming, which we don't read: they must be refused by that name.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from playhead import dash, hls
from playhead.errors import ErrorCode, ManifestError
from playhead.presentation import DeferredIndex, Kind, Presentation, Representation

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "manifests"
EXPECTED = CORPUS / "expected" / "upstream.yt-dlp-formats.jsonl"
FOLDERS = {
    "test_parse_m3u8_formats": ("hls", "m3u8", ".m3u8"),
    "test_parse_mpd_formats": ("dash", "mpd", ".mpd"),
    "test_parse_ism_formats": ("smooth", "ism", ".Manifest"),
}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not EXPECTED.exists(), reason="the shared corpus is not here"),
]


def cases(case: str) -> list[Any]:
    lines = EXPECTED.read_text().splitlines() if EXPECTED.exists() else []
    return [
        pytest.param(entry, id=entry["name"]) for entry in map(json.loads, lines) if entry["case"] == case
    ]


def body_of(entry: dict[str, Any]) -> bytes:
    kind, folder, suffix = FOLDERS[entry["case"]]
    return (CORPUS / kind / "yt-dlp_yt-dlp/test/testdata" / folder / (entry["name"] + suffix)).read_bytes()


def lists_of(presentation: Presentation, *kinds: Kind) -> Iterator[tuple[Representation, str]]:
    for period in presentation.periods:
        for track in period.tracks:
            if track.kind in kinds:
                for each in track.representations:
                    assert isinstance(each.index, DeferredIndex)
                    yield each, each.index.resource.url


@pytest.mark.parametrize("entry", cases("test_parse_m3u8_formats"))
def test_playlists(entry: dict[str, Any]) -> None:
    url, formats, subtitles = entry["args"]
    body = body_of(entry)
    document = hls.parse_document(body, url)
    assert isinstance(document, hls.MultivariantPlaylist)
    presentation = hls.parse_presentation(body, url)

    # Each of their video formats is a variant; we join those that share a segment list.
    variants = {(urljoin(url, each.uri), each.resolution) for each in document.variants}
    theirs = {
        (each["url"], size(each)) for each in formats if not each["format_id"].startswith(("aud", "bipbop_a"))
    }
    assert variants == theirs
    assert len(document.variants) == sum(
        "source_preference" not in each and "language" not in each for each in formats
    )

    ours = {address for _, address in lists_of(presentation, Kind.VIDEO, Kind.AUDIO)}
    # A variant of sound alone is the last resort of slow networks, and no rung of the ladder.
    audio_only = {each["url"] for each in formats if each.get("vcodec") == "none" and "acodec" in each}
    assert ours == {each["url"] for each in formats} - audio_only

    texts = {address for _, address in lists_of(presentation, Kind.TEXT)}
    expected_texts = {each["url"] for listed in subtitles.values() for each in listed}
    assert expected_texts <= texts


def size(each: dict[str, Any]) -> tuple[int, int] | None:
    return (each["width"], each["height"]) if "width" in each else None


@pytest.mark.parametrize("entry", cases("test_parse_mpd_formats"))
def test_mpds(entry: dict[str, Any]) -> None:
    url, base, formats, subtitles = entry["args"]
    place = f"{base.rstrip('/')}/manifest.mpd" if base else url
    presentation = dash.parse_presentation(body_of(entry), place)
    tracks = [track for period in presentation.periods for track in period.tracks]
    ours = sorted(
        (round(each.bandwidth_bps / 1000, 3), each.width, each.height, ",".join(each.codecs))
        for track in tracks
        for each in track.representations
        if track.kind in (Kind.VIDEO, Kind.AUDIO)
    )
    theirs = sorted(
        (round(each["tbr"], 3), each.get("width"), each.get("height"), codecs(each)) for each in formats
    )
    assert ours == theirs
    assert sorted(track.language for track in tracks if track.kind is Kind.TEXT) == sorted(subtitles)


def codecs(each: dict[str, Any]) -> str:
    return ",".join(each[name] for name in ("vcodec", "acodec") if each[name] != "none")


@pytest.mark.parametrize("entry", cases("test_parse_ism_formats"))
def test_smooth_streaming_is_refused_by_its_name(entry: dict[str, Any]) -> None:
    for read in (dash.parse_presentation, hls.parse_presentation):
        with pytest.raises(ManifestError) as caught:
            read(body_of(entry), entry["args"][0])
        assert caught.value.problem.code is ErrorCode.MANIFEST_NOT_A_MANIFEST
        assert "Smooth Streaming" in (caught.value.problem.detail or "")
