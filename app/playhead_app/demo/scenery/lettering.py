"""Set titles: tracked lines of real type as masks."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from playhead_app.demo.fonts import load_font
from playhead_app.demo.scenery.paint import Array

__all__ = ["line_mask", "line_width", "title_mask"]


def line_width(text: str, font: ImageFont.FreeTypeFont, tracking: float) -> float:
    """Return the width of a line in pixels; `tracking` is the extra space between letters in ems."""
    return float(font.getlength(text)) + tracking * font.size * max(len(text) - 1, 0)


def line_mask(text: str, face: str, size: int, tracking: float = 0.0) -> Array:
    """Return one line of type as a mask, cut tightly sideways; its height is that of the font.

    Args:
        text: The line.
        face: A bundled font's name, such as `InterDisplay-Black`.
        size: In pixels.
        tracking: Extra space between letters, in ems; negative sets tighter.
    """
    font = load_font(face, size)
    ascent, descent = font.getmetrics()
    sheet = Image.new("L", (int(line_width(text, font, tracking)) + size, ascent + descent), 0)
    draw = ImageDraw.Draw(sheet)
    if tracking == 0:
        draw.text((size / 4, 0), text, font=font, fill=255)
    else:
        for index, letter in enumerate(text):
            # Kerning is in the width of the text so far; tracking comes on top of it.
            before = float(font.getlength(text[: index + 1])) - float(font.getlength(letter))
            draw.text((size / 4 + before + index * tracking * size, 0), letter, font=font, fill=255)
    box = sheet.getbbox()
    cut = sheet.crop((box[0], 0, box[2], sheet.height)) if box else sheet
    return np.asarray(cut, dtype=np.float32) / 255


def title_mask(
    lines: list[str],
    face: str,
    size: int,
    *,
    tracking: float = 0.0,
    leading: float = 1.0,
    is_centred: bool = True,
) -> Array:
    """Return lines of type as one mask; `leading` is the distance of baselines in sizes."""
    masks = [line_mask(line, face, size, tracking) for line in lines]
    step = round(size * leading)
    width = max(mask.shape[1] for mask in masks)
    sheet = np.zeros((step * (len(masks) - 1) + masks[-1].shape[0], width), dtype=np.float32)
    for index, mask in enumerate(masks):
        left = (width - mask.shape[1]) // 2 if is_centred else 0
        part = sheet[index * step : index * step + mask.shape[0], left : left + mask.shape[1]]
        np.maximum(part, mask, out=part)
    return sheet
