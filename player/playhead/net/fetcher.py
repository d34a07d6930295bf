"""Fetch one resource: the only place with network policy.

    Fetcher: retry ─▶ deadlines ─▶ request filters ─▶ redirects, each hop checked
             ─▶ Transport.open ─▶ BodyReader ─▶ response filters

Transports stay dumb and parsers stay offline, so that every rule about what may be fetched, for how long, how
often and how much is in this room and holds for HTTP, files and the simulated network alike. All deadlines
run on the loop's clock: under a virtual loop they cost no time.

Everything that goes wrong is a `NetworkError` that knows its URL (without query), what the request was for,
the status and the number of the try. Cancelling a fetch closes its connection.
"""

import asyncio
import random as random_module
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit

from playhead.clock import Clock
from playhead.errors import (
    ErrorCode,
    NetworkError,
    PlayerError,
    Problem,
    RequestType,
    make_problem,
    redact_url,
)
from playhead.net.body import BodyReader, BodySink, content_length, version_of
from playhead.net.filters import NO_FILTERS, Filters, incoming, outgoing, tell_of
from playhead.net.passage import ArrivedResponse, OutgoingRequest, Subject, TryEnded
from playhead.net.retry import RefusedError, RetryPolicy, parse_retry_after
from playhead.net.silence import SilenceLimit
from playhead.net.transport import Exchange, Transport, TransportRequest
from playhead.net.url_rules import UrlRules, is_same_origin, redirect_target
from playhead.presentation import Resource
from playhead.settings import NetworkSettings

__all__ = ["BodySink", "Fetched", "Fetcher", "Message", "Progress"]

