"""A live channel that is always on the air, as far as the clock says.

    live = SyntheticLive(clock, window_s=60)
    network = SimulatedNetwork([(30, 6e6)], live.origin)
    await player.load(live.hls_url)           # or live.dash_url

It is a `SyntheticTitle` seen through a window: a segment exists from the moment its last frame has passed
until the window has left it behind, and the manifests tell exactly that at the moment they are asked for.
What goes wrong with live channels is done to it while it plays: `freeze`, `restart`, `end`.
"""

import math
from collections.abc import Callable, Sequence
from email.utils import formatdate
from functools import lru_cache
from itertools import accumulate
from urllib.parse import parse_qs

from playhead.clock import Clock
from playhead.net.transports.simulated import OriginAnswer
from playhead.testing.synthetic_live_manifests import (
    LiveSegment,
    LiveShape,
    LiveState,
    iso_date,
    live_media,
    live_mpd,
    live_patch,
)
from playhead.testing.synthetic_manifests import hls_multivariant
from playhead.testing.synthetic_title import DEFAULT_LADDER, Rung, SyntheticTitle

__all__ = ["LiveShape", "SyntheticLive"]

_DAY_S = 86_400.0
# Servers keep what the manifest no longer names for those who are about to ask for it.
_KEPT_SEGMENTS = 2
_MOST_HELD_SEGMENTS = 3
_SEGMENTS_IN_PARTS = 3
_LONGEST_HINT_PARTS = 2
_REMEMBERED_SEGMENTS = 1_024


