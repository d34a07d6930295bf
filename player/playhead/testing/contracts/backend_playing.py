"""The backend contract, second half: what it does while it plays."""

import asyncio

from playhead.backend.protocol import (
    EndReached,
    FirstPicture,
    Starved,
    StarvedEnded,
    VariantShown,
)
from playhead.testing.contracts.backend_fixtures import BackendFixtures
from playhead.testing.contracts.stage import Play, Stage

__all__ = ["PlayingContract"]


class PlayingContract(BackendFixtures):
    """The playhead, running dry, and switches of quality."""

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

    def test_data_that_comes_while_it_is_paused_and_dry_moves_nothing(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            await stage.hear(Starved)
            stage.backend.set_paused(True)
            stage.append(2, 4)
            await asyncio.sleep(1)
            assert stage.now_at == self.near(2)
            stage.backend.set_paused(False)
            await stage.hear(StarvedEnded)
            await asyncio.sleep(1)
            assert stage.now_at == self.near(3)

        play(story)

    def test_a_new_start_ends_being_dry(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 2)
            await stage.hear(Starved)
            await stage.start(6)
            stage.append(6, 4)
            await stage.hear(FirstPicture, count=2)
            await asyncio.sleep(1)
            assert stage.now_at == self.near(7)
            assert len(stage.heard(Starved)) == 1

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

    def test_follows_every_switch_up_and_down(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            small, large = self.variants
            order = [small, large, small, large, small]
            await stage.start(0)
            for number, variant in enumerate(order):
                stage.append(number * 2.0, 2, variant=variant)
            stage.backend.finish()
            await stage.hear(EndReached, timeout_s=20.0)
            shown = stage.heard(VariantShown)
            assert [event.variant for event in shown] == order
            assert [stage.at(event.position_s) for event in shown] == [self.near(n * 2.0) for n in range(5)]

        play(story)

    def test_does_not_name_a_variant_that_stays(self, play: Play) -> None:
        async def story(stage: Stage) -> None:
            await stage.start(0)
            stage.append(0, 4)
            stage.backend.finish()
            await stage.hear(EndReached)
            assert len(stage.heard(VariantShown)) == 1

        play(story)
