"""The captions of one presentation: which there are, which is chosen, and what stands on the screen now.

Two loops run beside the picture: one has cues at hand ahead of the playhead, one tells `CuesChanged` when
the playhead reaches a cue's start or end. Both wait on the session's one signal, so that a pause, a seek and
another speed are seen at once. Nothing in here can end playback.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from playhead.errors import ErrorCode, Recovery, Severity, make_problem
from playhead.events import CuesChanged, ProblemRaised
from playhead.net.fetcher import Fetcher
from playhead.presentation import Cue, Kind, Track
from playhead.session.buffer import TrackBuffer
from playhead.session.cue_board import CueBoard
from playhead.session.embedded_captions import EmbeddedCaptions, channel_of
from playhead.session.sidecars import Sidecars
from playhead.session.stream_context import StreamContext
from playhead.session.text_choice import TextWish, choose_text
from playhead.session.text_segments import TextSegments, TextSource

__all__ = ["Captions"]

_log = logging.getLogger(__name__)


class Captions:
    """Text tracks and cues of one presentation.

    Args:
        context: What all streams share.
        fetcher: Fetches caption files and segments.
        origin_of: Gives the picture's origin in a discontinuity of a period, if it has been placed.
        pictures: What is buffered of the picture; None if the title has none.
        screen_s: Gives the moment whose picture is on the screen; None while there is none.
        on_tracks: Called when there are other tracks than before, or another one shows.
    """

    def __init__(
        self,
        context: StreamContext,
        fetcher: Fetcher,
        origin_of: Callable[[int, int], Fraction | None],
        pictures: TrackBuffer | None,
        *,
        screen_s: Callable[[], float | None],
        on_tracks: Callable[[], None],
    ) -> None:
        self._context = context
        self._pictures = pictures
        self._screen_s = screen_s
        self._on_tracks = on_tracks
        self._wish = TextWish(context.settings.text.languages)
        self._board = CueBoard()
        source = TextSource(context, fetcher, origin_of, self.chosen)
        self._segments = TextSegments(source, self._board)
        self._embedded = EmbeddedCaptions(source, self._board)
        self._sidecars = Sidecars(source, self._board)
        self._followed: tuple[TextWish, str] | None = None
        self.shown: tuple[Cue, ...] = ()

    # --- tracks --------------------------------------------------------------------------------------------

    def tracks_of(self, period: int) -> tuple[Track, ...]:
        """Return the text tracks of a period: the manifest's, those found in the picture, and added files.

        A declared service inside the picture is left out if we can't decode it (CEA-708 beyond the sixth).
        """
        declared = [
            track
            for track in self._context.plan.period(period).tracks
            if track.kind is Kind.TEXT and (track.representations or channel_of(track) is not None)
        ]
        known = {track.service for track in declared}
        found = [
            Track(channel, Kind.TEXT, (), label=channel, roles=("caption",), is_muxed=True, service=channel)
            for channel in self._embedded.found
            if channel not in known
        ]
        return (*declared, *found, *self._sidecars.tracks)

    def all_tracks_of(self, period: int) -> tuple[Track, ...]:
        """Return the tracks of every kind, with the text tracks that there really are."""
        others = (t for t in self._context.plan.period(period).tracks if t.kind is not Kind.TEXT)
        return (*others, *self.tracks_of(period))

    def chosen(self, period: int) -> Track | None:
        """Return the text track to show in a period; None for none."""
        audio = self._context.plan.choice(period).audio
        return choose_text(self.tracks_of(period), self._wish, audio)

    @property
    def text_id(self) -> str | None:
        """The text track that shows at the playhead; None if none does."""
        track = self.chosen(self._here)
        return track.id if track is not None else None

    def select(self, track_id: str | None) -> bool:
        """Show this track, and its like in other periods; None for none. False if there is no such track."""
        found = next((track for track in self.tracks_of(self._here) if track.id == track_id), None)
        if found is None and track_id is not None:
            return False
        self._wish = replace(self._wish, chosen=found, is_off=found is None)
        self._context.changed.notify()
        return True

    def add(self, url: str, language: str, label: str, *, is_forced: bool) -> Track:
        """Offer a caption file."""
        track = self._sidecars.add(url, language, label, is_forced=is_forced)
        self._on_tracks()
        self._context.changed.notify()
        return track

    def settle(self) -> None:
        """Place cues whose discontinuity has just got its place on the timeline."""
        if self._segments.settle():
            self._context.changed.notify()

    # --- playing -------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Have cues at hand and tell which stand, until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._supply(), name="captions")
                await self._show()
        except Exception as error:  # noqa: BLE001 - the top of a task: captions must not end the picture
            _log.exception("captions ended by an internal error")
            problem = make_problem(
                ErrorCode.PLAYER_INTERNAL,
                f"captions: {type(error).__name__}",
                severity=Severity.DEGRADED,
                recovery=Recovery.STOP,
            )
            self._context.emit(ProblemRaised(self._now_s, problem))
            self._tell(())

    async def _supply(self) -> None:
        while True:
            self._follow()
            has_moved = await self._advance()
            if has_moved:
                self._context.changed.notify()
                # The picture goes first: between two segments of captions everybody else has a turn.
                await asyncio.sleep(0)
            else:
                await self._context.changed.wait(self._patience_s())

    async def _advance(self) -> bool:
        pictures = self._pictures
        if pictures is not None:
            if pictures.last is None:
                return False  # nothing may compete with the first picture
            if self._embedded.look(pictures):
                self._on_tracks()
            if self._embedded.advance(pictures):
                return True
        return await self._sidecars.advance(self.chosen(self._here)) or await self._segments.advance()

    def _follow(self) -> None:
        """Let go of what belongs to captions that are not wanted any more."""
        audio = self._context.plan.choice(self._here).audio
        wanted = self._wish, audio.language if audio is not None else ""
        known, self._followed = self._followed, wanted
        if known is not None and wanted != known:
            self._board.clear()
            for part in (self._segments, self._embedded, self._sidecars):
                part.forget()
            self._on_tracks()

    def _patience_s(self) -> float | None:
        rate, room_s, retry_s = self._context.rate(), self._segments.wait_s, self._segments.retry_s
        waits = [retry_s] if retry_s is not None else []
        if room_s is not None and rate > 0:
            waits.append(max(room_s, 0.05) / rate)
        return min(waits, default=None)

    async def _show(self) -> None:
        while True:
            position_s = self._screen_s()
            self._tell(() if position_s is None else self._board.at(position_s))
            delay_s = None
            if position_s is not None:
                next_s, rate = self._board.next_change_s(position_s), self._context.rate()
                if next_s is not None and rate > 0:
                    delay_s = max(next_s - position_s, 0.0) / rate
            await self._context.changed.wait(delay_s)

    def _tell(self, cues: tuple[Cue, ...]) -> None:
        if _look(cues) != _look(self.shown):
            self.shown = cues
            self._context.emit(CuesChanged(self._now_s, self._context.position_s(), cues))

    @property
    def _here(self) -> int:
        return self._context.plan.period_at(self._context.position_s())

    @property
    def _now_s(self) -> float:
        return self._context.clock.now_s()


def _look(cues: Sequence[Cue]) -> list[tuple[object, ...]]:
    """Return what can be seen of the cues: the same words on the same place are no change."""
    return [(cue.runs, cue.placement) for cue in cues]
