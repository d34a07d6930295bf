"""Titles with key frames of their own: HLS I-frame playlists and DASH trick-mode sets.

The key frames are of another rung than the ordinary pictures and one second apart, so that a test can read
off a displayed picture where it came from.
"""

import io
from typing import Any

import av

from tests.media.clips import RUNGS, Clip, ClipStore, VideoSpec, split_fragments
from tests.media.titles import Title, dash_title, hls_title

__all__ = ["KEY_FRAMES_RUNG", "dash_with_key_frames", "hls_with_key_frames"]

KEY_FRAMES_RUNG = 1

_TRICK_MODE = "http://dashif.org/guidelines/trickmode"


def hls_with_key_frames(clips: ClipStore, duration_s: int = 20) -> Title:
    """Return an HLS title with an I-frame playlist (RFC 8216 §4.3.4.3)."""
    title = hls_title(clips, rungs=(0,), duration_s=duration_s)
    files = _files(clips, duration_s)
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:1", "#EXT-X-PLAYLIST-TYPE:VOD"]
    lines += ["#EXT-X-I-FRAMES-ONLY", '#EXT-X-MAP:URI="keys-init.mp4"']
    for number in range(1, len(files)):
        lines += ["#EXTINF:1.0,", f"keys-{number}.m4s"]
    rung = RUNGS[KEY_FRAMES_RUNG]
    master = title.files[title.manifest].decode() + (
        f"#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=300000,RESOLUTION={rung.width}x{rung.height},"
        'CODECS="avc1.64001f",URI="keys.m3u8"\n'
    )
    playlist = "\n".join([*lines, "#EXT-X-ENDLIST", ""]).encode()
    return Title(
        title.manifest, {**title.files, **files, "keys.m3u8": playlist, title.manifest: master.encode()}
    )


def dash_with_key_frames(clips: ClipStore, duration_s: int = 20) -> Title:
    """Return a DASH title with a trick-mode adaptation set (DASH-IF IOP part 5 §3.2.9)."""
    title = dash_title(clips, rungs=(0,), duration_s=duration_s)
    rung = RUNGS[KEY_FRAMES_RUNG]
    trick_mode = (
        f'<AdaptationSet contentType="video" mimeType="video/mp4"><EssentialProperty '
        f'schemeIdUri="{_TRICK_MODE}" value="1"/><SegmentTemplate timescale="1000" duration="1000" '
        'startNumber="1" initialization="keys-init.mp4" media="keys-$Number$.m4s"/>'
        f'<Representation id="keys" bandwidth="300000" codecs="avc1.64001f" width="{rung.width}" '
        f'height="{rung.height}" maxPlayoutRate="32" codingDependency="false"/></AdaptationSet></Period>'
    )
    mpd = title.files[title.manifest].decode().replace("</Period>", trick_mode)
    return Title(title.manifest, {**title.files, **_files(clips, duration_s), title.manifest: mpd.encode()})


def _files(clips: ClipStore, duration_s: int) -> dict[str, bytes]:
    whole = clips.video(VideoSpec(rung=KEY_FRAMES_RUNG, duration_s=duration_s, segment_s=1.0))
    init, segments = split_fragments(_key_frames(whole))
    assert len(segments) == duration_s
    return {"keys-init.mp4": init} | {f"keys-{number}.m4s": body for number, body in enumerate(segments, 1)}


def _key_frames(clip: Clip) -> bytes:
    """Remux a clip's key frames alone, a fragment for each."""
    target = io.BytesIO()
    flags = {"movflags": "frag_keyframe+empty_moov+default_base_moof+delay_moov"}
    with (
        av.open(io.BytesIO(clip.mp4), "r") as source,
        av.open(target, "w", format="mp4", options=flags) as out,
    ):
        stream = out.add_stream_from_template(source.streams[0])
        for packet in source.demux(source.streams[0]):
            if packet.dts is not None and packet.is_keyframe:
                made: Any = packet
                made.stream, made.dts = stream, packet.pts
                made.duration = round(1 / packet.time_base)
                out.mux(made)
    return target.getvalue()
