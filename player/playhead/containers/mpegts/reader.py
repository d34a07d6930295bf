"""The room's MPEG-TS reader: packets, tables, PES packets, samples.

A segment should carry its own tables (RFC 8216 §3.2), or its init segment does; where neither holds, the ones
that were seen last go on. All streams of a segment unwrap their 33-bit clocks against one reference, so that
they stay together when the clock wraps between them.
"""

from dataclasses import replace

from playhead.containers.audio_frames import TICKS_A_SECOND, Mark, audio_stream
from playhead.containers.faults import LeftOut, malformed, unsupported_codec
from playhead.containers.messages import Message
from playhead.containers.mpegts.metadata import id3_messages, splice_message
from playhead.containers.mpegts.packets import PidUnits, units_by_pid
from playhead.containers.mpegts.pes import ElementaryBytes, join_packets, unwrap
from playhead.containers.mpegts.program import ProgramStream, read_program, sections
from playhead.containers.mpegts.video import video_stream
from playhead.containers.sample_aes import UNNAMED_KEY, close_audio
from playhead.containers.samples import Codec, ElementaryStream, StreamFormat
from playhead.presentation import Kind
from playhead_drm import ManifestKey

__all__ = ["TransportStreamReader"]

_SPLICE_TABLE = 0xFC
_VIDEO_CODECS = frozenset({Codec.H264, Codec.HEVC})


class TransportStreamReader:
    """Reads the segments of one representation, in any order; timestamps are in 90 kHz ticks.

    Raises:
        MediaError: If the init segment is broken.
    """

    def __init__(self, init: bytes | bytearray | None = None) -> None:
        self._program = read_program(units_by_pid(init)) if init else []
        self._formats: dict[int, StreamFormat] = {}
        self._left_out = LeftOut()

    def read(self, data: bytes | bytearray, key: ManifestKey | None = None) -> list[ElementaryStream]:
        """Return the streams of one segment.

        Raises:
            MediaError: If there is no program in it, or nothing that can be played.
        """
        pids = units_by_pid(data)
        self._program = read_program(pids) or self._program
        if not self._program:
            raise malformed("the transport stream has no program tables", 0)
        present = [stream for stream in self._program if stream.pid in pids]
        streams = self._streams(present, pids, key or UNNAMED_KEY)
        refused = {stream.name for stream in present if stream.codec is None and stream.name}
        if not streams:
            _refuse(present, pids, refused)
        self._left_out.report(refused)
        messages = _messages(present, pids, streams[0]) if streams else ()
        return [replace(streams[0], messages=messages), *streams[1:]] if messages else streams

    def _streams(
        self, present: list[ProgramStream], pids: dict[int, PidUnits], key: ManifestKey
    ) -> list[ElementaryStream]:
        streams: list[ElementaryStream] = []
        reference: int | None = None
        for entry in present:
            if entry.codec is None:
                continue
            packets = join_packets(pids[entry.pid])
            if not packets.marks:
                continue
            reference = packets.marks[0].dts if reference is None else reference
            stream = self._stream(
                entry, entry.codec, unwrap(packets, reference), key if entry.scheme else None
            )
            if stream:
                streams.append(stream)
        return streams

    def _stream(
        self, entry: ProgramStream, codec: Codec, packets: ElementaryBytes, key: ManifestKey | None
    ) -> ElementaryStream | None:
        kind = Kind.VIDEO if codec in _VIDEO_CODECS else Kind.AUDIO
        base = StreamFormat(kind, codec, TICKS_A_SECOND, language=entry.language, scheme=entry.scheme)
        known = self._formats.get(entry.pid, base)
        if kind is Kind.VIDEO:
            stream = video_stream(packets, known if known.codec is codec else base, key)
        else:
            marks = [Mark(mark.offset, mark.pts) for mark in packets.marks]
            stream = audio_stream(packets.data, codec, marks, base)
            stream = close_audio(stream, key) if stream and key else stream
        if stream is None:
            return None
        made = known if stream.format == known else stream.format
        self._formats[entry.pid] = made
        return replace(stream, format=made)


def _messages(
    present: list[ProgramStream], pids: dict[int, PidUnits], beside: ElementaryStream
) -> tuple[Message, ...]:
    """Return what the segment says beside its media, on the clock of one of its streams."""
    reference = beside.samples[0].dts
    found: list[Message] = []
    for entry in present:
        if entry.metadata == "ID3":
            found += id3_messages(unwrap(join_packets(pids[entry.pid]), reference))
        elif entry.metadata == "SCTE 35":
            said = (splice_message(each, reference) for each in sections(pids, entry.pid, _SPLICE_TABLE))
            found += [message for message in said if message]
    return tuple(found)


def _refuse(present: list[ProgramStream], pids: dict[int, PidUnits], refused: set[str]) -> None:
    if any(pids[stream.pid].is_scrambled for stream in present):
        raise unsupported_codec("the transport stream is scrambled")
    if refused:
        raise unsupported_codec(f"the transport stream holds only {', '.join(sorted(refused))}")
    if any(stream.codec is Codec.MP3 for stream in present):
        raise unsupported_codec("the transport stream holds MPEG audio of a layer that we don't play")
    if any(stream.codec for stream in present):
        raise malformed("the transport stream holds no whole picture or audio frame", 0)
    raise unsupported_codec("the transport stream holds no stream that we know")
