"""Transport streams by hand: clocks that wrap, packets that are lost, tables that move."""

import logging
from collections.abc import Callable
from struct import pack

import pytest

from playhead.containers import Codec, Demuxer, demux
from playhead.containers.id3 import tag_frames
from playhead.containers.mpegts.access_units import h264_access_units
from playhead.errors import ErrorCode, MediaError

PMT_PID, AUDIO_PID, VIDEO_PID = 0x100, 0x101, 0x102
ADTS = bytes.fromhex("fff14c80044ffc") + bytes(27)  # 34 bytes: AAC LC, 48 kHz, stereo
FRAME_TICKS = 1920


def packets(pid: int, unit: bytes, counter: int = 0, adaptation: bytes = b"") -> list[bytes]:
    """Cut a unit into transport packets; the last one is filled up with adaptation stuffing."""
    made: list[bytes] = []
    first = True
    while unit:
        room = 184 - (len(adaptation) + 1 if adaptation else 0)
        chunk, unit = unit[:room], unit[room:]
        field = adaptation
        if len(chunk) < room:
            stuffing = room - len(chunk)
            field = (adaptation or (b"\0" if stuffing > 1 else b"")) + b"\xff" * (
                stuffing - (0 if adaptation else 2)
            )
        has_field = bool(adaptation) or len(chunk) < room
        flags = (0x30 if has_field else 0x10) | counter & 15
        head = pack(">BHB", 0x47, (0x4000 if first else 0) | pid, flags)
        made.append((head + (bytes((len(field),)) + field if has_field else b"") + chunk).ljust(188, b"\xff"))
        assert len(made[-1]) == 188
        first, adaptation, counter = False, b"", counter + 1
    return made


def section(table: int, body: bytes) -> bytes:
    return b"\0" + pack(">BH", table, 0xB000 | len(body) + 4) + body + bytes(4)


def tables(*streams: tuple[int, int, bytes]) -> list[bytes]:
    pat = section(0, pack(">HBBBHH", 1, 0xC1, 0, 0, 1, 0xE000 | PMT_PID))
    rows = b"".join(
        pack(">BHH", kind, 0xE000 | pid, 0xF000 | len(extra)) + extra for kind, pid, extra in streams
    )
    pmt = section(2, pack(">HBBBHH", 1, 0xC1, 0, 0, 0xE101, 0xF000) + rows)
    return packets(0, pat) + packets(PMT_PID, pmt)


def stamp(mark: int, clock: int) -> bytes:
    clock &= (1 << 33) - 1
    return bytes(
        (
            mark << 4 | clock >> 29 & 0x0E | 1,
            clock >> 22 & 0xFF,
            clock >> 14 & 0xFE | 1,
            clock >> 7 & 0xFF,
            clock << 1 & 0xFE | 1,
        )
    )


def pes(payload: bytes, pts: int | None, dts: int | None = None) -> bytes:
    stamps = b"" if pts is None else stamp(2, pts) if dts is None else stamp(3, pts) + stamp(1, dts)
    flags = 0 if pts is None else 0x80 if dts is None else 0xC0
    return b"\0\0\1\xc0\0\0" + bytes((0x80, flags, len(stamps))) + stamps + payload


AUDIO_TABLES = tables((0x0F, AUDIO_PID, b""))


def audio_segment(*units: bytes) -> bytes:
    made = list(AUDIO_TABLES)
    for counter, unit in enumerate(units):
        made += packets(AUDIO_PID, unit, counter)
    return b"".join(made)


def test_adts_headers_become_a_config_and_bare_frames() -> None:
    (stream,) = demux(audio_segment(pes(ADTS * 3, 9000)))

    assert stream.format.codec is Codec.AAC
    assert (stream.format.codec_private, stream.format.channels) == (bytes.fromhex("1190"), 2)
    assert [(s.pts, s.duration, len(s.data)) for s in stream.samples] == [
        (9000, FRAME_TICKS, 27),
        (9000 + FRAME_TICKS, FRAME_TICKS, 27),
        (9000 + 2 * FRAME_TICKS, FRAME_TICKS, 27),
    ]


def test_a_frame_across_packets_keeps_its_own_time() -> None:
    data = ADTS * 3

    (stream,) = demux(audio_segment(pes(data[:50], 9000), pes(data[50:], 50_000)))

    # The second packet's time belongs to the first frame that *begins* in it: the third.
    assert [s.pts for s in stream.samples] == [9000, 9000 + FRAME_TICKS, 50_000]


