"""What is known of each representation's segments: fetched once, and for a live title asked for again.

An index that comes with its presentation is not kept here: a live MPD brings new ones each time.
"""

from dataclasses import dataclass

from playhead.clock import Clock
from playhead.net.fetcher import Fetched, Fetcher
from playhead.net.passage import Subject
from playhead.presentation import Alternative, DeferredIndex, GrowingIndex, Representation, SegmentIndex
from playhead.presentation.promises import as_growing, as_reported, is_resolved
from playhead.session.pathways.pathways import Pathways

__all__ = ["Indices", "Known"]


# Where another place has the same list, this much silence is enough to go there.
_HASTY_SILENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class Known:
    """An index and when it was had.

    Attributes:
        asked_s, answered_s: Loop times of the request and the answer.
        has_changed: Whether that answer brought anything new.
        pathway: Where it came from, if there was a choice.
    """

    index: SegmentIndex
    asked_s: float
    answered_s: float
    has_changed: bool = True
    pathway: str = ""


class Indices:
    """The segment indexes of one presentation; shared by its streams."""

    def __init__(self, fetcher: Fetcher, clock: Clock, pathways: Pathways) -> None:
        self.pathways = pathways
        self._fetcher = fetcher
        self._clock = clock
        self._known: dict[str, Known] = {}
        self._newest: SegmentIndex | None = None

    async def of(self, representation: Representation) -> SegmentIndex:
        """Return the representation's segments, fetching their list the first time.

        Raises:
            NetworkError, ManifestError, MediaError: If it can't be fetched or read.
        """
        place = self.pathways.place_of(representation)
        known = self._known.get(representation.id)
        if known is not None and known.pathway == place.pathway:
            return known.index
        deferred = place.index
        if not isinstance(deferred, DeferredIndex):
            if isinstance(deferred, GrowingIndex) and not deferred.is_complete:
                now_s = self._clock.now_s()
                self.learn(representation, Known(deferred, now_s, now_s, pathway=place.pathway))
            return deferred
        asked_s = self._clock.now_s()
        fetched = await self._fetch(representation, place, deferred)
        # Beside what is known already: a live rendition has no times of its own.
        index = deferred.resolve(fetched.body, fetched.url, self._newest)
        self.learn(representation, Known(index, asked_s, self._clock.now_s(), pathway=place.pathway))
        return index

    def has_moved(self, representation: Representation) -> bool:
        """Tell whether what is known of a representation came from a place that isn't used any more."""
        known = self._known.get(representation.id)
        return known is not None and known.pathway != self.pathways.place_of(representation).pathway

    async def _fetch(
        self, representation: Representation, place: Alternative, deferred: DeferredIndex
    ) -> Fetched:
        """Fetch a list, without patience where another place has it as well."""
        is_hasty = self.pathways.can_leave(representation, place)
        reported, resource = as_reported(deferred), deferred.resource
        if reported is not None and self._newest is not None:
            resource = reported.beside(self._newest)
        return await self._fetcher.fetch(
            resource,
            attempts=1 if is_hasty else None,
            silence_s=_HASTY_SILENCE_S if is_hasty else None,
            subject=Subject(representation=representation),
        )

    async def reaching(self, representation: Representation, time_s: float, oldest_s: float) -> SegmentIndex:
        """Return a list that nobody follows, fetched again where it has to reach further than it does.

        Args:
            time_s: Where it should reach to, in a presentation of one period (a live HLS title has no other).
            oldest_s: A list that is no older than this is not asked for again.

        Raises:
            NetworkError, ManifestError, MediaError: If it can't be fetched or read.
        """
        index, record = await self.of(representation), self.record(representation)
        if record is None or index.is_complete or index.end_s > time_s:
            return index
        if self._clock.now_s() - record.asked_s < oldest_s:
            return index
        self.forget(representation.id)
        return await self.of(representation)

    def known(self, representation: Representation) -> SegmentIndex | None:
        """Return the representation's segments if that needs no request."""
        known = self._known.get(representation.id)
        if known is not None:
            return known.index
        index = self.pathways.place_of(representation).index
        return index if is_resolved(index) else None

    def record(self, representation: Representation) -> Known | None:
        """Return what was fetched for the representation; None if nothing was."""
        return self._known.get(representation.id)

    def learn(self, representation: Representation, known: Known) -> None:
        """Take what was fetched for the representation."""
        self._known[representation.id] = known
        if as_growing(known.index) is not None:
            self._newest = known.index

    @property
    def all_known(self) -> tuple[SegmentIndex, ...]:
        """The lists that were fetched and are still followed."""
        return tuple(known.index for known in self._known.values())

    @property
    def newest(self) -> SegmentIndex | None:
        """The list that came last, of those that can grow."""
        return self._newest

    def forget(self, representation_id: str) -> None:
        """Let go of a list that nobody follows any more."""
        self._known.pop(representation_id, None)

    def forget_all_but(self, representation: Representation) -> None:
        """Let go of all lists that lie on an earlier timeline than this representation's."""
        self._known = {id_: known for id_, known in self._known.items() if id_ == representation.id}
