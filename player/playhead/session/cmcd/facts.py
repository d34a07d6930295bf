"""What CMCD tells of the objects and of the buffers of one title."""

from collections.abc import Mapping
from typing import Final

from playhead.errors import RequestType
from playhead.net.passage import OutgoingRequest
from playhead.presentation import Container, Kind, Representation, StreamingProtocol
from playhead.session.cmcd.encoding import Each, Token, Value, hundreds
from playhead.session.cmcd.next_object import next_object
from playhead.session.playability import kinds_of
from playhead.session.playback import Playback

__all__ = ["TitleFacts", "type_of"]

_PROTOCOLS: Final = {StreamingProtocol.DASH: Token("d"), StreamingProtocol.HLS: Token("h")}
_TYPES: Final[Mapping[RequestType, str]] = {
    RequestType.MANIFEST: "m",
    RequestType.PLAYLIST: "m",
    RequestType.INIT: "i",
    RequestType.KEY: "k",
    RequestType.LICENCE: "k",
}
_MEDIA: Final = frozenset({"a", "v", "av"})
_LASTING: Final = frozenset({"a", "v", "av", "tt", "c", "o"})


class TitleFacts:
    """Reads a playback.

    Args:
        rtp_factor: See `CmcdSettings`.
        version: Of what goes with requests; it changes what a top bitrate is.
    """

    def __init__(self, playback: Playback, rtp_factor: float | None, version: int) -> None:
        self._playback = playback
        self._rtp_factor = rtp_factor
        self._version = version

    def of_session(self) -> dict[str, Value]:
        """Return what holds for the title."""
        presentation = self._playback.plan.presentation
        stream_type = "v"
        if self._playback.extent.is_live:
            live, held_s = self._playback.extent.live, self._playback.context.settings.live.held_below_s
            target_s = live.target_s if live is not None else None
            stream_type = "ll" if target_s is not None and target_s <= held_s else "l"
        return {"sf": _PROTOCOLS[presentation.protocol], "st": Token(stream_type)}

    def of_moment(self) -> dict[str, Value]:
        """Return what holds for now, whatever is asked for."""
        playback, values = self._playback, dict[str, Value]()
        throughput_bps = playback.meter.throughput_bps
        if throughput_bps is not None:
            values["mtp"] = Each(((hundreds(throughput_bps / 1000), ""),))
        rate = 0.0 if playback.is_paused else playback.rate
        if rate != 1.0:
            values["pr"] = rate
        live = playback.extent.live
        if live is not None and live.offset_s is not None:
            values["ltc"] = round(live.offset_s * 1000)
        if not playback.extent.is_live:
            values["pt"] = round(playback.position_s * 1000)
        return values

    def of_object(self, request: OutgoingRequest) -> dict[str, Value]:
        """Return what holds for the object that is asked for."""
        kind, representation, segment = (
            request.subject.kind,
            request.subject.representation,
            request.subject.segment,
        )
        object_type = type_of(request, is_muxed=self.is_muxed(representation))
        values: dict[str, Value] = {"ot": Token(object_type)}
        if representation is None or kind is None:
            return values
        if object_type in _MEDIA or request.type is RequestType.INIT:
            values |= self._of_ladder(kind, representation)
        if segment is None:
            return values
        if object_type in _LASTING:
            values["d"] = round(segment.duration_s * 1000)
        if object_type in _MEDIA:
            values |= self._of_buffer(kind)
        index = self._playback.context.indices.known(representation)
        following = index.after(segment) if index is not None else None
        if following is not None and not following.is_gap:
            told = next_object(segment.url, following.url, following.byte_range)
            if told is not None:
                values["nor"] = told
        return values

    def of_player(self) -> dict[str, Value]:
        """Return what holds for all that plays, for reports that are about no object."""
        values: dict[str, Value] = {}
        ladders: dict[str, list[tuple[int, str]]] = {}
        for stream in self._playback.downloads.active():
            buffer = self._of_buffer(stream.kind)
            bitrates = self._of_ladder(stream.kind, stream.following) if stream.following else {}
            for key, value in {**buffer, **bitrates}.items():
                if isinstance(value, Each):
                    ladders.setdefault(key, []).extend(value.values)
        values |= {key: Each(tuple(pairs)) for key, pairs in ladders.items()}
        return values

    def starved_kinds(self) -> frozenset[Kind]:
        """Return whose buffers are empty; all of them if none is."""
        active = self._playback.downloads.active()
        empty = frozenset(stream.kind for stream in active if stream.level_s <= 0.1)
        return empty or frozenset(stream.kind for stream in active)

    @property
    def is_stable(self) -> bool:
        """Whether every buffer has what is needed to play on without a stall."""
        resume_s = self._playback.extent.within_latency_s(self._playback.context.settings.buffer.resume_s)
        active = self._playback.downloads.active()
        return bool(active) and all(each.has_ended or each.level_s >= resume_s for each in active)

    def is_muxed(self, representation: Representation | None) -> bool:
        """Tell whether sound lies in the picture's segments: codecs say so, and it has none of its own."""
        if representation is None:
            return False
        carriers = self._playback.plan.choice(
            self._playback.plan.period_at(self._playback.position_s)
        ).carriers
        return Kind.AUDIO not in carriers and {Kind.VIDEO, Kind.AUDIO} <= kinds_of(representation.codecs)

    def token_of(self, kind: Kind) -> str:
        """Return the object type of a kind's segments."""
        stream = self._playback.downloads.streams.get(kind)
        is_muxed = self.is_muxed(stream.following if stream is not None else None)
        return "a" if kind is Kind.AUDIO else "av" if is_muxed else "v"

    def _of_ladder(self, kind: Kind, representation: Representation) -> dict[str, Value]:
        token, values = self.token_of(kind), dict[str, Value]()
        if kind not in (Kind.VIDEO, Kind.AUDIO):
            return values
        if representation.bandwidth_bps:
            values["br"] = _kilobits(representation.bandwidth_bps, token)
            if self._rtp_factor is not None:
                values["rtp"] = hundreds(representation.bandwidth_bps * self._rtp_factor / 1000)
        plan = self._playback.plan
        carriers = plan.choice(plan.period_at(self._playback.position_s)).carriers
        stream = self._playback.downloads.streams.get(kind)
        ladder = [each for each in carriers[kind][1] if each.bandwidth_bps] if kind in carriers else []
        if ladder and stream is not None:
            allowed = [each for each in ladder if stream.chooser.allows(each)] or ladder
            # What may be played is the top of version 1; version 2 has a key of its own for it.
            top = allowed if self._version == 1 else ladder
            values["tb"] = _kilobits(max(each.bandwidth_bps for each in top), token)
            values["tpb"] = _kilobits(max(each.bandwidth_bps for each in allowed), token)
            values["lb"] = _kilobits(min(each.bandwidth_bps for each in ladder), token)
        return values

    def _of_buffer(self, kind: Kind) -> dict[str, Value]:
        stream = self._playback.downloads.streams.get(kind)
        if stream is None:
            return {}
        token, level_s = self.token_of(kind), stream.level_s
        values: dict[str, Value] = {
            "bl": Each(((hundreds(level_s * 1000), token),)),
            "tbl": Each(((hundreds(self._playback.context.settings.buffer.goal_s * 1000), token),)),
        }
        rate = self._playback.context.rate()
        if rate > 0:
            values["dl"] = hundreds(level_s / rate * 1000)
        return values


def type_of(request: OutgoingRequest, *, is_muxed: bool = False) -> str:
    """Return the object type of a request."""
    kind, representation = request.subject.kind, request.subject.representation
    if request.type is RequestType.SEGMENT:
        return "a" if kind is Kind.AUDIO else "av" if is_muxed else "v"
    if request.type is RequestType.TEXT:
        return "tt" if representation is not None and representation.container is Container.FMP4 else "c"
    return _TYPES.get(request.type, "o")


def _kilobits(bandwidth_bps: int, token: str) -> Each:
    return Each(((round(bandwidth_bps / 1000), token),))