# Text is small and compresses well; media is neither, and its length on the wire is what ABR measures.
_TEXTS: Final = frozenset(
    {
        RequestType.MANIFEST,
        RequestType.PLAYLIST,
        RequestType.TEXT,
        RequestType.STEERING,
        RequestType.TIMING,
        RequestType.ASSET_LIST,
    }
)
# Of the redirects, only these two say that the body is to be sent again (RFC 9110 §15.4).
_KEEP_THE_METHOD: Final = frozenset({307, 308})
_MEDIA: Final = frozenset({RequestType.INDEX, RequestType.INIT, RequestType.SEGMENT, RequestType.IMAGE})
_SECRETS: Final = frozenset({RequestType.KEY, RequestType.LICENCE})
_LICENCE_BYTES: Final = 256 * 1024
# A redirect's own body up to this length is read, which keeps the connection for the next one.
_DRAINED_BYTES: Final = 16 * 1024
_NO_SUBJECT: Final = Subject()
# What a filter may not say: it follows from what is asked for, and from what we can read.
_OUR_HEADERS: Final = frozenset({"accept-encoding", "range", "content-length", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a body has come.

    Attributes:
        received_bytes: On the wire, before decompression.
        expected_bytes: The whole, if the server announced it.
        elapsed_s: Since the request was sent.
    """

    received_bytes: int
    expected_bytes: int | None
    elapsed_s: float


@dataclass(frozen=True, slots=True)
class Message:
    """What a request carries beyond its address: a licence challenge, a token.

    Attributes:
        content: Posted; None asks with GET.
        headers: By lower-case name. They go to the resource's own origin, never on to another that it
            redirects to.
    """

    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Fetched:
    """A resource that arrived.

    Attributes:
        body: Exactly what was asked for: decompressed, and cut to the range.
        url: Where it came from in the end, after redirects: its own address if there were none, whatever
            request filters made of it.
        content_type: Lower-case, without parameters; empty if none.
        elapsed_s: From the request to the last byte, of the try that succeeded, redirects included.
        first_byte_s: From the request to the first piece of the body (to the head, if the body is empty).
        attempts: Tries that it took.
        date: The answer's Date field, as sent; empty if there was none.
        version: What tells this state of the resource from another (RFC 9110 §8.8): its ETag, else its
            Last-Modified field, and its whole length where a part was asked for; empty if nothing was said.
    """

    body: bytes
    url: str
    status: int
    content_type: str
    elapsed_s: float
    first_byte_s: float
    attempts: int
    date: str = ""
    version: str = ""


class Fetcher:
    """Fetches the resources of one title.

    The first URL that it is asked for is taken for the viewer's own choice; it decides which others may be
    opened and where `settings.headers` go (`UrlRules`). So make one for each title.

    Args:
        transports: Each opens its own schemes; the first that knows a scheme gets it.
        settings: Patience and limits.
        clock: For the times in `Fetched`, and for dates in Retry-After.
        random: For the jitter; give a seeded one for repeatable runs.
        allow_private: Whether private addresses may be opened; None lets the title's own address decide.
        filters: What every request and every response passes through, in this order.

    Attributes:
        last_failure: What was tried again most recently, for who gives up waiting.
    """

    last_failure: Problem | None = None

    def __init__(
        self,
        transports: Sequence[Transport],
        settings: NetworkSettings,
        clock: Clock,
        *,
        random: random_module.Random | None = None,
        allow_private: bool | None = None,
        filters: Sequence[Filters] = NO_FILTERS,
    ) -> None:
        self._filters = tuple(filters)
        self._transports = tuple(transports)
        self._settings = settings
        self._clock = clock
        self._retry = RetryPolicy(settings.retry, random or random_module.Random())
        self._rules = UrlRules(allow_private)

    async def fetch(
        self,
        resource: Resource,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        on_problem: Callable[[Problem], None] | None = None,
        attempts: int | None = None,
        message: Message | None = None,
        patience_s: float = 0.0,
        silence_s: float | None = None,
        is_head_only: bool = False,
        sink: BodySink | None = None,
        subject: Subject = _NO_SUBJECT,
    ) -> Fetched:
        """Return the resource.

        Args:
            resource: What to fetch, and what for.
            message: What to send along.
            on_progress: Hears of each piece of the body.
            on_problem: Hears of each failed try that is followed by another.
            attempts: Tries in all: 1 for none but the first, None for the settings' number.
            patience_s: How much longer than usual the server may think before it answers.
            silence_s: Longest silence, connecting included, where the caller has another place to go to.
            is_head_only: Ask for the head alone (HEAD); the body is empty.
            sink: Gets the body as it comes, or at once where response filters see it first. For whole
                resources only: of a part, it would see what a server sends instead.
            subject: What of the title it is about, for filters.

        Raises:
            NetworkError: Complete with URL, request type, status and try.
        """

        async def attempt(number: int) -> Fetched:
            sent = message or Message()
            method = "HEAD" if is_head_only else "GET" if sent.content is None else "POST"
            draft = OutgoingRequest(
                resource.url,
                resource.type,
                sent.headers,
                sent.content,
                method,
                resource.byte_range,
                subject,
                number,
            )
            trip = _Trip(resource, draft, self._clock.now_s(), on_progress, patience_s, silence_s, sink)
            return await self._attempt(trip)

        def note(problem: Problem) -> None:
            self.last_failure = problem
            if on_problem is not None:
                on_problem(problem)

        return await self._retry.run(attempt, attempts, note)

    async def size_of(self, resource: Resource) -> int | None:
        """Ask how many bytes a resource has, without fetching it (HEAD); None if the server does not say.

        Raises:
            NetworkError: As `fetch`.
        """
        sizes: list[int | None] = []
        await self.fetch(resource, is_head_only=True, on_progress=lambda p: sizes.append(p.expected_bytes))
        return sizes[-1]

    async def close(self) -> None:
        """Close the transports. Safe to call twice."""
        for transport in self._transports:
            await transport.close()

    async def _attempt(self, trip: "_Trip") -> Fetched:
        try:
            fetched = await self._try(trip)
        except PlayerError as error:
            tell_of(self._filters, trip.ended(self._clock.now_s(), error.problem))
            raise
        tell_of(self._filters, trip.ended(trip.started_s + fetched.elapsed_s, None))
        return fetched

    async def _try(self, trip: "_Trip") -> Fetched:
        try:
            async with asyncio.timeout(self._settings.total_timeout_s + trip.patience_s):
                await self._send_off(trip)
                return await self._filtered(trip, await self._follow(trip))
        except RefusedError as error:
            raise RefusedError(trip.complete(error.problem), error.retry_after_s) from error
        except NetworkError as error:
            raise NetworkError(trip.complete(error.problem)) from error
        except TimeoutError as error:
            code, what = ErrorCode.NETWORK_TOTAL_TIMEOUT, "not complete"
            if trip.at_work:
                code, what = ErrorCode.NETWORK_FILTER_FAILED, f"{trip.at_work} was not done"
            problem = make_problem(code, f"{what} after {self._settings.total_timeout_s:g} s")
            raise NetworkError(trip.complete(problem)) from error

    async def _send_off(self, trip: "_Trip") -> None:
        """Make of the draft what goes out."""
        url = trip.resource.url
        self._rules.learn_source(url)
        draft = replace(trip.request, headers={**self._headers_for(url), **trip.request.headers})
        trip.request = request = await outgoing(self._filters, draft, trip.begins)
        self._rules.learn_source(request.url)
        trip.url = request.url
        if not self._opens(trip.known_url):
            trip.known_url = request.url
        trip.is_vouched = trip.url != url and not is_same_origin(trip.url, url)
        trip.started_s = self._clock.now_s()

    async def _filtered(self, trip: "_Trip", fetched: Fetched) -> Fetched:
        if not any(self._filters):
            return fetched
        arrived = ArrivedResponse(trip.request, fetched.status, fetched.url, trip.headers, fetched.body)
        made = await incoming(self._filters, arrived, trip.begins)
        if trip.is_held and trip.sink is not None:
            trip.sink.begin()
            trip.sink.take(made.body)
        return replace(fetched, body=made.body, url=made.url, content_type=_content_type(made.headers))

    async def _follow(self, trip: "_Trip") -> Fetched:
        """Go where the redirects lead, at most `max_redirects` hops."""
        previous: str | None = None
        for _ in range(self._settings.max_redirects + 1):
            self._rules.check(trip.url, previous, is_vouched=trip.is_where_a_filter_led)
            answer = await self._exchange(trip)
            if isinstance(answer, Fetched):
                return answer
            previous, trip.url, trip.known_url = trip.url, answer, answer
        detail = f"more than {self._settings.max_redirects} redirects"
        raise NetworkError(make_problem(ErrorCode.NETWORK_REDIRECT, detail))

    async def _exchange(self, trip: "_Trip") -> Fetched | str:
        """Return what came, or where to go instead."""
        async with (
            self._silence_limit(trip) as silence,
            self._transport_for(trip.url).open(self._request(trip)) as exchange,
        ):
            silence.heard()
            trip.answered(exchange, self._clock.now_s())
            self._rules.learn_peer(trip.url, exchange.peer)
            target = redirect_target(exchange.status, exchange.headers, trip.url)
            if target is None:
                return await self._read(trip, exchange, silence)
            if trip.request.content is not None and exchange.status not in _KEEP_THE_METHOD:
                detail = f"HTTP {exchange.status} would have us go on without the message"
                raise NetworkError(make_problem(ErrorCode.NETWORK_REDIRECT, detail))
            await _drain(exchange, silence)
            return target

    async def _read(self, trip: "_Trip", exchange: Exchange, silence: SilenceLimit) -> Fetched:
        status = exchange.status
        if not 200 <= status < 300:
            asked_s = parse_retry_after(exchange.headers.get("retry-after"), self._clock.utc_s())
            problem = make_problem(ErrorCode.NETWORK_HTTP_STATUS, f"HTTP {status}", http_status=status)
            raise RefusedError(problem, asked_s)
        content_type = _content_type(exchange.headers)
        date = exchange.headers.get("date", "")
        if trip.request.method == "HEAD":
            elapsed_s = self._clock.now_s() - trip.started_s
            if trip.on_progress is not None:
                trip.on_progress(Progress(0, content_length(exchange.headers), elapsed_s))
            return Fetched(
                b"", trip.known_url, status, content_type, elapsed_s, elapsed_s, trip.request.attempt, date
            )
        reader = BodyReader(
            status, exchange.headers, trip.resource.byte_range, self._cap_bytes(trip.resource)
        )
        first_byte_s: float | None = None
        # What a response filter will change can't be given away before.
        trip.is_held = any(each.of(ArrivedResponse, trip.resource.type) for each in self._filters)
        sink = None if trip.is_held else trip.sink
        if sink is not None:
            sink.begin()
        async for piece in exchange.body():
            silence.heard()
            plain = reader.take(piece)
            elapsed_s = self._clock.now_s() - trip.started_s
            first_byte_s = elapsed_s if first_byte_s is None else first_byte_s
            trip.first_byte_s, trip.size_bytes = first_byte_s, reader.received_bytes
            if trip.on_progress is not None:
                trip.on_progress(Progress(reader.received_bytes, reader.expected_bytes, elapsed_s))
            if sink is not None:
                sink.take(plain)
            if reader.is_satisfied:
                break
        elapsed_s = self._clock.now_s() - trip.started_s
        first_byte_s = elapsed_s if first_byte_s is None else first_byte_s
        return Fetched(
            reader.result(),
            trip.known_url,
            status,
            content_type,
            elapsed_s,
            first_byte_s,
            trip.request.attempt,
            date,
            version_of(exchange.headers),
        )

    def _silence_limit(self, trip: "_Trip") -> SilenceLimit:
        settings = self._settings
        if trip.silence_s is not None:
            return SilenceLimit(min(trip.silence_s, settings.stall_timeout_s), trip.patience_s)
        return SilenceLimit(settings.stall_timeout_s, settings.connect_timeout_s + trip.patience_s)

    def _request(self, trip: "_Trip") -> TransportRequest:
        byte_range, request = trip.resource.byte_range, trip.request
        may_be_packed = trip.resource.type in _TEXTS and byte_range is None
        if is_same_origin(trip.url, request.url):
            own = {name.lower(): value for name, value in request.headers.items()}
        else:  # redirected: what was meant for one server is none of another's business
            own = self._headers_for(trip.url)
        headers = {name: value for name, value in own.items() if name not in _OUR_HEADERS}
        headers["accept-encoding"] = "gzip" if may_be_packed else "identity"
        return TransportRequest(
            trip.url,
            method=request.method if request.content is None else "POST",
            content=request.content,
            headers=headers,
            byte_range=byte_range,
            connect_timeout_s=self._settings.connect_timeout_s,
            is_public_only=self._rules.must_be_public(trip.url) and not trip.is_where_a_filter_led,
        )

    def _headers_for(self, url: str) -> dict[str, str]:
        viewers_own = self._rules.headers_for(url, self._settings.headers)
        return {"user-agent": self._settings.user_agent, **viewers_own}

    def _opens(self, url: str) -> bool:
        return any(urlsplit(url).scheme in transport.schemes for transport in self._transports)

    def _transport_for(self, url: str) -> Transport:
        scheme = urlsplit(url).scheme
        for transport in self._transports:
            if scheme in transport.schemes:
                return transport
        raise NetworkError(make_problem(ErrorCode.NETWORK_SCHEME, f"no transport opens {scheme[:16]!r}"))

    def _cap_bytes(self, resource: Resource) -> int:
        settings = self._settings
        if resource.type in _SECRETS:
            return _LICENCE_BYTES
        return settings.max_segment_bytes if resource.type in _MEDIA else settings.max_manifest_bytes


class _Trip:
    """One try on its way: where it is now, and what a failure has to tell.

    Args:
        draft: The request before the filters.

    Attributes:
        url: Where it goes.
        known_url: What the resource is known by: its own address, or where redirects led. Never what a filter
            made of it, which may be full of tokens.
        at_work: The filter that has it in hand; empty if none has.
        is_vouched: A filter sends it to another server than its address says.
    """

    def __init__(
        self,
        resource: Resource,
        draft: OutgoingRequest,
        started_s: float,
        on_progress: Callable[[Progress], None] | None,
        patience_s: float,
        silence_s: float | None,
        sink: BodySink | None,
    ) -> None:
        self.sink = sink
        self.resource = resource
        self.request = draft
        self.started_s = started_s
        self.on_progress = on_progress
        self.patience_s = patience_s
        self.silence_s = silence_s
        self.url = self.known_url = resource.url
        self.at_work, self.is_held = "", False
        self.is_vouched = False
        self.headers: Mapping[str, str] = {}
        self.status: int | None = None
        self.head_s: float | None = None
        self.first_byte_s: float | None = None
        self.size_bytes = 0

    @property
    def is_where_a_filter_led(self) -> bool:
        """Whether the viewer's own program chose the server that it goes to now."""
        return self.is_vouched and is_same_origin(self.url, self.request.url)

    def begins(self, filter_name: str) -> None:
        """Note who has it in hand."""
        self.at_work = filter_name

    def answered(self, exchange: Exchange, now_s: float) -> None:
        """Note an answer's head."""
        self.status, self.headers, self.head_s = exchange.status, exchange.headers, now_s - self.started_s

    def ended(self, now_s: float, problem: Problem | None) -> TryEnded:
        """Return how it ended."""
        return TryEnded(
            self.request,
            self.started_s,
            self.status,
            self.headers,
            self.head_s,
            self.first_byte_s,
            now_s - self.started_s,
            self.size_bytes,
            problem,
        )

    def complete(self, problem: Problem) -> Problem:
        """Return the problem with all that only the fetcher knows about where it happened."""
        known = problem.context
        is_success = self.status is not None and 200 <= self.status < 300
        context = replace(
            known,
            url=redact_url(self.known_url),
            request_type=self.resource.type,
            http_status=self.status if known.http_status is None and is_success else known.http_status,
            attempt=self.request.attempt,
        )
        return replace(problem, context=context)


def _content_type(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


async def _drain(exchange: Exchange, silence: SilenceLimit) -> None:
    """Read a short body to its end, which keeps the connection for the next request."""
    announced = content_length(exchange.headers)
    if announced is None or announced > _DRAINED_BYTES:
        return
    received_bytes = 0
    async for piece in exchange.body():
        silence.heard()
        received_bytes += len(piece)
        if received_bytes > _DRAINED_BYTES:
            return
