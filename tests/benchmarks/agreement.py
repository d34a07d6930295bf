"""How far we agree with four other parsers about the shared corpus: a table, and where we don't.

    python3 run.py bench agreement                  the table
    python3 run.py bench agreement --differences    the files behind it as well

Their answers were written down beforehand and are evidence, not truth: they differ from each other and from
the standard. A row counts the files that both sides read. What the authors of a fixture expect of it is
compared in the tests; reasons for differences stand in docs/conformance.md and docs/conformance-dash.md.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playhead import dash, hls
from playhead.errors import ManifestError
from playhead.hls.index import MediaPlaylistIndex
from playhead.presentation import ByteRange, DeferredIndex, Kind

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "manifests"
HLS_URL = "https://cdn.test/a/index.m3u8"
MPD_URL = "https://example.com/dir/manifest.mpd"

Facets = dict[str, Any]


@dataclass
class Tally:
    """One row of the table."""

    files: int = 0
    differing: list[str] = field(default_factory=list[str])


def span(part: ByteRange | None) -> tuple[int, int | None] | None:
    """Return length and offset."""
    return None if part is None else (part.length or 0, part.first)


def rounded(seconds: float | None) -> float:
    """Return a duration as far as all parsers keep it."""
    return round(seconds or 0, 4)


def our_playlist(body: bytes) -> Facets:
    """Return what we make of a playlist."""
    document = hls.parse_document(body, HLS_URL)
    if isinstance(document, hls.MultivariantPlaylist):
        return {
            "variants": [variant.uri for variant in document.variants],
            "bandwidths": [variant.bandwidth_bps for variant in document.variants],
            "resolutions": [variant.resolution for variant in document.variants],
        }
    table = document.segments
    segments = list(MediaPlaylistIndex(document, HLS_URL))
    return {
        "segments": len(segments),
        "addresses": [urljoin(HLS_URL, uri) for uri in table.uris],
        "durations": [rounded(segment.duration_s) for segment in segments],
        "byte ranges": [span(segment.byte_range) for segment in segments],
        "encrypted": [bool(segment.protection) for segment in segments],
        "media sequence": document.media_sequence,
    }


def globocom(result: Any) -> Facets:
    """Return the answer of the library m3u8."""
    if result["is_variant"]:
        listed = result["playlists"]
        infos = [each["stream_info"] for each in listed]
        sizes = [info.get("resolution") for info in infos]
        return {
            "variants": [each.get("uri", "") for each in listed],
            "bandwidths": [info.get("bandwidth") or 0 for info in infos],
            "resolutions": [tuple(map(int, size.split("x"))) if size else None for size in sizes],
        }
    listed = [each for each in result["segments"] if each.get("uri")]
    return {
        "segments": len(listed),
        "addresses": [urljoin(HLS_URL, each.get("uri", "")) for each in listed],
        "durations": [rounded(each.get("duration")) for each in listed],
        "encrypted": [(each.get("key") or {}).get("method", "NONE") != "NONE" for each in listed],
        "media sequence": result.get("media_sequence") or 0,
    }


def hls_parser(result: Any) -> Facets:
    """Return the answer of hls-parser."""
    if result["isMasterPlaylist"]:
        listed = [each for each in result["variants"] if not each.get("isIFrameOnly")]
        return {
            "variants": [each.get("uri", "") for each in listed],
            "bandwidths": [each.get("bandwidth") or 0 for each in listed],
            "resolutions": [size(each.get("resolution")) for each in listed],
        }
    listed = result.get("segments", [])
    return {
        "segments": len(listed),
        "addresses": [urljoin(HLS_URL, each.get("uri", "")) for each in listed],
        "durations": [rounded(each.get("duration")) for each in listed],
        "byte ranges": [length_and_offset(each.get("byterange")) for each in listed],
        "encrypted": [(each.get("key") or {}).get("method", "NONE") != "NONE" for each in listed],
        "media sequence": result.get("mediaSequenceBase", 0),
    }


def videojs_hls(result: Any) -> Facets:
    """Return the answer of videojs/m3u8-parser."""
    if result.get("playlists"):
        listed = result["playlists"]
        attributes = [each.get("attributes", {}) for each in listed]
        return {
            "variants": [each.get("uri", "") for each in listed],
            "bandwidths": [each.get("BANDWIDTH") or 0 for each in attributes],
            "resolutions": [size(each.get("RESOLUTION")) for each in attributes],
        }
    listed = [each for each in result["segments"] if "uri" in each]
    return {
        "segments": len(listed),
        "addresses": [urljoin(HLS_URL, each.get("uri", "")) for each in listed],
        "durations": [rounded(each.get("duration")) for each in listed],
        "byte ranges": [length_and_offset(each.get("byterange")) for each in listed],
        "encrypted": ["key" in each for each in listed],
        "media sequence": result.get("mediaSequence", 0),
    }


def size(resolution: Any) -> tuple[int, int] | None:
    """Return width and height."""
    return (resolution["width"], resolution["height"]) if resolution else None


def length_and_offset(part: Any) -> tuple[int, int] | None:
    """Return a byte range as `span` does."""
    return (part["length"], part["offset"]) if part else None


def our_mpd(body: bytes) -> Facets:
    """Return the segments of all representations together, for names and grouping are each parser's own."""
    presentation = dash.parse_presentation(body, MPD_URL)
    segments = [
        segment
        for period in presentation.periods
        for track in (*period.tracks, *period.trick_play)
        for each in track.representations
        if track.kind is not Kind.IMAGE and not isinstance(each.index, DeferredIndex)
        for segment in each.index
    ]
    return {
        "segments": len(segments),
        "addresses": sorted(segment.url for segment in segments),
        "durations": sorted(round(segment.duration_s, 3) for segment in segments),
    }


