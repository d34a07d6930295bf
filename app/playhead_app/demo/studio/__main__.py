"""The studio's own process: makes the films named on its command line.

It speaks one JSON object a line on its standard output, and ends when its standard input does: an app that
crashes can't leave it behind.
"""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Thread

from playhead.errors import PlayerError
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
    Thread(target=_end_with_parent, daemon=True).start()
    if options.nice and hasattr(os, "nice"):
        os.nice(10)
    for film_id in options.films:
        try:
            produce(film_by_id(film_id), options.root, _tell)
        except PlayerError as error:
            _tell(Progress(film_id, 0.0, Stage.FAILED, int(error.problem.code)))
            return 1
    return 0


def _tell(progress: Progress) -> None:
    sys.stdout.write(json.dumps(asdict(progress)) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    # Not through sys.stdin: a thread inside its lock would stop the interpreter from ending by itself.
    while os.read(0, 1024):
        pass
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main())
