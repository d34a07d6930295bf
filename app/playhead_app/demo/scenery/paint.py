"""Colour and light on float arrays: gradients, glows, noise, and the way back to bytes.

Pictures here are float32 arrays of shape (height, width, 3) with values 0 to 1 in gamma-encoded sRGB. Working
in gamma space is wrong physically and right for this: palettes are chosen by eye, on a screen.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Array",
    "Picture",
    "Stops",
    "blur",
    "glow",
    "hex_rgb",
    "mix",
    "ramp",
    "smooth_noise",
    "smoothstep",
    "to_bytes",
    "vertical_gradient",
    "vignette",
]

Array: TypeAlias = NDArray[np.floating[Any]]
Picture: TypeAlias = NDArray[np.uint8]
Stops: TypeAlias = Sequence[tuple[float, str]]


def hex_rgb(colour: str) -> Array:
    """Return `#rrggbb` as three floats."""
    return np.array([int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)], dtype=np.float32)


def smoothstep(low: float, high: float, values: Array) -> Array:
    """Return 0 below `low`, 1 above `high`, and a soft S between; `high` may be the lower one."""
    share = np.clip((values - low) / (high - low), 0.0, 1.0)
    return (share * share * (3.0 - 2.0 * share)).astype(np.float32)


def mix(one: Array, other: Array, share: Array | float) -> Array:
    """Return `one` where `share` is 0 and `other` where it is 1."""
    mixed = np.asarray(other, dtype=np.float32) - np.asarray(one, dtype=np.float32)
    mixed = mixed * np.asarray(share, dtype=np.float32)
    return np.add(mixed, one, dtype=np.float32)


def ramp(stops: Stops, positions: Array) -> Array:
    """Return the colours of a gradient at `positions`; shape of `positions` plus a last axis of 3."""
    places = np.array([place for place, _ in stops], dtype=np.float32)
    colours = np.stack([hex_rgb(colour) for _, colour in stops])
    channels = [np.interp(positions, places, colours[:, channel]) for channel in range(3)]
    return np.stack(channels, axis=-1).astype(np.float32)


def vertical_gradient(width: int, height: int, stops: Stops) -> Array:
    """Return a picture whose colour changes from top (0) to bottom (1)."""
    column = ramp(stops, np.linspace(0, 1, height, dtype=np.float32))
    return np.repeat(column[:, None, :], width, axis=1)


def glow(width: int, height: int, centre: tuple[float, float], radius: float, *, fall: float = 2.0) -> Array:
    """Return a light's halo, 1 at its centre, fading over `radius` pixels; shape (height, width)."""
    y = np.arange(height, dtype=np.float32)[:, None] - centre[1]
    x = np.arange(width, dtype=np.float32)[None, :] - centre[0]
    return (1.0 / (1.0 + ((x * x + y * y) / (radius * radius))) ** fall).astype(np.float32)


def smooth_noise(length: int, step: float, rng: np.random.Generator) -> Array:
    """Return one-dimensional noise between -1 and 1 that changes over about `step` samples."""
    knots = int(length / step) + 4
    values = rng.uniform(-1, 1, knots)
    places = np.arange(length) / step + 1
    left = places.astype(int)
    share = places - left
    # Catmull-Rom: passes through the knots without corners, as a hill does.
    before, start, end, after = (values[np.clip(left + k, 0, knots - 1)] for k in (-1, 0, 1, 2))
    bend = 2 * before - 5 * start + 4 * end - after
    turn = -before + 3 * start - 3 * end + after
    curve = start + 0.5 * share * (end - before + share * (bend + share * turn))
    return curve.astype(np.float32)


def blur(values: Array, radius: int) -> Array:
    """Return a two-dimensional array softened by three box passes, which come close to a Gaussian."""
    if radius < 1:
        return values
    for _ in range(3):
        values = _box(_box(values, radius).T, radius).T
    return np.ascontiguousarray(values, dtype=np.float32)


def _box(values: Array, radius: int) -> Array:
    padded = np.pad(values, ((radius + 1, radius), (0, 0)), mode="edge")
    # Single precision is enough for sums of at most some thousand values between 0 and 1.
    sums = np.cumsum(padded, axis=0, dtype=np.float32)
    return ((sums[2 * radius + 1 :] - sums[: -2 * radius - 1]) / (2 * radius + 1)).astype(np.float32)


def vignette(width: int, height: int, strength: float) -> Array:
    """Return factors that darken the corners by `strength`; shape (height, width, 1)."""
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    return (1.0 - strength * smoothstep(0.5, 2.0, x * x + y * y))[:, :, None]


def to_bytes(picture: Array, rng: np.random.Generator | None = None) -> Picture:
    """Return 8-bit values; with `rng`, dithered by half a step, so that dark gradients show no bands."""
    scaled = picture * 255.0
    if rng is not None:
        scaled = scaled + rng.uniform(-0.7, 0.7, picture.shape[:2]).astype(np.float32)[:, :, None]
    return np.clip(scaled + 0.5, 0, 255).astype(np.uint8)
