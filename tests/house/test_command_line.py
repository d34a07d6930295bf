"""`run.py` from the outside: its help, its commands, its codes."""

import subprocess
import sys
from pathlib import Path

import pytest

from house.command_line import keep_bytecode, main
from house.fake_machine import FakeMachine
from house.gates import closing_line
from house.guards import project_files, shape_complaints, word_complaints
from house.machine import Outcome

ROOT = Path(__file__).resolve().parents[2]


def test_help_is_there_before_anything_is_installed() -> None:
    # -S and -E: only the standard library, nothing of this environment.
    done = subprocess.run(
        [sys.executable, "-S", "-E", str(ROOT / "run.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    for command in ("setup", "test", "check", "playhead", "bench", "lock"):
        assert f"    {command}" in done.stdout


def test_an_unknown_command_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["dance"], FakeMachine())
    assert caught.value.code == 2


def test_everything_behind_test_goes_to_pytest(machine: FakeMachine) -> None:
    machine.environ = {"DISPLAY": ":0"}
    assert main(["--as-is", "test", "tests/house", "-k", "seek", "--lf"], machine) == 0
    assert machine.ran == [f"{ROOT / '.venv' / 'bin' / 'pytest'} tests/house -k seek --lf"]


def test_everything_behind_playhead_goes_to_playhead(machine: FakeMachine) -> None:
    assert main(["--as-is", "playhead", "--help"], machine) == 0
    assert machine.ran == [f"{ROOT / '.venv' / 'bin' / 'playhead'} --help"]


def test_with_a_display_the_app_is_started(machine: FakeMachine) -> None:
    machine.environ = {"DISPLAY": ":0"}
    assert main(["--as-is"], machine) == 0
    assert machine.ran == [f"{ROOT / '.venv' / 'bin' / 'playhead'} app"]


def test_the_apps_exit_code_is_ours(machine: FakeMachine) -> None:
    machine.environ = {"DISPLAY": ":0"}
    machine.failing = (str(ROOT / ".venv" / "bin" / "playhead"),)
    assert main(["--as-is"], machine) == 1


def test_what_a_person_has_to_type_comes_with_code_3(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.is_root = False
    assert main(["setup"], machine) == 3
    assert "sudo apt-get install" in capsys.readouterr().out


def test_the_fuzzer_gets_its_own_options(machine: FakeMachine) -> None:
    assert main(["--as-is", "fuzz", "--minutes", "3"], machine) == 0
    assert machine.ran == [f"{ROOT / '.venv' / 'bin' / 'python'} {ROOT / 'tests' / 'fuzzing'} --minutes 3"]


def test_the_whole_fault_matrix_is_a_run_of_its_own_test(machine: FakeMachine) -> None:
    assert main(["--as-is", "resilience"], machine) == 0
    (command,) = machine.ran
    assert "test_fault_matrix.py" in command


def test_an_unknown_benchmark_is_told_with_those_that_exist(
    machine: FakeMachine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--as-is", "bench", "moonlight"], machine) == 2
    assert "moonlight" in capsys.readouterr().out


def test_a_long_file_and_an_empty_name_are_complained_about(tmp_path: Path) -> None:
    (tmp_path / "stream_utils.py").write_text("pass\n" * 501, encoding="utf-8")
    (tmp_path / "picture.bin").write_bytes(b"\n" * 9000)
    complaints = shape_complaints(project_files(tmp_path), tmp_path)
    assert len(complaints) == 2
    assert complaints[0].startswith("stream_utils.py:501: longer than 500 lines")


@pytest.mark.parametrize(
    "line",
    [
        "=========== 143 passed in 8.04s ===========",
        "\x1b[32m==== \x1b[32m\x1b[1m1 passed\x1b[0m\x1b[32m in 0.01s\x1b[0m\x1b[32m ====\x1b[0m",
        "1 failed, 50 passed in 19.49s",
        "==== 2 failed, 1 passed, 3 skipped in 71.00s (0:01:11) ====",
        "==== no tests ran in 0.01s ====",
    ],
)
def test_pytests_closing_line_is_told_as_it_was(line: str) -> None:
    assert closing_line(Outcome(1, f"3 passed so far\n{line}\nsome library's farewell\n")) == line


def test_a_crashed_pytest_is_told_as_such() -> None:
    assert closing_line(Outcome(-11, "tests/a.py ...Fatal Python error")) == (
        "pytest ended with code -11 before its closing line"
    )


@pytest.mark.parametrize(
    "text",
    [
        "/" + "home/anna/film.mpd",
        '"/' + 'root/project"',
        "C:" + "\\Users\\anna",
        "see https://py" + "pi.org/simple",
        "files.python" + "hosted.org",
    ],
)
def test_words_that_must_not_travel_are_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.md").write_text(f"fine\n{text}\n", encoding="utf-8")
    assert [line[:10] for line in word_complaints(project_files(tmp_path), tmp_path)] == ["page.md:2:"[:10]]


@pytest.mark.parametrize(
    "text", ["https://cdn.example/home/film", "./work/x", "tests/work/", "a/root/b", "Users of"]
)
def test_harmless_words_pass(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    assert word_complaints(project_files(tmp_path), tmp_path) == []


def test_lock_files_and_pictures_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "uv.lock").write_text("https://py" + "pi.org", encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"\xff\xfe/" + b"home/anna")
    assert word_complaints(project_files(tmp_path), tmp_path) == []


def test_bytecode_that_may_not_lie_beside_the_sources_lies_in_the_cache() -> None:
    environ = {"PYTHONDONTWRITEBYTECODE": "1", "HOME": "home"}
    keep_bytecode(environ, Path("project"))
    assert environ == {"HOME": "home", "PYTHONPYCACHEPREFIX": str(Path("project/.cache/bytecode"))}


def test_bytecode_beside_the_sources_stays_where_it_is() -> None:
    environ = {"HOME": "home"}
    keep_bytecode(environ, Path("project"))
    assert environ == {"HOME": "home"}
