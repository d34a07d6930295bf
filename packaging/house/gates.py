"""What a change must pass: each gate by itself, timed, then the tests, then one table of how it went."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from house.environment import Environment
from house.guards import project_files, shape_complaints, word_complaints
from house.machine import Machine, Outcome
from house.speech import say, styled

__all__ = [
    "WHOLE_SUITE",
    "Gate",
    "Result",
    "closing_line",
    "gates",
    "run_gate",
    "run_gates",
    "run_tests",
    "show_summary",
]


# With or without colours and rules: "==== 1 failed, 200 passed in 12.34s (0:00:12) ====".
_CLOSING_LINE = re.compile(r"(\d+ \w+|no tests \w+).* in [\d.]+s\b")


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must hold; `check` returns code 0 and perhaps a word on what was looked at."""

    name: str
    check: Callable[[], Outcome]


@dataclass(frozen=True, slots=True)
class Result:
    """How one gate went."""

    name: str
    outcome: Outcome
    elapsed_s: float


def gates(machine: Machine, environment: Environment, root: Path) -> tuple[Gate, ...]:
    """Return every gate but the tests, quick ones first; only the last takes more than seconds."""

    def command(*words: str) -> Callable[[], Outcome]:
        return lambda: machine.run([environment.command(words[0]), *words[1:]])

    settings = root / "pyproject.toml"
    files = project_files(root)
    qml = [str(path) for path in files if path.suffix == ".qml"]
    return (
        Gate("ruff check", command("ruff", "check", "--no-cache", str(root))),
        Gate("ruff format", command("ruff", "format", "--check", "--no-cache", str(root))),
        Gate("file sizes and names", lambda: _guard(shape_complaints(files, root))),
        Gate("words", lambda: _guard(word_complaints(files, root))),
        Gate("import contracts", command("lint-imports", "--no-cache", "--config", str(settings))),
        *([Gate("qmllint", command("pyside6-qmllint", *qml))] if qml else []),
        Gate("types", command("basedpyright", "--project", str(root))),
    )


def run_gate(gate: Gate) -> Result:
    """Run one gate, and say nothing."""
    started_s = time.monotonic()
    outcome = gate.check()
    return Result(gate.name, outcome, time.monotonic() - started_s)


def run_gates(all_gates: Sequence[Gate], count: int) -> list[Result]:
    """Run each gate and say how it went; none keeps the next from running.

    Args:
        all_gates: In order.
        count: Of everything that is run, for the numbers before their names.
    """
    results: list[Result] = []
    for number, gate in enumerate(all_gates, 1):
        say(f"[{number}/{count}] {gate.name} … ", end="")
        results.append(run_gate(gate))
        text, style = _verdict(results[-1])
        say(text, style=style)
    return results


WHOLE_SUITE = ("-n", "2")
"""All tests on two processes; `tests/conftest.py` says how they share them."""


def run_tests(pytest: str, arguments: Sequence[str], env: Mapping[str, str], root: Path) -> Result:
    """Run pytest in front of the person while keeping what it says."""
    started_s = time.monotonic()
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    child = subprocess.Popen(
        [pytest, *colour, *arguments],
        cwd=root,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert child.stdout is not None
    said = bytearray()
    # By pieces, not by lines: a line of dots is meant to grow before one's eyes.
    while piece := os.read(child.stdout.fileno(), 65536):
        said += piece
        sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    return Result("tests", Outcome(child.wait(), said.decode(errors="replace")), time.monotonic() - started_s)


def show_summary(results: Sequence[Result]) -> int:
    """Show the first failure, the table, and pytest's own last line; return the exit code."""
    failed = [result for result in results if result.outcome.code != 0]
    if failed and failed[0].name != "tests":  # the tests have just been seen
        say()
        say(f"── {failed[0].name} ──", style="bad")
        say(failed[0].outcome.output.rstrip())
    say()
    width = max(len(result.name) for result in results)
    for result in results:
        text, style = _verdict(result)
        say(f"  {result.name.ljust(width)}  {styled(text, style)}")
    say()
    say(closing_line(results[-1].outcome))
    return 1 if failed else 0


def closing_line(tests: Outcome) -> str:
    """Return pytest's own last word, as it printed it, or that it never came to it."""
    for line in reversed(tests.output.splitlines()):
        if _CLOSING_LINE.search(line):
            return line
    return f"pytest ended with code {tests.code} before its closing line"


def _guard(complaints: Sequence[str]) -> Outcome:
    return Outcome(1 if complaints else 0, "\n".join(complaints))


def _verdict(result: Result) -> tuple[str, str]:
    is_good = result.outcome.code == 0
    return f"{'passed' if is_good else 'FAILED'}  {result.elapsed_s:6.1f} s", "good" if is_good else "bad"
