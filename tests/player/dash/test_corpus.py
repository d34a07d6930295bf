"""All DASH files of the shared corpus: no other error, indexes that keep their promises, second opinions."""

import json
import math
from itertools import islice, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from mpegdash.parser import MPEGDASHParser

from playhead.dash import parse_presentation
from playhead.dash.document.addressing import SegmentTemplate
from playhead.dash.document.element import Element
from playhead.dash.document.mpd import AdaptationSet, MpdPeriod, MpdRepresentation
from playhead.dash.document.read import read_mpd
from playhead.dash.document.xml import read_xml
from playhead.dash.faults import Notes
from playhead.errors import ManifestError
from playhead.presentation import DeferredIndex, Presentation, SegmentIndex

CORPUS = Path(__file__).parents[3].parent / "shared/corpus/manifests"
URL = "https://media.example/a/b.mpd"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here"),
]


def dash_files() -> list[Path]:
    index = CORPUS / "index.jsonl"
    if not index.exists():
        return []
    entries = [json.loads(line) for line in index.read_text().splitlines()]
    return [CORPUS / entry["path"] for entry in entries if entry["kind"] == "dash"]


def read(path: Path) -> Presentation | None:
    try:
        return parse_presentation(path.read_bytes(), URL)
    except ManifestError:
        return None


def check_index(index: SegmentIndex) -> None:
    first_ones = list(islice(index, 50))
    assert len(first_ones) == min(50, index.count)
    for one, other in pairwise(first_ones):
        assert other.number == one.number + 1
        assert other.start > one.start
        assert index.after(one) == other
    for segment in first_ones:
        assert segment.duration > 0
        found = index.segment_at(segment.start_s)
        assert found == segment
    if first_ones:
        assert index.segment_at(index.start_s - 1000) == first_ones[0]
        assert index.start_s == first_ones[0].start_s
        last = index.segment_at(math.nextafter(index.end_s, 0) - 1e-5)
        assert last is not None
        assert index.after(last) is None or last.end_s <= index.end_s
    assert index.segment_at(index.end_s + 1) is None


def test_every_file_is_read_or_refused_and_most_are_read() -> None:
    presentations = [found for path in dash_files() if (found := read(path)) is not None]
    assert len(presentations) > 225
    ids: list[str]
    for presentation in presentations:
        ids = [r.id for p in presentation.periods for t in p.tracks for r in t.representations]
        assert len(ids) == len(set(ids))
        for period in presentation.periods:
            names = [track.id for track in period.tracks]
            assert len(names) == len(set(names))
            for track in period.tracks:
                bandwidths = [r.bandwidth_bps for r in track.representations]
                assert bandwidths == sorted(bandwidths)
                for each in track.representations:
                    if not isinstance(each.index, DeferredIndex):
                        check_index(each.index)


def test_static_files_have_complete_indexes_and_dynamic_ones_are_live() -> None:
    for path in dash_files():
        presentation = read(path)
        if presentation is None:
            continue
        is_dynamic = b'type="dynamic"' in path.read_bytes()
        assert presentation.is_live == is_dynamic
        for period in presentation.periods[-1:]:
            for each in (r for t in period.tracks for r in t.representations):
                if not isinstance(each.index, DeferredIndex):
                    # One whole file does not grow, whatever the MPD says.
                    assert each.index.is_complete != is_dynamic or each.index.count == 1


def plain(node: ElementTree.Element) -> object:
    children = [plain(child) for child in node if child.tag.rpartition("}")[2] != "S"]
    return (node.tag.rpartition("}")[2], sorted(node.attrib.items()), (node.text or "").strip(), children)


def ours(element: Element) -> object:
    children = [ours(child) for child in element.children]
    return (element.name, sorted(element.attributes.items()), element.text, children)


def test_the_document_holds_what_another_xml_parser_sees() -> None:
    compared = 0
    for path in dash_files():
        try:
            theirs = ElementTree.fromstring(path.read_bytes())
        except ElementTree.ParseError:
            continue
        assert ours(read_xml(path.read_bytes(), URL, Notes())) == plain(theirs)
        compared += 1
    assert compared > 300


def of_template(template: SegmentTemplate | None) -> object:
    if template is None:
        return None
    timeline = [list(entry) for entry in template.timeline.entries] if template.timeline else []
    return (template.media, template.initialization_template, template.start_number, timeline)


def of_level(level: MpdPeriod | AdaptationSet | MpdRepresentation) -> list[object]:
    urls = level.segment_list.segment_urls if level.segment_list else None
    return [
        [each.url for each in level.base_urls],
        of_template(level.segment_template),
        [
            (each.media, each.media_range and f"{each.media_range.first}-{each.media_range.last}")
            for each in urls or ()
        ],
    ]


def their_template(templates: Any) -> object:
    if not templates:
        return None
    template = templates[0]
    entries: list[Any] = template.segment_timelines[0].Ss or [] if template.segment_timelines else []
    # Without a duration an entry makes no sense; ours are left out.
    timeline = [[s.t, s.d, max(s.r or 0, -1)] for s in entries if s.d]
    return (template.media, template.initialization, template.start_number, timeline)


def their_level(level: Any) -> list[object]:
    urls: list[Any] = (level.segment_lists[0].segment_urls or []) if level.segment_lists else []
    return [
        [(each.base_url_value or "").strip() for each in level.base_urls or ()],
        their_template(level.segment_templates),
        [(each.media, each.media_range) for each in urls],
    ]


def test_agrees_with_mpegdash_wherever_it_can_read_the_file() -> None:
    compared = 0
    for path in dash_files():
        text = path.read_bytes()
        # Anything without an MPD tag it would take for the name of a file or a URL.
        if b"<MPD" not in text:
            continue
        if b"<Pattern" in text:  # it knows none
            continue
        try:
            theirs = MPEGDASHParser.parse(text.decode())
            mpd = read_mpd(text, URL, Notes())
        except Exception:  # noqa: BLE001  # it raises whatever minidom and int() raise
            continue
        compared += 1
        for period, other in zip(mpd.periods, theirs.periods or [], strict=True):
            assert of_level(period) == their_level(other), path.name
            sets = zip(period.adaptation_sets, other.adaptation_sets or [], strict=True)
            for adaptation_set, other_set in sets:
                assert of_level(adaptation_set) == their_level(other_set), path.name
                assert adaptation_set.language == other_set.lang
                pairs = zip(adaptation_set.representations, other_set.representations or [], strict=True)
                for each, another in pairs:
                    assert of_level(each) == their_level(another), path.name
                    assert (each.id, each.media.width) == (another.id, another.width)
    assert compared > 200
