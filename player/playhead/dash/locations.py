"""Which of several places a title is fetched from: BaseURLs, DVB priority and weight, content steering.

An MPD may give several BaseURLs at any level (ISO/IEC 23009-1 §5.6); each has a serviceLocation. The neutral
model knows one address a segment. So failover and steering are a matter of mapping the same document again
with other wishes: ids stay, addresses change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from playhead.dash.document.descriptors import BaseUrl
from playhead.dash.document.mpd import Mpd

__all__ = ["Locations", "service_locations"]


@dataclass(frozen=True, slots=True)
class Locations:
    """Wishes about places.

    Attributes:
        order: Service locations by a steering server's will, best first; others come last.
        avoided: Service locations that failed; used only where there is no other.
        draw: 0 ≤ draw < 1: where DVB weights let chance decide, this is it. 0 takes the first one listed.
    """

    order: tuple[str, ...] = ()
    avoided: frozenset[str] = frozenset()
    draw: float = 0.0

    def choose(self, base_urls: Sequence[BaseUrl]) -> BaseUrl | None:
        """Return the place to use; None if there is none.

        What failed goes last, then the steering server decides, then the lowest DVB priority, then chance in
        proportion to the weights (ETSI TS 103 285 §10.8.2.1).
        """
        if not base_urls:
            return None
        best = min(self._rank(each) for each in base_urls)
        equals = [each for each in base_urls if self._rank(each) == best]
        left = self.draw * sum(each.weight for each in equals)
        for each in equals:
            left -= each.weight
            if left < 0:
                return each
        return equals[-1]

    def ranked(self, base_urls: Sequence[BaseUrl]) -> list[BaseUrl]:
        """Return all places, the ones to prefer first."""
        return sorted(base_urls, key=self._rank)

    def _rank(self, base_url: BaseUrl) -> tuple[bool, int, int]:
        name = base_url.service_location
        place = self.order.index(name) if name in self.order else len(self.order)
        return name in self.avoided, place, base_url.priority


def service_locations(mpd: Mpd) -> tuple[str, ...]:
    """Return the names of all places that a document gives, each once, in order."""
    found = dict.fromkeys(each.service_location for each in mpd.base_urls)
    for period in mpd.periods:
        found.update(dict.fromkeys(each.service_location for each in period.base_urls))
        for adaptation_set in period.adaptation_sets:
            found.update(dict.fromkeys(each.service_location for each in adaptation_set.base_urls))
    return tuple(found)
