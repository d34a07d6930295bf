"""Carry messages between a CDM and its licence server, and fetch HLS key files.

Two fetchers do the work. What goes to the server that whoever loaded the title named goes by a fetcher of its
own: that server was their choice, like the title, and its headers go nowhere else. What only the manifest
names goes by the title's fetcher, under the title's rules.
"""

import binascii
import random as random_module
from base64 import b64decode
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar, cast
from urllib.parse import unquote_to_bytes

from playhead.clock import Clock
from playhead.errors import ErrorCode, NetworkError, PlayerError, ProtectionError, RequestType, make_problem
from playhead.licence import LicenceRequest, LicenceSource
from playhead.net.fetcher import Fetcher, Message
from playhead.net.filters import NO_FILTERS, Filters
from playhead.net.transport import Transport
from playhead.net.url_rules import is_same_origin
from playhead.presentation import Resource
from playhead.settings import NetworkSettings
from playhead_drm import LicenseMessage

__all__ = ["LicenceMail"]

T = TypeVar("T")

# RFC 9110 §15.5: unauthorized, payment required, forbidden; RFC 7725: unavailable for legal reasons.
_REFUSALS = frozenset({401, 402, 403, 451})


class LicenceMail:
    """The post office of one title.

    Args:
        source: What the title was loaded with.
        fetcher: The title's own.
        transports: For the fetcher that serves the source's server.
        filters: For the same.
    """

    def __init__(
        self,
        source: LicenceSource,
        fetcher: Fetcher,
        transports: Sequence[Transport],
        network: NetworkSettings,
        clock: Clock,
        random: random_module.Random,
        filters: Sequence[Filters] = NO_FILTERS,
    ) -> None:
        self._source = source
        self._fetcher = fetcher
        own = replace(network, headers=source.headers)
        self._own_fetcher = Fetcher(transports, own, clock, random=random, filters=filters)

    async def send(self, message: LicenseMessage, key_system: str, manifest_url: str | None) -> bytes:
        """Return the licence server's answer.

        Args:
            message: What the CDM wants to say.
            key_system: Whose message it is.
            manifest_url: Where the manifest says that licences are to be had.

        Raises:
            ProtectionError: NO_LICENCE_SERVER, LICENCE_REJECTED or LICENCE_REQUEST.
        """
        url = self._source.url or message.url or manifest_url
        if url is None:
            detail = f"neither the CDM nor the manifest names a licence server for {key_system}"
            raise ProtectionError(make_problem(ErrorCode.DRM_NO_LICENCE_SERVER, detail))
        headers = {"content-type": "application/json" if message.body[:1] == b"{" else _BYTES}
        request = LicenceRequest(
            RequestType.LICENCE, url, headers, message.body, key_system, message.type.value
        )
        return await self._ask(request)

    async def fetch_key(self, url: str) -> bytes:
        """Return the bytes of an HLS key file (RFC 8216 §5.1).

        Raises:
            ProtectionError: LICENCE_REJECTED or LICENCE_REQUEST.
        """
        return await self._ask(LicenceRequest(RequestType.KEY, url))

    async def _ask(self, request: LicenceRequest) -> bytes:
        if self._source.on_request is not None:
            request = await _filtered(self._source.on_request, request)
        if request.url[:5].lower() == "data:":
            answer = _data_of(request.url)
        else:
            answer = await self._fetch(request)
        if self._source.on_response is not None:
            answer = await _filtered(self._source.on_response, request, answer)
        return answer

    async def _fetch(self, request: LicenceRequest) -> bytes:
        resource = Resource(request.url, request.type)
        try:
            fetched = await self._fetcher_for(request.url).fetch(
                resource, message=Message(request.body, request.headers)
            )
        except NetworkError as error:
            status = error.problem.context.http_status
            code = ErrorCode.DRM_LICENCE_REJECTED if status in _REFUSALS else ErrorCode.DRM_LICENCE_REQUEST
            problem = make_problem(
                code,
                error.problem.detail,
                cause=error.problem,
                url=request.url,
                request_type=request.type,
                http_status=status,
            )
            raise ProtectionError(problem) from error
        return fetched.body

    def _fetcher_for(self, url: str) -> Fetcher:
        source_url = self._source.url
        is_own = source_url is not None and _is_http(source_url) and is_same_origin(url, source_url)
        return self._own_fetcher if is_own else self._fetcher


_BYTES = "application/octet-stream"


def _is_http(url: str) -> bool:
    return url[:5].lower() in ("http:", "https")


async def _filtered(call: Callable[..., T | Awaitable[T]], *arguments: object) -> T:
    try:
        result = call(*arguments)
        if isinstance(result, Awaitable):
            return await cast("Awaitable[T]", result)
        return result
    except PlayerError:
        raise
    except Exception as error:  # noqa: BLE001 - somebody else's code; its text may hold the token
        failed = make_problem(ErrorCode.NETWORK_FILTER_FAILED, f"{type(error).__name__} in a licence filter")
        raise ProtectionError(
            make_problem(ErrorCode.DRM_LICENCE_REQUEST, failed.detail, cause=failed)
        ) from None


def _data_of(url: str) -> bytes:
    """Return what a `data:` URL holds (RFC 2397).

    Raises:
        ProtectionError: LICENCE_REQUEST if it can't be read.
    """
    head, comma, payload = url[5:].partition(",")
    data = unquote_to_bytes(payload)
    try:
        if head.lower().rstrip().endswith(";base64"):
            data = b64decode(data + b"=" * (-len(data) % 4), validate=True)
    except binascii.Error:
        comma = ""
    if not comma:
        raise ProtectionError(
            make_problem(ErrorCode.DRM_LICENCE_REQUEST, "the data: URL can't be read")
        ) from None
    return data
