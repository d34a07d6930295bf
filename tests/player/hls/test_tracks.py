"""From a multivariant playlist to what the viewer and the quality rules choose from."""

from fractions import Fraction

import pytest

from playhead.errors import ManifestError
from playhead.hls import parse_presentation
from playhead.hls.index import MediaPlaylistIndex, PlaylistIndex
from playhead.presentation import (
    Alternative,
    Container,
    DeferredIndex,
    Kind,
    Presentation,
    Representation,
    Steering,
    Tiles,
    Track,
)

URL = "https://cdn.test/title/master.m3u8"
AVC = "avc1.640028"
HEVC = "hvc1.2.4.L123"
AAC = "mp4a.40.2"


def _parse(*lines: str, url: str = URL) -> Presentation:
    return parse_presentation("\n".join(["#EXTM3U", *lines]).encode(), url)


def _tracks(kind: Kind, *lines: str) -> tuple[Track, ...]:
    return _parse(*lines).periods[0].tracks_of(kind)


def _variant(bandwidth: int, uri: str, **attributes: str) -> tuple[str, str]:
    more = "".join(f",{name.replace('_', '-')}={value}" for name, value in attributes.items())
    return f"#EXT-X-STREAM-INF:BANDWIDTH={bandwidth}{more}", uri


def _media(kind: str, group: str, name: str, **attributes: str) -> str:
    more = "".join(f",{key.replace('_', '-')}={value}" for key, value in attributes.items())
    return f'#EXT-X-MEDIA:TYPE={kind},GROUP-ID="{group}",NAME="{name}"{more}'


def _address(representation: Representation | Alternative) -> str:
    index = representation.index
    assert isinstance(index, PlaylistIndex)
    assert isinstance(index, DeferredIndex)
    return index.resource.url


# Video


def test_a_ladder_is_one_track_with_the_lowest_bandwidth_first() -> None:
    (track,) = _tracks(
        Kind.VIDEO,
        *_variant(3000, "hd.m3u8", RESOLUTION="1280x720", CODECS=f'"{AVC},{AAC}"', FRAME_RATE="25"),
        *_variant(1000, "sd.m3u8", RESOLUTION="640x360", CODECS=f'"{AVC},{AAC}"', AVERAGE_BANDWIDTH="900"),
    )
    assert [(r.id, r.bandwidth_bps, r.height) for r in track.representations] == [
        ("360p-1000", 1000, 360),
        ("720p-3000", 3000, 720),
    ]
    assert track.representations[0].average_bandwidth_bps == 900
    assert track.representations[1].frame_rate == 25
    assert _address(track.representations[0]) == "https://cdn.test/title/sd.m3u8"
    assert (track.id, track.is_default, track.is_muxed) == ("video", True, False)


def test_what_cannot_be_switched_seamlessly_is_a_track_of_its_own() -> None:
    tracks = _tracks(
        Kind.VIDEO,
        *_variant(1, "a", CODECS=f'"{AVC}"', VIDEO_RANGE="SDR"),
        *_variant(2, "b", CODECS=f'"{HEVC}"', VIDEO_RANGE="SDR"),
        *_variant(3, "c", CODECS=f'"{HEVC}"', VIDEO_RANGE="PQ"),
        *_variant(4, "d", CODECS='"avc1.4d401f"', VIDEO_RANGE="SDR"),
    )
    assert [(track.id, len(track.representations)) for track in tracks] == [
        ("video-avc-sdr", 2),
        ("video-hevc-sdr", 1),
        ("video-hevc-pq", 1),
    ]
    assert [track.is_default for track in tracks] == [True, False, False]


def test_a_variant_that_declares_no_codecs_joins_the_only_family() -> None:
    (track,) = _tracks(Kind.VIDEO, *_variant(1, "a", CODECS=f'"{AVC}"'), *_variant(2, "b"))
    assert len(track.representations) == 2


def test_one_playlist_under_several_audio_groups_is_one_representation() -> None:
    (track,) = _tracks(
        Kind.VIDEO,
        _media("AUDIO", "stereo", "English", URI='"s.m3u8"'),
        _media("AUDIO", "surround", "English", URI='"5.m3u8"', CHANNELS='"6"'),
        *_variant(1200, "hd.m3u8", CODECS=f'"{AVC},ec-3"', AUDIO='"surround"'),
        *_variant(1000, "hd.m3u8", CODECS=f'"{AVC},{AAC}"', AUDIO='"stereo"'),
    )
    (representation,) = track.representations
    assert representation.audio_groups == {"stereo", "surround"}
    assert (representation.bandwidth_bps, representation.codecs) == (1000, (AVC,))


