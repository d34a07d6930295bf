"""Which of several places each representation comes from now: the one answer that all streams share.

A place's name is what the manifest calls it (PATHWAY-ID, serviceLocation), else its host. Where it fails, it
goes into the penalty box for everybody: a server that doesn't give video won't give sound either. The order
is the steering server's, else the manifest's; a place that the server doesn't name comes last, one that is in
the box after that. So the player comes back by itself as soon as the better place's penalty is over.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from playhead.clock import Clock
from playhead.errors import Category, ErrorCode, Problem
from playhead.events import Event, PathwayChanged
from playhead.presentation import Alternative, DeferredIndex, Representation, SegmentIndex
from playhead.session.pathways.clones import PathwayClone
from playhead.session.pathways.penalties import PenaltyBox
from playhead.session.pathways.steering_manifest import SteeringManifest
from playhead.settings import RecoverySettings

__all__ = ["Pathways", "is_about_place"]

_NOT_ABOUT_PLACE = frozenset({ErrorCode.NETWORK_FILTER_FAILED})


def is_about_place(problem: Problem) -> bool:
    """Tell whether the same thing from another place may be better."""
    if problem.code in _NOT_ABOUT_PLACE:
        return False
    is_document = problem.code.category in (Category.NETWORK, Category.MANIFEST)
    return is_document or problem.code is ErrorCode.MEDIA_CONTAINER_MALFORMED


class Pathways:
    """The places of one presentation.

    Attributes:
        current: The name of the place in use; empty while there is nothing to choose from.
    """

    def __init__(self, settings: RecoverySettings, clock: Clock, emit: Callable[[Event], None]) -> None:
        self._box = PenaltyBox(settings, clock)
        self._clock = clock
        self._emit = emit
        self._steered: SteeringManifest | None = None
        self._copies: dict[
            tuple[PathwayClone, str], tuple[SegmentIndex | DeferredIndex, Alternative | None]
        ] = {}
        # By the names among which there is a choice: pictures and sound may be spread differently.
        self._in_use: dict[frozenset[str], str] = {}
        self.current = ""

    def steer(self, manifest: SteeringManifest) -> None:
        """Follow a steering server from now on."""
        self._steered = manifest
        self._copies.clear()

    def place_of(self, representation: Representation) -> Alternative:
        """Return where to get a representation now."""
        places = self._places(representation)
        if len(places) == 1:
            return places[0]
        best = min(range(len(places)), key=lambda nth: self._rank(places[nth].pathway, nth))
        self._note(places, places[best].pathway)
        return places[best]

    def can_leave(self, representation: Representation, place: Alternative) -> bool:
        """Tell whether there is another place for a representation that is not known to fail."""
        others = (each.pathway for each in self._places(representation) if each.pathway != place.pathway)
        return any(map(self._box.is_free, others))

    def failed(self, representation: Representation, place: Alternative, problem: Problem) -> bool:
        """Take note that a place failed; True if there is another one to go to."""
        if not is_about_place(problem) or len(self._places(representation)) == 1:
            return False
        self._box.punish(place.pathway)
        return self.can_leave(representation, place)

    def _rank(self, name: str, nth: int) -> tuple[float, int, int]:
        priority = self._steered.priority if self._steered is not None else ()
        wish = priority.index(name) if name in priority else len(priority)
        return (0.0 if self._box.is_free(name) else self._box.until_s(name)), wish, nth

    def _places(self, representation: Representation) -> list[Alternative]:
        """Return all places of a representation under names of their own, the manifest's order."""
        own = Alternative(representation.index, representation.pathway, representation.group)
        found: dict[str, Alternative] = {}
        if not representation.alternatives:
            found[own.pathway] = own
        else:
            for place in (own, *representation.alternatives):
                name = _free_name(place.pathway or _host(place.index), found)
                found[name] = replace(place, pathway=name)
        for clone in self._steered.clones if self._steered is not None else ():
            base = found.get(clone.base_id)
            copy = self._copy(clone, representation, base) if base is not None else None
            if copy is not None:
                found.setdefault(clone.id, copy)
        return list(found.values())

    def _copy(
        self, clone: PathwayClone, representation: Representation, base: Alternative
    ) -> Alternative | None:
        """Return a representation on a cloned pathway, made once for each of its indexes."""
        key = clone, representation.id
        known = self._copies.get(key)
        if known is None or known[0] is not base.index:
            known = self._copies[key] = base.index, clone.of(representation, base)
        return known[1]

    def _note(self, places: Iterable[Alternative], name: str) -> None:
        names = frozenset(place.pathway for place in places)
        # A clone makes the set larger: whoever was in use in a part of it still is.
        previous = self._in_use.get(names) or next(
            (used for known, used in self._in_use.items() if known < names), None
        )
        self._in_use[names] = name
        if previous is None:
            self.current = self.current or name
        elif previous != name:
            self.current = name
            self._emit(PathwayChanged(self._clock.now_s(), name, previous, self._reason(name, previous)))

    def _reason(self, name: str, previous: str) -> str:
        if not self._box.is_free(previous):
            return "failover"
        return "return" if self._box.until_s(name) else "steering"


def _free_name(name: str, taken: Iterable[str]) -> str:
    known = set(taken)
    unique, nth = name, 2
    while unique in known:
        unique, nth = f"{name} ({nth})", nth + 1
    return unique


def _host(index: SegmentIndex | DeferredIndex) -> str:
    """Return whom an index is fetched from; all that is known of places without a name is in their lists."""
    return (urlsplit(index.resource.url).hostname or "") if isinstance(index, DeferredIndex) else ""
