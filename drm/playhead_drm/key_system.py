"""The seam for key systems: what a content decryption module must do to open films here.

The words are W3C Encrypted Media Extensions', the division of labour is OpenCDM's: the CDM makes challenges
and understands licences, the player carries them to the server and back, and samples go through `decrypt`.
The player never asks for a key, and nothing here could hand one out.

Everything but `decrypt` is called on the player's event loop, and must not block it. `decrypt` blocks for as
long as it takes; the player calls it from a worker thread, one call at a time for each session.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from playhead_drm.samples import ProtectedSample
from playhead_drm.scheme import Scheme

__all__ = [
    "Cdm",
    "CdmCapabilities",
    "InitDataType",
    "KeyStatus",
    "KeyStatusChange",
    "LicenseMessage",
    "LicenseSession",
    "MessageType",
    "SessionListener",
    "SessionType",
]


class InitDataType(StrEnum):
    """What initialisation data looks like (EME Initialization Data Format Registry, and HLS's own)."""

    CENC = "cenc"
    """One or more `pssh` boxes."""
    KEYIDS = "keyids"
    """JSON: `{"kids": [base64url, …]}`."""
    WEBM = "webm"
    """One bare key id."""
    SKD = "skd"
    """The URI of an EXT-X-KEY that a key system reads itself, in UTF-8."""


class SessionType(StrEnum):
    """How long a licence lives."""

    TEMPORARY = "temporary"
    PERSISTENT = "persistent-license"


class MessageType(StrEnum):
    """What a message asks the licence server for."""

    LICENSE_REQUEST = "license-request"
    LICENSE_RENEWAL = "license-renewal"
    LICENSE_RELEASE = "license-release"
    INDIVIDUALIZATION_REQUEST = "individualization-request"


class KeyStatus(StrEnum):
    """Whether a key opens samples now."""

    USABLE = "usable"
    EXPIRED = "expired"
    RELEASED = "released"
    OUTPUT_RESTRICTED = "output-restricted"
    OUTPUT_DOWNSCALED = "output-downscaled"
    USABLE_IN_FUTURE = "usable-in-future"
    STATUS_PENDING = "status-pending"
    INTERNAL_ERROR = "internal-error"

    @property
    def opens_samples(self) -> bool:
        """True if `decrypt` works with such a key, perhaps with a smaller picture."""
        return self in (KeyStatus.USABLE, KeyStatus.OUTPUT_DOWNSCALED)


@dataclass(frozen=True, slots=True)
class LicenseMessage:
    """Bytes for the licence server.

    Attributes:
        type: What they ask for.
        body: Opaque to the player, and never logged.
        url: Where the CDM wants them to go; None if that is for the player to know.
    """

    type: MessageType
    body: bytes = field(repr=False)
    url: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class KeyStatusChange:
    """The statuses of a session's keys, or its expiry, are no longer what they were."""


SessionListener = Callable[[LicenseMessage | KeyStatusChange], None]
"""Hears what a session says by itself: renewal and release messages, changes of keys. Called on the loop."""


@dataclass(frozen=True, slots=True)
class CdmCapabilities:
    """What a CDM is and can.

    Attributes:
        key_system: Reversed domain name: `org.w3.clearkey`, `com.widevine.alpha`, ….
        system_ids: The sixteen-byte ids of the `pssh` boxes that it reads.
        key_formats: HLS KEYFORMATs and DASH scheme URIs that mean this key system, in lower case.
        schemes: What its sessions decrypt.
        init_data_types: What its sessions take.
        session_types: What may be asked for.
        robustness: Levels by name, the weakest first; empty if it knows no such thing.
    """

    key_system: str
    system_ids: frozenset[bytes] = frozenset()
    key_formats: frozenset[str] = frozenset()
    schemes: frozenset[Scheme] = frozenset({Scheme.CENC, Scheme.CBCS})
    init_data_types: frozenset[InitDataType] = frozenset({InitDataType.CENC})
    session_types: frozenset[SessionType] = frozenset({SessionType.TEMPORARY})
    robustness: tuple[str, ...] = ()


class LicenseSession(Protocol):
    """One exchange with a licence server, and the keys that came of it."""

    @property
    def session_id(self) -> str:
        """Names the session; empty until `generate_request` or `load` is done."""
        ...

    @property
    def key_statuses(self) -> Mapping[bytes, KeyStatus]:
        """Every key that the session knows, by its sixteen-byte id."""
        ...

    @property
    def expires_at_s(self) -> float | None:
        """When the licence ends, in seconds since 1970 UTC; None if it doesn't, or nobody knows."""
        ...

    async def generate_request(self, init_data_type: InitDataType, init_data: bytes) -> LicenseMessage | None:
        """Return the first message for the licence server; None if the keys are there without one.

        Raises:
            InitDataError: If the data can't be read.
            UnsupportedSchemeError: If its type is not one of the CDM's.
            SessionClosedError: If the session is over.
        """
        ...

    async def load(self, session_id: str) -> bool:
        """Take up a persistent session; return False if the CDM doesn't have it."""
        ...

    async def update(self, response: bytes) -> LicenseMessage | None:
        """Take a server's answer; return a further message if the exchange goes on.

        Raises:
            LicenseResponseError: If it is no answer to this session's messages.
            SessionClosedError: If the session is over.
        """
        ...

    async def close(self) -> None:
        """End the session and forget its keys; a persistent licence stays stored. Twice is no fault."""
        ...

    async def remove(self) -> LicenseMessage | None:
        """Destroy the licence, stored or not; return the message that tells the server, if one should go."""
        ...

    def decrypt(self, samples: Sequence[ProtectedSample]) -> list[bytes | memoryview]:
        """Return the samples in the clear: same order, same sizes.

        Raises:
            KeyMissingError: If a sample's key came with no licence of this session.
            KeyNotUsableError: If it did, and may not be used now.
            UnsupportedSchemeError: If a sample's scheme is none of the CDM's.
            DecryptError: If a sample can't be opened.
        """
        ...


class Cdm(Protocol):
    """One key system on this device."""

    @property
    def capabilities(self) -> CdmCapabilities:
        """What it is and can; the same for its whole life."""
        ...

    async def set_server_certificate(self, certificate: bytes) -> bool:
        """Take the certificate that messages are encrypted for; return False if the key system uses none."""
        ...

    async def create_session(self, session_type: SessionType, listen: SessionListener) -> LicenseSession:
        """Return a new session.

        Raises:
            UnsupportedSchemeError: If the type is none of the CDM's.
        """
        ...

    async def close(self) -> None:
        """Close all sessions and give everything back. Twice is no fault."""
        ...
