"""Say what is wrong or risky in manifests: to people as lines by place, to machines in lines of JSON."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.text import Text

from playhead.errors import Problem
from playhead.hls import MediaPlaylist
from playhead.hls.index import MediaPlaylistIndex
from playhead.lint import Finding, FindingSeverity, read_for_lint
from playhead.lint.reader import finding_of_problem, findings_of_warnings
from playhead_app.commands.each_source import for_each_source, sources_named
from playhead_app.probe import Opener, Source

__all__ = ["LintOptions", "lint_all"]

_STYLES = {
    FindingSeverity.ERROR: "bold red",
    FindingSeverity.WARNING: "yellow",
    FindingSeverity.ADVICE: "dim",
}


@dataclass(frozen=True, slots=True)
class LintOptions:
    """How to look and how to tell; as for `playhead probe`."""

    is_json: bool
    base_url: str
    patience_s: float


def lint_all(names: Sequence[str], options: LintOptions, out: Console) -> int:
    """Lint all sources; returns 1 if any has an error, else 0."""
    counts = Counter[FindingSeverity]()

    def tell(source: Source, answer: tuple[Finding, ...] | Problem) -> None:
        # What can't be had or read at all is the worst finding.
        findings = (finding_of_problem(answer),) if isinstance(answer, Problem) else answer
        counts.update(finding.severity for finding in findings)
        if options.is_json:
            told = {"source": source.name, "findings": [asdict(finding) for finding in findings]}
            out.file.write(json.dumps(told) + "\n")
            out.file.flush()
        else:
            _show(out, source.name, findings)

    for_each_source(sources_named(names, options.base_url), options.patience_s, _lint, tell)
    return 1 if counts[FindingSeverity.ERROR] else 0


async def _lint(opener: Opener, source: Source) -> tuple[Finding, ...]:
    opened = await opener.open(source)
    linting = read_for_lint(opened.body, opened.url)
    if linting.presentation is None:
        return linting.findings()
    lists = await opened.segment_lists(linting.presentation)
    playlists: dict[str, MediaPlaylist] = {}
    for index in lists.indices.values():
        if isinstance(index, MediaPlaylistIndex) and index.playlist is not linting.document:
            playlists[index.source] = index.playlist
    return (*linting.findings(playlists), *findings_of_warnings(lists.warnings))


def _show(out: Console, source: str, findings: Sequence[Finding]) -> None:
    out.print(Text(source, "bold"), soft_wrap=True)
    document = ""
    for finding in findings:
        if finding.document != document:
            document = finding.document
            out.print(Text(f"  {document}"), soft_wrap=True)
        out.print(_line(finding), soft_wrap=True)
    counts = Counter(finding.severity for finding in findings)
    summary = ", ".join(f"{counts[each]} {each.value}" for each in FindingSeverity if counts[each])
    out.print(Text(f"  {summary or 'nothing to say against it'}"), soft_wrap=True)


def _line(finding: Finding) -> Text:
    text = Text("  ")
    text.append(f"{'' if finding.line is None else finding.line:>6}  ", "dim")
    text.append(f"{finding.severity.value:<8}", _STYLES[finding.severity])
    text.append(f"{finding.tag}: {finding.message}" if finding.tag else finding.message)
    text.append(f"  {finding.code}", "dim")
    if finding.clause:
        text.append(f" ({finding.clause})", "dim")
    return text
