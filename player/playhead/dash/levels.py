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

Level = MpdPeriod | AdaptationSet | MpdRepresentation


@dataclass(frozen=True, slots=True)
class Base:
    """Where relative references of a level lead.

    Attributes:
        url: Absolute.
        availability_offset: Seconds that segments from there are available early; the levels' sum.
        is_always_available: They are available at any time, however early.
        locations: Which of several places to use.
    """

    url: str
    availability_offset: Fraction = Fraction(0)
    is_always_available: bool = False
    locations: Locations = field(default_factory=Locations)

    def within(self, base_urls: Sequence[BaseUrl]) -> "Base":
        """Return the base of an inner level that has these BaseURLs, of which `locations` chooses one.

        Raises:
            ManifestError: If its address can't be read or is of a scheme that we don't open.
        """
        chosen = self.locations.choose(base_urls)
        if chosen is None:
            return self
        url = resolve(self.url, chosen.url, line=chosen.element.line, tag="BaseURL")
        return replace(
            self,
            url=url,
            availability_offset=self.availability_offset + (chosen.availability_offset or 0),
            is_always_available=self.is_always_available or chosen.is_always_available,
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
