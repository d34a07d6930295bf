"""Turn a film's encoded tracks into what an origin serves: segments, HLS playlists, a DASH manifest."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from playhead_app.demo.studio.fragments import FragmentedFile, cut_into_files, read_fragments
from playhead_app.demo.studio.ladder import LADDER, Rung
from playhead_app.demo.studio.package_dash import DashText, DashTrack, write_manifest
from playhead_app.demo.studio.package_hls import (
    AudioRendition,
    MediaSegment,
    SubtitleRendition,
    VideoVariant,
    byte_range_segments,
    file_segments,
    write_image_playlist,
    write_master,
    write_media_playlist,
)
from playhead_app.demo.studio.reel import Film, Packaging
from playhead_app.demo.studio.subtitles import SubtitleTrack, write_subtitles
from playhead_app.demo.studio.thumbnails import ThumbnailTrack
from playhead_app.demo.studio.transport_stream import write_transport_stream

__all__ = ["HLS_NAME", "MPD_NAME", "package_film"]

HLS_NAME = "master.m3u8"
MPD_NAME = "manifest.mpd"
_AAC_LC = "mp4a.40.2"


def package_film(film: Film, raw: Path, thumbnails: ThumbnailTrack, target: Path) -> dict[str, Any]:
    """Package the tracks of `raw` into `target` and remove `raw`.

    Returns:
        What the service tells of the film: protocols, length, languages, size.
    """
    if film.packaging is Packaging.MPEG_TS:
        _package_ts(film, raw, thumbnails, target)
    else:
        _package_cmaf(film, raw, thumbnails, target)
    write_image_playlist(target / thumbnails.place / "index.m3u8", thumbnails, film.length_s)
    for left_over in raw.iterdir():
        left_over.unlink()
    raw.rmdir()
    has_dash = (target / MPD_NAME).exists()
    return {
        "id": film.id,
        "number": film.number,
        "name": film.name,
        "length_s": film.length_s,
        "manifests": {"hls": HLS_NAME, **({"dash": MPD_NAME} if has_dash else {})},
        "packaging": film.packaging.value,
        "languages": [mix.language for mix in film.mixes],
        "size_bytes": sum(path.stat().st_size for path in target.rglob("*") if path.is_file()),
    }


def _package_cmaf(film: Film, raw: Path, thumbnails: ThumbnailTrack, target: Path) -> None:
    is_whole = film.packaging is Packaging.CMAF_BYTE_RANGES
    tracks: list[DashTrack] = []
    for rung in LADDER:
        path = raw / f"{rung.name}.mp4"
        codecs = _video_codec(path)
        file, place = _place_track(path, target / "video" / rung.name, is_whole)
        tracks.append(DashTrack(rung, codecs, file, f"video/{place}", is_whole))
    for mix in film.mixes:
        file, place = _place_track(raw / f"{mix.language}.mp4", target / "audio" / mix.language, is_whole)
        tracks.append(DashTrack(mix, _AAC_LC, file, f"audio/{place}", is_whole))
    words = [write_subtitles(each, film.length_s, target) for each in film.subtitles]
    texts = [DashText(each.of.language, each.file, each.bandwidth_bps) for each in words]
    write_manifest(target / MPD_NAME, tracks, thumbnails, texts)
    _write_cmaf_master(film, tracks, thumbnails, words, target)


def _place_track(path: Path, folder: Path, is_whole: bool) -> tuple[FragmentedFile, str]:
    """Move or cut one track, write its playlist; return its index and its place beside the others."""
    file = read_fragments(path)
    if is_whole:
        whole = folder.with_suffix(".mp4")
        whole.parent.mkdir(exist_ok=True)
        path.rename(whole)
        init = (whole.name, (file.init_bytes, 0))
        write_media_playlist(folder.with_suffix(".m3u8"), byte_range_segments(file, whole.name), init)
        return file, whole.name
    cut_into_files(path, file, folder)
    write_media_playlist(folder / "index.m3u8", file_segments(file), ("init.mp4", None))
    return file, folder.name


def _write_cmaf_master(
    film: Film,
    tracks: list[DashTrack],
    thumbnails: ThumbnailTrack,
    words: list[SubtitleTrack],
    target: Path,
) -> None:
    sounds = tracks[len(LADDER) :]
    sound_peak = max(track.file.peak_bps for track in sounds)
    sound_average = max(track.file.average_bps for track in sounds)
    variants = [
        VideoVariant(
            track.of,
            _playlist_of(track),
            f"{track.codecs},{_AAC_LC}",
            track.file.peak_bps + sound_peak,
            track.file.average_bps + sound_average,
        )
        for track in tracks
        if isinstance(track.of, Rung)
    ]
    renditions = [
        AudioRendition(mix, _playlist_of(track)) for mix, track in zip(film.mixes, sounds, strict=True)
    ]
    subtitles = [SubtitleRendition(each.of.language, each.of.name, each.playlist) for each in words]
    write_master(target / HLS_NAME, variants, renditions, thumbnails, subtitles)


def _playlist_of(track: DashTrack) -> str:
    return (
        str(Path(track.place).with_suffix(".m3u8").as_posix())
        if track.is_whole
        else f"{track.place}/index.m3u8"
    )


def _package_ts(film: Film, raw: Path, thumbnails: ThumbnailTrack, target: Path) -> None:
    sound = raw / f"{film.mixes[0].language}.mp4"
    variants: list[VideoVariant] = []
    for rung in LADDER:
        video = raw / f"{rung.name}.mp4"
        folder = target / "video" / rung.name
        files = write_transport_stream(video, sound, folder)
        fragments = read_fragments(video)
        durations = [Fraction(one.duration, fragments.timescale) for one in fragments.fragments]
        segments = [
            MediaSegment(path.name, duration) for path, duration in zip(files, durations, strict=True)
        ]
        write_media_playlist(folder / "index.m3u8", segments, None)
        sizes = [path.stat().st_size * 8 for path in files]
        peak = max(round(size / duration) for size, duration in zip(sizes, durations, strict=True))
        average = round(sum(sizes) / sum(durations))
        codecs = f"{_video_codec(video)},{_AAC_LC}"
        variants.append(VideoVariant(rung, f"video/{rung.name}/index.m3u8", codecs, peak, average))
    write_master(target / HLS_NAME, variants, [], thumbnails, [])


def _video_codec(path: Path) -> str:
    """Return the RFC 6381 name of a track's codec, such as `avc1.640028`, from its decoder configuration."""
    with av.open(str(path)) as file:
        configuration = file.streams.video[0].codec_context.extradata
    assert configuration is not None
    # ISO/IEC 14496-15 §5.3.3.1: version, then profile, compatibility and level, one byte each.
    return f"avc1.{configuration[1:4].hex()}"
