"""Where the app's own files are: QML, fonts, icons.

In an installed copy the assets lie inside the package; in a checkout they are the room beside it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Glyph", "assets_folder", "fonts", "glyphs", "qml_folder"]

_PACKAGE = Path(__file__).parent
_PATH = re.compile(r"<path\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Glyph:
    """An icon on a 24 × 24 grid as SVG path data, so that QML can draw it crisp in any colour and size.

    Attributes:
        fill: Paths to fill.
        stroke: Paths to draw with a round line, 2 units wide.
    """

    fill: str
    stroke: str


def assets_folder() -> Path:
    """Return the folder with `fonts/` and `icons/`."""
    installed = _PACKAGE / "assets"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "assets"


def qml_folder() -> Path:
    """Return the folder with `Main.qml`."""
    return _PACKAGE / "qml"


def fonts() -> list[Path]:
    """Return the bundled font files; empty where none are."""
    return sorted(
        path for pattern in ("*.ttf", "*.otf") for path in (assets_folder() / "fonts").glob(pattern)
    )


def glyphs() -> dict[str, Glyph]:
    """Read all icons. They are ours: each a few `<path>` elements with `d` and either `fill` or `stroke`."""
    return {path.stem: _glyph(path.read_text("utf-8")) for path in (assets_folder() / "icons").glob("*.svg")}


def _glyph(svg: str) -> Glyph:
    filled: list[str] = []
    stroked: list[str] = []
    for element in _PATH.findall(svg):
        attributes = dict(_ATTRIBUTE.findall(element))
        (stroked if "stroke" in attributes else filled).append(attributes["d"])
    return Glyph(" ".join(filled), " ".join(stroked))