def test_redundant_variants_are_one_rung_and_their_groups_are_left_out() -> None:
    lines = [
        _media("AUDIO", "a", "English", LANGUAGE='"en"', URI='"https://one.test/en.m3u8"'),
        _media("AUDIO", "a-backup", "English", LANGUAGE='"en"', URI='"https://two.test/en.m3u8"'),
        *_variant(1000, "https://one.test/sd.m3u8", RESOLUTION="640x360", AUDIO='"a"'),
        *_variant(2000, "https://one.test/hd.m3u8", RESOLUTION="1280x720", AUDIO='"a"'),
        *_variant(1000, "https://two.test/sd.m3u8", RESOLUTION="640x360", AUDIO='"a-backup"'),
        *_variant(2000, "https://two.test/hd.m3u8", RESOLUTION="1280x720", AUDIO='"a-backup"'),
    ]
    (video,) = _tracks(Kind.VIDEO, *lines)
    (audio,) = _tracks(Kind.AUDIO, *lines)
    assert [_address(r) for r in video.representations] == [
        "https://one.test/sd.m3u8",
        "https://one.test/hd.m3u8",
    ]
    assert [_address(r) for r in audio.representations] == ["https://one.test/en.m3u8"]


def test_redundant_variants_and_their_groups_are_there_to_fall_back_on() -> None:
    lines = [
        _media("AUDIO", "a", "English", URI='"https://one.test/en.m3u8"'),
        _media("AUDIO", "a", "French", URI='"https://one.test/fr.m3u8"'),
        _media("AUDIO", "b", "English", URI='"https://two.test/en.m3u8"'),
        _media("AUDIO", "b", "French", URI='"https://two.test/fr.m3u8"'),
        *_variant(1000, "https://one.test/sd.m3u8", AUDIO='"a"', PATHWAY_ID='"one"'),
        *_variant(1000, "https://two.test/sd.m3u8", AUDIO='"b"', PATHWAY_ID='"two"'),
    ]
    (video,) = _tracks(Kind.VIDEO, *lines)
    english, french = _tracks(Kind.AUDIO, *lines)
    fall_backs = [
        [(other.pathway, other.group, _address(other)) for other in track.representations[0].alternatives]
        for track in (video, english, french)
    ]
    assert fall_backs == [
        [("two", "", "https://two.test/sd.m3u8")],
        [("two", "b", "https://two.test/en.m3u8")],
        [("two", "b", "https://two.test/fr.m3u8")],
    ]
    assert video.representations[0].pathway == "one"


def test_the_pathway_that_steering_starts_with_comes_first() -> None:
    presentation = _parse(
        '#EXT-X-CONTENT-STEERING:SERVER-URI="../steer?x=1",PATHWAY-ID="two"',
        *_variant(1000, "https://one.test/sd.m3u8"),
        *_variant(1000, "https://two.test/sd.m3u8", PATHWAY_ID='"two"'),
    )
    (representation,) = presentation.periods[0].tracks[0].representations
    assert presentation.steering == Steering("https://cdn.test/steer?x=1", "two")
    assert (representation.pathway, _address(representation)) == ("two", "https://two.test/sd.m3u8")
    assert [other.pathway for other in representation.alternatives] == ["."]


def test_a_variants_rank_and_demands_are_told() -> None:
    (track,) = _tracks(
        Kind.VIDEO, *_variant(1, "v", VIDEO_RANGE="PQ", HDCP_LEVEL="TYPE-1", SCORE="2.5", CODECS=f'"{HEVC}"')
    )
    (representation,) = track.representations
    assert (representation.video_range, representation.hdcp_level, representation.score) == (
        "PQ",
        "TYPE-1",
        2.5,
    )


# Trick play, thumbnails and keys


def test_key_frames_alone_are_a_track_of_their_own_outside_the_ladder() -> None:
    presentation = _parse(
        *_variant(9000, "v.m3u8", CODECS=f'"{AVC}"'),
        f'#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=900,RESOLUTION=1280x720,CODECS="{AVC}",URI="i.m3u8"',
        f'#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=300,RESOLUTION=640x360,CODECS="{AVC}",URI="j.m3u8"',
    )
    (period,) = presentation.periods
    (track,) = period.trick_play
    assert [len(each.representations) for each in period.tracks_of(Kind.VIDEO)] == [1]
    assert (track.id, [(r.height, r.bandwidth_bps) for r in track.representations]) == (
        "trick-play-avc",
        [(360, 300), (720, 900)],
    )


