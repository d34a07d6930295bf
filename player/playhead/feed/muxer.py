"""Write one stretch: video and audio samples become one Matroska stream that plays without a seam.

A stretch begins at a start or a seek and lasts until the format changes in a way that Matroska's header can't
say (another codec, another kind of sound). Within it, qualities change by the recipe that was measured with
libVLC 3.0 (one frame of held picture at 25 fps; without it up to a second):

1. End the old pictures: the blocks of `recipes` push them out of the decoder.
2. Send the sound on to 0.4 s beyond the switch, and end the cluster. Sound that is stuck behind held video
   makes libVLC reset its clock.
3. Hold until the playhead is about to reach the last old picture: the new output opens as soon as the new
   key frame is decoded, and what is not shown by then is lost.
4. The first few new pictures go in a small cluster of their own, so that the first is decoded at once.

A variant of the same coded size needs none of that: parameter sets before its key frame, and on it goes.

Stream time begins with the first sample that is written, which is the first video key frame. Where that lies
before the position that was asked for, `preroll_ms` tells how much the decoder must swallow unseen.
"""

from collections.abc import Sequence
from dataclasses import replace

from playhead.containers import matroska
from playhead.containers.samples import Sample, StreamFormat
from playhead.feed.chunks import Chunk, VariantChange
from playhead.feed.cluster_writer import ClusterWriter
from playhead.feed.lane import Entry, Lane
from playhead.feed.preroll import LEAD_S, Preroll
from playhead.feed.recipes import DELIMITERS, KEY_COPIES_AFTER_MS, ending, in_band
from playhead.feed.shape import Transition, transition
from playhead.presentation import Kind

__all__ = ["StretchMuxer"]

_SOUND_LEAD_S = 0.4
_PAUSED_SOUND_LAG_S = 0.6
# The first sound comes in time, or libVLC wouldn't count by it.
_NO_LAG_S = 0.03
_SMALL_CLUSTER_SAMPLES = 6
# Ten years: what claims to lie beyond is broken, and would not fit into a block.
_LONGEST_MS = 315_360_000_000
# Segments of two kinds rarely end together: what is a little ahead of the other kind goes out all the same.
_SLACK_S = 0.1
# libVLC opens the new output at once: begin a little before the last old picture's time.
_HOLD_MARGIN_MS = 5.0
_HOLD_LIMIT_MS = 105.0
_KINDS_IN_ORDER = (Kind.VIDEO, Kind.AUDIO)


