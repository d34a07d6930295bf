"""Sets to tracks: kinds, names, roles, merging, and what is kept out of the ladder."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from playhead.errors import ErrorCode, ManifestError
from playhead.presentation import Container, Kind, Period, Presentation, Track

Parse = Callable[..., Presentation]
Sets = Callable[..., Period]

TEMPLATE = '<SegmentTemplate media="$RepresentationID$/$Number$" duration="2"/>'


@pytest.fixture
def sets(parse: Parse) -> Sets:
    """Read a period of the given sets; an entry is the set's attributes and its inner elements."""

    def read(*entries: tuple[str, str]) -> Period:
        inner = "".join(
            f"<AdaptationSet {attributes}>{TEMPLATE}{rest}</AdaptationSet>" for attributes, rest in entries
        )
        return parse(f'<MPD mediaPresentationDuration="PT4S"><Period>{inner}</Period></MPD>').periods[0]

    return read


def rep(name: str, attributes: str = "", inner: str = "", bandwidth: int = 1) -> str:
    return f'<Representation id="{name}" bandwidth="{bandwidth}" {attributes}>{inner}</Representation>'


def essential(scheme: str, value: str = "") -> str:
    return f'<EssentialProperty schemeIdUri="{scheme}" value="{value}"/>'


def supplemental(scheme: str, value: str = "") -> str:
    return f'<SupplementalProperty schemeIdUri="{scheme}" value="{value}"/>'


TRICK = "http://dashif.org/guidelines/trickmode"
SWITCHING = "urn:mpeg:dash:adaptation-set-switching:2016"


@pytest.mark.parametrize(
    ("attributes", "kind", "container"),
    [
        ('mimeType="video/mp4"', Kind.VIDEO, Container.FMP4),
        ('mimeType="audio/mp4; profiles=x"', Kind.AUDIO, Container.FMP4),
        ('mimeType="VIDEO/MP2T"', Kind.VIDEO, Container.MPEG_TS),
        ('mimeType="audio/webm"', Kind.AUDIO, Container.WEBM),
        ('mimeType="application/mp4" codecs="stpp.ttml.im1t"', Kind.TEXT, Container.FMP4),
        ('mimeType="application/mp4" codecs="wvtt"', Kind.TEXT, Container.FMP4),
        ('mimeType="application/mp4" contentType="text"', Kind.TEXT, Container.FMP4),
        ('mimeType="text/vtt"', Kind.TEXT, Container.TEXT),
        ('mimeType="application/ttml+xml"', Kind.TEXT, Container.TEXT),
        ('mimeType="image/jpeg"', Kind.IMAGE, Container.UNKNOWN),
        ('contentType="audio"', Kind.AUDIO, Container.UNKNOWN),
        ('codecs="hvc1.1.6.L93.90"', Kind.VIDEO, Container.UNKNOWN),
        ('width="640"', Kind.VIDEO, Container.UNKNOWN),
        ('audioSamplingRate="48000"', Kind.AUDIO, Container.UNKNOWN),
        ('mimeType="audio/aac"', Kind.AUDIO, Container.PACKED_AUDIO),
    ],
)
def test_kind_and_container(sets: Sets, attributes: str, kind: Kind, container: Container) -> None:
    (track,) = sets((attributes, rep("1"))).tracks
    assert (track.kind, track.representations[0].container) == (kind, container)


def test_content_that_nobody_knows_is_left_out_with_its_type(parse: Parse) -> None:
    text = f"""<MPD mediaPresentationDuration="PT4S"><Period><AdaptationSet mimeType="application/x-game">
    {TEMPLATE}{rep("1")}</AdaptationSet></Period></MPD>"""
    with pytest.raises(ManifestError, match="application/x-game"):
        parse(text)


def test_attributes_of_the_set_hold_for_its_representations(sets: Sets) -> None:
    (track,) = sets(
        (
            'mimeType="video/mp4" codecs="avc1.640028" width="1920" height="1080" frameRate="30000/1001"',
            rep("1") + rep("2", 'codecs="avc1.64001f" width="1280" height="720" frameRate="25"', bandwidth=2),
        )
    ).tracks
    one, two = track.representations
    assert (one.codecs, one.width, one.height, one.frame_rate) == (
        ("avc1.640028",),
        1920,
        1080,
        Fraction(30_000, 1001),
    )
    assert (two.codecs, two.width, two.height, two.frame_rate) == (("avc1.64001f",), 1280, 720, Fraction(25))


