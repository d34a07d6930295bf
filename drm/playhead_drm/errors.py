"""How this room says no. Facts are attributes; key material, tokens and licence bodies never are.

A key's *id* is no secret: it stands in every manifest.
"""

from collections.abc import Iterable

__all__ = [
    "DecryptError",
    "DrmError",
    "InitDataError",
    "KeyMissingError",
    "KeyNotUsableError",
    "LicenseResponseError",
    "SessionClosedError",
    "UnsupportedSchemeError",
]


class DrmError(Exception):
    """Everything that this room raises."""


class InitDataError(DrmError):
    """Initialisation data or a document about keys breaks its format's rules; asking again can't help.

    Attributes:
        what: `pssh`, `PlayReady header`, `CPIX`, …
        byte_offset: Where in it, if that is known.
        line: Of the document, if it is text.
    """

    def __init__(
        self, what: str, reason: str, *, byte_offset: int | None = None, line: int | None = None
    ) -> None:
        place = f" at byte {byte_offset}" if byte_offset is not None else ""
        place = f" in line {line}" if line is not None else place
        super().__init__(f"{what}{place}: {reason}")
        self.what = what
        self.reason = reason
        self.byte_offset = byte_offset
        self.line = line


class UnsupportedSchemeError(DrmError):
    """Nobody here opens this scheme, key format or session type.

    Attributes:
        scheme: As it was told.
    """

    def __init__(self, scheme: str) -> None:
        super().__init__(f"nothing here opens {scheme}")
        self.scheme = scheme


class LicenseResponseError(DrmError):
    """A licence server answered with something that is no licence for this session.

    Attributes:
        reason: What is wrong with it, without quoting it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the licence can't be used: {reason}")
        self.reason = reason


class KeyMissingError(DrmError):
    """Samples need keys that no licence brought yet; a licence for them may help.

    Attributes:
        key_ids: Lower-case hex, sorted; empty if the container names none.
    """

    def __init__(self, key_ids: Iterable[bytes]) -> None:
        self.key_ids = tuple(sorted({key_id.hex() for key_id in key_ids if key_id}))
        super().__init__(f"there is no key for {', '.join(self.key_ids) or 'these samples'}")


class KeyNotUsableError(DrmError):
    """The key is there and may not be used now.

    Attributes:
        key_id: Lower-case hex.
        status: Its `KeyStatus`: expired, output-restricted, …
    """

    def __init__(self, key_id: bytes, status: str) -> None:
        super().__init__(f"key {key_id.hex()} is {status}")
        self.key_id = key_id.hex()
        self.status = status


class DecryptError(DrmError):
    """What came out is no media: the key is the wrong one, or the sample breaks its scheme's rules.

    Attributes:
        key_id: Lower-case hex; empty if none was named.
        reason: What is wrong.
    """

    def __init__(self, reason: str, key_id: bytes = b"") -> None:
        name = f" with key {key_id.hex()}" if key_id else ""
        super().__init__(f"decryption{name} failed: {reason}")
        self.key_id = key_id.hex()
        self.reason = reason


class SessionClosedError(DrmError):
    """The licence session was closed, by us or by the CDM, and answers nothing more."""

    def __init__(self) -> None:
        super().__init__("the licence session is closed")
