"""The backend contract, first half: what it is, how it begins, how it ends."""

import asyncio
import threading

import pytest

from playhead.backend.protocol import (
    BackendEvent,
    EndReached,
    FirstPicture,
    Starved,
)
from playhead.containers.samples import Codec
from playhead.presentation import Kind
from playhead.testing.contracts.backend_fixtures import BackendFixtures
from playhead.testing.contracts.stage import AUDIO, VIDEO, MakeBackend, MakeBatches, Play, Run, Stage

__all__ = ["StartingContract"]


class StartingContract(BackendFixtures):
    """From `start` to the first picture, and from the last sample to the next `start`."""

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

    def test_a_paused_start_while_playing_stands_at_the_new_place(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            await stage.hear(FirstPicture)
            await stage.start(6, is_paused=True)
            stage.append(6, 4)
            await stage.hear(FirstPicture, count=2)
            await asyncio.sleep(1)
            assert stage.now_at == self.near(6)

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
