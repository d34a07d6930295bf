"""How the system's accessibility settings want captions, where the system tells: Windows and macOS.

In the words of our own settings (`CaptionStyle`). Neither was run on its system here: they are written
against `Windows.Media.ClosedCaptioning.ClosedCaptionProperties` and `MediaAccessibility`'s
`MACaptionAppearance.h`, and tested with stand-ins of both. Linux desktops have no such setting.
"""

import ctypes
import logging
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["system_captions"]

_log = logging.getLogger(__name__)
# ClosedCaptionSize, ClosedCaptionColor, ClosedCaptionEdgeEffect and ClosedCaptionOpacity by number; 0 is the
# default of each, and what is missing here is nearest to ours.
_SIZES = {1: "small", 3: "large", 4: "huge"}
_COLOURS = {6: "yellow", 8: "cyan", 4: "green"}
_EDGES = {2: "shadow", 3: "shadow", 4: "outline", 5: "shadow"}
_GROUNDS = {1: "solid", 4: "none"}
# kMACaptionAppearanceDomainUser, and MACaptionAppearanceTextEdgeStyle by number.
_USER = 1
_MAC_EDGES = {2: "shadow", 3: "shadow", 4: "outline", 5: "shadow"}
# Relative to the system's normal size: up to here it is called so.
_MAC_SIZES = ((0.9, "small"), (1.1, None), (1.5, "large"))
_MAC = "/System/Library/Frameworks/MediaAccessibility.framework/MediaAccessibility"


def system_captions(platform: str = sys.platform, load: Callable[[str], Any] | None = None) -> dict[str, str]:
    """Return the settings that the system has an opinion on; none on most.

    Args:
        platform: As `sys.platform` says.
        load: Loads the system's library by name; for tests.
    """
    try:
        if platform == "win32":
            module = (load or import_module)("winrt.windows.media.closedcaptioning")
            return _windows(module.ClosedCaptionProperties)
        if platform == "darwin":
            return _mac((load or ctypes.CDLL)(_MAC))
    except (ImportError, OSError, AttributeError) as error:
        _log.info("the system's caption style is not to be had: %s", type(error).__name__)
    return {}


def _windows(told: Any) -> dict[str, str]:
    return _known(
        {
            "caption-size": _SIZES.get(int(told.font_size)),
            "caption-colour": _COLOURS.get(int(told.font_color)),
            "caption-edge": _EDGES.get(int(told.font_effect)),
            "caption-ground": _GROUNDS.get(int(told.background_opacity)),
        }
    )


def _mac(library: Any) -> dict[str, str]:
    size_of = library.MACaptionAppearanceGetRelativeCharacterSize
    opacity_of = library.MACaptionAppearanceGetBackgroundOpacity
    size_of.restype = opacity_of.restype = ctypes.c_double
    edge = int(library.MACaptionAppearanceGetTextEdgeStyle(_USER, None))
    size, opacity = float(size_of(_USER, None)), float(opacity_of(_USER, None))
    return _known(
        {
            "caption-size": next((name for at_most, name in _MAC_SIZES if size <= at_most), "huge"),
            "caption-edge": _MAC_EDGES.get(edge),
            "caption-ground": "solid" if opacity >= 0.95 else "none" if opacity <= 0.05 else None,
        }
    )


def _known(settings: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in settings.items() if value is not None}