def test_the_clock_may_wrap_inside_a_segment() -> None:
    late = (1 << 33) - 1000

    (stream,) = demux(audio_segment(pes(ADTS, late), pes(ADTS, late + FRAME_TICKS)))

    assert [s.pts for s in stream.samples] == [late, late + FRAME_TICKS]


def test_streams_on_either_side_of_a_wrap_stay_together(encode: Callable[..., bytes]) -> None:
    made = tables((0x0F, AUDIO_PID, b""), (0x0F, VIDEO_PID, b""))
    made += packets(AUDIO_PID, pes(ADTS, 500)) + packets(VIDEO_PID, pes(ADTS, (1 << 33) - 500))

    first, second = demux(b"".join(made))

    assert (first.samples[0].pts, second.samples[0].pts) == (500, -500)


def test_repeated_packets_are_dropped_and_lost_ones_are_survived() -> None:
    unit = pes(ADTS * 20, 9000)
    body = packets(AUDIO_PID, unit)

    (repeated,) = demux(b"".join([*AUDIO_TABLES, body[0], *body[:2], body[1], *body[2:]]))
    (lossy,) = demux(b"".join([*AUDIO_TABLES, body[0], *body[2:]]))

    assert len(repeated.samples) == 20
    assert 10 <= len(lossy.samples) < 20


def test_lost_synchronisation_is_found_again() -> None:
    data = audio_segment(pes(ADTS, 0), *(pes(ADTS, FRAME_TICKS * index) for index in range(1, 9)))

    (stream,) = demux(b"noise" + data[: 188 * 4] + b"more noise" + data[188 * 4 :])

    assert len(stream.samples) == 9


def test_null_packets_and_unknown_streams_are_passed_over() -> None:
    null = b"\x47\x1f\xff\x10" + bytes(184)

    (stream,) = demux(null + audio_segment(pes(ADTS, 0)) + null + b"\x47\x01\x99\x10" + bytes(184))

    assert len(stream.samples) == 1


def test_tables_may_come_with_the_init_segment_or_with_an_earlier_one() -> None:
    body = b"".join(packets(AUDIO_PID, pes(ADTS, 0)))
    body += b"".join(packets(AUDIO_PID, pes(ADTS, FRAME_TICKS), 1))

    (with_init,) = Demuxer(b"".join(AUDIO_TABLES)).demux(body)
    demuxer = Demuxer()
    (first,) = demuxer.demux(b"".join(AUDIO_TABLES) + body)
    (second,) = demuxer.demux(body)

    assert len(with_init.samples) == len(second.samples) == 2
    assert second.format is first.format


def test_a_stream_without_tables_is_refused() -> None:
    with pytest.raises(MediaError, match="program tables"):
        demux(b"".join(packets(AUDIO_PID, pes(ADTS * 12, 0))))


@pytest.mark.parametrize(
    ("kind", "extra", "codec"),
    [
        (0x81, b"", Codec.AC3),
        (0x06, b"\x6a\x01\x00", Codec.AC3),
        (0x06, b"\x05\x04AC-3", Codec.AC3),
    ],
)
def test_ac3_hides_behind_several_stream_types(
    encode: Callable[..., bytes], kind: int, extra: bytes, codec: Codec
) -> None:
    frames = encode("ac3", audio="ac3")[:4000]
    made = tables((kind, AUDIO_PID, extra)) + packets(AUDIO_PID, pes(frames, 9000))

    (stream,) = demux(b"".join(made))

    assert (stream.format.codec, stream.samples[0].pts) == (codec, 9000)


def test_the_language_descriptor_is_read() -> None:
    made = tables((0x0F, AUDIO_PID, b"\x0a\x04fin\x00")) + packets(AUDIO_PID, pes(ADTS, 0))

    (stream,) = demux(b"".join(made))

    assert stream.format.language == "fin"


def test_sample_aes_streams_are_flagged() -> None:
    made = tables((0xCF, AUDIO_PID, b"")) + packets(AUDIO_PID, pes(ADTS, 0))

    (stream,) = demux(b"".join(made))

    assert (stream.format.codec, stream.format.scheme) == (Codec.AAC, "SAMPLE-AES")


