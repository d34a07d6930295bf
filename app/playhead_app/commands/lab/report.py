"""Draw results as a page."""

from pathlib import Path

from rich.console import Console

from playhead_abr.lab.sweep import Results
from playhead_app.commands.lab.faults import told_in_a_sentence
from playhead_app.lab_report import render_lab_page
from playhead_app.report.axis import size_text

__all__ = ["write_report"]


def write_report(folder: Path, path: Path, out: Console, err: Console) -> int:
    """Write the page of a folder of results; returns 0.

    Raises:
        OSError: If the page can't be written.
    """
    with told_in_a_sentence(err):
        page = render_lab_page(Results(folder))
    path.write_text(page, encoding="utf-8")
    out.print(f"{path} ({size_text(len(page.encode()))})", highlight=False, markup=False, soft_wrap=True)
    return 0
