"""Captions inside the picture (CEA-608 and 708): found in what is buffered anyway, and decoded beside it.

Declared or not, a channel is offered once a picture says something on it. Decoding goes segment by segment
in the order of the buffer; a jump begins with an empty screen, as a television does.
"""

from playhead.captions.picture_captions import ALL_CHANNELS, CaptionChannelReader, channels_in
from playhead.presentation import Kind, Track
from playhead.session.buffer import BufferedSegment, TrackBuffer
from playhead.session.cue_board import CueBoard
from playhead.session.text_segments import TextSource
from playhead.session.timeline import unwrapped

__all__ = ["EmbeddedCaptions", "channel_of"]

# A jump is more than what segments of different rungs may differ in.
_JUMP_S = 0.5


def channel_of(track: Track) -> str | None:
    """Return the channel or service of a track inside the picture; None if we can't decode it."""
    return track.service if track.is_muxed and track.service in ALL_CHANNELS else None


class EmbeddedCaptions:
    """Reads one channel of the buffered pictures, and notes which channels there are."""

    def __init__(self, source: TextSource, board: CueBoard) -> None:
        self._source = source
        self._board = board
        self.found: tuple[str, ...] = ()
        self._seen = -1
        self._reader: CaptionChannelReader | None = None
        self._channel = ""
        self._next = 0
        self._end_s = 0.0
        self._ends_s: dict[tuple[str, int], float] = {}

    def forget(self) -> None:
        """Begin anew: other captions were chosen."""
        self._reader = None
        self._channel = ""
        self._ends_s.clear()

    def look(self, buffer: TrackBuffer) -> bool:
        """Look for channels in the newest segment; True if there is one that wasn't known."""
        number = buffer.next_number - 1
        segment = buffer.get(number)
        stream = segment.streams.get(Kind.VIDEO) if segment is not None else None
        if stream is None or number == self._seen:
            return False
        self._seen = number
        here = channels_in((stream,))
        found = tuple(channel for channel in ALL_CHANNELS if channel in self.found or channel in here)
        is_new, self.found = found != self.found, found
        return is_new

    def advance(self, buffer: TrackBuffer) -> bool:
        """Decode the next buffered segment; False if there is none that can be decoded now."""
        self._drop_behind()
        if self._reader is None or buffer.get(self._next) is None:
            start = buffer.number_from(self._source.context.position_s())
            if start is None or (self._reader is not None and start <= self._next):
                return False
            self._next, self._reader = start, None
        segment = buffer.get(self._next)
        assert segment is not None
        track = self._source.choose(segment.period)
        channel = channel_of(track) if track is not None else None
        if channel is None:
            return False
        return self._decode(segment, channel)

    def _decode(self, segment: BufferedSegment, channel: str) -> bool:
        source = self._source
        stream = segment.streams.get(Kind.VIDEO)
        offset = segment.offset
        if offset is None:
            origin = source.origin_of(segment.period, segment.discontinuity)
            offset = None if origin is None else unwrapped(origin, segment)
        if stream is None or offset is None:
            return False
        is_jump = abs(segment.start_s - self._end_s) > _JUMP_S
        if self._reader is None or is_jump or channel != self._channel:
            self._reader, self._channel = CaptionChannelReader(channel), channel
        ended, standing = self._reader.read(stream, float(offset), segment.end_s)
        # What stood at the end of the segment before has now ended, or stands on: it is told anew.
        self._board.drop([(channel, -1)])
        key = (channel, self._next)
        self._board.put(key, ended)
        self._board.put((channel, -1), standing)
        self._ends_s[key] = self._end_s = segment.end_s
        self._next += 1
        return True

    def _drop_behind(self) -> None:
        limit_s = self._source.context.position_s() - self._source.context.settings.buffer.behind_s
        gone = [key for key, end_s in self._ends_s.items() if end_s < limit_s]
        for key in gone:
            self._ends_s.pop(key)
        if gone:
            self._board.drop(gone)
