"""A snapshot of how things stand, gathered from who knows what."""

from playhead.backend import BackendStats
from playhead.session.metrics import PlayerStats, SessionRecorder
from playhead.session.playback import Playback
from playhead.state import PlayerState

__all__ = ["stats_of"]


def stats_of(
    state: PlayerState,
    playback: Playback | None,
    recorder: SessionRecorder,
    backend: BackendStats,
    position_s: float,
) -> PlayerStats:
    """Return the figures of this moment; `playback` is None while nothing is loaded."""
    shown = recorder.shown
    live = playback.extent.live if playback else None
    return PlayerStats(
        state=state,
        position_s=position_s,
        duration_s=playback.extent.duration_s if playback else None,
        buffer_level_s=playback.buffer_level_s if playback else 0.0,
        throughput_bps=playback.meter.throughput_bps if playback else None,
        representation=shown.representation if shown else None,
        bandwidth_bps=shown.bandwidth_bps if shown else 0,
        width=shown.width if shown else 0,
        height=shown.height if shown else 0,
        frames_shown=backend.frames_shown,
        frames_dropped=backend.frames_dropped,
        decoder=backend.decoder,
        stalls=recorder.stalls,
        stalled_s=recorder.stalled_s,
        switches=recorder.switches,
        startup_s=recorder.startup_s,
        downloaded_bytes=recorder.downloaded_bytes,
        last_decision=recorder.last_decision,
        is_live=playback is not None and playback.extent.is_live,
        seekable=playback.extent.seekable if playback else None,
        live_offset_s=live.offset_s if live else None,
        clock_skew_s=live.skew_s if live else None,
        live_target_s=live.target_s if live else None,
        live_rate=live.live_rate if live else 1.0,
        pathway=playback.pathways.current if playback else "",
    )