def test_thumbnails_are_an_image_track() -> None:
    (track,) = _tracks(
        Kind.IMAGE,
        *_variant(9000, "v.m3u8"),
        '#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=200,RESOLUTION=640x360,CODECS="jpeg",URI="t.m3u8"',
    )
    index = track.representations[0].index
    assert isinstance(index, DeferredIndex)
    body = (
        b"#EXTM3U\n#EXT-X-TARGETDURATION:60\n#EXT-X-IMAGES-ONLY\n#EXTINF:60,\n"
        b"#EXT-X-TILES:RESOLUTION=320x180,LAYOUT=5x2,DURATION=6.006\n0.jpg\n#EXT-X-ENDLIST"
    )
    segment = index.resolve(body, "https://cdn.test/title/t.m3u8").segment_at(0)
    assert segment is not None
    assert segment.tiles == Tiles(columns=5, rows=2, width=320, height=180, duration=Fraction("6.006"))


def test_thumbnails_alone_are_nothing_to_play() -> None:
    with pytest.raises(ManifestError):
        _parse('#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=200,URI="t.m3u8"')


def test_session_keys_are_told_early_and_protect_nothing_by_themselves() -> None:
    presentation = _parse(
        '#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://1",KEYFORMAT="com.apple.streamingkeydelivery"',
        *_variant(1, "v"),
    )
    assert [each.key_uri for each in presentation.session_protection] == ["skd://1"]
    assert presentation.periods[0].tracks[0].representations[0].protection == ()


def test_variants_that_differ_in_more_than_their_uri_are_not_redundant() -> None:
    (track,) = _tracks(
        Kind.VIDEO,
        *_variant(1000, "a", RESOLUTION="640x360"),
        *_variant(1000, "b", RESOLUTION="480x270"),
        *_variant(0, "c"),
        *_variant(0, "d"),
    )
    assert len(track.representations) == 4


def test_equal_names_get_ids_of_their_own() -> None:
    (track,) = _tracks(
        Kind.VIDEO,
        *_variant(1000, "a", RESOLUTION="640x360", FRAME_RATE="25"),
        *_variant(1000, "b", RESOLUTION="640x360", FRAME_RATE="50"),
    )
    assert [r.id for r in track.representations] == ["360p-1000", "360p-1000-2"]


def test_another_camera_angle_is_a_video_track_of_its_own() -> None:
    main, angle = _tracks(
        Kind.VIDEO,
        _media("VIDEO", "low", "Main", DEFAULT="YES"),
        _media("VIDEO", "low", "Pitch", URI='"pitch-low.m3u8"'),
        _media("VIDEO", "high", "Main", DEFAULT="YES", URI='"high.m3u8"'),
        _media("VIDEO", "high", "Pitch", URI='"pitch-high.m3u8"'),
        *_variant(1000, "low.m3u8", VIDEO='"low"', RESOLUTION="640x360"),
        *_variant(2000, "high.m3u8", VIDEO='"high"', RESOLUTION="1280x720"),
    )
    assert len(main.representations) == 2
    assert (angle.label, [(r.group, r.height) for r in angle.representations]) == (
        "Pitch",
        [("low", 360), ("high", 720)],
    )


# Audio


def test_renditions_of_one_name_in_several_groups_are_one_track() -> None:
    english, german = _tracks(
        Kind.AUDIO,
        _media("AUDIO", "lo", "English", LANGUAGE='"en"', DEFAULT="YES", CHANNELS='"2"', URI='"lo/en.m3u8"'),
        _media("AUDIO", "lo", "Deutsch", LANGUAGE='"de"', CHANNELS='"2"', URI='"lo/de.m3u8"'),
        _media("AUDIO", "hi", "English", LANGUAGE='"en"', DEFAULT="YES", CHANNELS='"2"', URI='"hi/en.m3u8"'),
        *_variant(1000, "lo.m3u8", AUDIO='"lo"', CODECS=f'"{AVC},mp4a.40.5"'),
        *_variant(2000, "hi.m3u8", AUDIO='"hi"', CODECS=f'"{AVC},{AAC}"'),
    )
    assert (english.id, english.language, english.label) == ("audio-en-english", "en", "English")
    assert (english.channels, english.is_default, german.is_default) == (2, True, False)
    assert [(r.group, r.codecs, r.channels) for r in english.representations] == [
        ("lo", ("mp4a.40.5",), 2),
        ("hi", (AAC,), 2),
    ]
    assert [r.group for r in german.representations] == ["lo"]


