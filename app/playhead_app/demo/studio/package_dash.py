"""Write a film's DASH manifest (ISO/IEC 23009-1) over the same segments that the HLS playlists name."""
# mpegdash ships no types; this module is the only one of the demo that touches it.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.dom import minidom

from mpegdash import nodes
from mpegdash.parser import MPEGDASHParser

from playhead_app.demo.studio.fragments import FragmentedFile
from playhead_app.demo.studio.ladder import FRAME_RATE, SEGMENT_S, Rung
from playhead_app.demo.studio.reel import SAMPLE_RATE, Mix
from playhead_app.demo.studio.thumbnails import COLUMNS, ROWS, SHEET_S, THUMBNAIL_SIZE, ThumbnailTrack

__all__ = ["DashText", "DashTrack", "write_manifest"]

_LIVE_PROFILE = "urn:mpeg:dash:profile:isoff-live:2011"
_ON_DEMAND_PROFILE = "urn:mpeg:dash:profile:isoff-on-demand:2011"
_TILING = "http://dashif.org/guidelines/thumbnail_tile"


@dataclass(frozen=True, slots=True)
class DashTrack:
    """One representation: a rung of the picture, or a mix.

    Attributes:
        place: Folder of the segments, or the whole file where `is_whole`.
    """

    of: Rung | Mix
    codecs: str
    file: FragmentedFile
    place: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class DashText:
    """A whole WebVTT file."""

    language: str
    file: str
    bandwidth_bps: int


def write_manifest(
    path: Path, tracks: list[DashTrack], thumbnails: ThumbnailTrack, subtitles: list[DashText]
) -> None:
    """Write the manifest: adaptation sets for the picture, each mix, the thumbnails, each subtitle file."""
    mpd = nodes.MPEGDASH()
    mpd.xmlns = "urn:mpeg:dash:schema:mpd:2011"
    mpd.type = "static"
    mpd.profiles = _ON_DEMAND_PROFILE if tracks[0].is_whole else _LIVE_PROFILE
    mpd.min_buffer_time = f"PT{SEGMENT_S * 2}S"
    mpd.media_presentation_duration = f"PT{float(tracks[0].file.duration):.3f}S"
    period = nodes.Period()
    period.id, period.start = "film", "PT0S"
    videos = [track for track in tracks if isinstance(track.of, Rung)]
    sounds = [track for track in tracks if isinstance(track.of, Mix)]
    period.adaptation_sets = [
        _picture_set(videos),
        *(_sound_set(index, one) for index, one in enumerate(sounds)),
    ]
    period.adaptation_sets.append(_thumbnail_set(2 + len(sounds), thumbnails))
    period.adaptation_sets += [_text_set(3 + len(sounds) + at, one) for at, one in enumerate(subtitles)]
    mpd.periods = [period]
    document: minidom.Document = MPEGDASHParser.get_as_doc(mpd)
    _add_labels(document, sounds)
    path.write_bytes(document.toprettyxml(indent="  ", encoding="utf-8"))


def _add_labels(document: minidom.Document, sounds: list[DashTrack]) -> None:
    """Name the sound tracks: mpegdash knows no Label element, which comes last among its siblings' heads."""
    groups = document.getElementsByTagName("AdaptationSet")[1 : 1 + len(sounds)]
    for group, track in zip(groups, sounds, strict=True):
        assert isinstance(track.of, Mix)
        label = document.createElement("Label")
        label.appendChild(document.createTextNode(track.of.name))
        first = group.getElementsByTagName("Role")[0]
        group.insertBefore(label, first)


def _picture_set(tracks: list[DashTrack]) -> nodes.AdaptationSet:
    group = nodes.AdaptationSet()
    group.id, group.content_type, group.mime_type = 1, "video", "video/mp4"
    group.par, group.segment_alignment, group.start_with_sap = "16:9", True, 1
    group.frame_rate = str(FRAME_RATE)
    if not tracks[0].is_whole:
        group.segment_templates = [_numbered_template(tracks[0].file)]
    for track in tracks:
        assert isinstance(track.of, Rung)
        one = _representation(track, track.of.name)
        one.width, one.height, one.sar = track.of.width, track.of.height, "1:1"
        group.representations = [*(group.representations or []), one]
    return group


