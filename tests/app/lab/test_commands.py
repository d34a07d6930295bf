"""`playhead lab` from a suite to a gated build: exit codes, what is said, and what is written."""

import json
from collections.abc import Callable
from importlib import util
from pathlib import Path

import pytest
from typer.testing import Result

from playhead_app.commands.lab import extra

Lab = Callable[..., Result]


def _without_numba(name: str) -> object:
    return None if name == "numba" else util.find_spec(name)


def test_a_suite_becomes_results_a_page_and_a_verdict(lab_folder: Path, lab: Lab) -> None:
    ran = lab("run", lab_folder / "suite.toml", "-o", lab_folder / "now", "--cores", 1)
    assert (ran.exit_code, "4 sessions" in ran.stdout) == (0, True), ran.output
    worse = (lab_folder / "suite.toml").read_text().replace("0.9", "0.2")
    (lab_folder / "worse.toml").write_text(worse, encoding="utf-8")
    lab("run", lab_folder / "worse.toml", "-o", lab_folder / "worse", "--cores", 1)

    drawn = lab("report", lab_folder / "now", "-o", lab_folder / "page.html")
    assert drawn.exit_code == 0, drawn.output
    page = (lab_folder / "page.html").read_text(encoding="utf-8")
    assert len(page) < 2_000_000
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org", "")
    assert "poor &lt;b&gt;.csv" in page
    assert "poor <b>" not in page
    for heading in ("At a glance", "Bitrate against rebuffering", "What was possible", "Best and worst"):
        assert heading in page

    gates = ("--baseline", lab_folder / "now", "--fail-if", "bitrate_mbps < -5%")
    failed = lab("compare", lab_folder / "worse", *gates)
    assert failed.exit_code == 1
    assert "✗ bitrate_mbps < -5%: throughput on bus" in failed.stdout
    passed = lab("compare", lab_folder / "now", *gates)
    assert (passed.exit_code, "Every gate is passed" in passed.stdout) == (0, True)
    told = json.loads(lab("compare", lab_folder / "worse", *gates, "--json").stdout)
    assert [each["algorithm"] for each in told["failed"]] == ["throughput"]
    assert told["unpaired"] == []
    renamed = (
        (lab_folder / "suite.toml")
        .read_text()
        .replace('name = "throughput"', 'name = "throughput"\nlabel = "thr"')
    )
    (lab_folder / "renamed.toml").write_text(renamed, encoding="utf-8")
    lab("run", lab_folder / "renamed.toml", "-o", lab_folder / "renamed", "--cores", 1)
    half = lab("compare", lab_folder / "renamed", *gates)
    assert "! throughput on bus:" in half.output
    assert "no gate sees them" in half.output
    broken = lab("compare", lab_folder / "worse", "--baseline", lab_folder / "lines")
    assert (broken.exit_code, "no finished results" in broken.stderr) == (2, True)
    wrong = lab("compare", lab_folder / "now", "--baseline", lab_folder / "now", "--fail-if", "speed > 3")
    assert (wrong.exit_code, "no metric 'speed'" in wrong.stderr) == (2, True)


def test_one_session_is_told_with_every_decision_and_its_reason(lab_folder: Path, lab: Lab) -> None:
    trace, movie = lab_folder / "lines" / "quick.csv", lab_folder / "film.json"
    options = ("--trace", trace, "--movie", movie, "--algorithm", "throughput", "--set", "safety_factor=0.5")
    told = json.loads(lab("simulate", *options, "--json").stdout)
    assert [row["segment"] for row in told["decisions"]] == list(range(15))
    assert told["decisions"][5]["reason"] == "throughput"
    assert told["metrics"]["startup_s"] > 0
    assert "qoe_vmaf" not in told["metrics"]
    shown = lab("simulate", *options)
    assert shown.exit_code == 0
    assert "throughput" in shown.stdout


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("--algorithm", "bolla"), "bola_e"),
        (("--set", "safety=0.5"), "safety"),
        (("--set", "0.5"), "reads like"),
        (("--buffer", "inf"), "inf is not a number"),
        (("--trace-format", "xml"), "mahimahi"),
    ],
)
def test_what_is_asked_wrongly_is_answered_in_a_sentence(
    lab_folder: Path, lab: Lab, change: tuple[str, str], word: str
) -> None:
    options = ["--trace", lab_folder / "lines" / "quick.csv", "--movie", lab_folder / "film.json"]
    result = lab("simulate", *options, "--algorithm", "throughput", *change)
    assert result.exit_code == 2
    assert word in result.stderr
    assert "Traceback" not in result.output


def test_a_bad_row_is_named_on_the_terminal(lab_folder: Path, lab: Lab) -> None:
    trace = lab_folder / "lines" / "quick.csv"
    trace.write_text("duration_s,bandwidth_kbps\n5,700\n5,fast\n", encoding="utf-8")
    result = lab("run", lab_folder / "suite.toml", "-o", lab_folder / "now")
    assert result.exit_code == 2
    assert "quick.csv, line 3: 'fast' is no number" in result.stderr.replace("\n", " ")


def test_without_the_extra_the_command_to_install_it_is_said(
    lab_folder: Path, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extra, "find_spec", _without_numba)
    result = lab("report", lab_folder, "-o", lab_folder / "page.html")
    assert result.exit_code == 2
    assert "needs numba" in result.stderr
    assert 'pip install "playhead[lab]"' in result.stderr
