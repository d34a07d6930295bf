"""Figures as viewers read them, with their language's units and decimal signs."""

import math

from PySide6.QtCore import QLocale

from playhead_app.qt import translate

__all__ = ["bitrate", "clock_time", "data_size", "quality_name", "seconds"]


def clock_time(seconds: float) -> str:
    """Return `1:02:03` or `2:03`; `0:00` for what is no time."""
    if not math.isfinite(seconds) or seconds < 0:
        return "0:00"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def bitrate(bits_per_s: float | None) -> str:
    """Return `4.5 Mb/s` or `800 kb/s`; a dash where nothing is known."""
    if bits_per_s is None or not math.isfinite(bits_per_s) or bits_per_s <= 0:
        return "–"
    if bits_per_s >= 1_000_000:
        return translate("Units", "{number} Mb/s").format(number=_decimal(bits_per_s / 1_000_000, 1))
    return translate("Units", "{number} kb/s").format(number=_decimal(bits_per_s / 1_000, 0))


def data_size(size_bytes: int) -> str:
    """Return `12.3 MB` or `1.24 GB`."""
    if size_bytes >= 1_000_000_000:
        return translate("Units", "{number} GB").format(number=_decimal(size_bytes / 1_000_000_000, 2))
    return translate("Units", "{number} MB").format(number=_decimal(size_bytes / 1_000_000, 1))


def quality_name(height: int | None, bandwidth_bps: int = 0) -> str:
    """Return `1080p`, `4K` or, without a height, the bitrate."""
    if not height:
        return bitrate(bandwidth_bps)
    return "4K" if height >= 2160 else f"{height}p"


def seconds(time_s: float, places: int = 0) -> str:
    """Return `1.25 s`."""
    return translate("Units", "{number} s").format(number=_decimal(time_s, places))


def _decimal(number: float, places: int) -> str:
    return QLocale().toString(number, "f", places)
