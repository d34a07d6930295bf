"""`docs/lint.md` lists every rule as it is in the code."""

from pathlib import Path

import pytest

from playhead.lint import ALL_RULES
from playhead.lint.reader import READER_CODES

DOCUMENT = Path(__file__).parents[3] / "docs" / "lint.md"
LINES = {
    *(f"| `{each.code}` | {each.severity.value} | {each.claim} | {each.clause} |" for each in ALL_RULES),
    *(
        f"| `{code}` | {each.severity.value} | {each.claim} | {each.clause} |"
        for code, each in READER_CODES.items()
    ),
}


@pytest.mark.parametrize("line", sorted(LINES))
def test_a_rule_stands_in_the_documentation_as_it_is_in_the_code(line: str) -> None:
    assert line in DOCUMENT.read_text(encoding="utf-8").splitlines()


def test_the_documentation_lists_nothing_else() -> None:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    assert {line for line in lines if line.startswith("| `")} == LINES


def test_a_code_has_one_meaning() -> None:
    said = {(each.code, each.severity, each.clause, each.claim) for each in ALL_RULES}
    assert len({code for code, *_ in said}) == len(said)
    assert not {each.code for each in ALL_RULES} & READER_CODES.keys()
