"""The shared corpus: every playlist reads, and two other parsers agree wherever the standard is clear."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import m3u8
import pytest

from playhead.errors import ManifestError
from playhead.hls import MediaPlaylist, MultivariantPlaylist, parse_document, parse_presentation
from playhead.hls.index import MediaPlaylistIndex
from playhead.presentation import DeferredIndex, Segment

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "manifests"
URL = "https://cdn.test/a/index.m3u8"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (CORPUS / "index.jsonl").exists(), reason="the shared corpus is not here"),
]


def _playlists() -> Iterator[tuple[str, bytes]]:
    with (CORPUS / "index.jsonl").open() as index:
        for line in index:
            entry = json.loads(line)
            if entry["kind"] == "hls":
                yield entry["path"], (CORPUS / entry["path"]).read_bytes()


def test_every_playlist_reads_or_is_refused_with_a_manifest_error() -> None:
    readable = refused = 0
    for _, body in _playlists():
        try:
            presentation = parse_presentation(body, URL)
        except ManifestError:
            refused += 1
            continue
        readable += 1
        for track in presentation.periods[0].tracks:
            for representation in track.representations:
                if not isinstance(representation.index, DeferredIndex):
                    assert len(list(representation.index)) == representation.index.count
    assert readable + refused == 978
    # Two in five of these are delta updates, which mean nothing without the playlist before.
    assert refused < 110


# videojs/m3u8-parser: what its authors expect of their own fixtures.

# Where we differ and why is in docs/conformance.md, section HLS.
KNOWN_DIFFERENCES = {
    "byteRange.m3u8": {"segment 2 range"},
    "extinf.m3u8": {"segment 1 title"},
    "llhls-byte-range.m3u8": {"segment 2 range"},
    "multipleTargetDurations.m3u8": {"target duration", "segment 3 duration"},
    "negativeMediaSequence.m3u8": {"media sequence"},
    "twoMediaSequences.m3u8": {"media sequence"},
    "zeroDuration.m3u8": {"segment 0 duration"},
}


def _upstream() -> list[Any]:
    path = CORPUS / "expected" / "upstream-hls.videojs-m3u8-parser.jsonl"
    if not path.exists():
        return []
    return [
        pytest.param(entry["path"], entry["expected"], id=Path(entry["path"]).name)
        for entry in map(json.loads, path.read_text().splitlines())
    ]


@pytest.mark.parametrize(("path", "expected"), _upstream())
def test_agrees_with_what_the_authors_of_a_fixture_expect(path: str, expected: dict[str, Any]) -> None:
    document = parse_document((CORPUS / path).read_bytes(), URL)
    if isinstance(document, MediaPlaylist):
        differences = set(_media_differences(document, expected))
    else:
        differences = set(_multivariant_differences(document, expected))
    assert differences == KNOWN_DIFFERENCES.get(Path(path).name, set())


def _multivariant_differences(document: MultivariantPlaylist, expected: dict[str, Any]) -> Iterator[str]:
    listed = [
        (each["uri"], each.get("attributes", {}).get("BANDWIDTH", 0))
        for each in expected.get("playlists", [])
    ]
    if [(variant.uri, variant.bandwidth_bps) for variant in document.variants] != listed:
        yield "variants"
    if len(document.iframe_variants) != len(expected["iFramePlaylists"]):
        yield "trick-play variants"


def _media_differences(document: MediaPlaylist, expected: dict[str, Any]) -> Iterator[str]:
    pairs = {
        "target duration": (document.target_duration, _ticks(expected.get("targetDuration"))),
        "media sequence": (document.media_sequence, expected.get("mediaSequence", 0)),
        "discontinuity sequence": (
            document.discontinuity_sequence,
            expected.get("discontinuitySequence", 0),
        ),
        "end": (document.has_end, bool(expected.get("endList"))),
        "type": (document.playlist_type, expected.get("playlistType")),
        "segments": (len(document.segments), len(expected["segments"])),
    }
    yield from (name for name, (ours, theirs) in pairs.items() if ours != theirs)
    segments = MediaPlaylistIndex(document, URL)
    for row, (segment, theirs) in enumerate(zip(segments, expected["segments"], strict=False)):
        title = document.segments.titles.get(row, "")
        for name in _segment_differences(segment, title, theirs):
            yield f"segment {row} {name}"


def _segment_differences(segment: Segment, title: str, theirs: dict[str, Any]) -> Iterator[str]:
    part, init, key = theirs.get("byterange"), theirs.get("map"), theirs.get("key")
    ours_part = segment.byte_range and {
        "length": segment.byte_range.length,
        "offset": segment.byte_range.first,
    }
    pairs = {
        "duration": (segment.duration, _ticks(theirs.get("duration", 0))),
        "address": (segment.url, urljoin(URL, theirs["uri"])),
        "discontinuity": (segment.discontinuity, theirs["timeline"]),
        "title": (title, theirs.get("title", "")),
        "range": (ours_part, part),
        "map": (segment.init and segment.init.url, init and urljoin(URL, init["uri"])),
        "key": (
            [(each.scheme, each.key_uri, each.iv) for each in segment.protection],
            [(key["method"], urljoin(URL, key["uri"]), _vector(key))] if key else [],
        ),
    }
    yield from (name for name, (left, right) in pairs.items() if left != right)
    if "programDateTime" in theirs and not _is_close(segment.utc_start_s, theirs["programDateTime"]):
        yield "date"


def _is_close(ours_s: float | None, theirs_ms: float) -> bool:
    return ours_s is not None and abs(ours_s * 1000 - theirs_ms) < 2


def _ticks(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1e6)


def _vector(key: dict[str, Any]) -> bytes | None:
    words = key.get("iv")
    if words is None:
        return None
    if isinstance(words, dict):
        (words,) = words.values()
    return b"".join(int(word).to_bytes(4, "big") for word in words)


# m3u8: another reader of the same text. It knows no EXT-X-DEFINE, makes a segment of trailing parts, leaves
# out what has no EXTINF and opens any scheme; what is left must be equal.


def _m3u8(body: bytes) -> m3u8.M3U8 | None:
    try:
        return m3u8.loads(body.decode("utf-8", "replace"), uri=URL)
    except (ValueError, TypeError, KeyError, IndexError):
        return None


def _read_by_both() -> Iterator[tuple[str, MediaPlaylist | MultivariantPlaylist, m3u8.M3U8]]:
    beyond_m3u8 = {"hls.duration", "hls.address", "hls.attribute-value"}
    for path, body in _playlists():
        theirs = _m3u8(body)
        try:
            document = parse_document(body, URL)
        except ManifestError:
            continue
        if theirs is None or document.defines or beyond_m3u8 & {w.code for w in document.warnings}:
            continue
        yield path, document, theirs


def test_agrees_with_the_m3u8_library_on_media_playlists() -> None:
    differences: list[str] = []
    compared = 0
    for path, document, theirs in _read_by_both():
        if not isinstance(document, MediaPlaylist):
            continue
        compared += 1
        ours = [
            (segment.url, segment.duration, bool(segment.init), bool(segment.protection))
            for segment in MediaPlaylistIndex(document, URL)
        ]
        other = [
            (
                urljoin(URL, segment.uri),
                _ticks(segment.duration),
                bool(segment.init_section),
                bool(segment.key and segment.key.method != "NONE"),
            )
            for segment in theirs.segments
            if segment.uri
        ]
        if ours != other:
            differences.append(path)
    assert compared > 500
    assert differences == []


def test_agrees_with_the_m3u8_library_on_multivariant_playlists() -> None:
    differences: list[str] = []
    compared = 0
    for path, document, theirs in _read_by_both():
        if not isinstance(document, MultivariantPlaylist):
            continue
        compared += 1
        ours = [(v.uri, v.bandwidth_bps, ",".join(v.codecs), v.resolution) for v in document.variants]
        other = [
            (
                each.uri,
                each.stream_info.bandwidth or 0,
                (each.stream_info.codecs or "").replace(" ", ""),
                each.stream_info.resolution,
            )
            for each in theirs.playlists
        ]
        if ours != other:
            differences.append(path)
    assert compared > 200
    # BANDWIDTH=1280000.98: the library cuts, we round.
    assert [Path(path).name for path in differences] == ["VARIANT_PLAYLIST_WITH_BANDWIDTH_FLOAT.m3u8"]


def test_reading_a_title_from_its_directory_gives_every_rendition_the_same_length() -> None:
    root = CORPUS / "presentations" / "hls"
    checked = 0
    for master in root.rglob("*.m3u8") if root.exists() else []:
        presentation = parse_presentation(master.read_bytes(), master.as_uri())
        ends: list[float] = []
        for track in presentation.periods[0].tracks:
            for representation in track.representations:
                index = representation.index
                if isinstance(index, DeferredIndex):
                    media = Path(index.resource.url.removeprefix("file://"))
                    if not media.exists():
                        continue
                    index = index.resolve(media.read_bytes(), index.resource.url)
                    ends.append(index.end_s)
        if ends:
            checked += 1
            assert max(ends) - min(ends) < 12
    assert checked > 0
