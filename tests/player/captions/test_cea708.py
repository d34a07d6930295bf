"""CEA-708: packets, windows, pens and places, out of bytes that anybody may have broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.captions.cea708 import Cea708Decoder
from playhead.captions.cea708_packets import PacketReader, service_blocks
from playhead.presentation import Align, Cue, Writing

# Window 0, visible, absolute anchor in the middle of row 60, bottom centre, 2 rows, 32 columns.
SHOWN = bytes((0x98, 0x20, 60, 105, 0x71, 31, 0x11))
HIDDEN = bytes((0x98, 0x00, 60, 105, 0x71, 31, 0x11))


def decode(*codes: tuple[float, bytes], end_s: float = 10.0) -> list[Cue]:
    decoder = Cea708Decoder()
    cues = [cue for at_s, each in codes for cue in decoder.feed(each, at_s)]
    return [*cues, *decoder.standing(end_s)]


def texts(cues: list[Cue]) -> list[tuple[float, float, str]]:
    return [(cue.start_s, cue.end_s, cue.text) for cue in cues]


def test_a_window_that_is_written_unseen_shows_when_it_is_told_to() -> None:
    cues = decode((1, HIDDEN + b"Hello"), (2, b"\x89\x01"), (4, b"\x8a\x01"))
    assert texts(cues) == [(2, 4, "Hello")]


def test_words_that_are_written_into_a_visible_window_are_told_as_they_grow() -> None:
    cues = decode((1, SHOWN + b"One"), (2, b" two"))
    assert texts(cues) == [(1, 2, "One"), (2, 10, "One two")]


def test_rows_are_lines_and_the_last_one_scrolls() -> None:
    cues = decode((1, SHOWN + b"a\rb"), (2, b"\rc"))
    assert texts(cues) == [(1, 2, "a\nb"), (2, 10, "b\nc")]


@pytest.mark.parametrize(
    ("codes", "left"),
    [(b"\x88\x01", []), (b"\x8c\x01", []), (b"\x8f", []), (b"\x8b\x01", []), (b"\x88\x02", ["x"])],
)
def test_clear_delete_reset_and_toggle_take_words_off(codes: bytes, left: list[str]) -> None:
    cues = decode((1, SHOWN + b"x"), (3, codes))
    assert (cues[0].start_s, cues[0].text) == (1, "x")
    assert [cue.text for cue in cues if cue.end_s == 10] == left


def test_each_window_is_a_cue_of_its_own() -> None:
    other = bytes((0x99, 0x20, 5, 10, 0x00, 31, 0x11))
    cues = decode((1, SHOWN + b"below" + other + b"above"))
    assert sorted(texts(cues)) == [(1, 10, "above"), (1, 10, "below")]


def test_the_window_that_is_written_into_can_be_changed() -> None:
    other = bytes((0x99, 0x20, 5, 10, 0x00, 31, 0x11))
    cues = decode((1, SHOWN + other + b"b" + b"\x80" + b"a"))
    assert [cue.text for cue in cues] == ["a", "b"]


@pytest.mark.parametrize(
    ("anchor", "line", "position"),
    [
        (0, Align.START, Align.START),
        (4, Align.CENTER, Align.CENTER),
        (7, Align.END, Align.CENTER),
        (8, Align.END, Align.END),
    ],
)
def test_the_anchor_says_which_point_of_the_box_is_meant(anchor: int, line: Align, position: Align) -> None:
    (cue,) = decode((1, bytes((0x98, 0x20, 0x80 | 50, 25, anchor << 4, 31, 0x11)) + b"x"))
    placement = cue.placement
    assert (placement.line_align, placement.position_align) == (line, position)
    # Half and a quarter of the safe area, which is 80% of the picture.
    assert (placement.line_percent, placement.position_percent) == (50, 30)


def test_pens_slant_and_colour() -> None:
    pen = b"\x90\x05\xc0" + b"\x91\x30\x03\x00"
    (cue,) = decode((1, SHOWN + b"a" + pen + b"b"))
    plain, dressed = cue.runs
    assert (plain.text, plain.style.colour, plain.style.is_italic) == ("a", (255, 255, 255, 255), False)
    assert (dressed.style.is_italic, dressed.style.is_underlined) == (True, True)
    assert (dressed.style.colour, dressed.style.background) == ((255, 0, 0, 255), (0, 0, 255, 255))


def test_justification_and_vertical_print() -> None:
    (cue,) = decode((1, SHOWN + b"\x97\x00\x00\x22\x00" + b"x"))
    assert (cue.placement.text_align, cue.placement.writing) == (Align.CENTER, Writing.VERTICAL_RL)


def test_the_pens_place_leaves_room_before_it() -> None:
    (cue,) = decode((1, SHOWN + b"\x92\x01\x04" + b"x"))
    assert cue.text == "x"
    (cue,) = decode((1, SHOWN + b"a" + b"\x92\x00\x03" + b"d"))
    assert cue.text == "a  d"


def test_letters_beyond_ascii() -> None:
    (cue,) = decode((1, SHOWN + b"\xe9\x7f" + b"\x10\x39" + b"\x10\xa0" + b"\x18\x30\x42" + b"\x10\x50"))
    assert cue.text == "é♪™[CC]あ_"


def test_a_backspace_and_unknown_codes_cost_nothing_else() -> None:
    # A C2 code with two arguments, a C3 code of variable length, and a reserved C1 code.
    odd = b"\x10\x11zz" + b"\x10\x90\x02zz" + b"\x93"
    (cue,) = decode((1, SHOWN + b"ab\x08" + odd + b"c"))
    assert cue.text == "ac"


def test_words_that_nobody_takes_off_go_after_a_while() -> None:
    assert texts(decode((1, SHOWN + b"x"), end_s=100)) == [(1, 17, "x")]


def test_packets_are_put_together_from_triplets_and_a_cut_one_is_dropped() -> None:
    reader = PacketReader()
    assert reader.feed(2, 1, 2) is None
    assert reader.feed(3, 0x03, 0x22) is None
    assert reader.feed(3, 0x42, 0x22) is None  # a new one begins before the first was whole
    assert reader.feed(2, 0x41, 0x42) == b"\x22\x41\x42"
    assert list(service_blocks(b"\x22\x41\x42")) == [(1, b"AB")]
    assert list(service_blocks(b"\xe1\x08X\x00\x22AB")) == [(8, b"X")]


@given(st.lists(st.binary(max_size=64), max_size=8))
def test_noise_gives_cues_in_order_or_nothing(blocks: list[bytes]) -> None:
    cues = decode(*((float(at), SHOWN + block) for at, block in enumerate(blocks)))
    assert all(cue.start_s < cue.end_s for cue in cues)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 255), st.integers(0, 255)), max_size=200))
def test_noise_in_triplets_never_crashes(triplets: list[tuple[int, int, int]]) -> None:
    reader = PacketReader()
    for triplet in triplets:
        for _, codes in service_blocks(reader.feed(*triplet) or b""):
            list(Cea708Decoder().feed(codes, 0.0))