class StretchMuxer:
    """Interleaves one stretch.

    Args:
        position_s: Where it begins, in presentation time.
        kinds: What will be appended; nothing is written before each of them has come.
        is_paused: Whether the decoder will stand at the first picture. libVLC then takes no more than 0.3 s,
            counted by the kind that comes last; ten frame threads hold more than that. So sound comes later.
        decoder_threads: How many pictures the decoder may work on at once: as many can be stuck inside it.

    Attributes:
        changes: Every change of variant that has been written, in order.
    """

    def __init__(
        self, position_s: float, kinds: frozenset[Kind], *, decoder_threads: int = 2, is_paused: bool = False
    ) -> None:
        self._position_s = position_s
        self._decoder_threads = decoder_threads
        lanes = {
            Kind.VIDEO: Lane(Kind.VIDEO),
            Kind.AUDIO: Lane(
                Kind.AUDIO, lag_s=_PAUSED_SOUND_LAG_S if is_paused else 0.0, lag_from_s=position_s + _NO_LAG_S
            ),
        }
        self._lanes = {kind: lane for kind, lane in lanes.items() if kind in kinds}
        self._formats: dict[Kind, StreamFormat] = {}
        self._numbers: dict[Kind, int] = {}
        self._writer = ClusterWriter()
        self._is_finished = False
        self._break_s: float | None = None
        self._zero_s: float | None = None
        self._preroll = Preroll()
        self._variant: str | None = None
        self._last_key: Entry | None = None
        self._latest_video_ms = 0
        self._small_left = 0
        self.changes: list[VariantChange] = []

    @property
    def zero_s(self) -> float | None:
        """Presentation time of stream time 0; None until all kinds have come."""
        return self._zero_s

    @property
    def preroll_ms(self) -> float:
        """How much of the stream lies before the position and must not be shown."""
        return self._preroll.length_s * 1000

    @property
    def break_s(self) -> float | None:
        """Presentation time where this stream ends because a format changes too much; None if it doesn't."""
        return self._break_s

    @property
    def is_complete(self) -> bool:
        """True once everything before `break_s` has been written."""
        end_s = self._break_s
        return end_s is not None and (
            self._is_finished or all(lane.covers(end_s) for lane in self._lanes.values())
        )

    @property
    def is_done(self) -> bool:
        """True once everything that will ever be in this stream has been written."""
        is_empty = not any(lane.entries for lane in self._lanes.values())
        return self.is_complete or (self._is_finished and is_empty)

    @property
    def end_s(self) -> float | None:
        """Presentation time up to which everything has been appended; None before that is known.

        After `finish` it is the end of the longest kind, before that of the shortest.
        """
        if self._break_s is not None:
            return self._break_s
        ends = [lane.end_s for lane in self._lanes.values()]
        known = [end_s for end_s in ends if end_s is not None]
        if self._is_finished:
            return max(known, default=self._position_s)
        return min(known) if known and len(known) == len(ends) else None

    def append(self, format: StreamFormat, samples: Sequence[Sample], offset: int, variant: str) -> None:
        """Take the next samples of one kind; those of a kind that wasn't announced are left out.

        Args:
            format: Of all the samples; video begins with a key frame where it differs from the one before.
            samples: In decoding order.
            offset: Ticks to add for presentation time.
            variant: Names what the samples are of.
        """
        lane = self._lanes.get(format.kind)
        if lane is not None:
            lane.append(format, samples, offset, variant)

    def finish(self) -> None:
        """Nothing more will be appended: write what is left without waiting for the other kind."""
        self._is_finished = True

    def drain(self) -> list[Chunk]:
        """Write as far as all kinds reach, and return what is new."""
        if self._zero_s is None and not self._begin():
            return []
        while (lane := self._next_lane()) is not None:
            self._write(lane)
        # What is half a cluster now may be all that keeps the picture moving: never hold it back.
        self._writer.end_cluster()
        return self._writer.take()

    def successor(self, at_s: float) -> "StretchMuxer":
        """Return the muxer of the stretch that goes on from `at_s`, with everything that isn't written yet.

        Args:
            at_s: `break_s`, or any time up to which the decoder has played.
        """
        after = StretchMuxer(at_s, frozenset(self._lanes), decoder_threads=self._decoder_threads)
        after._lanes = {kind: lane.heir(at_s) for kind, lane in self._lanes.items()}
        if self._is_finished:
            after.finish()
        return after

    def _begin(self) -> bool:
        """Fix the time that counts as zero and write the header, once every kind has its first sample."""
        if not all(lane.entries for lane in self._lanes.values()):
            if not self._is_finished:
                return False
            self._lanes = {kind: lane for kind, lane in self._lanes.items() if lane.entries}
        if not self._lanes:
            return False
        first = [lane.entries[0] for lane in self._lanes.values()]
        self._choose_zero(self._lanes.get(Kind.VIDEO))
        self._formats = {entry.format.kind: entry.format for entry in first}
        self._numbers = {kind: number for number, kind in enumerate(self._formats, 1)}
        self._writer.header(matroska.header([_track(entry) for entry in first]))
        return True

    def _choose_zero(self, video: Lane | None) -> None:
        first_s = self._position_s if video is None else min(self._position_s, video.entries[0].pts_s)
        self._zero_s = first_s - LEAD_S
        if video is not None:
            self._preroll = Preroll.before(self._position_s, list(video.entries))

    def _next_lane(self) -> Lane | None:
        """Return whose entry comes next; None if that can't be known yet."""
        waiting = [lane for lane in self._lanes.values() if lane.entries]
        if not waiting:
            return None
        lane = min(waiting, key=lambda lane: lane.entries[0].order_s)
        entry = lane.entries[0]
        if self._break_s is not None and entry.order_s >= self._break_s:
            return None
        due_s = entry.order_s - _SLACK_S
        if not self._is_finished and not all(other.covers(due_s) for other in self._lanes.values()):
            return None
        return lane if self._may_follow(lane, entry) else None

    def _may_follow(self, lane: Lane, entry: Entry) -> bool:
        before = self._formats[lane.kind]
        if entry.format is before:
            return True
        change = transition(before, entry.format)
        if change is Transition.NEW_STREAM:
            self._break_s = entry.pts_s
            return False
        sound = self._lanes.get(Kind.AUDIO)
        needs_lead = change is Transition.NEW_OUTPUT and sound is not None and not self._is_finished
        return not needs_lead or sound is None or sound.covers(entry.pts_s + _SOUND_LEAD_S)

    def _write(self, lane: Lane) -> None:
        if lane.kind is Kind.VIDEO:
            self._write_picture(lane)
        else:
            self._write_sound(lane.pop())

    def _write_sound(self, entry: Entry) -> None:
        assert self._zero_s is not None
        time_s = entry.pts_s - self._zero_s
        if time_s >= self._preroll.sound_from_s:
            self._block(entry, time_s, (entry.data,))

    def _write_picture(self, lane: Lane) -> None:
        assert self._zero_s is not None
        entry = lane.entries[0]
        time_s = entry.pts_s - self._zero_s
        parts: tuple[bytes | memoryview, ...] = (entry.data,)
        before = self._formats[Kind.VIDEO]
        if entry.format is not before:
            restarts = transition(before, entry.format) is Transition.NEW_OUTPUT
            if restarts and self._last_key is not None:
                self._end_pictures(entry, round(time_s * 1000))
            self._formats[Kind.VIDEO] = entry.format
            if entry.format.parameter_sets != before.parameter_sets:
                parts = (in_band(entry.format.parameter_sets), entry.data)
            self._note_change(entry, time_s, restarts)
        elif entry.variant != self._variant:
            self._note_change(entry, time_s, restarts=False)
        lane.pop()
        if entry.is_key:
            self._last_key = entry
        if self._preroll.is_useless(entry, time_s):
            return
        time_ms = self._block(entry, time_s, parts)
        if self._preroll.is_hidden(time_s) and self._latest_video_ms >= self.preroll_ms - 1:
            self._end_hidden(entry)
        self._latest_video_ms = max(self._latest_video_ms, time_ms)
        self._count_small()

    def _end_pictures(self, entry: Entry, switch_ms: int) -> None:
        """Do what must come before the first picture of a new output: steps 1 to 3 of the recipe."""
        old = self._formats[Kind.VIDEO]
        number, order_ms = self._numbers[Kind.VIDEO], switch_ms
        latest_ms = self._latest_video_ms
        blocks, copies = ending(old.codec, self._decoder_threads)
        for block in blocks:
            self._writer.add((number, latest_ms, False, (block,)), order_ms)
        if copies and self._last_key is not None:
            step_ms = max(1, round(self._last_key.duration_s * 1000))
            for index in range(copies):
                key = (
                    number,
                    switch_ms + KEY_COPIES_AFTER_MS + index * step_ms,
                    True,
                    (self._last_key.data,),
                )
                self._writer.add(key, order_ms)
        sound = self._lanes.get(Kind.AUDIO)
        while sound is not None and sound.entries and sound.entries[0].pts_s < entry.pts_s + _SOUND_LEAD_S:
            self._write_sound(sound.pop())
        self._writer.end_cluster()
        delta_ms = min(max(switch_ms - latest_ms, 0) + _HOLD_MARGIN_MS, _HOLD_LIMIT_MS)
        self._writer.hold_next(switch_ms - delta_ms)
        self._small_left = _SMALL_CLUSTER_SAMPLES

    def _note_change(self, entry: Entry, time_s: float, restarts: bool) -> None:
        format = entry.format
        self._variant = entry.variant
        self.changes.append(
            VariantChange(
                variant=entry.variant,
                time_ms=round(time_s * 1000),
                position_s=entry.pts_s,
                width=format.width,
                height=format.height,
                coded_size=format.coded_size,
                restarts_output=restarts,
            )
        )

    def _block(self, entry: Entry, time_s: float, parts: tuple[bytes | memoryview, ...]) -> int:
        time_ms = round(time_s * 1000)
        assert self._zero_s is not None
        order_ms = (entry.order_s - self._zero_s) * 1000
        is_key = entry.is_key or (entry.format.codec in DELIMITERS and self._preroll.is_marked(time_s))
        if 0 <= time_ms <= _LONGEST_MS:
            self._writer.add((self._numbers[entry.format.kind], time_ms, is_key, parts), order_ms)
        return time_ms

    def _end_hidden(self, entry: Entry) -> None:
        """Follow a hidden picture that is decoded after a shown one; see `preroll`."""
        assert self._zero_s is not None
        delimiter = DELIMITERS.get(entry.format.codec)
        if delimiter is not None:
            block = (self._numbers[Kind.VIDEO], round(self.preroll_ms), True, (delimiter,))
            self._writer.add(block, (entry.order_s - self._zero_s) * 1000)

    def _count_small(self) -> None:
        if self._small_left:
            self._small_left -= 1
            if not self._small_left:
                self._writer.end_cluster()


def _track(first: Entry) -> StreamFormat:
    """Return a format as the header tells it.

    Sample times are presentation times, so no reader may subtract a codec's delay. And libVLC must know how
    long a frame lasts: without that it waits for 1.9 s of pictures instead of 0.3.
    """
    format = first.format
    usual = format.frame_duration or round(first.duration_s * format.timescale)
    return replace(format, codec_delay_ns=0, seek_preroll_ns=0, frame_duration=max(usual, 0))
