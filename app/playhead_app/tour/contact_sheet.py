"""All pictures of a tour on one sheet, small, in order, with their names."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

__all__ = ["draw_contact_sheet"]

_COLUMNS = 4
_WIDTH, _GAP, _NAME_HEIGHT = 640, 24, 40
_GROUND, _INK = QColor("#0b0e14"), QColor("#e8ebf2")


def draw_contact_sheet(pictures: Sequence[Path]) -> QImage:
    """Return a sheet of these pictures, in their order; what can't be read leaves an empty field.

    Args:
        pictures: Files, all of one shape.
    """
    images = [(path.stem, QImage(str(path))) for path in pictures]
    shape = next(
        (image for _, image in images if not image.isNull()), QImage(16, 9, QImage.Format.Format_RGB32)
    )
    height = round(_WIDTH * shape.height() / shape.width())
    rows = max(1, -(-len(images) // _COLUMNS))
    step_x, step_y = _WIDTH + _GAP, height + _NAME_HEIGHT + _GAP
    sheet = QImage(_COLUMNS * step_x + _GAP, rows * step_y + _GAP, QImage.Format.Format_RGB32)
    sheet.fill(_GROUND)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    font = QGuiApplication.font()
    font.setPixelSize(_NAME_HEIGHT // 2)
    painter.setFont(font)
    painter.setPen(_INK)
    for place, (name, image) in enumerate(images):
        row, column = divmod(place, _COLUMNS)
        x, y = _GAP + column * step_x, _GAP + row * step_y
        small = image.scaledToWidth(_WIDTH, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(x, y, small)
        below = QRect(x, y + height, _WIDTH, _NAME_HEIGHT)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
    painter.end()
    return sheet
