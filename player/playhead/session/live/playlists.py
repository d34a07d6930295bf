"""Keep one kind's list of segments up to date, whichever representation its stream follows (HLS).

When to ask again is the list's own business (RFC 8216 §6.3.4, rfc8216bis §6.2.5: target duration, blocking
reload, delta updates); this asks, and knows what to do when the answer doesn't fit.
"""

import math
from collections.abc import Callable
from dataclasses import replace

from playhead.clock import Clock
from playhead.errors import ErrorCode, ManifestError, PlayerError
from playhead.net.fetcher import Fetched, Fetcher
from playhead.net.passage import Subject
from playhead.presentation import Alternative, GrowingIndex, Refresh, Representation, SegmentIndex
from playhead.presentation.promises import as_growing
from playhead.session.indices import Indices, Known

__all__ = ["FollowedList"]

_ATTEMPTS = 2
# A server may hold a blocking request back for three target durations (rfc8216bis §6.2.5.2).
_HELD_BACK_S = 20.0
_AFTER_FAILURE_S = 2.0
# Where another place has the same list, this much silence is enough to go there.
_HASTY_SILENCE_S = 2.0


class FollowedList:
    """The list that a stream plays from.

    Args:
        following: Gives the representation; None before the stream has chosen one.
    """

    def __init__(
        self,
        following: Callable[[], Representation | None],
        indices: Indices,
        fetcher: Fetcher,
        clock: Clock,
    ) -> None:
        self._following = following
        self._indices = indices
        self._fetcher = fetcher
        self._clock = clock
        self._planned: tuple[Known, float] | None = None
        self._not_before_s = 0.0
        self._followed_id = ""

    @property
    def is_final(self) -> bool:
        """True if nothing will be added."""
        representation = self._following()
        index = self._indices.known(representation) if representation is not None else None
        return index is not None and index.is_complete

    @property
    def due_s(self) -> float:
        """Loop time of the next request; infinite while nothing is followed."""
        representation = self._following()
        record = self._indices.record(representation) if representation is not None else None
        if record is None or representation is None:
            return math.inf
        if self._indices.has_moved(representation):
            return self._not_before_s
        return max(self._not_before_s, record.asked_s + self._wait_s(record))

    async def refresh(self) -> bool:
        """Ask for the list once; True if it began anew, so that what was buffered leads nowhere.

        Raises:
            NetworkError, ManifestError: If it can't be had or read; it may be better the next time.
        """
        representation = self._following()
        record = self._indices.record(representation) if representation is not None else None
        assert representation is not None
        assert record is not None
        if self._indices.has_moved(representation):
            await self._ask_elsewhere(representation)
            return False
        if self._followed_id != representation.id:
            self._indices.forget(self._followed_id)
            self._followed_id = representation.id
        # Until proved otherwise: a request that fails is followed by an unhurried, plain one.
        self._not_before_s = self._clock.now_s() + _AFTER_FAILURE_S
        asked_s, before = self._clock.now_s(), record.index
        growing = as_growing(before)
        assert growing is not None
        plan = growing.refresh(has_changed=record.has_changed, age_s=asked_s - record.answered_s)
        self._indices.learn(representation, replace(record, asked_s=asked_s, has_changed=False))
        place = self._indices.pathways.place_of(representation)
        try:
            index, has_restarted = await self._read(growing, await self._fetch(plan))
        except PlayerError as error:
            self._leave(representation, place, error)
            raise
        self._not_before_s = 0.0
        if has_restarted:
            self._indices.forget_all_but(representation)
        has_changed = (index.start_s, index.end_s, index.is_complete) != (
            before.start_s,
            before.end_s,
            before.is_complete,
        )
        learnt = Known(index, asked_s, self._clock.now_s(), has_changed, record.pathway)
        self._indices.learn(representation, learnt)
        return has_restarted

    async def _ask_elsewhere(self, representation: Representation) -> None:
        """Ask for the list at the place that is in use now."""
        self._not_before_s = self._clock.now_s() + _AFTER_FAILURE_S
        place = self._indices.pathways.place_of(representation)
        try:
            await self._indices.of(representation)
        except PlayerError as error:
            self._leave(representation, place, error)
            raise
        self._not_before_s = 0.0

    def _leave(self, representation: Representation, place: Alternative, error: PlayerError) -> None:
        if self._indices.pathways.failed(representation, place, error.problem):
            self._not_before_s = 0.0

    def _wait_s(self, record: Known) -> float:
        """Return how long after the last request the next one is due, worked out once for each answer."""
        if self._planned is None or self._planned[0] is not record:
            index, wait_s = as_growing(record.index), math.inf
            if index is not None:
                wait_s = index.refresh(has_changed=record.has_changed, age_s=0.0).wait_s
            self._planned = (record, wait_s)
        return self._planned[1]

    async def _fetch(self, plan: Refresh) -> Fetched:
        patience_s = _HELD_BACK_S if plan.is_blocking else 0.0
        representation = self._following()
        pathways = self._indices.pathways
        is_hasty = representation is not None and pathways.can_leave(
            representation, pathways.place_of(representation)
        )
        return await self._fetcher.fetch(
            plan.resource,
            attempts=1 if is_hasty else _ATTEMPTS,
            patience_s=patience_s,
            silence_s=_HASTY_SILENCE_S if is_hasty else None,
            subject=Subject(representation=representation),
        )

    async def _read(self, before: GrowingIndex, answer: Fetched) -> tuple[SegmentIndex, bool]:
        try:
            return before.refreshed(answer.body, answer.url), False
        except ManifestError as error:
            if error.problem.code is ErrorCode.MANIFEST_WENT_BACKWARDS:
                return before.restarted(answer.body, answer.url), True
            if error.problem.code is not ErrorCode.MANIFEST_PATCH_FAILED:
                raise
        # A delta update that doesn't fit: the whole list is asked for instead.
        whole = await self._fetch(before.refresh(has_changed=False, age_s=math.inf))
        return before.refreshed(whole.body, whole.url), False
