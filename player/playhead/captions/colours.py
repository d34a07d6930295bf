"""Colours as CSS and TTML write them (CSS Color 4 §4, TTML2 §10.3.7), the part that captions use."""

import re

from playhead.presentation import Colour

__all__ = ["NAMED_COLOURS", "parse_colour"]

NAMED_COLOURS: dict[str, Colour] = {
    "aqua": (0, 255, 255, 255),
    "black": (0, 0, 0, 255),
    "blue": (0, 0, 255, 255),
    "cyan": (0, 255, 255, 255),
    "fuchsia": (255, 0, 255, 255),
    "gray": (128, 128, 128, 255),
    "green": (0, 128, 0, 255),
    "grey": (128, 128, 128, 255),
    "lime": (0, 255, 0, 255),
    "magenta": (255, 0, 255, 255),
    "maroon": (128, 0, 0, 255),
    "navy": (0, 0, 128, 255),
    "olive": (128, 128, 0, 255),
    "orange": (255, 165, 0, 255),
    "purple": (128, 0, 128, 255),
    "red": (255, 0, 0, 255),
    "silver": (192, 192, 192, 255),
    "teal": (0, 128, 128, 255),
    "transparent": (0, 0, 0, 0),
    "white": (255, 255, 255, 255),
    "yellow": (255, 255, 0, 255),
}
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.ASCII)
_FUNCTION = re.compile(r"rgba?\(([0-9.,%/\s]{1,60})\)", re.ASCII)
_SEPARATOR = re.compile(r"[,/\s]+")


def parse_colour(text: str, *, is_alpha_a_byte: bool = False) -> Colour | None:
    """Return the colour; None if it is none that we know.

    Args:
        text: A name, `#rgb`, `#rrggbb`, either with opacity, or `rgb()` and `rgba()`.
        is_alpha_a_byte: Whether the last number of `rgba()` goes to 255 (TTML) or to 1 (CSS).
    """
    text = text.strip().lower()
    named = NAMED_COLOURS.get(text)
    if named is not None:
        return named
    found = _HEX.fullmatch(text)
    if found:
        digits = found[1] if len(found[1]) > 4 else "".join(2 * digit for digit in found[1])
        red, green, blue, alpha = bytes.fromhex(digits.ljust(8, "f"))
        return red, green, blue, alpha
    called = _FUNCTION.fullmatch(text)
    if called is None:
        return None
    parts = [part for part in _SEPARATOR.split(called[1].strip()) if part]
    try:
        red, green, blue = (_byte(part, 1.0) for part in parts[:3])
        alpha = 255 if len(parts) < 4 else _byte(parts[3], 1.0 if is_alpha_a_byte else 255.0)
    except ValueError:
        return None
    return red, green, blue, alpha


def _byte(text: str, scale: float) -> int:
    value = float(text[:-1]) * 2.55 if text.endswith("%") else float(text) * scale
    return max(0, min(255, round(value)))
