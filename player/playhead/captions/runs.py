"""Runs of text, tidied: neighbours of one style become one, and what surrounds the words goes."""

from collections.abc import Iterable
from itertools import groupby

from playhead.presentation import TextRun

__all__ = ["merged"]


def merged(runs: Iterable[TextRun]) -> tuple[TextRun, ...]:
    """Return the runs without white space around the whole, and none empty."""
    joined = [
        TextRun("".join(run.text for run in group), style)
        for style, group in groupby((run for run in runs if run.text), key=lambda run: run.style)
    ]
    while joined and not joined[0].text.strip():
        joined.pop(0)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[0] = TextRun(joined[0].text.lstrip(), joined[0].style)
        joined[-1] = TextRun(joined[-1].text.rstrip(), joined[-1].style)
    return tuple(joined)
