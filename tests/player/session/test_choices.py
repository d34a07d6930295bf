"""Which tracks and which representations are played."""

from fractions import Fraction

import pytest

from playhead.containers.samples import Codec
from playhead.errors import ErrorCode, ManifestError
from playhead.presentation import Kind, Period, Representation, SegmentIndex, Track
from playhead.session.playability import codec_of, one_family, playable
from playhead.session.quality import QualityChooser
from playhead.session.selection import AudioWish, choose_tracks
from playhead.settings import AbrSettings, AudioPreferences
from playhead_abr import Conditions

EVERYTHING = frozenset(Codec)
NOW = Conditions(buffer_level_s=0, buffer_goal_s=30, segment_duration_s=2, throughput_bps=100e6)


def rep(name: str, bps: int = 1_000_000, codecs: str = "avc1.64001f", **fields: object) -> Representation:
    index: SegmentIndex = None  # type: ignore[assignment] # never asked here
    return Representation(name, bps, index, codecs=tuple(codecs.split(",")), **fields)  # type: ignore[arg-type]


def video(*representations: Representation, track_id: str = "v", roles: tuple[str, ...] = ()) -> Track:
    return Track(track_id, Kind.VIDEO, representations, roles=roles)


def audio(track_id: str, language: str = "en", codecs: str = "mp4a.40.2", **fields: object) -> Track:
    return Track(track_id, Kind.AUDIO, (rep(track_id, 128_000, codecs),), language=language, **fields)  # type: ignore[arg-type]


def period(*tracks: Track) -> Period:
    return Period("p", Fraction(0), None, tracks)


def chosen_audio(wish: AudioWish, *tracks: Track) -> str | None:
    track = choose_tracks(period(video(rep("v1")), *tracks), wish, EVERYTHING, "http://a/").audio
    return track.id if track else None


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("avc1.640028", Codec.H264),
        ("hvc1.1.6.L93.B0", Codec.HEVC),
        ("vp09.00.10.08", Codec.VP9),
        ("av01.0.04M.08", Codec.AV1),
        ("mp4a.40.2", Codec.AAC),
        ("mp4a.40.34", Codec.MP3),
        ("ec-3", Codec.EAC3),
        ("Opus", Codec.OPUS),
        ("xyz9", None),
    ],
)
def test_codec_strings_name_codecs(name: str, codec: Codec | None) -> None:
    assert codec_of(name) is codec


def test_a_representation_in_an_unknown_codec_is_left_out_but_a_silent_manifest_is_believed() -> None:
    assert not playable(rep("a", codecs="dvh1.05.06"), EVERYTHING)
    assert playable(Representation("b", 1, None), EVERYTHING)  # type: ignore[arg-type]


def test_a_ladder_never_mixes_codec_families() -> None:
    ladder = one_family([rep("h1"), rep("x", codecs="hvc1.1"), rep("h2")])
    assert [r.id for r in ladder] == ["h1", "h2"]


def test_the_preferred_language_wins_and_a_region_is_a_good_second() -> None:
    tracks = (audio("en"), audio("pt-br", "pt-BR"), audio("de", "de"))
    assert chosen_audio(AudioWish(AudioPreferences(("pt", "de"))), *tracks) == "pt-br"
    assert chosen_audio(AudioWish(AudioPreferences(("fr", "de"))), *tracks) == "de"


def test_without_a_wish_the_authors_default_plays_and_never_the_description() -> None:
    described = audio("ad", roles=("description",), is_default=False)
    assert chosen_audio(AudioWish(), described, audio("b"), audio("c", is_default=True)) == "c"


def prefer(*languages: str, roles: tuple[str, ...] = (), max_channels: int | None = None) -> AudioWish:
    return AudioWish(AudioPreferences(languages, roles, max_channels))


def test_a_wanted_role_wins_within_the_language_and_never_over_it() -> None:
    tracks = (
        audio("main", roles=("main",), is_default=True),
        audio("described", roles=("description",)),
        audio("german-described", "de", roles=("description",)),
    )
    assert chosen_audio(prefer(roles=("description",)), *tracks) == "described"
    assert chosen_audio(prefer("de", roles=("commentary", "main")), *tracks) == "german-described"
    assert chosen_audio(prefer("en", roles=("commentary", "description")), *tracks) == "described"
    assert chosen_audio(prefer("en", roles=("commentary",)), *tracks) == "main"


def test_a_wanted_role_comes_without_others_if_it_can() -> None:
    both = audio("both", roles=("description", "commentary"), is_default=True)
    assert chosen_audio(prefer(roles=("description",)), both, audio("ad", roles=("description",))) == "ad"


