"""`playhead lint`: what it fetches, how it tells, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from playhead_app.cli import app

MULTIVARIANT = """\
#EXTM3U
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,FRAME-RATE=25,CODECS="avc1.4d401e,mp4a.40.2"
low.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2400000,RESOLUTION=1280x720,FRAME-RATE=25,CODECS="avc1.4d401f,mp4a.40.2"
high.m3u8
"""
MEDIA = """\
#EXTM3U
#EXT-X-TARGETDURATION:4
#EXT-X-INDEPENDENT-SEGMENTS
#EXTINF:4,
a.ts
#EXTINF:4,
b.ts
#EXT-X-ENDLIST
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "main.m3u8").write_text(MULTIVARIANT, encoding="utf-8")
    (tmp_path / "low.m3u8").write_text(MEDIA, encoding="utf-8")
    (tmp_path / "high.m3u8").write_text(MEDIA, encoding="utf-8")
    return tmp_path


def lint(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["lint", *map(str, arguments)], input=stdin)


def told(*arguments: str | Path, stdin: str | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lint("--json", *arguments, stdin=stdin).stdout.splitlines()]


def test_a_good_title_has_no_findings_and_ends_with_0(folder: Path) -> None:
    (answer,) = told(folder / "main.m3u8")
    assert answer["findings"] == []
    result = lint(folder / "main.m3u8")
    assert result.exit_code == 0
    assert "nothing to say against it" in result.stdout


def test_the_playlists_behind_a_title_are_looked_into_as_well(folder: Path) -> None:
    spoilt = MEDIA.replace("#EXTINF:4,\nb", "#EXTINF:6,\nb")
    (folder / "high.m3u8").write_text(spoilt, encoding="utf-8")
    (answer,) = told(folder / "main.m3u8")
    (error,) = [each for each in answer["findings"] if each["severity"] == "error"]
    assert error["code"] == "hls.target-duration-exceeded"
    assert error["document"].endswith("high.m3u8")
    assert (error["line"], error["tag"], error["clause"]) == (7, "EXTINF", "RFC 8216bis §4.4.3.1")
    result = lint(folder / "main.m3u8")
    assert result.exit_code == 1
    assert "hls.target-duration-exceeded" in result.stdout


def test_a_playlist_that_is_gone_is_a_warning_and_no_error(folder: Path) -> None:
    (folder / "high.m3u8").unlink()
    (answer,) = told(folder / "main.m3u8")
    assert [(each["code"], each["severity"]) for each in answer["findings"]] == [
        ("NETWORK_HTTP_STATUS", "warning")
    ]
    assert lint(folder / "main.m3u8").exit_code == 0


def test_what_can_not_be_read_is_an_error_that_stops_nothing(folder: Path) -> None:
    (folder / "page.m3u8").write_text("<html>no</html>", encoding="utf-8")
    odd, absent, good = told(folder / "page.m3u8", folder / "none.mpd", folder / "low.m3u8")
    assert [each["code"] for each in odd["findings"]] == ["MANIFEST_NOT_A_MANIFEST"]
    assert [each["code"] for each in absent["findings"]] == ["NETWORK_UNREACHABLE"]
    assert good["findings"] == []
    assert lint(folder / "page.m3u8", folder / "low.m3u8").exit_code == 1


def test_standard_input_is_read_and_wrong_usage_ends_with_2() -> None:
    (answer,) = told("-", stdin=MEDIA)
    assert answer["findings"] == []
    assert lint().exit_code == 2
    assert lint("--fast", "-").exit_code == 2
