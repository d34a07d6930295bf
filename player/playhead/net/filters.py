"""Filters: an embedder's own code on the way of every request and every response.

    filters = Filters()
    filters.add_request(sign, types=[RequestType.SEGMENT])

Filters of a kind run one after another, in the order in which they were added; each sees what the one before
it made. A try takes the filters that there are when it begins. They are somebody else's code: whatever goes
wrong in one becomes a problem that names it, and what it raised is not told, since its text may hold a token.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar, cast

from playhead.errors import ErrorCode, NetworkError, PlayerError, RequestType, make_problem
from playhead.net.passage import ArrivedResponse, OutgoingRequest, TryEnded

__all__ = [
    "NO_FILTERS",
    "FilterHandle",
    "Filters",
    "RequestFilter",
    "ResponseFilter",
    "TryListener",
    "incoming",
    "outgoing",
    "tell_of",
]

_log = logging.getLogger(__name__)

RequestFilter: TypeAlias = Callable[[OutgoingRequest], OutgoingRequest | Awaitable[OutgoingRequest]]
"""Returns the request to send instead. It may be a coroutine function and wait for something."""

ResponseFilter: TypeAlias = Callable[[ArrivedResponse], ArrivedResponse | Awaitable[ArrivedResponse]]
"""Returns the response to go on with instead. It may be a coroutine function and wait for something."""

TryListener: TypeAlias = Callable[[TryEnded], None]
"""Hears how a try ended, and changes nothing."""

Passing = TypeVar("Passing", OutgoingRequest, ArrivedResponse)

# RFC 9110 §5.1 and §5.5: what a field's name and value may be made of.
_FIELD_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FIELD_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")


class FilterHandle:
    """One filter that was added; `remove` takes it out again."""

    def __init__(self, remove: Callable[["FilterHandle"], None]) -> None:
        self._remove = remove

    def remove(self) -> None:
        """Take it out: tries that begin from now on don't see it. Safe to call twice."""
        self._remove(self)


@dataclass(frozen=True, slots=True)
class _Filter:
    kind: type
    call: Callable[..., object]
    types: frozenset[RequestType]
    name: str


class Filters:
    """Filters that a player, a store of downloads, or several of them share."""

    def __init__(self) -> None:
        self._filters: dict[FilterHandle, _Filter] = {}

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._filters)

    def add_request(
        self, call: RequestFilter, *, types: Collection[RequestType] = (), name: str = ""
    ) -> FilterHandle:
        """Let every request pass through `call` before it goes out, each try anew.

        It has the request's own time: what takes longer than `NetworkSettings.total_timeout_s` fails with
        NETWORK_FILTER_FAILED. So does whatever it raises but a `PlayerError`, which is passed on as it is.

        Args:
            call: Gets the request, returns the one to send; a function or a coroutine function. It runs on
                the loop's thread and must not block it.
            types: Only requests for these; empty for all.
            name: What problems call it; its own name if empty.
        """
        return self._add(OutgoingRequest, call, types, name)

    def add_response(
        self, call: ResponseFilter, *, types: Collection[RequestType] = (), name: str = ""
    ) -> FilterHandle:
        """Let every response of success pass through `call` before it is used, as `add_request` does.

        Args:
            call: Gets the response, returns the one to go on with.
            types: Only responses to requests for these; empty for all.
            name: What problems call it; its own name if empty.
        """
        return self._add(ArrivedResponse, call, types, name)

    def add_listener(self, call: TryListener, *, types: Collection[RequestType] = ()) -> FilterHandle:
        """Call `call` when a try has ended, well or not; not when it was cancelled, as after a seek.

        What it raises is logged by name and goes no further.
        """
        return self._add(TryEnded, call, types, "")

    def _add(
        self, kind: type, call: Callable[..., object], types: Collection[RequestType], name: str
    ) -> FilterHandle:
        handle = FilterHandle(self._remove)
        known_as = name or str(getattr(call, "__qualname__", type(call).__qualname__))
        self._filters[handle] = _Filter(kind, call, frozenset(types), known_as)
        return handle

    def _remove(self, handle: FilterHandle) -> None:
        self._filters.pop(handle, None)

    def of(self, kind: type, request_type: RequestType) -> list[_Filter]:
        """Return those of a kind that are meant for such a request, in order."""
        return [
            each
            for each in self._filters.values()
            if each.kind is kind and (not each.types or request_type in each.types)
        ]


NO_FILTERS: tuple[Filters, ...] = ()


async def outgoing(
    chain: Iterable[Filters], request: OutgoingRequest, begins: Callable[[str], None]
) -> OutgoingRequest:
    """Return the request after all request filters.

    Args:
        chain: Run in this order.
        request: As it would go out without them.
        begins: Hears which filter is at work, for whoever runs out of patience; empty when none is any more.

    Raises:
        NetworkError: FILTER_FAILED, naming the filter.
        PlayerError: What a filter raised.
    """
    for each in [each for filters in chain for each in filters.of(OutgoingRequest, request.type)]:
        request = await _passed(each, request, "request", begins)
        _check_headers(each, request)
    return request


async def incoming(
    chain: Iterable[Filters], response: ArrivedResponse, begins: Callable[[str], None]
) -> ArrivedResponse:
    """Return the response after all response filters; arguments and errors as of `outgoing`."""
    for each in [each for filters in chain for each in filters.of(ArrivedResponse, response.request.type)]:
        response = await _passed(each, response, "response", begins)
    return response


def tell_of(chain: Iterable[Filters], ended: TryEnded) -> None:
    """Tell all listeners how a try ended."""
    for each in [each for filters in chain for each in filters.of(TryEnded, ended.request.type)]:
        try:
            each.call(ended)
        except Exception as error:  # noqa: BLE001 - somebody else's code; its text may hold the token
            _log.error("the listener %s failed: %s", each.name, type(error).__name__)


async def _passed(each: _Filter, passing: Passing, sort: str, begins: Callable[[str], None]) -> Passing:
    called = f"{sort} filter {each.name!r}"
    begins(called)
    try:
        made: object = each.call(passing)
        if isinstance(made, Awaitable):
            made = await cast("Awaitable[object]", made)
    except PlayerError:
        raise
    except Exception as error:  # noqa: BLE001 - somebody else's code; its text may hold the token
        raise _failed(f"{called} raised {type(error).__name__}") from None
    begins("")
    if not isinstance(made, type(passing)):
        raise _failed(f"{called} returned {type(made).__name__} instead of {type(passing).__name__}")
    return made


def _check_headers(each: _Filter, request: OutgoingRequest) -> None:
    for name, value in request.headers.items():
        if not _FIELD_NAME.fullmatch(name) or not _FIELD_VALUE.fullmatch(value):
            raise _failed(f"request filter {each.name!r} set a header that can't be sent")


def _failed(detail: str) -> NetworkError:
    return NetworkError(make_problem(ErrorCode.NETWORK_FILTER_FAILED, detail))
