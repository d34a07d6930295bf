"""What every backend must do, sentence by sentence of `playhead.backend.protocol`.

Derive a class whose name begins with `Test`, and override the fixtures that differ:

- `make_backend` (needed): makes one that nobody has attached to;
- `make_batches`: real media for a real decoder; filler otherwise;
- `run`: `asyncio.run`, or `run_virtual` for a backend that lives on the loop's clock alone;
- the class's `tolerance_s`: how far off a real clock and a real decoder may be.

On a real clock the whole class takes about a minute.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final, Protocol, TypeVar

import pytest

from playhead.backend.protocol import (
    Backend,
    BackendEvent,
    EndReached,
    FirstPicture,
    SampleBatch,
    Starved,
    StarvedEnded,
    VariantShown,
)
from playhead.containers.samples import Codec
from playhead.presentation import Kind
from playhead.testing.synthetic_batches import make_audio_batch, make_video_batch

__all__ = ["BackendContract", "BackendRecorder", "MakeBackend", "MakeBatches", "Run"]

E = TypeVar("E", bound=BackendEvent)

BOTH: Final = frozenset({Kind.VIDEO, Kind.AUDIO})
VIDEO: Final = frozenset({Kind.VIDEO})
AUDIO: Final = frozenset({Kind.AUDIO})

MakeBackend = Callable[[], Backend]
Run = Callable[[Coroutine[Any, Any, None]], None]


class MakeBatches(Protocol):
    """Makes the batches that cover a time; all start at even seconds and last an even number of them.

    `variant` is one of `BackendContract.variants` for video, and anything for audio.
    """

    def __call__(self, kind: Kind, start_s: float, seconds: float, variant: str) -> list[SampleBatch]:
        """Return them in order; the first video sample is a key frame."""
        ...


class BackendRecorder:
    """A backend, everything that it said, and where it said it."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.events: list[BackendEvent] = []
        self.threads: set[int] = set()
        self._news = asyncio.Event()
        backend.attach(self._hear)

    def all(self, kind: type[E]) -> list[E]:
        """Return the events of a kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    async def wait_for(self, kind: type[E], *, count: int = 1, timeout_s: float = 10.0) -> E:
        """Return the event of a kind that is the `count`th.

        Raises:
            AssertionError: If it doesn't come in time.
        """
        try:
            async with asyncio.timeout(timeout_s):
                while len(self.all(kind)) < count:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError as error:
            raise AssertionError(f"no {kind.__name__} number {count}; heard {self.events}") from error
        return self.all(kind)[count - 1]

    def position_s(self) -> float:
        """Return the playhead, which must be somewhere."""
        position_s = self.backend.position_s
        assert position_s is not None
        return position_s

    def _hear(self, event: BackendEvent) -> None:
        self.events.append(event)
        self.threads.add(threading.get_ident())
        self._news.set()


class Stage:
    """A backend on which a test plays; its times count from the media's begin."""

    def __init__(self, backend: Backend, make_batches: MakeBatches, origin_s: float, variant: str) -> None:
        self.backend = backend
        self.recorder = BackendRecorder(backend)
        self._make_batches = make_batches
        self._origin_s = origin_s
        self._variant = variant

    async def start(self, at_s: float, kinds: frozenset[Kind] = BOTH, *, is_paused: bool = False) -> None:
        """Begin a stretch."""
        await self.backend.start(self._origin_s + at_s, kinds, is_paused=is_paused)

    def append(self, from_s: float, seconds: float, kinds: frozenset[Kind] = BOTH, variant: str = "") -> None:
        """Append what covers the time, the kinds in turn as the session does."""
        for start_s in (from_s + 2.0 * n for n in range(round(seconds / 2))):
            for kind in sorted(kinds, reverse=True):
                name = (variant or self._variant) if kind is Kind.VIDEO else "sound"
                for batch in self._make_batches(kind, self._origin_s + start_s, 2.0, name):
                    self.backend.append(batch)

    async def hear(self, kind: type[E], *, count: int = 1, timeout_s: float = 10.0) -> E:
        """Wait for the event of a kind that is the `count`th."""
        return await self.recorder.wait_for(kind, count=count, timeout_s=timeout_s)

    def heard(self, kind: type[E]) -> list[E]:
        """Return the events of a kind so far."""
        return self.recorder.all(kind)

    def at(self, position_s: float) -> float:
        """Return a presentation time as seconds from the media's begin."""
        return position_s - self._origin_s

    @property
    def now_at(self) -> float:
        """Where the playhead is, from the media's begin."""
        return self.at(self.recorder.position_s())


