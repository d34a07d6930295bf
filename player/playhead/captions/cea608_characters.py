"""The characters of CEA-608 (ANSI/CTA-608-E, tables 49 to 52 and 5 to 10)."""

__all__ = ["basic", "extended", "special"]

# Line 21 is ASCII but for these.
_BASIC = {
    0x27: "’",
    0x2A: "á",
    0x5C: "é",
    0x5E: "í",
    0x5F: "ó",
    0x60: "ú",
    0x7B: "ç",
    0x7C: "÷",
    0x7D: "Ñ",
    0x7E: "ñ",
    0x7F: "█",
}
_SPECIAL = "®°½¿™¢£♪à\u00a0èâêîôû"
_SPANISH_FRENCH = "ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»"
_PORTUGUESE_GERMAN = "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤│ÅåØø┌┐└┘"


def basic(code: int) -> str:
    """Return the character of a printable byte, 0x20 to 0x7F."""
    return _BASIC.get(code) or chr(code)


def special(code: int) -> str:
    """Return the character of 0x11, 0x30 to 0x3F."""
    return _SPECIAL[code & 0x0F]


def extended(is_portuguese_german: bool, code: int) -> str:
    """Return the character of 0x12 or 0x13, 0x20 to 0x3F; it replaces the one before it."""
    return (_PORTUGUESE_GERMAN if is_portuguese_german else _SPANISH_FRENCH)[code & 0x1F]
