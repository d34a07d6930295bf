"""What the line carried the last time, so that a title need not begin as if nobody had ever measured it.

A player keeps it from one title to the next by itself. `ThroughputFile` keeps it from one run to the next,
for each network of its own: what the fibre at home carries says nothing about the phone on the train.
"""

import json
import logging
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, cast

from playhead.clock import Clock, LoopClock
from playhead.net.network_name import network_name

__all__ = ["LastThroughput", "ThroughputFile", "ThroughputMemory"]

_log = logging.getLogger(__name__)

# Lines change hands and tariffs: what was true a month ago is a guess like any other.
_VALID_S = 30 * 86_400.0
_MOST_NETWORKS = 32
# A line is measured with every segment; a disk need not hear of each.
_WRITE_EVERY_S = 10.0


class ThroughputMemory(Protocol):
    """Where a player keeps what it measured."""

    def recall(self) -> float | None:
        """Return what the line in use carried the last time, in bits/s; None if nobody knows."""
        ...

    def remember(self, throughput_bps: float) -> None:
        """Take note of what the line in use is believed to carry now."""
        ...


class LastThroughput:
    """Keeps one figure, for as long as it lives itself."""

    def __init__(self) -> None:
        self._last_bps: float | None = None

    def recall(self) -> float | None:
        """Return the last figure, in bits/s; None if there is none."""
        return self._last_bps

    def remember(self, throughput_bps: float) -> None:
        """Take a newer one."""
        self._last_bps = throughput_bps


class ThroughputFile:
    """Keeps a figure for each network in a small file.

    A file that can't be read is an empty one, and one that can't be written costs its figures and nothing
    else. It is written whole and then put in place, so that a power cut leaves the old one or the new one.

    Args:
        path: Of the file; its folder is made.
        clock: For how old a figure is, and how often to write; the loop's own if not given.
        network: Gives the name of the network in use.
    """

    def __init__(
        self, path: Path, clock: Clock | None = None, *, network: Callable[[], str] = network_name
    ) -> None:
        self._path = path
        self._clock = clock or LoopClock()
        self._network = network
        self._known: dict[str, tuple[float, float]] | None = None
        self._current = ""
        self._written_s = -math.inf

    def recall(self) -> float | None:
        """Return what the network in use carried the last time, in bits/s; None if that isn't known."""
        self._current = self._network()
        throughput_bps, at_utc_s = self._all().get(self._current, (0.0, -math.inf))
        is_recent = abs(self._clock.utc_s() - at_utc_s) < _VALID_S
        return throughput_bps if is_recent and self._current else None

    def remember(self, throughput_bps: float) -> None:
        """Take note of a figure for the network that was in use at the last `recall`."""
        if not self._current:
            return
        known = self._all()
        known.pop(self._current, None)
        known[self._current] = (throughput_bps, self._clock.utc_s())
        while len(known) > _MOST_NETWORKS:
            del known[next(iter(known))]
        now_s = self._clock.now_s()
        if now_s - self._written_s >= _WRITE_EVERY_S:
            self._written_s = now_s
            self._write(known)

    def _all(self) -> dict[str, tuple[float, float]]:
        if self._known is None:
            self._known = _read(self._path)
        return self._known

    def _write(self, known: dict[str, tuple[float, float]]) -> None:
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(known), encoding="ascii")
            fresh.replace(self._path)
        except OSError as error:
            _log.warning("the line's throughput could not be kept: %s", error.strerror)


def _read(path: Path) -> dict[str, tuple[float, float]]:
    try:
        found: object = json.loads(path.read_text(encoding="ascii"))
    except (OSError, ValueError, RecursionError):
        return {}
    rows = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    return {name: (float(row[0]), float(row[1])) for name, row in rows.items() if _is_figure(row)}


def _is_figure(row: object) -> bool:
    pair = cast("list[object]", row) if isinstance(row, list) else []
    return len(pair) == 2 and all(
        isinstance(each, int | float) and not isinstance(each, bool) and 0 < each < 1e15 for each in pair
    )
