"""Look into one source after the other; a broken one never keeps us from the next."""

import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from playhead.errors import PlayerError, Problem
from playhead.settings import NetworkSettings
from playhead_app.commands.failure import internal_problem, show_problem
from playhead_app.commands.source import no_such_source
from playhead_app.probe import Prober, Source, outline
from playhead_app.probe.table import show_outline

__all__ = ["ProbeOptions", "probe_all"]

_log = logging.getLogger(__name__)
_STDIN = "-"


@dataclass(frozen=True, slots=True)
class ProbeOptions:
    """How to look and how to tell.

    Attributes:
        is_json: One JSON object a line, in the order of the sources; otherwise tables for people.
        base_url: What relative references of files and standard input refer to.
        patience_s: For everything that one source points to.
    """

    is_json: bool
    with_segments: bool
    base_url: str
    patience_s: float


def probe_all(sources: Sequence[str], options: ProbeOptions, out: Console, err: Console) -> int:
    """Look into all sources; returns 0 if each could be read, else 1."""
    # Before the loop runs: a thread that waits for a person to type could not be ended by Ctrl-C.
    body = sys.stdin.buffer.read(NetworkSettings().max_manifest_bytes) if _STDIN in sources else None
    wanted = [Source(name, options.base_url, body if name == _STDIN else None) for name in sources]
    return asyncio.run(_probe_all(wanted, options, out, err))


async def _probe_all(sources: Sequence[Source], options: ProbeOptions, out: Console, err: Console) -> int:
    code = 0
    async with Prober(options.patience_s) as prober:
        for source in sources:
            answer = await _probe(prober, source, options)
            if isinstance(answer, Problem):
                code = 1
            if options.is_json:
                told = {"error": answer.as_dict()} if isinstance(answer, Problem) else answer
                out.file.write(json.dumps({"source": source.name, **told}) + "\n")
                out.file.flush()
            elif isinstance(answer, Problem):
                err.print(source.name, style="bold", markup=False, highlight=False, soft_wrap=True)
                show_problem(err, answer)
            else:
                show_outline(out, source.name, answer)
    return code


async def _probe(prober: Prober, source: Source, options: ProbeOptions) -> dict[str, Any] | Problem:
    try:
        probed = await prober.probe(source)
        # Lazy segment lists meet bad figures only when they are walked through.
        return outline(probed, with_segments=options.with_segments)
    except PlayerError as error:
        return error.problem
    except FileNotFoundError:
        return no_such_source(source.name)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one source must not hide the others
        _log.exception("internal error while looking into a source")
        return internal_problem(error)
