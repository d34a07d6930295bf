"""Packed audio: a segment that is nothing but audio frames, with an ID3 tag in front (RFC 8216 §3.4)."""

from dataclasses import replace

from playhead.containers.audio_frames import TICKS_A_SECOND, Mark, audio_stream, parse_any_frame
from playhead.containers.faults import unsupported_codec
from playhead.containers.id3 import tag_bytes, transport_timestamp
from playhead.containers.sample_aes import SCHEME, close_audio
from playhead.containers.samples import Codec, ElementaryStream, StreamFormat
from playhead.presentation import Kind
from playhead_drm import ManifestKey

__all__ = ["PackedAudioReader"]

_MOST_TAGS = 16
_NOTHING_KNOWN = StreamFormat(Kind.AUDIO, Codec.AAC, TICKS_A_SECOND)


class PackedAudioReader:
    """Reads ADTS AAC, MP3, AC-3 and Enhanced AC-3 segments; timestamps are in 90 kHz ticks.

    Without a tag that tells the time, a segment begins at zero and its caller knows better.
    """

    def __init__(self, init: bytes | bytearray | None = None) -> None:
        self._format: StreamFormat | None = None

    def read(self, data: bytes | bytearray, key: ManifestKey | None = None) -> list[ElementaryStream]:
        """Return the segment's one stream.

        Raises:
            MediaError: If there are no frames of a codec that we know.
        """
        at, pts = 0, None
        for _ in range(_MOST_TAGS):
            told = transport_timestamp(data, at)
            pts = told if pts is None else pts
            at += tag_bytes(data, at)
        body = bytes(data[at:]) if at else bytes(data)
        first = parse_any_frame(body, 0)
        if first is None:
            raise unsupported_codec("packed audio of a kind that we don't know")
        # Nothing inside tells that frames are encrypted: whoever has a key for them says so.
        base = replace(_NOTHING_KNOWN, scheme=SCHEME) if key else _NOTHING_KNOWN
        stream = audio_stream(body, first.codec, [Mark(0, pts or 0)], base)
        if stream is None:
            return []
        if self._format is None or stream.format != self._format:
            self._format = stream.format
        stream = replace(stream, format=self._format)
        return [close_audio(stream, key) if key else stream]
