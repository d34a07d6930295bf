"""PlayReady headers: which keys a film needs and where its licences are, told in the clear.

Microsoft, *PlayReady Header Specification*: an object of records, one of which is XML in UTF-16. Only what
every player may know is read here; licences are for a PlayReady CDM.
"""

import binascii
from base64 import b64decode
from dataclasses import dataclass, field
from struct import Struct

from playhead_drm.errors import InitDataError
from playhead_drm.xml_documents import children, name_of, parse_xml

__all__ = ["PlayReadyHeader", "parse_playready", "swap_key_id"]

_WHAT = "PlayReady header"
_OBJECT = Struct("<IH")
_RECORD = Struct("<HH")
_HEADER_RECORD = 1
_KEY_ID_BYTES = 16
_MOST_KEY_IDS = 1024


@dataclass(frozen=True, slots=True)
class PlayReadyHeader:
    """What a header tells.

    Attributes:
        version: `4.0.0.0` and later.
        key_ids: In the standard's byte order, not PlayReady's.
        licence_url: LA_URL; None if there is none over http or https.
    """

    version: str
    key_ids: tuple[bytes, ...]
    licence_url: str | None = field(default=None, repr=False)


def swap_key_id(key_id: bytes) -> bytes:
    """Turn a key id from PlayReady's byte order to the standard's, or back.

    PlayReady stores a GUID as Windows does: its first three fields with the lowest byte first.
    """
    assert len(key_id) == _KEY_ID_BYTES
    return key_id[3::-1] + key_id[5:3:-1] + key_id[7:5:-1] + key_id[8:]


def parse_playready(data: bytes) -> PlayReadyHeader:
    """Read a PlayReady object, as a `pssh` box, `mspr:pro` or EXT-X-KEY holds it.

    Raises:
        InitDataError: If it is broken, or holds no header.
    """
    root = parse_xml(_header_text(data), _WHAT)
    if name_of(root) != "WRMHEADER":
        raise InitDataError(_WHAT, "the XML is no WRMHEADER")
    key_ids: dict[bytes, None] = {}
    for node in children(root, "KID")[:_MOST_KEY_IDS]:
        key_ids[_key_id(node.get("VALUE") or node.text or "", node.sourceline)] = None
    urls = [(node.text or "").strip() for node in children(root, "LA_URL")]
    url = next((each for each in urls if each.lower().startswith(("https://", "http://"))), None)
    return PlayReadyHeader(root.get("version") or "", tuple(key_ids), url)


def _header_text(data: bytes) -> bytes:
    if len(data) < _OBJECT.size:
        raise InitDataError(_WHAT, "it ends too early", byte_offset=0)
    size, count = _OBJECT.unpack_from(data)
    if size > len(data):
        raise InitDataError(_WHAT, f"{size} bytes are announced, and {len(data)} are there", byte_offset=0)
    at = _OBJECT.size
    for _ in range(count):
        if at + _RECORD.size > size:
            raise InitDataError(_WHAT, "a record ends too early", byte_offset=at)
        kind, length = _RECORD.unpack_from(data, at)
        at += _RECORD.size
        if at + length > size:
            raise InitDataError(_WHAT, f"a record of {length} bytes does not fit", byte_offset=at)
        if kind == _HEADER_RECORD:
            try:
                return data[at : at + length].decode("utf-16-le").lstrip("\ufeff").encode()
            except UnicodeError:
                raise InitDataError(_WHAT, "the header is no UTF-16", byte_offset=at) from None
        at += length
    raise InitDataError(_WHAT, "it holds no header record", byte_offset=at)


def _key_id(text: str, line: int | None) -> bytes:
    try:
        raw = b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != _KEY_ID_BYTES:
        raise InitDataError(_WHAT, "a KID is no base64 of sixteen bytes", line=line)
    return swap_key_id(raw)
