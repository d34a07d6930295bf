"""WebVTT: what the standard's parser makes of a file, good or bad."""

import pytest

from playhead.captions import TimestampMap, parse_captions
from playhead.captions.webvtt import parse_timestamp, parse_webvtt
from playhead.errors import ErrorCode, TextError
from playhead.presentation import Align, Cue, Placement, TextRun, TextStyle, Writing

ITALIC = TextStyle(is_italic=True)
BOLD_ITALIC = TextStyle(is_italic=True, is_bold=True)


def cues(*blocks: str) -> tuple[Cue, ...]:
    return parse_webvtt("\n\n".join(("WEBVTT", *blocks)).encode()).cues


def only(text: str, settings: str = "", *before: str) -> Cue:
    (cue,) = cues(*before, f"00:01.000 --> 00:02.000 {settings}\n{text}")
    return cue


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:01.500", 1.5),
        ("01:00:00.001", 3600.001),
        ("123:00:00.000", 442_800.0),
        ("00:60.000", None),
        ("1:00.000", None),
        ("00:01,500", None),
        ("00:01.5", None),
    ],
)
def test_a_timestamp_is_read_to_the_letter(text: str, seconds: float | None) -> None:
    assert parse_timestamp(text) == seconds


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_and_a_byte_order_mark_are_fine(ending: str) -> None:
    body = "\ufeffWEBVTT - a title\n\nid\n00:01.000 --> 00:02.000\ntwo\nlines\n".replace("\n", ending)
    (cue,) = parse_webvtt(body.encode()).cues
    assert (cue.id, cue.text, cue.start_s, cue.end_s) == ("id", "two\nlines", 1.0, 2.0)


@pytest.mark.parametrize("body", [b"", b"WEBVTTX\n", b"hello", b"\xff\xfe\x00"])
def test_what_does_not_begin_with_webvtt_is_refused_with_its_line(body: bytes) -> None:
    with pytest.raises(TextError) as caught:
        parse_webvtt(body, "http://h/a.vtt?token=secret")
    problem = caught.value.problem
    assert (problem.code, problem.context.line) == (ErrorCode.TEXT_MALFORMED, 1)
    assert "secret" not in str(caught.value)


def test_a_broken_block_costs_itself_alone() -> None:
    found = cues(
        "00:01.000 --> 00:02.000\none",
        "NOTE nothing\nof this",
        "00:03.000 -> 00:04.000\nbad arrow",
        "00:05.000 --> 00:04.000\nbackwards",
        "just words",
        "00:06.000 --> 00:07.000",
        "00:08.000 --> 00:09.000\ntwo\n00:10.000 --> 00:11.000\nthree",
    )
    assert [cue.text for cue in found] == ["one", "two", "three"]


def test_tags_become_styles_and_unknown_ones_vanish() -> None:
    cue = only("<i>one <b>two</b></i> <x>&amp;</x> <v Bob>three</v><00:01.500>!")
    assert cue.runs == (
        TextRun("one ", ITALIC),
        TextRun("two", BOLD_ITALIC),
        TextRun(" & three!"),
    )


def test_class_colours_and_style_blocks_colour_words() -> None:
    style = (
        "STYLE\n::cue { color: #00ff00 }\n::cue(.loud) { font-weight: bold }\n"
        "::cue(v[voice=Ann]) { color: red }"
    )
    cue = only("a<c.yellow.bg_blue>b</c><c.loud>c</c><v Ann>d", "", style)
    assert [run.style for run in cue.runs] == [
        TextStyle(colour=(0, 255, 0, 255)),
        TextStyle(colour=(255, 255, 0, 255), background=(0, 0, 255, 255)),
        TextStyle(colour=(0, 255, 0, 255), is_bold=True),
        TextStyle(colour=(255, 0, 0, 255)),
    ]


@pytest.mark.parametrize(
    ("settings", "placement"),
    [
        ("", Placement()),
        ("line:0", Placement(line_row=0)),
        ("line:-2", Placement(line_row=-2)),
        ("line:84%,end", Placement(line_percent=84, line_align=Align.END)),
        (
            "position:10%,line-left size:40%",
            Placement(position_percent=10, position_align=Align.START, size_percent=40),
        ),
        ("align:left", Placement(text_align=Align.LEFT)),
        ("vertical:rl", Placement(writing=Writing.VERTICAL_RL)),
        ("line:120% position:x size:-1% align:up nonsense", Placement()),
    ],
)
def test_cue_settings_say_where(settings: str, placement: Placement) -> None:
    assert only("x", settings).placement == placement


@pytest.mark.parametrize(
    ("placement", "extent"),
    [
        (Placement(), (0, 100)),
        (Placement(position_percent=30), (0, 60)),
        (Placement(position_percent=30, text_align=Align.LEFT), (30, 70)),
        (Placement(text_align=Align.END, size_percent=40), (60, 40)),
        (Placement(position_percent=80, position_align=Align.END, size_percent=50), (30, 50)),
    ],
)
def test_a_box_reaches_as_far_as_the_standard_computes(
    placement: Placement, extent: tuple[float, float]
) -> None:
    assert placement.extent_percent == extent


def test_a_region_becomes_a_box_and_a_line_of_its_own_leaves_it() -> None:
    region = "REGION\nid:low width:50% lines:2 regionanchor:0%,100% viewportanchor:10%,90%"
    placement = only("x", "region:low", region).placement
    assert (placement.region, placement.line_percent, placement.line_align) == ("low", 90, Align.END)
    assert placement.extent_percent == (10, 50)
    assert only("x", "region:low line:0", region).placement == Placement(line_row=0)
    assert only("x", "region:high", region).placement == Placement()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000", TimestampMap(900_000, 0)),
        ("X-TIMESTAMP-MAP=LOCAL:00:00:10.000,MPEGTS:0", TimestampMap(0, 10)),
        (
            "Kind: captions\nX-TIMESTAMP-MAP=MPEGTS:8589934591,LOCAL:01:00:00.000",
            TimestampMap(2**33 - 1, 3600),
        ),
        ("X-TIMESTAMP-MAP=nonsense", TimestampMap(0, 0)),
    ],
)
def test_the_timestamp_map_is_read_in_either_order(header: str, expected: TimestampMap | None) -> None:
    body = f"WEBVTT\n{header}\n\n00:01.000 --> 00:02.000\nx\n"
    assert parse_webvtt(body.encode()).timestamp_map == expected


def test_an_empty_segment_has_no_cues() -> None:
    assert parse_captions(b"").cues == ()
    assert parse_captions(b"WEBVTT").cues == ()
