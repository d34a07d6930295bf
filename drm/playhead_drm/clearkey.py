"""Clear Key, the one key system that every player may have (W3C Encrypted Media Extensions §9.1).

A licence is a JSON Web Key set, in the clear: Clear Key keeps honest people honest. It serves tests, labs,
and services that only want to know who watches. One member is ours: `expires_in`, seconds from now, in the
spirit of RFC 6749 §5.1. A licence with it is renewed in time, or its keys expire.
"""

import asyncio
import binascii
import json
import math
import time
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from playhead_drm.errors import (
    InitDataError,
    KeyMissingError,
    KeyNotUsableError,
    LicenseResponseError,
    SessionClosedError,
    UnsupportedSchemeError,
)
from playhead_drm.key_system import (
    CdmCapabilities,
    InitDataType,
    KeyStatus,
    KeyStatusChange,
    LicenseMessage,
    MessageType,
    SessionListener,
    SessionType,
)
from playhead_drm.pssh import parse_pssh
from playhead_drm.samples import ProtectedSample
from playhead_drm.scheme import Scheme
from playhead_drm.store import LicenseStore, MemoryStore

__all__ = ["ClearKeyCdm", "ClearKeySession", "clear_key_licence"]

_COMMON_SYSTEM = uuid.UUID("1077efec-c0b2-4d02-ace3-3c1e52e2fb4b")
_CLEAR_KEY_SYSTEM = uuid.UUID("e2719d58-a985-b3c9-781a-b030af78d30e")
_KEY_BYTES = 16
_MOST_KEYS = 256
_LICENCE_BYTES = 256 * 1024

CAPABILITIES = CdmCapabilities(
    "org.w3.clearkey",
    system_ids=frozenset({_COMMON_SYSTEM.bytes, _CLEAR_KEY_SYSTEM.bytes}),
    key_formats=frozenset({f"urn:uuid:{_COMMON_SYSTEM}", f"urn:uuid:{_CLEAR_KEY_SYSTEM}", "org.w3.clearkey"}),
    schemes=frozenset({Scheme.CENC, Scheme.CENS, Scheme.CBC1, Scheme.CBCS}),
    init_data_types=frozenset({InitDataType.CENC, InitDataType.KEYIDS, InitDataType.WEBM}),
    session_types=frozenset(SessionType),
)


class ClearKeyCdm:
    """Opens what a Clear Key licence, or a key that somebody gave us, opens.

    Args:
        keys: Given keys by their ids, sixteen bytes each; no licence is asked for where they suffice.
        store: Where persistent licences rest; in memory if not given.
        utc_s: The time, in seconds since 1970.
        renew_before_s: Ask for a new licence so long before the old one ends; a short one at half its time.
    """

    def __init__(
        self,
        keys: Mapping[bytes, bytes] | None = None,
        *,
        store: LicenseStore | None = None,
        utc_s: Callable[[], float] = time.time,
        renew_before_s: float = 30.0,
    ) -> None:
        self._keys = dict(keys or {})
        self._store = store or MemoryStore()
        self._utc_s = utc_s
        self._renew_before_s = renew_before_s
        self._sessions: list[ClearKeySession] = []

    @property
    def capabilities(self) -> CdmCapabilities:
        """All of Common Encryption, temporary and persistent."""
        return CAPABILITIES

    async def set_server_certificate(self, certificate: bytes) -> bool:
        """Return False: Clear Key hides nothing from anybody."""
        del certificate
        return False

    async def create_session(self, session_type: SessionType, listen: SessionListener) -> "ClearKeySession":
        """Return a new session."""
        session = ClearKeySession(
            self._keys, session_type, listen, self._store, self._utc_s, self._renew_before_s
        )
        self._sessions.append(session)
        return session

    async def close(self) -> None:
        """Close all sessions."""
        sessions, self._sessions = self._sessions, []
        for session in sessions:
            await session.close()


