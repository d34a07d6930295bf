"""Whatever comes, a caption parser gives cues or a typed error."""

from hypothesis import given
from hypothesis import strategies as st

from playhead.captions import parse_captions
from playhead.captions.cc_data import cc_pairs
from playhead.captions.cea608 import CHANNELS, Cea608Decoder
from playhead.containers.samples import Codec
from playhead.errors import TextError
from tests.media.captions import cc_sei

SEEDS = (
    b"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:1,LOCAL:00:00:00.000\n\nSTYLE\n::cue(.a){color:red}\n\n"
    b"REGION\nid:r lines:2\n\nid\n"
    b"00:01.000 --> 00:02.000 line:5% region:r align:left\n<v Bob><c.a>x</c> &lt;</v>\n",
    b"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>x</i>\n",
    b'<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">x<br/>y</p></div></body></tt>',
    b"\x00\x00\x00\x08styp\x00\x00\x00\x10moof\x00\x00\x00\x08traf\x00\x00\x00\x08mdat",
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    body = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(body) - 1))
        body[at : at + draw(st.integers(0, 4))] = draw(st.binary(max_size=6))
        body = body or bytearray(b"\n")
    return bytes(body)


@given(st.one_of(damaged(), st.binary(max_size=400)), st.sampled_from([None, *SEEDS]))
def test_a_damaged_file_is_cues_or_a_text_error(body: bytes, init: bytes | None) -> None:
    try:
        document = parse_captions(body, init=init)
    except TextError:
        return
    assert all(cue.start_s < cue.end_s and cue.runs for cue in document.cues)
    for cue in document.cues:
        start, width = cue.placement.extent_percent
        assert 0 <= start <= 100
        assert 0 <= width <= 100


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)), max_size=200), st.sampled_from(CHANNELS))
def test_line_21_may_say_anything(pairs: list[tuple[int, int]], channel: str) -> None:
    decoder = Cea608Decoder(channel)
    for frame, (first, second) in enumerate(pairs):
        cues = [*decoder.feed(first, second, frame / 30), *decoder.standing(frame / 30)]
        assert all(cue.start_s < cue.end_s for cue in cues)


@given(st.binary(max_size=80), st.integers(0, 40))
def test_a_broken_sei_message_is_passed_over(noise: bytes, at: int) -> None:
    sei = bytearray(cc_sei({}, 0))
    sei[at : at + len(noise)] = noise
    for codec in (Codec.H264, Codec.HEVC):
        cc_pairs(codec, len(sei).to_bytes(4, "big") + bytes(sei))
        cc_pairs(codec, noise)