@pytest.mark.parametrize(("kind", "name"), [(0x11, "LATM"), (0x02, "MPEG-2 video")])
def test_what_we_do_not_play_is_refused_by_name(kind: int, name: str) -> None:
    made = tables((kind, AUDIO_PID, b"")) + packets(AUDIO_PID, pes(bytes(100), 0))

    with pytest.raises(MediaError, match=name) as caught:
        demux(b"".join(made))

    assert caught.value.problem.code is ErrorCode.MEDIA_CODEC_UNSUPPORTED


def test_what_we_do_not_play_is_left_out_beside_what_we_do_and_said_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    made = tables((0x0F, AUDIO_PID, b""), (0x11, VIDEO_PID, b""))
    data = b"".join(made + packets(AUDIO_PID, pes(ADTS, 0)) + packets(VIDEO_PID, pes(bytes(50), 0)))
    demuxer = Demuxer()
    caplog.set_level(logging.WARNING)

    streams = [*demuxer.demux(data), *demuxer.demux(data)]

    assert [stream.format.codec for stream in streams] == [Codec.AAC, Codec.AAC]
    assert [record.getMessage() for record in caplog.records] == ["left out what we can't play: AAC in LATM"]


def test_scrambled_streams_are_refused() -> None:
    made = [*tables((0x0F, AUDIO_PID, b"")), b"\x47\x41\x01\x90" + bytes(184)]

    with pytest.raises(MediaError, match="scrambled"):
        demux(b"".join(made))


def video_segment(units: list[tuple[bytes, int, int]], adaptation: bytes = b"") -> bytes:
    made = tables((0x1B, VIDEO_PID, b""))
    counter = 0
    for unit, pts, dts in units:
        cut = packets(VIDEO_PID, pes(unit, pts, dts), counter, adaptation)
        made, counter, adaptation = made + cut, counter + len(cut), b""
    return b"".join(made)


def annex_b(*nals: bytes) -> bytes:
    return b"".join(b"\0\0\0\1" + nal for nal in nals)


@pytest.fixture(scope="module")
def sets(encode: Callable[..., bytes]) -> tuple[bytes, ...]:
    (stream,) = demux(encode("mp4", video="libx264", options="movflags=frag_keyframe+empty_moov"))
    return stream.format.parameter_sets


AUD, IDR, SLICE = b"\x09\xf0", b"\x65\x88\x84\x01", b"\x41\x9a\x24\x01"
RECOVERY_POINT = b"\x06\x06\x01\xc4\x80"


def test_delimiters_fillers_and_known_parameter_sets_are_left_out(sets: tuple[bytes, ...]) -> None:
    unit = annex_b(AUD, *sets, IDR, b"\x0c\xff\xff\x80")

    (stream,) = demux(video_segment([(unit, 9000, 6000)]))

    (sample,) = stream.samples
    assert sample.data == pack(">I", len(IDR)) + IDR
    assert (sample.pts, sample.dts, sample.is_key) == (9000, 6000, True)


def test_several_pictures_in_one_packet_are_told_apart(sets: tuple[bytes, ...]) -> None:
    unit = annex_b(*sets, IDR, SLICE, SLICE)
    more = annex_b(AUD, SLICE)

    (stream,) = demux(video_segment([(unit, 9000, 9000), (more, 20_000, 20_000)]))

    assert [s.is_key for s in stream.samples] == [True, False, False, False]
    assert [s.dts for s in stream.samples][::3] == [9000, 20_000]


def test_slices_of_one_picture_stay_together(sets: tuple[bytes, ...]) -> None:
    second_slice = b"\x65\x08\x84\x01"  # first_mb_in_slice is not zero

    (stream,) = demux(video_segment([(annex_b(*sets, IDR, second_slice), 0, 0)]))

    assert len(stream.samples) == 1


@pytest.mark.parametrize(
    ("first", "adaptation", "is_key"),
    [((RECOVERY_POINT,), b"", True), ((), b"\x40", True), ((), b"\x00", False)],
)
def test_a_decoder_may_begin_at_more_than_idr_pictures(
    sets: tuple[bytes, ...], first: tuple[bytes, ...], adaptation: bytes, is_key: bool
) -> None:
    (stream,) = demux(video_segment([(annex_b(AUD, *sets, *first, SLICE), 0, 0)], adaptation))

    assert stream.samples[0].is_key is is_key


