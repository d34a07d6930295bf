"""Whole titles out of the small clips: the same pictures as HLS (fMP4 and MPEG-TS) and as DASH.

A title is a dictionary from URLs to bytes, ready for a simulated network, a folder or a loopback server.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av

from tests.media.clips import RUNGS, Clip, ClipStore, SoundSpec, VideoSpec

__all__ = ["BASE_URL", "Title", "dash_title", "hls_title", "hls_ts_title"]

BASE_URL = "http://origin.test/"


@dataclass(frozen=True, slots=True)
class Title:
    """Files of one title by their path below the origin.

    Attributes:
        manifest: Path of the manifest.
    """

    manifest: str
    files: dict[str, bytes]

    @property
    def url(self) -> str:
        """The manifest's URL on the simulated origin."""
        return BASE_URL + self.manifest

    def by_url(self) -> dict[str, bytes]:
        """Return the files as the simulated network wants them; a whole address stays what it is."""
        return {
            path if path.startswith("http") else BASE_URL + path: body for path, body in self.files.items()
        }


def _clips(clips: ClipStore, rungs: Sequence[int], duration_s: int) -> tuple[dict[int, Clip], Clip]:
    pictures = {rung: clips.video(VideoSpec(rung=rung, duration_s=duration_s)) for rung in rungs}
    return pictures, clips.sound(SoundSpec(duration_s=duration_s))


def _playlist(entries: Sequence[str], init: str | None = None) -> bytes:
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:2", "#EXT-X-PLAYLIST-TYPE:VOD"]
    if init is not None:
        lines.append(f'#EXT-X-MAP:URI="{init}"')
    for entry in entries:
        lines += ["#EXTINF:2.0,", entry]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""]).encode()


def _multivariant(rungs: Sequence[int], *, has_audio_group: bool) -> bytes:
    lines = ["#EXTM3U", "#EXT-X-VERSION:7"]
    audio = ""
    if has_audio_group:
        audio = ',AUDIO="a"'
        for language in ("en", "de"):
            default = "YES" if language == "en" else "NO"
            lines.append(
                f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="{language}",LANGUAGE="{language}",'
                f'DEFAULT={default},AUTOSELECT=YES,CHANNELS="2",URI="sound-{language}.m3u8"'
            )
    for rung in rungs:
        each = RUNGS[rung]
        lines.append(
            f"#EXT-X-STREAM-INF:BANDWIDTH={each.bandwidth_bps},RESOLUTION={each.width}x{each.height},"
            f'CODECS="avc1.64001f,mp4a.40.2"{audio}'
        )
        lines.append(f"{each.height}p.m3u8")
    return "\n".join([*lines, ""]).encode()


def _fragments(pictures: dict[int, Clip], sound: Clip) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, clip in [*((f"{RUNGS[r].height}p", c) for r, c in pictures.items()), ("sound", sound)]:
        files[f"{name}-init.mp4"] = clip.init
        files |= {f"{name}-{number}.m4s": body for number, body in enumerate(clip.segments, 1)}
    return files


def hls_title(clips: ClipStore, rungs: Sequence[int] = (0, 1, 3), duration_s: int = 20) -> Title:
    """Return a multivariant title in fMP4 with the sound in a group of its own, in two "languages"."""
    pictures, sound = _clips(clips, rungs, duration_s)
    files = _fragments(pictures, sound)
    for name, clip in [(f"{RUNGS[r].height}p", c) for r, c in pictures.items()]:
        entries = [f"{name}-{number}.m4s" for number in range(1, len(clip.segments) + 1)]
        files[f"{name}.m3u8"] = _playlist(entries, f"{name}-init.mp4")
    entries = [f"sound-{number}.m4s" for number in range(1, len(sound.segments) + 1)]
    for language in ("en", "de"):
        files[f"sound-{language}.m3u8"] = _playlist(entries, "sound-init.mp4")
    files["master.m3u8"] = _multivariant(rungs, has_audio_group=True)
    return Title("master.m3u8", files)