def test_representations_stand_lowest_bandwidth_first(sets: Sets) -> None:
    reps = rep("c", bandwidth=3) + rep("a", bandwidth=1) + rep("b", bandwidth=2)
    (track,) = sets(('mimeType="video/mp4"', reps)).tracks
    assert [r.id for r in track.representations] == ["a", "b", "c"]


def test_language_label_and_roles(sets: Sets) -> None:
    inner = """<Label>Director's\n cut</Label><Role schemeIdUri="urn:mpeg:DASH:role:2011" value="Commentary"/>
    <Accessibility schemeIdUri="urn:tva:metadata:cs:AudioPurposeCS:2007" value="1"/>
    <Role schemeIdUri="urn:other" value="x"/>"""
    (track,) = sets(('mimeType="audio/mp4" lang="de"', inner + rep("1"))).tracks
    assert (track.id, track.language, track.label) == (
        "audio-de-commentary-description",
        "de",
        "Director's cut",
    )
    assert track.roles == ("commentary", "description")


def test_forced_subtitles_have_one_name_for_their_role(sets: Sets) -> None:
    role = '<Role schemeIdUri="urn:mpeg:dash:role:2011" value="forced_subtitle"/>'
    (track,) = sets(('mimeType="text/vtt" lang="en"', role + rep("1"))).tracks
    assert track.roles == ("forced-subtitle",)


def test_main_goes_first_and_is_the_default(sets: Sets) -> None:
    main = '<Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>'
    period = sets(
        ('mimeType="audio/mp4" lang="en"', rep("1")),
        ('mimeType="audio/mp4" lang="de"', main + rep("2")),
        ('mimeType="text/vtt" lang="en"', main + rep("3")),
        ('mimeType="video/mp4"', rep("4")),
    )
    assert [(track.id, track.is_default) for track in period.tracks] == [
        ("video", True),
        ("audio-de", True),
        ("audio-en", False),
        ("text-en", False),
    ]


def test_selection_priority_breaks_ties(sets: Sets) -> None:
    period = sets(
        ('mimeType="video/mp4" id="1"', rep("a")),
        ('mimeType="video/mp4" id="2" selectionPriority="9"', rep("b")),
    )
    assert [track.representations[0].id for track in period.tracks] == ["b", "a"]


def test_alike_tracks_are_told_apart_by_their_set_s_id(sets: Sets) -> None:
    period = sets(('mimeType="video/mp4" id="7"', rep("a")), ('mimeType="video/mp4" id="8"', rep("b")))
    assert [track.id for track in period.tracks] == ["video-7", "video-8"]
    period = sets(('mimeType="video/mp4"', rep("a")), ('mimeType="video/mp4"', rep("b")))
    assert [track.id for track in period.tracks] == ["video", "video-2"]


def test_a_track_keeps_its_name_when_an_advertisement_renumbers_the_sets(parse: Parse) -> None:
    def period(*entries: tuple[str, str]) -> str:
        inner = "".join(
            f'<AdaptationSet id="{name}" mimeType="audio/mp4" lang="{language}">{TEMPLATE}{rep("r")}'
            "</AdaptationSet>"
            for name, language in entries
        )
        return f'<Period duration="PT4S">{inner}</Period>'

    text = (
        period(("1", "en"), ("2", "fr")) + period(("1", "fr"), ("9", "en")) + period(("2", "fr"), ("1", "en"))
    )
    periods = parse(f"<MPD>{text}</MPD>").periods
    assert [[track.id for track in each.tracks] for each in periods] == [
        ["audio-en", "audio-fr"],
        ["audio-fr", "audio-en"],
        ["audio-fr", "audio-en"],
    ]


def test_of_alike_tracks_the_id_decides_across_periods(parse: Parse) -> None:
    def period(*names: str) -> str:
        inner = "".join(
            f'<AdaptationSet id="{name}" mimeType="video/mp4">{TEMPLATE}{rep("r" + name)}</AdaptationSet>'
            for name in names
        )
        return f'<Period duration="PT4S">{inner}</Period>'

    one, two = parse(f"<MPD>{period('5', '6')}{period('6', '5')}</MPD>").periods
    assert [track.id for track in one.tracks] == ["video-5", "video-6"]
    assert [track.id for track in two.tracks] == ["video-6", "video-5"]


