"""The viewer's account: sign in by device code (RFC 8628), stay signed in, sign out everywhere.

Belongs to the loop. The access token lives in memory and is renewed by the refresh token, which is used once
and replaced (RFC 9700 §4.14.2), so at most one renewal runs at a time. A device learns that it was signed out
elsewhere with the next answer: its renewal is refused.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

import httpx
import msgspec

from playhead import PlayerError
from playhead_app.account.errors import AccountError
from playhead_app.account.tokens import TokenKeeper

__all__ = ["Account", "AccountInfo", "DeviceCode"]

_log = logging.getLogger(__name__)
_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_TIMEOUT_S = 8.0
# RFC 8628 §3.5: five seconds where the service names no interval, and five more each time it says slow down.
_INTERVAL_S = 5
_LONGEST_INTERVAL_S = 60.0
# Renewed this long before its end, so that no request is under way when it comes.
_SPARE_S = 30.0
_CLIENT_ID = "playhead-tv"


class _Metadata(msgspec.Struct, frozen=True):
    device_authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str = ""


class DeviceCode(msgspec.Struct, frozen=True):
    """What the viewer types on their phone (RFC 8628 §3.2).

    Attributes:
        expires_in: Seconds.
        interval: Seconds between two polls.
    """

    device_code: str
    user_code: str
    verification_uri: str
    expires_in: int
    verification_uri_complete: str = ""
    interval: int = _INTERVAL_S


class _Tokens(msgspec.Struct, frozen=True):
    access_token: str
    refresh_token: str
    expires_in: int = 600


class _Refusal(msgspec.Struct, frozen=True):
    error: str


class AccountInfo(msgspec.Struct, frozen=True):
    """Who is signed in, and what they may.

    Attributes:
        entitlements: The service's words, e.g. `uhd`.
        plan_url: Where the plan can be seen and changed, in a browser; empty if nowhere.
    """

    name: str
    plan: str = ""
    entitlements: tuple[str, ...] = ()
    plan_url: str = ""


class Endpoint(Protocol):
    """Knows where the service is; may have to start it first."""

    async def url(self) -> str: ...


@dataclass(slots=True)
class _Access:
    token: str
    ends_s: float


class Account:
    """One account at one service. `close` it.

    Args:
        endpoint: Where the service is: of its address only the origin counts.
        open_keeper: Finds where the refresh token rests; blocking, called once on a worker thread.
        transport: For tests; httpx's own if not given.
        sleep, clock: Waiting, and seconds that only grow; the loop's if not given.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        open_keeper: Callable[[], TokenKeeper],
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._open_keeper = open_keeper
        self._transport = transport
        self._client: httpx.AsyncClient | None = None
        self._sleep = sleep
        self._clock = clock
        self._keeper: TokenKeeper | None = None
        self._access: _Access | None = None
        self._ended: Callable[[], None] = lambda: None
        self._renewing = asyncio.Lock()
        self._metadata: _Metadata | None = None

    def on_ended(self, told: Callable[[], None]) -> None:
        """Call `told` on the loop when the service turns out to have ended the session."""
        self._ended = told

    async def begin(self) -> DeviceCode:
        """Ask for a code to show.

        Raises:
            AccountError: The service has no accounts, can't be reached, or isn't understood.
        """
        metadata = await self._know()
        code = await self._post(metadata.device_authorization_endpoint, {"client_id": _CLIENT_ID}, DeviceCode)
        for shown in filter(None, (code.verification_uri, code.verification_uri_complete)):
            _check_address(shown)
        return code

    async def wait(self, code: DeviceCode) -> AccountInfo:
        """Poll until the viewer has said yes; then keep the tokens.

        Raises:
            AccountError: `access_denied`, `expired_token`, or another of OAuth's words.
        """
        metadata = await self._know()
        interval_s, ends_s = float(max(1, code.interval)), self._now_s() + code.expires_in
        form = {"grant_type": _DEVICE_GRANT, "device_code": code.device_code, "client_id": _CLIENT_ID}
        while True:
            await self._sleep(interval_s)
            if self._now_s() >= ends_s:
                raise AccountError("expired_token")
            try:
                await self._take(await self._post(metadata.token_endpoint, form, _Tokens))
                return await self.info()
            except AccountError as error:
                if error.code == "slow_down":
                    interval_s += _INTERVAL_S
                elif error.code == "unreachable":
                    # RFC 8628 §3.5: a connection that times out is asked less often, not given up.
                    interval_s = min(interval_s * 2, _LONGEST_INTERVAL_S)
                elif error.code != "authorization_pending":
                    raise

    async def info(self) -> AccountInfo:
        """Return who is signed in.

        Raises:
            AccountError: `signed-out` if nobody is, or no longer; `unreachable` and the like.
        """
        for is_last in (False, True):
            token = await self.access_token()
            answer = await self._send("GET", f"{await self._origin()}/account", token=token)
            if answer.status_code == 401 and not is_last:
                self._access = None
                continue
            return _read(answer, AccountInfo)
        raise AssertionError("the second answer was returned or raised")

    async def access_token(self) -> str:
        """Return a token that is good for a while yet, renewed if need be.

        Raises:
            AccountError: `signed-out`, or the renewal failed.
        """
        async with self._renewing:
            if self._access is not None and self._access.ends_s - _SPARE_S > self._now_s():
                return self._access.token
            kept = await asyncio.to_thread((await self._kept()).read)
            if kept is None:
                raise AccountError("signed-out")
            metadata = await self._know()
            form = {"grant_type": "refresh_token", "refresh_token": kept, "client_id": _CLIENT_ID}
            try:
                return await self._take(await self._post(metadata.token_endpoint, form, _Tokens))
            except AccountError as error:
                if error.code != "invalid_grant":
                    raise
                # Signed out elsewhere, or for too long: this device is no longer known.
                await self._forget()
                self._ended()
                raise AccountError("signed-out") from error

    async def credentials(self) -> str | None:
        """Return a token for the service itself; None for a guest.

        Raises:
            AccountError: It can't be known now whether anybody is signed in.
        """
        try:
            return await self.access_token()
        except AccountError as error:
            if error.code == "unreachable":
                raise
            return None

    async def known_credentials(self) -> str | None:
        """Return a token if it is known already that somebody is signed in; never asks the vault.

        For questions that must not wait for a vault to open. If the token can't be renewed now, it is a
        guest who asks.
        """
        if self._access is None:
            return None
        try:
            return await self.credentials()
        except AccountError:
            return None

    async def forget(self) -> None:
        """Forget the account here, because the service has ended the session already."""
        await self._forget()

    async def is_guarded(self) -> bool:
        """Return whether the system's vault keeps the sign-in; else it is a file of the viewer's own."""
        return (await self._kept()).is_vault

    async def sign_out(self, *, is_everywhere: bool = False) -> None:
        """Forget the account here, and tell the service.

        Args:
            is_everywhere: End the sessions of all other devices too.

        Raises:
            AccountError: Everywhere was asked for and the service did not hear it; here it is done anyway.
        """
        kept = await asyncio.to_thread((await self._kept()).read)
        try:
            if is_everywhere:
                token = await self.access_token()
                answer = await self._send("DELETE", f"{await self._origin()}/account/sessions", token=token)
                if answer.status_code >= 400:
                    raise AccountError(f"http-{answer.status_code}")
            elif kept is not None:
                await self._revoke(kept)
        finally:
            await self._forget()

    async def close(self) -> None:
        """End the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _revoke(self, token: str) -> None:
        try:
            metadata = await self._know()
            if metadata.revocation_endpoint:
                await self._send("POST", metadata.revocation_endpoint, {"token": token})
        except AccountError as error:
            # The viewer wanted out of this device, and is.
            _log.info("the service did not hear of the sign-out: %s", error.code)

    async def _take(self, tokens: _Tokens) -> str:
        self._access = _Access(tokens.access_token, self._now_s() + tokens.expires_in)
        await asyncio.to_thread((await self._kept()).keep, tokens.refresh_token)
        return tokens.access_token

    async def _forget(self) -> None:
        self._access = None
        await asyncio.to_thread((await self._kept()).keep, None)

    async def _kept(self) -> TokenKeeper:
        if self._keeper is None:
            self._keeper = await asyncio.to_thread(self._open_keeper)
        return self._keeper

    async def _know(self) -> _Metadata:
        metadata = self._metadata
        if metadata is None:
            answer = await self._send("GET", f"{await self._origin()}/.well-known/oauth-authorization-server")
            if answer.status_code == 404:
                raise AccountError("not-offered")
            self._metadata = metadata = cast("_Metadata", _read(answer, _Metadata))
        return metadata

    async def _origin(self) -> str:
        try:
            parts = urlsplit(await self._endpoint.url())
        except (PlayerError, OSError) as error:
            raise AccountError("unreachable") from error
        return f"{parts.scheme}://{parts.netloc}"

    async def _post(self, url: str, form: Mapping[str, str], kind: type[Any]) -> Any:
        return _read(await self._send("POST", url, form), kind)

    async def _send(
        self, method: str, url: str, form: Mapping[str, str] | None = None, token: str = ""
    ) -> httpx.Response:
        _check_address(url)
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {token}"} if token else {})
        try:
            return await self._connected().request(method, url, data=form, headers=headers)
        except httpx.HTTPError as error:
            raise AccountError("unreachable") from error

    def _connected(self) -> httpx.AsyncClient:
        if self._client is None:
            # Made when it is needed: reading the system's certificates would cost the first frame.
            self._client = httpx.AsyncClient(
                transport=self._transport, timeout=_TIMEOUT_S, follow_redirects=False
            )
        return self._client

    def _now_s(self) -> float:
        return self._clock() if self._clock is not None else asyncio.get_running_loop().time()


def _read(answer: httpx.Response, kind: type[Any]) -> Any:
    try:
        if answer.status_code >= 500:
            raise AccountError("unreachable")
        if answer.status_code >= 400:
            raise AccountError(msgspec.json.decode(answer.content, type=_Refusal).error)
        return msgspec.json.decode(answer.content, type=kind)
    except msgspec.MsgspecError as error:
        raise AccountError("not-understood") from error


def _check_address(url: str) -> None:
    """Tokens and codes go over TLS only, or stay on this machine (RFC 8628 §3, RFC 8252 §8.3)."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        is_here = ip_address(host).is_loopback
    except ValueError:
        is_here = host == "localhost"
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here):
        raise AccountError("not-secure")
