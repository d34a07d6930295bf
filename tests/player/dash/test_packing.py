"""Timelines that are taken out of the text: whatever stands there, the document reads the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.dash.document.element import Element, Timeline, walk
from playhead.dash.document.packing import PACKED, pack
from playhead.dash.document.xml import read_xml
from playhead.dash.faults import Notes
from playhead.errors import ManifestError

URL = "https://media.example/a.mpd"
# In no document: makes `pack` leave it alone, so that the XML parser reads every S.
UNPACKED = f"<!-- {PACKED} -->"


def ignored(count: int) -> None:
    """Take a count and do nothing with it."""


def document(timeline: str, *, head: str = "") -> bytes:
    return f'{head}<MPD xmlns="urn:mpeg:dash:schema:mpd:2011">\n{timeline}<After/></MPD>'.encode()


def read(text: bytes) -> Element:
    return read_xml(text, URL, Notes())


def timelines(root: Element) -> list[Timeline]:
    return [each.timeline for each in walk(root) if each.timeline is not None]


def plain(root: Element) -> object:
    rows = root.timeline and (root.timeline.entries[:], dict(root.timeline.details))
    return (
        root.name,
        dict(root.attributes),
        root.text,
        root.line,
        rows,
        [plain(each) for each in root.children],
    )


def outcome(text: bytes) -> object:
    try:
        return plain(read(text))
    except ManifestError as error:
        return error.problem.code


PIECES = st.sampled_from(
    [
        '<S d="2"/>',
        '<S t="9" d="2"/>',
        "<S t='9' d='2'/>",
        '<S d="2" r="-1"/>',
        '<S d="2" r="-2" />',
        '<S\nt="1"\n d="3"\tr="4"></S>',
        '<S r="1" d="2" t="0"/>',
        '<S d="0"/>',
        '<S t="99999999999999999999" d="1"/>',
        '<S d="2" d="3"/>',
        '<S n="5" d="2"/>',
        '<S d="2"/> ',
        "\n",
        "<!-- c -->",
        "<Other/>",
        '<S d="2">x</S>',
    ]
)


@given(st.lists(PIECES, max_size=8))
def test_a_timeline_reads_the_same_packed_or_not(pieces: list[str]) -> None:
    timeline = f"<SegmentTimeline>{''.join(pieces)}</SegmentTimeline>"
    assert outcome(document(timeline)) == outcome(document(timeline, head=UNPACKED))


def test_plain_timelines_leave_the_text_and_lines_stay() -> None:
    text = document('<SegmentTimeline>\n<S d="1"/>\n<S d="2" r="3"/>\n</SegmentTimeline>')
    packed = pack(text, ignored)
    assert b"<S " not in packed.text
    assert packed.text.count(b"\n") == text.count(b"\n")
    assert [entries[:] for entries in packed.timelines] == [((None, 1, 0), (None, 2, 3))]
    assert [child.line for child in read(text).children] == [2, 5]


def test_a_long_timeline_is_read_whole() -> None:
    rows = "".join(f'<S t="{nth * 7}" d="7"/>' for nth in range(20_000))
    (found,) = timelines(read(document(f"<SegmentTimeline>{rows}</SegmentTimeline>")))
    assert found.entries[:] == tuple((nth * 7, 7, 0) for nth in range(20_000))


def test_timelines_that_read_the_same_are_one() -> None:
    one = '<SegmentTimeline><S d="1"/></SegmentTimeline>'
    first, second = timelines(read(document(one + one)))
    assert first.entries is second.entries


@pytest.mark.parametrize("text", ["<!-- {} -->", "<?note {} ?>", "<Other><![CDATA[{}]]></Other>"])
def test_what_only_looks_like_a_timeline_is_none(text: str) -> None:
    body = document(text.format('<SegmentTimeline><S d="1"/></SegmentTimeline>'))
    assert timelines(read(body)) == []
    assert "playhead" not in str(plain(read(body)))


def test_our_own_mark_in_a_document_from_outside_means_nothing() -> None:
    forged = document(f'<SegmentTimeline {PACKED}="7"/><SegmentTimeline><S d="1"/></SegmentTimeline>')
    first, second = timelines(read(forged))
    assert (first.entries[:], second.entries[:]) == ((), ((None, 1, 0),))
