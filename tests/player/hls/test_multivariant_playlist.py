"""A multivariant playlist as a document."""

from fractions import Fraction

import pytest

from playhead.hls.multivariant import MultivariantPlaylist
from playhead.hls.multivariant_reader import read_multivariant_playlist

URL = "https://cdn.test/title/master.m3u8"


def _read(*lines: str) -> MultivariantPlaylist:
    return read_multivariant_playlist("\n".join(["#EXTM3U", *lines]).encode(), URL)


def _codes(playlist: MultivariantPlaylist) -> list[tuple[str, int | None, str | None]]:
    return [(warning.code, warning.line, warning.tag) for warning in playlist.warnings]


def test_reads_every_attribute_of_a_variant() -> None:
    playlist = _read(
        '#EXT-X-STREAM-INF:BANDWIDTH=5000000,AVERAGE-BANDWIDTH=4000000,CODECS="hvc1.2.4.L123.B0, mp4a.40.2",'
        'SUPPLEMENTAL-CODECS="dvh1.08.07/db4h",RESOLUTION=1920x1080,FRAME-RATE=23.976,VIDEO-RANGE=PQ,'
        'HDCP-LEVEL=TYPE-1,ALLOWED-CPC="com.example:A",'
        'AUDIO="a",VIDEO="v",SUBTITLES="s",CLOSED-CAPTIONS=NONE,'
        'SCORE=2.5,STABLE-VARIANT-ID="hd",PATHWAY-ID="cdn-a",X-OWN="kept"',
        "hd.m3u8",
    )
    (variant,) = playlist.variants
    assert (variant.line, variant.uri) == (2, "hd.m3u8")
    assert (variant.bandwidth_bps, variant.average_bandwidth_bps) == (5_000_000, 4_000_000)
    assert variant.codecs == ("hvc1.2.4.L123.B0", "mp4a.40.2")
    assert variant.supplemental_codecs == ("dvh1.08.07/db4h",)
    assert (variant.resolution, variant.frame_rate) == ((1920, 1080), Fraction(24_000, 1001))
    assert (variant.video_range, variant.hdcp_level, variant.cpc_labels) == ("PQ", "TYPE-1", "com.example:A")
    assert (variant.audio, variant.video, variant.subtitles, variant.closed_captions) == (
        "a",
        "v",
        "s",
        "NONE",
    )
    assert (variant.score, variant.stable_id, variant.pathway_id) == (Fraction(5, 2), "hd", "cdn-a")
    assert variant.attributes["X-OWN"] == '"kept"'
    assert playlist.warnings == ()


def test_reads_every_attribute_of_a_rendition() -> None:
    playlist = _read(
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",ASSOC-LANGUAGE="en-GB",DEFAULT=YES,'
        'AUTOSELECT=YES,CHANNELS="16/JOC",CHARACTERISTICS="public.easy-to-read,com.example.x",SAMPLE-RATE=48000,'
        'STABLE-RENDITION-ID="r",URI="en.m3u8"'
    )
    (rendition,) = playlist.renditions
    assert (rendition.type, rendition.group_id, rendition.name) == ("AUDIO", "a", "English")
    assert (rendition.language, rendition.associated_language) == ("en", "en-GB")
    assert (rendition.is_default, rendition.is_autoselect, rendition.is_forced) == (True, True, False)
    assert (rendition.channels, rendition.sample_rate_hz) == ("16/JOC", 48_000)
    assert rendition.characteristics == ("public.easy-to-read", "com.example.x")
    assert (rendition.stable_id, rendition.uri) == ("r", "en.m3u8")
    assert playlist.warnings == ()


def test_keeps_trick_play_and_thumbnails_apart_from_the_variants() -> None:
    playlist = _read(
        '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=100000,CODECS="avc1.4d401f",RESOLUTION=640x360,URI="i.m3u8"',
        '#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=2000,RESOLUTION=160x90,CODECS="jpeg",URI="t.m3u8"',
    )
    assert playlist.variants == ()
    assert [variant.uri for variant in playlist.iframe_variants] == ["i.m3u8"]
    assert [variant.uri for variant in playlist.image_variants] == ["t.m3u8"]


