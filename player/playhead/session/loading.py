"""Fetch what a segment needs, open it and demux it: init segment and body. Each init is fetched once.

Nothing is decided here. What fails is raised as it is, with the place of the fault; `streams` climbs the
recovery ladder.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from playhead.containers.demux import Demuxer
from playhead.containers.messages import Message
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
from playhead.session.chunked_body import ChunkedBody
from playhead.session.key_files import is_key_file, manifest_key_of
from playhead.session.protection import ProtectionDesk
from playhead.session.throughput_meter import ThroughputMeter, Transfer

__all__ = ["Cost", "LoadedSegment", "SegmentLoader"]

# The ladder has better plans for a failing segment than the same address over and over.
_SEGMENT_ATTEMPTS = 2
# How much longer than a part lasts its server may think: it is still being made (RFC 8216bis §6.2.6).
_HINT_PATIENCE_S = 3.0
_MOST_DEMUXERS = 64
# Between two chunks a server has nothing to send. A whole segment's time of silence is a fault.
_LONGEST_CHUNK_S = 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a segment cost.

    Attributes:
        elapsed_s, first_byte_s: Of the body, from the request on. Of one that came while it was made, most is
            waiting for the encoder.
    """

    size_bytes: int
    elapsed_s: float
    first_byte_s: float


