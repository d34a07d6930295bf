"""One kind's samples on their way into the stream, in decoding order and on presentation time."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from playhead.containers.samples import Sample, StreamFormat
from playhead.presentation import Kind

__all__ = ["Entry", "Lane"]

_SOUND_KEPT_S = 2.0
_WARM_UP_S = 0.15
# Not worth decoding a whole group of pictures for one or two of them.
_NEAR_S = 0.1


@dataclass(slots=True)
class Entry:
    """One sample in seconds of presentation time.

    Attributes:
        order_s: Where it belongs among all kinds' samples: its decoding time, moved so that a key frame's
            equals its presentation time. libVLC derives its own clock from Matroska in the same way.
    """

    format: StreamFormat
    variant: str
    pts_s: float
    order_s: float
    duration_s: float
    is_key: bool
    data: bytes | memoryview

    @property
    def end_s(self) -> float:
        """When the next sample begins."""
        return self.pts_s + self.duration_s


class Lane:
    """A queue of one kind's entries.

    Args:
        lag_s: How much later than the others' they come in the stream.
        lag_from_s: Presentation time from which on they do.

    Attributes:
        entries: Appended and not yet written.
        written: Pictures since the last key frame that was written, or the last seconds of sound: for a
            stream that must begin amid them.
        reach_s: End of the last appended sample in decoding order; nothing earlier will follow.
        end_s: End of the latest appended sample in presentation order; None before the first.
    """

    def __init__(self, kind: Kind, *, lag_s: float = 0.0, lag_from_s: float = 0.0) -> None:
        self.kind = kind
        self._lag_s, self._lag_from_s = lag_s, lag_from_s
        self.entries: deque[Entry] = deque()
        self.written: deque[Entry] = deque()
        self.reach_s = float("-inf")
        self.end_s: float | None = None
        self._reorder_s = 0.0
        self._format: StreamFormat | None = None
        self._floor_s: float | None = None

    def append(self, format: StreamFormat, samples: Sequence[Sample], offset: int, variant: str) -> None:
        """Queue the samples of one batch.

        Pictures that precede the first key frame of a new format, in decoding or in presentation order, are
        left out: they lean on pictures that the decoder never got (HEVC's RASL, H.264's open GOP).
        """
        if format.timescale <= 0:
            return
        if format is not self._format and format != self._format:
            self._floor_s = None
        self._format = format
        for sample in samples:
            pts_s = (sample.pts + offset) / format.timescale
            order_s = pts_s + self._lag_s if pts_s > self._lag_from_s else pts_s
            if self.kind is Kind.VIDEO:
                dts_s = (sample.dts + offset) / format.timescale
                if not self._is_wanted(sample.is_key, pts_s):
                    continue
                if sample.is_key:
                    self._reorder_s = pts_s - dts_s
                order_s = dts_s + self._reorder_s
            duration_s = sample.duration / format.timescale
            self.push(Entry(format, variant, pts_s, order_s, duration_s, sample.is_key, sample.data))

    def _is_wanted(self, is_key: bool, pts_s: float) -> bool:
        if is_key:
            # From the second key frame of a format on, leading pictures have all that they lean on.
            self._floor_s = pts_s if self._floor_s is None else float("-inf")
        return self._floor_s is not None and pts_s >= self._floor_s

    def push(self, entry: Entry) -> None:
        """Queue one entry that is already on presentation time."""
        self.entries.append(entry)
        self.reach_s = max(self.reach_s, entry.order_s + entry.duration_s)
        self.end_s = entry.end_s if self.end_s is None else max(self.end_s, entry.end_s)

    def pop(self) -> Entry:
        """Take the next entry and remember it for as long as another stream might begin amid it."""
        entry = self.entries.popleft()
        if self.kind is Kind.VIDEO and entry.is_key:
            self.written.clear()
        self.written.append(entry)
        while self.kind is Kind.AUDIO and self.written[0].pts_s < entry.pts_s - _SOUND_KEPT_S:
            self.written.popleft()
        return entry

    def covers(self, time_s: float) -> bool:
        """Return whether everything up to `time_s` has been appended."""
        return self.reach_s >= time_s or bool(self.entries and self.entries[0].order_s >= time_s)

    def heir(self, at_s: float) -> "Lane":
        """Return a lane that goes on from here in another stream, which begins at `at_s`.

        What may be needed of the samples that are written already comes first once more: sound, and pictures
        unless the next one is a key frame that is as good as there.
        """
        heir = Lane(self.kind, lag_s=self._lag_s, lag_from_s=self._lag_from_s)
        heir._format, heir._floor_s, heir._reorder_s = self._format, self._floor_s, self._reorder_s
        next_one = self.entries[0] if self.entries else None
        is_key = self.kind is Kind.VIDEO and next_one is not None and next_one.is_key
        begins_anew = is_key and next_one is not None and next_one.pts_s <= at_s + _NEAR_S
        for entry in [*(() if begins_anew else self._replayed(at_s)), *self.entries]:
            heir.push(entry)
        return heir

    def _replayed(self, at_s: float) -> list[Entry]:
        if self.kind is Kind.VIDEO:
            return list(self.written)
        now = self.entries[0].format if self.entries else self._format
        return [entry for entry in self.written if entry.pts_s >= at_s - _WARM_UP_S and entry.format is now]
