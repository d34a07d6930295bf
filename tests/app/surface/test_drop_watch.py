"""Which counts of pictures mean that the page can't keep up."""

import pytest

from playhead_app.surface import MOST_LOST, DropWatch

FPS = 25


def last_share(
    watch: DropWatch, *, drawn_fps: float | None, late_fps: float = 0.0, length_s: int = 12, from_s: int = 0
) -> float | None:
    """Watch for some seconds, ten looks in each, and return what the last one says."""
    share = None
    for tick in range(from_s * 10, (from_s + length_s) * 10 + 1):
        at_s = tick / 10
        share = watch.take(
            at_s,
            shown=int(at_s * (FPS - late_fps)),
            dropped=int(at_s * late_fps),
            drawn=None if drawn_fps is None else int(at_s * drawn_fps),
        )
    return share


def test_a_page_that_is_drawn_as_often_as_pictures_come_loses_none() -> None:
    assert last_share(DropWatch(), drawn_fps=FPS) == 0.0
    assert last_share(DropWatch(), drawn_fps=60) == 0.0


def test_a_page_that_is_drawn_half_as_often_loses_half() -> None:
    share = last_share(DropWatch(), drawn_fps=FPS / 2)
    assert share is not None
    assert share == pytest.approx(0.5, abs=0.02)
    assert share > MOST_LOST


def test_what_the_decoder_gives_up_counts_with_and_without_a_page() -> None:
    assert last_share(DropWatch(), drawn_fps=FPS, late_fps=5) == pytest.approx(0.2, abs=0.02)
    assert last_share(DropWatch(), drawn_fps=None, late_fps=5) == pytest.approx(0.2, abs=0.02)


def test_nothing_is_said_before_the_span_is_over() -> None:
    assert last_share(DropWatch(), drawn_fps=1, length_s=7) is None


def test_what_was_before_a_pause_or_a_fresh_decoder_says_nothing() -> None:
    watch = DropWatch()
    last_share(watch, drawn_fps=1)
    watch.forget()
    assert last_share(watch, drawn_fps=FPS, from_s=20, length_s=7) is None
    assert watch.take(28.0, shown=3, dropped=0, drawn=900) is None


def test_a_title_of_stills_is_not_judged() -> None:
    watch = DropWatch()
    for at_s in range(30):
        assert watch.take(float(at_s), shown=at_s, dropped=0, drawn=0) is None