def _sound_set(index: int, track: DashTrack) -> nodes.AdaptationSet:
    assert isinstance(track.of, Mix)
    group = nodes.AdaptationSet()
    group.id, group.content_type, group.mime_type = 2 + index, "audio", "audio/mp4"
    group.lang = track.of.language
    group.segment_alignment, group.start_with_sap = True, 1
    group.audio_sampling_rate = str(SAMPLE_RATE)
    role = nodes.Descriptor()
    role.scheme_id_uri, role.value = "urn:mpeg:dash:role:2011", "alternate" if index else "main"
    channels = nodes.Descriptor()
    channels.scheme_id_uri = "urn:mpeg:dash:23003:3:audio_channel_configuration:2011"
    channels.value = "2"
    group.roles, group.audio_channel_configurations = [role], [channels]
    if not track.is_whole:
        group.segment_templates = [_timed_template(track.file)]
    group.representations = [_representation(track, f"sound-{track.of.language}")]
    return group


def _thumbnail_set(number: int, thumbnails: ThumbnailTrack) -> nodes.AdaptationSet:
    """Return the thumbnails as DASH-IF's interoperability guidelines tile them (§6.2.6)."""
    group, one, template = nodes.AdaptationSet(), nodes.Representation(), nodes.SegmentTemplate()
    group.id, group.content_type, group.mime_type = number, "image", "image/jpeg"
    template.timescale, template.duration, template.start_number = 1, SHEET_S, 1
    template.media = f"{thumbnails.place}/$Number%05d$.jpg"
    tiling = nodes.Descriptor()
    tiling.scheme_id_uri, tiling.value = _TILING, f"{COLUMNS}x{ROWS}"
    one.id, one.bandwidth = "thumbnails", thumbnails.peak_bps
    # For tiled images the size is that of a whole sheet.
    one.width, one.height = THUMBNAIL_SIZE[0] * COLUMNS, THUMBNAIL_SIZE[1] * ROWS
    one.essential_properties = [tiling]
    group.segment_templates, group.representations = [template], [one]
    return group


def _text_set(number: int, text: DashText) -> nodes.AdaptationSet:
    group, one, role, address = (
        nodes.AdaptationSet(),
        nodes.Representation(),
        nodes.Descriptor(),
        nodes.BaseURL(),
    )
    group.id, group.content_type, group.mime_type, group.lang = number, "text", "text/vtt", text.language
    role.scheme_id_uri, role.value = "urn:mpeg:dash:role:2011", "subtitle"
    address.base_url_value = text.file
    one.id, one.bandwidth, one.base_urls = f"words-{text.language}", text.bandwidth_bps, [address]
    group.roles, group.representations = [role], [one]
    return group


def _representation(track: DashTrack, name: str) -> nodes.Representation:
    one = nodes.Representation()
    one.id, one.codecs, one.bandwidth = name, track.codecs, track.file.peak_bps
    address = nodes.BaseURL()
    address.base_url_value = track.place if track.is_whole else f"{track.place}/"
    one.base_urls = [address]
    if track.is_whole:
        base, init = nodes.SegmentBase(), nodes.URL()
        end_of_init = track.file.init_bytes
        init.range = f"0-{end_of_init - 1}"
        base.index_range = f"{end_of_init}-{end_of_init + track.file.index_bytes - 1}"
        base.timescale, base.initializations = track.file.timescale, [init]
        one.segment_bases = [base]
    return one


def _template(file: FragmentedFile) -> nodes.SegmentTemplate:
    template = nodes.SegmentTemplate()
    template.timescale, template.start_number = file.timescale, 1
    template.initialization, template.media = "init.mp4", "$Number%05d$.m4s"
    return template


def _numbered_template(file: FragmentedFile) -> nodes.SegmentTemplate:
    """Return the short form: closed GOPs make all of the picture's segments equally long."""
    template = _template(file)
    template.duration = file.timescale * SEGMENT_S
    return template


def _timed_template(file: FragmentedFile) -> nodes.SegmentTemplate:
    """Return the exact form: AAC frames don't divide two seconds evenly, so each segment says its length."""
    template, timeline = _template(file), nodes.SegmentTimeline()
    entries: list[nodes.S] = []
    for duration, run in groupby(fragment.duration for fragment in file.fragments):
        entry = nodes.S()
        entry.d, repeats = duration, len(list(run)) - 1
        entry.r = repeats or None
        entries.append(entry)
    entries[0].t = 0
    timeline.Ss = entries
    template.segment_timelines = [timeline]
    return template
