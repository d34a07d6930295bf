"""The commands of `run.py`."""

import argparse
import io
import os
import sys
import time
from collections.abc import Mapping, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from house.display import display
from house.environment import Environment
from house.gates import WHOLE_SUITE, gates, run_gate, run_gates, run_tests, show_summary
from house.machine import Machine, ThisMachine
from house.speech import SetupError, Steps, say
from house.system_packages import ensure_system_packages, has_display

__all__ = ["House", "keep_bytecode", "main", "make_parser"]

ROOT = Path(__file__).resolve().parents[2]

_EPILOG = """\
Everything after `test`, `playhead`, `fuzz` and `bench NAME` goes to pytest, to Playhead, to the fuzzer and to
the benchmark:

  python3 run.py test tests/player -k seek
  python3 run.py playhead probe https://example.com/film.mpd

exit codes: 0 all is well; 1 something failed; 2 wrong usage; 3 you have to type something first
"""


class House:
    """The things that `run.py` can do, on one machine.

    Args:
        machine: Where we are.
        root: The project's folder.
        as_is: Work with what is installed, install nothing.
    """

    def __init__(self, machine: Machine, root: Path, *, as_is: bool = False) -> None:
        self._machine = machine
        self._root = root
        self._as_is = as_is
        self._environment = Environment(machine, root)

    def start(self) -> int:
        """Set up, then show the app; without a display let it play to a virtual one and take pictures."""
        self._set_up(3)
        if has_display(self._machine):
            say("[3/3] Starting Playhead", style="bold")
            return self._playhead(["app"], {})
        say("[3/3] There is no display: Playhead runs its demo tour on a virtual one", style="bold")
        started_s = time.monotonic()
        out = self._root / "playhead-demo"
        with display(self._machine) as env:
            code = self._playhead(["demo-tour", "--out", str(out)], env)
        elapsed = f"({time.monotonic() - started_s:.1f} s)"
        if code == 0:
            say(f"Done {elapsed}. The pictures and the report are in {out}", style="good")
        else:
            say(f"The tour ended with code {code} {elapsed}. What there is of it is in {out}", style="bad")
        return code

    def set_up(self) -> int:
        """Install what is missing."""
        self._set_up(2)
        say("Ready. Start it with: python3 run.py", style="good")
        return 0

    def playhead(self, arguments: Sequence[str]) -> int:
        """Run the `playhead` command inside the environment."""
        if not self._as_is and not self._environment.is_current:
            self._set_up(2)
        return self._playhead(arguments, {})

    def test(self, arguments: Sequence[str]) -> int:
        """Run pytest; says nothing more after it. Without arguments it runs all tests, on two processes."""
        self._set_up_leniently()
        with ExitStack() as stack:
            env = self._test_display(stack)
            wanted = arguments or WHOLE_SUITE
            return self._machine.show([self._environment.command("pytest"), *wanted], env=env)

    def check(self) -> int:
        """Run every gate and all tests."""
        self._set_up_leniently()
        all_gates = gates(self._machine, self._environment, self._root)
        *quick, slow = all_gates
        count = len(all_gates) + 1
        results = run_gates(quick, count)
        say(f"[{count - 1}/{count}] {slow.name}, while the tests run")
        say(f"[{count}/{count}] tests", style="bold")
        with ThreadPoolExecutor(1) as beside, ExitStack() as stack:
            slow_result = beside.submit(run_gate, slow)
            env = self._test_display(stack)
            tests = run_tests(self._environment.command("pytest"), WHOLE_SUITE, env, self._root)
        return show_summary([*results, slow_result.result(), tests])

    def bench(self, name: str | None, arguments: Sequence[str]) -> int:
        """Run one benchmark, or say which there are."""
        folder = self._root / "tests" / "benchmarks"
        names = sorted(path.stem for path in folder.glob("*.py"))
        if name is None:
            say("Benchmarks: " + (", ".join(names) or "none yet"))
            return 0
        if name not in names:
            raise SetupError(f"There is no benchmark named {name}. There are: {', '.join(names)}", 2)
        self._set_up_leniently()
        command = [self._environment.command("python"), str(folder / f"{name}.py"), *arguments]
        return self._machine.show(command)

    def fuzz(self, arguments: Sequence[str]) -> int:
        """Injure manifests until time is up, and keep what breaks their readers."""
        self._set_up_leniently()
        fuzzer = str(self._root / "tests" / "fuzzing")
        return self._machine.show([self._environment.command("python"), fuzzer, *arguments])

    def resilience(self) -> int:
        """Run every cell of the fault matrix, and write the page that says what came of them."""
        self._set_up_leniently()
        matrix = str(self._root / "tests" / "player" / "session" / "test_fault_matrix.py")
        command = [self._environment.command("pytest"), matrix, "-q", "--timeout=1800"]
        return self._machine.show(command, env={"PLAYHEAD_WHOLE_MATRIX": "1"})

    def tidy(self) -> int:
        """Format the code and mend what the linter can mend."""
        self._set_up_leniently()
        ruff = self._environment.command("ruff")
        mended = self._machine.show([ruff, "check", "--fix", str(self._root)])
        return self._machine.show([ruff, "format", str(self._root)]) or mended

    def lock(self) -> int:
        """Write `uv.lock` anew from `pyproject.toml`, keeping versions that still fit."""
        return self._machine.show([self._environment.uv(Steps(1)), "lock", "--project", str(self._root)])

    def texts(self, command: str) -> int:
        """Bring the translators' files up to date, check them, or compile them for the app."""
        self._set_up_leniently()
        return self._texts(command)

    def _texts(self, command: str) -> int:
        return self._machine.show([self._environment.command("python"), "-m", "playhead_app.i18n", command])

    def _set_up(self, total: int) -> None:
        if self._as_is:
            return
        steps = Steps(total)
        steps.begin("System packages")
        self._ensure_system_packages(steps)
        steps.done("all there")
        steps.begin("Python packages")
        if self._environment.is_current:
            steps.done("all there")
        else:
            self._environment.ensure(steps)
            steps.done()
        self._texts("compile")

    def _set_up_leniently(self) -> None:
        """Set up for tests, which skip with a reason what the operating system lacks."""
        if self._as_is:
            return
        steps = Steps(2)
        steps.begin("System packages")
        try:
            self._ensure_system_packages(steps)
            steps.done("all there")
        except SetupError as stop:
            say(f"{stop}\nGoing on without; tests that need them skip.", style="bad")
        steps.begin("Python packages")
        if not self._environment.is_current:
            self._environment.ensure(steps)
        steps.done("all there")
        self._texts("compile")

    def _ensure_system_packages(self, steps: Steps) -> None:
        virtual = not has_display(self._machine)
        ensure_system_packages(
            self._machine, self._root / "packaging" / "system-debian.txt", steps, virtual_display=virtual
        )

    def _test_display(self, stack: ExitStack) -> Mapping[str, str]:
        # glibc gives each thread an arena of its own; decoders' many threads would make memory tests guess.
        calm = {"MALLOC_ARENA_MAX": "2"}
        try:
            return {**calm, **stack.enter_context(display(self._machine))}
        except SetupError as stop:
            say(f"{stop} Going on without; tests that need it skip.", style="bad")
            return calm

    def _playhead(self, arguments: Sequence[str], env: Mapping[str, str]) -> int:
        return self._machine.show([self._environment.command("playhead"), *arguments], env=env)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of `run.py`'s own options and commands."""
    parser = argparse.ArgumentParser(
        prog="python3 run.py",
        description="Set Playhead up and start it. Without a command: set up, then open the app.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--as-is", action="store_true", help="install nothing, work with what is there")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("setup", help="set up and stop")
    commands.add_parser("test", help="run the tests (takes pytest's arguments)")
    commands.add_parser("check", help="run every gate and all tests: what a change must pass")
    commands.add_parser("playhead", help="run the playhead command (takes its arguments)")
    bench = commands.add_parser("bench", help="run a benchmark, or list them")
    bench.add_argument("name", nargs="?")
    commands.add_parser("fuzz", help="injure manifests and see what breaks (--minutes N, --seed N)")
    commands.add_parser("resilience", help="try every fault on each sort of title, write docs/resilience.md")
    commands.add_parser("tidy", help="format the code and mend what the linter can")
    texts = commands.add_parser("texts", help="find the app's texts for the translators, or check them")
    texts.add_argument("what", nargs="?", choices=("update", "check", "compile"), default="update")
    commands.add_parser("lock", help="write uv.lock anew after a change of dependencies")
    return parser


