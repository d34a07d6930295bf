"""Sets and representations: names, formats, protection (ISO/IEC 23009-1 §5.3.3 to §5.3.7, DASH-IF IOP)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from playhead.dash.document.descriptors import ContentProtection
from playhead.dash.document.mpd import AdaptationSet, MpdPeriod, MpdRepresentation
from playhead.dash.schemes import MP4_PROTECTION, ROLES
from playhead.lint.dash_title import DashTitle, at
from playhead.lint.finding import FindingSeverity, Found, rule
from playhead.presentation import Kind

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = FindingSeverity
_IDS = "ISO/IEC 23009-1 §5.3.2.2"
_REPRESENTATION = "ISO/IEC 23009-1 §5.3.5.2"
_MEDIA = "ISO/IEC 23009-1 §5.3.7.2"
_IOP_MEDIA = "DASH-IF IOP 4.3 §3.2.4"
_IOP_DRM = "DASH-IF IOP 4.3 §7.6"
# ISO/IEC 23009-1 §5.8.5.5.
_ROLE_VALUES = frozenset(
    {
        "caption",
        "subtitle",
        "main",
        "alternate",
        "supplementary",
        "commentary",
        "dub",
        "description",
        "sign",
        "metadata",
        "enhanced-audio-intelligibility",
        "emergency",
        "forced-subtitle",
        "forced_subtitle",
        "easyreader",
        "karaoke",
    }
)
_WIDEVINE = "urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"
_PLAYREADY = "urn:uuid:9a04f079-9840-4286-ab92-e65be0885f95"

_Level = MpdPeriod | AdaptationSet | MpdRepresentation


@rule("dash.id-missing", _ERROR, _REPRESENTATION)
def id_missing(title: DashTitle) -> Iterator[Found]:
    """Each representation has @id."""
    for each in title.members:
        if not each.representation.id:
            yield at(each.representation.element, "there is no @id")


@rule("dash.period-id-missing", _WARNING, _IDS)
def period_id_missing(title: DashTitle) -> Iterator[Found]:
    """Periods of a dynamic MPD have @id, or an update can't be followed."""
    for period in title.mpd.periods if title.mpd.is_dynamic else ():
        if not period.id:
            yield at(period.element, "there is no @id")


@rule("dash.id-twice", _ERROR, _IDS)
def id_twice(title: DashTitle) -> Iterator[Found]:
    """@id is unique: of periods in the MPD, of sets and of representations in their period."""
    yield from _repeated(title.mpd.periods)
    for period in title.mpd.periods:
        yield from _repeated(period.adaptation_sets)
        yield from _repeated(each for sets in period.adaptation_sets for each in sets.representations)


def _repeated(levels: Iterable[_Level]) -> Iterator[Found]:
    seen: set[str] = set()
    for each in levels:
        if each.id is not None and each.id in seen:
            yield at(each.element, f"@id {each.id[:40]!r} is there already")
        elif each.id is not None:
            seen.add(each.id)


@rule("dash.bandwidth-missing", _ERROR, _REPRESENTATION)
def bandwidth_missing(title: DashTitle) -> Iterator[Found]:
    """Each representation has @bandwidth."""
    for each in title.members:
        if not each.representation.bandwidth_bps:
            yield at(each.representation.element, "there is no @bandwidth, so nobody can choose by it")


@rule("dash.mime-type-missing", _ERROR, _MEDIA)
def mime_type_missing(title: DashTitle) -> Iterator[Found]:
    """Each representation has @mimeType, of its own or its set's."""
    for each in title.members:
        if each.media.mime_type is None:
            yield at(each.representation.element, "there is no @mimeType")


@rule("dash.codecs-missing", _WARNING, _IOP_MEDIA)
def codecs_missing(title: DashTitle) -> Iterator[Found]:
    """Pictures and sound have @codecs."""
    for each in title.of_kind(Kind.VIDEO, Kind.AUDIO):
        if not each.media.codecs:
            message = "there is no @codecs: players must fetch media to learn what it is"
            yield at(each.representation.element, message)


@rule("dash.resolution-missing", _WARNING, _IOP_MEDIA)
def resolution_missing(title: DashTitle) -> Iterator[Found]:
    """Pictures have @width and @height."""
    for each in title.of_kind(Kind.VIDEO):
        if each.media.width is None or each.media.height is None:
            yield at(each.representation.element, "there is no @width or no @height")


