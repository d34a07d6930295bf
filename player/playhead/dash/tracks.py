"""The sets of one period to tracks: merged where one may switch between them, named, main ones first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from playhead.dash.identity import TrackNames, Traits
from playhead.dash.kinds import family_of, kinds_of_codecs
from playhead.dash.properties import switching_ids
from playhead.dash.representations import SetContent
from playhead.dash.roles import embedded_captions, label_of, roles_of
from playhead.presentation import Kind, Representation, Track

__all__ = ["tracks_of", "trick_play_tracks"]


_ORDER = (Kind.VIDEO, Kind.AUDIO, Kind.TEXT, Kind.IMAGE)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A track that has no name yet."""

    content: SetContent
    representations: tuple[Representation, ...]
    traits: Traits
    roles: tuple[str, ...]


def tracks_of(contents: Sequence[SetContent], names: TrackNames) -> tuple[Track, ...]:
    """Return the tracks of one period by kind: the role `main` first, else in the manifest's order.

    Args:
        contents: The period's sets that can be played.
        names: Knows the tracks of earlier periods.
    """
    drafts = [_draft(group) for group in _switchable(contents)]
    drafts.sort(key=lambda draft: (_ORDER.index(draft.traits.kind), not _is_main(draft), -_priority(draft)))
    named = names.name([draft.traits for draft in drafts])
    defaults = _defaults(drafts)
    tracks = [
        Track(
            id=name,
            kind=draft.traits.kind,
            representations=draft.representations,
            language=draft.traits.language,
            label=draft.traits.label,
            roles=draft.roles,
            channels=draft.traits.channels,
            is_default=draft in defaults,
        )
        for name, draft in zip(named, drafts, strict=True)
    ]
    return (*tracks, *_muxed(drafts, {track.id for track in tracks}))


def trick_play_tracks(contents: Sequence[SetContent]) -> tuple[Track, ...]:
    """Return the pictures for fast winding (DASH-IF IOP part 5 §3.2.9), one track for each codec family."""
    by_family: dict[str, list[Representation]] = {}
    for content in contents:
        if content.kind is Kind.VIDEO:
            by_family.setdefault(_family(content), []).extend(content.representations)
    return tuple(
        Track(
            f"trick-play-{family}" if family else "trick-play",
            Kind.VIDEO,
            tuple(sorted(found, key=lambda representation: representation.bandwidth_bps)),
        )
        for family, found in by_family.items()
    )


def _switchable(contents: Sequence[SetContent]) -> list[list[SetContent]]:
    """Group the sets that declare each other switchable and that one decoder plays (§5.3.3.5)."""
    groups: list[list[SetContent]] = []
    for content in contents:
        for group in groups:
            if any(_is_switchable(content, member) for member in group):
                group.append(content)
                break
        else:
            groups.append([content])
    return groups


def _is_switchable(one: SetContent, other: SetContent) -> bool:
    properties = (*one.source.media.supplemental, *one.source.media.essential)
    back = (*other.source.media.supplemental, *other.source.media.essential)
    declared = other.source.id in switching_ids(properties) or one.source.id in switching_ids(back)
    return declared and one.kind is other.kind and _family(one) == _family(other)


def _family(content: SetContent) -> str:
    return family_of(content.representations[0].codecs)


def _draft(group: Sequence[SetContent]) -> _Draft:
    content = group[0]
    source = content.source
    representations = [each for member in group for each in member.representations]
    representations.sort(key=lambda representation: representation.bandwidth_bps)
    roles = roles_of(source.roles, source.accessibility)
    channels = [each.channels for each in representations if each.channels is not None]
    traits = Traits(
        kind=content.kind,
        set_id=source.id,
        language=_language(content),
        roles=frozenset(roles),
        label=label_of(source),
        family=_family(content),
        channels=max(channels, default=None),
    )
    return _Draft(content, tuple(representations), traits, roles)


def _language(content: SetContent) -> str:
    source = content.source
    inner = (each.language for each in source.components if each.content_type == content.kind.value)
    return (source.language or next(inner, None) or "und").strip() or "und"


def _is_main(draft: _Draft) -> bool:
    return "main" in draft.roles


def _priority(draft: _Draft) -> int:
    priority = draft.content.source.media.selection_priority
    return 1 if priority is None else priority


def _defaults(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Return the first picture and the first sound; nobody gets text without asking for it."""
    kinds = (Kind.VIDEO, Kind.AUDIO)
    firsts = (next((draft for draft in drafts if draft.traits.kind is kind), None) for kind in kinds)
    return [draft for draft in firsts if draft is not None]


def _muxed(drafts: Sequence[_Draft], taken: set[str]) -> list[Track]:
    """Return the tracks that come inside the video's segments: sound, and captions."""
    found: dict[str, Track] = {}
    for draft in drafts:
        if draft.traits.kind is not Kind.VIDEO:
            continue
        source = draft.content.source
        if any(Kind.AUDIO in kinds_of_codecs(each.codecs) for each in draft.representations):
            found.setdefault("audio-muxed", _muxed_audio(draft))
        for caption in embedded_captions(source.accessibility):
            found.setdefault(caption.id, caption)
    return [replace(track, id=_free(track.id, taken)) for track in found.values()]


def _muxed_audio(draft: _Draft) -> Track:
    components = draft.content.source.components
    inner = (each.language for each in components if each.content_type == "audio")
    return Track(
        id="audio-muxed",
        kind=Kind.AUDIO,
        representations=(),
        language=next(inner, None) or draft.traits.language,
        channels=draft.traits.channels,
        is_muxed=True,
    )


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "-muxed"
    taken.add(name)
    return name