def test_other_channels_or_roles_are_another_track() -> None:
    tracks = _tracks(
        Kind.AUDIO,
        _media("AUDIO", "a", "English", LANGUAGE='"en"', CHANNELS='"2"', URI='"1"'),
        _media("AUDIO", "b", "English", LANGUAGE='"en"', CHANNELS='"16/JOC"', URI='"2"'),
        _media(
            "AUDIO",
            "a",
            "English (AD)",
            LANGUAGE='"en"',
            CHANNELS='"2"',
            CHARACTERISTICS='"public.accessibility.describes-video"',
            URI='"3"',
        ),
        *_variant(1, "v", AUDIO='"a"'),
        *_variant(2, "v", AUDIO='"b"'),
    )
    assert [(track.channels, track.roles) for track in tracks] == [(2, ()), (16, ()), (2, ("description",))]


def test_a_rendition_without_a_uri_is_muxed() -> None:
    (track,) = _tracks(
        Kind.AUDIO,
        _media("AUDIO", "a", "Original", LANGUAGE='"fr"', DEFAULT="YES"),
        *_variant(1, "v", AUDIO='"a"', CODECS=f'"{AVC},{AAC}"'),
    )
    assert (track.is_muxed, track.representations, track.language) == (True, (), "fr")


def test_sound_that_can_only_be_in_the_variant_is_a_muxed_track() -> None:
    (track,) = _tracks(Kind.AUDIO, *_variant(1, "v", CODECS=f'"{AVC},{AAC}"'))
    assert (track.id, track.is_muxed, track.is_default, track.language) == ("audio", True, True, "und")


def test_without_a_word_about_codecs_no_sound_is_promised() -> None:
    assert _tracks(Kind.AUDIO, *_variant(1, "v")) == ()


def test_a_group_that_nobody_defined_leaves_the_sound_in_the_variant() -> None:
    presentation = _parse(*_variant(1, "v", CODECS=f'"{AVC},{AAC}"', AUDIO='"gone"'))
    assert [track.is_muxed for track in presentation.periods[0].tracks_of(Kind.AUDIO)] == [True]
    assert [warning.code for warning in presentation.warnings] == ["hls.group-unknown"]
    assert presentation.periods[0].tracks[0].representations[0].audio_groups == frozenset()


def test_a_title_of_sound_alone_has_its_variants_as_qualities() -> None:
    presentation = _parse(
        *_variant(128_000, "hi", CODECS=f'"{AAC}"'), *_variant(64_000, "lo", CODECS=f'"{AAC}"')
    )
    (track,) = presentation.periods[0].tracks
    assert (track.kind, track.is_muxed) == (Kind.AUDIO, False)
    assert [r.bandwidth_bps for r in track.representations] == [64_000, 128_000]


def test_a_title_of_sound_alone_with_groups_has_one_quality_for_each_group() -> None:
    (track,) = _tracks(
        Kind.AUDIO,
        _media("AUDIO", "lo", "English", LANGUAGE='"en"', URI='"lo.m3u8"'),
        _media("AUDIO", "hi", "English", LANGUAGE='"en"'),
        *_variant(64_000, "lo.m3u8", CODECS=f'"{AAC}"', AUDIO='"lo"'),
        *_variant(128_000, "hi.m3u8", CODECS=f'"{AAC}"', AUDIO='"hi"'),
    )
    assert [(r.bandwidth_bps, r.group, _address(r)) for r in track.representations] == [
        (64_000, "lo", "https://cdn.test/title/lo.m3u8"),
        (128_000, "hi", "https://cdn.test/title/hi.m3u8"),
    ]


def test_sound_alone_is_no_rung_of_a_video_ladder() -> None:
    presentation = _parse(*_variant(9, "v", CODECS=f'"{AVC},{AAC}"'), *_variant(1, "a", CODECS=f'"{AAC}"'))
    assert [len(track.representations) for track in presentation.periods[0].tracks_of(Kind.VIDEO)] == [1]


# Text


