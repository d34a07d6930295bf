"""Get one segment into a stream's buffer: whole, as a part, or chunk by chunk while it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playhead.containers.samples import ElementaryStream
from playhead.presentation import Kind, Representation, Segment
from playhead.session.abandonment import Watch
from playhead.session.buffer import BufferedSegment, TrackBuffer
from playhead.session.live.chunks import Underway
from playhead.session.live.parts import arrived, fitted
from playhead.session.loading import Cost
from playhead.session.stream_context import NotThereYet, StreamContext

__all__ = ["Intake", "Order", "Taken"]


@dataclass(frozen=True, slots=True)
class Order:
    """What to get.

    Attributes:
        period: Number of the period that it belongs to.
        previous: What came before it; None after a seek.
        watch: Sees its pieces arrive, and may end the download. Who waits for the encoder is not watched.
        silence_s: Longest silence, where there is another place to go to.
        is_wrong: Says of a hint whether something else turned out to follow.
    """

    representation: Representation
    segment: Segment
    period: int
    previous: Segment | None
    watch: Watch
    silence_s: float | None
    is_wrong: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came, from where to where on the presentation's timeline."""

    cost: Cost
    kind: Kind
    start_s: float
    end_s: float


class Intake:
    """The way into one stream's buffer."""

    def __init__(self, kind: Kind, context: StreamContext, buffer: TrackBuffer) -> None:
        self._kind = kind
        self._context = context
        self._buffer = buffer
        self._underway: Underway | None = None

    @property
    def underway(self) -> Underway | None:
        """The segment of which some chunks are buffered, and not all; None if there is none."""
        return self._underway if self._underway is not None and self._underway.has_begun else None

    def drop(self) -> None:
        """Let go of the rest of a segment that came in chunks."""
        self._underway = None

    async def take(self, order: Order) -> Taken:
        """Buffer a segment.

        Raises:
            PlayerError: As the loader does; of a segment in chunks, some may be buffered by then.
            AbandonedError: If `watch` says so.
            NotThereYet: A hint turned out to be wrong.
        """
        start_s = self._context.plan.start_s(order.period) + order.segment.start_s
        if order.segment.is_growing or self.underway is not None:
            return await self._take_chunks(order, start_s)
        return await self._take_whole(order, start_s)

    async def _take_whole(self, order: Order, start_s: float) -> Taken:
        segment = order.segment
        load = self._context.loader.load(
            order.representation,
            segment,
            order.watch if segment.part is None else None,
            kind=self._kind,
            silence_s=order.silence_s,
        )
        loaded = await (arrived(load, self._context.changed, order.is_wrong) if segment.is_hinted else load)
        if loaded is None:
            raise NotThereYet
        start_s, duration_s, streams = fitted(
            start_s, segment, loaded, self._kind, order.previous, self._buffer.last
        )
        end_s = start_s + duration_s
        is_independent = segment.is_independent or self._kind is not Kind.VIDEO
        self._append(order, start_s, end_s, streams, loaded.cost.size_bytes, is_independent=is_independent)
        return Taken(loaded.cost, self._kind_of(loaded.streams), start_s, end_s)

    async def _take_chunks(self, order: Order, start_s: float) -> Taken:
        """Buffer a segment while it is made, or what is missing of it."""
        underway = self.underway or Underway(order.representation, order.segment, start_s, self._kind)
        self._underway = underway

        def deliver(streams: Mapping[Kind, ElementaryStream], size_bytes: int) -> None:
            begin_s, end_s, is_independent = underway.place(streams)
            self._append(order, begin_s, end_s, streams, size_bytes, is_independent=is_independent)
            self._context.changed.notify()

        cost, messages = await self._context.loader.load_in_chunks(
            order.representation,
            order.segment,
            underway.had_dts,
            deliver,
            kind=self._kind,
            silence_s=order.silence_s,
        )
        self._underway = None
        last = self._buffer.last
        if last is not None:
            self._buffer.amend_last(underway.end_s, messages)
        return Taken(cost, self._kind_of(last.streams if last else {}), start_s, underway.end_s)

    def _kind_of(self, streams: Mapping[Kind, ElementaryStream]) -> Kind:
        return self._kind if self._kind in streams else next(iter(streams), self._kind)

    def _append(
        self,
        order: Order,
        start_s: float,
        end_s: float,
        streams: Mapping[Kind, ElementaryStream],
        size_bytes: int,
        *,
        is_independent: bool,
    ) -> None:
        media_start = order.representation.media_start
        period_start = self._context.plan.period(order.period).start
        self._buffer.append(
            BufferedSegment(
                start_s,
                end_s,
                order.period,
                order.segment.discontinuity,
                order.representation,
                streams,
                size_bytes,
                None if media_start is None else period_start - media_start,
                is_independent,
            )
        )
