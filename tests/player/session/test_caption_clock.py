"""Captions in files of their own on the picture's clock: over its wrap, after seeks, switched mid-cue."""

from collections.abc import Sequence

import pytest

from playhead.events import CuesChanged, FirstPictureShown, ProblemRaised
from playhead.settings import BufferSettings, PlayerSettings, TextPreferences
from tests.media.captions import vtt, with_hls_text
from tests.media.clips import ClipStore
from tests.media.titles import Title, hls_title, hls_ts_title
from tests.media.transport_clock import set_forward
from tests.player.session.harness import Session, play, until, until_ended

ENGLISH = PlayerSettings(buffer=BufferSettings(goal_s=10), text=TextPreferences(("en",)))
TURN = 1 << 33
WRAP_S = 7.0
# The remuxed clock begins at ten seconds; moved on, it starts anew at 7 s.
FIRST_TICKS = TURN - round(WRAP_S * 90_000)
LATEST_S = 0.08


def changes_of(session: Session) -> list[tuple[float, str]]:
    """Return (position, words) of every change."""
    return [(e.position_s, " | ".join(cue.text for cue in e.cues)) for e in session.of(CuesChanged)]


def assert_on_time(found: Sequence[tuple[float, str]], expected: Sequence[tuple[float, str]]) -> None:
    assert [words for _, words in found] == [words for _, words in expected]
    for (at_s, words), (wanted_s, _) in zip(found, expected, strict=True):
        assert -0.002 <= at_s - wanted_s < LATEST_S, words


def wrapping_title(clips: ClipStore, *, maps_anew: bool) -> Title:
    """Return a transport stream with WebVTT segments of 4 s whose clock starts anew at 7 s.

    Args:
        maps_anew: Each segment's map has the clock as it is at its start; else all have that of the first.
    """
    title = hls_ts_title(clips, (0,))
    ticks = FIRST_TICKS - 10 * 90_000
    moved = {name: set_forward(body, ticks) for name, body in title.files.items() if name.endswith(".ts")}
    texts: list[bytes] = []
    for number in range(5):
        local_s = number * 4 if maps_anew else 0
        clock = (FIRST_TICKS + local_s * 90_000) % TURN
        head = f"X-TIMESTAMP-MAP=LOCAL:00:00:{local_s:02d}.000,MPEGTS:{clock}"
        texts.append(vtt((number * 4 + 1, number * 4 + 3.5, f"line {number}"), head=head))
    return with_hls_text(Title(title.manifest, {**title.files, **moved}), texts)


@pytest.mark.parametrize("maps_anew", [True, False])
@pytest.mark.parametrize("begin_at_s", [0.0, 6.0, 9.0])
def test_files_of_captions_keep_to_their_pictures_over_the_wrap(
    maps_anew: bool, begin_at_s: float, clips: ClipStore
) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url, start_s=begin_at_s)
        await until_ended(session)

    session = play(wrapping_title(clips, maps_anew=maps_anew), script, settings=ENGLISH)
    expected = [(n * 4 + at, words) for n in range(5) for at, words in ((1, f"line {n}"), (3.5, ""))]
    standing = [(begin_at_s, words) for at, words in expected if words and at <= begin_at_s < at + 2.5]
    assert_on_time(changes_of(session), [*standing, *(each for each in expected if each[0] > begin_at_s)])
    assert not session.of(ProblemRaised)


def test_seeks_to_either_side_of_the_wrap_show_the_cue_that_stands_there(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, FirstPictureShown)
        for position_s in (14.0, 6.0, 18.0, 2.0):
            await session.player.seek(position_s)
            while not session.player.cues:
                await until(session, CuesChanged, len(session.of(CuesChanged)) + 1)
            (cue,) = session.player.cues
            assert cue.text == f"line {int(position_s // 4)}"
            assert cue.start_s == pytest.approx(position_s // 4 * 4 + 1, abs=LATEST_S)

    play(wrapping_title(clips, maps_anew=True), script, settings=ENGLISH)


def test_other_captions_chosen_in_the_middle_of_a_cue_stand_at_once_and_alone(clips: ClipStore) -> None:
    # A cue is in every segment that it reaches into (RFC 8216 §3.5).
    title = with_hls_text(hls_title(clips, (0,)), [*[vtt((2, 9, "English"))] * 3, vtt(), vtt()])
    title = with_hls_text(title, [*[vtt((3, 11, "Deutsch"))] * 3, vtt(), vtt()], language="de")

    async def script(session: Session) -> None:
        player = session.player
        await player.load(session.url)
        await until(session, CuesChanged)
        await player.seek(5.0)
        german = next(track for track in player.text_tracks if track.language == "de")
        player.select_text(german.id)
        while "Deutsch" not in [cue.text for cue in player.cues]:
            await until(session, CuesChanged, len(session.of(CuesChanged)) + 1)
        await until_ended(session)

    found = changes_of(play(title, script, settings=ENGLISH))
    assert [words for _, words in found if words] in (
        ["English", "English", "Deutsch"],
        ["English", "Deutsch"],
    ), "the two never stand together"
    at_s = next(position_s for position_s, words in found if words == "Deutsch")
    assert at_s < 5.3
    assert found[-1] == (pytest.approx(11, abs=LATEST_S), "")
