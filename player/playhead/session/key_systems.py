"""Which CDM opens a protection, and with which initialization data.

The first CDM that the manifest names wins, so an embedder's order is the order of preference. Clear Key needs
no naming where somebody gave keys or a licence server: the key ids are enough for it.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from playhead.licence import LicenceSource
from playhead.presentation import Protection
from playhead_drm import Cdm, CdmCapabilities, InitDataType

__all__ = ["Opening", "choose_opening", "key_ids_of", "key_ids_request"]

_CLEAR_KEY = "org.w3.clearkey"
_SYSTEM_ID = slice(12, 28)  # ISO/IEC 23001-7 §8.1: after size, type, version and flags


@dataclass(frozen=True, slots=True)
class Opening:
    """What to ask which CDM.

    Attributes:
        key_ids: What it is about, as far as anybody says; openings of equal init data are the same.
        url: Where the manifest says that the licence is to be had.
    """

    cdm: Cdm = field(compare=False)
    key_system: str
    init_data_type: InitDataType
    init_data: bytes = field(repr=False)
    key_ids: frozenset[bytes] = field(compare=False)
    url: str | None = field(compare=False, repr=False)


def choose_opening(
    cdms: Sequence[Cdm], protections: Sequence[Protection], key_id: bytes, source: LicenceSource
) -> Opening | None:
    """Return how to get a key; None if no CDM opens any of the protections.

    Args:
        cdms: In order of preference.
        protections: Any one of them opens the media.
        key_id: Of the key that is needed; empty if the media hasn't said yet.
        source: What the title was loaded with.
    """
    for cdm in cdms:
        for protection in protections:
            opening = _opening(cdm, protection, key_id)
            if opening is not None:
                return opening
    if source.url is None and not source.keys:
        return None
    named = key_ids_of(protections)
    ids = named if not key_id or key_id in named else frozenset({key_id})
    clear = next((cdm for cdm in cdms if cdm.capabilities.key_system == _CLEAR_KEY), None)
    return _by_key_ids(clear, ids, None) if clear is not None and ids else None


def key_ids_of(protections: Iterable[Protection]) -> frozenset[bytes]:
    """Return the keys that the manifest names."""
    return frozenset(bytes.fromhex(each) for protection in protections for each in protection.key_ids)


def key_ids_request(key_ids: Iterable[bytes]) -> bytes:
    """Return initialization data of the format `keyids` (EME Initialization Data Format Registry)."""
    names = [urlsafe_b64encode(each).decode().rstrip("=") for each in sorted(key_ids)]
    return json.dumps({"kids": names}).encode()


def _opening(cdm: Cdm, protection: Protection, key_id: bytes) -> Opening | None:
    can = cdm.capabilities
    boxes = [data for data in protection.init_data if data[_SYSTEM_ID] in can.system_ids]
    if not boxes and protection.key_system.lower() not in can.key_formats:
        return None
    named = key_ids_of((protection,))
    ids = named if not key_id or key_id in named else frozenset({key_id})
    url = protection.key_uri if _is_http(protection.key_uri) else None
    if ids and InitDataType.KEYIDS in can.init_data_types:
        return _by_key_ids(cdm, ids, url)
    if boxes and InitDataType.CENC in can.init_data_types:
        return _asking(cdm, InitDataType.CENC, b"".join(boxes), ids, url)
    if protection.key_uri is not None and url is None and InitDataType.SKD in can.init_data_types:
        return _asking(cdm, InitDataType.SKD, protection.key_uri.encode(), ids, None)
    return None


def _by_key_ids(cdm: Cdm, key_ids: frozenset[bytes], url: str | None) -> Opening:
    return _asking(cdm, InitDataType.KEYIDS, key_ids_request(key_ids), key_ids, url)


def _asking(cdm: Cdm, kind: InitDataType, data: bytes, key_ids: frozenset[bytes], url: str | None) -> Opening:
    capabilities: CdmCapabilities = cdm.capabilities
    return Opening(cdm, capabilities.key_system, kind, data, key_ids, url)


def _is_http(url: str | None) -> bool:
    return url is not None and url[:7].lower() in ("http://", "https:/")