def main(arguments: Sequence[str], machine: Machine | None = None, root: Path = ROOT) -> int:
    """Run one command; returns the exit code.

    Args:
        arguments: Without the program's name.
        machine: Where we are; the real one if not given.
        root: The project's folder.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no … gets a question mark instead of an exception.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    parser = make_parser()
    # What follows belongs to another program: argparse must not look at it.
    own, passed_on = _split(arguments)
    options = parser.parse_args(own)
    if machine is None:
        keep_bytecode(os.environ, root)
    house = House(machine or ThisMachine(), root, as_is=options.as_is)
    try:
        match options.command:
            case "setup":
                return house.set_up()
            case "test":
                return house.test(passed_on)
            case "check":
                return house.check()
            case "playhead":
                return house.playhead(passed_on)
            case "bench":
                return house.bench(options.name, passed_on)
            case "fuzz":
                return house.fuzz(passed_on)
            case "resilience":
                return house.resilience()
            case "tidy":
                return house.tidy()
            case "texts":
                return house.texts(options.what)
            case "lock":
                return house.lock()
            case _:
                return house.start()
    except SetupError as stop:
        say(str(stop), style="bad")
        return stop.code
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


def keep_bytecode(environ: MutableMapping[str, str], root: Path) -> None:
    """Where no bytecode may lie beside the sources, let what we start keep it in the project's cache instead.

    Without any, each process compiles every module anew, Qt's and libVLC's bindings too: the app takes twice
    as long to start, and the tests start hundreds of processes.
    """
    if environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        environ.setdefault("PYTHONPYCACHEPREFIX", str(root / ".cache" / "bytecode"))


def _split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    own_words = {"test": 1, "playhead": 1, "bench": 2, "fuzz": 1}
    command = next((index for index, word in enumerate(arguments) if not word.startswith("-")), None)
    if command is None or (kept := own_words.get(arguments[command])) is None:
        return list(arguments), []
    rest = list(arguments[command + 1 :])
    if arguments[command] not in {"playhead", "fuzz"} and rest[:1] in (["-h"], ["--help"]):
        return list(arguments[: command + 2]), []
    return list(arguments[: command + kept]), list(arguments[command + kept :])
