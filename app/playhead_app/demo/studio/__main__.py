"""The studio's own process: makes the films named on its command line.

It speaks one JSON object a line on its standard output, and ends when its standard input does: an app that
crashes can't leave it behind.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Thread

from playhead_app.demo.child import end_with_parent, step_back
from playhead_app.demo.studio.films import film_by_id
from playhead_app.demo.studio.production import produce
from playhead_app.demo.studio.progress import Progress, Stage

__all__ = ["main"]


def main() -> int:
    """Make the films; return 0 if all came out."""
    parser = argparse.ArgumentParser(prog="python -m playhead_app.demo.studio", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help="the demo's cache folder")
    parser.add_argument("--nice", action="store_true", help="step back behind everything else")
    parser.add_argument("films", nargs="+", help="which films, in order")
    options = parser.parse_args()
    Thread(target=end_with_parent, daemon=True).start()
    if options.nice:
        step_back()
    for film_id in options.films:
        try:
            produce(film_by_id(film_id), options.root, _tell)
        except Exception as error:
            # The app learns the number of a fault that it knows; anything else is ours to read, on standard
            # error.
            problem = getattr(error, "problem", None)
            _tell(Progress(film_id, 0.0, Stage.FAILED, int(problem.code) if problem else None))
            if problem is None:
                raise
            return 1
    return 0


def _tell(progress: Progress) -> None:
    sys.stdout.write(json.dumps(asdict(progress)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
