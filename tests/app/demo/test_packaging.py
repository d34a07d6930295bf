import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av
import m3u8
import numpy as np
import pytest
from PIL import Image

from playhead import LoopClock, Player, Thumbnail, dash, hls
from playhead.backend.headless import HeadlessBackend
from playhead.captions import parse_captions
from playhead.net.transports.simulated import SimulatedNetwork
from playhead.presentation import DeferredIndex, Kind, Presentation
from playhead.testing import run_virtual
from playhead.testing.folder_origin import folder_origin
from playhead_app.demo.framecode import FrameCode, read_frame_code
from playhead_app.demo.studio.fragments import read_fragments
from playhead_app.demo.studio.ladder import LADDER
from playhead_app.demo.studio.reel import Packaging

Made = Callable[[Packaging], Path]
ADDRESS = "http://127.0.0.1:1/media/film/"
CMAF = [Packaging.CMAF_SEGMENTS, Packaging.CMAF_BYTE_RANGES]


def parsed(folder: Path, name: str) -> Presentation:
    reader = hls if name.endswith(".m3u8") else dash
    return reader.parse_presentation((folder / name).read_bytes(), ADDRESS + name)


@dataclass(frozen=True)
class Piece:
    """One segment of a media playlist."""

    duration_s: float
    body: bytes


def pieces(playlist: Path) -> list[Piece]:
    """Fetch what a media playlist names, as a player would."""
    found = m3u8.loads(playlist.read_text()).segments
    return [Piece(one.duration or 0.0, _part(playlist, one.uri, one.byterange)) for one in found]


def playlist_bytes(playlist: Path) -> bytes:
    """Join the initialization section and all segments."""
    init = m3u8.loads(playlist.read_text()).segments[0].init_section
    head = _part(playlist, init.uri, init.byterange) if init is not None else b""
    return head + b"".join(piece.body for piece in pieces(playlist))


def _part(playlist: Path, uri: str | None, byte_range: str | None) -> bytes:
    body = (playlist.parent / (uri or "")).read_bytes()
    if not byte_range:
        return body
    size, offset = (int(number) for number in byte_range.split("@"))
    return body[offset : offset + size]


def video_playlists(folder: Path) -> list[Path]:
    master = m3u8.loads((folder / "master.m3u8").read_text())
    ordered = sorted(master.playlists, key=lambda one: one.stream_info.bandwidth or 0)
    return [folder / (one.uri or "") for one in ordered]


@pytest.mark.parametrize("packaging", list(Packaging))
def test_every_rung_plays_all_its_frames_in_order(packaging: Packaging, made_film: Made) -> None:
    for rung, playlist in zip(LADDER, video_playlists(made_film(packaging)), strict=True):
        with av.open(io.BytesIO(playlist_bytes(playlist)), "r") as file:
            file.streams.video[0].thread_type = "AUTO"
            codes = [
                read_frame_code(frame.to_ndarray()[: frame.height].astype(np.uint8))
                for frame in file.decode(video=0)
            ]
        assert codes == [FrameCode(7, rung.number, number) for number in range(96)]


@pytest.mark.parametrize("packaging", list(Packaging))
def test_every_segment_lasts_two_seconds_and_begins_with_a_keyframe(
    packaging: Packaging, made_film: Made
) -> None:
    for playlist in video_playlists(made_film(packaging)):
        found = m3u8.loads(playlist.read_text())
        assert [segment.duration for segment in found.segments] == [2.0, 2.0]
        assert found.target_duration == 2
        assert found.is_endlist
        with av.open(io.BytesIO(playlist_bytes(playlist)), "r") as file:
            packets = [packet for packet in file.demux(video=0) if packet.pts is not None]
        keyframes = [index for index, packet in enumerate(packets) if packet.is_keyframe]
        assert keyframes == [0, 48]


@pytest.mark.parametrize("packaging", list(Packaging))
def test_no_segment_is_heavier_than_its_variant_declares(packaging: Packaging, made_film: Made) -> None:
    folder = made_film(packaging)
    master = m3u8.loads((folder / "master.m3u8").read_text())
    for variant in master.playlists:
        peak = max(len(piece.body) * 8 / piece.duration_s for piece in pieces(folder / (variant.uri or "")))
        declared = variant.stream_info.bandwidth or 0
        assert declared >= int(peak)
        assert 0 < (variant.stream_info.average_bandwidth or 0) <= declared


@pytest.mark.parametrize("packaging", list(Packaging))
def test_the_player_reads_the_hls_ladder(packaging: Packaging, made_film: Made) -> None:
    presentation = parsed(made_film(packaging), "master.m3u8")
    video = next(track for track in presentation.periods[0].tracks if track.kind is Kind.VIDEO)
    assert [one.height for one in video.representations] == [234, 360, 720, 1080]
    assert [one.width for one in video.representations] == [416, 640, 1280, 1920]


@pytest.mark.parametrize("packaging", CMAF)
def test_the_player_reads_the_same_ladder_and_languages_from_dash(
    packaging: Packaging, made_film: Made
) -> None:
    presentation = parsed(made_film(packaging), "manifest.mpd")
    tracks = presentation.periods[0].tracks
    video = next(track for track in tracks if track.kind is Kind.VIDEO)
    assert [one.height for one in video.representations] == [234, 360, 720, 1080]
    sound = [(track.language, track.label) for track in tracks if track.kind is Kind.AUDIO]
    assert sound == [("en", "Hum"), ("de", "Hum again")]


