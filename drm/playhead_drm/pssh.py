"""`pssh` boxes: what a key system put into a film for its own CDM (ISO/IEC 23001-7 §8.1).

Version 0 holds nothing but the key system's own bytes; version 1 names the keys before them, for everybody.
"""

from dataclasses import dataclass, field
from struct import Struct

from playhead_drm.errors import InitDataError

__all__ = [
    "CLEAR_KEY_SYSTEM",
    "FAIRPLAY_SYSTEM",
    "PLAYREADY_SYSTEM",
    "WIDEVINE_SYSTEM",
    "PsshBox",
    "build_pssh",
    "parse_pssh",
]

CLEAR_KEY_SYSTEM = bytes.fromhex("1077efecc0b24d02ace33c1e52e2fb4b")
FAIRPLAY_SYSTEM = bytes.fromhex("94ce86fb07ff4f43adb893d2fa968ca2")
PLAYREADY_SYSTEM = bytes.fromhex("9a04f07998404286ab92e65be0885f95")
WIDEVINE_SYSTEM = bytes.fromhex("edef8ba979d64acea3c827dcd51d21ed")

_ID_BYTES = 16
_HEAD = Struct(">I4sI16s")
_COUNT = Struct(">I")
_MOST_BOXES = 64
_MOST_KEY_IDS = 1024


@dataclass(frozen=True, slots=True)
class PsshBox:
    """One box.

    Attributes:
        system_id: Sixteen bytes; whose box it is.
        key_ids: Sixteen bytes each; empty in version 0.
        data: The key system's own.
    """

    system_id: bytes
    key_ids: tuple[bytes, ...] = ()
    data: bytes = field(default=b"", repr=False)


def parse_pssh(data: bytes) -> tuple[PsshBox, ...]:
    """Read boxes that stand one after another.

    Raises:
        InitDataError: If one is no `pssh` box, of a version beyond 1, or doesn't hold what it says; or there
            are absurdly many.
    """
    found: list[PsshBox] = []
    at = 0
    while at < len(data):
        if len(found) == _MOST_BOXES:
            raise _error(f"more than {_MOST_BOXES} boxes", at)
        box, at = _read(data, at)
        found.append(box)
    return tuple(found)


def _read(data: bytes, start: int) -> tuple[PsshBox, int]:
    if start + _HEAD.size > len(data):
        raise _error("the box ends too early", start)
    size, kind, version_and_flags, system_id = _HEAD.unpack_from(data, start)
    end = start + size
    if kind != b"pssh":
        raise _error("this is no pssh box", start)
    if not _HEAD.size <= size <= len(data) - start:
        raise _error(f"a box of {size} bytes does not fit its place", start)
    version = version_and_flags >> 24
    if version > 1:
        raise _error(f"version {version} is not known", start)
    at = start + _HEAD.size
    key_ids: tuple[bytes, ...] = ()
    if version:
        count, at = _number(data, at, end)
        if count > _MOST_KEY_IDS or at + count * _ID_BYTES > end:
            raise _error(f"{count} key ids do not fit the box", at)
        key_ids = tuple(
            data[place : place + _ID_BYTES] for place in range(at, at + count * _ID_BYTES, _ID_BYTES)
        )
        at += count * _ID_BYTES
    length, at = _number(data, at, end)
    if at + length > end:
        raise _error(f"{length} bytes of data do not fit the box", at)
    return PsshBox(system_id, key_ids, data[at : at + length]), end


def _number(data: bytes, at: int, end: int) -> tuple[int, int]:
    if at + _COUNT.size > end:
        raise _error("the box ends too early", at)
    return _COUNT.unpack_from(data, at)[0], at + _COUNT.size


def build_pssh(system_id: bytes, key_ids: tuple[bytes, ...] = (), data: bytes = b"") -> bytes:
    """Return a box: of version 1 if there are key ids, of version 0 otherwise."""
    assert len(system_id) == _ID_BYTES
    assert all(len(key_id) == _ID_BYTES for key_id in key_ids)
    named = _COUNT.pack(len(key_ids)) + b"".join(key_ids) if key_ids else b""
    size = _HEAD.size + len(named) + _COUNT.size + len(data)
    head = _HEAD.pack(size, b"pssh", 1 << 24 if key_ids else 0, system_id)
    return head + named + _COUNT.pack(len(data)) + data


def _error(reason: str, at: int) -> InitDataError:
    return InitDataError("pssh", reason, byte_offset=at)
