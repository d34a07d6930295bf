"""How a problem reads on a terminal: what happened, what helps, and the small print. Never a traceback."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from playhead.errors import ErrorCode, Problem, make_problem

__all__ = ["internal_problem", "show_problem"]


def show_problem(console: Console, problem: Problem, *, hint: str | None = None) -> None:
    """Print a problem as one block.

    Args:
        console: Where to; usually standard error.
        problem: What happened.
        hint: Says better than the problem's own hint what helps on a command line.
    """
    console.print(_block(problem, problem.hint if hint is None else hint), soft_wrap=True)


def internal_problem(error: BaseException) -> Problem:
    """Return a problem for a fault of our own, which has no better words."""
    return make_problem(ErrorCode.PLAYER_INTERNAL, f"{type(error).__name__}: {error}")


def _block(problem: Problem, hint: str) -> Text:
    text = Text()
    text.append("✗ ", "bold red")
    text.append(problem.message, "bold")
    if hint:
        text.append(f"\n  {hint}")
    small = f"{problem.code.name} ({int(problem.code)})"
    place = " ".join(_place(problem))
    for line in (" · ".join(part for part in (small, problem.detail) if part), place):
        if line:
            text.append(f"\n  {line}", "dim")
    return text


def _place(problem: Problem) -> Iterator[str]:
    where = problem.context
    if where.url:
        yield where.url
    for name, value in (
        ("line", where.line),
        ("byte", where.byte_offset),
        ("segment", where.segment),
        ("HTTP", where.http_status),
    ):
        if value is not None:
            yield f"{name} {value}"
    if where.tag:
        yield f"({where.tag})"
