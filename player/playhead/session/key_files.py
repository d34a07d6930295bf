"""HLS key files: a URL that answers with the bare key (RFC 8216 §5), fetched once for each title."""

import asyncio
from collections.abc import Mapping, Sequence
from hashlib import sha256

from playhead.errors import ErrorCode, Problem, ProtectionError, make_problem
from playhead.presentation import Protection
from playhead.session.licence_mail import LicenceMail
from playhead.session.licences import translated
from playhead_drm import DrmError, ManifestKey, ProtectedSample, Scheme

__all__ = ["KeyFiles", "is_key_file", "manifest_key_of"]

_IDENTITY = "identity"
_KEY_BYTES = frozenset({16, 32})


def is_key_file(protection: Protection) -> bool:
    """Tell whether the manifest says where the bare key is."""
    return protection.key_system.lower() == _IDENTITY and protection.key_uri is not None


class KeyFiles:
    """The key files of one title, and what they open."""

    def __init__(self, mail: LicenceMail) -> None:
        self._mail = mail
        self._keys: dict[str, bytes] = {}
        self._refusals: dict[str, Problem] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def open_body(self, body: bytes, protections: Sequence[Protection], number: int) -> bytes:
        """Return the body in the clear, or as it is if it isn't encrypted as a whole.

        Args:
            number: Media sequence number.

        Raises:
            ProtectionError: NO_KEY_SYSTEM, DECRYPT, or what fetching the key raises.
        """
        whole = [each for each in protections if _is_whole(each)]
        if not whole:
            return body
        protection = next(filter(is_key_file, whole), None)
        if protection is None or protection.key_uri is None:
            detail = f"{whole[0].scheme} with keys of {whole[0].key_system}"
            raise ProtectionError(make_problem(ErrorCode.DRM_NO_KEY_SYSTEM, detail))
        key = await self._key(protection.key_uri)
        try:
            return await asyncio.to_thread(_opened_body, protection, key, number, body)
        except DrmError as error:
            raise translated(error) from error

    async def open_samples(
        self, samples: Sequence[ProtectedSample], protection: Protection
    ) -> list[bytes | memoryview]:
        """Return samples in the clear, with the one key of the protection whatever the container calls it.

        Raises:
            ProtectionError: DECRYPT, or what fetching the key raises.
        """
        assert protection.key_uri is not None, "is_key_file said so"
        key = await self._key(protection.key_uri)
        names = {sample.protection.key_id for sample in samples}
        try:
            return await asyncio.to_thread(_opened_samples, samples, dict.fromkeys(names, key))
        except DrmError as error:
            raise translated(error) from error

    async def _key(self, url: str) -> bytes:
        async with self._asking.setdefault(url, asyncio.Lock()):
            if url in self._refusals:
                raise ProtectionError(self._refusals[url])
            key = self._keys.get(url)
            if key is not None:
                return key
            try:
                key = await self._mail.fetch_key(url)
            except ProtectionError as error:
                if error.problem.code is ErrorCode.DRM_LICENCE_REJECTED:
                    self._refusals[url] = error.problem
                raise
            if len(key) not in _KEY_BYTES:
                detail = f"a key file of {len(key)} bytes is none"
                raise ProtectionError(make_problem(ErrorCode.DRM_LICENCE_REQUEST, detail, url=url))
            self._keys[url] = key
            return key


# The ciphers are imported in the worker thread: most titles need none, and they take a tenth of a second.


def _opened_body(protection: Protection, key: bytes, number: int, body: bytes) -> bytes:
    from playhead_drm.whole_segment import decrypt_segment, iv_of_number

    return decrypt_segment(Scheme(protection.scheme), key, protection.iv or iv_of_number(number), body)


def _opened_samples(
    samples: Sequence[ProtectedSample], keys: Mapping[bytes, bytes]
) -> list[bytes | memoryview]:
    from playhead_drm.cenc import decrypt_samples

    return decrypt_samples(samples, keys)


def manifest_key_of(protections: Sequence[Protection], number: int) -> ManifestKey | None:
    """Return the key that a manifest puts over samples whose container names none (SAMPLE-AES).

    Args:
        number: Media sequence number, which is the IV where the manifest gives none (RFC 8216 §5.2).
    """
    protection = next((each for each in protections if each.scheme == Scheme.SAMPLE_AES), None)
    if protection is None:
        return None
    named = protection.key_ids[0] if protection.key_ids else ""
    # A key file has no name; its address stands in for one.
    key_id = bytes.fromhex(named) or sha256((protection.key_uri or "").encode()).digest()[:16]
    return ManifestKey(key_id, protection.iv or number.to_bytes(16, "big"))


def _is_whole(protection: Protection) -> bool:
    try:
        return Scheme(protection.scheme).is_whole_segment
    except ValueError:
        return False
