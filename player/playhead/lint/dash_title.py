"""What a DASH rule looks at: the document, its periods, each representation with what it inherits."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from playhead.dash.document import Mpd
from playhead.dash.document.addressing import Addressing
from playhead.dash.document.element import Element
from playhead.dash.document.media import MediaAttributes
from playhead.dash.document.mpd import AdaptationSet, MpdPeriod, MpdRepresentation
from playhead.dash.faults import Notes
from playhead.dash.kinds import kind_of
from playhead.dash.levels import addressing_of
from playhead.dash.periods import PeriodSpan, spans_of
from playhead.lint.finding import Found
from playhead.presentation import Kind

__all__ = ["DashTitle", "Member", "at"]


@dataclass(frozen=True, slots=True)
class Member:
    """A representation in its set, with the attributes and the addressing that hold for it."""

    period: MpdPeriod
    adaptation_set: AdaptationSet
    representation: MpdRepresentation
    media: MediaAttributes
    addressing: Addressing | None
    kind: Kind | None


@dataclass(frozen=True)
class DashTitle:
    """An MPD and where it came from."""

    mpd: Mpd
    url: str

    @cached_property
    def spans(self) -> list[tuple[MpdPeriod, PeriodSpan]]:
        """The periods that can be placed."""
        return spans_of(self.mpd, Notes())

    @cached_property
    def members(self) -> list[Member]:
        """All representations, in the document's order."""
        return [
            _member(period, adaptation_set, representation)
            for period in self.mpd.periods
            for adaptation_set in period.adaptation_sets
            for representation in adaptation_set.representations
        ]

    @cached_property
    def sets(self) -> list[tuple[AdaptationSet, list[Member]]]:
        """The sets with their members; those without any are left out."""
        found: dict[int, tuple[AdaptationSet, list[Member]]] = {}
        for each in self.members:
            found.setdefault(id(each.adaptation_set), (each.adaptation_set, []))[1].append(each)
        return list(found.values())

    def of_kind(self, *kinds: Kind) -> Iterator[Member]:
        """Yield the representations of some kinds."""
        return (each for each in self.members if each.kind in kinds)


def _member(period: MpdPeriod, adaptation_set: AdaptationSet, representation: MpdRepresentation) -> Member:
    media = representation.media.within(adaptation_set.media)
    components = (component.content_type for component in adaptation_set.components)
    return Member(
        period,
        adaptation_set,
        representation,
        media,
        addressing_of((representation, adaptation_set, period)),
        kind_of((adaptation_set.content_type, *components), media),
    )


def at(element: Element, message: str) -> Found:
    """Return what was found at an element."""
    return Found(message, element.line, element.name)