def test_subtitles_and_captions_are_text_tracks() -> None:
    subtitles, forced, captions = _tracks(
        Kind.TEXT,
        _media("SUBTITLES", "s", "English", LANGUAGE='"en"', URI='"en.m3u8"', AUTOSELECT="YES"),
        _media("SUBTITLES", "s", "English forced", LANGUAGE='"en"', URI='"f.m3u8"', FORCED="YES"),
        _media("CLOSED-CAPTIONS", "c", "CC", LANGUAGE='"en"', INSTREAM_ID='"CC1"'),
        *_variant(1, "v", SUBTITLES='"s"', CLOSED_CAPTIONS='"c"'),
    )
    assert (subtitles.roles, subtitles.is_muxed) == (("subtitle",), False)
    assert forced.roles == ("forced-subtitle",)
    assert (captions.roles, captions.is_muxed, captions.representations) == (("caption",), True, ())


def test_subtitles_for_the_deaf_are_captions() -> None:
    (track,) = _tracks(
        Kind.TEXT,
        _media(
            "SUBTITLES",
            "s",
            "English SDH",
            URI='"en.m3u8"',
            CHARACTERISTICS='"public.accessibility.transcribes-spoken-dialog,'
            'public.accessibility.describes-music-and-sound"',
        ),
        *_variant(1, "v", SUBTITLES='"s"'),
    )
    assert track.roles == ("caption",)


def test_a_group_that_no_variant_uses_is_not_offered() -> None:
    assert _tracks(Kind.TEXT, _media("SUBTITLES", "s", "English", URI='"en.m3u8"'), *_variant(1, "v")) == ()


def test_a_rendition_with_an_address_that_may_not_be_opened_is_not_offered() -> None:
    lines = (
        _media("SUBTITLES", "s", "English", URI='"file:///etc/passwd"'),
        *_variant(1, "v", SUBTITLES='"s"'),
    )
    assert _tracks(Kind.TEXT, *lines) == ()


# The presentation


def test_a_multivariant_playlist_is_one_period_of_unknown_length() -> None:
    presentation = _parse("#EXT-X-START:TIME-OFFSET=30.5,PRECISE=YES", *_variant(1, "v"))
    assert [(period.start, period.duration) for period in presentation.periods] == [(0, None)]
    assert (presentation.duration, presentation.is_live) == (None, False)
    assert (presentation.start_hint_s, presentation.start_hint_is_precise) == (30.5, True)


def test_a_media_playlist_is_a_presentation_with_its_index_at_once() -> None:
    presentation = _parse(
        "#EXT-X-TARGETDURATION:6", "#EXTINF:6.006,", "a.ts", "#EXTINF:4,", "b.ts", "#EXT-X-ENDLIST"
    )
    (representation,) = presentation.periods[0].tracks[0].representations
    assert isinstance(representation.index, MediaPlaylistIndex)
    assert (float(presentation.duration or 0), presentation.is_live) == (10.006, False)
    assert representation.container is Container.MPEG_TS


@pytest.mark.parametrize(("offset", "start_s"), [("-4", 6.0), ("-99", 0.0), ("3", 3.0)])
def test_a_start_from_the_end_is_counted_where_the_end_is_known(offset: str, start_s: float) -> None:
    presentation = _parse(f"#EXT-X-START:TIME-OFFSET={offset}", "#EXTINF:10,", "a.ts", "#EXT-X-ENDLIST")
    assert presentation.start_hint_s == start_s


def test_a_media_playlist_without_an_end_is_live() -> None:
    presentation = _parse("#EXT-X-TARGETDURATION:6", "#EXTINF:6,", "a.ts")
    assert (presentation.duration, presentation.is_live) == (None, True)


@pytest.mark.parametrize(
    ("name", "kind", "container"),
    [
        ("a.aac?x=1", Kind.AUDIO, Container.PACKED_AUDIO),
        ("a.m4s", Kind.VIDEO, Container.FMP4),
        ("a.m4a", Kind.AUDIO, Container.FMP4),
        ("a.vtt", Kind.TEXT, Container.TEXT),
        ("a.jpg", Kind.IMAGE, Container.UNKNOWN),
        ("a", Kind.VIDEO, Container.UNKNOWN),
        ("a.php?name=b.ts", Kind.VIDEO, Container.UNKNOWN),
    ],
)
def test_a_lone_media_playlist_is_judged_by_its_names(name: str, kind: Kind, container: Container) -> None:
    (track,) = _parse("#EXT-X-TARGETDURATION:6", "#EXTINF:6,", name, "#EXT-X-ENDLIST").periods[0].tracks
    assert (track.kind, track.representations[0].container) == (kind, container)
