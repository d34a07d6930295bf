"""Serve the packaged films over HTTP: ranges, types, validators, and a link that can be made slow.

Only files of published films are served, and only by their own names: an address that leaves its film's
folder, by `..`, by a link or by an absolute path, doesn't exist.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from playhead_app.demo.network_shape import NetworkLink, NetworkShape, ShapeStep, parse_schedule
from playhead_app.demo.studio.progress import film_folder

__all__ = ["MediaOrigin", "content_type"]

_TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".mpd": "application/dash+xml",
    ".mp4": "video/mp4",
    ".m4s": "video/mp4",
    ".ts": "video/mp2t",
    ".jpg": "image/jpeg",
    ".vtt": "text/vtt",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}", re.IGNORECASE)
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Range, If-Range, If-None-Match",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Expose-Headers": "Content-Length, Content-Range, ETag",
}


@dataclass(frozen=True, slots=True)
class _Body:
    """What to send of a file: `size_bytes` from `start`."""

    path: Path
    start: int
    size_bytes: int


class MediaOrigin:
    """The demo's media server.

    Args:
        root: The demo's cache folder.
        link: What the bytes go through.
    """

    def __init__(self, root: Path, link: NetworkLink) -> None:
        self._root = root
        self._link = link

    def routes(self) -> list[Route]:
        """Return the routes: `/media/{film}/{path}` and `/control/network`."""
        return [
            Route("/media/{film}/{path:path}", self._serve, methods=["GET", "HEAD", "OPTIONS"]),
            Route("/control/network", self._show_network, methods=["GET"]),
            Route("/control/network", self._change_network, methods=["PUT"]),
        ]

    async def _serve(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_CORS)
        path = self.find(request.path_params["film"], request.path_params["path"])
        await self._link.greet()
        status = await asyncio.to_thread(path.stat)
        size, tag = status.st_size, f'"{status.st_size:x}-{status.st_mtime_ns:x}"'
        headers = {**_CORS, "ETag": tag, "Accept-Ranges": "bytes", "Cache-Control": "no-cache"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        span = _requested_range(request, size, tag)
        start, end = span or (0, size - 1)
        headers |= {"Content-Length": str(end - start + 1), "Content-Type": _TYPES[path.suffix]}
        if span:
            headers["Content-Range"] = f"bytes {start}-{end}/{size}"
        code = 206 if span else 200
        if request.method == "HEAD":
            return Response(status_code=code, headers=headers)
        return StreamingResponse(self._send(_Body(path, start, end - start + 1)), code, headers)

    def find(self, film: str, path: str) -> Path:
        """Return the file of a published film.

        Raises:
            HTTPException: 404, if there is none of that name.
        """
        names = [film, *path.split("/")]
        if not all(_NAME.fullmatch(name) for name in names) or Path(path).suffix not in _TYPES:
            raise HTTPException(404)
        folder = film_folder(self._root, film).resolve()
        target = folder.joinpath(*names[1:]).resolve()
        if not target.is_relative_to(folder) or not target.is_file():
            raise HTTPException(404)
        return target

    async def answer(self, body: bytes, media_type: str) -> Response:
        """Return a response whose body goes through the same link as the films' own files."""
        await self._link.greet()

        async def send() -> AsyncIterator[bytes]:
            size = self._link.chunk_bytes()
            for start in range(0, len(body), size):
                piece = body[start : start + size]
                await self._link.carry(len(piece))
                yield piece

        headers = {**_CORS, "Content-Length": str(len(body)), "Content-Type": media_type}
        return StreamingResponse(send(), 200, headers | {"Cache-Control": "no-store"})

    async def _send(self, body: _Body) -> AsyncIterator[bytes]:
        left = body.size_bytes
        with await asyncio.to_thread(body.path.open, "rb") as file:
            await asyncio.to_thread(file.seek, body.start)
            while left > 0:
                chunk = await asyncio.to_thread(file.read, min(self._link.chunk_bytes(), left))
                if not chunk:
                    return
                await self._link.carry(len(chunk))
                left -= len(chunk)
                yield chunk

    async def _show_network(self, request: Request) -> Response:
        return JSONResponse(_as_json(self._link.shape))

    async def _change_network(self, request: Request) -> Response:
        try:
            shape = _shape_of(await request.json())
        except (ValueError, TypeError, KeyError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        self._link.change(shape)
        return JSONResponse(_as_json(shape))


def content_type(path: Path) -> str:
    """Return the media type of a film's file."""
    return _TYPES[path.suffix]


def _requested_range(request: Request, size: int, tag: str) -> tuple[int, int] | None:
    """Return the first and last byte that are asked for (RFC 9110 §14.1.2); None for the whole file."""
    header = request.headers.get("range")
    if header is None or request.headers.get("if-range", tag) != tag:
        return None
    match = _RANGE.fullmatch(header)
    if match is None or match[1] == match[2] == "":
        # Another unit, or several ranges: a server may ignore what it doesn't support (§14.2).
        return None
    if match[1] == "":
        start, end = max(0, size - int(match[2])), size - 1
        is_possible = int(match[2]) > 0
    else:
        start = int(match[1])
        end = min(int(match[2]), size - 1) if match[2] else size - 1
        is_possible = start < size
    if not is_possible or start > end:
        raise HTTPException(416, headers={**_CORS, "Content-Range": f"bytes */{size}"})
    return start, end


def _as_json(shape: NetworkShape) -> dict[str, object]:
    steps = [{"kbps": step.kbps, "for_s": step.for_s} for step in shape.steps]
    return {"steps": steps, "latency_ms": shape.latency_ms}


def _shape_of(wish: object) -> NetworkShape:
    """Return the shape of a JSON body: `shape_kbps`, `schedule` as text, or `steps`; and `latency_ms`."""
    fields = _fields(wish)
    latency_ms = _number(fields.get("latency_ms", 0))
    steps = (ShapeStep(None),)
    if isinstance(schedule := fields.get("schedule"), str):
        steps = parse_schedule(schedule)
    elif (kbps := fields.get("shape_kbps")) is not None:
        steps = (ShapeStep(int(_number(kbps))),)
    elif isinstance(given := fields.get("steps"), list):
        steps = tuple(_step_of(step) for step in cast("list[object]", given))
    return NetworkShape(steps, int(latency_ms))


def _step_of(step: object) -> ShapeStep:
    fields = _fields(step)
    kbps, for_s = fields.get("kbps"), fields.get("for_s")
    return ShapeStep(
        None if kbps is None else int(_number(kbps)), None if for_s is None else float(_number(for_s))
    )


def _fields(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError("an object is needed")
    return cast("dict[str, object]", value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
        raise ValueError(f"{str(value)[:40]!r} is no number")
    return value
