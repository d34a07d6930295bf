"""A chart's frame: axes with round figures, and colours that an algorithm keeps on the whole page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from playhead_app.report.axis import Axis

__all__ = ["Frame", "colours_of", "legend", "number_text", "shortened", "svg"]

_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 14, 14, 40

# Told apart on a dark ground, also by most people who see fewer colours: they differ in lightness too.
_COLOURS = (
    "#FFB454",
    "#59C2FF",
    "#7BD88F",
    "#FF7B72",
    "#D2A6FF",
    "#F2EFE8",
    "#8C6BFF",
    "#00C2A8",
    "#C0CA33",
    "#FF9FF3",
    "#B08968",
    "#7C8DB5",
)


def colours_of(names: Sequence[str]) -> Mapping[str, str]:
    """Return a colour for each name; the twelve are used again if there are more."""
    return {name: _COLOURS[index % len(_COLOURS)] for index, name in enumerate(names)}


def legend(colours: Mapping[str, str]) -> str:
    """Return the key to the colours."""
    keys = (
        f'<span class="key" style="background:{colour}"></span>{escape(name)}'
        for name, colour in colours.items()
    )
    return f'<p class="axis">{" ".join(keys)}</p>'


def number_text(value: float) -> str:
    """Return a figure with three digits that matter."""
    return "0" if value == 0 else f"{value:.3g}"


def shortened(text: str, most: int) -> str:
    """Return a text cut to so many characters, with a sign that it was."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


@dataclass(frozen=True, slots=True)
class Frame:
    """Paper with two axes.

    Attributes:
        x, y: Where values lie.
    """

    x: Axis
    y: Axis
    width: int
    height: int

    @staticmethod
    def of(x: tuple[float, float], y: tuple[float, float], width: int, height: int) -> "Frame":
        """Return a frame for values between those limits."""
        return Frame(
            Axis(*_wide(x), _LEFT, width - _RIGHT), Axis(*_wide(y), height - _BOTTOM, _TOP), width, height
        )

    def grid(
        self,
        x_name: str,
        *,
        x_text: Callable[[float], str] = number_text,
        y_text: Callable[[float], str] = number_text,
        is_time: bool = False,
    ) -> list[str]:
        """Draw lines and figures, and what the horizontal axis is."""
        parts: list[str] = []
        for value in self.y.ticks(5):
            y = self.y.at(value)
            parts.append(f'<path class="grid" d="M{_LEFT} {y}H{self.width - _RIGHT}"/>')
            parts.append(
                f'<text class="tick" text-anchor="end" x="{_LEFT - 8}" y="{y + 4}">{y_text(value)}</text>'
            )
        for value in self.x.ticks(max(2, self.width // 110), is_time=is_time):
            x = self.x.at(value)
            parts.append(
                f'<text class="tick" text-anchor="middle" x="{x}" y="{self.height - _BOTTOM + 17}">'
                f"{x_text(value)}</text>"
            )
        middle = (_LEFT + self.width - _RIGHT) / 2
        place = f'x="{middle}" y="{self.height - 6}"'
        parts.append(f'<text class="tick" text-anchor="middle" {place}>{escape(x_name)}</text>')
        return parts

    def line(self, points: Iterable[tuple[float, float]]) -> str:
        """Return path data through points."""
        return "M" + "L".join(f"{self.x.at(x):g} {self.y.at(y):g}" for x, y in points)

    def steps(self, points: Sequence[tuple[float, float]], end_x: float) -> str:
        """Return path data that holds each value until the next."""
        path = f"M{self.x.at(points[0][0]):g} {self.y.at(points[0][1]):g}"
        path += "".join(f"H{self.x.at(x):g}V{self.y.at(y):g}" for x, y in points[1:])
        return f"{path}H{self.x.at(end_x):g}"


def svg(name: str, width: int, height: int, parts: Iterable[str]) -> str:
    """Return a drawing with a name for those who can't see it."""
    head = f'<svg role="img" aria-label="{escape(name)}" viewBox="0 0 {width} {height}">'
    return f"{head}{''.join(parts)}</svg>"


def _wide(limits: tuple[float, float]) -> tuple[float, float]:
    low, high = limits
    return limits if high > low else (low - 0.5, high + 0.5)
