"""Documents that change: MPD Patch and remote elements."""

import pytest

from playhead.dash import Manifest
from playhead.dash.links import Link
from playhead.errors import ErrorCode, ManifestError
from playhead.presentation import DeferredIndex

URL = "https://live.example/ch/one.mpd"
PATCH_URL = "https://live.example/ch/p.mpp"
BEFORE = """<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" id="x" type="dynamic"
 availabilityStartTime="1970-01-01T00:00:00Z" publishTime="1970-01-01T00:01:00Z" minimumUpdatePeriod="PT2S">
<Location>a.mpd</Location>
<Period id="1" start="PT0S"><AdaptationSet id="1" mimeType="video/mp4">
<SegmentTemplate media="$Time$" timescale="10"><SegmentTimeline><S t="0" d="20" n="1"/><S d="30" r="1"/>
</SegmentTimeline></SegmentTemplate><Representation id="v" bandwidth="1"/></AdaptationSet>
<AdaptationSet id="2" mimeType="audio/mp4"><Representation id="a" bandwidth="1"><BaseURL>a.mp4</BaseURL>
</Representation></AdaptationSet></Period></MPD>"""
LINE = "/MPD/Period[@id='1']/AdaptationSet[@id='1']/SegmentTemplate/SegmentTimeline"


def manifest(text: str = BEFORE) -> Manifest:
    return Manifest.read(text.encode(), URL)


def patch(operations: str, original: str = "1970-01-01T00:01:00Z", name: str = "x") -> Manifest:
    text = f"""<Patch xmlns="urn:mpeg:dash:schema:mpd-patch:2020" mpdId="{name}"
    originalPublishTime="{original}">{operations}
    <replace sel="/MPD/@publishTime">1970-01-01T00:02:00Z</replace></Patch>"""
    return manifest().patched(text.encode(), PATCH_URL)


def entries(changed: Manifest) -> object:
    template = changed.mpd.periods[0].adaptation_sets[0].segment_template
    assert template is not None
    assert template.timeline is not None
    return template.timeline.entries[:]


def failure(operations: str) -> ErrorCode:
    with pytest.raises(ManifestError) as caught:
        patch(operations)
    return caught.value.problem.code


def test_segments_are_added_at_the_end_of_a_timeline() -> None:
    changed = patch(f'<add sel="{LINE}"><S d="40"/><S d="50" r="2"/></add>')
    assert entries(changed) == ((0, 20, 0), (None, 30, 1), (None, 40, 0), (None, 50, 2))
    assert changed.mpd.publish_time == 120
    assert changed.url == URL


def test_an_untouched_timeline_stays_as_it_was() -> None:
    assert entries(patch("")) == entries(manifest())


def test_the_oldest_segments_are_removed_and_the_new_first_one_gets_its_time() -> None:
    operations = f"""<remove sel="{LINE}/S[1]"/><add sel="{LINE}/S[1]" type="@t">20</add>
    <replace sel="{LINE}/S[1]/@r">5</replace>"""
    assert entries(patch(operations)) == ((20, 30, 5),)


def test_segments_are_found_by_their_time() -> None:
    operations = f"""<add sel="{LINE}/S[@t='0']" pos="after"><S d="1"/></add>
    <add sel="{LINE}/S[@t='0']" pos="before"><S t="5" d="2"/></add>"""
    assert entries(patch(operations)) == ((5, 2, 0), (0, 20, 0), (None, 1, 0), (None, 30, 1))


def test_elements_are_prepended_replaced_and_removed() -> None:
    changed = patch("""<add sel="/MPD" pos="prepend"><BaseURL>https://b/</BaseURL></add>
    <replace sel="/MPD/Location"><Location>b.mpd</Location></replace>
    <remove sel="/MPD/Period[1]/AdaptationSet[2]"/>
    <add sel="/MPD"><Period id="2" start="PT9S"><AdaptationSet mimeType="video/mp4"/></Period></add>""")
    assert [each.url for each in changed.mpd.base_urls] == ["https://b/"]
    assert changed.mpd.locations == ("b.mpd",)
    assert [period.id for period in changed.mpd.periods] == ["1", "2"]
    assert len(changed.mpd.periods[0].adaptation_sets) == 1


def test_text_is_replaced() -> None:
    assert patch('<replace sel="/MPD/Location/text()">c.mpd</replace>').mpd.locations == ("c.mpd",)


def test_prefixes_in_selectors_do_not_matter() -> None:
    assert patch('<remove sel="/d:MPD/d:Location"/>').mpd.locations == ()


