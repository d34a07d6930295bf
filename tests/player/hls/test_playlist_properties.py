"""What holds for any playlist: it reads back as written, and noise gives a playlist or a ManifestError."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.errors import ManifestError
from playhead.hls import parse_document, parse_presentation
from playhead.hls.attributes import parse_attributes
from playhead.hls.index import PlaylistIndex, index_of
from playhead.hls.media_reader import read_media_playlist
from playhead.hls.values import duration_ticks
from playhead.hls.warning_log import WarningLog
from playhead.presentation import ByteRange, DeferredIndex, SegmentIndex

URL = "https://cdn.test/a/index.m3u8?x=1"
NAMES = st.text("abcdefgXYZ0123456789-_./ äß", min_size=1, max_size=12).map(
    lambda name: "s" + name.rstrip() + ".ts"
)


@dataclass(frozen=True)
class Row:
    """One segment as it is written."""

    uri: str
    ticks: int
    byte_range: tuple[int, int] | None
    is_gap: bool
    is_discontinuity: bool
    init: int | None
    key: int | None


ROWS = st.builds(
    Row,
    uri=NAMES,
    ticks=st.integers(1, 20_000_000),
    byte_range=st.none() | st.tuples(st.integers(0, 10**9), st.integers(1, 10**6)),
    is_gap=st.booleans(),
    is_discontinuity=st.booleans(),
    init=st.none() | st.integers(0, 3),
    key=st.none() | st.integers(0, 3),
)


def _written(rows: list[Row], first: int) -> bytes:
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:20", f"#EXT-X-MEDIA-SEQUENCE:{first}"]
    for row in rows:
        if row.is_discontinuity:
            lines.append("#EXT-X-DISCONTINUITY")
        if row.key is not None:
            lines.append(f'#EXT-X-KEY:METHOD=AES-128,URI="k{row.key}",IV=0x{row.key:032X}')
        if row.init is not None:
            lines.append(f'#EXT-X-MAP:URI="i{row.init}"')
        if row.byte_range:
            lines.append(f"#EXT-X-BYTERANGE:{row.byte_range[1]}@{row.byte_range[0]}")
        if row.is_gap:
            lines.append("#EXT-X-GAP")
        lines += [f"#EXTINF:{row.ticks // 10**6}.{row.ticks % 10**6:06d},", row.uri]
    return "\n".join(lines).encode()


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=12), st.integers(0, 2**64 - 1))
def test_a_playlist_reads_back_as_it_was_written(rows: list[Row], first: int) -> None:
    playlist = read_media_playlist(_written(rows, first), URL)
    start, discontinuity = 0, 0
    init: int | None = None
    key: int | None = None
    assert playlist.warnings == ()
    for number, (row, segment) in enumerate(zip(rows, index_of(playlist, URL), strict=True), first):
        discontinuity += row.is_discontinuity
        init = init if row.init is None else row.init
        key = key if row.key is None else row.key
        assert (segment.number, segment.start, segment.duration) == (number, start, row.ticks)
        assert segment.byte_range == (
            ByteRange(row.byte_range[0], sum(row.byte_range) - 1) if row.byte_range else None
        )
        assert (segment.is_gap, segment.discontinuity) == (row.is_gap, discontinuity)
        assert (segment.init.url if segment.init else None) == (
            f"https://cdn.test/a/i{init}" if init is not None else None
        )
        assert [each.iv for each in segment.protection] == ([] if key is None else [key.to_bytes(16, "big")])
        start += row.ticks


LINES = st.sampled_from(
    [
        "#EXTM3U",
        "#EXTINF:",
        "#EXTINF:4,",
        "#EXT-X-TARGETDURATION:",
        "#EXT-X-MEDIA-SEQUENCE:",
        "#EXT-X-BYTERANGE:",
        "#EXT-X-MAP:",
        '#EXT-X-MAP:URI="i",BYTERANGE=',
        "#EXT-X-KEY:METHOD=",
        "#EXT-X-KEY:",
        "#EXT-X-DISCONTINUITY",
        "#EXT-X-DISCONTINUITY-SEQUENCE:",
        "#EXT-X-PROGRAM-DATE-TIME:",
        "#EXT-X-START:TIME-OFFSET=",
        "#EXT-X-DEFINE:",
        "#EXT-X-GAP",
        "#EXT-X-BITRATE:",
        "#EXT-X-ENDLIST",
        "#EXT-X-STREAM-INF:",
        "#EXT-X-STREAM-INF:BANDWIDTH=",
        "#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=",
        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=",
        "#EXT-X-MEDIA:",
        "#EXT-X-I-FRAME-STREAM-INF:",
        "#EXT-X-SESSION-DATA:",
        "#EXT-X-SESSION-KEY:",
        "#EXT-X-CONTENT-STEERING:",
        "#EXT-X-DATERANGE:",
        "#EXT-X-PART:",
        "#EXT-X-PART-INF:",
        "#EXT-X-SERVER-CONTROL:",
        "#EXT-X-PRELOAD-HINT:",
        "#EXT-X-RENDITION-REPORT:",
        "#EXT-X-SKIP:",
        "#EXT-X-TILES:",
        "",
    ]
)
ENDS = st.text(max_size=20) | st.sampled_from(
    [
        '"',
        '"a"',
        ",",
        "=",
        "nan",
        "-1",
        "1e999",
        "9" * 30,
        "{$x}",
        "0x",
        '"1@',
        "\x00",
        "http://[",
        "1@1",
        "YES",
        "a,b=c",
    ]
)
NOISE = st.lists(st.tuples(LINES, ENDS).map("".join), max_size=25).map(
    lambda lines: "\n".join(["#EXTM3U", *lines]).encode("utf-8", "surrogatepass")
)


def _read_all(body: bytes) -> None:
    try:
        presentation = parse_presentation(body, URL)
    except ManifestError:
        return
    for track in presentation.periods[0].tracks:
        for representation in track.representations:
            if not isinstance(representation.index, DeferredIndex):
                segments = list(representation.index)
                assert all(segment.duration >= 0 for segment in segments)
                assert len(segments) == representation.index.count


@settings(max_examples=300, deadline=None)
@given(NOISE)
def test_tags_with_nonsense_behind_them_never_do_worse_than_a_manifest_error(body: bytes) -> None:
    _read_all(body)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_never_do_worse_than_a_manifest_error(body: bytes) -> None:
    _read_all(body)
    _read_all(b"#EXTM3U\n" + body)


@settings(deadline=None)
@given(NOISE, st.integers(0, 400), st.integers(0, 400))
def test_a_playlist_that_is_cut_anywhere_never_does_worse_than_a_manifest_error(
    body: bytes, start: int, stop: int
) -> None:
    _read_all(body[start : start + stop])


ATTRIBUTE_NAMES = st.text("ABCXYZ0189-", min_size=1, max_size=12)
ATTRIBUTE_TEXTS = st.text(st.characters(exclude_characters='"\r\n'), max_size=20)


LIVE_LINES = st.sampled_from(
    [
        "#EXTINF:4,\na.ts",
        "#EXTINF:2.5,\nb.ts",
        "#EXT-X-DISCONTINUITY",
        '#EXT-X-KEY:METHOD=AES-128,URI="k"',
        '#EXT-X-MAP:URI="i"',
        "#EXT-X-GAP",
        "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z",
        "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:00Z",
        '#EXT-X-PART:DURATION=1,URI="p",BYTERANGE="5"',
        '#EXT-X-DATERANGE:ID="a",END-ON-NEXT=YES,START-DATE="2026-01-01T00:00:00Z"',
        "#EXT-X-BYTERANGE:10@1",
        "#EXT-X-ENDLIST",
    ]
)
REFRESHES = st.tuples(
    st.integers(0, 6),
    st.integers(0, 3),
    st.none() | st.integers(0, 6),
    st.lists(LIVE_LINES, max_size=8),
    st.booleans(),
)


@settings(deadline=None)
@given(st.lists(REFRESHES, max_size=6))
def test_any_chain_of_refreshes_gives_one_timeline_or_a_manifest_error(
    refreshes: list[tuple[int, int, int | None, list[str], bool]],
) -> None:
    index: SegmentIndex | None = None
    for sequence, discontinuity, skipped, lines, is_other in refreshes:
        head = ["#EXTM3U", "#EXT-X-TARGETDURATION:4", f"#EXT-X-MEDIA-SEQUENCE:{sequence}"]
        head.append(f"#EXT-X-DISCONTINUITY-SEQUENCE:{discontinuity}")
        if skipped is not None:
            head.append(f"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}")
        deferred = PlaylistIndex("https://cdn.test/other.m3u8" if is_other else URL)
        try:
            index = deferred.resolve("\n".join([*head, *lines]).encode(), URL, index)
        except ManifestError:
            continue
        segments = list(index)
        assert all(one.number + 1 == two.number for one, two in pairwise(segments))
        assert all(one.start + one.duration == two.start for one, two in pairwise(segments))
        assert all(one.discontinuity <= two.discontinuity for one, two in pairwise(segments))


@settings(deadline=None)
@given(st.dictionaries(ATTRIBUTE_NAMES, ATTRIBUTE_TEXTS, max_size=8))
def test_quoted_attributes_read_back_as_written(attributes: dict[str, str]) -> None:
    clean = {
        name: text.replace('"', "").replace("\n", "").replace("\r", "") for name, text in attributes.items()
    }
    text = ",".join(f'{name}="{value}"' for name, value in clean.items())
    log = WarningLog()
    assert parse_attributes(text, log, 1, "EXT-X-MEDIA") == {
        name: f'"{value}"' for name, value in clean.items()
    }
    assert log.as_tuple() == ()


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=800_000, allow_nan=False, allow_infinity=False, places=9))
def test_durations_are_within_half_a_microsecond(seconds: object) -> None:
    ticks = duration_ticks(f"{seconds:f}")
    assert ticks is not None
    assert abs(Fraction(ticks, 10**6) - Fraction(str(seconds))) <= Fraction(1, 2 * 10**6)


@settings(deadline=None)
@given(st.binary(max_size=120))
def test_reading_a_document_is_repeatable(body: bytes) -> None:
    body = b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n" + body
    try:
        first = parse_document(body, URL)
    except ManifestError:
        return
    assert repr(parse_document(body, URL)) == repr(first)