def dash_title(clips: ClipStore, rungs: Sequence[int] = (0, 1, 3), duration_s: int = 20) -> Title:
    """Return an MPD over the same segments, with the sound in an adaptation set of its own."""
    pictures, sound = _clips(clips, rungs, duration_s)
    template = (
        '<SegmentTemplate timescale="1000" duration="2000" startNumber="1" '
        'initialization="$RepresentationID$-init.mp4" media="$RepresentationID$-$Number$.m4s"/>'
    )
    representations = "".join(
        f'<Representation id="{RUNGS[r].height}p" bandwidth="{RUNGS[r].bandwidth_bps}" codecs="avc1.64001f" '
        f'width="{RUNGS[r].width}" height="{RUNGS[r].height}" frameRate="25"/>'
        for r in rungs
    )
    mpd = (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
        'profiles="urn:mpeg:dash:profile:isoff-live:2011" minBufferTime="PT2S" '
        f'mediaPresentationDuration="PT{duration_s}S"><Period>'
        f'<AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true">{template}'
        f"{representations}</AdaptationSet>"
        f'<AdaptationSet contentType="audio" mimeType="audio/mp4" lang="en">{template}'
        '<Representation id="sound" bandwidth="128000" codecs="mp4a.40.2" audioSamplingRate="48000"/>'
        "</AdaptationSet></Period></MPD>"
    )
    return Title("title.mpd", _fragments(pictures, sound) | {"title.mpd": mpd.encode()})


def hls_ts_title(
    clips: ClipStore,
    rungs: Sequence[int] = (0, 1, 3),
    duration_s: int = 20,
    *,
    sei: Callable[[int], bytes] | None = None,
) -> Title:
    """Return a title in MPEG-TS with picture and sound in the same segments.

    Args:
        sei: Gives the SEI message for a frame, as a NAL unit; empty for none.
    """
    pictures, sound = _clips(clips, rungs, duration_s)
    files: dict[str, bytes] = {"master.m3u8": _multivariant(rungs, has_audio_group=False)}
    for rung, clip in pictures.items():
        name = f"{RUNGS[rung].height}p"
        bodies = _transport_segments(clip, sound, sei)
        files |= {f"{name}-{number}.ts": body for number, body in enumerate(bodies, 1)}
        files[f"{name}.m3u8"] = _playlist([f"{name}-{number}.ts" for number in range(1, len(bodies) + 1)])
    return Title("master.m3u8", files)


def _transport_segments(picture: Clip, sound: Clip, sei: Callable[[int], bytes] | None) -> list[bytes]:
    """Remux to MPEG-TS, two seconds a segment, on one continuous clock ten seconds from zero."""
    return [
        _transport_segment(picture.init + picture_segment, sound.init + sound_segment, sei)
        for picture_segment, sound_segment in zip(picture.segments, sound.segments, strict=True)
    ]


def _transport_segment(picture: bytes, sound: bytes, sei: Callable[[int], bytes] | None) -> bytes:
    target = io.BytesIO()
    options = {"mpegts_copyts": "1", "output_ts_offset": "10"}
    with av.open(target, "w", format="mpegts", options=options) as out:
        sources = [av.open(io.BytesIO(body), "r") for body in (picture, sound)]
        packets: list[tuple[Fraction, Any]] = []
        for source in sources:
            stream = out.add_stream_from_template(source.streams[0])
            for packet in source.demux(source.streams[0]):
                if packet.dts is not None:
                    made: Any = _with_sei(packet, sei) if sei and source is sources[0] else packet
                    made.stream = stream
                    packets.append((made.dts * made.time_base, made))
        for _, packet in sorted(packets, key=lambda pair: pair[0]):
            out.mux(packet)
        for source in sources:
            source.close()
    return target.getvalue()


def _with_sei(packet: Any, sei: Callable[[int], bytes]) -> Any:
    nal = sei(round(float(packet.pts * packet.time_base) * 25))
    if not nal:
        return packet
    made = av.Packet(len(nal).to_bytes(4, "big") + nal + bytes(packet))
    made.pts, made.dts, made.time_base = packet.pts, packet.dts, packet.time_base
    made.is_keyframe = packet.is_keyframe
    return made
