"""The synthetic title's documents: HLS playlists (RFC 8216) and an MPD (ISO/IEC 23009-1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["AudioFacts", "VideoFacts", "adaptation_sets", "dash_manifest", "hls_media", "hls_multivariant"]

_AAC_LC = "mp4a.40.2"


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What the documents tell of one video representation.

    Attributes:
        folder: Where its init segment and segments are.
        segment_ticks: Usual length of a segment.
    """

    folder: str
    bandwidth_bps: int
    codecs: str
    width: int
    height: int
    frame_rate: int
    segment_ticks: int
    timescale: int


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What the documents tell of the sound; as `VideoFacts`."""

    folder: str
    bandwidth_bps: int
    segment_ticks: int
    timescale: int


def hls_multivariant(videos: Sequence[VideoFacts], audio: AudioFacts | None) -> bytes:
    """Return the multivariant playlist (§4.3.4)."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if audio is not None:
        lines.append(
            '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,'
            f'CHANNELS="2",URI="{audio.folder}.m3u8"'
        )
    for video in videos:
        bandwidth_bps = video.bandwidth_bps + (audio.bandwidth_bps if audio else 0)
        codecs = f"{video.codecs},{_AAC_LC}" if audio else video.codecs
        lines.append(
            f'#EXT-X-STREAM-INF:BANDWIDTH={bandwidth_bps},CODECS="{codecs}",'
            f"RESOLUTION={video.width}x{video.height},FRAME-RATE={video.frame_rate:.3f}"
            + (',AUDIO="sound"' if audio else "")
        )
        lines.append(f"{video.folder}.m3u8")
    return "\n".join([*lines, ""]).encode()


def hls_media(folder: str, durations_s: Sequence[float]) -> bytes:
    """Return a media playlist (§4.3.3) of segments `folder/0.m4s` and on."""
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{max(1, round(max(durations_s)))}",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        f'#EXT-X-MAP:URI="{folder}/init.mp4"',
    ]
    for number, duration_s in enumerate(durations_s):
        lines.append(f"#EXTINF:{duration_s:.6f},")
        lines.append(f"{folder}/{number}.m4s")
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""]).encode()


def dash_manifest(duration_s: float, videos: Sequence[VideoFacts], audio: AudioFacts | None) -> bytes:
    """Return a static MPD with one period and segments by number."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"\n'
        '     profiles="urn:mpeg:dash:profile:isoff-live:2011"\n'
        f'     mediaPresentationDuration="PT{duration_s:.3f}S" minBufferTime="PT2S">\n'
        f'  <Period id="1" start="PT0S" duration="PT{duration_s:.3f}S">\n'
        + adaptation_sets(videos, audio, lambda facts: _template(facts.segment_ticks, facts.timescale))
        + "  </Period>\n</MPD>\n"
    ).encode()


def adaptation_sets(
    videos: Sequence[VideoFacts],
    audio: AudioFacts | None,
    template: Callable[[VideoFacts | AudioFacts], str],
) -> str:
    """Return a period's sets.

    Args:
        template: Gives the SegmentTemplate of a set.
    """
    sets = [_video_set(videos, template(videos[0]))]
    return "".join(sets + ([_audio_set(audio, template(audio))] if audio else []))


def _video_set(videos: Sequence[VideoFacts], template: str) -> str:
    rows = "".join(
        f'      <Representation id="{video.folder}" bandwidth="{video.bandwidth_bps}" codecs="{video.codecs}"'
        f' width="{video.width}" height="{video.height}" frameRate="{video.frame_rate}"/>\n'
        for video in videos
    )
    return (
        '    <AdaptationSet id="1" contentType="video" mimeType="video/mp4"'
        ' segmentAlignment="true" startWithSAP="1">\n' + template + rows + "    </AdaptationSet>\n"
    )


def _audio_set(audio: AudioFacts, template: str) -> str:
    return (
        '    <AdaptationSet id="2" contentType="audio" lang="en" mimeType="audio/mp4"'
        ' segmentAlignment="true">\n'
        '      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>\n'
        + template
        + f'      <Representation id="{audio.folder}" bandwidth="{audio.bandwidth_bps}" codecs="{_AAC_LC}"'
        f' audioSamplingRate="{audio.timescale}">\n'
        '        <AudioChannelConfiguration value="2"'
        ' schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011"/>\n'
        "      </Representation>\n    </AdaptationSet>\n"
    )


def _template(segment_ticks: int, timescale: int) -> str:
    return (
        f'      <SegmentTemplate timescale="{timescale}" duration="{segment_ticks}" startNumber="0"'
        ' initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s"/>\n'
    )
