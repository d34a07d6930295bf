"""A CDM whose licences behave as a test wants: late, short, refused, restricted to protected screens.

Like a closed CDM it never shows a key: its messages name keys, its server answers with permissions, and both
carry a nonce, so that an answer to another session's message is worth nothing. The content keys are its own
from the start; a licence only says which of them may be used, and for how long.

    server = FakeLicenceServer()
    cdm = FakeCdm({key_id: key}, delay_s=0.2)
    network = SimulatedNetwork(trace, origin, services={LICENCE_URL: server.serve})
    async with Player(cdms=[cdm], …) as player:
        await player.load(url, licence=LicenceSource(LICENCE_URL))
        cdm.set_status(KeyStatus.OUTPUT_RESTRICTED)   # somebody pulled the cable
"""

import asyncio
import json
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from playhead.net.transport import TransportRequest
from playhead.net.transports.simulated import OriginAnswer
from playhead_drm import (
    CdmCapabilities,
    DecryptError,
    InitDataError,
    InitDataType,
    KeyMissingError,
    KeyNotUsableError,
    KeyStatus,
    KeyStatusChange,
    LicenseMessage,
    LicenseResponseError,
    MessageType,
    ProtectedSample,
    Scheme,
    SessionClosedError,
    SessionListener,
    SessionType,
    UnsupportedSchemeError,
)

__all__ = ["FakeCdm", "FakeLicenceServer", "FakeSession"]

FAKE_SYSTEM = uuid.UUID("00000000-face-4000-8000-000000000cd0")


class FakeCdm:
    """The key system `test.fake`.

    Args:
        keys: Content keys by their ids; a licence can only grant these.
        delay_s: How long each step of a licence exchange takes.
        utc_s: The time; the player's clock gives it under virtual time.
        key_formats: What it goes by in manifests; name Clear Key's here to play titles made for that.
        decrypt_error: What `decrypt` says instead of working.
    """

    def __init__(
        self,
        keys: Mapping[bytes, bytes],
        *,
        delay_s: float = 0.0,
        utc_s: Callable[[], float] = time.time,
        key_formats: Iterable[str] = (),
        decrypt_error: str | None = None,
    ) -> None:
        self.keys = dict(keys)
        self.delay_s = delay_s
        self.utc_s = utc_s
        self.decrypt_error = decrypt_error
        self.sessions: list[FakeSession] = []
        self.stored: dict[str, tuple[bytes, ...]] = {}
        self._capabilities = CdmCapabilities(
            "test.fake",
            system_ids=frozenset({FAKE_SYSTEM.bytes}),
            key_formats=frozenset({f"urn:uuid:{FAKE_SYSTEM}", *key_formats}),
            schemes=frozenset({Scheme.CENC, Scheme.CENS, Scheme.CBC1, Scheme.CBCS}),
            init_data_types=frozenset({InitDataType.KEYIDS}),
            session_types=frozenset(SessionType),
        )

    @property
    def capabilities(self) -> CdmCapabilities:
        """Common Encryption by key ids."""
        return self._capabilities

    def set_status(self, status: KeyStatus, *key_ids: bytes) -> None:
        """Change keys of all sessions, as a cable or a clock would; all keys if none is named."""
        for session in self.sessions:
            session.set_status(status, key_ids)

    async def set_server_certificate(self, certificate: bytes) -> bool:
        """Take it; nothing is encrypted for it."""
        return bool(certificate)

    async def create_session(self, session_type: SessionType, listen: SessionListener) -> "FakeSession":
        """Return a new session."""
        session = FakeSession(self, session_type, listen)
        self.sessions.append(session)
        return session

    async def close(self) -> None:
        """Close all sessions."""
        for session in self.sessions:
            await session.close()


