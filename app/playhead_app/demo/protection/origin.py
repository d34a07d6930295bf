"""Serve a film under a title's protection: manifests rewritten, segments encrypted when they are asked for.

Nothing is stored. A segment of two seconds takes a few milliseconds, and a title is there as soon as its film
is, so the first film takes no longer to make.
"""

import asyncio
import re
from pathlib import Path, PurePosixPath

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from playhead_app.demo.catalogue.content import read_titles
from playhead_app.demo.origin import MediaOrigin, content_type
from playhead_app.demo.protection.encryption import (
    TrackCipher,
    protected_init,
    protected_segment,
)
from playhead_app.demo.protection.keys import AES_128, PROTECTED_TITLES, KeyChest, TitleProtection
from playhead_app.demo.protection.manifests import (
    key_attributes,
    protected_manifest,
    protected_master,
    protected_playlist,
)

__all__ = ["ProtectedOrigin", "sealed"]

_NUMBERED = re.compile(r"(\d{5})\.(?:m4s|ts)")
_CLEAR = frozenset({".jpg", ".vtt"})
_BLOCK_BITS = 128


class ProtectedOrigin:
    """Answers `/protected/{title}/{path}`, path being one of the title's film.

    Args:
        media: Where the clear film comes from.
        chest: The keys.
    """

    def __init__(self, media: MediaOrigin, chest: KeyChest) -> None:
        self._media = media
        self._chest = chest
        self._films = {title.id: title.film for title in read_titles() if title.id in PROTECTED_TITLES}

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [Route("/protected/{title}/{path:path}", self._serve, methods=["GET"])]

    async def _serve(self, request: Request) -> Response:
        title, place = request.path_params["title"], request.path_params["path"]
        if title not in self._films:
            raise HTTPException(404)
        path = self._media.find(self._films[title], place)
        body = await asyncio.to_thread(self._protected, title, PurePosixPath(place), path)
        return await self._media.answer(body, content_type(path))

    def _protected(self, title: str, place: PurePosixPath, path: Path) -> bytes:
        body, how = path.read_bytes(), PROTECTED_TITLES[title]
        is_thumbnail = place.parts[0] == "thumbnails"
        if path.suffix in _CLEAR or is_thumbnail:
            return body
        if path.suffix == ".mpd":
            return protected_manifest(body, how.scheme, lambda kind: self._chest.key(title, kind, 0))
        kind = place.parts[0]
        if path.suffix == ".m3u8":
            return self._playlist(title, how, kind if len(place.parts) > 1 else "", body.decode()).encode()
        first = self._chest.key(title, kind, 0)
        number = _NUMBERED.fullmatch(place.name)
        if number is None:
            return protected_init(body, TrackCipher(how.scheme, kind == "video", first, first))
        segment = int(number[1]) - 1
        key = self._chest.key(title, kind, how.turn_of(segment))
        if how.scheme == AES_128:
            return sealed(body, key.key, key.iv)
        return protected_segment(body, TrackCipher(how.scheme, kind == "video", first, key), segment)

    def _playlist(self, title: str, how: TitleProtection, kind: str, text: str) -> str:
        if not kind:
            if how.scheme == AES_128:
                return text
            keys = [self._chest.key(title, each, 0) for each in ("video", "audio")]
            return protected_master(text, how.scheme, keys)

        def key_line(segment: int) -> str | None:
            turn = how.turn_of(segment)
            if segment and turn == how.turn_of(segment - 1):
                return None
            key = self._chest.key(title, kind, turn)
            if how.scheme != AES_128:
                return key_attributes(how.scheme, key)
            return f'METHOD=AES-128,URI="/licence/{title}/key/{kind}/{turn}",IV=0x{key.iv.hex()}'

        return protected_playlist(text, key_line)


def sealed(body: bytes, key: bytes, iv: bytes) -> bytes:
    """Return a whole segment encrypted as RFC 8216 §5.2 has it: AES-128-CBC with PKCS #7 padding."""
    padder = PKCS7(_BLOCK_BITS).padder()
    padded = padder.update(body) + padder.finalize()
    return Cipher(AES(key), CBC(iv)).encryptor().update(padded)
