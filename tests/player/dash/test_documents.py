"""The hardened reader: what it refuses, what it forgives, what it keeps."""

from xml.etree import ElementTree

import pytest

from playhead.dash import parse_presentation
from playhead.dash.document.element import Element, walk
from playhead.dash.document.read import read_mpd
from playhead.dash.document.xml import read_xml
from playhead.dash.faults import Notes
from playhead.dash.limits import MAX_BODY_BYTES, MAX_WARNINGS
from playhead.errors import ErrorCode, ManifestError

URL = "https://media.example/manifest.mpd"
PLAYABLE = """<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="PT10S"><Period>
<AdaptationSet mimeType="video/mp4"><Representation id="é" bandwidth="1">
<SegmentTemplate media="$Number$" duration="5"/>
</Representation></AdaptationSet></Period></MPD>"""


def refusal(body: bytes | str) -> tuple[ErrorCode, str, int | None]:
    with pytest.raises(ManifestError) as caught:
        parse_presentation(body.encode() if isinstance(body, str) else body, URL)
    problem = caught.value.problem
    return problem.code, problem.detail, problem.context.line


@pytest.mark.parametrize(
    ("body", "likeness"),
    [
        ("<!DOCTYPE html><html><body>Not found</body></html>", "HTML"),
        ("\n<!-- cached --><html lang='en'>", "HTML"),
        ("#EXTM3U\n#EXT-X-VERSION:3", "HLS"),
        ('{"error": 404}', "JSON"),
        ("<SmoothStreamingMedia/>", "Smooth"),
        ("<rss version='2.0'/>", "RSS"),
        ("<root><MPD/></root>", "root"),
        ("Service Unavailable", "no XML"),
        (b"\0\0\0\x18ftypmp42", "MP4"),
        (b"\x1f\x8b\x08\0", "gzip"),
    ],
)
def test_what_is_no_mpd_is_named_for_what_it_looks_like(body: bytes | str, likeness: str) -> None:
    code, detail, _ = refusal(body)
    assert code is ErrorCode.MANIFEST_NOT_A_MANIFEST
    assert likeness in detail


@pytest.mark.parametrize("body", [b"", b"  \n", b"\xef\xbb\xbf", "<MPD/>", "<MPD><Period/></MPD>"])
def test_nothing_in_it_is_empty(body: bytes | str) -> None:
    assert refusal(body)[0] is ErrorCode.MANIFEST_EMPTY


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<MPD>\n<Period>\n</MPD>", 3),
        ("<MPD>\n<Period id='1' id='2'/></MPD>", 2),
        ("\n\n<?xml version='1.0'?>\n<MPD a=&b;/>", 4),
        ("<MPD>\n\n&unknown;</MPD>", 3),
        ("<!-- never ends", 1),
    ],
)
def test_broken_xml_is_malformed_at_its_line(body: str, line: int) -> None:
    code, _, where = refusal(body)
    assert (code, where) == (ErrorCode.MANIFEST_MALFORMED, line)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE MPD [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE MPD SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE MPD [<!ENTITY % x SYSTEM "http://evil.example/x.dtd"> %x;]>',
        '<?xml version="1.0"?><!-- harmless --><!DOCTYPE MPD []>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_any_doctype_is_refused(doctype: str, encoding: str) -> None:
    code, detail, _ = refusal((doctype + PLAYABLE).encode(encoding))
    assert code is ErrorCode.MANIFEST_MALFORMED
    assert "DOCTYPE" in detail


def test_an_encoding_that_could_hide_something_is_refused() -> None:
    body = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE MPD+AD4-<MPD/>'
    assert refusal(body)[0] is ErrorCode.MANIFEST_MALFORMED


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8-sig"),
        ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
        ("", "utf-16-le"),
        ("", "utf-16-be"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "iso-8859-1"),
    ],
)
def test_usual_encodings_are_read(declared: str, encoding: str) -> None:
    presentation = parse_presentation((declared + PLAYABLE).encode(encoding), URL)
    assert presentation.periods[0].tracks[0].representations[0].id == "é"


def test_text_that_is_not_what_it_declares_is_malformed() -> None:
    assert refusal(b'<?xml version="1.0"?><MPD id="\xff\xfe"/>')[0] is ErrorCode.MANIFEST_MALFORMED
    assert refusal(b"\xff\xfe<\0M\0P")[0] is ErrorCode.MANIFEST_MALFORMED


