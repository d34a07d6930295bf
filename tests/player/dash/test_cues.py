"""The index inside a single WebM file: read from real files, and from the corpus."""

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from playhead.errors import ManifestError, MediaError
from playhead.presentation import ByteRange, DeferredIndex, InitSegment, Presentation, SegmentIndex

Parse = Callable[..., Presentation]

CORPUS = Path(__file__).parents[3].parent / "shared/corpus/manifests/media/shaka-project_shaka-player"
CLUSTER, CUES = b"\x1f\x43\xb6\x75", b"\x1c\x53\xbb\x6b"


@pytest.fixture(scope="module")
def film() -> bytes:
    """Four seconds of VP9 with a key frame each second in some clusters, the Cues behind them."""
    target = io.BytesIO()
    options = {"cluster_time_limit": "1000"}
    with av.open(target, "w", format="webm", options=options) as container:
        stream = container.add_stream(
            "libvpx-vp9", rate=10, options={"deadline": "realtime", "cpu-used": "8", "g": "10"}
        )
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for nth in range(40):
            frame = av.VideoFrame.from_ndarray(np.full((48, 32), nth, np.uint8), format="yuv420p")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target.getvalue()


def deferred(parse: Parse, index_range: str, init: str, duration: str = "PT4S") -> DeferredIndex:
    presentation = parse(f"""<MPD mediaPresentationDuration="{duration}"><Period>
    <AdaptationSet mimeType="video/webm"><Representation id="v" bandwidth="1"><BaseURL>f.webm</BaseURL>
    <SegmentBase indexRange="{index_range}">
    <Initialization range="{init}"/></SegmentBase></Representation></AdaptationSet></Period></MPD>""")
    index = presentation.periods[0].tracks[0].representations[0].index
    assert isinstance(index, DeferredIndex)
    return index


def fetched(index: DeferredIndex, file: bytes) -> SegmentIndex:
    part = index.resource.byte_range
    assert part is not None
    assert part.last is not None
    return index.resolve(file[part.first : part.last + 1], index.resource.url)


def test_each_cue_names_a_cluster(parse: Parse, film: bytes) -> None:
    cues, first = film.rindex(CUES), film.index(CLUSTER)
    index = fetched(deferred(parse, f"{cues}-{len(film) - 1}", f"0-{first - 1}"), film)
    segments = list(index)
    assert len(segments) == 3  # the muxer makes clusters without a key frame too, which no cue names
    assert (segments[0].start_s, segments[-1].start_s, index.end_s) == (0, 3, 4)
    for segment in segments:
        assert segment.byte_range is not None
        assert film[segment.byte_range.first : segment.byte_range.first + 4] == CLUSTER
        assert segment.init == InitSegment(segment.url, ByteRange(0, first - 1))
    ranges = [segment.byte_range for segment in segments if segment.byte_range]
    assert (ranges[0].first, ranges[-1].last) == (first, cues - 1)
    assert all(one.last == other.first - 1 for one, other in pairwise(ranges))


def test_cues_far_behind_the_head_count_from_the_first_cluster(
    parse: Parse, film: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playhead.dash.cues._MAX_HEAD_BYTES", 100)
    cues, first = film.rindex(CUES), film.index(CLUSTER)
    index = deferred(parse, f"{cues}-{len(film) - 1}", f"0-{first - 1}")
    assert index.resource.byte_range == ByteRange(cues, len(film) - 1)
    starts = [segment.byte_range.first for segment in fetched(index, film) if segment.byte_range]
    assert [film[start : start + 4] for start in starts] == [CLUSTER] * 3


def test_cues_that_can_t_be_placed_are_refused(
    parse: Parse, film: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playhead.dash.cues._MAX_HEAD_BYTES", 100)
    cues = film.rindex(CUES)
    with pytest.raises(ManifestError, match="count from"):
        fetched(deferred(parse, f"{cues}-{len(film) - 1}", f"0-{cues - 1}"), film)


@pytest.mark.parametrize("body", [b"", b"\x1a\x45\xdf\xa3\x80", b"\xec\x81\x00"])
def test_a_body_without_cues_is_refused(parse: Parse, body: bytes) -> None:
    with pytest.raises((ManifestError, MediaError)):
        deferred(parse, "100-200", "0-99").resolve(body, "https://a/b")


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
def test_the_index_of_another_player_s_test_suite(parse: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playhead.dash.cues._MAX_HEAD_BYTES", 0)
    init = (CORPUS / "init-segment.webm").read_bytes()
    body = (CORPUS / "index-segment.webm").read_bytes()
    index = deferred(parse, f"9000000-{9_000_000 + len(body) - 1}", f"0-{len(init) - 1}", "PT60S")
    segments = list(index.resolve(body, index.resource.url))
    assert [segment.start_s for segment in segments] == [0, 12, 24, 36, 48]
    assert segments[0].byte_range is not None
    assert segments[0].byte_range.first == len(init)
