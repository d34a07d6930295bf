"""Which representations of a title to keep, and the title as it is with nothing but those."""

from collections.abc import Iterable
from dataclasses import replace

from playhead.containers.samples import Codec
from playhead.errors import ErrorCode, StorageError, make_problem
from playhead.offline.model import DownloadWish, Offer, QualityOffer
from playhead.presentation import Kind, Period, Presentation, Representation, Track
from playhead.session.languages import language_rank
from playhead.session.selection import AudioWish, choose_tracks
from playhead.settings import AudioPreferences

__all__ = ["choose", "narrow", "offer_of", "refuse_what_is_live"]


def refuse_what_is_live(presentation: Presentation) -> None:
    """Raise if a title is still being made.

    Raises:
        StorageError: NOT_ALLOWED.
    """
    if presentation.is_live:
        raise StorageError(make_problem(ErrorCode.STORAGE_NOT_ALLOWED, "the title is live"))


def choose(
    presentation: Presentation, wish: DownloadWish, codecs: frozenset[Codec]
) -> tuple[tuple[Period, tuple[Representation, ...]], ...]:
    """Return what to keep of each period: the picture first, then sound, captions and thumbnails.

    Raises:
        ManifestError: NO_PLAYABLE_VARIANT, if a period has nothing in these codecs.
    """
    url = presentation.url
    return tuple((period, tuple(_chosen(period, wish, codecs, url))) for period in presentation.periods)


def _chosen(period: Period, wish: DownloadWish, codecs: frozenset[Codec], url: str) -> list[Representation]:
    first = _tracks_for(period, wish.audio_languages, codecs, url)
    chosen: list[Representation] = []
    groups: frozenset[str] = frozenset()
    if Kind.VIDEO in first:
        picture = _best_within(first[Kind.VIDEO][1], wish)
        chosen.append(picture)
        groups = picture.audio_groups
    for _, ladder in _sounds(period, wish, codecs, url):
        in_group = [each for each in ladder if not groups or each.group in groups]
        if wanted := in_group or ladder:
            chosen.append(max(wanted, key=lambda each: each.bandwidth_bps))
    chosen += [
        track.representations[0]
        for track in period.tracks_of(Kind.TEXT)
        if track.representations and _is_wanted(track.language, wish.text_languages)
    ]
    if wish.with_thumbnails:
        chosen += [
            track.representations[0] for track in period.tracks_of(Kind.IMAGE) if track.representations
        ]
    return chosen


_Ladder = tuple[Track, tuple[Representation, ...]]


def _tracks_for(
    period: Period, languages: tuple[str, ...], codecs: frozenset[Codec], url: str
) -> dict[Kind, _Ladder]:
    wish = AudioWish(AudioPreferences(languages=languages))
    return choose_tracks(period, wish, codecs, url).carriers


def _sounds(period: Period, wish: DownloadWish, codecs: frozenset[Codec], url: str) -> Iterable[_Ladder]:
    """Yield a sound track for each wished language that there is, or the one that would be chosen anyway."""
    found: dict[str, _Ladder] = {}
    for languages in [(each,) for each in wish.audio_languages] or [()]:
        carrier = _tracks_for(period, languages, codecs, url).get(Kind.AUDIO)
        if carrier is not None and _is_wanted(carrier[0].language, languages or None):
            found.setdefault(carrier[0].id, carrier)
    if not found and (carrier := _tracks_for(period, (), codecs, url).get(Kind.AUDIO)) is not None:
        found[carrier[0].id] = carrier
    return found.values()


def _is_wanted(language: str, languages: tuple[str, ...] | None) -> bool:
    return languages is None or any(
        language_rank(language, (each,)) < language_rank("", (each,)) for each in languages
    )


def _best_within(ladder: tuple[Representation, ...], wish: DownloadWish) -> Representation:
    fitting = [
        each
        for each in ladder
        if (wish.max_height is None or (each.height or 0) <= wish.max_height)
        and (wish.max_bandwidth_bps is None or each.bandwidth_bps <= wish.max_bandwidth_bps)
    ]
    return max(fitting, key=lambda each: each.bandwidth_bps) if fitting else ladder[0]


def narrow(presentation: Presentation, kept: frozenset[str]) -> Presentation:
    """Return the presentation with these representations and no other, on the one server that they came from.

    What is inside the picture's segments, sound or captions, is there with it.

    Raises:
        StorageError: NOT_FOUND if nothing is left of a period.
    """
    periods = tuple(_narrowed(period, kept) for period in presentation.periods)
    if not all(any(track.representations for track in period.tracks) for period in periods):
        raise StorageError(make_problem(ErrorCode.STORAGE_NOT_FOUND, "nothing of a period was kept"))
    return replace(presentation, periods=periods, steering=None)


def _narrowed(period: Period, kept: frozenset[str]) -> Period:
    tracks: list[Track] = []
    for track in period.tracks:
        ladder = tuple(replace(each, alternatives=()) for each in track.representations if each.id in kept)
        if ladder or track.is_muxed or track.service:
            tracks.append(replace(track, representations=ladder))
    return replace(period, tracks=tuple(tracks), trick_play=())


def offer_of(presentation: Presentation, duration_s: float, codecs: frozenset[Codec]) -> Offer:
    """Return what the title could be kept as.

    Raises:
        ManifestError: NO_PLAYABLE_VARIANT.
    """
    period = presentation.periods[0]
    carriers = _tracks_for(period, (), codecs, presentation.url)
    sound = carriers.get(Kind.AUDIO)
    sound_bps = max((_usual_bps(each) for each in sound[1]), default=0) if sound else 0
    qualities: dict[int, QualityOffer] = {}
    for each in carriers[Kind.VIDEO][1] if Kind.VIDEO in carriers else ():
        size_bytes = int((_usual_bps(each) + sound_bps) * duration_s / 8)
        # Of several with one height, the best is the one that would be kept.
        qualities[each.height or 0] = QualityOffer(each.height, each.bandwidth_bps, size_bytes)
    return Offer(
        duration_s,
        tuple(reversed(qualities.values())),
        _languages(period, Kind.AUDIO),
        _languages(period, Kind.TEXT),
        any(each.protection for track in period.tracks for each in track.representations)
        or bool(presentation.session_protection),
    )


def _usual_bps(representation: Representation) -> int:
    return representation.average_bandwidth_bps or representation.bandwidth_bps


def _languages(period: Period, kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(track.language for track in period.tracks_of(kind)))
