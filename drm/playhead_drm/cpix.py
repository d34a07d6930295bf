"""CPIX documents with plain keys: how packagers hand keys to a lab (DASH-IF CPIX 2.3).

For tests and labs: a document whose keys are encrypted for somebody is refused, because they are not for us.
"""

import binascii
from base64 import b64decode
from dataclasses import dataclass, field
from uuid import UUID

from playhead_drm.errors import InitDataError
from playhead_drm.xml_documents import XmlNode, children, name_of, parse_xml

__all__ = ["CpixDocument", "parse_cpix"]

_WHAT = "CPIX"
_KEY_SIZES = frozenset({16, 32})
_MOST_KEYS = 4096


@dataclass(frozen=True, slots=True)
class CpixDocument:
    """The keys of one document, and the boxes that go with them.

    Attributes:
        keys: By their sixteen-byte ids.
        schemes: By key id, where the document says (`cenc`, `cbcs`, …).
        init_data: `pssh` boxes by key id, one for each key system.
    """

    keys: dict[bytes, bytes] = field(repr=False)
    schemes: dict[bytes, str]
    init_data: dict[bytes, tuple[bytes, ...]]


def parse_cpix(data: bytes) -> CpixDocument:
    """Read a document.

    Raises:
        InitDataError: If it is no CPIX, something in it is malformed, or its keys are encrypted.
    """
    root = parse_xml(data, _WHAT)
    if name_of(root) != "CPIX":
        raise InitDataError(_WHAT, "the root is no CPIX element", line=root.sourceline)
    keys: dict[bytes, bytes] = {}
    schemes: dict[bytes, str] = {}
    for node in children(root, "ContentKey")[: _MOST_KEYS + 1]:
        if len(keys) == _MOST_KEYS:
            raise InitDataError(_WHAT, f"more than {_MOST_KEYS} keys", line=node.sourceline)
        key_id = _key_id(node)
        keys[key_id] = _key(node)
        scheme = node.get("commonEncryptionScheme")
        if scheme:
            schemes[key_id] = scheme
    boxes: dict[bytes, list[bytes]] = {}
    for node in children(root, "DRMSystem")[:_MOST_KEYS]:
        for box in children(node, "PSSH"):
            boxes.setdefault(_key_id(node), []).append(_decoded(box, "a PSSH"))
    return CpixDocument(keys, schemes, {key_id: tuple(each) for key_id, each in boxes.items()})


def _key_id(node: XmlNode) -> bytes:
    try:
        return UUID(node.get("kid") or "").bytes
    except ValueError:
        raise InitDataError(_WHAT, "a kid is no UUID", line=node.sourceline) from None


def _key(node: XmlNode) -> bytes:
    if children(node, "EncryptedValue"):
        raise InitDataError(_WHAT, "a key is encrypted for somebody else", line=node.sourceline)
    values = children(node, "PlainValue")
    if len(values) != 1:
        raise InitDataError(_WHAT, "a content key has not one plain value", line=node.sourceline)
    key = _decoded(values[0], "a key")
    if len(key) not in _KEY_SIZES:
        raise InitDataError(_WHAT, f"a key has {len(key)} bytes", line=values[0].sourceline)
    return key


def _decoded(node: XmlNode, what: str) -> bytes:
    try:
        return b64decode("".join((node.text or "").split()), validate=True)
    except (binascii.Error, ValueError):
        raise InitDataError(_WHAT, f"{what} is no base64", line=node.sourceline) from None
