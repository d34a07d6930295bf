"""What the headless backend does beyond the contract: exact times, and a strict eye."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.backend import (
    BackendEvent,
    BackendFailed,
    EndReached,
    FirstPicture,
    Starved,
    StarvedEnded,
    VariantShown,
)
from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.containers.samples import Codec, Sample
from playhead.errors import ErrorCode, PlayerStateError
from playhead.presentation import Kind
from playhead.testing import run_virtual
from playhead.testing.synthetic_batches import make_audio_batch, make_video_batch

VIDEO = frozenset({Kind.VIDEO})
Timed = list[tuple[float, BackendEvent]]


def play(
    story: Callable[[HeadlessBackend], Awaitable[None]], codecs: frozenset[Codec] | None = None
) -> Timed:
    """Run a story and return what the backend said, with the loop's time."""
    heard: Timed = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        backend = HeadlessBackend(LoopClock(), codecs)
        backend.attach(lambda event: heard.append((loop.time(), event)))
        await story(backend)
        await asyncio.sleep(100)
        await backend.close()

    run_virtual(main())
    return heard


def code_of(heard: Timed) -> ErrorCode:
    event = heard[-1][1]
    assert isinstance(event, BackendFailed)
    return event.problem.code


def test_every_event_comes_at_its_time() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await asyncio.sleep(1)
        await backend.start(0.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(0, 2, variant="low", width=320, height=180))
        await asyncio.sleep(5)
        backend.append(make_video_batch(2, 2, variant="high", width=640, height=360))
        backend.finish()

    heard = play(story)
    # The last old picture stood for its own frame and for the three seconds without data.
    held_s = next(e.picture_held_s for _, e in heard if isinstance(e, VariantShown) and e.variant == "high")
    assert held_s == pytest.approx(3.04)
    assert [event for _, event in heard] == [
        FirstPicture(0.0),
        VariantShown("low", 0.0, 320, 180, 0.0),
        Starved(2.0),
        StarvedEnded(2.0),
        VariantShown("high", 2.0, 640, 360, held_s),
        EndReached(4.0),
    ]
    assert [at_s for at_s, _ in heard] == pytest.approx([1, 1, 3, 6, 6, 8])


def test_a_switch_without_a_stall_holds_one_frame() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(0.0, VIDEO, is_paused=False)
        backend.set_rate(2.0)
        backend.append(make_video_batch(0, 2, variant="low"))
        backend.append(make_video_batch(2, 2, variant="high"))

    shown = [event for _, event in play(story) if isinstance(event, VariantShown)]
    assert shown[1].picture_held_s == pytest.approx(0.02)


def test_a_pause_moves_everything_that_follows() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(0.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(0, 4))
        backend.finish()
        await asyncio.sleep(1)
        backend.set_paused(True)
        await asyncio.sleep(10)
        assert backend.position_s == pytest.approx(1.0)
        backend.set_paused(False)

    heard = play(story)
    assert heard[-1] == (pytest.approx(14.0), EndReached(4.0))


def test_offsets_place_samples_in_presentation_time() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(100.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(100, 2, offset=12_800 * 90))
        backend.finish()

    assert play(story)[-1] == (pytest.approx(2.0), EndReached(102.0))


def test_the_end_is_that_of_the_longest_kind() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(0.0, frozenset({Kind.VIDEO, Kind.AUDIO}), is_paused=False)
        backend.append(make_video_batch(0, 2))
        backend.append(make_audio_batch(0, 3))
        backend.finish()

    end = play(story)[-1][1]
    assert isinstance(end, EndReached)
    assert end.position_s == pytest.approx(3.0, abs=0.022)


def test_a_start_behind_everything_shows_the_last_picture_and_ends() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(10.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(8, 2))
        backend.finish()

    assert [event for _, event in play(story)][::2] == [FirstPicture(10.0), EndReached(10.0)]


def test_a_finish_without_data_is_an_end() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(10.0, VIDEO, is_paused=False)
        backend.finish()

    assert [event for _, event in play(story)] == [EndReached(10.0)]


def test_counts_the_frames_between_begin_and_end() -> None:
    shown: list[int] = []

    async def story(backend: HeadlessBackend) -> None:
        await backend.start(1.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(0, 2))
        backend.append(make_video_batch(2, 2))
        backend.finish()
        await asyncio.sleep(0)
        await asyncio.sleep(0.001)
        shown.append(backend.stats.frames_shown)
        await asyncio.sleep(1)
        shown.append(backend.stats.frames_shown)
        await asyncio.sleep(10)
        shown.append(backend.stats.frames_shown)
        await backend.start(0.0, VIDEO, is_paused=True)
        shown.append(backend.stats.frames_shown)

    play(story)
    assert shown == [1, 26, 75, 75]


