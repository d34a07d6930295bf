"""Serve artwork over HTTP: drawn when first asked for, kept on disk, unchanged for ever."""

import asyncio
import re
from pathlib import Path
from typing import Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from playhead_app.demo.artwork.atelier import PaintingFailedError
from playhead_app.demo.artwork.version import ART_VERSION
from playhead_app.demo.catalogue.content import read_titles

__all__ = ["Gallery", "Painter"]

_NAME = re.compile(r"(poster|still|hero|title)-(\d{1,5})\.(jpg|png)")
# A wish gets the next of these widths, so that many similar wishes share one drawing.
_WIDTHS = {
    "poster": (120, 200, 300, 400, 600, 800, 1200),
    "still": (160, 320, 480, 640, 960, 1280, 1920),
    "hero": (640, 960, 1280, 1920, 2560),
    "title": (320, 480, 640, 800, 1200, 1600),
}
_ENDINGS = {"poster": "jpg", "still": "jpg", "hero": "jpg", "title": "png"}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Access-Control-Allow-Origin": "*"}


class Painter(Protocol):
    """Draws pictures into files."""

    async def paint(self, subject: str, kind: str, width: int, path: Path) -> None:
        """Draw one picture; raises `PaintingFailedError`."""
        ...


class Gallery:
    """The pictures of the catalogue.

    Args:
        root: The demo's cache folder.
        painter: Who draws.
    """

    def __init__(self, root: Path, painter: Painter) -> None:
        self._folder = root / "artwork" / str(ART_VERSION)
        self._painter = painter
        self._subjects = frozenset(_subject_names())
        self._being_drawn: dict[Path, asyncio.Future[None]] = {}

    def routes(self) -> list[Route]:
        """Return the route `/artwork/{version}/{subject}/{kind}-{width}.{ending}`."""
        return [Route("/artwork/{version:int}/{subject}/{name}", self._serve, methods=["GET", "HEAD"])]

    async def _serve(self, request: Request) -> Response:
        match = _NAME.fullmatch(request.path_params["name"])
        subject = request.path_params["subject"]
        if request.path_params["version"] != ART_VERSION or subject not in self._subjects or match is None:
            raise HTTPException(404)
        kind, ending = match[1], match[3]
        if ending != _ENDINGS[kind]:
            raise HTTPException(404)
        width = next((one for one in _WIDTHS[kind] if one >= int(match[2])), _WIDTHS[kind][-1])
        path = self._folder / subject / f"{kind}-{width}.{ending}"
        if not path.is_file():
            try:
                await self._draw(subject, kind, width, path)
            except PaintingFailedError as error:
                raise HTTPException(503, str(error)) from error
        return FileResponse(path, headers=_FOR_EVER)

    async def _draw(self, subject: str, kind: str, width: int, path: Path) -> None:
        drawing = self._being_drawn.get(path)
        if drawing is None:
            drawing = asyncio.ensure_future(self._painter.paint(subject, kind, width, path))
            self._being_drawn[path] = drawing
            drawing.add_done_callback(lambda _: self._being_drawn.pop(path, None))
        # A viewer who scrolls on must not take the picture away from the next one who waits for it.
        await asyncio.shield(drawing)


def _subject_names() -> list[str]:
    names = [title.id for title in read_titles()]
    for title in read_titles():
        for season, one in enumerate(title.seasons, 1):
            names += [f"{title.id}.s{season}e{number}" for number in range(1, len(one.episodes) + 1)]
    return names
