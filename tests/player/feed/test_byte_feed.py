"""The feed between two threads: the gate, the hold, the end and the abort."""

import threading
from collections.abc import Callable

from playhead.feed import ByteFeed, Chunk

PATIENCE_S = 10.0


class Playhead:
    """A playhead that moves when it is told to."""

    def __init__(self, at_ms: float | None = None) -> None:
        self.at_ms = at_ms

    def __call__(self) -> float | None:
        return self.at_ms


class Reader:
    """Reads once on a thread of its own."""

    def __init__(self, feed: ByteFeed, size: int = 1000) -> None:
        self._result: list[bytes] = []
        self._thread = threading.Thread(target=lambda: self._result.append(feed.read(size)), daemon=True)
        self._thread.start()

    @property
    def result(self) -> bytes:
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive(), "the reader still waits"
        return self._result[0]


def until(is_true: Callable[[], bool]) -> None:
    """Wait for another thread, without sleeping blindly."""
    poll = threading.Event()
    for _ in range(2000):
        if is_true():
            return
        poll.wait(0.005)
    raise AssertionError("it never became true")


def test_gives_bytes_in_order_in_portions_of_any_size() -> None:
    feed = ByteFeed(Playhead(0), ahead_ms=1000)
    feed.put([Chunk(b"head", 0), Chunk(b"cluster", 100)])
    feed.end()
    pieces = iter(lambda: feed.read(3), b"")
    assert b"".join(pieces) == b"headcluster"


def test_a_reader_waits_for_bytes() -> None:
    feed = ByteFeed(Playhead(0), ahead_ms=1000)
    reader = Reader(feed)
    until(lambda: feed.state.is_hungry)
    feed.put([Chunk(b"late", 0)])
    assert reader.result == b"late"
    assert not feed.state.is_hungry


def test_chunks_beyond_the_gate_wait_for_the_playhead() -> None:
    playhead = Playhead(0)
    feed = ByteFeed(playhead, ahead_ms=1000)
    feed.put([Chunk(b"near", 900), Chunk(b"far", 5000)])
    assert feed.read(100) == b"near"
    reader = Reader(feed)
    until(lambda: not feed.state.is_hungry)
    playhead.at_ms = 4000
    assert reader.result == b"far"


def test_before_anything_plays_the_gate_counts_from_the_start() -> None:
    feed = ByteFeed(Playhead(None), ahead_ms=1000, start_ms=8000)
    feed.put([Chunk(b"hidden", 0), Chunk(b"first", 8500)])
    assert feed.read(100) + feed.read(100) == b"hiddenfirst"


def test_a_held_chunk_waits_for_its_time_however_near_it_is() -> None:
    playhead = Playhead(1900)
    feed = ByteFeed(playhead, ahead_ms=3000)
    feed.put([Chunk(b"old", 1500), Chunk(b"new", 2000, hold_until_ms=1955)])
    assert feed.read(100) == b"old"
    reader = Reader(feed)
    until(lambda: feed.state.held_until_ms == 1955)
    playhead.at_ms = 1956
    assert reader.result == b"new"
    assert feed.state.held_until_ms is None


def test_the_end_is_the_end_once_all_has_been_read() -> None:
    feed = ByteFeed(Playhead(0), ahead_ms=1000)
    feed.put([Chunk(b"last", 0)])
    feed.end()
    assert not feed.state.is_drained
    assert feed.read(100) == b"last"
    assert feed.state.is_drained
    assert feed.read(100) == b""


def test_the_end_wakes_a_waiting_reader() -> None:
    feed = ByteFeed(Playhead(0), ahead_ms=1000)
    reader = Reader(feed)
    until(lambda: feed.state.is_hungry)
    feed.end()
    assert reader.result == b""


def test_an_abort_wakes_a_reader_wherever_it_waits() -> None:
    for chunk in (Chunk(b"far", 9000), Chunk(b"held", 100, hold_until_ms=9000)):
        feed = ByteFeed(Playhead(0), ahead_ms=1000)
        feed.put([chunk])
        reader = Reader(feed)
        feed.abort()
        assert reader.result == b""


def test_an_aborted_feed_gives_nothing_more() -> None:
    feed = ByteFeed(Playhead(0), ahead_ms=1000)
    feed.put([Chunk(b"some", 0)])
    feed.read(2)
    feed.abort()
    feed.put([Chunk(b"more", 0)])
    assert feed.read(100) == b""
    assert not feed.state.is_hungry


def test_counts_what_has_not_been_read() -> None:
    feed = ByteFeed(Playhead(0), ahead_ms=1000)
    feed.put([Chunk(b"12345", 0), Chunk(b"678", 0)])
    feed.read(2)
    assert feed.state.queued_bytes == 6


def test_an_empty_chunk_is_not_the_end() -> None:
    feed = ByteFeed(Playhead(0), ahead_ms=1000)
    feed.put([Chunk(b"", 0), Chunk(b"after", 0)])
    assert feed.read(100) == b"after"
