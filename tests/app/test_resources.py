"""Icons and fonts are there and can be read."""

import re
from pathlib import Path

import pytest

from playhead_app.resources import assets_folder, fonts, glyphs, qml_folder

QML = sorted(qml_folder().rglob("*.qml"))


def test_every_icon_that_the_pages_name_exists() -> None:
    # Names are also chosen by expressions, so look at every word in quotes on a line that sets an icon.
    named = {
        word
        for path in QML
        for line in path.read_text("utf-8").splitlines()
        if re.match(r"\s*(property string )?(icon|name):", line) and "qsTr" not in line
        for word in re.findall(r'"([a-z0-9]+)"', line)
    }
    assert named <= set(glyphs())
    assert {"play", "pause", "back"} <= named


def test_every_icon_has_something_to_draw() -> None:
    for name, glyph in glyphs().items():
        assert glyph.fill or glyph.stroke, name


def test_the_interface_has_its_weights() -> None:
    names = {path.stem for path in fonts()}
    assert {"Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"} <= names
    assert (assets_folder() / "fonts" / "OFL.txt").is_file()


@pytest.mark.parametrize("path", QML, ids=lambda path: path.name)
def test_a_qml_file_is_short_and_says_what_it_is(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 300
    assert any(line.startswith("// ") for line in lines[:12])


def test_colours_are_written_down_in_the_theme_only() -> None:
    strays = [
        f"{path.name}: {line.strip()}"
        for path in QML
        if path.name != "Theme.qml"
        for line in path.read_text("utf-8").splitlines()
        if re.search(r'"#[0-9a-fA-F]{3,8}"|Qt\.rgba\(', line)
    ]
    assert strays == []
