"""`playhead play --headless`: what it returns, what it says, what it leaves behind."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from playhead import AudioPreferences, LoopClock, Player
from playhead.testing import (
    DEFAULT_LADDER,
    HeadlessBackend,
    SimulatedNetwork,
    SyntheticLive,
    SyntheticTitle,
    run_virtual,
)
from playhead_app.cli import app
from playhead_app.commands.play import play_title
from playhead_app.commands.request import PlayRequest

TITLE = SyntheticTitle(duration_s=60)
WORDS = b"WEBVTT\n\n00:01.000 --> 00:02.000\nSo dark.\n"


def with_subtitles(url: str) -> bytes | None:
    """Serve the title's DASH with a caption file in German beside it."""
    body = TITLE.origin(url)
    if url.endswith("/words.vtt"):
        return WORDS
    if body is None or not url.endswith(".mpd"):
        return body
    added = (
        b'<AdaptationSet contentType="text" mimeType="text/vtt" lang="de">'
        b'<Representation id="w" bandwidth="9">'
        b"<BaseURL>words.vtt</BaseURL></Representation></AdaptationSet></Period>"
    )
    return body.replace(b"</Period>", added)


def play(
    request: PlayRequest, network: SimulatedNetwork | None = None, *, is_live: bool = False
) -> tuple[int, str, str]:
    """Play on virtual time; return the exit code, standard output and standard error."""
    out, err = (Console(file=io.StringIO(), width=200) for _ in range(2))

    async def run() -> int:
        origin = SyntheticLive(LoopClock(), ladder=DEFAULT_LADDER[:3]).origin if is_live else TITLE.origin
        transport = network or SimulatedNetwork([(60, 8e6)], origin)
        backend = HeadlessBackend(LoopClock())
        player = Player(backend=backend, transport=transport, settings=request.settings(), seed=1)
        return await play_title(player, request, out, err)

    code = run_virtual(run(), limit_s=600)
    texts = [console.file.getvalue() for console in (out, err) if isinstance(console.file, io.StringIO)]
    return code, texts[0], texts[1]


def test_a_title_is_played_to_its_end_and_reported(tmp_path: Path) -> None:
    request = PlayRequest(TITLE.hls_url, report=tmp_path / "r.json", page=tmp_path / "r.html")
    code, out, err = play(request)
    assert (code, err) == (0, "")
    assert "1500 frames shown" in out
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["ended"] is True
    assert report["decisions"]
    assert "Why each quality was chosen" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_the_time_asked_for_ends_it(tmp_path: Path) -> None:
    code, out, _ = play(PlayRequest(TITLE.dash_url, duration_s=10, report=tmp_path / "r.json"))
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert code == 0
    assert 10 <= report["watched_s"] - report["startup_s"] < 10.5
    assert report["ended"] is False
    assert out


@pytest.mark.parametrize("manifest", ["main.m3u8", "main.mpd"])
def test_a_live_title_is_watched_for_the_time_asked_for(manifest: str, tmp_path: Path) -> None:
    url, report_path = f"https://live.example/{manifest}", tmp_path / "r.json"
    request = PlayRequest(url, duration_s=20, report=report_path, page=tmp_path / "r.html")
    code, out, err = play(request, is_live=True)
    assert (code, err) == (0, "")
    assert "behind the edge" in out
    report = json.loads(report_path.read_text(encoding="utf-8"))
    assert report["duration_s"] is None
    assert 4 < report["live"]["offset_s"]["mean"] < 13
    assert not report["live"]["has_ended"]
    assert "behind live" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_audio_options_become_preferences_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[PlayRequest] = []

    def note(request: PlayRequest, *consoles: Console) -> int:
        asked.append(request)
        return 0

    monkeypatch.setattr("playhead_app.commands.play.play_headless", note)
    words = [
        "--audio-language",
        "pt-BR",
        "--audio",
        "de",
        "--audio-role",
        "description",
        "--max-channels",
        "2",
    ]
    assert CliRunner().invoke(app, ["play", "--headless", "https://a/b", *words]).exit_code == 0
    assert asked[0].settings().audio == AudioPreferences(("pt-BR", "de"), ("description",), 2)


def test_limits_and_start_are_kept(tmp_path: Path) -> None:
    request = PlayRequest(TITLE.dash_url, start_s=40, max_height=480, report=tmp_path / "r.json")
    assert play(request)[0] == 0
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert max(row["height"] for row in report["displayed"]) == 480
    assert report["watched_s"] < 25


def test_twice_the_speed_takes_half_the_time(tmp_path: Path) -> None:
    assert play(PlayRequest(TITLE.dash_url, rate=2.0, max_height=480, report=tmp_path / "r.json"))[0] == 0
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["watched_s"] == pytest.approx(30, abs=2)


def test_a_title_that_is_not_there_fails_with_a_block_and_a_report(tmp_path: Path) -> None:
    network = SimulatedNetwork([(60, 8e6)], TITLE.origin)
    request = PlayRequest("https://title.example/none.mpd", report=tmp_path / "r.json")
    code, out, err = play(request, network)
    assert (code, out) == (1, "")
    assert err.startswith("✗ ")
    assert "HTTP 404" in err
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["problems"][0]["name"] == "NETWORK_HTTP_STATUS"


def test_a_report_that_can_not_be_written_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "r.json").mkdir()
    code, _, err = play(PlayRequest(TITLE.dash_url, duration_s=1, report=tmp_path / "r.json"))
    assert code == 1
    assert "STORAGE_UNAVAILABLE" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["play"],
        ["play", "no-such-file.mpd", "--headless"],
        ["play", "https://x.example/a.mpd", "--rate", "9"],
        ["play", "https://x.example/a.mpd", "--rate", "nan"],
        ["play", "https://x.example/a.mpd", "--volume", "1.5"],
        ["play", "https://x.example/a.mpd", "--start", "-1"],
        ["play", "https://x.example/a.mpd", "--duration", "inf"],
        ["play", "https://x.example/a.mpd", "--max-height", "0"],
        ["play", "https://x.example/a.mpd", "--report", "no/such/folder/r.json"],
        ["play", "https://x.example/a.mpd", "--key", "0123:4567"],
        ["play", "https://x.example/a.mpd", "--key", "no key at all"],
        ["demo", "--network", "fast"],
        ["demo", "--port", "99999"],
        ["dance"],
    ],
)
def test_wrong_usage_is_code_2_and_no_traceback(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", [["play", "https://x.example/a.mpd"], ["app"], ["demo-tour"]])
def test_without_a_screen_windows_are_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1
    assert "There is no screen" in result.stderr


def test_the_version_is_said() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.startswith("playhead ")


def test_subtitles_show_in_the_language_that_was_asked_for_and_stand_in_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    request = PlayRequest(TITLE.dash_url, duration_s=4, subtitle_languages=("de",), report=report)
    code, _, _ = play(request, SimulatedNetwork([(60, 8e6)], with_subtitles))
    captions = json.loads(report.read_text())["captions"]
    assert code == 0
    assert [(round(each["position_s"], 1), each["text"]) for each in captions] == [
        (1.0, "So dark."),
        (2.0, ""),
    ]
