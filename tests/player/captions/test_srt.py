"""SubRip: what people's files hold."""

import pytest

from playhead.captions import parse_captions
from playhead.errors import ErrorCode, TextError
from playhead.presentation import Align, Placement, TextRun, TextStyle

TWO = "1\n00:00:01,000 --> 00:00:02,500\n<i>One</i>\nand more\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_told_apart(encoding: str) -> None:
    cues = parse_captions(TWO.replace("Two", "Zwölf").encode(encoding)).cues
    assert [(cue.start_s, cue.end_s, cue.text) for cue in cues] == [
        (1, 2.5, "One\nand more"),
        (3, 4, "Zwölf"),
    ]


def test_tags_of_both_kinds_become_styles() -> None:
    text = '1\n00:00:01,000 --> 00:00:02,000\n{b}a{/b}<font color="#ff0000">b</font><u>c</u>'
    assert parse_captions(text.encode()).cues[0].runs == (
        TextRun("a", TextStyle(is_bold=True)),
        TextRun("b", TextStyle(colour=(255, 0, 0, 255))),
        TextRun("c", TextStyle(is_underlined=True)),
    )


def test_a_place_on_the_keypad_is_a_place_on_the_picture() -> None:
    (cue,) = parse_captions(b"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}up").cues
    assert cue.text == "up"
    assert cue.placement == Placement(line_percent=5, line_align=Align.START)


def test_a_file_without_a_single_time_is_refused() -> None:
    with pytest.raises(TextError) as caught:
        parse_captions(b"nothing of the kind")
    assert caught.value.problem.code is ErrorCode.TEXT_MALFORMED
