"""The stats panel: live figures for the curious, with the reason of the last quality decision."""

from playhead_app.bridge import PlaybackSnapshot
from playhead_app.viewmodels.words import bitrate, data_size, quality_name

__all__ = ["stats_lines"]


def stats_lines(snapshot: PlaybackSnapshot | None) -> list[dict[str, str]]:
    """Return the panel's lines as `name` and `value`; empty before anything is known."""
    if snapshot is None:
        return []
    stats = snapshot.stats
    decision = stats.last_decision
    size = f"{stats.width} × {stats.height}" if stats.width and stats.height else "–"
    lines = [
        ("Picture", f"{size} · {bitrate(stats.bandwidth_bps)}"),
        ("Decoder", stats.decoder or "–"),
        ("Frames", f"{stats.frames_shown} shown · {stats.frames_dropped} dropped"),
        ("Buffer", f"{stats.buffer_level_s:.1f} s"),
        ("Throughput", bitrate(stats.throughput_bps)),
        ("Started in", f"{stats.startup_s:.2f} s" if stats.startup_s is not None else "–"),
        ("Waits", f"{stats.stalls} · {stats.stalled_s:.1f} s in all"),
        ("Switches", str(stats.switches)),
        ("Downloaded", data_size(stats.downloaded_bytes)),
    ]
    if decision is not None:
        quality = quality_name(decision.height, decision.bandwidth_bps)
        lines.append(("Last decision", f"{quality} · {decision.reason}"))
        lines.append(("Because", decision.explanation))
    return [{"name": name, "value": value} for name, value in lines]
