"""Who is signed in: device codes on their way, sessions of devices, and their tokens.

Only hashes of tokens are kept, in memory and on disk. A refresh token is used once; one that comes a second
time was stolen or copied, and ends its session (RFC 6819 §5.2.2.3).
"""

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Grant", "Ledger", "OAuthError", "Pending"]

# RFC 8628 §6.1: no vowels, so no words; no letters that look like others.
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_CODE_VALID_S = 600.0
_ACCESS_VALID_S = 600.0
_INTERVAL_S = 5.0
_MOST_PENDING = 1_000


class OAuthError(Exception):
    """A refusal in OAuth's words, e.g. `authorization_pending` (RFC 6749 §5.2, RFC 8628 §3.5)."""


@dataclass(slots=True)
class Pending:
    """A device that waits for its viewer."""

    user_code: str
    ends_s: float
    interval_s: float = _INTERVAL_S
    asked_s: float | None = None
    is_approved: bool | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """What a device gets."""

    access_token: str
    refresh_token: str
    valid_s: float = _ACCESS_VALID_S


class Ledger:
    """One household's devices.

    Args:
        file: Where sessions outlive the service; None forgets them with it.
        utc_s: The time.
        ended: Hears of each session that ends; None is all of them.
    """

    def __init__(
        self,
        file: Path | None = None,
        utc_s: Callable[[], float] = time.time,
        ended: Callable[[str | None], None] = lambda _: None,
    ) -> None:
        self._ended = ended
        self._file = file
        self._utc_s = utc_s
        self._pending: dict[str, Pending] = {}
        self._access: dict[str, tuple[str, float]] = {}
        self._refresh: dict[str, str] = {}
        self._spent: dict[str, str] = {}
        self._load()

    def begin(self) -> tuple[str, Pending]:
        """Return a device code and what its viewer has to type."""
        now_s = self._utc_s()
        self._pending = {code: wait for code, wait in self._pending.items() if wait.ends_s > now_s}
        if len(self._pending) >= _MOST_PENDING:
            raise OAuthError("slow_down")
        letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
        waiting = Pending(f"{letters[:4]}-{letters[4:]}", now_s + _CODE_VALID_S)
        device_code = secrets.token_urlsafe(32)
        self._pending[device_code] = waiting
        return device_code, waiting

    def decide(self, user_code: str, *, is_approved: bool) -> bool:
        """Let the viewer say yes or no; returns False if no device waits with this code."""
        wanted = "".join(filter(str.isalpha, user_code.upper()))
        for waiting in self._pending.values():
            is_open = waiting.ends_s > self._utc_s() and waiting.is_approved is None
            if is_open and secrets.compare_digest(waiting.user_code.replace("-", ""), wanted):
                waiting.is_approved = is_approved
                return True
        return False

    def poll(self, device_code: str) -> Grant:
        """Answer a waiting device.

        Raises:
            OAuthError: Not yet, too often, refused, or too late.
        """
        waiting = self._pending.get(device_code)
        now_s = self._utc_s()
        if waiting is None:
            raise OAuthError("invalid_grant")
        if waiting.ends_s <= now_s:
            del self._pending[device_code]
            raise OAuthError("expired_token")
        if waiting.asked_s is not None and now_s - waiting.asked_s < waiting.interval_s - 0.5:
            waiting.asked_s = now_s
            raise OAuthError("slow_down")
        waiting.asked_s = now_s
        if waiting.is_approved is None:
            raise OAuthError("authorization_pending")
        del self._pending[device_code]
        if not waiting.is_approved:
            raise OAuthError("access_denied")
        return self._grant(secrets.token_hex(8))

    def refresh(self, refresh_token: str) -> Grant:
        """Give new tokens for an old one, once.

        Raises:
            OAuthError: It is unknown, was used before, or its session has ended.
        """
        key = _hash(refresh_token)
        session = self._refresh.pop(key, None)
        if session is None:
            if key in self._spent:
                self.end(self._spent[key])
            raise OAuthError("invalid_grant")
        self._spent[key] = session
        return self._grant(session)

    def session_of(self, access_token: str) -> str | None:
        """Return the session that an access token belongs to; None if it is no good."""
        session, ends_s = self._access.get(_hash(access_token), ("", 0.0))
        return session if ends_s > self._utc_s() else None

    def revoke(self, token: str) -> None:
        """End the session of a token of either kind (RFC 7009); an unknown one is no fault."""
        key = _hash(token)
        session = self._refresh.get(key) or self._access.get(key, ("", 0.0))[0]
        if session:
            self.end(session)

    def end(self, session: str | None = None) -> None:
        """End one session, or all of them."""
        for tokens in (self._refresh, self._spent):
            for key in [key for key, of in tokens.items() if session in (None, of)]:
                del tokens[key]
        self._access = {key: told for key, told in self._access.items() if session not in (None, told[0])}
        self._save()
        self._ended(session)

    def _grant(self, session: str) -> Grant:
        grant = Grant(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
        now_s = self._utc_s()
        self._access = {key: told for key, told in self._access.items() if told[1] > now_s}
        self._access[_hash(grant.access_token)] = (session, now_s + grant.valid_s)
        self._refresh[_hash(grant.refresh_token)] = session
        self._save()
        return grant

    def _load(self) -> None:
        if self._file is None:
            return
        try:
            told: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
            self._refresh = {str(key): str(session) for key, session in told["refresh"].items()}
        except (OSError, ValueError, KeyError, AttributeError):
            self._refresh = {}

    def _save(self) -> None:
        if self._file is not None:
            beside = self._file.with_suffix(".new")
            beside.write_text(json.dumps({"refresh": self._refresh}), "utf-8")
            beside.replace(self._file)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
