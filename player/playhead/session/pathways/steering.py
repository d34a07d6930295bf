"""Ask the steering server, again and again; whatever it does, playback goes on without it.

RFC 8216bis §7.3: asked when the title is loaded and then each TTL, with the pathway in use and the
throughput. 410 ends it for this session, 429 says when to ask again; any other failure waits for the next
TTL.
"""

import asyncio
from collections.abc import Callable
from urllib.parse import quote

from playhead.clock import Clock
from playhead.errors import PlayerError, Problem, Recovery, RequestType, Severity
from playhead.events import ProblemRaised
from playhead.net.fetcher import Fetcher
from playhead.net.retry import RefusedError
from playhead.presentation import Resource, Steering, StreamingProtocol
from playhead.session.pathways.pathways import Pathways
from playhead.session.pathways.steering_manifest import SteeringManifest, read_steering_manifest
from playhead.session.stream_context import StreamContext

__all__ = ["SteeringClient", "steering_client"]

_GONE = 410
_TOO_MANY = 429
_USUAL_TTL_S = 300.0
# A title that wants to be steered before it starts doesn't wait longer than this for it.
_BEFORE_START_S = 4.0


def steering_client(context: StreamContext, fetcher: Fetcher) -> "SteeringClient | None":
    """Return who asks the title's steering server; None if it has none."""
    presentation = context.plan.presentation
    if presentation.steering is None:
        return None
    return SteeringClient(
        presentation.steering,
        presentation.protocol,
        context.pathways,
        fetcher,
        context.clock,
        throughput_bps=lambda: context.meter.throughput_bps,
        on_change=context.changed.notify,
        tell=lambda problem: context.emit(ProblemRaised(context.clock.now_s(), problem)),
    )


class SteeringClient:
    """Talks to one title's steering server.

    Args:
        throughput_bps: Gives what the line is believed to carry; None before any measurement.
        on_change: Called when there is a new answer.
        tell: Hears of the first failure in a row.
    """

    def __init__(
        self,
        steering: Steering,
        protocol: StreamingProtocol,
        pathways: Pathways,
        fetcher: Fetcher,
        clock: Clock,
        *,
        throughput_bps: Callable[[], float | None],
        on_change: Callable[[], None],
        tell: Callable[[Problem], None],
    ) -> None:
        self._url = steering.url
        self._first_pathway = steering.pathway
        self._is_needed_before_start = steering.is_needed_before_start
        self._protocol = protocol
        self._pathways = pathways
        self._fetcher = fetcher
        self._clock = clock
        self._throughput_bps = throughput_bps
        self._on_change = on_change
        self._tell = tell
        self._ttl_s = _USUAL_TTL_S
        self._next_s = 0.0
        self._is_failing = False
        self._is_over = False

    async def prepare(self) -> None:
        """Ask before anything else is fetched, if the author wants that; but don't wait for long."""
        if not self._is_needed_before_start:
            return
        try:
            async with asyncio.timeout(_BEFORE_START_S):
                await self._ask()
        except TimeoutError:
            self._next_s = self._clock.now_s() + self._ttl_s

    async def run(self) -> None:
        """Ask whenever it is time to, until the server wants no more of it."""
        while not self._is_over:
            await asyncio.sleep(max(self._next_s - self._clock.now_s(), 0.0))
            await self._ask()

    async def _ask(self) -> None:
        self._next_s = self._clock.now_s() + self._ttl_s
        try:
            answer = await self._fetcher.fetch(Resource(self._asked_url(), RequestType.STEERING), attempts=1)
            manifest = read_steering_manifest(answer.body, self._without_query(answer.url))
        except PlayerError as error:
            self._take_refusal(error)
        else:
            self._take(manifest)

    def _take(self, manifest: SteeringManifest) -> None:
        self._is_failing = False
        self._url, self._ttl_s = manifest.url, manifest.ttl_s
        self._next_s = self._clock.now_s() + self._ttl_s
        self._pathways.steer(manifest)
        self._on_change()

    def _take_refusal(self, error: PlayerError) -> None:
        status = error.problem.context.http_status
        self._is_over = status == _GONE
        if status == _TOO_MANY and isinstance(error, RefusedError) and error.retry_after_s is not None:
            self._next_s = self._clock.now_s() + error.retry_after_s
        if not self._is_failing:
            self._is_failing = True
            recovery = Recovery.NONE if self._is_over else Recovery.RETRY
            self._tell(error.problem.with_outcome(Severity.RECOVERED, recovery))

    def _asked_url(self) -> str:
        pathway, throughput_bps = self._pathways.current or self._first_pathway, self._throughput_bps()
        prefix, named = (
            ("HLS", pathway) if self._protocol is StreamingProtocol.HLS else ("DASH", f'"{pathway}"')
        )
        said = [f"_{prefix}_pathway={quote(named, safe='')}"] if pathway else []
        if throughput_bps is not None:
            said.append(f"_{prefix}_throughput={round(throughput_bps)}")
        joint = "&" if "?" in self._url else "?"
        return self._url + (joint + "&".join(said) if said else "")

    @staticmethod
    def _without_query(url: str) -> str:
        """Return an answer's address without what we said ourselves."""
        base, _, query = url.partition("?")
        kept = [part for part in query.split("&") if part and not part.startswith(("_HLS_", "_DASH_"))]
        return f"{base}?{'&'.join(kept)}" if kept else base
