"""CEA-608, line 21: byte pairs with their times in, cues out (ANSI/CTA-608-E, 47 CFR §15.119).

A field carries two caption channels; each has a mode: pop-on (written unseen, then shown at once), roll-up
(two to four rows that scroll) and paint-on (written while it shows). A cue is what stands on the screen
between two changes. Times are the caller's: those of the pictures that carry the bytes.
"""

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum

from playhead.captions.cea608_characters import basic, extended, special
from playhead.captions.cea608_screen import Screen
from playhead.presentation import Colour, Cue, TextStyle

__all__ = ["CHANNELS", "Cea608Decoder"]

CHANNELS = ("CC1", "CC2", "CC3", "CC4")
"""CC1 and CC2 are in the first field, CC3 and CC4 in the second."""

_WHITE: Colour = (255, 255, 255, 255)
_COLOURS: tuple[Colour | None, ...] = (
    _WHITE,
    (0, 255, 0, 255),
    (0, 0, 255, 255),
    (0, 255, 255, 255),
    (255, 0, 0, 255),
    (255, 255, 0, 255),
    (255, 0, 255, 255),
)
# Rows by the preamble's first byte (its low three bits) and bit 5 of the second (table 53).
_PREAMBLE_ROWS = (10, 10, 0, 1, 2, 3, 11, 12, 13, 14, 4, 5, 6, 7, 8, 9)
_RESUME, _BACKSPACE, _ERASE_TO_END = 0x20, 0x21, 0x24
_ROLL_UP = {0x25: 2, 0x26: 3, 0x27: 4}
_PAINT, _TEXT, _RESUME_TEXT = 0x29, 0x2A, 0x2B
_ERASE_SHOWN, _RETURN, _ERASE_HIDDEN, _SHOW = 0x2C, 0x2D, 0x2E, 0x2F
# Words that nobody takes off the screen go after this (CTA-608-E annex C.9: 16 s is customary).
_LONGEST_S = 16.0


class _Mode(Enum):
    POP_ON = "pop-on"
    ROLL_UP = "roll-up"
    PAINT_ON = "paint-on"
    TEXT = "text"


class _Channel:
    """One caption channel's memories."""

    def __init__(self) -> None:
        self.mode: _Mode | None = None
        self._shown = Screen()
        self._hidden = Screen()
        self._height = 3
        self._since_s = 0.0

    @property
    def _pen(self) -> Screen:
        return self._hidden if self.mode is _Mode.POP_ON else self._shown

    def character(self, character: str, now_s: float, *, replaces: bool = False) -> Iterator[Cue]:
        if self.mode in (None, _Mode.TEXT):
            return
        yield from self._before_change(now_s)
        if replaces:
            self._pen.replace_last(character)
        else:
            self._pen.write(character)

    def preamble(self, row: int, second: int, now_s: float) -> Iterator[Cue]:
        if self.mode is _Mode.TEXT:
            return
        yield from self._before_change(now_s)
        screen = self._pen
        attribute = second >> 1 & 0x0F
        style = TextStyle(colour=_WHITE, is_underlined=bool(second & 1))
        column = 0
        if attribute >= 8:
            column = 4 * (attribute - 8)
        elif attribute == 7:
            style = replace(style, is_italic=True)
        else:
            style = replace(style, colour=_COLOURS[attribute])
        if self.mode is _Mode.ROLL_UP:
            # The window can't reach above the first row.
            screen.rebase(max(row, self._height - 1), self._height)
        else:
            screen.row = row
        screen.column = column
        screen.set_pen(style)

    def mid_row(self, second: int, now_s: float) -> Iterator[Cue]:
        attribute = second >> 1 & 0x07
        style = TextStyle(colour=self._pen.style.colour, is_underlined=bool(second & 1))
        if attribute == 7:
            style = replace(style, is_italic=True)
        else:
            style = replace(style, colour=_COLOURS[attribute])
        # It takes a cell of its own, in the style before it.
        yield from self.character(" ", now_s)
        self._pen.set_pen(style)

    def tab(self, columns: int) -> None:
        self._pen.column = min(self._pen.column + columns, 31)

    def control(self, code: int, now_s: float) -> Iterator[Cue]:
        if code == _RESUME:
            self.mode = _Mode.POP_ON
        elif code in _ROLL_UP:
            yield from self._start_roll_up(_ROLL_UP[code], now_s)
        elif code == _PAINT:
            self.mode = _Mode.PAINT_ON
        elif code in (_TEXT, _RESUME_TEXT):
            self.mode = _Mode.TEXT
        elif code == _ERASE_SHOWN:
            yield from self._before_change(now_s, is_shown_touched=True)
            self._shown.clear()
        elif code == _ERASE_HIDDEN:
            self._hidden.clear()
        elif code == _SHOW:
            yield from self._before_change(now_s, is_shown_touched=True)
            self.mode = _Mode.POP_ON
            self._shown, self._hidden = self._hidden, self._shown
        elif code == _RETURN and self.mode is _Mode.ROLL_UP:
            yield from self._before_change(now_s)
            self._shown.roll_up(self._height)
        elif code in (_BACKSPACE, _ERASE_TO_END) and self.mode not in (None, _Mode.TEXT):
            yield from self._before_change(now_s)
            self._pen.backspace() if code == _BACKSPACE else self._pen.erase_to_end()

    def standing(self, now_s: float) -> Iterator[Cue]:
        end_s = min(now_s, self._since_s + _LONGEST_S)
        if not self._shown.is_empty and end_s > self._since_s:
            yield from self._shown.cues(self._since_s, end_s)

    def _start_roll_up(self, height: int, now_s: float) -> Iterator[Cue]:
        if self.mode is not _Mode.ROLL_UP:
            yield from self._before_change(now_s, is_shown_touched=True)
            self._shown.clear()
            self._hidden.clear()
            self._shown.move(14, 0)
            self.mode = _Mode.ROLL_UP
        self._height = height

    def _before_change(self, now_s: float, *, is_shown_touched: bool = False) -> Iterator[Cue]:
        """Yield what stood until now, if what is shown is about to change."""
        if is_shown_touched or self._pen is self._shown:
            if now_s > self._since_s:
                yield from self.standing(now_s)
            self._since_s = now_s


