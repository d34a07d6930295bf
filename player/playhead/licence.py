"""Where a title's licences come from, as whoever loads the title says; and what may be done to a request.

    source = LicenceSource("https://drm.example/clearkey", headers={"authorization": "Bearer …"})
    await player.load(url, licence=source)

Nothing of this is ever logged or shown: keys, headers, bodies and addresses have no part in a `repr`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from playhead.errors import ErrorCode, PlayerStateError, RequestType, make_problem

__all__ = ["LicenceRequest", "LicenceSource", "RequestFilter", "ResponseFilter", "key_bytes"]

_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class LicenceRequest:
    """One request as it is about to go out.

    Attributes:
        type: LICENCE, or KEY for an HLS key file.
        url: Where to.
        headers: By lower-case name; the source's own come on top where they may go.
        body: What is posted; None asks with GET.
        key_system: Whose message it is, e.g. `org.w3.clearkey`; empty for a key file.
        message: What it asks for, e.g. `license-request`, `license-renewal`; empty for a key file.
    """

    type: RequestType
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    body: bytes | None = field(default=None, repr=False)
    key_system: str = ""
    message: str = ""


RequestFilter = Callable[[LicenceRequest], LicenceRequest | Awaitable[LicenceRequest]]
"""Returns the request to send instead: a fresh token, another body. It may wait for something."""

ResponseFilter = Callable[[LicenceRequest, bytes], bytes | Awaitable[bytes]]
"""Returns what the CDM gets: a licence unpacked from somebody's envelope. It may wait for something."""


@dataclass(frozen=True, slots=True)
class LicenceSource:
    """Where one title's licences come from.

    Attributes:
        url: Of the licence server, or a `data:` URL that is the licence; None leaves it to the CDM and the
            manifest.
        headers: Sent to the server of `url`, also for key files there; never to another.
        keys: Keys that are known already: hex by hex key id, 32 digits each.
        certificate: Of the licence server, for CDMs that encrypt their messages.
        is_persistent: Ask for licences that are kept when the title ends; `LicenceUpdated` names them.
        stored_sessions: Licences that were kept, to be taken up instead of asking again.
        on_request, on_response: See `RequestFilter` and `ResponseFilter`.
    """

    url: str | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    keys: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    certificate: bytes | None = field(default=None, repr=False)
    is_persistent: bool = False
    stored_sessions: tuple[str, ...] = ()
    on_request: RequestFilter | None = field(default=None, repr=False)
    on_response: ResponseFilter | None = field(default=None, repr=False)


def key_bytes(keys: Mapping[str, str]) -> dict[bytes, bytes]:
    """Return the given keys as bytes.

    Raises:
        PlayerStateError: BAD_CONFIG if one is not 32 hex digits; dashes in a key id are fine.
    """
    found: dict[bytes, bytes] = {}
    for name, key in keys.items():
        try:
            name_bytes, value = bytes.fromhex(name.replace("-", "")), bytes.fromhex(key)
        except ValueError:
            name_bytes = value = b""
        if len(name_bytes) != _KEY_BYTES or len(value) != _KEY_BYTES:
            detail = "a key and its id are 32 hex digits each"
            raise PlayerStateError(make_problem(ErrorCode.PLAYER_BAD_CONFIG, detail)) from None
        found[name_bytes] = value
    return found
