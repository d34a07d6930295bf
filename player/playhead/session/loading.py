"""Fetch what a segment needs, open it and demux it: init segment and body. Each init is fetched once.

Nothing is decided here. What fails is raised as it is, with the place of the fault; `streams` climbs the
recovery ladder.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playhead.containers.demux import Demuxer
from playhead.containers.samples import Codec, ElementaryStream
from playhead.errors import (
    ErrorCode,
    ErrorContext,
    MediaError,
    PlayerError,
    RequestType,
    make_problem,
    redact_url,
)
from playhead.net.fetcher import Fetched, Fetcher, Progress
from playhead.net.passage import Subject
from playhead.presentation import (
    InitSegment,
    Kind,
    Representation,
    Resource,
    Segment,
)
from playhead.session.abandonment import AbandonedError
from playhead.session.key_files import manifest_key_of
from playhead.session.protection import ProtectionDesk
from playhead.session.throughput_meter import ThroughputMeter

__all__ = ["LoadedSegment", "SegmentLoader"]

# The ladder has better plans for a failing segment than the same address over and over.
_SEGMENT_ATTEMPTS = 2
# How much longer than a part lasts its server may think: it is still being made (RFC 8216bis §6.2.6).
_HINT_PATIENCE_S = 3.0
_MOST_DEMUXERS = 64


@dataclass(frozen=True, slots=True)
class LoadedSegment:
    """A segment's samples and what they cost.

    Attributes:
        streams: At most one of each kind, none of them empty.
        elapsed_s, first_byte_s: Of the body, from the request on.
    """

    streams: Mapping[Kind, ElementaryStream]
    size_bytes: int
    elapsed_s: float
    first_byte_s: float


class SegmentLoader:
    """Loads segments of one presentation; shared by its streams."""

    def __init__(
        self,
        fetcher: Fetcher,
        meter: ThroughputMeter,
        supported: frozenset[Codec],
        protection: ProtectionDesk,
    ) -> None:
        self._fetcher = fetcher
        self._protection = protection
        self._meter = meter
        self._supported = supported
        self._demuxers: dict[tuple[str, InitSegment | None], Demuxer] = {}

    async def load(
        self,
        representation: Representation,
        segment: Segment,
        watch: Callable[[Progress], None] | None = None,
        *,
        kind: Kind | None = None,
        silence_s: float | None = None,
    ) -> LoadedSegment:
        """Fetch and demux one segment.

        Args:
            representation: Of the segment.
            segment: What to load.
            watch: Sees each piece of the body as it arrives; what it raises ends the download.
            kind: Whose stream asks for it.
            silence_s: Longest silence, where there is another place to go to.

        Raises:
            NetworkError: If a body can't be had.
            MediaError: If it can't be read, is empty, or its codec is not supported.
            ProtectionError: If it is protected and can't be opened.
        """
        subject = Subject(kind, representation, segment)
        demuxer, fetched = await self._fetch_both(subject, segment, watch, silence_s)
        where = _place(representation, segment)
        protections = segment.protection or representation.protection
        body = await self._protection.open_body(fetched.body, protections, segment.number, where)
        place = {
            "url": segment.url,
            "request_type": RequestType.SEGMENT,
            "representation": representation.id,
            "segment": segment.number,
        }
        manifest_key = manifest_key_of(protections, segment.number)
        found = demuxer.demux(body, manifest_key=manifest_key, **place)
        streams: dict[Kind, ElementaryStream] = {}
        for stream in found:
            if stream.samples and stream.format.kind not in streams:
                self._check(stream, representation, segment)
                if stream.format.scheme is not None:
                    opened = await self._protection.open_samples(stream, protections, representation, where)
                    streams[stream.format.kind] = demuxer.open(stream, opened, **place)
                else:
                    streams[stream.format.kind] = stream
        if not streams:
            problem = make_problem(
                ErrorCode.MEDIA_CONTAINER_MALFORMED,
                "the segment holds no samples",
                url=segment.url,
                representation=representation.id,
                segment=segment.number,
            )
            raise MediaError(problem)
        return LoadedSegment(streams, len(fetched.body), fetched.elapsed_s, fetched.first_byte_s)

    async def _fetch_both(
        self,
        subject: Subject,
        segment: Segment,
        watch: Callable[[Progress], None] | None,
        silence_s: float | None,
    ) -> tuple[Demuxer, Fetched]:
        body = Resource(segment.url, RequestType.SEGMENT, segment.byte_range)
        representation = subject.representation
        assert representation is not None
        key = (representation.id, segment.init)
        demuxer = self._demuxers.get(key)
        if demuxer is not None:
            return demuxer, await self._fetch_media(body, subject, segment, watch, silence_s)
        if segment.init is None:
            demuxer = self._remember(key, Demuxer(None))
            return demuxer, await self._fetch_media(body, subject, segment, watch, silence_s)
        # The first segment of a representation: both requests at once save a round trip at the start.
        init = Resource(segment.init.url, RequestType.INIT, segment.init.byte_range)
        about = Subject(subject.kind, representation)
        try:
            async with asyncio.TaskGroup() as group:
                init_task = group.create_task(self._fetch(init, about, silence_s=silence_s))
                body_task = group.create_task(self._fetch_media(body, subject, segment, watch, silence_s))
        except BaseExceptionGroup as errors:
            ours = errors.subgroup((PlayerError, AbandonedError))
            if ours is None:
                raise
            raise _first_of(ours) from None
        opened = await self._protection.open_body(
            init_task.result().body, segment.init.protection, segment.number, _place(representation, segment)
        )
        return self._remember(key, Demuxer(opened)), body_task.result()

    def _remember(self, key: tuple[str, InitSegment | None], demuxer: Demuxer) -> Demuxer:
        self._demuxers[key] = demuxer
        if len(self._demuxers) > _MOST_DEMUXERS:
            # A live title brings a new init segment with every break, for days.
            del self._demuxers[next(iter(self._demuxers))]
        return demuxer

    async def _fetch_media(
        self,
        body: Resource,
        subject: Subject,
        segment: Segment,
        watch: Callable[[Progress], None] | None,
        silence_s: float | None,
    ) -> Fetched:
        if segment.part is None:
            return await self._fetch(body, subject, watch, silence_s=silence_s)
        if not segment.is_hinted:
            return await self._fetch(body, subject, waits=True, silence_s=silence_s)
        # A hint that fails is asked for again when it is listed.
        patience_s = segment.duration_s + _HINT_PATIENCE_S
        return await self._fetch(body, subject, waits=True, attempts=1, patience_s=patience_s)

    async def _fetch(
        self,
        resource: Resource,
        subject: Subject,
        watch: Callable[[Progress], None] | None = None,
        *,
        waits: bool = False,
        attempts: int = _SEGMENT_ATTEMPTS,
        patience_s: float = 0.0,
        silence_s: float | None = None,
    ) -> Fetched:
        with self._meter.transfer(waits=waits) as transfer:

            def on_progress(progress: Progress) -> None:
                transfer.received(progress.received_bytes)
                if watch is not None:
                    watch(progress)

            return await self._fetcher.fetch(
                resource,
                on_progress=on_progress,
                attempts=attempts,
                patience_s=patience_s,
                silence_s=silence_s,
                subject=subject,
            )

    def _check(self, stream: ElementaryStream, representation: Representation, segment: Segment) -> None:
        if stream.format.codec not in self._supported:
            problem = make_problem(
                ErrorCode.MEDIA_CODEC_UNSUPPORTED,
                f"the backend has no decoder for {stream.format.codec.value}",
                url=segment.url,
                representation=representation.id,
            )
            raise MediaError(problem)


def _place(representation: Representation, segment: Segment) -> ErrorContext:
    return ErrorContext(
        url=redact_url(segment.url),
        request_type=RequestType.SEGMENT,
        representation=representation.id,
        segment=segment.number,
    )


def _first_of(
    errors: BaseExceptionGroup[PlayerError | AbandonedError],
) -> PlayerError | AbandonedError:
    error = errors.exceptions[0]
    return _first_of(error) if isinstance(error, BaseExceptionGroup) else error