class Cea608Decoder:
    """Decodes one of the four caption channels.

    Args:
        channel: One of `CHANNELS`; the caller gives it the pairs of that channel's field.
    """

    def __init__(self, channel: str) -> None:
        number = CHANNELS.index(channel)
        self.field = number // 2
        self._is_second = bool(number % 2)
        self._channel = _Channel()
        self._is_ours = False
        self._last: tuple[int, int] | None = None

    def feed(self, first: int, second: int, now_s: float) -> Iterator[Cue]:
        """Take a pair and yield the cues that end with it.

        Args:
            first, second: As transmitted, with parity; a byte of wrong parity is dropped.
            now_s: Time of the picture that carried it; never goes back.
        """
        if not _is_odd(first) or not _is_odd(second):
            return
        first, second = first & 0x7F, second & 0x7F
        if 0x10 <= first <= 0x1F:
            pair = (first, second)
            # Control codes come twice, for noisy air; the second one is not meant again.
            is_repetition, self._last = pair == self._last, None if pair == self._last else pair
            if not is_repetition:
                self._is_ours = bool(first & 0x08) is self._is_second
                if self._is_ours:
                    yield from self._command(first & 0x17, second, now_s)
            return
        if first or second:
            self._last = None
        if first and first < 0x10:
            self._is_ours = False  # extended data service, not a caption
        elif self._is_ours:
            for code in (first, second):
                if code >= 0x20:
                    yield from self._channel.character(basic(code), now_s)

    def standing(self, now_s: float) -> Iterator[Cue]:
        """Yield what stands on the screen, as if it went at `now_s`."""
        yield from self._channel.standing(now_s)

    def _command(self, first: int, second: int, now_s: float) -> Iterator[Cue]:
        channel = self._channel
        if second >= 0x40:
            row = _PREAMBLE_ROWS[(first & 0x07) << 1 | (second >> 5 & 1)]
            yield from channel.preamble(row, second & 0x1F, now_s)
        elif first == 0x11 and second >= 0x30:
            yield from channel.character(special(second), now_s)
        elif first == 0x11 and second >= 0x20:
            yield from channel.mid_row(second, now_s)
        elif first in (0x12, 0x13) and second >= 0x20:
            character = extended(first == 0x13, second)
            yield from channel.character(character, now_s, replaces=True)
        elif first in (0x14, 0x15) and second >= 0x20:
            yield from channel.control(second, now_s)
        elif first == 0x17 and 0x21 <= second <= 0x23:
            channel.tab(second & 0x03)


def _is_odd(byte: int) -> bool:
    return byte.bit_count() % 2 == 1
