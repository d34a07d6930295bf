"""ContentProtection descriptors to `Protection` (ISO/IEC 23009-1 §5.8.4.1, ISO/IEC 23001-7 §11)."""

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from playhead.dash.document.descriptors import ContentProtection
from playhead.dash.document.element import Element
from playhead.dash.faults import Notes
from playhead.dash.schemes import MP4_PROTECTION
from playhead.dash.segment_encryption import SEGMENT_ENCRYPTION, read_segment_encryption
from playhead.presentation import Protection
from playhead_drm import as_playready_pssh, facts_of

__all__ = ["ProtectionReader"]

_CENC = "urn:mpeg:cenc:2013"
_PLAYREADY = "urn:microsoft:playready"
_PLAYREADY_SCHEME = "urn:uuid:9a04f079-9840-4286-ab92-e65be0885f95"
_MAX_INIT_DATA_BYTES = 1024 * 1024
_KEY_ID = re.compile(r"[0-9a-f]{32}")
_SCHEMES = frozenset({"cenc", "cens", "cbc1", "cbcs"})


class ProtectionReader:
    """Reads the descriptors of one document, following @ref to the one that it stands for.

    Args:
        declared: All descriptors of the document that others may refer to.
    """

    def __init__(self, declared: Sequence[ContentProtection], notes: Notes) -> None:
        self._by_id = {each.ref_id: each for each in declared if each.ref_id}
        self._notes = notes

    def read(self, descriptors: Sequence[ContentProtection], base_url: str) -> tuple[Protection, ...]:
        """Return one `Protection` for each key system; one for plain Common Encryption if none is named.

        Args:
            descriptors: Those of the representation first, then its set's: the inner one of a scheme counts.
            base_url: Of the representation.
        """
        by_scheme: dict[str, ContentProtection] = {}
        for each in map(self._followed, descriptors):
            if each.scheme:
                by_scheme.setdefault(each.scheme.lower(), each)
        sealed = by_scheme.pop(SEGMENT_ENCRYPTION, None)
        if sealed:
            return (read_segment_encryption(sealed.element, base_url, self._notes),)
        common = next((each for scheme, each in by_scheme.items() if scheme in MP4_PROTECTION), None)
        scheme = common.value.lower() if common else ""
        scheme = scheme if scheme in _SCHEMES else ""
        shared_key_ids = self._key_ids(common) if common else ()
        systems = tuple(
            self._system(name, each, scheme or name, shared_key_ids)
            for name, each in by_scheme.items()
            if name not in MP4_PROTECTION
        )
        if systems or common is None:
            return systems
        return (
            Protection(
                scheme=scheme or MP4_PROTECTION[0],
                key_system=MP4_PROTECTION[0],
                key_ids=shared_key_ids,
                init_data=tuple(self._init_data("", common.element)),
            ),
        )

    def _system(
        self, name: str, descriptor: ContentProtection, scheme: str, shared_key_ids: tuple[str, ...]
    ) -> Protection:
        init_data = tuple(self._init_data(name, descriptor.element))
        facts = facts_of(init_data)
        named = tuple(key_id.hex() for key_id in facts.key_ids)
        return Protection(
            scheme=scheme,
            key_system=name,
            key_uri=_licence_url(descriptor.element) or facts.licence_url,
            key_ids=self._key_ids(descriptor) or shared_key_ids or named,
            init_data=init_data,
        )

    def _followed(self, descriptor: ContentProtection) -> ContentProtection:
        target = self._by_id.get(descriptor.ref) if descriptor.ref else None
        if target is None:
            return descriptor
        return replace(target, default_key_ids=descriptor.default_key_ids or target.default_key_ids, ref=None)

    def _key_ids(self, descriptor: ContentProtection) -> tuple[str, ...]:
        names = (name.lower().replace("-", "") for name in descriptor.default_key_ids)
        found = tuple(name for name in names if _KEY_ID.fullmatch(name))
        if len(found) != len(descriptor.default_key_ids):
            self._complain("bad-key-id", "cenc:default_KID is no UUID; it is left out", descriptor.element)
        return found

    def _init_data(self, scheme: str, element: Element) -> Iterator[bytes]:
        boxes = list(filter(None, (self._decoded(each) for each in element.all("pssh", _CENC))))
        yield from boxes
        if boxes or scheme != _PLAYREADY_SCHEME:
            return
        for each in element.all("pro", _PLAYREADY):
            header = self._decoded(each)
            if header:
                yield as_playready_pssh(header)

    def _decoded(self, element: Element) -> bytes | None:
        text = "".join(element.text.split())
        if len(text) <= _MAX_INIT_DATA_BYTES:
            try:
                return base64.b64decode(text, validate=True)
            except ValueError:
                pass
        self._complain(
            "bad-init-data", f"{element.name} is no base64 of a sensible size; it is left out", element
        )
        return None

    def _complain(self, code: str, message: str, element: Element) -> None:
        self._notes.add(code, message, line=element.line, tag=element.name)


def _licence_url(element: Element) -> str | None:
    """Return where a licence is to be had: dashif:Laurl, clearkey:Laurl or ms:laurl."""
    for child in element.children:
        if child.name.lower() == "laurl":
            url = child.text or child.attributes.get("licenseUrl")
            if url and url.lower().startswith(("https://", "http://")):
                return url
    return None
