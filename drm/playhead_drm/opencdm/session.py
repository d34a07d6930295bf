"""One OpenCDM session: challenges and keys come by callback, samples are opened one by one in place."""

import asyncio
import ctypes
from collections.abc import Mapping, Sequence
from ctypes import byref, c_uint8, c_void_p
from typing import Any

from playhead_drm.errors import (
    DecryptError,
    InitDataError,
    KeyMissingError,
    KeyNotUsableError,
    LicenseResponseError,
    SessionClosedError,
    UnsupportedSchemeError,
)
from playhead_drm.key_system import (
    InitDataType,
    KeyStatus,
    KeyStatusChange,
    LicenseMessage,
    MessageType,
    SessionListener,
)
from playhead_drm.opencdm.library import (
    Callbacks,
    ChallengeCallback,
    ErrorCallback,
    KeyCallback,
    KeysCallback,
    MediaProperties,
    Pattern,
    SampleInfo,
    SubSampleInfo,
)
from playhead_drm.samples import ProtectedSample
from playhead_drm.scheme import Scheme

__all__ = ["OpenCdmSession"]

_TEMPORARY = 0
_LONGEST_DATA = 0xFFFF
_MOST_SUBSAMPLES = 0xFF
_SCHEMES = {Scheme.CENC: 1, Scheme.CBC1: 2, Scheme.CENS: 3, Scheme.CBCS: 4}
# In the order of the interface's enumeration.
_STATUSES = (
    KeyStatus.USABLE,
    KeyStatus.EXPIRED,
    KeyStatus.RELEASED,
    KeyStatus.OUTPUT_RESTRICTED,
    KeyStatus.OUTPUT_RESTRICTED,
    KeyStatus.OUTPUT_DOWNSCALED,
    KeyStatus.STATUS_PENDING,
    KeyStatus.INTERNAL_ERROR,
    KeyStatus.INTERNAL_ERROR,
)
# How long a CDM may think about a challenge or a licence. Some ask another process, or hardware.
_PATIENCE_S = 10.0


