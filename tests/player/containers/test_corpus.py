"""Real files: nothing but `MediaError` comes out of them, and counts agree with PyAV and Media3."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av.error
import pytest

from playhead.containers import Codec, ElementaryStream, demux
from playhead.errors import MediaError
from playhead.presentation import Kind

pytestmark = pytest.mark.corpus

ROOT = Path(__file__).parents[3].parent / "shared/corpus/manifests"
SUFFIXES = {".mp4", ".m4s", ".ts", ".webm", ".aac", ".adts", ".cmft", ".cmfv", ".m4a", ".m4v"}
FILES = sorted(path for path in ROOT.rglob("*") if path.suffix in SUFFIXES) if ROOT.is_dir() else []
DUMPS = sorted(ROOT.glob("media/ts-expected/*/*.ts.0.dump")) if ROOT.is_dir() else []
MIME_TYPES = {
    "video/avc": Codec.H264,
    "video/hevc": Codec.HEVC,
    "audio/mp4a-latm": Codec.AAC,
    "audio/ac3": Codec.AC3,
    "audio/eac3": Codec.EAC3,
    "audio/eac3-joc": Codec.EAC3,
}
# PyAV guesses at what we refuse, or needs a key: it reads these, but not as the media that they are.
DIFFERENT_ON_PURPOSE = {
    "1.m4s": "the init segment that PyAV gets beside it belongs to another file",
}
MEDIA3_DIFFERS = {
    "sample_h264_no_access_unit_delimiters.ts": "Media3 makes a sample of each field, we of each frame",
    "sample_latm.ts": "we refuse AAC in LATM",
}


def init_of(path: Path) -> bytes | None:
    beside = path.with_name(re.sub(r"-segment.*", "-init", path.stem) + path.suffix)
    if beside != path and beside.exists():
        return beside.read_bytes()
    if path.suffix != ".m4s":
        return None
    candidates = [near for near in path.parent.glob("*init*") if near.suffix != ".key"]
    named = [
        near for near in candidates if near.name.split("_")[0].split("-")[0] == re.split("[_-]", path.name)[0]
    ]
    chosen = named or candidates
    return chosen[0].read_bytes() if chosen else None


def readable(data: bytes, init: bytes | None) -> list[ElementaryStream]:
    try:
        return demux(data, init=init)
    except MediaError:
        return []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_files_are_read_or_refused(path: Path, oracle: Callable[[bytes], Any]) -> None:
    data, init = path.read_bytes(), init_of(path)

    streams = readable(data, init)

    for stream in streams:
        assert stream.format.timescale > 0
        assert all(sample.duration >= 0 for sample in stream.samples)
    try:
        expected = oracle((init or b"") + data)
    except (av.error.FFmpegError, TypeError):
        return
    if path.name in DIFFERENT_ON_PURPOSE:
        return
    for kind in (Kind.VIDEO, Kind.AUDIO):
        ours = [len(stream.samples) for stream in streams if stream.format.kind is kind]
        theirs = [len(found.packets) for found in expected if found.kind == kind]
        if len(ours) == len(theirs) == 1:
            # PyAV keeps a cut-off audio frame at either end of a transport stream.
            assert abs(ours[0] - theirs[0]) <= (2 if kind is Kind.AUDIO else 0)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda path: path.name)
def test_transport_streams_give_the_samples_that_media3_expects(dump: Path) -> None:
    media = ROOT / "media/ts/androidx_media" / dump.name.removesuffix(".0.dump")
    if not media.exists():
        pytest.skip("the corpus has the dump but not the stream")
    if media.name in MEDIA3_DIFFERS:
        pytest.skip(MEDIA3_DIFFERS[media.name])

    streams = readable(media.read_bytes(), None)

    expected = expected_tracks(dump.read_text())
    for stream in streams:
        times = expected.pop(stream.format.codec)
        ours = [(sample.pts - stream.samples[0].pts) * 1_000_000 // 90_000 for sample in stream.samples]
        assert len(ours) == len(times)
        assert all(abs(our - (time - times[0])) <= 50 for our, time in zip(ours, times, strict=True))
    assert not expected


def expected_tracks(text: str) -> dict[Codec, list[int]]:
    tracks: dict[Codec, list[int]] = {}
    for block in re.split(r"^track \d+:", text, flags=re.MULTILINE)[1:]:
        mime = re.search(r"sampleMimeType = (\S+)", block)
        if mime and mime[1] in MIME_TYPES:
            times = [int(time) for time in re.findall(r"^    time = (-?\d+)", block, flags=re.MULTILINE)]
            tracks[MIME_TYPES[mime[1]]] = times
    return tracks