class ClearKeySession:
    """One Clear Key licence; made by `ClearKeyCdm.create_session`."""

    def __init__(
        self,
        given: Mapping[bytes, bytes],
        session_type: SessionType,
        listen: SessionListener,
        store: LicenseStore,
        utc_s: Callable[[], float],
        renew_before_s: float,
    ) -> None:
        self._given = given
        self._type = session_type
        self._listen = listen
        self._store = store
        self._utc_s = utc_s
        self._renew_before_s = renew_before_s
        self._id = ""
        self._is_closed = False
        self._wanted: tuple[bytes, ...] = ()
        self._keys: dict[bytes, bytes] = {}
        self._expires_at_s: float | None = None
        # The clock may be the loop's, which `decrypt`, in its worker thread, must not read.
        self._has_run_out = False
        self._timers: list[asyncio.TimerHandle] = []

    @property
    def session_id(self) -> str:
        """Names the session; empty until it has begun."""
        return self._id

    @property
    def key_statuses(self) -> Mapping[bytes, KeyStatus]:
        """Every key of the licence, usable or expired."""
        self._has_run_out = self._has_run_out or self._has_expired()
        return self._statuses()

    @property
    def expires_at_s(self) -> float | None:
        """When the licence ends, in seconds since 1970; None if it doesn't."""
        return self._expires_at_s

    async def generate_request(self, init_data_type: InitDataType, init_data: bytes) -> LicenseMessage | None:
        """Return the request for the keys that the data names; None if all of them were given to us.

        Raises:
            InitDataError: If the data can't be read, or names no key.
            UnsupportedSchemeError: If its type is none of ours.
            SessionClosedError: If the session is over.
        """
        self._refuse_if_closed()
        self._wanted = _key_ids(init_data_type, init_data)
        self._id = self._id or uuid.uuid4().hex
        self._keys |= {each: self._given[each] for each in self._wanted if each in self._given}
        if all(each in self._keys for each in self._wanted):
            return None
        return self._message(MessageType.LICENSE_REQUEST)

    async def load(self, session_id: str) -> bool:
        """Take up a licence out of the store; return False if it isn't there, or can't be read."""
        self._refuse_if_closed()
        kept = await asyncio.to_thread(self._store.read, session_id)
        if kept is None:
            return False
        try:
            fields = _fields(kept.encode())
            self._keys = _keys(fields)
        except LicenseResponseError:
            return False
        self._id, self._wanted = session_id, tuple(self._keys)
        expires_at_s = fields.get("expires_at")
        self._expires_at_s = expires_at_s if isinstance(expires_at_s, float) else None
        self._watch_time()
        return True

    async def update(self, response: bytes) -> LicenseMessage | None:
        """Take a licence (§9.1.4).

        Raises:
            LicenseResponseError: If it is none, or none for the keys that were asked for.
            SessionClosedError: If the session is over.
        """
        self._refuse_if_closed()
        if not self._wanted:
            raise LicenseResponseError("nothing was asked for")
        fields = _fields(response)
        found = {each: key for each, key in _keys(fields).items() if each in self._wanted}
        if not found:
            raise LicenseResponseError("it holds none of the keys that were asked for")
        lasts_s = _duration_s(fields.get("expires_in"))
        # All or nothing: a licence that can't be used leaves the one before as it was.
        self._keys |= found
        self._expires_at_s = None if lasts_s is None else self._utc_s() + lasts_s
        self._watch_time()
        if self._type is SessionType.PERSISTENT:
            await asyncio.to_thread(self._store.save, self._id, self._as_text())
        self._listen(KeyStatusChange())
        return None

    async def close(self) -> None:
        """Forget the keys; what is stored stays."""
        self._is_closed = True
        self._stop_watching()
        self._keys = {}

    async def remove(self) -> LicenseMessage | None:
        """Destroy the licence, and return the message that tells the server if it was a stored one."""
        message = self._message(MessageType.LICENSE_RELEASE) if self._type is SessionType.PERSISTENT else None
        if self._id:
            await asyncio.to_thread(self._store.delete, self._id)
        await self.close()
        return message

    def decrypt(self, samples: Sequence[ProtectedSample]) -> list[bytes | memoryview]:
        """Return the samples in the clear.

        Raises:
            KeyMissingError, KeyNotUsableError, UnsupportedSchemeError, DecryptError: As the seam says.
        """
        if self._is_closed:
            raise SessionClosedError
        statuses = self._statuses()
        used = {sample.protection.key_id for sample in samples}
        missing = used - statuses.keys()
        if missing:
            raise KeyMissingError(missing)
        for key_id in used:
            if not statuses[key_id].opens_samples:
                raise KeyNotUsableError(key_id, statuses[key_id])
        # Imported in the player's worker thread: most titles need no cipher, and it takes a moment.
        from playhead_drm.cenc import decrypt_samples

        return decrypt_samples(samples, self._keys)

    # --- inside --------------------------------------------------------------------------------------------

    def _message(self, kind: MessageType) -> LicenseMessage:
        body: dict[str, Any] = {"kids": [_encoded(each) for each in self._wanted]}
        if kind is not MessageType.LICENSE_RELEASE:
            body["type"] = self._type.value
        return LicenseMessage(kind, json.dumps(body, separators=(",", ":")).encode())

    def _statuses(self) -> dict[bytes, KeyStatus]:
        status = KeyStatus.EXPIRED if self._has_run_out else KeyStatus.USABLE
        return {key_id: KeyStatus.USABLE if key_id in self._given else status for key_id in self._keys}

    def _has_expired(self) -> bool:
        return self._expires_at_s is not None and self._utc_s() >= self._expires_at_s

    def _watch_time(self) -> None:
        """Set the clocks for renewal and expiry."""
        self._stop_watching()
        self._has_run_out = self._has_expired()
        if self._expires_at_s is None:
            return
        left_s = max(self._expires_at_s - self._utc_s(), 0.0)
        renew_s = max(left_s - self._renew_before_s, left_s / 2)
        loop = asyncio.get_running_loop()
        self._timers = [
            loop.call_later(renew_s, self._listen, self._message(MessageType.LICENSE_RENEWAL)),
            loop.call_later(left_s, self._on_expiry),
        ]

    def _on_expiry(self) -> None:
        if not self._has_expired() and self._expires_at_s is not None:
            # Two clocks never agree to the last microsecond.
            left_s = self._expires_at_s - self._utc_s()
            self._timers = [asyncio.get_running_loop().call_later(left_s + 0.001, self._on_expiry)]
            return
        self._has_run_out = True
        self._listen(KeyStatusChange())

    def _stop_watching(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers = []

    def _as_text(self) -> str:
        licence = _licence({key_id: self._keys[key_id] for key_id in self._keys if key_id not in self._given})
        if self._expires_at_s is not None:
            licence["expires_at"] = float(self._expires_at_s)
        return json.dumps(licence)

    def _refuse_if_closed(self) -> None:
        if self._is_closed:
            raise SessionClosedError


def clear_key_licence(keys: Mapping[bytes, bytes], *, expires_in_s: float | None = None) -> bytes:
    """Return a licence (§9.1.4): what a Clear Key server answers.

    Args:
        keys: By their ids, sixteen bytes each.
        expires_in_s: For how long it is valid; None for ever.
    """
    licence = _licence(keys)
    if expires_in_s is not None:
        licence["expires_in"] = expires_in_s
    return json.dumps(licence).encode()


def _licence(keys: Mapping[bytes, bytes]) -> dict[str, Any]:
    return {
        "keys": [{"kty": "oct", "kid": _encoded(key_id), "k": _encoded(key)} for key_id, key in keys.items()]
    }


def _fields(response: bytes) -> dict[str, object]:
    if len(response) > _LICENCE_BYTES:
        raise LicenseResponseError("it is far too long")
    try:
        fields: object = json.loads(response)
    except (ValueError, RecursionError):
        # Not chained: the parser's text may quote the licence.
        raise LicenseResponseError("it is no JSON") from None
    if not isinstance(fields, dict):
        raise LicenseResponseError("it is no JSON object")
    return cast("dict[str, object]", fields)


def _keys(fields: Mapping[str, object]) -> dict[bytes, bytes]:
    entries = fields.get("keys")
    if not isinstance(entries, list) or len(cast("list[object]", entries)) > _MOST_KEYS:
        raise LicenseResponseError("it holds no list of keys")
    found: dict[bytes, bytes] = {}
    for entry in cast("list[object]", entries):
        if not isinstance(entry, dict) or cast("dict[str, object]", entry).get("kty") != "oct":
            raise LicenseResponseError("one of its keys is no symmetric JSON Web Key")
        members = cast("dict[str, object]", entry)
        key_id, key = _decoded(members.get("kid")), _decoded(members.get("k"))
        if key_id is None or key is None or len(key_id) != _KEY_BYTES or len(key) != _KEY_BYTES:
            raise LicenseResponseError("a key or its id is not sixteen bytes of base64url")
        found[key_id] = key
    return found


def _duration_s(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise LicenseResponseError("its expires_in is no positive number of seconds")
    return float(value)


def _key_ids(init_data_type: InitDataType, init_data: bytes) -> tuple[bytes, ...]:
    if init_data_type is InitDataType.KEYIDS:
        found = _ids_of_json(init_data)
    elif init_data_type is InitDataType.CENC:
        boxes = (box for box in parse_pssh(init_data) if box.system_id in CAPABILITIES.system_ids)
        found = [key_id for box in boxes for key_id in box.key_ids]
    elif init_data_type is InitDataType.WEBM:
        found = (init_data,)
    else:
        raise UnsupportedSchemeError(f"initialisation data of type {init_data_type}")
    ids = tuple(dict.fromkeys(found))
    if not ids or any(len(each) != _KEY_BYTES for each in ids):
        raise InitDataError(init_data_type, "it names no key of sixteen bytes")
    return ids


def _ids_of_json(data: bytes) -> Iterable[bytes]:
    """Read the format `keyids` (EME Initialization Data Format Registry)."""
    try:
        names = cast("dict[str, object]", json.loads(data))["kids"]
        return [_decoded(name) or b"" for name in cast("list[object]", names)]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InitDataError("keyids", "it is no JSON with a list of kids") from error


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: object) -> bytes | None:
    if not isinstance(text, str) or not text.isascii():
        return None
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