@pytest.mark.parametrize("descriptor", [essential(TRICK, "1"), supplemental(TRICK, "1")])
def test_trick_mode_sets_stay_out_of_the_ladder_without_a_fuss(sets: Sets, descriptor: str) -> None:
    period = sets(
        ('mimeType="video/mp4" id="1"', rep("a")), ('mimeType="video/mp4" id="2"', descriptor + rep("b"))
    )
    assert [r.id for track in period.tracks for r in track.representations] == ["a"]
    (trick_play,) = period.trick_play
    assert (trick_play.kind, [r.id for r in trick_play.representations]) == (Kind.VIDEO, ["b"])


def test_thumbnail_tiles_are_an_image_track_with_their_grid(sets: Sets) -> None:
    tiles = essential("http://dashif.org/guidelines/thumbnail_tile", "10x5")
    period = sets(
        ('mimeType="image/jpeg" contentType="image"', rep("t", 'width="1600" height="450"', tiles)),
        ('mimeType="video/mp4"', rep("v")),
    )
    (track,) = period.tracks_of(Kind.IMAGE)
    assert track.representations[0].tile_grid == (10, 5)
    assert len(period.tracks_of(Kind.VIDEO)) == 1


def test_an_unknown_essential_property_drops_its_set_with_a_warning(parse: Parse) -> None:
    presentation = parse(f"""<MPD mediaPresentationDuration="PT4S"><Period>
    <AdaptationSet mimeType="video/mp4">{TEMPLATE}{rep("a")}</AdaptationSet>
    <AdaptationSet mimeType="video/mp4">{essential("urn:new")}{TEMPLATE}{rep("b")}</AdaptationSet>
    <AdaptationSet mimeType="audio/mp4">{TEMPLATE}{rep("c")}{rep("d", "", essential("urn:new"))}
    </AdaptationSet>
    </Period></MPD>""")
    assert [r.id for t in presentation.periods[0].tracks for r in t.representations] == ["a", "c"]
    assert [(w.code, w.line, w.tag) for w in presentation.warnings] == [
        ("unknown-essential-property", 3, "AdaptationSet"),
        ("representation-left-out", 4, "Representation"),
    ]


def test_of_essential_properties_with_one_id_a_known_one_is_enough(sets: Sets) -> None:
    either = """<EssentialProperty id="1" schemeIdUri="urn:new"/>
    <EssentialProperty id="1" schemeIdUri="urn:mpeg:mpegB:cicp:ColourPrimaries" value="9"/>"""
    assert sets(('mimeType="video/mp4"', either + rep("a"))).tracks


@pytest.mark.parametrize("where", ["MPD", "Period"])
def test_an_unknown_essential_property_of_an_outer_level_drops_that_level(parse: Parse, where: str) -> None:
    text = f"""<MPD mediaPresentationDuration="PT4S"><Period><AdaptationSet mimeType="video/mp4">
    {TEMPLATE}{rep("a")}</AdaptationSet></Period></MPD>""".replace(
        f"</{where}>", essential("urn:new") + f"</{where}>"
    )
    with pytest.raises(ManifestError, match="urn:new") as caught:
        parse(text)
    expected = ErrorCode.MANIFEST_UNSUPPORTED if where == "MPD" else ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT
    assert caught.value.problem.code is expected


def switchable(other_codec: str) -> list[tuple[str, str]]:
    return [
        (
            'mimeType="video/mp4" codecs="avc1.64001f" id="1"',
            supplemental(SWITCHING, "2") + rep("a", bandwidth=2),
        ),
        (
            f'mimeType="video/mp4" codecs="{other_codec}" id="2"',
            supplemental(SWITCHING, "1") + rep("b", bandwidth=1),
        ),
    ]


def test_switchable_sets_become_one_track(sets: Sets) -> None:
    (track,) = sets(*switchable("avc1.640028")).tracks
    assert [r.id for r in track.representations] == ["b", "a"]


def test_sets_of_different_codecs_stay_apart_even_if_switchable(sets: Sets) -> None:
    assert len(sets(*switchable("hvc1.1.6.L93.90")).tracks) == 2


def test_sets_that_nobody_declares_switchable_stay_apart(sets: Sets) -> None:
    both = 'mimeType="video/mp4" codecs="avc1.64001f"'
    assert len(sets((both, rep("a")), (both, rep("b"))).tracks) == 2


