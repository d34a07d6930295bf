"""Segments that are encrypted as one piece, initialization segments too (ISO/IEC 23009-4).

What DASH says about it comes to the same as HLS's EXT-X-KEY: a key file and an IV. Keys that change within
a period have several crypto periods; we open the first one's segments, and say so.
"""

import binascii
from collections.abc import Sequence
from dataclasses import replace

from playhead.dash.document.element import Element
from playhead.dash.faults import Notes
from playhead.dash.urls import resolve
from playhead.presentation import Protection
from playhead_drm import Scheme

__all__ = ["SEGMENT_ENCRYPTION", "is_sealed", "read_segment_encryption"]

SEGMENT_ENCRYPTION = "urn:mpeg:dash:sea:2012"

_NAMESPACE = "urn:mpeg:dash:schema:sea:2012"
_AES_128 = ("urn:mpeg:dash:sea:aes128-cbc:2013", "urn:mpeg:dash:sea:aes128-cbc:2012")
_KEY_FILE = "identity"
_IV_BYTES = 16


def is_sealed(protection: Sequence[Protection]) -> bool:
    """Return whether it covers whole segments, so that initialization segments are encrypted as well."""
    return any(each.key_system == _KEY_FILE for each in protection)


def read_segment_encryption(element: Element, base_url: str, notes: Notes) -> Protection:
    """Return what a ContentProtection descriptor of that scheme says.

    Args:
        element: The descriptor.
        base_url: Of the representation.
        notes: Gets what is odd: then the protection has no address, or another scheme than ours.

    Raises:
        ManifestError: If the key's address is none, or of a scheme that we don't open.
    """
    system = next(element.all("SegmentEncryption", _NAMESPACE), None)
    named = system.attributes.get("schemeIdUri", "") if system else ""
    scheme = Scheme.AES_128.value if not named or named.lower() in _AES_128 else named
    found = Protection(scheme, _KEY_FILE)
    periods = list(element.all("CryptoPeriod", _NAMESPACE))
    if not periods:
        notes.add("missing-element", "there is no CryptoPeriod", line=element.line, tag=element.name)
        return found
    period = periods[0]
    if len(periods) > 1:
        notes.add("crypto-periods", "only the first CryptoPeriod is used", line=period.line, tag=period.name)
    template = period.attributes.get("keyUriTemplate", "")
    if template and "$" not in template:
        found = replace(found, key_uri=resolve(base_url, template, line=period.line, tag=period.name))
    else:
        notes.add("key-address", "the key has no plain address", line=period.line, tag=period.name)
    return replace(found, iv=_iv(period, notes))


def _iv(period: Element, notes: Notes) -> bytes | None:
    text = period.attributes.get("IV")
    if text is None:
        return None
    try:
        iv = binascii.unhexlify(text.strip().lower().removeprefix("0x"))
    except ValueError:
        iv = b""
    if len(iv) == _IV_BYTES:
        return iv
    notes.add("bad-iv", "@IV is not sixteen bytes of hex; it is left out", line=period.line, tag=period.name)
    return None
