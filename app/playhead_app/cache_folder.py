"""Where the app keeps what it can have again."""

import os
from pathlib import Path

from platformdirs import user_cache_path

__all__ = ["cache_folder"]


def cache_folder() -> Path:
    """Return the app's cache folder: the user's own, or what `PLAYHEAD_CACHE_DIR` says."""
    override = os.environ.get("PLAYHEAD_CACHE_DIR")
    return Path(override) if override else user_cache_path("playhead", appauthor=False)
