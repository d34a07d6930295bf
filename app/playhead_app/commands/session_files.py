"""Write a session report where the person wants it: as JSON for machines, as a page for people."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playhead.errors import ErrorCode, error_for, make_problem
from playhead_app.report import write_page

__all__ = ["save_report"]


def save_report(report: Mapping[str, Any], json_path: Path | None, page_path: Path | None) -> None:
    """Write the report to each path that is given.

    Raises:
        StorageError: If a file can't be written.
    """
    try:
        if json_path:
            text = json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False)
            json_path.write_text(text + "\n", encoding="utf-8")
        if page_path:
            write_page(report, page_path)
    except OSError as error:
        raise error_for(make_problem(ErrorCode.STORAGE_UNAVAILABLE, str(error))) from error
