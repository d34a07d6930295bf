"""Play one title to no screen: everything is decoded for real, and only the pictures are let go of.

This is what QA runs. It ends by itself, whatever happens: with the title, after the time asked for, with the
player's own FATAL, or within two seconds of Ctrl-C; and each way leaves its report behind.
"""

import asyncio
import contextlib
import os
import signal
import threading
from enum import Enum
from typing import Any

from rich.console import Console

from playhead import Player, PlayerState
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio
from playhead.errors import ErrorCode, PlayerError, StorageError, make_problem
from playhead_app.commands.failure import show_problem
from playhead_app.commands.request import PlayRequest
from playhead_app.commands.session_files import save_report
from playhead_app.commands.status_line import StatusLine
from playhead_app.downloads.place import downloads_for
from playhead_app.report.axis import clock_text

__all__ = ["play_headless", "play_title"]

_TICK_S = 0.1
_CLOSING_S = 1.0
# Ctrl-C promises an end within two seconds, also if a thread hangs in a name server.
_LAST_RESORT_S = 1.6
_KILLED = 130


class _Ending(Enum):
    PLAYED = "played"
    FAILED = "failed"
    INTERRUPTED = "stopped by hand"


def play_headless(request: PlayRequest, out: Console, err: Console) -> int:
    """Play a title through libVLC without a window; see `play_title`."""

    async def play() -> int:
        async with downloads_for(request.url) as shelf:
            # A machine that plays headless often has no sound card, and libVLC complains of it aloud.
            backend = LibVlcBackend(audio=MemoryAudio())
            player = Player(backend=backend, settings=request.settings(), offline=shelf)
            return await play_title(player, request, out, err)

    try:
        return asyncio.run(play())
    except StorageError as error:
        show_problem(err, error.problem)
        return 1


async def play_title(player: Player, request: PlayRequest, out: Console, err: Console) -> int:
    """Play a title, say how it went, write its report, and close the player.

    Args:
        player: Fresh, with the request's settings.
        request: What to play, and where the report goes.
        out: Where the closing line goes.
        err: Where the status line and problems go.

    Returns:
        0 if the title was played as asked (also if Ctrl-C ended it), 1 if not.
    """
    _end_on_signals()
    try:
        with StatusLine(err) as line:
            ending = await _play_through(player, request, line)
    except PlayerError as error:
        ending = _Ending.FAILED
        show_problem(err, error.problem)
    except asyncio.CancelledError:
        ending = _Ending.INTERRUPTED
    else:
        if ending is _Ending.FAILED:
            show_problem(err, player.problem or make_problem(ErrorCode.STREAMING_STALLED))
    code = _conclude(player, request, ending, out, err)
    if ending is _Ending.INTERRUPTED:
        _end_soon(code)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_CLOSING_S):
            await player.close()
    return code


async def _play_through(player: Player, request: PlayRequest, line: StatusLine) -> _Ending:
    await player.load(request.url, start_s=request.start_s, licence=request.licence)
    player.rate = request.rate
    player.volume = request.volume
    loop = asyncio.get_running_loop()
    stop_at_s: float | None = None
    while True:
        stats = player.stats
        line.show(stats)
        if stats.state is PlayerState.FAILED:
            return _Ending.FAILED
        if stats.state is PlayerState.ENDED or (stop_at_s is not None and loop.time() >= stop_at_s):
            return _Ending.PLAYED
        if stop_at_s is None and stats.startup_s is not None and request.duration_s is not None:
            stop_at_s = loop.time() + request.duration_s
        await asyncio.sleep(_TICK_S)


def _conclude(player: Player, request: PlayRequest, ending: _Ending, out: Console, err: Console) -> int:
    report = player.report().as_dict()
    stats = player.stats
    has_played = stats.startup_s is not None
    if has_played:
        out.print(
            f"{clock_text(report['watched_s'])} {ending.value}: first picture after {stats.startup_s:.2f} s, "
            f"{stats.frames_shown} frames shown, {stats.frames_dropped} dropped, "
            f"{_counted(stats.switches, 'switch', 'switches')}, {_counted(stats.stalls, 'stall', 'stalls')}"
            f"{_live_text(report['live'])}.",
            highlight=False,
            soft_wrap=True,
        )
    elif ending is _Ending.INTERRUPTED:
        out.print("Stopped by hand before the first picture.", highlight=False)
    try:
        save_report(report, request.report, request.page)
    except PlayerError as error:
        show_problem(err, error.problem)
        return 1
    return 0 if has_played and ending is not _Ending.FAILED else 1


def _live_text(live: dict[str, Any] | None) -> str:
    offset_s = live["offset_s"] if live is not None else None
    return "" if offset_s is None else f", live {offset_s['mean']:.1f} s behind the edge"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def _end_on_signals() -> None:
    """Cancel this task at Ctrl-C or SIGTERM; a second one ends the process on the spot.

    asyncio itself would do the first for Ctrl-C, but not in a script's background job, where the shell has
    switched the signal off.
    """
    task = asyncio.current_task()
    assert task is not None

    def interrupt() -> None:
        if task.cancelling():
            os._exit(_KILLED)
        task.cancel()

    # Windows and virtual loops have no such handlers; there Ctrl-C comes by asyncio's own way.
    with contextlib.suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, interrupt)


def _end_soon(code: int) -> None:
    last_resort = threading.Timer(_LAST_RESORT_S, os._exit, (code,))
    last_resort.daemon = True
    last_resort.start()
