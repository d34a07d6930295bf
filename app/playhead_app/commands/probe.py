"""Look into sources, and tell what is in them: to people in tables, to machines in lines of JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from playhead.errors import Problem
from playhead_app.commands.each_source import for_each_source, sources_named
from playhead_app.commands.failure import show_problem
from playhead_app.probe import Opener, Source, outline, probe

__all__ = ["ProbeOptions", "probe_all"]


@dataclass(frozen=True, slots=True)
class ProbeOptions:
    """How to look and how to tell.

    Attributes:
        is_json: One JSON object a line, in the order of the sources; otherwise tables for people.
        base_url: What relative references of files and standard input refer to.
        patience_s: For everything that one source points to.
        now_utc_s: The moment at which live MPDs are looked at; None for what they say without one.
    """

    is_json: bool
    with_segments: bool
    base_url: str
    patience_s: float
    now_utc_s: float | None = None


def probe_all(names: Sequence[str], options: ProbeOptions, out: Console, err: Console) -> int:
    """Look into all sources; returns 0 if each could be read, else 1."""
    failed: list[Source] = []

    async def work(opener: Opener, source: Source) -> dict[str, Any]:
        probed = await probe(opener, source, options.now_utc_s)
        # Lazy segment lists meet bad figures only when they are walked through.
        return outline(probed, with_segments=options.with_segments)

    def tell(source: Source, answer: dict[str, Any] | Problem) -> None:
        if isinstance(answer, Problem):
            failed.append(source)
        if options.is_json:
            told = {"error": answer.as_dict()} if isinstance(answer, Problem) else answer
            out.file.write(json.dumps({"source": source.name, **told}) + "\n")
            out.file.flush()
        elif isinstance(answer, Problem):
            err.print(source.name, style="bold", markup=False, highlight=False, soft_wrap=True)
            show_problem(err, answer)
        else:
            from playhead_app.probe.table import show_outline

            show_outline(out, source.name, answer)

    for_each_source(sources_named(names, options.base_url), options.patience_s, work, tell)
    return 1 if failed else 0
