"""What the authors of mpd-parser expect of their own MPDs, and what we make of them.

Every disagreement stands in `EXPLAINED`; docs/conformance-dash.md has the clauses.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playhead.dash import parse_presentation
from playhead.presentation import ByteRange, DeferredIndex, Presentation

CORPUS = Path(__file__).parents[3].parent / "shared/corpus/manifests"
EXPECTED = CORPUS / "expected/upstream-dash.videojs-mpd-parser.jsonl"
KINDS = {"AUDIO": "audio", "SUBTITLES": "text", "VIDEO": "video"}

Row = tuple[str, float | None, float, tuple[int, int | None] | None]
Rows = dict[tuple[str, str], list[Row]]

REPRESENTATION_INDEX = {("video", "482"): "they fetch the whole file, we its RepresentationIndex"}
TIMELINE_BEFORE_PERIOD = dict.fromkeys(
    [
        ("video", "default_video2000_0_1280x720"),
        ("video", "default_video1200_1_960x540"),
        ("video", "default_video900_1_640x360"),
        ("audio", "default_audio128_2"),
        ("audio", "default_audio96_2"),
    ],
    "they place a timeline without @t before its own period; we let it start with the period",
)
EXPLAINED: dict[str, dict[tuple[str, str], str]] = {
    "608-captions.mpd": REPRESENTATION_INDEX,
    "708-captions.mpd": REPRESENTATION_INDEX,
    "location.mpd": REPRESENTATION_INDEX,
    "locations.mpd": REPRESENTATION_INDEX,
    "segmentBase.mpd": REPRESENTATION_INDEX,
    "multiperiod.mpd": TIMELINE_BEFORE_PERIOD,
    "multiperiod-dynamic.mpd": TIMELINE_BEFORE_PERIOD,
    "segmentList.mpd": {
        ("video", "720"): "nine of ten segments of a minute lie behind a period of six seconds"
    },
}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not EXPECTED.exists(), reason="the shared corpus is not here"),
]


def cases() -> list[Any]:
    if not EXPECTED.exists():
        return []
    lines = [json.loads(line) for line in EXPECTED.read_text().splitlines()]
    return [pytest.param(each, id=Path(each["path"]).name) for each in lines]


def their_playlists(manifest: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for playlist in manifest.get("playlists", []):
        yield "video", playlist
    for group, kind in KINDS.items():
        for labels in manifest["mediaGroups"].get(group, {}).values():
            for label in labels.values():
                for playlist in label.get("playlists", []):
                    yield kind, playlist


def inclusive(part: dict[str, int] | None) -> tuple[int, int | None] | None:
    return None if part is None else (part["offset"], part["offset"] + part["length"] - 1)


def their_rows(manifest: dict[str, Any]) -> Rows:
    rows: Rows = {}
    for kind, playlist in their_playlists(manifest):
        found = rows.setdefault((kind, playlist["attributes"]["NAME"]), [])
        if "sidx" in playlist:
            index = playlist["sidx"]
            found.append((index["resolvedUri"], None, 0.0, inclusive(index["byterange"])))
        for each in playlist["segments"]:
            # Single subtitle files come without a time.
            start = each.get("presentationTime", 0)
            found.append(
                (
                    each["resolvedUri"],
                    round(start, 6),
                    round(each["duration"], 6),
                    inclusive(each.get("byterange")),
                )
            )
    return rows


def pair(part: ByteRange | None) -> tuple[int, int | None] | None:
    return None if part is None else (part.first, part.last)


def our_rows(presentation: Presentation) -> Rows:
    rows: Rows = {}
    for period in presentation.periods:
        for track in period.tracks:
            for each in track.representations:
                # Ids that stand twice in one MPD are one playlist to them.
                found = rows.setdefault((track.kind.value, each.id.rpartition("/")[2].removesuffix("-2")), [])
                if isinstance(each.index, DeferredIndex):
                    resource = each.index.resource
                    found.append((resource.url, None, 0.0, pair(resource.byte_range)))
                    continue
                for s in each.index:
                    start = round(float(period.start) + s.start_s, 6)
                    found.append((s.url, start, round(s.duration_s, 6), pair(s.byte_range)))
    return rows


@pytest.mark.parametrize("case", cases())
def test_agrees_with_mpd_parser_s_own_expectations_but_where_explained(case: dict[str, Any]) -> None:
    path = CORPUS / case["path"]
    ours = our_rows(parse_presentation(path.read_bytes(), "https://www.example.com/base"))
    theirs = their_rows(case["expected"]["parsedManifest"])
    assert ours.keys() == theirs.keys()
    disagreeing = {key for key in theirs if ours[key] != theirs[key]}
    assert disagreeing == EXPLAINED.get(path.name, {}).keys()
