"""The look, as figures: contrast, and that the pages follow Qt's own rules."""

import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from playhead_app.resources import qml_folder

THEME = (qml_folder() / "theme" / "Theme.qml").read_text("utf-8")
COLOURS = dict(re.findall(r'readonly property color (\w+): "(#[0-9A-F]{6})"', THEME))


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *product(("text", "secondText", "thirdText", "accent", "live", "good"), ("ground", "raised")),
        ("ground", "accent"),
        ("ground", "accentPressed"),
        ("ground", "text"),
    ],
)
def test_every_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(COLOURS[ink], COLOURS[ground]) >= 4.5


@pytest.mark.gui
def test_the_pages_pass_qt_s_own_linter() -> None:
    linter = Path(sys.executable).with_name("pyside6-qmllint")
    files = [str(path) for path in qml_folder().rglob("*.qml")]
    done = subprocess.run(
        [str(linter), "-W", "0", "-I", str(qml_folder()), *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "Warning" not in done.stderr + done.stdout
