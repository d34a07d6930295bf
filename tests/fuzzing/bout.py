"""One bout of fuzzing: mutants until time or number is up, and what they brought to light."""

import random
import signal
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tests.fuzzing.exercise import Original, exercise
from tests.fuzzing.mutations import mutated

__all__ = ["Bout", "Fault", "HangError", "limited", "originals_in"]

SEEDS = Path(__file__).parent / "seeds"
CPU_LIMIT_S = 2.0
_MAX_SEED_BYTES = 64 * 1024


class HangError(Exception):
    """Reading took more processor time than any manifest may."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A mutant that did what none may.

    Attributes:
        number: Which one of its seed: `--seed S --only number` makes it again.
        where: The last line of our own code in the traceback; equal ones are one fault.
    """

    number: int
    mutant: bytes
    where: str
    report: str


@dataclass(slots=True)
class Bout:
    """Makes mutants and tries them.

    Args:
        originals: What to injure.
        seed: Equal seeds over equal originals give equal mutants.
    """

    originals: Sequence[Original]
    seed: int
    tried: int = 0
    faults: dict[str, Fault] = field(default_factory=dict[str, Fault])

    def mutant(self, number: int) -> tuple[Original, bytes]:
        """Return what the mutant is made of, and the mutant."""
        chance = random.Random(f"{self.seed}/{number}")
        original = chance.choice(self.originals)
        alike = [
            each.body for each in chance.choices(self.originals, k=4) if each.is_dash == original.is_dash
        ]
        return original, mutated(original.body, chance, alike)

    def try_one(self, number: int) -> Fault | None:
        """Make a mutant and read it."""
        original, mutant = self.mutant(number)
        self.tried += 1
        try:
            with limited(CPU_LIMIT_S):
                exercise(original, mutant)
        except Exception as error:  # noqa: BLE001  # finding any is what this is for
            fault = Fault(number, mutant, _where(error), traceback.format_exc())
            return self.faults.setdefault(fault.where, fault)
        return None

    def run(
        self,
        *,
        seconds: float | None = None,
        mutants: int | None = None,
        progress: Callable[["Bout", float], None] | None = None,
    ) -> None:
        """Try mutants until one of the limits is reached; `progress` is told every few seconds."""
        started = told = time.monotonic()
        while mutants is None or self.tried < mutants:
            self.try_one(self.tried)
            now = time.monotonic()
            if progress is not None and now - told >= 5:
                told = now
                progress(self, now - started)
            if seconds is not None and now - started >= seconds:
                break


def originals_in(corpus: Path, *, per_kind: int | None = None) -> list[Original]:
    """Return our own seeds, and what the shared corpus has if it is there.

    Args:
        per_kind: Take about so many of each kind only.
    """
    found = sorted(SEEDS.iterdir())
    for kind in ("hls", "dash"):
        paths = sorted(path for path in (corpus / kind).rglob("*") if path.is_file())
        found += paths[:: max(1, len(paths) // per_kind)] if per_kind else paths
    return [Original(path.read_bytes()) for path in found if 0 < path.stat().st_size <= _MAX_SEED_BYTES]


@contextmanager
def limited(seconds: float) -> Generator[None]:
    """Raise `HangError` when the block has used so much processor time, where there is such a timer."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _hang)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _hang(number: int, frame: FrameType | None) -> None:
    raise HangError


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "playhead" in frame.filename or "fuzzing" in frame.filename]
    # A hang is somewhere else each time.
    place = (
        "somewhere" if isinstance(error, HangError) else f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    )
    return f"{type(error).__name__} at {place}"
