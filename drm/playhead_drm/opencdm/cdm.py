"""A device's `libocdm.so` as a `Cdm`.

    OpenCdm("com.widevine.alpha", system_id=…)   # on a box that has one; nothing here emulates one

The library makes challenges and reports keys by callbacks on threads of its own; each copies what it got and
hands it to the loop. A callback never calls back into the library, which might hold a lock meanwhile.
"""

import asyncio
import uuid
from typing import Any

from playhead_drm.errors import SessionClosedError, UnsupportedSchemeError
from playhead_drm.key_system import CdmCapabilities, InitDataType, SessionListener, SessionType
from playhead_drm.opencdm.library import load_library
from playhead_drm.opencdm.session import OpenCdmSession
from playhead_drm.scheme import Scheme

__all__ = ["OpenCdm"]


class OpenCdm:
    """One key system of an OpenCDM installation.

    Args:
        key_system: E.g. `com.microsoft.playready`.
        system_id: The sixteen bytes by which its `pssh` boxes go.
        key_formats: What it goes by in HLS and DASH, besides its system id.
        library: Where the library is; the system's own search finds it if only a name is given.

    Raises:
        OSError: If there is no such library.
        UnsupportedSchemeError: If it doesn't know the key system.
    """

    def __init__(
        self,
        key_system: str,
        *,
        system_id: bytes,
        key_formats: frozenset[str] = frozenset(),
        library: str = "libocdm.so",
    ) -> None:
        self._library = load_library(library)
        name = key_system.encode()
        if self._library.opencdm_is_type_supported(name, b"") != 0:
            raise UnsupportedSchemeError(key_system)
        self._system: Any = self._library.opencdm_create_system(name)
        if not self._system:
            raise UnsupportedSchemeError(key_system)
        self._sessions: list[OpenCdmSession] = []
        self._capabilities = CdmCapabilities(
            key_system,
            system_ids=frozenset({system_id}),
            key_formats=key_formats | {f"urn:uuid:{uuid.UUID(bytes=system_id)}"},
            schemes=frozenset({Scheme.CENC, Scheme.CENS, Scheme.CBC1, Scheme.CBCS}),
            init_data_types=frozenset({InitDataType.CENC}),
            session_types=frozenset({SessionType.TEMPORARY}),
        )

    @property
    def capabilities(self) -> CdmCapabilities:
        """Common Encryption by `pssh` boxes, temporary licences: the interface names no stored session."""
        return self._capabilities

    async def set_server_certificate(self, certificate: bytes) -> bool:
        """Hand the certificate over; return whether the key system took it."""
        if not self._library.opencdm_system_supports_server_certificate(self._system):
            return False
        result = await asyncio.to_thread(
            self._library.opencdm_system_set_server_certificate, self._system, certificate, len(certificate)
        )
        return result == 0

    async def create_session(self, session_type: SessionType, listen: SessionListener) -> OpenCdmSession:
        """Return a new session.

        Raises:
            UnsupportedSchemeError: For a persistent one.
        """
        if session_type not in self._capabilities.session_types:
            raise UnsupportedSchemeError(f"{session_type} sessions")
        if self._system is None:
            raise SessionClosedError
        session = OpenCdmSession(self._library, self._system, listen, asyncio.get_running_loop())
        self._sessions.append(session)
        return session

    async def close(self) -> None:
        """Close all sessions and the key system."""
        for session in self._sessions:
            await session.close()
        system, self._system = self._system, None
        if system is not None:
            await asyncio.to_thread(self._library.opencdm_destruct_system, system)
