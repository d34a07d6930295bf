"""Keep a live MPD up to date: fetched again when it says so, mapped again as time goes by (DASH).

What can be had follows from the server's clock, so the same document gives a new presentation every few
seconds. A new version comes as a patch where one is offered, else whole, from where Location says; one that
is older than what we have is a cache that lags and changes nothing.
"""

import logging
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from playhead.clock import Clock
from playhead.dash.guidance import Guidance
from playhead.dash.index import Availability, RunIndex
from playhead.dash.manifest import Manifest
from playhead.dash.refresh import Refresh
from playhead.errors import PlayerError
from playhead.net.fetcher import Fetched, Fetcher
from playhead.presentation import DeferredIndex, Presentation, Resource, SegmentIndex
from playhead.session.live.server_clock import ServerClock

__all__ = ["LiveManifest"]

_log = logging.getLogger(__name__)

_ATTEMPTS = 2
# Whatever a document says, it is not asked for more often than this.
_SHORTEST_UPDATE_S = 1.0
_USUAL_STEP_S = 2.0
_AFTER_FAILURE_S = 2.0
_MOMENT_S = 0.01
# A server that gives older documents all the time has been set back; before that, a cache lags.
_MOST_OLDER_COPIES = 3


class LiveManifest:
    """A document that changes.

    Args:
        manifest: As it was fetched.
        answer: What it came with.

    Attributes:
        presentation: The title as it can be played now.
        clock: The server's.
        due_s: Loop time at which something is to be done: a request, or a segment that has come to be.
    """

    def __init__(self, manifest: Manifest, answer: Fetched, fetcher: Fetcher, clock: Clock) -> None:
        self.clock = ServerClock(fetcher, clock)
        self._manifest = manifest
        self._guidance = manifest.guidance
        self._answer = answer
        self._fetcher = fetcher
        self._own_clock = clock
        self._asked_s = clock.now_s() - answer.elapsed_s
        self.due_s = math.inf
        self._older_copies = 0

    async def open(self) -> None:
        """Learn the server's time and map the document for the first time.

        Raises:
            ManifestError: If nothing in it can be played.
        """
        await self.clock.keep(self._manifest.clock_sources, self._answer)
        self._map(None)

    def offset_s(self, wished_s: float | None) -> float | None:
        """Return how far behind the live edge to play; None if nobody says.

        Args:
            wished_s: What the viewer's side wants, within the service's limits.
        """
        return self.guidance.latency_s(wished_s)

    @property
    def guidance(self) -> Guidance:
        """The service's wishes about latency and speed."""
        return self._guidance

    @property
    def edge_s(self) -> float | None:
        """Where the encoder is on the presentation's timeline; None if the document has no clock."""
        now_s = self._timeline_s
        return None if now_s is None else now_s + (self._guidance.capture_lead_s or 0.0)

    @property
    def _timeline_s(self) -> float | None:
        """The moment that the document's timeline has come to: availability is counted from it."""
        begin = self._manifest.mpd.availability_start
        return None if begin is None else self.clock.utc_s() - float(begin)

    @property
    def is_final(self) -> bool:
        """True if nothing will be added."""
        return not self.presentation.is_live

    async def refresh(self) -> bool:
        """Do what is due; True if the title began anew, so that what was buffered leads nowhere.

        Raises:
            NetworkError, ManifestError: If the next version can't be had or read; it may be better next time.
        """
        has_restarted = False
        now_s = self._own_clock.now_s()
        self.due_s = now_s + _AFTER_FAILURE_S
        if now_s >= self._update_due_s:
            has_restarted = await self._update()
        await self.clock.keep(self._manifest.clock_sources, self._answer)
        self._map(None if has_restarted else self.presentation)
        return has_restarted

    def _map(self, previous: Presentation | None) -> None:
        """Make the presentation of this moment, and plan the next step."""
        self.presentation = self._manifest.presentation(now_utc_s=self.clock.utc_s(), previous=previous)
        self._settle()
        self.due_s = min(self._update_due_s, self._own_clock.now_s() + self._until_next_segment_s())

    @property
    def _refresh(self) -> Refresh | None:
        return self._manifest.refresh(self.clock.utc_s())

    @property
    def _update_due_s(self) -> float:
        refresh = self._refresh
        if refresh is None:
            return math.inf
        # 0 means: whenever new segments are wanted (ISO/IEC 23009-1 §5.3.1.2).
        return self._asked_s + max(refresh.after_s or self._step_s, _SHORTEST_UPDATE_S)

    async def _update(self) -> bool:
        """Get the next version; True if it is of a title that began anew."""
        refresh = self._refresh
        assert refresh is not None
        asked_s = self._own_clock.now_s()
        found = await self._patched(refresh.patch) if refresh.patch is not None else None
        if found is None:
            found = await self._fetched(refresh.resources)
        self._asked_s = asked_s
        old, new = self._manifest.mpd, found.mpd
        if old.publish_time is not None and new.publish_time is not None:
            is_older = new.publish_time < old.publish_time
            self._older_copies = self._older_copies + 1 if is_older else 0
            if is_older and self._older_copies < _MOST_OLDER_COPIES:
                return False
        self._manifest, self._guidance = found, found.guidance
        has_restarted = self._older_copies > 0 or old.availability_start != new.availability_start
        self._older_copies = 0
        # An event that has ended may say so without its begin.
        return has_restarted and new.is_dynamic

    async def _patched(self, resource: Resource) -> Manifest | None:
        """Return the next version made of changes; None if that can't be done: the whole is fetched then."""
        try:
            answer = await self._fetcher.fetch(resource, attempts=1)
            return self._manifest.patched(answer.body, answer.url)
        except PlayerError as error:
            _log.warning("a patch could not be used: %s", error)
            return None

    async def _fetched(self, resources: Sequence[Resource]) -> Manifest:
        """Return the next version as a whole, from the first place that has it."""
        failure: PlayerError | None = None
        for resource in resources:
            try:
                self._answer = await self._fetcher.fetch(resource, attempts=_ATTEMPTS)
                return Manifest.read(self._answer.body, self._answer.url)
            except PlayerError as error:
                failure = failure or error
        assert failure is not None
        raise failure

    def _settle(self) -> None:
        """Take note of an end that is not announced: all is there, and no other document will come."""
        last = self.presentation.periods[-1]
        if not self.presentation.is_live or self._refresh is not None or last.duration is None:
            return
        if all(index.is_complete for index in self._indices_of_last_period()):
            self.presentation = replace(self.presentation, is_live=False, duration=last.start + last.duration)

    @property
    def _step_s(self) -> float:
        """How long the newest segment lasts."""
        indices = list(self._indices_of_last_period())
        newest = [index.segment_at(index.end_s - _MOMENT_S) for index in indices]
        steps_s = [each.duration_s for each in newest if each]
        # A period that is about to begin has no segment yet.
        steps_s = steps_s or [step_s for each in indices if (step_s := _availability(each).step_s)]
        return max(min(steps_s, default=_USUAL_STEP_S), _MOMENT_S)

    def _until_next_segment_s(self) -> float:
        """Return when to look again: a segment can be had when its end has come, or as early as is said."""
        step_s, now_s = self._step_s, self._timeline_s
        if now_s is None:
            return step_s
        due_s = (each.end_s + step_s - _availability(each).early_s for each in self._indices_of_last_period())
        waits_s = (self._last_start_s + each_s - now_s for each_s in due_s)
        wait_s = min((each_s for each_s in waits_s if each_s >= 0), default=step_s)
        return wait_s + _MOMENT_S if wait_s < step_s else step_s

    @property
    def _last_start_s(self) -> float:
        return float(self.presentation.periods[-1].start)

    def _indices_of_last_period(self) -> Iterator[SegmentIndex]:
        for track in self.presentation.periods[-1].tracks:
            for representation in track.representations[:1]:
                if not isinstance(representation.index, DeferredIndex):
                    yield representation.index


def _availability(index: SegmentIndex) -> Availability:
    return index.availability if isinstance(index, RunIndex) else Availability()
