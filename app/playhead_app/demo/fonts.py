"""Find and load the bundled type."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

import playhead_app

__all__ = ["font_path", "load_font"]


def font_path(name: str) -> Path:
    """Return the file of a bundled font, such as `InterDisplay-Black`.

    An installed app carries `assets/` inside its package; a checkout has it beside the rooms.

    Raises:
        FileNotFoundError: There is no such font.
    """
    package = Path(playhead_app.__file__).parent
    for folder in (package / "assets", package.parents[1] / "assets"):
        path = folder / "fonts" / f"{name}.otf"
        if path.is_file():
            return path
    raise FileNotFoundError(f"the bundled font {name} is missing")


@lru_cache(maxsize=64)
def load_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a bundled font at a size in pixels."""
    return ImageFont.truetype(str(font_path(name)), size)