Play = Callable[[Callable[[Stage], Awaitable[None]]], None]


@asynccontextmanager
async def _stage(
    make_backend: MakeBackend, make_batches: MakeBatches, contract: "BackendContract"
) -> AsyncGenerator[Stage, None]:
    backend = make_backend()
    try:
        yield Stage(backend, make_batches, contract.origin_s, next(iter(contract.variants)))
    finally:
        await backend.close()


class BackendContract:
    """The tests.

    Attributes:
        tolerance_s: How far positions and waits may be off.
        variants: Two video variants of different picture sizes, and those sizes.
        origin_s: Where the media begins in presentation time.
    """

    tolerance_s: float = 0.35
    variants: dict[str, tuple[int, int]] = {"small": (320, 180), "large": (640, 360)}  # noqa: RUF012  overridden by subclasses
    origin_s: float = 0.0

    @pytest.fixture
    def make_backend(self) -> MakeBackend:
        raise NotImplementedError("override make_backend")

    @pytest.fixture
    def make_batches(self) -> MakeBatches:
        sizes = self.variants

        def make(kind: Kind, start_s: float, seconds: float, variant: str) -> list[SampleBatch]:
            starts = [start_s + 2.0 * n for n in range(round(seconds / 2))]
            if kind is Kind.AUDIO:
                return [make_audio_batch(start, 2.0, variant=variant) for start in starts]
            width, height = sizes[variant]
            return [
                make_video_batch(start, 2.0, variant=variant, width=width, height=height) for start in starts
            ]

        return make

    @pytest.fixture
    def run(self) -> Run:
        return asyncio.run

    @pytest.fixture
    def play(self, make_backend: MakeBackend, make_batches: MakeBatches, run: Run) -> Play:
        """What the tests are written with: runs one on a fresh backend and closes it afterwards."""

        def play(test: Callable[[Stage], Awaitable[None]]) -> None:
            async def main() -> None:
                async with _stage(make_backend, make_batches, self) as stage:
                    await test(stage)

            run(main())

        return play

    def near(self, value_s: float) -> Any:
        """Return what compares equal to times within the tolerance."""
        return pytest.approx(value_s, abs=max(self.tolerance_s, 1e-5))  # pyright: ignore[reportUnknownMemberType]  # pytest's

    # What it is

    def test_names_the_codecs_that_it_decodes(self, make_backend: MakeBackend, run: Run) -> None:
        async def story() -> None:
            backend = make_backend()
            assert backend.codecs
            assert all(isinstance(codec, Codec) for codec in backend.codecs)
            await backend.close()

        run(story())

    def test_has_no_position_until_something_plays(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            assert stage.backend.position_s is None

        play(story)

    def test_can_be_closed_twice(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            await stage.backend.close()
            await stage.backend.close()

        play(story)

    # Starting

    def test_shows_the_first_picture_where_it_was_told_to_begin(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(2)
            stage.append(2, 4)
            first = await stage.hear(FirstPicture)
            assert stage.at(first.position_s) == self.near(2)

        play(story)

    def test_begins_between_key_frames_without_showing_what_lies_before(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(3)
            stage.append(2, 4)
            first = await stage.hear(FirstPicture)
            assert stage.at(first.position_s) == self.near(3)
            assert stage.now_at == self.near(3)

        play(story)

    def test_waits_for_all_announced_kinds(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2, VIDEO)
            await asyncio.sleep(1)
            assert not stage.heard(FirstPicture)
            stage.append(0, 2, AUDIO)
            await stage.hear(FirstPicture)

        play(story)

    @pytest.mark.parametrize("kinds", [VIDEO, AUDIO], ids=["video", "audio"])
    def test_waits_for_no_other_kind(self, play: Play, kinds: frozenset[Kind]) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0, kinds)
            stage.append(0, 4, kinds)
            await stage.hear(FirstPicture)
            await asyncio.sleep(1)
            assert stage.now_at > 0.3

        play(story)

    def test_a_paused_start_shows_the_first_picture_and_stands(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(2, is_paused=True)
            stage.append(2, 4)
            await stage.hear(FirstPicture)
            await asyncio.sleep(1)
            assert stage.now_at == self.near(2)
            stage.backend.set_paused(False)
            await asyncio.sleep(1 + self.tolerance_s)
            assert stage.now_at > 2.5

        play(story)

    def test_a_new_start_lets_go_of_the_old_stretch(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            stage.backend.finish()
            await stage.hear(FirstPicture)
            await stage.start(6)
            stage.append(6, 4)
            second = await stage.hear(FirstPicture, count=2)
            assert stage.at(second.position_s) == self.near(6)
            await asyncio.sleep(2.5)
            assert not stage.heard(EndReached)
            assert stage.now_at > 6.5

        play(story)

    def test_a_start_can_follow_a_start_that_got_nothing(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            await stage.start(4)
            stage.append(4, 2)
            first = await stage.hear(FirstPicture)
            assert stage.at(first.position_s) == self.near(4)

        play(story)

    def test_plays_many_titles_one_after_another(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            for count in range(1, 4):
                await stage.start(0)
                stage.append(0, 2)
                await stage.hear(FirstPicture, count=count)
                await stage.backend.stop()

        play(story)

    # Playing

    def test_the_playhead_moves_with_the_clock(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 6)
            await stage.hear(FirstPicture)
            await asyncio.sleep(1)
            before = stage.now_at
            await asyncio.sleep(2)
            assert stage.now_at - before == self.near(2)

        play(story)

    def test_the_playhead_never_goes_back(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 4)
            await stage.hear(FirstPicture)
            seen: list[float] = []
            for _ in range(30):
                seen.append(stage.now_at)
                await asyncio.sleep(0.05)
            assert seen == sorted(seen)

        play(story)

    def test_stands_while_paused_and_goes_on_from_there(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 6)
            await stage.hear(FirstPicture)
            await asyncio.sleep(1)
            stage.backend.set_paused(True)
            await asyncio.sleep(self.tolerance_s)
            before = stage.now_at
            await asyncio.sleep(1)
            assert stage.now_at == self.near(before)
            stage.backend.set_paused(False)
            await asyncio.sleep(1)
            assert stage.now_at == self.near(before + 1)

        play(story)

    def test_plays_at_another_rate(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 8)
            await stage.hear(FirstPicture)
            stage.backend.set_rate(2.0)
            await asyncio.sleep(0.5)
            before = stage.now_at
            await asyncio.sleep(1)
            # Twice the speed, twice the error.
            assert (stage.now_at - before) / 2 == self.near(1)

        play(story)

    def test_takes_volume_and_mute_at_any_time(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            stage.backend.set_volume(0.5)
            await stage.start(0)
            stage.append(0, 2)
            await stage.hear(FirstPicture)
            stage.backend.set_muted(True)
            stage.backend.set_volume(0.0)
            stage.backend.set_muted(False)
            stage.backend.set_volume(1.0)

        play(story)

    def test_counts_the_frames_that_it_shows(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 4)
            await stage.hear(FirstPicture)
            await asyncio.sleep(1)
            before = stage.backend.stats.frames_shown
            await asyncio.sleep(1)
            assert before > 0
            assert stage.backend.stats.frames_shown > before
            assert stage.backend.stats.decoder

        play(story)

    # Running dry

    def test_tells_when_it_runs_dry_and_when_it_goes_on(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            dry = await stage.hear(Starved)
            assert stage.at(dry.position_s) == self.near(2)
            await asyncio.sleep(1)
            assert stage.now_at == self.near(2)
            assert not stage.heard(StarvedEnded)
            stage.append(2, 4)
            await stage.hear(StarvedEnded)
            await asyncio.sleep(1)
            assert stage.now_at == self.near(3)
            assert len(stage.heard(Starved)) == 1

        play(story)

    def test_the_playhead_never_passes_what_was_appended(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            await stage.hear(Starved)
            await asyncio.sleep(1)
            # Sound frames don't end exactly where pictures do.
            assert stage.now_at <= 2.0 + 0.05

        play(story)

    def test_does_not_run_dry_while_data_keeps_coming(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 4)
            await stage.hear(FirstPicture)
            await asyncio.sleep(1)
            stage.append(4, 2)
            await asyncio.sleep(2)
            assert not stage.heard(Starved)

        play(story)

    # Ending

    def test_tells_when_the_last_sample_has_been_shown(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            stage.backend.finish()
            end = await stage.hear(EndReached)
            assert stage.at(end.position_s) == self.near(2)
            await asyncio.sleep(0.5)
            assert len(stage.heard(EndReached)) == 1
            assert not stage.heard(Starved)

        play(story)

    def test_does_not_end_while_paused(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0, is_paused=True)
            stage.append(0, 2)
            stage.backend.finish()
            await stage.hear(FirstPicture)
            await asyncio.sleep(3)
            assert not stage.heard(EndReached)
            stage.backend.set_paused(False)
            await stage.hear(EndReached)

        play(story)

    def test_can_be_started_again_after_the_end(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            stage.backend.finish()
            await stage.hear(EndReached)
            await stage.start(0)
            stage.append(0, 2)
            await stage.hear(FirstPicture, count=2)

        play(story)

    def test_says_nothing_after_it_was_stopped(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            stage.backend.finish()
            await stage.hear(FirstPicture)
            await stage.backend.stop()
            heard = len(stage.recorder.events)
            await asyncio.sleep(2.5)
            assert len(stage.recorder.events) == heard

        play(story)

    # Variants

    def test_names_the_variant_that_it_shows_first(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            small = next(iter(self.variants))
            await stage.start(0)
            stage.append(0, 4, variant=small)
            shown = await stage.hear(VariantShown)
            assert (shown.variant, shown.width, shown.height) == (small, *self.variants[small])
            assert shown.picture_held_s == 0

        play(story)

    def test_names_another_variant_when_its_first_picture_is_shown(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            small, large = self.variants
            await stage.start(0)
            stage.append(0, 2, variant=small)
            stage.append(2, 2, variant=large)
            await stage.hear(VariantShown)
            assert stage.now_at < 1.9
            shown = await stage.hear(VariantShown, count=2)
            assert (shown.variant, shown.width, shown.height) == (large, *self.variants[large])
            assert stage.at(shown.position_s) == self.near(2)
            assert 0 < shown.picture_held_s < 0.5 + self.tolerance_s

        play(story)

    def test_does_not_name_a_variant_that_stays(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 4)
            stage.backend.finish()
            await stage.hear(EndReached)
            assert len(stage.heard(VariantShown)) == 1

        play(story)

    # Threads

    def test_events_arrive_on_the_loops_thread(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            stage.backend.finish()
            await stage.hear(EndReached)
            assert stage.recorder.threads == {threading.get_ident()}

        play(story)

    def test_can_be_told_things_from_within_an_event(
        self, make_backend: MakeBackend, make_batches: MakeBatches, run: Run
    ) -> None:
        async def story() -> None:
            backend = make_backend()
            has_heard = asyncio.Event()

            def pause_at_once(event: BackendEvent) -> None:
                if isinstance(event, FirstPicture):
                    backend.set_paused(True)
                    has_heard.set()

            backend.attach(pause_at_once)
            await backend.start(self.origin_s, VIDEO, is_paused=False)
            for batch in make_batches(Kind.VIDEO, self.origin_s, 2.0, next(iter(self.variants))):
                backend.append(batch)
            await asyncio.wait_for(has_heard.wait(), 10)
            await backend.close()

        run(story())
