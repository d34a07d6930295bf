"""A title's segment sizes, told by byte ranges (a playlist's or the `sidx`'s) or, failing those, by HEAD."""

import asyncio
from collections.abc import Sequence
from statistics import median

import numpy as np

from playhead.clock import LoopClock
from playhead.errors import RequestType
from playhead.net import Fetcher
from playhead.presentation import DeferredIndex, Kind, Presentation, Representation, Resource, Segment
from playhead.session.source import fetch_source
from playhead_abr.lab import Movie
from playhead_abr.lab.errors import LabError

__all__ = ["measured_movie"]

_AT_ONCE = 6
# The last segment may be shorter; all others shall be as long as the movie says, give or take this share.
_UNEVENNESS = 0.1


async def measured_movie(fetcher: Fetcher, url: str, name: str) -> Movie:
    """Return the movie of a title's first video track, in every period.

    Raises:
        PlayerError: If a document can't be had or read.
        LabError: If the title is live, uneven, or a server does not tell a size.
    """
    presentation = (await fetch_source(fetcher, url, LoopClock())).presentation
    if presentation.is_live:
        raise LabError("a live title has no end, so it can't become a movie")
    gate = asyncio.Semaphore(_AT_ONCE)
    stretches = [await _stretch(fetcher, each, gate) for each in _ladders(presentation)]
    durations_s = [segment.duration_s for rungs in stretches for segment in rungs.segments[0]]
    bitrates_bps = np.array([each.bandwidth_bps for each in stretches[0].representations], dtype=np.float64)
    return Movie(
        name,
        _segment_s(durations_s),
        bitrates_bps,
        np.concatenate([each.sizes_bits for each in stretches]),
    )


class _Stretch:
    """One period: its representations, their segments, and shape (segments, rungs) of sizes in bits."""

    def __init__(
        self,
        representations: Sequence[Representation],
        segments: Sequence[Sequence[Segment]],
        sizes_bytes: Sequence[Sequence[int]],
    ) -> None:
        self.representations = representations
        self.segments = segments
        self.sizes_bits = np.array(sizes_bytes, dtype=np.float64).T * 8.0


def _ladders(presentation: Presentation) -> list[Sequence[Representation]]:
    ladders: list[Sequence[Representation]] = []
    for period in presentation.periods:
        tracks = period.tracks_of(Kind.VIDEO)
        if not tracks:
            raise LabError(f"period {period.id} has no video")
        ladders.append(sorted(tracks[0].representations, key=lambda each: each.bandwidth_bps))
        if len(ladders[-1]) != len(ladders[0]):
            raise LabError(f"period {period.id} has another number of qualities than the one before")
    return ladders


async def _stretch(fetcher: Fetcher, ladder: Sequence[Representation], gate: asyncio.Semaphore) -> _Stretch:
    segments = [await _segments(fetcher, each) for each in ladder]
    counts = {len(each) for each in segments}
    if len(counts) != 1 or not counts.pop():
        told = ", ".join(f"{rung.id} {len(each)}" for rung, each in zip(ladder, segments, strict=True))
        raise LabError(f"qualities differ in their number of segments: {told}")
    sizes = [
        await asyncio.gather(*(_size_bytes(fetcher, segment, gate) for segment in each)) for each in segments
    ]
    return _Stretch(ladder, segments, sizes)


async def _segments(fetcher: Fetcher, representation: Representation) -> list[Segment]:
    index = representation.index
    if isinstance(index, DeferredIndex):
        fetched = await fetcher.fetch(index.resource)
        index = index.resolve(fetched.body, fetched.url)
    if not index.is_complete:
        raise LabError("a live title has no end, so it can't become a movie")
    return list(index)


async def _size_bytes(fetcher: Fetcher, segment: Segment, gate: asyncio.Semaphore) -> int:
    if segment.is_gap:
        raise LabError(f"segment {segment.number} is declared missing")
    told = segment.byte_range.length if segment.byte_range else None
    if told is None and segment.byte_range is None:
        async with gate:
            told = await fetcher.size_of(Resource(segment.url, RequestType.SEGMENT))
    if not told:
        raise LabError(f"nothing tells the size of segment {segment.number}")
    return told


def _segment_s(durations_s: Sequence[float]) -> float:
    usual_s = median(durations_s)
    odd_s = next((each for each in durations_s[:-1] if abs(each - usual_s) > _UNEVENNESS * usual_s), None)
    if odd_s is not None:
        raise LabError(f"segments of {usual_s:g} s and of {odd_s:g} s: a movie has segments of one length")
    return usual_s
