"""Which tracks to play: what the viewer chose, else what the viewer prefers, else what the author did."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from playhead.containers.samples import Codec
from playhead.errors import ErrorCode, ManifestError, make_problem
from playhead.presentation import Kind, Period, Representation, Track
from playhead.session.languages import language_rank
from playhead.session.playability import one_family, playable
from playhead.settings import AudioPreferences

__all__ = ["AudioWish", "Choice", "choose_tracks"]

_SECOND_CHOICE_ROLES = frozenset({"description", "commentary", "enhanced-audio-intelligibility", "alternate"})


@dataclass(frozen=True, slots=True)
class AudioWish:
    """What to look for among the audio tracks of each period.

    Attributes:
        track_id, label: Of the track that the viewer chose by hand.
    """

    preferences: AudioPreferences = field(default_factory=AudioPreferences)
    track_id: str | None = None
    label: str = ""

    @staticmethod
    def like(track: Track, preferences: AudioPreferences) -> "AudioWish":
        """Return the wish for this track, and for its like in other periods."""
        like_it = replace(
            preferences,
            languages=(track.language, *preferences.languages),
            roles=track.roles or ("main",),
            max_channels=None,
        )
        return AudioWish(like_it, track.id, track.label)


@dataclass(frozen=True, slots=True)
class Choice:
    """The tracks to play in one period.

    Attributes:
        carriers: For each kind that has segments of its own: the track and its playable representations,
            lowest bandwidth first.
        audio: The audible track, which may be muxed into the video's segments.
    """

    carriers: dict[Kind, tuple[Track, tuple[Representation, ...]]]
    audio: Track | None

    @property
    def primary(self) -> Kind:
        """The kind whose quality is worth choosing: video where there is any."""
        return Kind.VIDEO if Kind.VIDEO in self.carriers else Kind.AUDIO


def choose_tracks(period: Period, wish: AudioWish, supported: frozenset[Codec], url: str) -> Choice:
    """Choose a video and an audio track of the period.

    Raises:
        ManifestError: NO_PLAYABLE_VARIANT if the period has tracks but none in a codec that is supported.
    """
    carriers: dict[Kind, tuple[Track, tuple[Representation, ...]]] = {}
    video = _best_video(period.tracks_of(Kind.VIDEO), supported)
    if video is not None:
        carriers[Kind.VIDEO] = video
    audio = _best_audio(period.tracks_of(Kind.AUDIO), wish, supported)
    if audio is not None and not audio.is_muxed:
        groups = frozenset[str]().union(*(r.audio_groups for r in video[1])) if video else frozenset[str]()
        carriers[Kind.AUDIO] = (audio, _audio_ladder(audio, groups, supported))
    if not carriers:
        codecs = sorted({name for track in period.tracks for r in track.representations for name in r.codecs})
        problem = make_problem(
            ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT,
            f"no track is playable; declared codecs: {', '.join(codecs) or 'none'}",
            url=url,
            period=period.id,
        )
        raise ManifestError(problem)
    return Choice(carriers, audio)


def _best_video(
    tracks: Sequence[Track], supported: frozenset[Codec]
) -> tuple[Track, tuple[Representation, ...]] | None:
    ladders = [
        (track, one_family(r for r in track.representations if playable(r, supported))) for track in tracks
    ]
    ladders = [(track, ladder) for track, ladder in ladders if ladder]
    return max(ladders, key=lambda pair: ("main" in pair[0].roles, len(pair[1])), default=None)


def _audio_ladder(
    track: Track, groups: frozenset[str], supported: frozenset[Codec]
) -> tuple[Representation, ...]:
    fitting = [r for r in track.representations if playable(r, supported)]
    in_group = [r for r in fitting if not groups or r.group in groups]
    return one_family(in_group or fitting)


def _role_rank(roles: Sequence[str], wanted: Sequence[str]) -> tuple[int, int]:
    """Return how well a track's roles fit, best first: the first wanted one, then how much else it is."""
    extras = _SECOND_CHOICE_ROLES.intersection(roles).difference(wanted)
    for rank, role in enumerate(wanted):
        if role in roles or (role == "main" and not extras):
            return rank, len(extras)
    return len(wanted), len(extras)


def _best_audio(tracks: Sequence[Track], wish: AudioWish, supported: frozenset[Codec]) -> Track | None:
    wanted = wish.preferences
    fitting = [t for t in tracks if t.is_muxed or any(playable(r, supported) for r in t.representations)]

    def rank(track: Track) -> tuple[object, ...]:
        return (
            track.id != wish.track_id,
            language_rank(track.language, wanted.languages),
            track.label != wish.label,
            _role_rank(track.roles, wanted.roles),
            wanted.max_channels is not None and (track.channels or 0) > wanted.max_channels,
            not track.is_default,
        )

    return min(fitting, key=rank, default=None)
