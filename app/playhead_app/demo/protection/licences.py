"""The demo's licence server: Clear Key licences (W3C EME §9.1) and HLS key files, for whom it may concern."""

import base64
import binascii
import json
import logging
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from playhead_app.demo.protection.keys import PROTECTED_TITLES, KeyChest, TitleProtection
from playhead_app.demo.protection.tokens import TokenMint

__all__ = ["LicenceServer"]

_log = logging.getLogger(__name__)
_MOST_TURNS = 64
_MOST_KEYS = 256


class LicenceServer:
    """Answers `/licence/{title}` and `/licence/{title}/key/{kind}/{turn}`.

    Without a good token the answer is 401; for a title that the viewer has not got, 403.
    """

    def __init__(self, chest: KeyChest, mint: TokenMint) -> None:
        self._chest = chest
        self._mint = mint

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/licence/{title}", self._license, methods=["POST"]),
            Route("/licence/{title}/key/{kind}/{turn:int}", self._hand_over, methods=["GET"]),
        ]

    async def _license(self, request: Request) -> Response:
        title = request.path_params["title"]
        refusal, protection = self._examine(request, title)
        if refusal is not None or protection is None:
            return refusal or Response(status_code=404)
        try:
            wanted = _wanted_keys(await request.body())
        except ValueError:
            return _refused(400, "this is no ClearKey licence request")
        granted = [each for each in wanted if each in self._chest.key_ids(title, _MOST_TURNS)]
        if not granted:
            return _refused(404, "these keys are not this title's")
        licence: dict[str, Any] = {
            "keys": [
                {"kty": "oct", "kid": _encoded(each), "k": _encoded(self._chest.key_named(each))}
                for each in granted
            ],
            "type": "temporary",
        }
        if protection.licence_s is not None:
            licence["expires_in"] = protection.licence_s
        _log.info("licence for %s: %d keys", title, len(granted))
        return JSONResponse(licence, headers={"Cache-Control": "no-store"})

    async def _hand_over(self, request: Request) -> Response:
        fields = request.path_params
        refusal, _ = self._examine(request, fields["title"])
        if refusal is not None:
            return refusal
        if fields["kind"] not in ("video", "audio") or fields["turn"] >= _MOST_TURNS:
            return Response(status_code=404)
        key = self._chest.key(fields["title"], fields["kind"], fields["turn"]).key
        headers = {"Cache-Control": "no-store"}
        return Response(key, media_type="application/octet-stream", headers=headers)

    def _examine(self, request: Request, title: str) -> tuple[Response | None, TitleProtection | None]:
        """Return the refusal, or how the title is protected."""
        protection = PROTECTED_TITLES.get(title)
        if protection is None:
            return Response(status_code=404), None
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not self._mint.accepts(token.strip(), title):
            return _refused(401, "the token is missing, foreign or too old"), None
        if not protection.is_licensed:
            return _refused(403, "the viewer has no licence for this title"), None
        return None, protection


def _refused(status: int, why: str) -> Response:
    return JSONResponse({"error": why}, status_code=status)


def _wanted_keys(body: bytes) -> list[bytes]:
    """Return the names of the keys that a request asks for (§9.1.3).

    Raises:
        ValueError: It is none.
    """
    fields: object = json.loads(body)
    if not isinstance(fields, dict):
        raise ValueError("no object")
    names = cast("dict[str, object]", fields).get("kids")
    if not isinstance(names, list) or len(cast("list[object]", names)) > _MOST_KEYS:
        raise ValueError("no list of key ids")
    return [_decoded(str(name)) for name in cast("list[object]", names)]


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError("no base64url") from error