@rule("dash.frame-rate-missing", _ADVICE, _IOP_MEDIA)
def frame_rate_missing(title: DashTitle) -> Iterator[Found]:
    """Pictures have @frameRate."""
    for each in title.of_kind(Kind.VIDEO):
        if each.media.frame_rate is None:
            yield at(each.representation.element, "there is no @frameRate")


@rule("dash.audio-format-missing", _ADVICE, _IOP_MEDIA)
def audio_format_missing(title: DashTitle) -> Iterator[Found]:
    """Sound has @audioSamplingRate and AudioChannelConfiguration."""
    for each in title.of_kind(Kind.AUDIO):
        if each.media.sample_rate_hz is None:
            yield at(each.representation.element, "there is no @audioSamplingRate")
        if not each.media.audio_channels:
            yield at(each.representation.element, "there is no AudioChannelConfiguration")


@rule("dash.language-missing", _ADVICE, "DASH-IF IOP 4.3 §3.9.2")
def language_missing(title: DashTitle) -> Iterator[Found]:
    """Sound and text have @lang, to be chosen by."""
    for adaptation_set, members in title.sets:
        languages = (component.language for component in adaptation_set.components)
        if members[0].kind in (Kind.AUDIO, Kind.TEXT) and not (adaptation_set.language or any(languages)):
            yield at(adaptation_set.element, "there is no @lang")


@rule("dash.role-unknown", _WARNING, "ISO/IEC 23009-1 §5.8.5.5")
def role_unknown(title: DashTitle) -> Iterator[Found]:
    """Values of the DASH role scheme are its own."""
    for adaptation_set, _ in title.sets:
        for role in adaptation_set.roles:
            if role.is_of(*ROLES) and role.value.lower() not in _ROLE_VALUES:
                yield at(role.element, f"{role.value[:40]!r} is no role of the scheme")


@rule("dash.set-mixed", _ERROR, "ISO/IEC 23009-1 §5.3.3.1")
def set_mixed(title: DashTitle) -> Iterator[Found]:
    """The representations of a set are of one kind: they are alternatives."""
    for adaptation_set, members in title.sets:
        kinds = Counter(each.kind for each in members if each.kind is not None)
        if len(kinds) > 1:
            names = ", ".join(sorted(kind.value for kind in kinds))
            yield at(adaptation_set.element, f"it holds {names}")


@rule("dash.protection-scheme-missing", _ERROR, _IOP_DRM)
def protection_scheme_missing(title: DashTitle) -> Iterator[Found]:
    """Protected sets say how: the mp4protection descriptor with cenc or cbcs."""
    for _, members in title.sets:
        descriptors = _protection(members[0].media.protection)
        if descriptors and not any(each.is_of(*MP4_PROTECTION) for each in descriptors):
            yield at(
                descriptors[0].element, "no ContentProtection with urn:mpeg:dash:mp4protection:2011 beside it"
            )


@rule("dash.default-kid-missing", _ERROR, _IOP_DRM)
def default_kid_missing(title: DashTitle) -> Iterator[Found]:
    """The mp4protection descriptor has @cenc:default_KID: a licence can be had before the media."""
    told: set[int] = set()
    for each in title.members:
        descriptors = _protection(each.media.protection)
        if any(descriptor.default_key_ids for descriptor in descriptors):
            continue
        for descriptor in descriptors:
            if descriptor.is_of(*MP4_PROTECTION) and id(descriptor) not in told:
                told.add(id(descriptor))
                yield at(descriptor.element, "there is no @cenc:default_KID")


@rule("dash.init-data-missing", _ADVICE, _IOP_DRM)
def init_data_missing(title: DashTitle) -> Iterator[Found]:
    """Widevine and PlayReady descriptors hold cenc:pssh or mspr:pro, so that no media is needed."""
    told: set[int] = set()
    for each in title.members:
        for descriptor in _protection(each.media.protection):
            is_known = descriptor.is_of(_WIDEVINE, _PLAYREADY)
            if is_known and not descriptor.element.children and id(descriptor) not in told:
                told.add(id(descriptor))
                yield at(descriptor.element, "there is neither cenc:pssh nor mspr:pro in it")


def _protection(descriptors: Iterable[ContentProtection]) -> list[ContentProtection]:
    # One that refers to another is judged where that one stands.
    return [each for each in descriptors if each.ref is None]


RULES = (
    id_missing,
    period_id_missing,
    id_twice,
    bandwidth_missing,
    mime_type_missing,
    codecs_missing,
    resolution_missing,
    frame_rate_missing,
    audio_format_missing,
    language_missing,
    role_unknown,
    set_mixed,
    protection_scheme_missing,
    default_kid_missing,
    init_data_missing,
)