class FakeSession:
    """One licence of a `FakeCdm`."""

    def __init__(self, cdm: FakeCdm, session_type: SessionType, listen: SessionListener) -> None:
        self._cdm = cdm
        self._type = session_type
        self._listen = listen
        self._id = ""
        self._nonce = ""
        self._wanted: tuple[bytes, ...] = ()
        self._statuses: dict[bytes, KeyStatus] = {}
        self._expires_at_s: float | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self._is_closed = False

    @property
    def session_id(self) -> str:
        """Its name; empty until it has begun."""
        return self._id

    @property
    def key_statuses(self) -> Mapping[bytes, KeyStatus]:
        """What the licence, the clock and `FakeCdm.set_status` say."""
        return dict(self._statuses)

    @property
    def expires_at_s(self) -> float | None:
        """When the licence ends."""
        return self._expires_at_s

    def set_status(self, status: KeyStatus, key_ids: Sequence[bytes]) -> None:
        """See `FakeCdm.set_status`."""
        if self._is_closed:
            return
        for key_id in self._statuses:
            if not key_ids or key_id in key_ids:
                self._statuses[key_id] = status
        self._listen(KeyStatusChange())

    async def generate_request(self, init_data_type: InitDataType, init_data: bytes) -> LicenseMessage:
        """Return a message with the wanted keys and a nonce."""
        self._refuse_if_closed()
        if init_data_type is not InitDataType.KEYIDS:
            raise UnsupportedSchemeError(f"initialisation data of type {init_data_type}")
        self._wanted = _wanted_of(init_data)
        self._id = self._id or uuid.uuid4().hex
        await asyncio.sleep(self._cdm.delay_s)
        return self._message(MessageType.LICENSE_REQUEST)

    async def load(self, session_id: str) -> bool:
        """Take up a licence that an earlier session of the same CDM left."""
        self._refuse_if_closed()
        kept = self._cdm.stored.get(session_id)
        if kept is None:
            return False
        self._id, self._wanted = session_id, kept
        self._statuses = dict.fromkeys(kept, KeyStatus.USABLE)
        return True

    async def update(self, response: bytes) -> None:
        """Take a permission; only one that answers the last message counts."""
        self._refuse_if_closed()
        await asyncio.sleep(self._cdm.delay_s)
        try:
            fields = cast("dict[str, Any]", json.loads(response))
            nonce, granted = fields["nonce"], [bytes.fromhex(each) for each in fields["granted"]]
            lasts_s = fields.get("lasts_s")
        except (ValueError, KeyError, TypeError):
            raise LicenseResponseError("it is no permission") from None
        if nonce != self._nonce:
            raise LicenseResponseError("it answers another message")
        for key_id in granted:
            if key_id in self._wanted and key_id in self._cdm.keys:
                self._statuses[key_id] = KeyStatus.USABLE
        self._expires_at_s = None if lasts_s is None else self._cdm.utc_s() + lasts_s
        self._watch_time(lasts_s)
        if self._type is SessionType.PERSISTENT:
            self._cdm.stored[self._id] = tuple(self._statuses)
        self._listen(KeyStatusChange())

    async def close(self) -> None:
        """End the session."""
        self._is_closed = True
        self._stop_watching()
        self._statuses = {}

    async def remove(self) -> LicenseMessage | None:
        """Destroy the licence."""
        was_stored = self._cdm.stored.pop(self._id, None) is not None
        message = self._message(MessageType.LICENSE_RELEASE) if was_stored else None
        await self.close()
        return message

    def decrypt(self, samples: Sequence[ProtectedSample]) -> list[bytes | memoryview]:
        """Return the samples in the clear, if the licence lets us."""
        from playhead_drm.cenc import decrypt_samples

        if self._is_closed:
            raise SessionClosedError
        if self._cdm.decrypt_error is not None:
            raise DecryptError(self._cdm.decrypt_error)
        used = {sample.protection.key_id for sample in samples}
        if missing := used - self._statuses.keys():
            raise KeyMissingError(missing)
        for key_id in used:
            if not self._statuses[key_id].opens_samples:
                raise KeyNotUsableError(key_id, self._statuses[key_id])
        return decrypt_samples(samples, self._cdm.keys)

    # --- inside --------------------------------------------------------------------------------------------

    def _message(self, kind: MessageType) -> LicenseMessage:
        self._nonce = uuid.uuid4().hex
        body = {"nonce": self._nonce, "kids": [each.hex() for each in self._wanted]}
        return LicenseMessage(kind, json.dumps(body).encode())

    def _watch_time(self, lasts_s: float | None) -> None:
        self._stop_watching()
        if lasts_s is not None:
            loop = asyncio.get_running_loop()
            self._timers = [
                loop.call_later(lasts_s / 2, self._ask_again),
                loop.call_later(lasts_s, self.set_status, KeyStatus.EXPIRED, ()),
            ]

    def _ask_again(self) -> None:
        self._listen(self._message(MessageType.LICENSE_RENEWAL))

    def _stop_watching(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers = []

    def _refuse_if_closed(self) -> None:
        if self._is_closed:
            raise SessionClosedError


@dataclass
class FakeLicenceServer:
    """Answers a `FakeCdm`'s messages.

    Attributes:
        entitled: The only keys that it grants; None for all.
        lasts_s: How long a licence is valid; None for ever.
        most: So many licences are given, then 403; None for no end.
        messages: All that was asked so far.
        answers: All that was answered, e.g. to replay one.
    """

    entitled: frozenset[bytes] | None = None
    lasts_s: float | None = None
    most: int | None = None
    messages: list[bytes] = field(default_factory=list[bytes], repr=False)
    answers: list[bytes] = field(default_factory=list[bytes], repr=False)

    def answer(self, message: bytes) -> bytes:
        """Return the permission that a message asks for."""
        self.messages.append(message)
        fields = json.loads(message)
        granted = [
            each for each in fields["kids"] if self.entitled is None or bytes.fromhex(each) in self.entitled
        ]
        permission: dict[str, Any] = {"nonce": fields["nonce"], "granted": granted}
        if self.lasts_s is not None:
            permission["lasts_s"] = self.lasts_s
        self.answers.append(json.dumps(permission).encode())
        return self.answers[-1]

    def serve(self, request: TransportRequest) -> OriginAnswer:
        """Answer a request on the simulated network."""
        if self.most is not None and len(self.messages) >= self.most:
            return OriginAnswer(status=403)
        return OriginAnswer(self.answer(request.content or b""))


def _wanted_of(init_data: bytes) -> tuple[bytes, ...]:
    from base64 import urlsafe_b64decode

    try:
        names = json.loads(init_data)["kids"]
        return tuple(urlsafe_b64decode(f"{name}==") for name in names)
    except (ValueError, KeyError, TypeError) as error:
        raise InitDataError("keyids", "it is no JSON with a list of kids") from error
