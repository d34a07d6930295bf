"""What flows down from the MPD to a representation: addresses, addressing, availability.

ISO/IEC 23009-1 §5.3.9.1 (addressing) and §5.6 (BaseURL).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from playhead.dash.document.addressing import Addressing, inherit
from playhead.dash.document.descriptors import BaseUrl
from playhead.dash.document.mpd import AdaptationSet, MpdPeriod, MpdRepresentation
from playhead.dash.locations import Locations
from playhead.dash.urls import resolve

__all__ = ["Base", "addressing_of"]

_MAX_OTHERS = 16

Level = MpdPeriod | AdaptationSet | MpdRepresentation


@dataclass(frozen=True, slots=True)
class Base:
    """Where relative references of a level lead.

    Attributes:
        url: Absolute.
        availability_offset: Seconds that segments from there are available early; the levels' sum.
        is_always_available: They are available at any time, however early.
        is_available_complete: False where they are available before they are whole; None where nobody says.
        locations: Which of several places to use.
        pathway: The place's name where there is a choice, or where the document gives it one.
        others: The other places, each with a name of its own, best first.
    """

    url: str
    availability_offset: Fraction = Fraction(0)
    is_always_available: bool = False
    is_available_complete: bool | None = None
    locations: Locations = field(default_factory=Locations)
    pathway: str = ""
    others: tuple["Base", ...] = ()

    def within(self, base_urls: Sequence[BaseUrl]) -> "Base":
        """Return the base of an inner level that has these BaseURLs, of which `locations` chooses one.

        Raises:
            ManifestError: If its address can't be read or is of a scheme that we don't open.
        """
        if not base_urls:
            return self
        best = self._at(base_urls, self.locations)
        known = {each.pathway: each for each in self.others}
        names = dict.fromkeys((*known, *(each.service_location for each in self.locations.ranked(base_urls))))
        others: list[Base] = []
        for name in names:
            if name != best.pathway and len(others) < _MAX_OTHERS and (len(base_urls) > 1 or name in known):
                wish = replace(self.locations, order=(name,))
                others.append(replace(known.get(name, self)._at(base_urls, wish), pathway=name))
        return replace(best, others=tuple(others))

    def _at(self, base_urls: Sequence[BaseUrl], locations: Locations) -> "Base":
        """Return the inner level's base by these wishes, as if there were no other."""
        chosen = locations.choose(base_urls)
        assert chosen is not None
        has_name = len(base_urls) > 1 or "serviceLocation" in chosen.element.attributes
        url = resolve(self.url, chosen.url, line=chosen.element.line, tag="BaseURL")
        return replace(
            self,
            url=url,
            availability_offset=self.availability_offset + (chosen.availability_offset or 0),
            is_always_available=self.is_always_available or chosen.is_always_available,
            is_available_complete=self.is_available_complete
            if chosen.is_available_complete is None
            else chosen.is_available_complete,
            pathway=chosen.service_location if has_name else self.pathway,
            others=(),
        )


def addressing_of(levels: Sequence[Level]) -> Addressing | None:
    """Return the addressing that holds for a representation; None: its BaseURL is the media itself.

    The innermost level that has any decides which of SegmentTemplate, SegmentList and SegmentBase it is; the
    outer ones of the same name fill in what it leaves open.

    Args:
        levels: Representation, set, period: the innermost first.
    """
    for level in levels:
        if level.segment_template is not None:
            return _merged([each.segment_template for each in levels])
        if level.segment_list is not None:
            return _merged([each.segment_list for each in levels])
        if level.segment_base is not None:
            return _merged([each.segment_base for each in levels])
    return None


def _merged(inner_first: Sequence[Addressing | None]) -> Addressing | None:
    merged: Addressing | None = None
    for addressing in reversed(inner_first):
        merged = inherit(addressing, merged)
    return merged
