"""Serve a folder on the simulated network."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["folder_origin"]


def folder_origin(folder: Path, base_url: str = "https://files.example") -> Callable[[str], bytes | None]:
    """Return an origin that answers URLs under `base_url` with a folder's files, and nothing outside it."""
    root = folder.resolve()
    base = urlsplit(base_url)

    def serve(url: str) -> bytes | None:
        parts = urlsplit(url)
        prefix = base.path.rstrip("/") + "/"
        if parts[:2] != base[:2] or not parts.path.startswith(prefix):
            return None
        path = (root / unquote(parts.path.removeprefix(prefix))).resolve()
        return path.read_bytes() if path.is_relative_to(root) and path.is_file() else None

    return serve
