"""EXT-X-KEY to the neutral `Protection`: what the drm room needs, with addresses resolved.

A KEYFORMAT says who understands the URI. Only `identity` names a key file that we fetch, so only that one is
resolved; `skd:` and friends are a key system's own words. Key systems that come from DASH put their `pssh` or
header object into a `data:` URI, which is unpacked here so that nothing above has to know HLS did that. Where
the tag names no key, the box may.
"""

import binascii
from base64 import b64decode
from urllib.parse import unquote_to_bytes

from playhead.hls.addresses import RefusedAddressError, resolve
from playhead.hls.tags import KeyTag
from playhead.presentation import Protection
from playhead_drm import as_playready_pssh, facts_of

__all__ = ["protections_of"]

_IDENTITY = "identity"
_PLAYREADY = "com.microsoft.playready"
_MAX_INIT_DATA = 64 * 1024


def protections_of(keys: tuple[KeyTag, ...], base: str) -> tuple[Protection, ...]:
    """Return the protections of what these keys cover; any one of them opens it.

    Args:
        keys: In force at one place.
        base: The playlist's address.
    """
    return tuple(_protection(key, base) for key in keys if not key.is_none)


def _protection(key: KeyTag, base: str) -> Protection:
    found = _data_of(key.uri) if key.key_format != _IDENTITY else None
    if found is not None and key.key_format.lower() == _PLAYREADY:
        found = as_playready_pssh(found)
    init_data = () if found is None else (found,)
    facts = facts_of(init_data)
    named = (key.key_id,) if key.key_id else tuple(key_id.hex() for key_id in facts.key_ids)
    address = facts.licence_url or _key_address(key, base)
    return Protection(key.method, key.key_format, address, key.iv, named, init_data)


def _key_address(key: KeyTag, base: str) -> str | None:
    if key.uri is None or key.key_format != _IDENTITY or key.uri.startswith("data:"):
        return key.uri
    try:
        return resolve(base, key.uri)
    except RefusedAddressError:
        return None


def _data_of(uri: str | None) -> bytes | None:
    """Return the payload of a `data:` URI (RFC 2397); None if it is none or unreadable."""
    if uri is None or uri[:5].lower() != "data:":
        return None
    head, comma, payload = uri[5:].partition(",")
    if not comma or len(payload) > 2 * _MAX_INIT_DATA:
        return None
    raw = unquote_to_bytes(payload)
    if head.lower().rstrip().endswith(";base64"):
        try:
            raw = b64decode(raw + b"=" * (-len(raw) % 4), validate=True)
        except (binascii.Error, ValueError):
            return None
    return raw if len(raw) <= _MAX_INIT_DATA else None
