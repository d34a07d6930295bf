"""TTML's time expressions to seconds (TTML2 §12.3.1): clock times, frames, and offsets with a unit."""

import re
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["TimeBase"]

_CLOCK = re.compile(
    r"([0-9]{2,5}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9})|:([0-9]{2,3})(?:\.[0-9]+)?)?", re.ASCII
)
_OFFSET = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,9})?)(h|m|s|ms|f|t)", re.ASCII)
_UNITS_S = {"h": Fraction(3600), "m": Fraction(60), "s": Fraction(1), "ms": Fraction(1, 1000)}
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TimeBase:
    """How a document counts frames and ticks.

    Attributes:
        frame_rate: Frames a second, multiplier included.
        tick_rate: Ticks a second.
    """

    frame_rate: Fraction = Fraction(30)
    tick_rate: Fraction = Fraction(1)

    @staticmethod
    def of(attributes: dict[str, str]) -> "TimeBase":
        """Return what the root's `ttp:frameRate`, `frameRateMultiplier` and `tickRate` say (TTML2 §6.2)."""
        frames = _positive(attributes.get("frameRate", ""))
        factors = attributes.get("frameRateMultiplier", "").replace(":", " ").split()
        rate = Fraction(frames or 30)
        if len(factors) == 2 and (top := _positive(factors[0])) and (bottom := _positive(factors[1])):
            rate *= Fraction(top, bottom)
        ticks = _positive(attributes.get("tickRate", ""))
        sub_frames = _positive(attributes.get("subFrameRate", "")) or 1
        implied = rate * sub_frames if frames else Fraction(1)
        return TimeBase(rate, Fraction(ticks) if ticks else implied)

    def seconds(self, text: str | None) -> Fraction | None:
        """Return the seconds of an expression; None if it is none."""
        text = (text or "").strip()
        clock = _CLOCK.fullmatch(text)
        if clock:
            hours, minutes, seconds, fraction, frames = clock.groups()
            whole = Fraction(int(hours) * 3600 + int(minutes) * 60 + int(seconds))
            if frames:
                return whole + Fraction(int(frames)) / self.frame_rate
            return whole + (Fraction(int(fraction), 10 ** len(fraction)) if fraction else 0)
        offset = _OFFSET.fullmatch(text)
        if offset is None:
            return None
        number = Fraction(offset[1]) if "." in offset[1] else Fraction(int(offset[1]))
        match offset[2]:
            case "f":
                return number / self.frame_rate
            case "t":
                return number / self.tick_rate
            case unit:
                return number * _UNITS_S[unit]


def _positive(text: str) -> int | None:
    return int(text) or None if _WHOLE.fullmatch(text.strip()) else None