def videojs_mpd(result: Any) -> Facets:
    """Return the answer of videojs/mpd-parser."""
    playlists = list(result["playlists"])
    for group in result["mediaGroups"].values():
        for labels in group.values():
            for label in labels.values():
                playlists += label.get("playlists", [])
    segments = [each for listed in playlists if "sidx" not in listed for each in listed.get("segments", [])]
    return {
        "segments": len(segments),
        "addresses": sorted(each["resolvedUri"] for each in segments),
        "durations": sorted(round(each.get("duration") or 0, 3) for each in segments),
    }


ORACLES: dict[str, tuple[str, Callable[[Any], Facets], Callable[[bytes], Facets]]] = {
    "m3u8 (Python)": ("oracle.globocom-m3u8.jsonl.gz", globocom, our_playlist),
    "hls-parser": ("oracle.hls-parser.jsonl.gz", hls_parser, our_playlist),
    "videojs/m3u8-parser": ("oracle.videojs-m3u8.jsonl.gz", videojs_hls, our_playlist),
    "videojs/mpd-parser": ("oracle.videojs-mpd.jsonl.gz", videojs_mpd, our_mpd),
}


def compare(name: str) -> tuple[dict[str, Tally], dict[str, int]]:
    """Return how far we agree, by facet, and how many files only one of us reads."""
    file, theirs_of, ours_of = ORACLES[name]
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    alone = {"only they read": 0, "only we read": 0, "neither reads": 0}
    for line in gzip.decompress((CORPUS / "expected" / file).read_bytes()).splitlines():
        answer = json.loads(line)
        has_answer = answer["ok"] and answer["result"] is not None
        try:
            ours = ours_of((CORPUS / answer["path"]).read_bytes())
        except ManifestError:
            alone["only they read" if has_answer else "neither reads"] += 1
            continue
        if not has_answer:
            alone["only we read"] += 1
            continue
        theirs = theirs_of(answer["result"])
        for facet in ours.keys() & theirs.keys():
            tally = tallies[facet]
            tally.files += 1
            if ours[facet] != theirs[facet]:
                tally.differing.append(answer["path"])
    return dict(tallies), alone


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--differences", action="store_true", help="name the files, too")
    shows_differences = parser.parse_args().differences
    print("| parser | what | files | agree | |\n|---|---|---:|---:|---:|")
    for name in ORACLES:
        tallies, alone = compare(name)
        for facet, tally in sorted(tallies.items()):
            agreed = tally.files - len(tally.differing)
            print(f"| {name} | {facet} | {tally.files} | {agreed} | {agreed / tally.files:.1%} |")
            if shows_differences:
                for path in tally.differing:
                    print(f"    {path}")
        print(f"| {name} | {', '.join(f'{text}: {count}' for text, count in alone.items())} | | | |")


if __name__ == "__main__":
    main()