def test_a_track_that_says_nothing_of_its_role_is_a_main_one() -> None:
    commentary = audio("commentary", roles=("commentary",), is_default=True)
    assert chosen_audio(prefer(roles=("main",)), commentary, audio("plain")) == "plain"


def test_no_more_channels_than_wanted_unless_the_language_asks_for_it() -> None:
    tracks = (audio("surround", channels=6, is_default=True), audio("stereo", channels=2))
    assert chosen_audio(prefer(), *tracks) == "surround"
    assert chosen_audio(prefer(max_channels=2), *tracks) == "stereo"
    german = audio("german", "de", channels=6)
    assert chosen_audio(prefer("de", max_channels=2), *tracks, german) == "german"


def test_a_track_chosen_by_hand_overrules_the_preferences_in_the_next_period_too() -> None:
    preferences = AudioPreferences(("de",), ("main",), 2)
    chosen = audio("p1-ad", "en", roles=("description",), channels=6)
    next_period = (
        audio("p2-main", "en", roles=("main",), channels=2),
        audio("p2-ad", "en", roles=("description",), channels=6),
        audio("p2-de", "de", roles=("main",), channels=2),
    )
    assert chosen_audio(AudioWish.like(chosen, preferences), *next_period) == "p2-ad"


def test_a_chosen_track_is_found_again_by_language_and_label_in_the_next_period() -> None:
    wish = AudioWish.like(audio("p1-commentary", label="Director"), AudioPreferences())
    assert chosen_audio(wish, audio("p2-main"), audio("p2-director", label="Director")) == "p2-director"


def test_audio_in_a_codec_that_the_backend_lacks_is_passed_over() -> None:
    supported = frozenset({Codec.H264, Codec.AAC})
    tracks = (video(rep("v1")), audio("surround", codecs="ec-3", is_default=True), audio("stereo"))
    choice = choose_tracks(period(*tracks), AudioWish(), supported, "http://a/")
    assert choice.audio is not None
    assert choice.audio.id == "stereo"


def test_nothing_playable_is_an_error_that_names_the_codecs() -> None:
    with pytest.raises(ManifestError, match="dvh1") as caught:
        choose_tracks(period(video(rep("a", codecs="dvh1.05"))), AudioWish(), EVERYTHING, "http://a/")
    assert caught.value.problem.code is ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT


def test_the_main_role_wins_over_a_longer_ladder() -> None:
    other = video(rep("a"), rep("b"), track_id="other")
    main = video(rep("c"), track_id="main", roles=("main",))
    choice = choose_tracks(period(other, main), AudioWish(), EVERYTHING, "http://a/")
    assert choice.carriers[Kind.VIDEO][0].id == "main"


LADDER = tuple(rep(f"{h}p", h * 1000, height=h) for h in (240, 480, 720, 1080))


def test_a_height_limit_shortens_the_ladder() -> None:
    chooser = QualityChooser(AbrSettings(max_height=720))
    chosen = chooser.choose(LADDER, NOW, current_id=None)
    assert chosen is not None
    assert chosen.representation.height == 720
    assert "limit" in chosen.explanation


def test_a_limit_below_the_lowest_rung_still_plays_the_lowest() -> None:
    chosen = QualityChooser(AbrSettings(max_height=100)).choose(LADDER, NOW, current_id=None)
    assert chosen is not None
    assert chosen.representation.height == 240


def test_a_manual_choice_is_absolute() -> None:
    chooser = QualityChooser(AbrSettings(max_height=480))
    chooser.pin("1080p")
    starved = Conditions(buffer_level_s=0, buffer_goal_s=30, segment_duration_s=2, throughput_bps=1.0)
    chosen = chooser.choose(LADDER, starved, current_id="240p")
    assert chosen is not None
    assert (chosen.representation.id, chosen.reason) == ("1080p", "manual")


def test_what_failed_here_is_avoided_and_what_failed_for_good_is_out() -> None:
    chooser = QualityChooser(AbrSettings())
    chosen = chooser.choose(LADDER, NOW, current_id=None, avoid=frozenset({"1080p"}))
    assert chosen is not None
    assert (chosen.representation.id, chosen.reason) == ("720p", "recovery")
    chooser.exclude("1080p")
    chosen = chooser.choose(LADDER, NOW, current_id=None)
    assert chosen is not None
    assert chosen.representation.id == "720p"


def test_when_everything_is_excluded_there_is_no_choice() -> None:
    chooser = QualityChooser(AbrSettings())
    for representation in LADDER:
        chooser.exclude(representation.id)
    assert chooser.choose(LADDER, NOW, current_id=None) is None
