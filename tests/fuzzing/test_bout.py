"""A short bout of the fuzzer, and whether it would find something."""

from pathlib import Path

import pytest

from tests.fuzzing import bout as bouts
from tests.fuzzing.bout import SEEDS, Bout, HangError, limited, originals_in
from tests.fuzzing.exercise import Original, exercise

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "manifests"


def test_a_short_bout_finds_nothing() -> None:
    bout = Bout(originals_in(CORPUS, per_kind=30), seed=1)
    bout.run(mutants=1_200)
    assert {fault.where: fault.report for fault in bout.faults.values()} == {}


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.name)
def test_our_own_seeds_are_sound(path: Path) -> None:
    body = path.read_bytes()
    exercise(Original(body), body)


def test_equal_seeds_give_equal_mutants() -> None:
    originals = originals_in(SEEDS)
    one, other = Bout(originals, seed=5), Bout(originals, seed=5)
    assert [one.mutant(number) for number in range(50)] == [other.mutant(number) for number in range(50)]
    assert one.mutant(0) != Bout(originals, seed=6).mutant(0)


def test_an_untyped_exception_is_a_fault_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(original: Original, mutant: bytes) -> None:
        raise KeyError("x")

    monkeypatch.setattr(bouts, "exercise", broken)
    bout = Bout(originals_in(SEEDS), seed=1)
    bout.run(mutants=3)
    (fault,) = bout.faults.values()
    assert fault.number == 0
    assert "KeyError" in fault.report


def test_a_hang_is_a_fault() -> None:
    def hang() -> None:
        while True:
            pass

    with pytest.raises(HangError), limited(0.05):
        hang()