@pytest.mark.parametrize(
    "body",
    [
        b" " * (MAX_BODY_BYTES + 1),
        b"<MPD>" + b"<a>" * 100 + b"</a>" * 100 + b"</MPD>",
        b"<MPD>" + b"<a/>" * 1_001 + b"</MPD>",
        b"<MPD><SegmentTimeline>" + b'<S d="1"/>' * 1_001 + b"</SegmentTimeline></MPD>",
    ],
)
def test_caps_hold(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playhead.dash.document.xml.MAX_ELEMENTS", 1_000)
    monkeypatch.setattr("playhead.dash.document.timeline.MAX_TIMELINE_ENTRIES", 1_000)
    assert refusal(body)[0] is ErrorCode.MANIFEST_LIMIT_EXCEEDED


def test_depth_that_would_exhaust_a_stack_is_refused() -> None:
    assert refusal("<MPD>" + "<a>" * 100_000)[0] in (
        ErrorCode.MANIFEST_MALFORMED,
        ErrorCode.MANIFEST_LIMIT_EXCEEDED,
    )


@pytest.mark.parametrize("namespace", ["", "urn:mpeg:DASH:schema:MPD:2011", "urn:example:own"])
def test_the_namespace_of_the_root_is_the_mpd_s_own(namespace: str) -> None:
    text = PLAYABLE.replace("urn:mpeg:dash:schema:mpd:2011", namespace)
    assert parse_presentation(text.encode(), URL).periods[0].tracks


def test_elements_of_other_namespaces_are_not_mistaken_for_the_mpd_s() -> None:
    text = PLAYABLE.replace("<Period>", '<x:Period xmlns:x="urn:other"><x:y/></x:Period><Period>')
    assert len(parse_presentation(text.encode(), URL).periods) == 1


def test_an_undeclared_prefix_is_forgiven_with_a_warning() -> None:
    text = PLAYABLE.replace(
        "<SegmentT",
        '<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc"'
        ' cenc:default_KID="00112233-4455-6677-8899-aabbccddeeff"/><SegmentT',
    )
    presentation = parse_presentation(text.encode(), URL)
    (protection,) = presentation.periods[0].tracks[0].representations[0].protection
    assert protection.key_ids == ("00112233445566778899aabbccddeeff",)
    assert [warning.code for warning in presentation.warnings] == ["undeclared-prefix"]


def test_warnings_say_code_line_and_element() -> None:
    text = PLAYABLE.replace('bandwidth="1"', 'bandwidth="-1"')
    (first, *_) = parse_presentation(text.encode(), URL).warnings
    assert (first.code, first.line, first.tag) == ("bad-attribute", 2, "Representation")


def test_warnings_are_capped_and_the_rest_is_counted() -> None:
    sets = "".join(
        f'\n<AdaptationSet><Representation id="{n}" bandwidth="x"/></AdaptationSet>' for n in range(300)
    )
    warnings = parse_presentation(PLAYABLE.replace("</Period>", sets + "</Period>").encode(), URL).warnings
    assert len(warnings) == MAX_WARNINGS + 1
    assert warnings[-1].code == "too-many-warnings"


def test_timelines_become_tuples_and_keep_their_other_attributes() -> None:
    mpd = read_mpd(
        b'<MPD><Period><SegmentTemplate><SegmentTimeline>\n<S t="5" d="2" n="9"/><S d="3" r="-4" k="2"/>'
        b'<S d="0"/></SegmentTimeline></SegmentTemplate></Period></MPD>',
        URL,
        notes := Notes(),
    )
    template = mpd.periods[0].segment_template
    assert template is not None
    assert template.timeline is not None
    assert template.timeline.entries[:] == ((5, 2, 0), (None, 3, -1))
    assert template.timeline.details == {0: {"n": "9"}, 1: {"k": "2"}}
    assert [(warning.code, warning.line) for warning in notes.warnings] == [("bad-timeline-entry", 2)]


def canonical(node: ElementTree.Element) -> object:
    children = [canonical(child) for child in node]
    return (
        node.tag,
        sorted(node.attrib.items()),
        (node.text or "").strip(),
        (node.tail or "").strip(),
        children,
    )


def rebuilt(element: Element, own: str) -> object:
    namespace = element.namespace or own
    tag = f"{{{namespace}}}{element.name}" if namespace else element.name
    children = [rebuilt(child, own) for child in element.children]
    return (tag, sorted(element.attributes.items()), element.text, element.tail, children)


def test_nothing_of_the_document_is_lost() -> None:
    text = b"""<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:x="urn:x" x:a="1" b="2">
        <x:foo>one<x:bar/>two</x:foo>
        <Period unknown="yes"><Novelty><BaseURL>z</BaseURL></Novelty></Period></MPD>"""
    element = read_xml(text, URL, Notes())
    assert rebuilt(element, "urn:mpeg:dash:schema:mpd:2011") == canonical(ElementTree.fromstring(text))
    assert [each.name for each in walk(element)] == ["MPD", "foo", "bar", "Period", "Novelty", "BaseURL"]


def test_an_ampersand_that_stands_for_itself_is_read_with_a_warning() -> None:
    notes = Notes()
    body = b"<MPD>\n<BaseURL>https://cdn.test/?a=1&b=2&amp;c=3&#38;d</BaseURL></MPD>"
    mpd = read_mpd(body, URL, notes)
    assert mpd.base_urls[0].url == "https://cdn.test/?a=1&b=2&c=3&d"
    (warning,) = notes.warnings
    assert (warning.code, warning.line) == ("bare-ampersand", 2)


def test_a_preselection_names_its_components() -> None:
    inner = '<Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/><Label>English</Label>'
    attributes = 'id="p" preselectionComponents="1 2" lang="en" selectionPriority="3"'
    body = f"<MPD><Period><Preselection {attributes}>{inner}</Preselection></Period></MPD>".encode()
    ((found,),) = (period.preselections for period in read_mpd(body, URL, Notes()).periods)
    assert (found.id, found.components, found.language) == ("p", ("1", "2"), "en")
    assert (found.selection_priority, found.roles[0].value) == (3, "main")
    assert found.labels[0].text == "English"