class SyntheticLive:
    """The channel; `origin` is its server.

    Args:
        clock: Of the loop that it runs on.
        shape: What it offers.
        segment_s: Length of a segment.
        on_air_s: How long it has been on the air already.
        ladder: Lowest first.
        frame_rate, sample_rate_hz: Of pictures and sound.
    """

    def __init__(
        self,
        clock: Clock,
        shape: LiveShape | None = None,
        *,
        segment_s: float = 4.0,
        on_air_s: float = 120.0,
        ladder: Sequence[Rung] = DEFAULT_LADDER,
        frame_rate: int = 25,
        sample_rate_hz: int = 48_000,
    ) -> None:
        self.shape = shape or LiveShape()
        broken = self.shape.break_every
        length_s = broken * segment_s if broken else 30 * _DAY_S
        self.title = SyntheticTitle(
            length_s,
            ladder,
            segment_s=segment_s,
            frame_rate=frame_rate,
            sample_rate_hz=sample_rate_hz,
            base_url="https://live.example",
        )
        self.segment_s = self.title.frames_a_segment / self.title.frame_rate
        # Every playlist tells them of several segments.
        self._part_lengths = lru_cache(maxsize=_REMEMBERED_SEGMENTS)(self._measured_parts)
        self._clock = clock
        self._begin_s = clock.now_s() - on_air_s
        self._end_s = math.inf
        self._frozen_s = math.inf

    @property
    def hls_url(self) -> str:
        """Its multivariant playlist."""
        return self.title.hls_url

    @property
    def dash_url(self) -> str:
        """Its MPD."""
        return self.title.dash_url

    def end(self) -> None:
        """Go off the air now; the manifests say so."""
        self._end_s = self._clock.now_s() - self._begin_s

    def freeze(self) -> None:
        """Stop telling of anything new, as a packager does that has died."""
        self._frozen_s = self._clock.now_s()

    def thaw(self) -> None:
        """Tell of everything again."""
        self._frozen_s = math.inf

    def restart(self, on_air_s: float = 12.0) -> None:
        """Count from the start again, as a packager does that has lost its memory."""
        self._begin_s = self._clock.now_s() - on_air_s

    def origin(self, url: str) -> OriginAnswer | None:
        """Return what is behind a URL now; None if there is no such thing."""
        base, _, path = url.partition("?")[0].rpartition(self.title.base_url + "/")
        query = {name: values[0] for name, values in parse_qs(url.partition("?")[2]).items()}
        if base or not path:
            return None
        headers = {"date": formatdate(self._utc_s(), usegmt=True)}
        document = self._documents.get(path)
        if document is not None:
            body, held_back_s = document(query)
            return OriginAnswer(body, headers=headers, held_back_s=held_back_s)
        if path.count(".") == 2:
            return self._part(path, headers)
        found = self._growing(path, headers) if self.shape.chunk_frames else None
        if found is not None:
            return found
        body = self._media(path)
        return None if body is None else OriginAnswer(body, headers=headers)

    def _growing(self, path: str, headers: dict[str, str]) -> OriginAnswer | None:
        """Return the segment that is being made, chunk by chunk; None if this is another, or not begun.

        Who may ask at any time is answered with the first chunk; who may not gets 404 until that is made.
        """
        folder, _, name = path.partition("/")
        number = name.removesuffix(".m4s")
        state, chunk_frames = self._state(), self.shape.chunk_frames
        if number == name or not number.isdecimal() or int(number) != state.last + 1 or state.has_ended:
            return None
        lengths_s, begin_s = self._parts_of(int(number)), int(number) * self.segment_s
        is_any_time = self.shape.early_s is not None and self.shape.early_s < 0
        if chunk_frames is None or (not is_any_time and self._elapsed_s() < begin_s + lengths_s[0] - 1e-9):
            return None
        chunks = [self.chunk(folder, int(number), nth) for nth in range(len(lengths_s))]
        due_s = (begin_s + end_s + 0.001 - self._elapsed_s() for end_s in accumulate(lengths_s))
        sizes = accumulate(len(chunk) for chunk in chunks)
        made = tuple((max(0.0, each_s), size) for each_s, size in zip(due_s, sizes, strict=True))
        return OriginAnswer(b"".join(chunks), headers=headers, made=made)

    def _part(self, path: str, headers: dict[str, str]) -> OriginAnswer | None:
        """Return a part; one that is being made, when it is there (RFC 8216bis §6.2.6)."""
        folder, _, name = path.partition("/")
        number, part = (int(each) for each in name.removesuffix(".m4s").split("."))
        parts = self._parts_of(number) if self.shape.part_frames else []
        state = self._state()
        is_held = state.first - _KEPT_SEGMENTS <= number <= state.last + 1 and part < len(parts)
        if not is_held or self.shape.part_frames is None:
            return None
        wait_s = number * self.segment_s + sum(parts[: part + 1]) - self._elapsed_s()
        if wait_s > _LONGEST_HINT_PARTS * max(parts):
            return None
        body = self.title.part(folder, self._within(number), part, self.shape.part_frames)
        return OriginAnswer(body, headers=headers, held_back_s=max(0.0, wait_s + 0.001))

    @property
    def _documents(self) -> dict[str, Callable[[dict[str, str]], tuple[bytes, float]]]:
        title = self.title
        folders = self._folders
        documents: dict[str, Callable[[dict[str, str]], tuple[bytes, float]]] = {
            "main.m3u8": lambda _: (hls_multivariant(title.video_facts, title.audio_facts), 0.0),
            "main.mpd": lambda _: (self._mpd(), 0.0),
            "main.mpp": lambda query: (live_patch(query["from"], self.shape, self._state(), title), 0.0),
            "time": lambda _: (self._iso_now().encode(), 0.0),
        }
        if self.shape.moved_to:
            documents[self.shape.moved_to] = documents["main.mpd"]
        for folder in folders:
            documents[f"{folder}.m3u8"] = lambda query, folder=folder: self._playlist(folder, query)
        return documents

    @property
    def _folders(self) -> list[str]:
        return [video.folder for video in self.title.video_facts] + (["a0"] if self.title.audio_facts else [])

    def _mpd(self) -> bytes:
        return live_mpd(self.shape, self._state(), self.title, self._iso_now())

    def _playlist(self, folder: str, query: dict[str, str]) -> tuple[bytes, float]:
        state, held_back_s = self._state(), 0.0
        wanted, wanted_part = int(query.get("_HLS_msn", "-1")), query.get("_HLS_part")
        if self.shape.is_blocking and state.last < wanted <= state.last + _MOST_HELD_SEGMENTS:
            parts = self._parts_of(wanted) if self.shape.part_frames else []
            # A part that the segment hasn't is the first one of the next (RFC 8216bis §6.2.5.2).
            part = min(int(wanted_part), len(parts)) if wanted_part is not None and parts else len(parts) - 1
            due_s = (
                wanted * self.segment_s + sum(parts[: part + 1]) if parts else (wanted + 1) * self.segment_s
            )
            held_back_s = max(0.0, due_s - self._elapsed_s() + 0.001)
            state = self._state(max(due_s + 0.001, self._elapsed_s()))
        segments = [self._segment(folder, number, state) for number in state.numbers]
        is_delta = self.shape.has_delta and "_HLS_skip" in query
        has_more = bool(self.shape.part_frames) and not state.has_ended
        unfinished = self._segment(folder, state.last + 1, state) if has_more else None
        siblings = [each for each in self._folders if each != folder]
        body = live_media(
            folder, self.shape, state, segments, unfinished, is_delta=is_delta, siblings=siblings
        )
        return body, held_back_s

    def _segment(self, folder: str, number: int, state: LiveState) -> LiveSegment:
        within = self._within(number)
        is_break = bool(number) and self.shape.break_every is not None and not within
        parts_s: tuple[float, ...] = ()
        if self.shape.part_frames and number > state.last - _SEGMENTS_IN_PARTS:
            count = len(self._parts_of(number)) if number <= state.last else state.parts
            parts_s = tuple(self._part_lengths(folder, within)[:count])
        return LiveSegment(number, self.title.length_s(folder, within), is_break, parts_s)

    def _parts_of(self, number: int) -> list[float]:
        """Return how long each part, or chunk, of a segment's pictures lasts."""
        frames = self.shape.piece_frames
        if not frames:
            return []
        return self._part_lengths("v0", self._within(number))

    def _measured_parts(self, folder: str, within: int) -> list[float]:
        frames = self.shape.piece_frames or self.title.frames_a_segment
        count = -(-self.title.frames_a_segment // frames)
        return [self.title.part_s(folder, within, part, frames) for part in range(count)]

    def _media(self, path: str) -> bytes | None:
        folder, _, name = path.partition("/")
        number = name.removesuffix(".m4s")
        if name == "init.mp4":
            return self.title.origin(f"{self.title.base_url}/{path}")
        if number == name or not number.isdecimal():
            return None
        state = self._state()
        if not state.first - _KEPT_SEGMENTS <= int(number) <= state.last:
            return None
        if self.shape.piece_frames is None:
            return self.title.segment(folder, self._within(int(number)))
        return b"".join(
            self.chunk(folder, int(number), nth) for nth in range(len(self._parts_of(int(number))))
        )

    def chunk(self, folder: str, number: int, nth: int) -> bytes:
        """Return a piece, by its place from 0, of a segment that is made in pieces."""
        frames = self.shape.piece_frames
        assert frames is not None, "this channel makes its segments at once"
        return self.title.part(folder, self._within(number), nth, frames)

    def _within(self, number: int) -> int:
        """Return which segment of the title a segment of the channel is."""
        return number % self.shape.break_every if self.shape.break_every else number

    def _elapsed_s(self) -> float:
        return min(self._clock.now_s(), self._frozen_s) - self._begin_s

    def _utc_s(self) -> float:
        return self._clock.utc_s() + self.shape.clock_ahead_s

    def _iso_now(self) -> str:
        return iso_date(self._utc_s())

    def _state(self, elapsed_s: float | None = None) -> LiveState:
        elapsed_s = self._elapsed_s() if elapsed_s is None else elapsed_s
        count = int(min(elapsed_s, self._end_s) / self.segment_s + 1e-9)
        kept = count if self.shape.window_s is None else max(1, round(self.shape.window_s / self.segment_s))
        begin_utc_s = self._utc_s() - (self._clock.now_s() - self._begin_s)
        return LiveState(
            first=max(0, count - kept),
            last=count - 1,
            segment_s=self.segment_s,
            begin_utc_s=begin_utc_s,
            published_utc_s=begin_utc_s + count * self.segment_s,
            has_ended=elapsed_s >= self._end_s,
            parts=self._parts_by(count, min(elapsed_s, self._end_s)) if self.shape.part_frames else 0,
            part_s=max(self._parts_of(count), default=0.0) if self.shape.part_frames else 0.0,
        )

    def _parts_by(self, number: int, elapsed_s: float) -> int:
        """Return how many parts of a segment there are by then."""
        ends_s = accumulate(self._parts_of(number))
        return sum(number * self.segment_s + end_s <= elapsed_s + 1e-9 for end_s in ends_s)