def test_parameter_sets_that_change_inside_a_segment_stay_in_their_sample(sets: tuple[bytes, ...]) -> None:
    other = sets[-1] + b"\x80"
    units = [(annex_b(*sets, IDR), 0, 0), (annex_b(sets[0], other, IDR), 3600, 3600)]

    (stream,) = demux(video_segment(units))

    assert stream.samples[1].data == pack(">I", len(other)) + other + pack(">I", len(IDR)) + IDR


def test_parameter_sets_of_an_earlier_segment_go_on(sets: tuple[bytes, ...]) -> None:
    demuxer = Demuxer()

    (first,) = demuxer.demux(video_segment([(annex_b(*sets, IDR), 0, 0), (annex_b(SLICE), 3600, 3600)]))
    (second,) = demuxer.demux(video_segment([(annex_b(SLICE), 7200, 7200)]))

    assert second.format is first.format
    assert first.format.frame_duration == 3600


def test_both_fields_of_a_frame_make_one_sample() -> None:
    # profile 66, level 30; frame_mbs_only_flag 0; frame numbers of four bits
    sps = bytes.fromhex("67 42 00 1e") + bits("1 1 1 011 1 0 00100 011 0 1 1 0 0 1")
    pps = bytes.fromhex("68ce3880")
    top = b"\x65" + bits("1 011 1 0000 1 0 1")
    bottom = b"\x41" + bits("1 011 1 0000 1 1 1")
    following = b"\x41" + bits("1 011 1 0001 1 0 1")

    units = h264_access_units(annex_b(AUD, sps, pps, top, AUD, bottom, AUD, following))

    assert [len(unit.nals) for unit in units] == [4, 1]


def bits(text: str) -> bytes:
    digits = text.replace(" ", "")
    digits += "0" * (-len(digits) % 8)
    return int(digits, 2).to_bytes(len(digits) // 8, "big")


def id3_tag(frame: bytes, body: bytes) -> bytes:
    inside = frame + pack(">I", len(body)) + b"\0\0" + body
    return b"ID3\4\0\0" + bytes((0, 0, 0, len(inside))) + inside


def test_id3_tags_come_as_messages_at_their_packets_time() -> None:
    first, second = id3_tag(b"TIT2", b"\3One"), id3_tag(b"TXXX", b"\3who\0Two")
    made = tables((0x0F, AUDIO_PID, b""), (0x15, VIDEO_PID, b""))
    made += packets(AUDIO_PID, pes(ADTS * 3, 90_000))
    made += packets(VIDEO_PID, pes(first + second, 90_000))
    made += packets(VIDEO_PID, pes(first, 135_000), 1)
    (sound,) = demux(b"".join(made))
    assert [(float(m.time), m.data) for m in sound.messages] == [(1.0, first), (1.0, second), (1.5, first)]
    assert [frame.value for m in sound.messages for frame in tag_frames(m.data)] == ["One", "Two", "One"]


def test_id3_times_are_unwrapped_together_with_the_media() -> None:
    made = tables((0x0F, AUDIO_PID, b""), (0x15, VIDEO_PID, b""))
    made += packets(AUDIO_PID, pes(ADTS * 3, (1 << 33) - 90_000))
    made += packets(VIDEO_PID, pes(id3_tag(b"TIT2", b"\3One"), 45_000))
    (sound,) = demux(b"".join(made))
    assert sound.messages[0].time * 90_000 == (1 << 33) + 45_000


def test_a_splice_section_comes_as_a_message_at_its_splice_time() -> None:
    message = bytes.fromhex(
        "fc302500000000000000fff01405000000017feffe0001 5f90fe007b98a00001010100000a0b0c0d"
    )
    made = tables((0x0F, AUDIO_PID, b""), (0x86, VIDEO_PID, b""))
    made += packets(AUDIO_PID, pes(ADTS * 3, 45_000))
    made += packets(VIDEO_PID, b"\0" + message)
    (sound,) = demux(b"".join(made))
    (said,) = sound.messages
    assert (said.scheme, said.id, float(said.time), float(said.duration or 0)) == (
        "urn:scte:scte35:2013:bin",
        "1",
        1.0,
        90.0,
    )


def test_a_broken_tag_costs_no_sample() -> None:
    made = tables((0x0F, AUDIO_PID, b""), (0x15, VIDEO_PID, b""))
    made += packets(AUDIO_PID, pes(ADTS * 3, 90_000)) + packets(VIDEO_PID, pes(b"ID3\4\0", 90_000))
    (sound,) = demux(b"".join(made))
    assert (len(sound.samples), sound.messages) == (3, ())
