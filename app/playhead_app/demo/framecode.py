"""Write which frame this is into the frame itself, and read it back.

A report can claim anything; a picture can't. Every frame of the demo films carries its film, its rung of the
ladder and its number in a row of faint blocks inside the lower letterbox bar. Tests and reports read them
from *decoded* pictures and so know what a viewer really saw: which quality, in which order, with which gaps.

The row lies on black, where an encoder has nothing else to spend bits on, so that a contrast of a few luma
steps
survives the lowest rung. It looks like this, from 10% to 90% of the width::

    1 0 │ film (4) │ rung (3) │ frame (17) │ CRC (16) │ 0 1

The outer blocks are references: their two levels tell the reader what dark and bright mean after encoding,
scaling and range conversion. A block between the levels, or a CRC that doesn't fit, makes the reader answer
`None`: a frame that is not read is harmless, a frame that is read wrongly is not.
"""

import binascii
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FrameCode", "paint_frame_code", "read_frame_code"]

_FILM_BITS, _RUNG_BITS, _FRAME_BITS, _CRC_BITS = 4, 3, 17, 16
_PAYLOAD_BITS = _FILM_BITS + _RUNG_BITS + _FRAME_BITS
_CELLS = 2 + _PAYLOAD_BITS + _CRC_BITS + 2
_LEFT, _RIGHT = 0.1, 0.9
# The lower bar of a 2:1 picture in a 16:9 frame begins at 17/18 = 0.944; the row keeps clear of both edges.
_TOP, _BOTTOM = 0.960, 0.984

# A reference contrast below this is noise in an empty bar, not a code.
_LEAST_CONTRAST = 4.0
# A block must lie this close to one of its two levels, as a share of the contrast between them.
_CERTAIN = 0.38

_BLACK = 16


@dataclass(frozen=True, slots=True)
class FrameCode:
    """Which frame a picture is.

    Attributes:
        film: The film's number in the demo's repertoire, 0 to 15.
        rung: The rung of the ladder, 0 is the lowest, 0 to 7.
        frame: The frame's number, from 0; at 24 frames a second its time is `frame / 24` seconds.
    """

    film: int
    rung: int
    frame: int


def paint_frame_code(luma: NDArray[np.uint8], code: FrameCode) -> None:
    """Draw the code into the lower letterbox bar of a picture, in place.

    Args:
        luma: The Y plane, limited range, shape (height, width); its lower bar is black.
        code: What to write.

    Raises:
        ValueError: A number doesn't fit into its bits.
    """
    height, width = luma.shape
    top, bottom = round(height * _TOP), round(height * _BOTTOM)
    edges = _cell_edges(width).round().astype(int)
    bits = np.array([1, 0, *_bits_of(code), 0, 1], dtype=np.uint8)
    # Small pictures are compressed hardest and are scaled up most: they need the stronger mark.
    mark = 11 if height >= 700 else 20
    row = np.repeat(bits * np.uint8(mark) + np.uint8(_BLACK), np.diff(edges))
    luma[top:bottom, edges[0] : edges[-1]] = row


def read_frame_code(luma: NDArray[np.uint8]) -> FrameCode | None:
    """Read the code from a decoded picture.

    Args:
        luma: Brightness, full or limited range, shape (height, width), of the whole 16:9 frame at any size.

    Returns:
        The code, or None where there is none or where it can't be read with certainty.
    """
    levels = _cell_levels(luma)
    if levels is None:
        return None
    dark = np.interp(np.arange(_CELLS), [1, _CELLS - 2], [levels[1], levels[-2]])
    bright = np.interp(np.arange(_CELLS), [0, _CELLS - 1], [levels[0], levels[-1]])
    contrast = bright - dark
    if float(contrast.min()) < _LEAST_CONTRAST:
        return None
    share = (levels - dark) / contrast
    if bool(np.any((share > _CERTAIN) & (share < 1 - _CERTAIN))):
        return None
    return _code_of((share > 0.5)[2:-2])


def _cell_edges(width: int) -> NDArray[np.float64]:
    return np.linspace(width * _LEFT, width * _RIGHT, _CELLS + 1)


def _cell_levels(luma: NDArray[np.uint8]) -> NDArray[np.float64] | None:
    """Return each block's brightness, taken from its middle, where neighbours ring least."""
    height, width = luma.shape
    edges = _cell_edges(width)
    cell_width = float(edges[1] - edges[0])
    if cell_width < 3 or height * (_BOTTOM - _TOP) < 2:
        return None
    middle, reach = height * (_TOP + _BOTTOM) / 2, height * (_BOTTOM - _TOP) * 0.25
    band = luma[max(0, int(middle - reach)) : int(np.ceil(middle + reach))]
    columns = band.mean(axis=0, dtype=np.float64)
    sums = np.concatenate([[0.0], np.cumsum(columns)])
    starts = np.round(edges[:-1] + cell_width * 0.25).astype(int)
    ends = np.maximum(np.round(edges[1:] - cell_width * 0.25).astype(int), starts + 1)
    return (sums[ends] - sums[starts]) / (ends - starts)


def _bits_of(code: FrameCode) -> list[int]:
    fields = ((code.film, _FILM_BITS), (code.rung, _RUNG_BITS), (code.frame, _FRAME_BITS))
    payload = 0
    for value, bits in fields:
        if not 0 <= value < 1 << bits:
            raise ValueError(f"{code} doesn't fit: {value} needs more than {bits} bits")
        payload = payload << bits | value
    word = payload << _CRC_BITS | _crc(payload)
    size = _PAYLOAD_BITS + _CRC_BITS
    return [word >> (size - 1 - index) & 1 for index in range(size)]


def _code_of(bits: NDArray[np.bool_]) -> FrameCode | None:
    word = int("".join("1" if bit else "0" for bit in bits), 2)
    payload, crc = word >> _CRC_BITS, word & (1 << _CRC_BITS) - 1
    if crc != _crc(payload):
        return None
    return FrameCode(
        film=payload >> (_RUNG_BITS + _FRAME_BITS),
        rung=payload >> _FRAME_BITS & (1 << _RUNG_BITS) - 1,
        frame=payload & (1 << _FRAME_BITS) - 1,
    )


def _crc(payload: int) -> int:
    # CRC-16/CCITT started at 0xFFFF: started at 0, an all-dark row would be a valid code.
    return binascii.crc_hqx(payload.to_bytes(_PAYLOAD_BITS // 8, "big"), 0xFFFF)
