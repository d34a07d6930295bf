"""The player seen from Qt, with a fake of its public face behind it."""

from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from playhead.errors import ErrorCode, Problem
from playhead.state import PlayerState
from playhead_app.bridge import LoopThread, PlaybackSnapshot, PlayerPort, Remote

if TYPE_CHECKING:
    from tests.app.conftest import FakePlayer

pytestmark = pytest.mark.gui


def is_ready(snapshot: PlaybackSnapshot) -> bool:
    return snapshot.state is PlayerState.READY


URL = "http://films.test/a/master.m3u8"


def test_snapshots_come_while_a_title_plays(qtbot: QtBot, port: PlayerPort) -> None:
    with qtbot.waitSignal(port.snapshot_taken, check_params_cb=is_ready) as blocker:
        generation = port.load(URL)
    assert blocker.args is not None
    snapshot: PlaybackSnapshot = blocker.args[0]
    assert snapshot.generation == generation
    assert snapshot.duration_s == 600.0


def test_a_title_that_cannot_be_played_tells_its_problem_and_its_generation(
    qtbot: QtBot, port: PlayerPort, player: "FakePlayer"
) -> None:
    player.broken[URL] = ErrorCode.MANIFEST_NOT_A_MANIFEST
    with qtbot.waitSignal(port.load_failed) as blocker:
        generation = port.load(URL)
    assert blocker.args is not None
    told_generation, problem = blocker.args
    assert told_generation == generation
    assert isinstance(problem, Problem)
    assert problem.code is ErrorCode.MANIFEST_NOT_A_MANIFEST


def test_a_load_that_was_replaced_tells_nothing(qtbot: QtBot, port: PlayerPort, player: "FakePlayer") -> None:
    player.hangs = True
    port.load(URL)
    qtbot.waitUntil(lambda: ("load", URL) in player.calls)
    player.hangs = False
    with (
        qtbot.assertNotEmitted(port.load_failed),
        qtbot.waitSignal(port.snapshot_taken, check_params_cb=is_ready),
    ):
        port.load(URL + "?second")


def test_a_plan_limit_is_set_before_anything_of_the_title_is_chosen(
    qtbot: QtBot, port: PlayerPort, player: "FakePlayer"
) -> None:
    port.load(URL, max_height=720)
    qtbot.waitUntil(lambda: ("load", URL) in player.calls)
    assert player.calls.index(("limit_quality", 720)) < player.calls.index(("load", URL))


def test_closing_closes_the_player_once(
    qtbot: QtBot, port: PlayerPort, player: "FakePlayer", loop_thread: LoopThread
) -> None:
    port.load(URL)
    qtbot.waitUntil(lambda: player.state is PlayerState.READY)
    loop_thread.submit(port.close()).result(5)
    loop_thread.submit(port.close()).result(5)
    assert player.calls.count(("close", None)) == 1


def test_a_port_that_never_played_makes_no_player(loop_thread: LoopThread, remote: Remote) -> None:
    port = PlayerPort(remote, lambda: pytest.fail("no player was needed"), remote)
    loop_thread.submit(port.close()).result(5)
    assert loop_thread.submit(port.report()).result(5) is None
