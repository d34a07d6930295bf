"""A thumbnail of the SDK as an address that QML can show: cut out of its sheet, off Qt's thread."""

import asyncio
import base64

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from playhead import Thumbnail

__all__ = ["data_url"]


async def data_url(thumbnail: Thumbnail) -> str:
    """Return a `data:` address of the thumbnail alone; empty if its sheet is no picture."""
    return await asyncio.to_thread(_cut, thumbnail)


def _cut(thumbnail: Thumbnail) -> str:
    sheet = QImage.fromData(QByteArray(thumbnail.sheet))
    picture = sheet.copy(thumbnail.left, thumbnail.top, thumbnail.width, thumbnail.height)
    encoded = QByteArray()
    buffer = QBuffer(encoded)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if sheet.isNull() or not QImageWriter(buffer, QByteArray(b"jpg")).write(picture):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(encoded.data()).decode('ascii')}"
