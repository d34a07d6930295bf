"""Write a film's protection into its playlists (RFC 8216 §4.3.2.4) and its MPD (ISO/IEC 23001-7 §11.2)."""

import base64
import uuid
from collections.abc import Callable
from xml.dom import minidom

from playhead_app.demo.protection.encryption import ContentKey, Scheme
from playhead_drm import build_pssh

__all__ = ["KeyLine", "common_pssh", "key_attributes", "protected_manifest", "protected_master"]
__all__ += ["protected_playlist"]

KeyLine = Callable[[int], str | None]
"""From a segment's place in its playlist to the EXT-X-KEY that begins there; None where nothing changes."""

# W3C's common system: initialization data that only names keys (EME "cenc" format, §4).
_COMMON_SYSTEM = uuid.UUID("1077efec-c0b2-4d02-ace3-3c1e52e2fb4b")
_METHODS = {"cenc": "SAMPLE-AES-CTR", "cbcs": "SAMPLE-AES"}
# What of an AdaptationSet comes after its ContentProtection (ISO/IEC 23009-1 §5.3.3.3).
_LATER = frozenset({"Label", "Role", "BaseURL", "SegmentBase", "SegmentTemplate", "Representation"})


def common_pssh(*keys: ContentKey) -> bytes:
    """Return a `pssh` box that names the keys."""
    return build_pssh(_COMMON_SYSTEM.bytes, tuple(key.key_id for key in keys))


def key_attributes(scheme: Scheme, key: ContentKey) -> str:
    """Return the attributes of an EXT-X-KEY or EXT-X-SESSION-KEY for Common Encryption."""
    data = base64.b64encode(common_pssh(key)).decode()
    return (
        f'METHOD={_METHODS[scheme]},URI="data:text/plain;base64,{data}",KEYID=0x{key.key_id.hex()},'
        f'KEYFORMAT="urn:uuid:{_COMMON_SYSTEM}",KEYFORMATVERSIONS="1"'
    )


def protected_master(text: str, scheme: Scheme, keys: list[ContentKey]) -> str:
    """Return a multivariant playlist that names the keys in advance (§4.3.4.5)."""
    head, line_end, rest = text.partition("\n")
    lines = "".join(f"#EXT-X-SESSION-KEY:{key_attributes(scheme, key)}\n" for key in keys)
    return head + line_end + lines + rest


def protected_playlist(text: str, key_line: KeyLine) -> str:
    """Return a media playlist with its keys."""
    lines: list[str] = []
    segment = 0
    for line in text.splitlines():
        if line.startswith("#EXTINF"):
            if (key := key_line(segment)) is not None:
                lines.append(f"#EXT-X-KEY:{key}")
            segment += 1
        lines.append(line)
    return "\n".join([*lines, ""])


def protected_manifest(text: bytes, scheme: Scheme, key_of: Callable[[str], ContentKey]) -> bytes:
    """Return an MPD whose pictures and sounds say how they are protected.

    Args:
        key_of: Gives the key of `video` and `audio`.
    """
    document = minidom.parseString(text)
    document.getElementsByTagName("MPD")[0].setAttribute("xmlns:cenc", "urn:mpeg:cenc:2013")
    for group in document.getElementsByTagName("AdaptationSet"):
        kind = group.getAttribute("contentType")
        if kind not in ("video", "audio"):
            continue
        key = key_of(kind)
        later = next(each for each in group.childNodes if each.nodeName in _LATER)
        for element in (_common(document, scheme, key), _system(document, key)):
            group.insertBefore(element, later)
    return document.toxml(encoding="utf-8")


def _common(document: minidom.Document, scheme: Scheme, key: ContentKey) -> minidom.Element:
    element = document.createElement("ContentProtection")
    element.setAttribute("schemeIdUri", "urn:mpeg:dash:mp4protection:2011")
    element.setAttribute("value", scheme)
    element.setAttribute("cenc:default_KID", str(uuid.UUID(bytes=key.key_id)))
    return element


def _system(document: minidom.Document, key: ContentKey) -> minidom.Element:
    element = document.createElement("ContentProtection")
    element.setAttribute("schemeIdUri", f"urn:uuid:{_COMMON_SYSTEM}")
    pssh = document.createElement("cenc:pssh")
    pssh.appendChild(document.createTextNode(base64.b64encode(common_pssh(key)).decode()))
    element.appendChild(pssh)
    return element
