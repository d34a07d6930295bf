"""One licence: a CDM's session, the messages that it wants carried, and its renewal.

Several streams may want the same licence at the same moment; the first asks, the others wait for it. What was
refused stays refused; what merely failed is asked again when somebody needs it again. Renewals are the CDM's
idea (EME §5.6 `license-renewal`): they are carried until they succeed, the server refuses, or time is up.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence

from playhead.clock import Clock
from playhead.errors import ErrorCode, Problem, ProtectionError, Recovery, Severity, make_problem
from playhead.session.key_systems import Opening
from playhead.session.licence_mail import LicenceMail
from playhead_drm import (
    DecryptError,
    DrmError,
    KeyMissingError,
    KeyNotUsableError,
    KeyStatus,
    KeyStatusChange,
    LicenseMessage,
    LicenseSession,
    MessageType,
    ProtectedSample,
    SessionType,
    UnsupportedSchemeError,
)

__all__ = ["Licence", "status_code", "translated"]

_FIRST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 8.0
_MOST_MESSAGES = 8
_CODES = {
    KeyStatus.EXPIRED: ErrorCode.DRM_EXPIRED,
    KeyStatus.RELEASED: ErrorCode.DRM_EXPIRED,
    KeyStatus.OUTPUT_RESTRICTED: ErrorCode.DRM_OUTPUT_RESTRICTED,
}


class Licence:
    """One licence of a title.

    Args:
        opening: Which CDM, and what for.
        session_type: Whether it is to be kept.
        certificate: Of the licence server, for the CDM; None if there is none.
        mail: Carries its messages.
        spawn: Runs a coroutine beside everything else, for as long as the title plays.
        on_change: Called when keys or their statuses have changed.
        on_problem: Hears of renewals that failed.
    """

    def __init__(
        self,
        opening: Opening,
        session_type: SessionType,
        certificate: bytes | None,
        mail: LicenceMail,
        clock: Clock,
        *,
        spawn: Callable[[Coroutine[None, None, None]], None],
        on_change: Callable[["Licence"], None],
        on_problem: Callable[[Problem], None],
    ) -> None:
        self.opening = opening
        self._type = session_type
        self._certificate = certificate
        self._mail = mail
        self._clock = clock
        self._spawn = spawn
        self._on_change = on_change
        self._on_problem = on_problem
        self._session: LicenseSession | None = None
        self._refusal: Problem | None = None
        self._asking = asyncio.Lock()
        self._decrypting = asyncio.Lock()

    @property
    def session_id(self) -> str:
        """The CDM's name for it; empty before it is there."""
        return self._session.session_id if self._session else ""

    @property
    def key_statuses(self) -> Mapping[bytes, KeyStatus]:
        """Every key that it brought."""
        return self._session.key_statuses if self._session else {}

    @property
    def expires_at_s(self) -> float | None:
        """When it ends, in seconds since 1970; None if it doesn't."""
        return self._session.expires_at_s if self._session else None

    async def obtain(self) -> None:
        """Ask for the licence, unless it is there.

        Raises:
            ProtectionError: If it can't be had.
        """
        async with self._asking:
            if self._refusal is not None:
                raise ProtectionError(self._refusal)
            if self._session is not None:
                return
            try:
                self._session = await self._asked()
            except ProtectionError as error:
                if error.problem.code is ErrorCode.DRM_LICENCE_REJECTED:
                    self._refusal = error.problem
                raise
        self._on_change(self)

    async def take_up(self, session_id: str) -> bool:
        """Take up a stored licence in place of asking; False if the CDM hasn't got it."""
        session = await self._open_session()
        if not await session.load(session_id):
            await session.close()
            return False
        self._session = session
        self._on_change(self)
        return True

    async def decrypt(self, samples: Sequence[ProtectedSample]) -> list[bytes | memoryview]:
        """Return the samples in the clear.

        Raises:
            ProtectionError: KEY_MISSING, EXPIRED, OUTPUT_RESTRICTED, NO_KEY_SYSTEM or DECRYPT.
        """
        assert self._session is not None, "obtain comes first"
        async with self._decrypting:
            try:
                return await asyncio.to_thread(self._session.decrypt, samples)
            except DrmError as error:
                raise translated(error) from error

    async def close(self) -> None:
        """End the session; what is stored stays."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    # --- inside --------------------------------------------------------------------------------------------

    async def _open_session(self) -> LicenseSession:
        try:
            if self._certificate is not None:
                await self.opening.cdm.set_server_certificate(self._certificate)
            return await self.opening.cdm.create_session(self._type, self._hear)
        except DrmError as error:
            raise translated(error) from error

    async def _asked(self) -> LicenseSession:
        session = await self._open_session()
        try:
            message = await session.generate_request(self.opening.init_data_type, self.opening.init_data)
            await self._converse(session, message)
        except DrmError as error:
            await session.close()
            raise translated(error) from error
        except BaseException:
            await session.close()
            raise
        return session

    async def _converse(self, session: LicenseSession, message: LicenseMessage | None) -> None:
        """Carry messages to and fro until the CDM has no more to say."""
        for _ in range(_MOST_MESSAGES):
            if message is None:
                return
            answer = await self._mail.send(message, self.opening.key_system, self.opening.url)
            message = await session.update(answer)
        detail = f"the CDM had more than {_MOST_MESSAGES} messages for its server"
        raise ProtectionError(make_problem(ErrorCode.DRM_LICENCE_REQUEST, detail))

    def _hear(self, said: LicenseMessage | KeyStatusChange) -> None:
        # While the first request is under way, its end tells more than each step of it.
        if self._session is None:
            return
        if isinstance(said, KeyStatusChange):
            self._on_change(self)
        else:
            self._spawn(self._deliver(self._session, said))

    async def _deliver(self, session: LicenseSession, message: LicenseMessage) -> None:
        pause_s = _FIRST_PAUSE_S
        while session is self._session:
            try:
                await self._converse(session, message)
            except (ProtectionError, DrmError) as error:
                problem = error.problem if isinstance(error, ProtectionError) else translated(error).problem
                self._on_problem(problem.with_outcome(Severity.DEGRADED, Recovery.RENEW_LICENCE))
                if self._is_final(problem, message):
                    return
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)
            else:
                self._on_change(self)
                return

    def _is_final(self, problem: Problem, message: LicenseMessage) -> bool:
        expires_at_s = self.expires_at_s
        is_over = expires_at_s is not None and self._clock.utc_s() >= expires_at_s
        is_refused = problem.code is ErrorCode.DRM_LICENCE_REJECTED
        return is_refused or is_over or message.type is not MessageType.LICENSE_RENEWAL


def status_code(status: KeyStatus) -> ErrorCode | None:
    """Return the code for a key that may not be used; None if it may, or if that is not known."""
    return _CODES.get(status)


def translated(error: DrmError) -> ProtectionError:
    """Return the player's error for one of the drm room's."""
    code, key_id = ErrorCode.DRM_LICENCE_REQUEST, None
    if isinstance(error, KeyMissingError):
        code, key_id = ErrorCode.DRM_KEY_MISSING, next(iter(error.key_ids), None)
    elif isinstance(error, KeyNotUsableError):
        code = status_code(KeyStatus(error.status)) or ErrorCode.DRM_KEY_MISSING
        key_id = error.key_id
    elif isinstance(error, DecryptError):
        code, key_id = ErrorCode.DRM_DECRYPT, error.key_id or None
    elif isinstance(error, UnsupportedSchemeError):
        code = ErrorCode.DRM_NO_KEY_SYSTEM
    return ProtectionError(make_problem(code, str(error), key_id=key_id))