def test_representations_that_need_others_are_left_out(sets: Sets) -> None:
    (track,) = sets(('mimeType="video/mp4"', rep("a") + rep("b", 'dependencyId="a"'))).tracks
    assert [r.id for r in track.representations] == ["a"]


def test_sound_inside_the_video_is_a_muxed_track(sets: Sets) -> None:
    inner = '<ContentComponent contentType="audio" lang="fr"/><ContentComponent contentType="video"/>'
    video, audio = sets(('mimeType="video/mp4" codecs="avc1.64001f,mp4a.40.2"', inner + rep("a"))).tracks
    assert (video.kind, audio.kind, audio.is_muxed, audio.language) == (Kind.VIDEO, Kind.AUDIO, True, "fr")
    assert audio.representations == ()


@pytest.mark.parametrize(
    ("scheme", "value", "services"),
    [
        ("cea-608", "CC1=eng;CC3=swe", [("CC1", "eng"), ("CC3", "swe")]),
        ("cea-608", "eng", [("CC1", "eng")]),
        ("cea-608", "", [("CC1", "und")]),
        ("cea-608", "eng;deu", [("CC1", "eng"), ("CC3", "deu")]),
        ("cea-708", "1=lang:eng;2=lang:deu,war:1,er:1", [("SERVICE1", "eng"), ("SERVICE2", "deu")]),
    ],
)
def test_captions_inside_the_video_are_muxed_tracks(
    sets: Sets, scheme: str, value: str, services: list[tuple[str, str]]
) -> None:
    inner = f'<Accessibility schemeIdUri="urn:scte:dash:cc:{scheme}:2015" value="{value}"/>'
    period = sets(('mimeType="video/mp4"', inner + rep("a")))

    def told(track: Track) -> tuple[str, str]:
        return track.id, track.language

    assert [told(track) for track in period.tracks_of(Kind.TEXT)] == services
    assert all(track.is_muxed for track in period.tracks_of(Kind.TEXT))


@pytest.mark.parametrize(
    ("scheme", "value", "channels"),
    [
        ("urn:mpeg:dash:23003:3:audio_channel_configuration:2011", "6", 6),
        ("urn:mpeg:mpegB:cicp:ChannelConfiguration", "6", 6),
        ("urn:mpeg:mpegB:cicp:ChannelConfiguration", "7", 8),
        ("urn:mpeg:mpegB:cicp:ChannelConfiguration", "99", None),
        ("tag:dolby.com,2014:dash:audio_channel_configuration:2011", "F801", 6),
        ("urn:dolby:dash:audio_channel_configuration:2011", "A000", 2),
        ("tag:dolby.com,2014:dash:audio_channel_configuration:2011", "FA01", 8),
        ("tag:dolby.com,2015:dash:audio_channel_configuration:2015", "000001", 2),
        ("tag:dolby.com,2015:dash:audio_channel_configuration:2015", "000047", 6),
        ("urn:dts:dash:audio_channel_configuration:2012", "8", 8),
        ("tag:dts.com,2018:uhd:audio_channel_configuration", "3F", 6),
        ("urn:mpeg:dash:outputChannelPositionList:2012", "2 0 1 4 5 3", 6),
        ("urn:unknown", "2", None),
        ("urn:mpeg:dash:23003:3:audio_channel_configuration:2011", "-2", None),
        ("urn:mpeg:dash:23003:3:audio_channel_configuration:2011", "0", None),
        ("urn:mpeg:dash:23003:3:audio_channel_configuration:2011", "9999999999", None),
    ],
)
def test_channel_configurations(sets: Sets, scheme: str, value: str, channels: int | None) -> None:
    inner = f'<AudioChannelConfiguration schemeIdUri="{scheme}" value="{value}"/>'
    (track,) = sets(('mimeType="audio/mp4"', inner + rep("a"))).tracks
    assert (track.channels, track.representations[0].channels) == (channels, channels)


def test_supplemental_codecs_reach_the_model(sets: Sets) -> None:
    scte = 'xmlns:s="urn:scte:dash:scte214-extensions" s:supplementalCodecs="dvh1.08.07"'
    period = sets(('mimeType="video/mp4" codecs="hvc1.2.4.L153"', rep("a", scte)))
    (found,) = period.tracks[0].representations
    assert (found.codecs, found.supplemental_codecs) == (("hvc1.2.4.L153",), ("dvh1.08.07",))
