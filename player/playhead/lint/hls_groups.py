"""Multivariant playlists: renditions and their groups (RFC 8216bis §4.4.6.1)."""

from collections.abc import Iterator

from playhead.hls import MultivariantPlaylist
from playhead.hls.multivariant import Rendition
from playhead.lint.finding import FindingSeverity, Found, rule

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = FindingSeverity
_TAG = "EXT-X-MEDIA"
# What members of the same name may differ in from group to group (§4.4.6.1.1).
_MAY_DIFFER = frozenset({"GROUP-ID", "URI", "CHANNELS", "BIT-DEPTH", "SAMPLE-RATE", "STABLE-RENDITION-ID"})

_Groups = dict[tuple[str, str], list[Rendition]]


def _groups(playlist: MultivariantPlaylist) -> _Groups:
    groups: _Groups = {}
    for each in playlist.renditions:
        groups.setdefault((each.type, each.group_id), []).append(each)
    return groups


@rule("hls.name-twice", _ERROR, "RFC 8216bis §4.4.6.1.1")
def name_twice(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Members of a group have different names."""
    for members in _groups(playlist).values():
        seen: set[str] = set()
        for each in members:
            if each.name in seen:
                yield Found(f"the group has {each.name[:40]!r} already", each.line, _TAG)
            seen.add(each.name)


@rule("hls.default-twice", _ERROR, "RFC 8216bis §4.4.6.1.1")
def default_twice(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """A group has at most one DEFAULT=YES."""
    for members in _groups(playlist).values():
        for each in [member for member in members if member.is_default][1:]:
            yield Found("the group has another DEFAULT=YES", each.line, _TAG)


@rule("hls.default-not-autoselected", _ERROR, "RFC 8216bis §4.4.6.1")
def default_not_autoselected(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """DEFAULT=YES never comes with AUTOSELECT=NO."""
    for each in playlist.renditions:
        if each.is_default and each.attributes.get("AUTOSELECT") == "NO":
            yield Found("DEFAULT=YES beside AUTOSELECT=NO", each.line, _TAG)


@rule("hls.autoselect-ambiguous", _ERROR, "RFC 8216bis §4.4.6.1.1")
def autoselect_ambiguous(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Members with AUTOSELECT=YES differ in language, FORCED or CHARACTERISTICS."""
    for members in _groups(playlist).values():
        seen: set[tuple[object, ...]] = set()
        for each in members:
            traits = (
                each.language,
                each.associated_language,
                each.is_forced,
                frozenset(each.characteristics),
            )
            if not (each.is_autoselect or each.is_default) or each.type == "VIDEO":
                continue
            if traits in seen:
                yield Found("nothing tells it from another AUTOSELECT=YES of the group", each.line, _TAG)
            seen.add(traits)


@rule("hls.groups-differ", _ERROR, "RFC 8216bis §4.4.6.1.1")
def groups_differ(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Groups of one type have the same members, which differ in URI and format alone."""
    first_of: dict[str, dict[str, Rendition]] = {}
    for (type_, group), members in _groups(playlist).items():
        named = {each.name: each for each in members}
        first = first_of.setdefault(type_, named)
        if type_ == "CLOSED-CAPTIONS" or first is named:
            continue
        if named.keys() != first.keys():
            names = ", ".join(repr(name[:40]) for name in sorted(named.keys() ^ first.keys()))
            yield Found(
                f"the {type_} group {group[:40]!r} and the first one differ in {names}", members[0].line, _TAG
            )
        for name, each in named.items():
            other = first.get(name)
            differing = _differing(each, other or each)
            if differing:
                message = f"{name[:40]!r} has another {', '.join(sorted(differing))} in the first group"
                yield Found(message, each.line, _TAG)


def _differing(one: Rendition, other: Rendition) -> set[str]:
    names = (one.attributes.keys() | other.attributes.keys()) - _MAY_DIFFER
    return {name[:40] for name in names if one.attributes.get(name) != other.attributes.get(name)}


@rule("hls.rendition-attributes", _ERROR, "RFC 8216bis §4.4.6.1")
def rendition_attributes(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Subtitles have a URI; closed captions have INSTREAM-ID and no URI; only subtitles are FORCED."""
    for each in playlist.renditions:
        if each.type == "SUBTITLES" and each.uri is None:
            yield Found("subtitles without URI", each.line, _TAG)
        if each.type == "CLOSED-CAPTIONS" and not each.instream_id:
            yield Found("closed captions without INSTREAM-ID", each.line, _TAG)
        if each.type == "CLOSED-CAPTIONS" and each.uri is not None:
            yield Found("closed captions with a URI", each.line, _TAG)
        if each.type != "SUBTITLES" and "FORCED" in each.attributes:
            yield Found(f"FORCED with TYPE={each.type}", each.line, _TAG)


@rule("hls.channels-missing", _WARNING, "RFC 8216bis §4.4.6.1")
def channels_missing(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Each audio rendition has CHANNELS."""
    for each in playlist.renditions:
        if each.type == "AUDIO" and not each.channels:
            yield Found("there is no CHANNELS: surround and stereo can't be told apart", each.line, _TAG)


@rule("hls.language-missing", _ADVICE, "RFC 8216bis §4.4.6.1")
def language_missing(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Audio and subtitles have LANGUAGE, to be chosen by."""
    for each in playlist.renditions:
        if each.type in ("AUDIO", "SUBTITLES") and not each.language:
            yield Found("there is no LANGUAGE", each.line, _TAG)


@rule("hls.group-unused", _ADVICE, "RFC 8216bis §4.4.6.2")
def group_unused(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Each group is named by a variant."""
    used = {("AUDIO", each.audio) for each in playlist.variants}
    used |= {("VIDEO", each.video) for each in playlist.variants}
    used |= {("SUBTITLES", each.subtitles) for each in playlist.variants}
    used |= {("CLOSED-CAPTIONS", each.closed_captions) for each in playlist.variants}
    for key, members in _groups(playlist).items():
        if key not in used:
            yield Found(f"no variant names the {key[0]} group {key[1][:40]!r}", members[0].line, _TAG)


@rule("hls.audio-group-partly", _WARNING, "RFC 8216bis §4.4.6.2")
def audio_group_partly(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Either all variants with pictures name an audio group or none: else languages are lost at a switch."""
    pictures = [each for each in playlist.variants if each.resolution is not None]
    if any(each.audio for each in pictures):
        for each in pictures:
            if not each.audio:
                yield Found("other variants have an audio group, this one not", each.line, "EXT-X-STREAM-INF")


RULES = (
    name_twice,
    default_twice,
    default_not_autoselected,
    autoselect_ambiguous,
    groups_differ,
    rendition_attributes,
    channels_missing,
    language_missing,
    group_unused,
    audio_group_partly,
)
