"""Put two results side by side, and gates between them."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from playhead_abr.lab.compare import Change, Verdict, compare_results, judge, unpaired_sessions
from playhead_abr.lab.gate import parse_gate
from playhead_abr.lab.qoe import HIGHER_IS_BETTER
from playhead_abr.lab.sweep import Results
from playhead_app.commands.lab.faults import told_in_a_sentence

__all__ = ["compare_folders"]

_WIDEST = 20  # of a column of names, before its words are broken

_ALWAYS_SHOWN = ("startup_s", "rebuffer_ratio", "bitrate_mbps", "switches", "qoe_lin")


def compare_folders(
    folder: Path,
    baseline: Path,
    gates: Sequence[str],
    out: Console,
    err: Console,
    *,
    is_certain: bool,
    is_json: bool,
) -> int:
    """Show what has changed; returns 1 if a gate fails, 0 if none does.

    Args:
        is_certain: A gate fails only where the whole confidence interval is past its limit.
        is_json: Write data instead of a table.
    """
    with told_in_a_sentence(err):
        parsed = [parse_gate(text) for text in gates]
        metrics = list(dict.fromkeys((*_ALWAYS_SHOWN, *(gate.metric for gate in parsed))))
        changes = compare_results(Results(folder), Results(baseline), metrics)
        verdicts = judge(parsed, changes)
        unpaired = unpaired_sessions(Results(folder), Results(baseline))
    failed = [each for each in verdicts if (each.is_certain if is_certain else each.has_failed)]
    if is_json:
        told = {
            "changes": [_plain(asdict(each)) for each in changes],
            "failed": [_told(each) for each in failed],
            "unpaired": [
                {"algorithm": algorithm, "set": name, "sessions": count}
                for (algorithm, name), count in unpaired.items()
            ],
        }
        out.file.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        out.print(_table(changes))
        _tell_unpaired(unpaired, out)
        for each in failed:
            out.print(_sentence(each), soft_wrap=True)
        if parsed and not failed:
            out.print(Text("✓ Every gate is passed.", "bold green"))
    return 1 if failed else 0


def _tell_unpaired(unpaired: Mapping[tuple[str, str], int], out: Console) -> None:
    for (algorithm, name), count in unpaired.items():
        told = f"! {algorithm} on {name}: {count} sessions are in one of the two only, and no gate sees them"
        out.print(Text(told, "yellow"), soft_wrap=True)


def _told(verdict: Verdict) -> dict[str, Any]:
    change = verdict.change
    return {
        "gate": verdict.gate.text,
        "algorithm": change.algorithm,
        "set": change.set_name,
        "certain": verdict.is_certain,
    }


def _sentence(verdict: Verdict) -> Text:
    change = verdict.change
    sure = "certain" if verdict.is_certain else "not certain: the interval reaches back across the limit"
    text = Text("✗ ", "bold red")
    text.append(f"{verdict.gate.text}: ", "bold")
    text.append(
        f"{change.algorithm} on {change.set_name}, {change.before:.4g} → {change.after.estimate:.4g} ({sure})"
    )
    return text


def _table(changes: Sequence[Change]) -> Table:
    # Narrow enough for 80 columns.
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name, names in (
        ("algorithm", [each.algorithm for each in changes]),
        ("set", [each.set_name for each in changes]),
    ):
        words = [word for each in names for word in each.split()]
        table.add_column(name, overflow="fold", min_width=min(max(map(len, words), default=0), _WIDEST))
    table.add_column("metric", no_wrap=True)
    for name in ("before", "after", "change", "95% of draws"):
        table.add_column(name, justify="right")
    before = ("", "")
    for each in changes:
        key = (each.algorithm, each.set_name)
        named = ("", "") if key == before else key
        before = key
        share = each.share
        worse = share.high < 0 if each.metric in HIGHER_IS_BETTER else share.low > 0
        better = share.low > 0 if each.metric in HIGHER_IS_BETTER else share.high < 0
        style = "red" if worse else "green" if better else ""
        table.add_row(
            *(Text(name) for name in named),
            each.metric,
            f"{each.before:.4g}",
            f"{each.after.estimate:.4g}",
            Text(_percent(share.estimate), style),
            Text(f"{_percent(share.low)} … {_percent(share.high)}", "dim"),
        )
    return table


def _percent(share: float) -> str:
    return f"{share:+.1%}" if math.isfinite(share) else "new"


def _plain(value: Any) -> Any:
    """Return the same without infinities, which JSON has no words for."""
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return None if isinstance(value, float) and not math.isfinite(value) else value