@pytest.mark.parametrize(
    "operations",
    [
        '<add sel="/MPD/Nowhere"><S d="1"/></add>',
        '<remove sel="/MPD/Period[1]/AdaptationSet"/>',
        '<remove sel="/MPD"/>',
        '<remove sel="/MPD/@nothing"/>',
        '<replace sel="/MPD/@nothing">x</replace>',
        '<replace sel="/MPD/Location"/>',
        '<remove sel="//Period"/>',
        '<remove sel="/MPD/Period[position()=1]"/>',
        '<remove sel="/MPD/Period[0]"/>',
        '<remove sel=""/>',
        "<remove/>",
        '<twist sel="/MPD/Location"/>',
        '<replace sel="/MPD"><MPD/></replace>',
    ],
)
def test_a_patch_that_does_not_fit_fails(operations: str) -> None:
    assert failure(operations) is ErrorCode.MANIFEST_PATCH_FAILED


def test_a_patch_for_another_document_or_version_fails() -> None:
    with pytest.raises(ManifestError, match="another MPD"):
        patch("", name="y")
    with pytest.raises(ManifestError, match="another version"):
        patch("", original="1970-01-01T00:00:59Z")


def test_a_body_that_is_no_patch_fails() -> None:
    with pytest.raises(ManifestError, match="not Patch"):
        manifest().patched(BEFORE.encode(), PATCH_URL)


def test_a_patch_that_looks_at_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playhead.dash.patch._MAX_VISITED", 5)
    assert failure(f'<remove sel="{LINE}/S[1]"/>') is ErrorCode.MANIFEST_LIMIT_EXCEEDED


LINKED = """<MPD xmlns:xlink="http://www.w3.org/1999/xlink" mediaPresentationDuration="PT30S">
<Period id="a" duration="PT10S"><AdaptationSet mimeType="video/mp4"><Representation id="v" bandwidth="1">
<SegmentTemplate media="$Number$" duration="10"/></Representation></AdaptationSet></Period>
<Period xlink:href="ads.xml" xlink:actuate="onLoad" duration="PT5S"/>
<Period xlink:href="urn:mpeg:dash:resolve-to-zero:2013" xlink:actuate="onLoad"/>
<Period id="z"><AdaptationSet mimeType="video/mp4"><Representation id="v" bandwidth="1">
<SegmentTemplate media="$Number$" duration="10"/></Representation></AdaptationSet></Period></MPD>"""
AD = """<Period id="{0}" duration="PT{1}S"><AdaptationSet mimeType="video/mp4">
<Representation id="v" bandwidth="1"><SegmentTemplate media="$Number$" duration="10"/>
</Representation></AdaptationSet></Period>"""


def linked() -> tuple[Manifest, Link]:
    found = manifest(LINKED)
    (link,) = found.links
    return found, link


def periods(found: Manifest) -> list[tuple[str, float]]:
    return [(period.id, float(period.start)) for period in found.presentation().periods]


def test_links_say_what_to_fetch_and_those_to_nothing_are_gone_at_once() -> None:
    found, link = linked()
    told = (link.element, link.resource.url, link.is_on_load)
    assert told == ("Period", "https://live.example/ch/ads.xml", True)
    assert len(found.mpd.periods) == 3


def test_a_link_is_replaced_by_all_that_is_behind_it() -> None:
    found, link = linked()
    body = "<?xml version='1.0'?>\n" + AD.format("ad1", 5) + AD.format("ad2", 3)
    assert periods(found.with_links({link: body.encode()})) == [("a", 0), ("ad1", 10), ("ad2", 15), ("z", 18)]


def test_a_link_to_nothing_at_all_removes_its_element() -> None:
    found, link = linked()
    assert periods(found.with_links({link: b""})) == [("a", 0), ("z", 10)]


@pytest.mark.parametrize(
    "body", [None, b"<html/>", b"<Period", b"<!DOCTYPE x><Period/>", b"<AdaptationSet/>", b"\xff\xfe\xff"]
)
def test_a_link_that_fails_leaves_its_element_as_it_is(body: bytes | None) -> None:
    found, link = linked()
    changed = found.with_links({link: body})
    assert len(changed.mpd.periods) == 3
    assert changed.links == ()
    assert "link-failed" in [warning.code for warning in changed.presentation().warnings]
    assert periods(changed) == [("a", 0), ("z", 15)]


def test_remote_elements_do_not_lead_on() -> None:
    found, link = linked()
    onward = '<Period xmlns:l="http://www.w3.org/1999/xlink" l:href="ads.xml"'
    body = AD.format("ad", 5).replace("<Period", onward)
    changed = found.with_links({link: body.encode()})
    assert changed.links == ()
    assert ("ad", 10) in periods(changed)


def test_links_inside_sets_are_followed_too() -> None:
    template = '<SegmentTemplate media="$Number$" duration="10"/>'
    text = LINKED.replace(template, '<SegmentList xlink:href="list.xml"/>', 1)
    found = manifest(text)
    link = next(each for each in found.links if each.element == "SegmentList")
    body = b'<SegmentList duration="5"><SegmentURL media="a"/><SegmentURL media="b"/></SegmentList>'
    index = found.with_links({link: body}).presentation().periods[0].tracks[0].representations[0].index
    assert not isinstance(index, DeferredIndex)
    assert index.count == 2