def test_reads_what_belongs_to_the_session() -> None:
    playlist = _read(
        '#EXT-X-SESSION-DATA:DATA-ID="com.example.title",VALUE="A film",LANGUAGE="en"',
        '#EXT-X-SESSION-DATA:DATA-ID="com.apple.hls.chapters",URI="chapters.json"',
        '#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://1",KEYFORMAT="com.apple.streamingkeydelivery"',
        '#EXT-X-CONTENT-STEERING:SERVER-URI="/steer?x=1",PATHWAY-ID="cdn-a"',
        "#EXT-X-START:TIME-OFFSET=30",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    )
    assert [(data.data_id, data.value, data.uri) for data in playlist.session_data] == [
        ("com.example.title", "A film", None),
        ("com.apple.hls.chapters", None, "chapters.json"),
    ]
    assert [key.key_format for key in playlist.session_keys] == ["com.apple.streamingkeydelivery"]
    assert playlist.content_steering is not None
    steering = playlist.content_steering
    assert (steering.server_uri, steering.pathway_id) == ("/steer?x=1", "cdn-a")
    assert playlist.start is not None
    assert playlist.start.time_offset_s == 30
    assert playlist.has_independent_segments


def test_a_comment_may_stand_between_a_tag_and_its_uri() -> None:
    playlist = _read("#EXT-X-STREAM-INF:BANDWIDTH=1", "", "# the low one", "low.m3u8")
    assert [variant.uri for variant in playlist.variants] == ["low.m3u8"]


def test_a_variant_without_a_uri_is_dropped() -> None:
    playlist = _read("#EXT-X-STREAM-INF:BANDWIDTH=1", "#EXT-X-STREAM-INF:BANDWIDTH=2", "b.m3u8")
    assert [variant.bandwidth_bps for variant in playlist.variants] == [2]
    assert _codes(playlist) == [("hls.nothing-behind", 2, "EXT-X-STREAM-INF")]


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ('BANDWIDTH="7"', "hls.attribute-syntax"),
        ("BANDWIDTH=7 RESOLUTION=1x1", "hls.attribute-value"),
        ("RESOLUTION=0x0,BANDWIDTH=7", "hls.attribute-value"),
        ("BANDWIDTH=7,FRAME-RATE=nan", "hls.attribute-value"),
        ("BANDWIDTH=7,FRAME-RATE=-25", "hls.attribute-value"),
        ("BANDWIDTH=7,SCORE=inf", "hls.attribute-value"),
        ("RESOLUTION=1x1", "hls.attribute-missing"),
        ("BANDWIDTH=7,BANDWIDTH=8", "hls.attribute-syntax"),
        ('BANDWIDTH=7,CODECS="avc1', "hls.attribute-syntax"),
        ('BANDWIDTH=7,CODECS="avc1"AUDIO="a"', "hls.attribute-syntax"),
        ("BANDWIDTH=7,=,!", "hls.attribute-syntax"),
        ("BANDWIDTH=7,CODECS=avc1", "hls.attribute-syntax"),
    ],
)
def test_a_faulty_attribute_is_a_warning_and_the_variant_stays(attribute: str, code: str) -> None:
    playlist = _read(f"#EXT-X-STREAM-INF:{attribute}", "a.m3u8")
    assert len(playlist.variants) == 1
    assert (code, 2, "EXT-X-STREAM-INF") in _codes(playlist)


def test_a_multiplication_sign_in_a_resolution_is_understood() -> None:
    assert _read("#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=240×135", "a").variants[0].resolution == (240, 135)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("25", Fraction(25)),
        ("29.97", Fraction(30_000, 1001)),
        ("59.940", Fraction(60_000, 1001)),
        ("23.976", Fraction(24_000, 1001)),
        ("12.5", Fraction(25, 2)),
        ("30.000", Fraction(30)),
        ("0.5", Fraction(1, 2)),
    ],
)
def test_a_frame_rate_becomes_the_fraction_that_it_stands_for(text: str, rate: Fraction) -> None:
    assert _read(f"#EXT-X-STREAM-INF:BANDWIDTH=1,FRAME-RATE={text}", "a").variants[0].frame_rate == rate


def test_a_tag_of_a_media_playlist_is_kept_and_warned_about() -> None:
    playlist = _read("#EXT-X-TARGETDURATION:6", "#EXT-X-STREAM-INF:BANDWIDTH=1", "a.m3u8")
    assert [tag.name for tag in playlist.unknown] == ["EXT-X-TARGETDURATION"]
    assert _codes(playlist) == [("hls.mixed-playlist", 2, "EXT-X-TARGETDURATION")]


def test_a_number_that_has_lost_its_comma_is_read_as_it_was_meant() -> None:
    tag = "#EXT-X-STREAM-INF:BANDWIDTH=150000AVERAGE-BANDWIDTH=136000,RESOLUTION=2x2"
    playlist = _read(tag, "a.m3u8")
    (variant,) = playlist.variants
    assert (variant.bandwidth_bps, variant.average_bandwidth_bps) == (150_000, 136_000)
    assert variant.resolution == (2, 2)
    assert _codes(playlist) == [("hls.attribute-syntax", 2, "EXT-X-STREAM-INF")]
