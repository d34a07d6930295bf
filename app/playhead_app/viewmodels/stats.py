"""The stats panel: live figures for the curious, with the reason of the last quality decision."""

from playhead_app.bridge import PlaybackSnapshot
from playhead_app.qt import translate
from playhead_app.viewmodels.words import bitrate, data_size, quality_name, seconds

__all__ = ["stats_lines"]


def stats_lines(snapshot: PlaybackSnapshot | None) -> list[dict[str, str]]:
    """Return the panel's lines as `name` and `value`; empty before anything is known."""
    if snapshot is None:
        return []
    stats = snapshot.stats
    decision = stats.last_decision
    size = f"{stats.width} × {stats.height}" if stats.width and stats.height else "–"
    lines = [
        (translate("Stats", "Picture"), f"{size} · {bitrate(stats.bandwidth_bps)}"),
        (translate("Stats", "Decoder"), stats.decoder or "–"),
        (
            translate("Stats", "Frames"),
            translate("Stats", "{shown} shown · {dropped} dropped").format(
                shown=stats.frames_shown, dropped=stats.frames_dropped
            ),
        ),
        (translate("Stats", "Buffer"), seconds(stats.buffer_level_s, 1)),
        (translate("Stats", "Throughput"), bitrate(stats.throughput_bps)),
        (
            translate("Stats", "Started in"),
            seconds(stats.startup_s, 2) if stats.startup_s is not None else "–",
        ),
        (
            translate("Stats", "Waits"),
            translate("Stats", "{count} · {time} in all").format(
                count=stats.stalls, time=seconds(stats.stalled_s, 1)
            ),
        ),
        (translate("Stats", "Switches"), str(stats.switches)),
        (translate("Stats", "Downloaded"), data_size(stats.downloaded_bytes)),
    ]
    if decision is not None:
        quality = quality_name(decision.height, decision.bandwidth_bps)
        lines.append((translate("Stats", "Last decision"), f"{quality} · {decision.reason}"))
        lines.append((translate("Stats", "Because"), decision.explanation))
    return [{"name": name, "value": value} for name, value in lines]
