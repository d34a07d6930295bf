"""The one calm line that stands under a headless playback on a terminal."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from playhead import PlayerState, PlayerStats
from playhead_app.report.axis import clock_text, rate_text

__all__ = ["StatusLine"]

_SIGNS = {
    PlayerState.IDLE: "·",
    PlayerState.LOADING: "…",
    PlayerState.BUFFERING: "…",
    PlayerState.READY: "▶",
    PlayerState.ENDED: "■",
    PlayerState.FAILED: "✗",
}


class StatusLine:
    """Shows where playback is; shows nothing where nobody would see it change.

    Args:
        console: Standard error, so that standard output stays clean.
    """

    def __init__(self, console: Console) -> None:
        # Live would otherwise write its last frame into log files.
        self._live = (
            Live(console=console, refresh_per_second=4, transient=True) if console.is_terminal else None
        )

    def __enter__(self) -> Self:
        if self._live:
            self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.__exit__(kind, error, trace)

    def show(self, stats: PlayerStats) -> None:
        """Show the figures of this moment."""
        if self._live:
            self._live.update(status_text(stats))


def status_text(stats: PlayerStats) -> Text:
    """Return position, quality, buffer and throughput in one line."""
    position = clock_text(round(stats.position_s))
    if stats.duration_s is not None:
        position += f" / {clock_text(round(stats.duration_s))}"
    elif stats.live_offset_s is not None:
        position = f"live, {stats.live_offset_s:.0f} s behind"
    quality = f"{stats.height}p" if stats.height else "sound"
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append(f"{_SIGNS[stats.state]} {position}", "bold")
    if stats.representation is not None:
        text.append(f"   {quality} {rate_text(stats.bandwidth_bps)}")
    text.append(f"   buffer {stats.buffer_level_s:.0f} s", "dim")
    if stats.throughput_bps is not None:
        text.append(f"   network {rate_text(stats.throughput_bps)}", "dim")
    if stats.stalls:
        text.append(f"   stalls {stats.stalls}", "red")
    return text
