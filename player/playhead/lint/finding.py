"""What a linter says, and what it says it by: a finding, and the rule behind it.

A rule is a function from one subject (a document, or all documents of a title) to what it found there. It
neither fetches nor knows a clock. Its code, severity and clause stand beside it, so that the documentation
can be checked against the code.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Generic, TypeVar

__all__ = ["Finding", "FindingSeverity", "Found", "Rule", "rule"]

# Of one rule in one document: a packager that errs does so in every segment.
_MAX_FOUND = 20

Subject = TypeVar("Subject")


class FindingSeverity(StrEnum):
    """How much a finding matters.

    ERROR breaks a MUST, WARNING breaks a SHOULD or will hurt some players, ADVICE could be better.
    """

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a rule does not hold; the message quotes no address."""

    message: str
    line: int | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or risky.

    Attributes:
        code: Stable, for machines: `hls.target-duration-exceeded`.
        line: Of the document, counted from 1.
        tag: The HLS tag or the XML element.
        clause: Which standard says so, and where; empty for what is ours.
        document: Address of the playlist, without query, if it is not the source itself.
    """

    code: str
    severity: FindingSeverity
    message: str
    line: int | None = None
    tag: str | None = None
    clause: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """One thing that shall hold.

    Attributes:
        claim: What holds in a good document, in one sentence.
    """

    code: str
    severity: FindingSeverity
    clause: str
    claim: str
    check: Callable[[Subject], Iterable[Found]]

    def findings(self, subject: Subject, document: str = "") -> Iterator[Finding]:
        """Yield what the rule finds in a subject; a flood is cut off."""
        for found in islice(self.check(subject), _MAX_FOUND):
            yield Finding(
                self.code, self.severity, found.message, found.line, found.tag, self.clause, document
            )


def rule(
    code: str, severity: FindingSeverity, clause: str
) -> Callable[[Callable[[Subject], Iterable[Found]]], Rule[Subject]]:
    """Make a rule of a function; its docstring is the claim."""

    def made(check: Callable[[Subject], Iterable[Found]]) -> Rule[Subject]:
        return Rule(code, severity, clause, check.__doc__ or "", check)

    return made
