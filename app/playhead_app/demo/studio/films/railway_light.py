"""The colours of the paper country from morning to night."""

from dataclasses import dataclass

__all__ = ["EVENING", "MORNING", "NIGHT", "SNOWY", "Light"]


@dataclass(frozen=True, slots=True)
class Light:
    """The colours of the country at one time of day.

    Attributes:
        sky: Above and at the horizon.
        ridges: From far to near, upper and lower colour of each.
        stone: Of viaducts.
        firs: Of trees.
        paint: Of the train: body, trim, wheels, windows.
        sun: Of the disc, and of its rings.
    """

    sky: tuple[str, str]
    ridges: tuple[tuple[str, str], ...]
    stone: tuple[str, str]
    firs: tuple[str, str]
    paint: tuple[str, str, str, str]
    sun: tuple[str, str]


MORNING = Light(
    ("#f3d9b8", "#fbeeda"),
    (("#c9d6cf", "#dfe3d6"), ("#9dbdb8", "#b9cfc4"), ("#5f9692", "#7fb0a4"), ("#2f6a6c", "#3f8076")),
    ("#d9805f", "#b85c48"), ("#1f4f50", "#163c3f"), ("#c8402f", "#f1c76a", "#2a2530", "#fbe8b4"),
    ("#f08a5d", "#f6b58a"),
)  # fmt: skip
EVENING = Light(
    ("#5b3a6e", "#f2a66e"),
    (("#b4708a", "#e09a86"), ("#85507f", "#b56a7e"), ("#54386c", "#784a72"), ("#2e2450", "#43305c")),
    ("#7a4568", "#4f2f58"), ("#221c42", "#191433"), ("#a8324a", "#f0b45e", "#1a1430", "#ffe08a"),
    ("#ffcf82", "#f59a6c"),
)  # fmt: skip
NIGHT = Light(
    ("#0f1738", "#2c3f78"),
    (("#35477f", "#41558c"), ("#263668", "#304378"), ("#192650", "#22315e"), ("#0e1736", "#152044")),
    ("#2c3868", "#1d2850"), ("#0b122c", "#080d22"), ("#7e2c48", "#d9a94e", "#0a0e22", "#ffdf8c"),
    ("#f6efd2", "#6f7fb4"),
)  # fmt: skip
SNOWY = Light(
    ("#9fb8cc", "#e3ebef"),
    (("#c9d7e2", "#dbe5ec"), ("#a3bacd", "#c5d5e1"), ("#7594b0", "#9fb7cb"), ("#f2f5f6", "#d3dfe8")),
    ("#8a93a8", "#6a748c"), ("#3a5a74", "#2c4860"), ("#c8402f", "#f1c76a", "#26283a", "#ffe9a8"),
    ("#ffffff", "#dfe9f0"),
)  # fmt: skip
