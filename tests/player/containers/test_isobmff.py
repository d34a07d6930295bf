"""MP4 by hand: every table in every dress, built byte by byte."""

from collections.abc import Callable, Sequence
from struct import pack

import pytest

from playhead.containers import Codec, Demuxer, demux, parse_sidx
from playhead.containers.bitstream.nal import length_prefixed
from playhead.containers.isobmff.boxes import boxes
from playhead.errors import ErrorCode, MediaError
from playhead.presentation import ByteRange, Kind

FRAGMENTED = "movflags=frag_keyframe+empty_moov+default_base_moof+delay_moov"
ESDS = bytes.fromhex(
    "00000000 0319 0001 00 0411 40 15 000000 00000000 00000000 0502 1190 060102".replace(" ", "")
)


def box(kind: str, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return pack(">I4s", len(body) + 8, kind.encode()) + body


def full(kind: str, version: int, flags: int, *parts: bytes) -> bytes:
    return box(kind, pack(">I", version << 24 | flags), *parts)


def audio_entry(kind: str = "mp4a", *inner: bytes) -> bytes:
    fields = bytes(6) + pack(">H", 1) + bytes(8) + pack(">HHII", 2, 16, 0, 48_000 << 16)
    return box(kind, fields, *(inner or (box("esds", ESDS),)))


def video_entry(kind: str, *inner: bytes) -> bytes:
    fields = bytes(6) + pack(">H", 1) + bytes(16) + pack(">HH", 64, 48) + bytes(50)
    return box(kind, fields, *inner)


def track(
    track_id: int = 1,
    *,
    handler: str = "soun",
    timescale: int = 48_000,
    entries: Sequence[bytes] = (),
    edits: bytes = b"",
    language: str = "eng",
    tables: bytes = b"",
) -> bytes:
    packed = sum((ord(letter) - 0x60) << shift for letter, shift in zip(language, (10, 5, 0), strict=True))
    entries = entries or (audio_entry(),)
    stsd = full("stsd", 0, 0, pack(">I", len(entries)), *entries)
    return box(
        "trak",
        full("tkhd", 0, 0, bytes(8), pack(">I", track_id), bytes(68)),
        box("edts", edits) if edits else b"",
        box(
            "mdia",
            full("mdhd", 0, 0, bytes(8), pack(">IIHH", timescale, 0, packed, 0)),
            full("hdlr", 0, 0, bytes(4), handler.encode(), bytes(13)),
            box("minf", box("stbl", stsd, tables)),
        ),
    )


def init_segment(*tracks: bytes, trex: Sequence[tuple[int, int, int, int, int]] = ()) -> bytes:
    mvhd = full("mvhd", 0, 0, bytes(8), pack(">II", 1000, 0), bytes(80))
    extends = box("mvex", *(full("trex", 0, 0, pack(">IIIII", *row)) for row in trex))
    return box("ftyp", b"iso6") + box("moov", mvhd, *(tracks or (track(),)), extends)


def fragment(*trafs: Callable[[int], bytes], media: bytes) -> bytes:
    """Return moof and mdat; each traf is told where the media begins, counted from the moof."""
    size = len(box("moof", *(traf(0) for traf in trafs)))
    return box("moof", *(traf(size + 8) for traf in trafs)) + box("mdat", media)


def traf(header: bytes, *runs: Callable[[int], bytes], time: int | None = 0) -> Callable[[int], bytes]:
    tfdt = b"" if time is None else full("tfdt", 1, 0, pack(">Q", time))
    return lambda media: box("traf", header, tfdt, *(run(media) for run in runs))


def tfhd(track_id: int = 1, flags: int = 0x20000, *fields: int, layout: str = "") -> bytes:
    return full("tfhd", 0, flags, pack(">I", track_id), pack(">" + (layout or "I" * len(fields)), *fields))


def trun(
    count: int, flags: int, rows: bytes, offset: int = 0, version: int = 0, first: bytes = b""
) -> Callable[[int], bytes]:
    return lambda media: full("trun", version, flags | 1, pack(">Ii", count, media + offset), first, rows)


MEDIA = bytes(range(100))


def test_every_column_of_a_run_is_read() -> None:
    rows = pack(">IIIi", 10, 4, 0x2000000, 5) + pack(">IIIi", 20, 6, 0x1010000, -5)
    data = fragment(traf(tfhd(), trun(2, 0xF00, rows, version=1), time=1000), media=MEDIA)
    init = init_segment(track(handler="vide", entries=[video_entry("vp09")]))

    (stream,) = demux(data, init=init)

    first, second = stream.samples
    assert (first.pts, first.dts, first.duration, first.is_key) == (1005, 1000, 10, True)
    assert (second.pts, second.dts, second.duration, second.is_key) == (1005, 1010, 20, False)
    assert [bytes(sample.data) for sample in stream.samples] == [MEDIA[:4], MEDIA[4:10]]


@pytest.mark.parametrize("columns", range(16))
def test_missing_columns_take_their_defaults(columns: int) -> None:
    row = b"".join(pack(">I", value) for bit, value in enumerate((7, 5, 0x10000, 3)) if columns >> bit & 1)
    data = fragment(traf(tfhd(1, 0x20038, 9, 4, 0), trun(3, columns << 8, row * 3)), media=MEDIA)
    init = init_segment(track(handler="vide", entries=[video_entry("vp09")]))

    (stream,) = demux(data, init=init)

    duration, size, is_key, offset = (
        7 if columns & 1 else 9,
        5 if columns & 2 else 4,
        not columns & 4,
        3 if columns & 8 else 0,
    )
    assert [(s.pts, s.dts, s.duration, len(s.data), s.is_key) for s in stream.samples] == [
        (index * duration + offset, index * duration, duration, size, is_key) for index in range(3)
    ]


def test_the_first_samples_flags_may_differ() -> None:
    data = fragment(
        traf(tfhd(1, 0x20038, 10, 4, 0x1010000), trun(3, 0x4, b"", first=pack(">I", 0x2000000))), media=MEDIA
    )
    init = init_segment(track(handler="vide", entries=[video_entry("vp09")]))

    (stream,) = demux(data, init=init)

    assert [sample.is_key for sample in stream.samples] == [True, False, False]


def test_track_extends_gives_the_defaults_that_fragments_leave_out() -> None:
    data = fragment(traf(tfhd(), trun(2, 0, b"")), media=MEDIA)
    init = init_segment(trex=[(1, 1, 1024, 8, 0)])

    (stream,) = demux(data, init=init)

    assert [(s.dts, s.duration, len(s.data)) for s in stream.samples] == [(0, 1024, 8), (1024, 1024, 8)]


def test_several_tracks_and_runs_find_their_own_bytes() -> None:
    data = fragment(
        traf(tfhd(1, 0x20018, 10, 2), trun(2, 0, b""), trun(1, 0, b"", offset=20), time=100),
        traf(tfhd(2, 0x20018, 5, 3), trun(2, 0, b"", offset=50), time=7),
        media=MEDIA,
    )

    first, second = demux(data, init=init_segment(track(1), track(2, timescale=44_100)))

    assert [(s.dts, bytes(s.data)[0]) for s in first.samples] == [(100, 0), (110, 2), (120, 20)]
    assert [(s.dts, bytes(s.data)[0]) for s in second.samples] == [(7, 50), (12, 53)]
    assert second.format.timescale == 44_100


@pytest.mark.parametrize("base", [900_000_000, 60])
def test_a_base_offset_into_the_whole_file_means_the_fragment(base: int) -> None:
    header = tfhd(1, 0x19, base, 10, 40, layout="QII")
    data = fragment(traf(header, trun(2, 0, b"")), media=MEDIA)

    (stream,) = demux(data, init=init_segment())

    assert [bytes(s.data) for s in stream.samples] == [MEDIA[:40], MEDIA[40:80]]


def test_a_run_without_an_offset_begins_with_the_media() -> None:
    run = full("trun", 0, 0, pack(">I", 2))
    data = fragment(traf(tfhd(1, 0x20018, 10, 4), lambda _: run), media=MEDIA)

    (stream,) = demux(data, init=init_segment())

    assert [bytes(s.data) for s in stream.samples] == [MEDIA[:4], MEDIA[4:8]]


def test_a_fragment_without_a_decode_time_follows_the_one_before() -> None:
    first = fragment(traf(tfhd(1, 0x20018, 10, 4), trun(3, 0, b""), time=500), media=MEDIA)
    second = fragment(traf(tfhd(1, 0x20018, 10, 4), trun(1, 0, b""), time=None), media=MEDIA)

    (stream,) = demux(first + second, init=init_segment())

    assert [s.dts for s in stream.samples] == [500, 510, 520, 530]


def test_what_is_not_media_is_passed_over() -> None:
    data = fragment(traf(tfhd(1, 0x20018, 10, 4), trun(1, 0, b"")), media=MEDIA)
    noise = box("styp", b"msdh") + full("emsg", 1, 0, bytes(40)) + full("prft", 1, 0, bytes(20))

    (stream,) = demux(noise + data + box("zzzz", b"?"), init=init_segment())

    assert len(stream.samples) == 1


@pytest.mark.parametrize(
    ("edits", "shift"),
    [
        ([(0, 1024)], -1024),
        ([(500, -1), (0, 0)], 24_000),
        ([(500, -1), (0, 480)], 23_520),
        ([(500, -1)], 24_000),
        ([(0, 100), (0, 5000)], -100),
    ],
)
@pytest.mark.parametrize("version", [0, 1])
def test_edit_lists_shift_both_times(edits: list[tuple[int, int]], shift: int, version: int) -> None:
    layout = ">QqI" if version else ">IiI"
    rows = b"".join(pack(layout, duration, time, 0x10000) for duration, time in edits)
    init = init_segment(track(edits=full("elst", version, 0, pack(">I", len(edits)), rows)))
    data = fragment(traf(tfhd(1, 0x20018, 10, 4), trun(1, 0, b""), time=2000), media=MEDIA)

    (stream,) = demux(data, init=init)

    assert (stream.samples[0].pts, stream.samples[0].dts) == (2000 + shift, 2000 + shift)


def test_a_protected_entry_tells_its_scheme_and_its_codec() -> None:
    sinf = box("sinf", box("frma", b"mp4a"), full("schm", 0, 0, b"cbcs", pack(">I", 0x10000)))
    init = init_segment(track(entries=[audio_entry("enca", box("esds", ESDS), sinf)]))
    data = fragment(traf(tfhd(1, 0x20018, 10, 4), trun(1, 0, b"")), media=MEDIA)

    (stream,) = demux(data, init=init)

    assert (stream.format.codec, stream.format.scheme) == (Codec.AAC, "cbcs")


def test_a_clear_lead_uses_another_sample_description_than_the_rest() -> None:
    sinf = box("sinf", box("frma", b"mp4a"), full("schm", 0, 0, b"cenc", pack(">I", 0x10000)))
    entries = [audio_entry("enca", box("esds", ESDS), sinf), audio_entry()]
    lead = fragment(traf(tfhd(1, 0x2001A, 2, 10, 4), trun(1, 0, b"")), media=MEDIA)
    rest = fragment(traf(tfhd(1, 0x2001A, 1, 10, 4), trun(1, 0, b""), time=10), media=MEDIA)
    demuxer = Demuxer(init_segment(track(entries=entries)))

    clear, protected = demuxer.demux(lead + rest)

    assert (clear.format.scheme, protected.format.scheme) == (None, "cenc")


def test_the_language_and_the_kind_come_from_the_track() -> None:
    init = init_segment(track(language="swe"))
    data = fragment(traf(tfhd(1, 0x20018, 10, 4), trun(1, 0, b"")), media=MEDIA)

    (stream,) = demux(data, init=init)

    assert (stream.format.kind, stream.format.language) == (Kind.AUDIO, "swe")
    assert (stream.format.channels, stream.format.sample_rate_hz) == (2, 48_000)


@pytest.mark.parametrize(
    ("entry", "codec", "channels"),
    [
        (audio_entry("ac-3", box("dac3", bytes.fromhex("103dc0"))), Codec.AC3, 6),
        (audio_entry("ec-3", box("dec3", bytes.fromhex("1400200f00"))), Codec.EAC3, 6),
        (audio_entry("Opus", box("dOps", pack(">BBHIhB", 0, 2, 312, 48_000, 0, 0))), Codec.OPUS, 2),
        (audio_entry(".mp3", box("btrt", bytes(12))), Codec.MP3, 2),
    ],
)
def test_audio_codecs_are_told_by_their_entries(entry: bytes, codec: Codec, channels: int) -> None:
    data = fragment(traf(tfhd(1, 0x20018, 10, 4), trun(1, 0, b"")), media=MEDIA)

    (stream,) = demux(data, init=init_segment(track(entries=[entry])))

    assert (stream.format.codec, stream.format.channels) == (codec, channels)


def test_opus_gets_its_head_and_its_delay() -> None:
    entry = audio_entry("Opus", box("dOps", pack(">BBHIhB", 0, 2, 312, 44_100, -5, 0)))
    data = fragment(traf(tfhd(1, 0x20018, 10, 4), trun(1, 0, b"")), media=MEDIA)

    (stream,) = demux(data, init=init_segment(track(entries=[entry])))

    assert stream.format.codec_private == b"OpusHead" + pack("<BBHIhB", 1, 2, 312, 44_100, -5, 0)
    assert (stream.format.codec_delay_ns, stream.format.seek_preroll_ns) == (6_500_000, 80_000_000)


def test_in_band_parameter_sets_make_the_format(encode: Callable[..., bytes]) -> None:
    (film,) = demux(encode("mp4", video="libx264", options=FRAGMENTED))
    told = film.format
    bare = told.codec_private[:5] + b"\xe0\x00"
    init = init_segment(track(handler="vide", entries=[video_entry("avc3", box("avcC", bare))]))
    key = length_prefixed([*told.parameter_sets]) + bytes(film.samples[0].data)
    rows = pack(">II", len(key), 0x2000000)
    data = fragment(traf(tfhd(1, 0x20008, 512), trun(1, 0x600, rows)), media=key)
    demuxer = Demuxer(init)

    (stream,) = demuxer.demux(data)
    (again,) = demuxer.demux(data)

    assert stream.format.parameter_sets == told.parameter_sets
    assert stream.format.coded_size == told.coded_size
    assert (stream.format.width, stream.format.height) == (told.width, told.height)
    assert again.format is stream.format


def test_short_nal_lengths_become_four_bytes(encode: Callable[..., bytes]) -> None:
    (film,) = demux(encode("mp4", video="libx264", options=FRAGMENTED))
    private = film.format.codec_private
    record = private[:4] + bytes((private[4] & 0xFC | 1,)) + private[5:]
    init = init_segment(track(handler="vide", entries=[video_entry("avc1", box("avcC", record))]))
    nal = b"\x65" + bytes(300)
    sample = pack(">H", len(nal)) + nal + pack(">H", 2) + b"\x06\x01"
    data = fragment(traf(tfhd(1, 0x20008, 512), trun(1, 0x200, pack(">I", len(sample)))), media=sample)

    (stream,) = demux(data, init=init)

    assert stream.samples[0].data == pack(">I", len(nal)) + nal + pack(">I", 2) + b"\x06\x01"
    assert stream.format.codec_private[4] & 3 == 3


def test_samples_outside_the_segment_are_refused_with_their_place() -> None:
    data = fragment(traf(tfhd(1, 0x20018, 10, 4000), trun(1, 0, b"")), media=MEDIA)

    with pytest.raises(MediaError) as caught:
        demux(data, init=init_segment(), url="https://user:word@host/a.m4s?token=1", segment=7)

    problem = caught.value.problem
    assert problem.code is ErrorCode.MEDIA_CONTAINER_MALFORMED
    assert problem.context.byte_offset == data.index(b"trun") - 4
    assert (problem.context.url, problem.context.segment) == ("https://host/a.m4s", 7)


def test_a_hostile_sample_count_costs_nothing() -> None:
    data = fragment(traf(tfhd(1, 0x20018, 10, 0), trun(0xFFFF_FFFF, 0, b"")), media=MEDIA)

    with pytest.raises(MediaError):
        demux(data, init=init_segment())


def test_a_segment_without_its_init_segment_is_refused() -> None:
    data = fragment(traf(tfhd(), trun(0, 0, b"")), media=MEDIA)

    with pytest.raises(MediaError, match="init segment"):
        demux(data)


def test_a_codec_that_nobody_plays_is_named() -> None:
    init = init_segment(track(entries=[audio_entry("ac-4", box("dac4", bytes(8)))]))
    data = fragment(traf(tfhd(1, 0x20018, 10, 4), trun(1, 0, b"")), media=MEDIA)

    with pytest.raises(MediaError, match="ac-4") as caught:
        demux(data, init=init)

    assert caught.value.problem.code is ErrorCode.MEDIA_CODEC_UNSUPPORTED


def test_what_is_no_container_is_refused() -> None:
    with pytest.raises(MediaError) as caught:
        demux(b"<html>not found</html>" * 50)

    assert caught.value.problem.code is ErrorCode.MEDIA_CONTAINER_UNSUPPORTED


@pytest.mark.parametrize("size", [1, 2, 7, 9, 0xFFFF_FFFF])
def test_boxes_never_reach_past_their_place(size: int) -> None:
    with pytest.raises(MediaError) as caught:
        list(boxes(b"12345678" + pack(">I4s", size, b"free"), 8))

    assert caught.value.problem.context.byte_offset == 8


def test_a_box_of_size_zero_reaches_to_the_end() -> None:
    assert [b.end for b in boxes(pack(">I4s", 0, b"mdat") + MEDIA)] == [108]


def test_large_sizes_are_read() -> None:
    data = pack(">I4sQ", 1, b"mdat", 20) + b"abcd" + box("free")

    assert [(b.kind, b.body, b.end) for b in boxes(data)] == [(b"mdat", 16, 20), (b"free", 28, 28)]


def sidx(version: int, first_offset: int, *references: tuple[int, int, int]) -> bytes:
    head = pack(">II", 1, 1000) + pack(">QQ" if version else ">II", 5000, first_offset)
    rows = b"".join(pack(">III", *reference) for reference in references)
    return full("sidx", version, 0, head, pack(">HH", 0, len(references)), rows)


@pytest.mark.parametrize("version", [0, 1])
def test_a_segment_index_tells_exact_byte_ranges(version: int) -> None:
    index = sidx(version, 10, (100, 4000, 0x9000_0000), (0x8000_0000 | 50, 2000, 0))
    data = box("styp", b"msdh") + index + b"\x00\x00\x10\x00moof"

    found = parse_sidx(data, offset=800)

    begin = 800 + 12 + len(index) + 10
    first, second = found.references
    assert (found.timescale, found.earliest_time, found.has_indexes) == (1000, 5000, True)
    assert (first.start, first.duration, first.byte_range) == (5000, 4000, ByteRange(begin, begin + 99))
    assert (first.is_index, first.starts_with_sap) == (False, True)
    assert (second.start, second.byte_range) == (9000, ByteRange(begin + 100, begin + 149))
    assert (second.is_index, second.starts_with_sap) == (True, False)


def test_a_broken_segment_index_is_refused() -> None:
    for data in (b"", box("styp"), sidx(0, 0, (1, 1, 0))[:-4], sidx(1, 0)[:20]):
        with pytest.raises(MediaError):
            parse_sidx(data, offset=0)
