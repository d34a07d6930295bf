"""CEA-608: what a television of 1993 would have shown."""

from collections.abc import Sequence

from playhead.captions.cc_data import cc_pairs
from playhead.captions.cea608 import Cea608Decoder
from playhead.captions.picture_captions import CaptionChannelReader, channels_in
from playhead.containers.samples import Codec, ElementaryStream, Sample, StreamFormat
from playhead.presentation import Cue, Kind
from tests.media.captions import cc_sei, pop_on

RCL, RU2, RU3, RDC, EDM, CR, EOC, BS = 0x20, 0x25, 0x26, 0x29, 0x2C, 0x2D, 0x2F, 0x21
ROW_15 = (0x14, 0x60)
ROW_1_CYAN_UNDERLINED = (0x11, 0x47)


def odd(byte: int) -> int:
    return byte if byte.bit_count() % 2 else byte | 0x80


def control(code: int) -> list[tuple[int, int]]:
    return [(0x14, code), (0x14, code)]


def words(text: str) -> list[tuple[int, int]]:
    text += " " * (len(text) % 2)
    return [(ord(a), ord(b)) for a, b in zip(text[::2], text[1::2], strict=True)]


def decode(
    pairs: Sequence[tuple[int, int]], *, channel: str = "CC1", end_s: float | None = None
) -> list[Cue]:
    """Decode one pair a second."""
    decoder = Cea608Decoder(channel)
    cues: list[Cue] = []
    for second, pair in enumerate(pairs):
        cues += decoder.feed(odd(pair[0]), odd(pair[1]), float(second))
    return cues + list(decoder.standing(len(pairs) if end_s is None else end_s))


def test_a_pop_on_caption_stands_from_its_end_of_caption_to_the_erasure() -> None:
    pairs = [*control(RCL), ROW_15, *words("HI"), *control(EOC), *control(EDM)]
    (cue,) = decode(pairs)
    assert (cue.text, cue.start_s, cue.end_s) == ("HI", 4, 6)


def test_roll_up_scrolls_and_keeps_as_many_rows_as_it_was_told() -> None:
    pairs = [*control(RU2)]
    for text in ("AA", "BB", "CC"):
        pairs += [*control(CR), ROW_15, *words(text)]
    assert decode(pairs)[-1].text == "BB\nCC"


def test_paint_on_shows_each_letter_and_backspace_takes_one_back() -> None:
    pairs = [*control(RDC), ROW_15, *words("AB"), *control(BS), *words("CD")]
    assert [cue.text for cue in decode(pairs)] == ["AB", "A", "ACD"]


def test_a_preamble_sets_row_colour_and_underline_and_a_mid_row_code_changes_them() -> None:
    pairs = [*control(RCL), ROW_1_CYAN_UNDERLINED, *words("AB"), (0x11, 0x2E), *words("CD"), *control(EOC)]
    (cue,) = decode(pairs)
    assert cue.placement.line_percent is not None
    assert cue.placement.line_percent < 20
    first, last = cue.runs[0], cue.runs[-1]
    assert first.style.is_underlined
    assert first.style.colour == (0, 255, 255, 255)
    assert (last.text, last.style.is_italic, last.style.is_underlined) == ("CD", True, False)


def test_indents_and_tabs_move_the_box() -> None:
    pairs = [*control(RCL), (0x14, 0x74), (0x17, 0x22), *words("AB"), *control(EOC)]
    (cue,) = decode(pairs)
    assert cue.placement.position_percent == 10 + 10 * 80 / 32


def test_special_and_extended_characters_take_the_place_of_their_stand_ins() -> None:
    pairs = [*control(RCL), ROW_15, (0x11, 0x37), *words("AE"), (0x12, 0x21), *control(EOC)]
    assert decode(pairs)[0].text == "♪AÉ"


def test_channels_of_one_field_do_not_mix() -> None:
    second = [(0x1C, 0x20), (0x1C, 0x60), *words("TWO"), (0x1C, 0x2F)]
    pairs = [*control(RCL), ROW_15, *words("ONE"), *control(EOC), *second]
    assert [cue.text for cue in decode(pairs)] == ["ONE"]
    assert [cue.text for cue in decode(pairs, channel="CC2", end_s=99)] == ["TWO"]


def test_a_byte_of_wrong_parity_costs_its_pair_alone() -> None:
    decoder = Cea608Decoder("CC1")
    for second, pair in enumerate([*control(RCL), ROW_15, *words("AB"), *control(EOC)]):
        list(decoder.feed(odd(pair[0]), odd(pair[1]), second))
    list(decoder.feed(0x14, 0x2C, 10))  # an erasure, but for its parity
    assert [cue.text for cue in decoder.standing(12)] == ["AB"]


def test_words_that_nobody_takes_away_go_after_sixteen_seconds() -> None:
    pairs = [*control(RCL), ROW_15, *words("AB"), *control(EOC)]
    assert decode(pairs, end_s=500)[0].end_s == 4 + 16


def nal(body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + body


def test_pairs_are_read_in_the_order_of_showing_whatever_the_order_of_decoding() -> None:
    pairs = pop_on((14, 18, "HELLO"))
    samples = [Sample(frame, frame, 1, True, nal(cc_sei(pairs, frame))) for frame in range(24)]
    samples.sort(key=lambda sample: (sample.pts // 4, -sample.pts))
    stream = ElementaryStream(StreamFormat(Kind.VIDEO, Codec.H264, 24), samples)
    assert channels_in([stream]) == ("CC1",)
    ended, standing = CaptionChannelReader("CC1").read(stream, 10.0, 11.0)
    assert [(cue.start_s, cue.end_s, cue.text) for cue in ended] == [(10 + 14 / 24, 10 + 18 / 24, "HELLO")]
    assert not standing


def test_each_codec_has_its_own_sei_and_a_broken_one_is_passed_over() -> None:
    h264 = cc_sei({0: (0x80, 0x80)}, 0)
    hevc = b"\x4e\x01" + h264[1:]
    assert cc_pairs(Codec.HEVC, nal(hevc)) == [(0, 0x80, 0x80)]
    assert cc_pairs(Codec.H264, nal(h264)) == [(0, 0x80, 0x80)]
    assert cc_pairs(Codec.VP9, nal(h264)) == []
    assert cc_pairs(Codec.H264, b"\x00\x00\xff\xff\x06") == []
