"""What the app says of a download."""

import pytest

from playhead.errors import ErrorCode, make_problem
from playhead.offline import Download, DownloadState, DownloadWish
from playhead_app.viewmodels.download_words import note_of, room_text, status_of

NOW = 1_800_000_000.0


def download(state: DownloadState, stored_bytes: int = 300_000_000, **more: object) -> Download:
    facts = {
        "id": "a",
        "key": "a",
        "name": "Film",
        "state": state,
        "wish": DownloadWish(),
        "problem": None,
        "stored_bytes": stored_bytes,
        "expected_bytes": 1_200_000_000,
        "stored_s": 100.0,
        "duration_s": 400.0,
        "height": 1080,
        "created_utc_s": NOW,
        "expires_utc_s": None,
        "is_playable": False,
        "details": {},
    }
    return Download(**{**facts, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (DownloadState.DOWNLOADING, "Downloading · 25 %"),
        (DownloadState.WAITING, "Waits for the network · 25 %"),
        (DownloadState.PAUSED, "Paused · 25 %"),
        (DownloadState.QUEUED, "Waits for its turn"),
        (DownloadState.COMPLETED, ""),
    ],
)
def test_the_status_tells_what_happens_and_how_far_it_is(state: DownloadState, words: str) -> None:
    assert status_of(download(state), is_expired=False) == words


def test_a_failure_is_told_in_the_problems_words_and_expiry_comes_first() -> None:
    failed = download(DownloadState.FAILED, problem=make_problem(ErrorCode.STORAGE_FULL))
    assert status_of(failed, is_expired=False) == "There is no space left on this device."
    assert status_of(failed, is_expired=True) == "Its time is over"


def test_the_note_tells_quality_size_and_expiry() -> None:
    assert note_of(download(DownloadState.DOWNLOADING), NOW) == "1080p · 300.0 MB of 1.20 GB"
    complete = download(DownloadState.COMPLETED, 1_200_000_000, expires_utc_s=NOW + 86_400)
    assert note_of(complete, NOW).startswith("1080p · 1.20 GB · can be watched until ")
    assert "until" not in note_of(complete, NOW + 90_000)
    assert room_text(1_200_000_000, 22_000_000_000) == "1.20 GB used, 22.00 GB free"
