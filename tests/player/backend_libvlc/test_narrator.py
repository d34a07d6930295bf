"""What is told, and when, from notes of pictures and from where the playhead is."""

from dataclasses import replace

import pytest

from playhead.backend import (
    BackendEvent,
    EndReached,
    FirstPicture,
    Starved,
    StarvedEnded,
    VariantShown,
)
from playhead.backend.libvlc.narrator import Narrator
from playhead.backend.libvlc.picture_output import ShownNote
from playhead.backend.libvlc.stretch import Stretch
from playhead.feed import StretchMuxer
from playhead.presentation import Kind
from tests.player.feed.conftest import H264, LARGER, SAME_SIZE, pictures

PICTURES = frozenset({Kind.VIDEO})
NOTE = ShownNote(0.0, 0.07, 1, (640, 360))


class Theatre:
    """A stretch on a clock of its own, and what the narrator tells of it."""

    def __init__(self, *, sees_outputs: bool = True) -> None:
        self.now_s = 100.0
        self.told: list[BackendEvent] = []
        self.narrator = Narrator(
            self.told.append, lambda: self.stretch.playhead_s, lambda _back_s: 0.02, sees_outputs=sees_outputs
        )
        self.turn_to(Stretch(StretchMuxer(0.0, PICTURES), 0.0, lambda: self.now_s))

    def turn_to(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.narrator.begin(stretch)

    def append(self, *formats: object) -> None:
        for number, format in enumerate(formats):
            self.stretch.append(format, pictures(number * 2000), 0, f"v{number}")  # pyright: ignore[reportArgumentType]  # a format
        self.stretch.advance()

    def at(self, playhead_s: float) -> None:
        """Move the playhead and look."""
        self.now_s = 100.0 + playhead_s
        self.narrator.tick(self.stretch)

    def starve(self) -> None:
        """Let a reader take everything that there is, and wait for more, at the end."""
        feed = self.stretch._feed
        assert feed is not None
        feed._chunks.clear()
        feed._is_waiting = True
        self.at(2.0)


@pytest.fixture
def theatre() -> Theatre:
    return Theatre()


def test_the_first_picture_names_its_variant(theatre: Theatre) -> None:
    theatre.append(H264)
    theatre.narrator.picture(theatre.stretch, NOTE)
    assert theatre.told == [FirstPicture(0.0), VariantShown("v0", 0.0, 640, 360, picture_held_s=0.0)]


def test_a_new_output_is_the_next_variant_and_tells_how_long_the_old_one_stood(theatre: Theatre) -> None:
    theatre.append(H264, LARGER)
    theatre.narrator.picture(theatre.stretch, NOTE)
    theatre.narrator.picture(theatre.stretch, replace(NOTE, outputs=2, held_s=0.08))
    assert theatre.told[-1] == VariantShown("v1", 2.0, 1280, 720, picture_held_s=0.08)


def test_a_variant_of_the_same_size_is_told_when_the_playhead_passes_it(theatre: Theatre) -> None:
    theatre.append(H264, SAME_SIZE)
    theatre.narrator.picture(theatre.stretch, NOTE)
    theatre.at(1.9)
    assert len(theatre.told) == 2
    theatre.at(2.05)
    assert theatre.told[-1] == VariantShown("v1", 2.0, 640, 360, picture_held_s=0.02)


def test_in_a_window_every_variant_is_told_when_the_playhead_passes_it() -> None:
    theatre = Theatre(sees_outputs=False)
    theatre.append(H264, LARGER)
    theatre.narrator.picture(theatre.stretch, NOTE)
    theatre.at(2.05)
    assert isinstance(theatre.told[-1], VariantShown)


def test_the_end_is_told_once_when_the_playhead_comes_to_it(theatre: Theatre) -> None:
    theatre.append(H264)
    theatre.stretch.muxer.finish()
    theatre.stretch.advance()
    theatre.narrator.picture(theatre.stretch, NOTE)
    while theatre.stretch._feed is not None and theatre.stretch._feed.read(1 << 20):
        pass
    theatre.at(1.9)
    assert not [event for event in theatre.told if isinstance(event, EndReached)]
    theatre.at(2.0)
    theatre.at(2.1)
    assert [event for event in theatre.told if isinstance(event, EndReached)] == [EndReached(2.0)]


def test_running_dry_is_told_once_and_over_when_a_stretch_that_goes_on_is_seen(theatre: Theatre) -> None:
    theatre.append(H264)
    theatre.narrator.picture(theatre.stretch, NOTE)
    theatre.starve()
    theatre.at(5.0)
    assert isinstance(theatre.told[-1], Starved)
    dry = theatre.stretch
    after = Stretch(dry.muxer.successor(2.0), 2.0, lambda: theatre.now_s, before=dry)
    theatre.turn_to(after)
    after.append(H264, pictures(2000), 0, "v0")
    after.advance()
    theatre.narrator.picture(after, replace(NOTE, outputs=2))
    assert isinstance(theatre.told[-1], StarvedEnded)
    assert len([event for event in theatre.told if isinstance(event, FirstPicture)]) == 1


def test_being_dry_is_not_over_while_it_is_paused(theatre: Theatre) -> None:
    theatre.append(H264)
    theatre.narrator.picture(theatre.stretch, NOTE)
    theatre.starve()
    theatre.stretch.pause()
    after = Stretch(theatre.stretch.muxer.successor(2.0), 2.0, lambda: theatre.now_s, before=theatre.stretch)
    theatre.turn_to(after)
    after.append(H264, pictures(2000), 0, "v0")
    after.advance()
    theatre.narrator.picture(after, NOTE)
    assert isinstance(theatre.told[-1], Starved)
    after.resume()
    theatre.at(2.0)
    assert isinstance(theatre.told[-1], StarvedEnded)


def test_a_new_start_forgets_that_it_was_dry(theatre: Theatre) -> None:
    theatre.append(H264)
    theatre.narrator.picture(theatre.stretch, NOTE)
    theatre.starve()
    theatre.turn_to(Stretch(StretchMuxer(0.0, PICTURES), 0.0, lambda: theatre.now_s))
    theatre.append(H264)
    theatre.narrator.picture(theatre.stretch, NOTE)
    assert not [event for event in theatre.told if isinstance(event, StarvedEnded)]