@dataclass(frozen=True, slots=True)
class LoadedSegment:
    """A segment's samples and what they cost.

    Attributes:
        streams: At most one of each kind, none of them empty.
    """

    streams: Mapping[Kind, ElementaryStream]
    cost: Cost


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
        demuxer, fetched = await self._fetch_both(
            Subject(kind, representation, segment), segment, watch, silence_s
        )
        where = _place(representation, segment)
        protections = segment.protection or representation.protection
        body = await self._protection.open_body(fetched.body, protections, segment.number, where)
        manifest_key = manifest_key_of(protections, segment.number)
        found = demuxer.demux(body, manifest_key=manifest_key, **_fields(representation, segment))
        streams = await self._opened(found, demuxer, representation, segment)
        if not streams:
            raise _without_samples(representation, segment)
        return LoadedSegment(streams, _cost(fetched))

    async def load_in_chunks(
        self,
        representation: Representation,
        segment: Segment,
        had_dts: Mapping[Kind, int],
        deliver: Callable[[Mapping[Kind, ElementaryStream], int], None],
        *,
        kind: Kind | None = None,
        silence_s: float | None = None,
    ) -> tuple[Cost, tuple[Message, ...]]:
        """Fetch one segment and give each chunk of it as soon as that is there.

        A body without chunks is one chunk, and so is one that is encrypted as a whole.

        Args:
            representation: Of the segment.
            segment: What to load.
            had_dts: Up to where, in decoding order, each kind was delivered before; it may grow meanwhile. A
                try after one that broke off begins anew, and what comes twice is left out.
            deliver: Takes the streams of one chunk, and the bytes that it had.
            kind: Whose stream asks for it.
            silence_s: Longest silence, where there is another place to go to.

        Returns:
            What it cost, and the messages that stood behind its last samples.

        Raises:
            NetworkError, MediaError, ProtectionError: As `load`; what was delivered by then is good.
        """
        protections = segment.protection or representation.protection
        if any(map(is_key_file, protections)):
            loaded = await self.load(representation, segment, kind=kind, silence_s=silence_s)
            rest = {kind: rest_behind(stream, had_dts.get(kind)) for kind, stream in loaded.streams.items()}
            if streams := {kind: stream for kind, stream in rest.items() if stream.samples}:
                deliver(streams, loaded.cost.size_bytes)
            return loaded.cost, ()
        with self._meter.transfer(waits=True) as transfer:
            body, subject = ChunkedBody(transfer), Subject(kind, representation, segment)
            fetching = asyncio.ensure_future(self._fetch_chunks(subject, segment, body, transfer, silence_s))
            # Where the init segment fails first, nobody asks any more how the body fared.
            fetching.add_done_callback(lambda task: task.cancelled() or task.exception())
            try:
                demuxer = await self._demuxer_of(subject, segment, silence_s)
                reading, messages = demuxer.begin(**_fields(representation, segment)), ()
                attempt = 1
                while (arrival := await body.next()) is not None:
                    if arrival.attempt != attempt:
                        reading, attempt = demuxer.begin(**_fields(representation, segment)), arrival.attempt
                    found, messages = (
                        reading.finish(arrival.data) if arrival.is_rest else (reading.take(arrival.data), ())
                    )
                    new = [rest_behind(stream, had_dts.get(stream.format.kind)) for stream in found]
                    if streams := await self._opened(new, demuxer, representation, segment):
                        deliver(streams, len(arrival.data))
                fetched = await fetching
            finally:
                fetching.cancel()
        if not reading.has_samples:
            raise _without_samples(representation, segment)
        return _cost(fetched), messages

    async def _fetch_chunks(
        self,
        subject: Subject,
        segment: Segment,
        body: ChunkedBody,
        transfer: Transfer,
        silence_s: float | None,
    ) -> Fetched:
        is_whole = False
        try:
            fetched = await self._fetcher.fetch(
                Resource(segment.url, RequestType.SEGMENT, segment.byte_range),
                on_progress=lambda progress: transfer.received(progress.received_bytes),
                attempts=_SEGMENT_ATTEMPTS,
                # The first picture may be on its way to the server still.
                patience_s=segment.duration_s,
                silence_s=(segment.duration_s if silence_s is None else silence_s) + _LONGEST_CHUNK_S,
                sink=body,
                subject=subject,
            )
            is_whole = True
            return fetched
        finally:
            body.ended(is_whole=is_whole)

    async def _opened(
        self,
        found: Sequence[ElementaryStream],
        demuxer: Demuxer,
        representation: Representation,
        segment: Segment,
    ) -> dict[Kind, ElementaryStream]:
        """Return at most one stream of each kind, in the clear; none of them empty."""
        protections = segment.protection or representation.protection
        streams: dict[Kind, ElementaryStream] = {}
        for stream in found:
            if stream.samples and stream.format.kind not in streams:
                self._check(stream, representation, segment)
                if stream.format.scheme is not None:
                    where = _place(representation, segment)
                    opened = await self._protection.open_samples(stream, protections, representation, where)
                    stream = demuxer.open(stream, opened, **_fields(representation, segment))
                streams[stream.format.kind] = stream
        return streams

    async def _demuxer_of(self, subject: Subject, segment: Segment, silence_s: float | None) -> Demuxer:
        representation = subject.representation
        assert representation is not None
        key = (representation.id, segment.init)
        demuxer = self._demuxers.get(key)
        if demuxer is None and segment.init is None:
            return self._remember(key, Demuxer(None))
        if demuxer is not None or segment.init is None:
            assert demuxer is not None
            return demuxer
        init = Resource(segment.init.url, RequestType.INIT, segment.init.byte_range)
        about = Subject(subject.kind, representation)
        fetched = await self._fetch(init, about, silence_s=silence_s)
        opened = await self._protection.open_body(
            fetched.body, segment.init.protection, segment.number, _place(representation, segment)
        )
        return self._remember(key, Demuxer(opened))

    async def _fetch_both(
        self,
        subject: Subject,
        segment: Segment,
        watch: Callable[[Progress], None] | None,
        silence_s: float | None,
    ) -> tuple[Demuxer, Fetched]:
        representation = subject.representation
        assert representation is not None
        body = Resource(segment.url, RequestType.SEGMENT, segment.byte_range)
        if segment.init is None or (representation.id, segment.init) in self._demuxers:
            demuxer = await self._demuxer_of(subject, segment, silence_s)
            return demuxer, await self._fetch_media(body, subject, segment, watch, silence_s)
        # The first segment of a representation: both requests at once save a round trip at the start.
        try:
            async with asyncio.TaskGroup() as group:
                demuxer_task = group.create_task(self._demuxer_of(subject, segment, silence_s))
                body_task = group.create_task(self._fetch_media(body, subject, segment, watch, silence_s))
        except BaseExceptionGroup as errors:
            ours = errors.subgroup((PlayerError, AbandonedError))
            if ours is None:
                raise
            raise _first_of(ours) from None
        return demuxer_task.result(), body_task.result()

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


def rest_behind(stream: ElementaryStream, had_dts: int | None) -> ElementaryStream:
    """Return a stream without what decodes up to a time (in its own ticks) that was had already."""
    if had_dts is None or not stream.samples or stream.samples[0].dts > had_dts:
        return stream
    first = next((at for at, each in enumerate(stream.samples) if each.dts > had_dts), len(stream.samples))
    closed = stream.protection
    if closed is not None:
        closed = replace(closed, samples=closed.samples[first:])
    return replace(stream, samples=stream.samples[first:], protection=closed)


def _fields(representation: Representation, segment: Segment) -> dict[str, Any]:
    """Return what a container's reader is to say of the place of a fault."""
    return {
        "url": segment.url,
        "request_type": RequestType.SEGMENT,
        "representation": representation.id,
        "segment": segment.number,
    }


def _cost(fetched: Fetched) -> Cost:
    return Cost(len(fetched.body), fetched.elapsed_s, fetched.first_byte_s)


def _without_samples(representation: Representation, segment: Segment) -> MediaError:
    return MediaError(
        make_problem(
            ErrorCode.MEDIA_CONTAINER_MALFORMED,
            "the segment holds no samples",
            url=segment.url,
            representation=representation.id,
            segment=segment.number,
        )
    )


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
