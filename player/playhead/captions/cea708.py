"""CEA-708: one caption service's codes with their times in, cues out (CTA-708-E §7 and §8).

A service has eight windows; words are written into the current one, seen or unseen, and windows are shown,
hidden, cleared and deleted by commands. A cue is what stands in one window between two changes. Times are the
caller's: those of the pictures that carry the codes.

Delays are not waited for (§8.10.5.8): what they hold back belongs to the picture that it came with.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from playhead.captions.cea708_window import PLAIN, Window, WindowShape
from playhead.presentation import Colour, Cue

__all__ = ["SERVICES", "Cea708Decoder"]

SERVICES = tuple(f"SERVICE{number}" for number in range(1, 7))
"""The standard services; the first is the primary one."""

_WINDOWS = 8
_EXTENDED: Final = 0x10
_BACKSPACE, _CLEAR, _NEW_ROW, _ERASE_ROW, _WIDE = 0x08, 0x0C, 0x0D, 0x0E, 0x18
_MUSIC: Final = 0x7F
_DEFINE, _ATTRIBUTES, _PEN, _COLOURS, _PLACE = 0x98, 0x97, 0x90, 0x91, 0x92
_CLEAR_SOME, _SHOW, _HIDE, _TOGGLE, _DELETE, _RESET = 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8F
# Bytes that follow a command of C1.
_ARGUMENTS = {
    **dict.fromkeys(range(0x88, 0x8E), 1),
    _PEN: 2,
    _COLOURS: 3,
    _PLACE: 2,
    _ATTRIBUTES: 4,
    **dict.fromkeys(range(_DEFINE, 0xA0), 6),
}
# Table 16; what isn't here has no letter.
_G2 = {
    **dict(zip(range(0x30, 0x36), "█‘’“”•", strict=True)),
    **dict(zip(range(0x76, 0x80), "⅛⅜⅝⅞│┐└─┘┌", strict=True)),
    **{0x20: " ", 0x21: "\u00a0", 0x25: "…", 0x2A: "Š", 0x2C: "Œ"},
    **{0x39: "™", 0x3A: "š", 0x3C: "œ", 0x3D: "℠", 0x3F: "Ÿ"},
}
_G3_ICON = 0xA0
_OPACITY = (255, 255, 128, 0)
# Window styles that are centred (table 26); the others are left-justified.
_CENTRED_STYLES = frozenset({3, 6})
_VERTICAL_STYLE = 7


class Cea708Decoder:
    """Decodes one service."""

    def __init__(self) -> None:
        self._windows: dict[int, Window] = {}
        self._current: int | None = None

    def feed(self, codes: bytes, now_s: float) -> Iterator[Cue]:
        """Take a service block and yield the cues that end with it.

        Args:
            codes: The block's content; a code that is cut off ends it.
            now_s: Time of the picture that carried it; never goes back.
        """
        at = 0
        while at < len(codes):
            size = _length(codes, at)
            code, arguments = codes[at], codes[at + 1 : at + size]
            if len(arguments) < size - 1:
                return
            yield from self._take(code, arguments, now_s)
            at += size

    def standing(self, now_s: float) -> Iterator[Cue]:
        """Yield what stands on the screen, as if it went at `now_s`."""
        for _, window in sorted(self._windows.items()):
            yield from window.cues(now_s)

    def _take(self, code: int, arguments: bytes, now_s: float) -> Iterator[Cue]:
        if code < 0x20:
            yield from self._control(code, arguments, now_s)
        elif code < 0x80:
            yield from self._write("♪" if code == _MUSIC else chr(code), now_s)
        elif code < 0xA0:
            yield from self._command(code, arguments, now_s)
        else:
            yield from self._write(chr(code), now_s)

    def _control(self, code: int, arguments: bytes, now_s: float) -> Iterator[Cue]:
        window = self._window
        if code == _EXTENDED:
            letter = "[CC]" if arguments[0] == _G3_ICON else _G2.get(arguments[0])
            if letter is None and (0x20 <= arguments[0] < 0x80 or arguments[0] >= 0xA0):
                letter = "_"  # §7.1.8: what can't be shown leaves its place
            for character in letter or "":
                yield from self._write(character, now_s)
        elif code == _WIDE:
            yield from self._write(chr(int.from_bytes(arguments, "big")), now_s)
        elif window is not None and code in (_BACKSPACE, _CLEAR, _NEW_ROW, _ERASE_ROW):
            yield from _before_change(window, now_s)
            {
                _BACKSPACE: window.backspace,
                _CLEAR: window.clear,
                _NEW_ROW: window.new_row,
                _ERASE_ROW: window.erase_row,
            }[code]()

    def _write(self, character: str, now_s: float) -> Iterator[Cue]:
        window = self._window
        if window is not None and character.isprintable():
            yield from _before_change(window, now_s)
            window.write(character)

    def _command(self, code: int, arguments: bytes, now_s: float) -> Iterator[Cue]:
        if code < _CLEAR_SOME:
            if code & 7 in self._windows:
                self._current = code & 7
        elif code in (_CLEAR_SOME, _SHOW, _HIDE, _TOGGLE, _DELETE):
            yield from self._to_many(code, arguments[0], now_s)
        elif code == _RESET:
            yield from self._to_many(_DELETE, 0xFF, now_s)
        elif code >= _DEFINE:
            yield from self._define(code & 7, arguments, now_s)
        elif (window := self._window) is not None:
            _shape_pen(window, code, arguments)

    def _to_many(self, code: int, bitmap: int, now_s: float) -> Iterator[Cue]:
        """Do one thing to all windows of a bitmap."""
        for number in range(_WINDOWS):
            window = self._windows.get(number)
            if window is None or not bitmap >> number & 1:
                continue
            yield from _before_change(window, now_s)
            if code == _CLEAR_SOME:
                window.clear()
            elif code == _DELETE:
                del self._windows[number]
            else:
                window.is_visible = code == _SHOW or (code == _TOGGLE and not window.is_visible)
        if self._current not in self._windows:
            self._current = None

    def _define(self, number: int, said: bytes, now_s: float) -> Iterator[Cue]:
        """Make a window, or give one that exists another place; its words stay (§8.10.5.2)."""
        is_relative, rows, columns = bool(said[1] & 0x80), said[3] & 0x0F, said[4] & 0x3F
        shape = WindowShape(is_relative, said[1] & 0x7F, said[2], said[3] >> 4, rows + 1, columns + 1)
        window = self._windows.get(number)
        if window is None:
            window = self._windows[number] = Window(shape, since_s=now_s)
        else:
            yield from _before_change(window, now_s)
            window.shape = shape
        window.is_visible = bool(said[0] & 0x20)
        if style := said[5] >> 3 & 7:
            window.justify = 2 if style in _CENTRED_STYLES else 0
            window.print_direction = 2 if style == _VERTICAL_STYLE else 0
        if said[5] & 7:
            window.pen = PLAIN
        self._current = number

    @property
    def _window(self) -> Window | None:
        return None if self._current is None else self._windows.get(self._current)


def _before_change(window: Window, now_s: float) -> Iterator[Cue]:
    """Yield what stood in the window until now."""
    yield from window.cues(now_s)
    window.since_s = now_s


def _shape_pen(window: Window, code: int, said: bytes) -> None:
    if code == _PEN:
        is_italic, is_underlined = bool(said[1] & 0x80), bool(said[1] & 0x40)
        window.pen = replace(window.pen, is_italic=is_italic, is_underlined=is_underlined)
    elif code == _COLOURS:
        window.pen = replace(window.pen, colour=_colour(said[0]), background=_colour(said[1]))
    elif code == _PLACE:
        window.row = min(said[0] & 0x0F, window.shape.rows - 1)
        window.column = min(said[1] & 0x3F, window.shape.columns - 1)
    elif code == _ATTRIBUTES:
        window.justify, window.print_direction = said[2] & 3, said[2] >> 4 & 3


def _colour(said: int) -> Colour:
    red, green, blue = ((said >> shift & 3) * 85 for shift in (4, 2, 0))
    return red, green, blue, _OPACITY[said >> 6]


def _length(codes: bytes, at: int) -> int:
    """Return how many bytes a code takes with its arguments (§7.1)."""
    code = codes[at]
    if code == _EXTENDED:
        return 2 + _extended_arguments(codes[at + 1 : at + 3])
    if code < 0x20:
        return 1 if code < 0x10 else 2 if code < 0x18 else 3
    return 1 + _ARGUMENTS.get(code, 0)


def _extended_arguments(following: bytes) -> int:
    """Return the bytes behind an extended code: we know none that has any, but pass over them rightly."""
    code = following[0] if following else 0
    if code < 0x20:
        return code >> 3
    if not 0x80 <= code < 0xA0:
        return 0
    if code < 0x90:
        return 4 if code < 0x88 else 5
    return 1 + (following[1] & 0x3F if len(following) > 1 else 0)
