"""The parts that no path, no broken file and no second process may get past."""

import sqlite3
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.errors import ErrorCode, StorageError
from playhead.offline import Disk
from playhead.offline.disk import resource_name, title_id
from playhead.offline.ledger import FileLine, Ledger, TitleLine
from playhead.offline.listing import Listing
from playhead.offline.lock import FileLock
from playhead.offline.model import DownloadState, DownloadWish
from playhead.presentation import ByteRange, DeferredIndex, Kind
from playhead.session.source import parse_manifest

LINE = TitleLine(
    title_id("film"),
    "film",
    "https://a.example/film.mpd",
    "Film",
    DownloadState.QUEUED,
    1.5,
    DownloadWish(720, None, ("en", "de"), None),
    kept=("v0", "a0"),
    sessions=("one",),
    details={"kind": "film"},
)


@given(st.text(), st.text(), st.none() | st.builds(ByteRange, st.integers(0), st.none() | st.integers(0)))
def test_no_address_and_no_key_leads_out_of_the_folder(key: str, url: str, part: ByteRange | None) -> None:
    folder = Path("/store")
    path = Disk(folder).path(title_id(key), resource_name(url, part))
    assert path.parent.parent.parent == folder
    assert ".." not in path.parts


def test_parts_of_one_address_have_names_of_their_own() -> None:
    url = "https://a.example/film.mp4"
    parts = [None, ByteRange(0), ByteRange(0, 9), ByteRange(1, 9)]
    assert len({resource_name(url, part) for part in parts}) == 4


def test_a_title_of_endless_segments_is_not_listed_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playhead.offline.listing.MOST_ITEMS", 1000)
    mpd = (
        b'<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT2000000000S" '
        b'profiles="urn:mpeg:dash:profile:isoff-live:2011" minBufferTime="PT2S"><Period><AdaptationSet '
        b'contentType="video" mimeType="video/mp4"><SegmentTemplate media="$Number$.m4s" timescale="1">'
        b'<SegmentTimeline><S t="0" d="1" r="1999999999"/></SegmentTimeline></SegmentTemplate>'
        b'<Representation id="v" bandwidth="1000" codecs="avc1.64001f"/></AdaptationSet></Period></MPD>'
    )
    (period,) = parse_manifest(mpd, "https://a.example/film.mpd").periods
    (representation,) = period.tracks[0].representations
    index = representation.index
    assert not isinstance(index, DeferredIndex)
    with pytest.raises(StorageError) as caught:
        Listing().add(period, Kind.VIDEO, representation, index, is_main=True)
    assert caught.value.problem.code is ErrorCode.STORAGE_NOT_ALLOWED


def test_the_ledger_gives_back_what_was_written(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.save_title(LINE)
    ledger.add_file(LINE.id, FileLine("a" * 64, 10, "f" * 64, "https://a.example/1", "/1", media_s=4.0))
    ledger.close()
    again = Ledger(tmp_path / "ledger.sqlite")
    assert again.titles() == [LINE]
    assert again.sums() == {LINE.id: (10, 4.0)}
    again.remove_title(LINE.id)
    assert not again.files(LINE.id)
    again.close()


def test_a_ledger_that_is_none_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"this is no database, and never was one" * 100)
    ledger = Ledger(path)
    assert ledger.titles() == []
    ledger.close()
    assert (tmp_path / "ledger.sqlite.damaged").exists()


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StorageError) as caught:
        Ledger(path)
    assert caught.value.problem.code is ErrorCode.STORAGE_UNAVAILABLE


def test_a_store_that_cant_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        Ledger(tmp_path / "file" / "ledger.sqlite")
    with pytest.raises(StorageError):
        Disk(tmp_path / "file").write(title_id("film"), "a" * 64, b"body")


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_addresses_with_tokens_are_for_nobody_else(tmp_path: Path) -> None:
    Ledger(tmp_path / "ledger.sqlite").close()
    assert (tmp_path / "ledger.sqlite").stat().st_mode & 0o077 == 0


def test_one_at_a_time_holds_the_lock(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()