class OpenCdmSession:
    """Made by `OpenCdm.create_session`."""

    def __init__(
        self, library: ctypes.CDLL, system: Any, listen: SessionListener, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._library = library
        self._system = system
        self._listen = listen
        self._loop = loop
        self._handle: Any = None
        self._id = ""
        self._is_closed = False
        self._statuses: dict[bytes, KeyStatus] = {}
        self._challenge: asyncio.Future[LicenseMessage] | None = None
        self._keys_told: asyncio.Event = asyncio.Event()
        # The library keeps pointers to these: they must live as long as its session.
        self._callbacks = Callbacks(
            ChallengeCallback(self._on_challenge),
            KeyCallback(self._on_key),
            ErrorCallback(self._on_error),
            KeysCallback(self._on_keys),
        )

    @property
    def session_id(self) -> str:
        """The library's name for it."""
        return self._id

    @property
    def key_statuses(self) -> Mapping[bytes, KeyStatus]:
        """Every key that the library has told of."""
        return dict(self._statuses)

    @property
    def expires_at_s(self) -> float | None:
        """None: the interface doesn't say; an end shows as a change of status."""
        return None

    async def generate_request(self, init_data_type: InitDataType, init_data: bytes) -> LicenseMessage | None:
        """Construct the library's session and return its challenge.

        Raises:
            InitDataError: If the library refuses the data, or makes no challenge of it.
            UnsupportedSchemeError: If its type is not `cenc`.
            SessionClosedError: If the session is over.
        """
        self._refuse_if_closed()
        if init_data_type is not InitDataType.CENC:
            raise UnsupportedSchemeError(f"initialisation data of type {init_data_type}")
        if len(init_data) > _LONGEST_DATA:
            raise InitDataError(init_data_type, "OpenCDM takes no more than 65535 bytes")
        self._challenge = challenge = self._loop.create_future()
        handle = c_void_p()
        result = await asyncio.to_thread(self._construct, init_data, handle)
        if result != 0 or not handle.value:
            raise InitDataError(init_data_type, f"OpenCDM refused it with error {result:#x}")
        self._handle = handle
        self._id = (self._library.opencdm_session_id(handle) or b"").decode("ascii", "replace")
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await challenge
        except TimeoutError as error:
            raise InitDataError(init_data_type, "OpenCDM made no challenge of it") from error
        finally:
            self._challenge = None

    async def load(self, session_id: str) -> bool:
        """Return False: the interface can't name a session that was stored."""
        del session_id
        self._refuse_if_closed()
        return False

    async def update(self, response: bytes) -> LicenseMessage | None:
        """Hand a licence over and wait until its keys have been told.

        Raises:
            LicenseResponseError: If the library refuses it, or tells of no key.
            SessionClosedError: If the session is over.
        """
        self._refuse_if_closed()
        if self._handle is None:
            raise LicenseResponseError("nothing was asked for")
        if not 0 < len(response) <= _LONGEST_DATA:
            raise LicenseResponseError(f"OpenCDM takes no licence of {len(response)} bytes")
        self._keys_told.clear()
        result = await asyncio.to_thread(
            self._library.opencdm_session_update, self._handle, response, len(response)
        )
        if result != 0:
            raise LicenseResponseError(f"OpenCDM refused it with error {result:#x}")
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._keys_told.wait()
        except TimeoutError as error:
            raise LicenseResponseError("OpenCDM told of no key after it") from error
        return None

    async def close(self) -> None:
        """Close and free the library's session."""
        self._is_closed = True
        handle, self._handle = self._handle, None
        self._statuses = {}
        if handle is not None:
            await asyncio.to_thread(self._library.opencdm_session_close, handle)
            await asyncio.to_thread(self._library.opencdm_destruct_session, handle)

    async def remove(self) -> LicenseMessage | None:
        """Forget the licence."""
        if self._handle is not None:
            await asyncio.to_thread(self._library.opencdm_session_remove, self._handle)
        await self.close()
        return None

    def decrypt(self, samples: Sequence[ProtectedSample]) -> list[bytes | memoryview]:
        """Return the samples in the clear.

        Raises:
            KeyMissingError, KeyNotUsableError, UnsupportedSchemeError, DecryptError: As the seam says.
        """
        handle = self._handle
        if self._is_closed:
            raise SessionClosedError
        used = {sample.protection.key_id for sample in samples}
        statuses = self.key_statuses
        if missing := used - statuses.keys():
            raise KeyMissingError(missing)
        for key_id in used:
            if not statuses[key_id].opens_samples:
                raise KeyNotUsableError(key_id, statuses[key_id])
        return [self._opened(handle, sample) for sample in samples]

    # --- inside --------------------------------------------------------------------------------------------

    def _construct(self, init_data: bytes, handle: c_void_p) -> int:
        return self._library.opencdm_construct_session(
            self._system,
            _TEMPORARY,
            InitDataType.CENC.value.encode(),
            init_data,
            len(init_data),
            None,
            0,
            byref(self._callbacks),
            None,
            byref(handle),
        )

    def _opened(self, handle: Any, sample: ProtectedSample) -> bytes:
        how = sample.protection
        if how.scheme not in _SCHEMES:
            raise UnsupportedSchemeError(how.scheme)
        size = len(sample.data)
        subsamples = how.subsamples or ((0, size),)
        if len(subsamples) > _MOST_SUBSAMPLES:
            raise DecryptError("OpenCDM takes no more than 255 subsamples", how.key_id)
        table = (SubSampleInfo * len(subsamples))(*subsamples)
        buffer = (c_uint8 * size).from_buffer_copy(sample.data)
        info = SampleInfo(
            _SCHEMES[how.scheme],
            Pattern(how.crypt_blocks, how.skip_blocks),
            _bytes(how.iv),
            len(how.iv),
            _bytes(how.key_id),
            len(how.key_id),
            len(subsamples),
            table,
        )
        properties = MediaProperties()
        result = self._library.opencdm_session_decrypt_v2(
            handle, buffer, size, byref(info), byref(properties)
        )
        if result != 0:
            raise DecryptError(f"OpenCDM said {result:#x}", how.key_id)
        return bytes(buffer)

    # The library's threads come in below: copy, hand over, return.

    def _on_challenge(
        self, _session: Any, _user: Any, url: bytes | None, challenge: Any, length: int
    ) -> None:
        body = ctypes.string_at(challenge, length)
        self._loop.call_soon_threadsafe(self._take_challenge, body, (url or b"").decode("utf-8", "replace"))

    def _on_key(self, session: Any, _user: Any, key_id: Any, length: int) -> None:
        name = ctypes.string_at(key_id, length)
        self._loop.call_soon_threadsafe(self._take_key, name)

    def _on_error(self, _session: Any, _user: Any, _text: bytes | None) -> None:
        """The text may quote a licence; the call that failed has its own error."""

    def _on_keys(self, _session: Any, _user: Any) -> None:
        self._loop.call_soon_threadsafe(self._take_keys)

    # On the loop again.

    def _take_challenge(self, body: bytes, url: str) -> None:
        is_first = self._challenge is not None and not self._challenge.done()
        kind = MessageType.LICENSE_REQUEST if is_first else MessageType.LICENSE_RENEWAL
        message = LicenseMessage(kind, body, url or None)
        if is_first and self._challenge is not None:
            self._challenge.set_result(message)
        elif not self._is_closed:
            self._listen(message)

    def _take_key(self, key_id: bytes) -> None:
        if self._handle is not None:
            status = self._library.opencdm_session_status(self._handle, key_id, len(key_id))
            known = 0 <= status < len(_STATUSES)
            self._statuses[key_id] = _STATUSES[status] if known else KeyStatus.INTERNAL_ERROR

    def _take_keys(self) -> None:
        self._keys_told.set()
        if not self._is_closed:
            self._listen(KeyStatusChange())

    def _refuse_if_closed(self) -> None:
        if self._is_closed:
            raise SessionClosedError


def _bytes(data: bytes) -> "ctypes.Array[c_uint8]":
    return (c_uint8 * len(data)).from_buffer_copy(data)
