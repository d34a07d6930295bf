"""TTML and IMSC text: times that nest, styles that inherit, regions that place."""

import pytest

from playhead.captions import parse_captions
from playhead.captions.ttml import parse_ttml
from playhead.errors import ErrorCode, TextError
from playhead.presentation import Align, Cue, TextRun, TextStyle

ROOT = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
    'xmlns:itts="http://www.w3.org/ns/ttml/profile/imsc1#styling" xml:lang="en" {}>'
)


def cues(body: str, head: str = "", attributes: str = "") -> tuple[Cue, ...]:
    return parse_ttml(f"{ROOT.format(attributes)}<head>{head}</head><body>{body}</body></tt>".encode()).cues


def times(body: str, attributes: str = "") -> list[tuple[float, float, str]]:
    return [(c.start_s, c.end_s, c.text) for c in cues(body, attributes=attributes)]


@pytest.mark.parametrize(
    ("expression", "seconds"),
    [
        ("00:00:01.5", 1.5),
        ("01:00:00", 3600),
        ("00:00:02:12", 2.5),
        ("90s", 90),
        ("1.5m", 90),
        ("250ms", 0.25),
        ("48f", 2),
        ("100t", 10),
    ],
)
def test_every_kind_of_time_expression_counts(expression: str, seconds: float) -> None:
    rates = 'ttp:frameRate="24" ttp:tickRate="10"'
    assert times(f'<div><p begin="{expression}" dur="1s">x</p></div>', rates) == [(seconds, seconds + 1, "x")]


def test_a_frame_rate_multiplier_makes_ntsc() -> None:
    rates = 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"'
    ((start_s, _, _),) = times('<div><p begin="30f" dur="1s">x</p></div>', rates)
    assert start_s == pytest.approx(1.001)


def test_times_nest_and_children_end_with_their_parents() -> None:
    body = '<div begin="10s" end="20s"><p begin="1s" dur="2s">a</p><p begin="8s" dur="9s">b</p></div>'
    assert times(body) == [(11, 13, "a"), (18, 20, "b")]


def test_a_sequence_begins_where_the_one_before_ended() -> None:
    body = '<div timeContainer="seq"><p dur="2s">a</p><p begin="1s" dur="2s">b</p></div>'
    assert times(body) == [(0, 2, "a"), (3, 5, "b")]


def test_spans_with_times_of_their_own_make_a_cue_for_each_stretch() -> None:
    body = '<div><p begin="1s" end="4s"><span>a</span> <span begin="1s">b</span></p></div>'
    assert times(body) == [(1, 2, "a"), (2, 4, "a b")]


def test_white_space_collapses_unless_it_is_to_be_kept() -> None:
    body = (
        '<div><p begin="0s" end="1s">\n  one   two <br/>\n three </p>'
        '<p xml:space="preserve" begin="2s" end="3s">a  b</p></div>'
    )
    assert [text for _, _, text in times(body)] == ["one two\nthree", "a  b"]


def test_styles_come_by_reference_by_inheritance_and_from_the_element_itself() -> None:
    head = (
        '<styling><style xml:id="a" tts:color="red" tts:fontStyle="italic"/>'
        '<style xml:id="b" style="a" tts:color="#0000ff80"/></styling>'
    )
    body = (
        '<div style="b"><p begin="0s" end="1s">x'
        '<span tts:fontWeight="bold" tts:fontStyle="normal">y</span></p></div>'
    )
    blue = (0, 0, 255, 128)
    assert cues(body, head)[0].runs == (
        TextRun("x", TextStyle(is_italic=True, colour=blue)),
        TextRun("y", TextStyle(is_bold=True, colour=blue)),
    )


def test_a_background_does_not_reach_beyond_what_it_belongs_to() -> None:
    body = '<div><p begin="0s" end="1s"><span tts:backgroundColor="black">a<span>b</span></span>c</p></div>'
    assert [(run.text, run.style.background) for run in cues(body)[0].runs] == [
        ("ab", (0, 0, 0, 255)),
        ("c", None),
    ]


def test_a_region_places_its_paragraphs() -> None:
    head = (
        '<layout><region xml:id="r" tts:origin="10% 70%" tts:extent="80% 20%" tts:displayAlign="after" '
        'tts:textAlign="center"/></layout>'
    )
    placement = cues('<div><p region="r" begin="0s" end="1s">x</p></div>', head)[0].placement
    assert (placement.line_percent, placement.line_align) == (90, Align.END)
    assert placement.extent_percent == (10, 80)
    assert placement.text_align is Align.CENTER


def test_pixels_and_cells_are_shares_of_the_root() -> None:
    head = '<layout><region xml:id="r" tts:origin="64px 36px" tts:extent="16c 3c"/></layout>'
    root = 'tts:extent="640px 360px" ttp:cellResolution="32 15"'
    placement = cues('<div><p region="r" begin="0s" end="1s">x</p></div>', head, root)[0].placement
    assert (placement.line_percent, placement.extent_percent) == (10, (10, 50))


def test_forced_and_hidden_words_are_told_apart() -> None:
    body = (
        '<div><p begin="0s" end="1s" itts:forcedDisplay="true">a</p>'
        '<p begin="2s" end="3s">b<span tts:visibility="hidden">c</span></p></div>'
    )
    assert [(cue.text, cue.is_forced) for cue in cues(body)] == [("a", True), ("b", False)]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'<!DOCTYPE tt [<!ENTITY a "b">]><tt xmlns="http://www.w3.org/ns/ttml"/>', ErrorCode.TEXT_MALFORMED),
        (b'<tt xmlns="http://www.w3.org/ns/ttml"><body>', ErrorCode.TEXT_MALFORMED),
        (b"<html><body/></html>", ErrorCode.TEXT_UNSUPPORTED),
        (
            b'<tt xmlns="http://www.w3.org/ns/ttml">' + b"<div>" * 150 + b"</div>" * 150 + b"</tt>",
            ErrorCode.TEXT_MALFORMED,
        ),
    ],
)
def test_hostile_and_foreign_documents_are_refused(body: bytes, code: ErrorCode) -> None:
    with pytest.raises(TextError) as caught:
        parse_captions(body, url="http://h/a.ttml")
    assert caught.value.problem.code is code