def test_a_stretch_that_does_not_begin_with_a_key_frame_fails() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(0.0, VIDEO, is_paused=False)
        whole = make_video_batch(0, 2)
        backend.append(replace(whole, samples=whole.samples[1:]))
        backend.append(make_video_batch(2, 2))

    assert code_of(play(story)) is ErrorCode.MEDIA_DECODE


def test_a_new_format_that_does_not_begin_with_a_key_frame_fails() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(0.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(0, 2, width=320, height=180))
        other = make_video_batch(2, 2, width=640, height=360)
        backend.append(replace(other, samples=other.samples[1:]))

    assert code_of(play(story)) is ErrorCode.MEDIA_DECODE


def test_time_that_goes_back_fails() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(0.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(4, 2))
        backend.append(make_video_batch(0, 2))

    assert code_of(play(story)) is ErrorCode.MEDIA_TIMESTAMP_MISMATCH


def test_a_codec_that_was_not_claimed_fails() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(0.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(0, 2))

    assert code_of(play(story, frozenset({Codec.VP9}))) is ErrorCode.MEDIA_CODEC_UNSUPPORTED


def test_a_new_start_mends_a_failure() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(0.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(4, 2))
        backend.append(make_video_batch(0, 2))
        await asyncio.sleep(1)
        await backend.start(0.0, VIDEO, is_paused=False)
        backend.append(make_video_batch(0, 2))
        backend.finish()

    assert play(story)[-1][1] == EndReached(2.0)


@pytest.mark.parametrize("rate", [0.0, -1.0, math.nan, math.inf])
def test_a_rate_that_makes_no_sense_is_refused(rate: float) -> None:
    async def story(backend: HeadlessBackend) -> None:
        with pytest.raises(PlayerStateError):
            backend.set_rate(rate)

    play(story)


def test_nothing_can_be_started_after_close() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.close()
        with pytest.raises(PlayerStateError):
            await backend.start(0.0, VIDEO, is_paused=False)

    play(story)


Command = tuple[str, float]
COMMANDS = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.just(0.0)),
        st.tuples(st.just("wait"), st.floats(0, 5)),
        st.tuples(st.just("pause"), st.just(0.0)),
        st.tuples(st.just("play"), st.just(0.0)),
        st.tuples(st.just("rate"), st.floats(0.25, 4)),
        st.tuples(st.just("seek"), st.integers(0, 20).map(float)),
    ),
    max_size=25,
)


async def obey(backend: HeadlessBackend, commands: list[Command], seen: list[list[float]]) -> None:
    """Carry out the commands; note the playhead after each, one list for each stretch."""
    appended_s = 0.0
    await backend.start(0.0, VIDEO, is_paused=False)
    for name, value in commands:
        if name == "append":
            backend.append(make_video_batch(appended_s, 1.0, variant=str(int(appended_s) % 3)))
            appended_s += 1.0
        elif name == "wait":
            await asyncio.sleep(value)
        elif name in ("pause", "play"):
            backend.set_paused(name == "pause")
        elif name == "rate":
            backend.set_rate(value)
        else:
            appended_s = value
            await backend.start(value, VIDEO, is_paused=False)
            seen.append([])
        if backend.position_s is not None:
            seen[-1].append(backend.position_s)
            assert backend.position_s <= appended_s + 1e-6
    backend.set_paused(False)
    backend.finish()


@settings(max_examples=60, deadline=None)
@given(COMMANDS)
def test_whatever_happens_the_playhead_never_goes_back_and_the_end_comes_once(
    commands: list[Command],
) -> None:
    seen: list[list[float]] = [[]]

    async def story(backend: HeadlessBackend) -> None:
        await obey(backend, commands, seen)

    heard = play(story)
    for positions in seen:
        assert positions == sorted(positions)
    assert isinstance(heard[-1][1], EndReached)
    assert sum(isinstance(event, EndReached) for _, event in heard) == 1


def test_equal_stories_are_told_at_equal_times() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await obey(backend, [("append", 0), ("wait", 0.7), ("append", 0), ("rate", 1.3), ("wait", 3.1)], [[]])

    assert play(story) == play(story)


class Unwalkable(list[Sample]):
    """Samples that may be looked at here and there, but not one after another."""

    def __iter__(self) -> Iterator[Sample]:
        raise AssertionError("walked through all samples")


def test_a_batch_costs_the_same_however_long_it_is() -> None:
    async def story(backend: HeadlessBackend) -> None:
        await backend.start(0.0, VIDEO, is_paused=False)
        whole = make_video_batch(0, 200)
        backend.append(replace(whole, samples=Unwalkable(whole.samples)))

    assert play(story)[0][1] == FirstPicture(0.0)
