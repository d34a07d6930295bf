"""Measure a title and write it down as a movie."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console

from playhead.clock import LoopClock
from playhead.errors import PlayerError
from playhead.net import Fetcher
from playhead.net.transports.file import FileTransport
from playhead.net.transports.http import HttpTransport
from playhead.settings import NetworkSettings
from playhead_abr.lab import Movie
from playhead_abr.lab.formats import movie_text
from playhead_app.commands.failure import show_problem
from playhead_app.commands.lab.faults import told_in_a_sentence
from playhead_app.commands.lab.measure import measured_movie
from playhead_app.commands.source import as_url, no_such_source
from playhead_app.report.axis import clock_text, rate_text

__all__ = ["measure_movie"]


def measure_movie(source: str, path: Path, out: Console, err: Console) -> int:
    """Write a title's movie; returns 0, or 1 if the title can't be had.

    Raises:
        OSError: If the movie can't be written.
    """
    try:
        url = as_url(source)
        with told_in_a_sentence(err):
            movie = asyncio.run(_measure(url))
    except FileNotFoundError:
        show_problem(err, no_such_source(source))
        return 1
    except PlayerError as error:
        show_problem(err, error.problem)
        return 1
    path.write_text(movie_text(movie), encoding="utf-8")
    rates = f"{rate_text(float(movie.bitrates_bps[0]))} to {rate_text(float(movie.bitrates_bps[-1]))}"
    out.print(
        f"{path}: {clock_text(movie.duration_s)} in {movie.segment_count} segments of "
        f"{movie.segment_duration_s:g} s, {movie.rung_count} qualities, {rates}",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    return 0


async def _measure(url: str) -> Movie:
    fetcher = Fetcher((HttpTransport(), FileTransport()), NetworkSettings(), LoopClock())
    try:
        return await measured_movie(fetcher, url, Path(urlsplit(url).path).stem or "movie")
    finally:
        await fetcher.close()