def test_a_transport_stream_has_no_dash_manifest(made_film: Made) -> None:
    assert not (made_film(Packaging.MPEG_TS) / "manifest.mpd").exists()


def test_dash_names_a_whole_file_and_the_exact_place_of_its_index(made_film: Made) -> None:
    folder = made_film(Packaging.CMAF_BYTE_RANGES)
    text = (folder / "manifest.mpd").read_text()
    file = read_fragments(folder / "video" / "1080p.mp4")
    end = file.init_bytes + file.index_bytes
    assert f'indexRange="{file.init_bytes}-{end - 1}"' in text
    assert (folder / "video" / "1080p.mp4").read_bytes()[file.init_bytes + 4 : file.init_bytes + 8] == b"sidx"
    assert file.fragments[0].offset_bytes == end


@pytest.mark.parametrize("packaging", CMAF)
def test_each_mix_plays_as_long_as_the_picture(packaging: Packaging, made_film: Made) -> None:
    folder = made_film(packaging)
    master = m3u8.loads((folder / "master.m3u8").read_text())
    sounds = [one for one in master.media if one.type == "AUDIO"]
    assert [(one.language, one.name, one.default) for one in sounds] == [
        ("en", "Hum", "YES"),
        ("de", "Hum again", "NO"),
    ]
    for media in sounds:
        with av.open(io.BytesIO(playlist_bytes(folder / (media.uri or ""))), "r") as file:
            length = sum(frame.samples for frame in file.decode(audio=0)) / 48_000
        assert length == pytest.approx(4.0, abs=0.05)


def test_picture_and_sound_of_a_transport_stream_begin_together(made_film: Made) -> None:
    playlist = video_playlists(made_film(Packaging.MPEG_TS))[0]
    with av.open(io.BytesIO(playlist_bytes(playlist)), "r") as file:
        packets = [packet for packet in file.demux() if packet.pts is not None]
        # Within the block: a packet's stream must not outlive its file.
        first = {one.stream.type: float((one.pts or 0) * one.time_base) for one in reversed(packets)}
    assert first["video"] == pytest.approx(10.0, abs=0.001)
    assert first["audio"] == pytest.approx(10.0, abs=0.05)


def test_a_published_film_leaves_nothing_raw_behind(made_film: Made) -> None:
    folder = made_film(Packaging.CMAF_SEGMENTS)
    assert sorted(path.name for path in folder.iterdir()) == [
        "audio",
        "film.json",
        "manifest.mpd",
        "master.m3u8",
        "subtitles",
        "thumbnails",
        "video",
    ]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.parametrize("packaging", CMAF)
@pytest.mark.parametrize("name", ["master.m3u8", "manifest.mpd"])
def test_the_player_finds_the_thumbnails_in_both_manifests(
    packaging: Packaging, name: str, made_film: Made
) -> None:
    folder = made_film(packaging)

    async def look() -> Thumbnail | None:
        clock = LoopClock()
        network = SimulatedNetwork([(60.0, 50e6)], folder_origin(folder, ADDRESS))
        async with Player(backend=HeadlessBackend(clock), transport=network, clock=clock) as player:
            await player.load(ADDRESS + name)
            return await player.thumbnail_at(2.5)

    thumbnail = run_virtual(look(), limit_s=60)
    assert thumbnail is not None
    assert (thumbnail.left, thumbnail.top, thumbnail.width, thumbnail.height) == (192, 0, 192, 108)
    assert (thumbnail.start_s, thumbnail.end_s) == (2.0, 4.0)


def test_a_contact_sheet_holds_a_small_picture_for_every_two_seconds(made_film: Made) -> None:
    folder = made_film(Packaging.CMAF_SEGMENTS) / "thumbnails"
    assert sorted(path.name for path in folder.iterdir()) == ["00001.jpg", "index.m3u8"]
    with Image.open(folder / "00001.jpg") as sheet:
        assert sheet.size == (960, 432)
        pixels = np.asarray(sheet.convert("L"), dtype=float)
    # Two of twenty places are taken: the film lasts four seconds and begins in black.
    assert pixels[6:100, 192:384].mean() > 60
    assert pixels[:, 384:].mean() < 3


def test_the_image_playlist_says_how_its_sheets_are_tiled(made_film: Made) -> None:
    text = (made_film(Packaging.MPEG_TS) / "thumbnails" / "index.m3u8").read_text()
    assert "#EXT-X-IMAGES-ONLY" in text
    assert "#EXT-X-TILES:RESOLUTION=192x108,LAYOUT=5x4,DURATION=2" in text


@pytest.mark.parametrize("packaging", CMAF)
@pytest.mark.parametrize("manifest", ["master.m3u8", "manifest.mpd"])
def test_both_manifests_offer_the_subtitles_and_lead_to_the_same_words(
    packaging: Packaging, manifest: str, made_film: Made
) -> None:
    folder = made_film(packaging)
    presentation = parsed(folder, manifest)
    tracks = presentation.periods[0].tracks_of(Kind.TEXT)
    assert [track.language for track in tracks] == ["en", "de"]
    for track in tracks:
        index = track.representations[0].index
        if isinstance(index, DeferredIndex):
            place = folder / index.resource.url.removeprefix(ADDRESS)
            index = index.resolve(place.read_bytes(), index.resource.url)
        words = [
            (cue.start_s, cue.end_s, cue.text)
            for segment in index
            for cue in parse_captions((folder / segment.url.removeprefix(ADDRESS)).read_bytes()).cues
        ]
        assert words == [(0.5, 1.5, "Bars go by."), (2.0, 3.5, "Still they do.")]
