"""An `Mpd` to the neutral `Presentation`."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from playhead.dash.document.descriptors import ContentProtection, Descriptor
from playhead.dash.document.mpd import Mpd, MpdPeriod
from playhead.dash.faults import Notes, manifest_error
from playhead.dash.identity import TrackNames
from playhead.dash.indexing import Indexer
from playhead.dash.levels import Base
from playhead.dash.limits import MAX_EVENTS
from playhead.dash.locations import Locations
from playhead.dash.periods import PeriodSpan, spans_of
from playhead.dash.properties import unknown_essential
from playhead.dash.protection import ProtectionReader
from playhead.dash.representations import PeriodReader, SetContent
from playhead.dash.timed_events import events_of
from playhead.dash.tracks import tracks_of, trick_play_tracks
from playhead.errors import ErrorCode, ManifestError
from playhead.presentation import Period, Presentation, StreamingProtocol

__all__ = ["presentation_of"]


def presentation_of(
    mpd: Mpd,
    url: str,
    notes: Notes,
    *,
    now: Fraction | None = None,
    locations: Locations | None = None,
    previous: Presentation | None = None,
) -> Presentation:
    """Map a document.

    Args:
        mpd: The document.
        url: Where it came from in the end; the base of its relative references.
        notes: Holds the warnings so far, and gets those of the mapping.
        now: Seconds since 1970 UTC on the server's clock, for a live document; None if not known.
        locations: Which of several places to use.
        previous: This title before a refresh: its tracks keep their names.

    Raises:
        ManifestError: EMPTY without periods or sets, NO_PLAYABLE_VARIANT if all of them had to be left out.
    """
    _check(mpd.essential, url)
    if not any(period.adaptation_sets for period in mpd.periods):
        raise manifest_error(ErrorCode.MANIFEST_EMPTY, "the MPD has no period with an AdaptationSet", url=url)
    base = Base(url, locations=locations or Locations())
    # A live title that has ended keeps the ids that it had.
    is_prefixed = mpd.is_dynamic or len(mpd.periods) > 1 or (previous is not None and previous.is_live)
    mapper = _Mapper(mpd, base, TrackNames(previous), _RepresentationIds(is_prefixed=is_prefixed), notes)
    spans = [placed for placed in spans_of(mpd, notes, now) if not placed[1].is_gone]
    periods = tuple(filter(None, (mapper.period(*placed) for placed in spans)))
    if not any(track.representations for period in periods for track in period.tracks):
        reasons = "; ".join(dict.fromkeys(warning.message for warning in notes.warnings[:5]))
        reason = f"nothing in the MPD can be played: {reasons or 'it has no media for normal playback'}"
        raise manifest_error(ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT, reason, url=url)
    last = periods[-1]
    ends = not mpd.is_dynamic and last.duration is not None
    return Presentation(
        url=url,
        protocol=StreamingProtocol.DASH,
        periods=periods,
        is_live=mpd.is_dynamic,
        duration=last.start + last.duration if ends and last.duration is not None else None,
        warnings=notes.warnings,
        events=tuple(islice(events_of(mpd), MAX_EVENTS)),
    )


def _check(essential: Sequence[Descriptor], url: str) -> None:
    unknown = unknown_essential(essential)
    if unknown is not None:
        reason = f"EssentialProperty {unknown.scheme} is not understood"
        line = unknown.element.line
        raise manifest_error(ErrorCode.MANIFEST_UNSUPPORTED, reason, url=url, line=line, tag="MPD")


class _Mapper:
    """Maps the periods of one document, which share track names and protection."""

    def __init__(
        self, mpd: Mpd, base: Base, names: TrackNames, representation_ids: "_RepresentationIds", notes: Notes
    ) -> None:
        self._base = base.within(mpd.base_urls)
        self._protection = ProtectionReader(_declared_protection(mpd), notes)
        self._outer_protection = mpd.protection
        self._names = names
        self._representation_ids = representation_ids
        self._notes = notes

    def period(self, source: MpdPeriod, span: PeriodSpan) -> Period | None:
        """Return the period; None, with a note, if nothing in it can be played."""
        try:
            contents = self._contents(source, span)
        except ManifestError as error:
            self._notes.add_error("period-left-out", error, line=source.element.line, tag="Period")
            return None
        tracks = tracks_of([each for each in contents if not each.is_trick_play], self._names)
        if not tracks:
            link = source.xlink and not source.xlink.is_zero
            code, message = ("unresolved-link", "its content is elsewhere") if link else _NOTHING
            self._notes.add(
                code, f"{message}; the period is left out", line=source.element.line, tag="Period"
            )
            return None
        trick_play = trick_play_tracks([each for each in contents if each.is_trick_play])
        return Period(span.name, span.start, span.duration, tracks, trick_play)

    def _contents(self, source: MpdPeriod, span: PeriodSpan) -> list[SetContent]:
        _check(source.essential, self._base.url)
        reader = PeriodReader(
            replace(source, protection=(*source.protection, *self._outer_protection)),
            self._base.within(source.base_urls),
            Indexer(span),
            self._protection,
            self._notes,
        )
        contents = filter(None, map(reader.read, source.adaptation_sets))
        return [self._representation_ids.give(content, span.name) for content in contents]


_NOTHING = ("empty-period", "nothing in it can be played")


class _RepresentationIds:
    """Makes ids unique within the presentation: the MPD's are so within their period only."""

    def __init__(self, *, is_prefixed: bool) -> None:
        self._is_prefixed = is_prefixed
        self._taken: set[str] = set()

    def give(self, content: SetContent, period: str) -> SetContent:
        named = [
            replace(each, id=self._unique(each.id or content.kind.value, period))
            for each in content.representations
        ]
        return replace(content, representations=tuple(named))

    def _unique(self, own: str, period: str) -> str:
        stem = name = f"{period}/{own}" if self._is_prefixed else own
        nth = 1
        while name in self._taken:
            nth += 1
            name = f"{stem}-{nth}"
        self._taken.add(name)
        return name


def _declared_protection(mpd: Mpd) -> list[ContentProtection]:
    declared = list(mpd.protection)
    for period in mpd.periods:
        declared += period.protection
        for each in period.adaptation_sets:
            declared += each.media.protection
            for representation in each.representations:
                declared += representation.media.protection
    return declared
