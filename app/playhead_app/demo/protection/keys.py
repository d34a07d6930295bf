"""Which titles of the catalogue are protected, how, and with which keys."""

import hashlib
import hmac
import uuid
from dataclasses import dataclass

from playhead_app.demo.protection.encryption import ContentKey, Scheme

__all__ = ["AES_128", "PROTECTED_TITLES", "KeyChest", "TitleProtection"]

AES_128 = "aes-128"
_NAMESPACE = uuid.UUID("6f0d2c1e-5d0a-4f0e-9f44-0f6a52a3f1b7")


@dataclass(frozen=True, slots=True)
class TitleProtection:
    """How one title is protected.

    Attributes:
        scheme: `cenc`, `cbcs`, or `aes-128` for HLS's own way.
        segments_a_key: After so many segments the next key is used; None for one key throughout.
        licence_s: How long a licence is valid; None for ever.
        is_licensed: Whether the demo's viewer gets a licence.
    """

    scheme: Scheme
    segments_a_key: int | None = None
    licence_s: float | None = None
    is_licensed: bool = True

    def turn_of(self, segment: int) -> int:
        """Return the number of the key for a segment, both counted from 0."""
        return segment // self.segments_a_key if self.segments_a_key else 0


PROTECTED_TITLES: dict[str, TitleProtection] = {
    "salt-road": TitleProtection("cenc", licence_s=20.0),
    "tide-tables": TitleProtection("cbcs", segments_a_key=3),
    "umbrella-weather": TitleProtection(AES_128),
    "night-blooming": TitleProtection("cbcs", is_licensed=False),
}
"""By the title's identifier in the catalogue."""


class KeyChest:
    """Derives every key from one secret, so that none needs to be kept.

    Args:
        secret: Another one gives other keys; since segments are encrypted when they are asked for, it may be
            a new one whenever the service starts.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def key(self, title: str, kind: str, turn: int) -> ContentKey:
        """Return a title's key: `kind` is `video` or `audio`, `turn` counts the rotations."""
        key_id = uuid.uuid5(_NAMESPACE, f"{title}/{kind}/{turn}").bytes
        return ContentKey(key_id, self.key_named(key_id))

    def key_named(self, key_id: bytes) -> bytes:
        """Return the key with that name."""
        return hmac.digest(self._secret, key_id, hashlib.sha256)[:16]

    def key_ids(self, title: str, turns: int) -> frozenset[bytes]:
        """Return the names of all keys of a title."""
        return frozenset(
            self.key(title, kind, turn).key_id for kind in ("video", "audio") for turn in range(turns)
        )
