"""Figures as viewers read them."""

import math

__all__ = ["bitrate", "clock_time", "data_size", "quality_name"]


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
        return f"{bits_per_s / 1_000_000:.1f} Mb/s"
    return f"{bits_per_s / 1_000:.0f} kb/s"


def data_size(size_bytes: int) -> str:
    """Return `12.3 MB` or `1.24 GB`."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1_000_000_000:.2f} GB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def quality_name(height: int | None, bandwidth_bps: int = 0) -> str:
    """Return `1080p`, `4K` or, without a height, the bitrate."""
    if not height:
        return bitrate(bandwidth_bps)
    return "4K" if height >= 2160 else f"{height}p"
