"""A painter: a process that draws what it is asked for.

It reads one JSON object a line from its standard input, with the subject's identifier, the kind, the width
and the path to write, and answers each with a line once the picture is there. It ends with its input.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from playhead_app.demo.artwork.drawing import draw_picture, draw_title_art, find_subject
from playhead_app.demo.artwork.stage import Cut

__all__ = ["main", "paint"]

_JPEG_QUALITY = 88


def main() -> int:
    """Paint until there is nothing more to paint."""
    for line in sys.stdin:
        wish: dict[str, Any] = json.loads(line)
        problem = ""
        try:
            paint(wish["subject"], wish["kind"], wish["width"], Path(wish["path"]))
        except (OSError, ValueError) as error:
            problem = f"{type(error).__name__}: {error}"
        sys.stdout.write(json.dumps({"path": wish["path"], "problem": problem}) + "\n")
        sys.stdout.flush()
    return 0


def paint(name: str, kind: str, width: int, path: Path) -> None:
    """Draw one picture into a file, which appears whole or not at all.

    Raises:
        ValueError: There is no such subject.
        OSError: The file can't be written.
    """
    subject = find_subject(name)
    if subject is None:
        raise ValueError(f"there is no {name!r}")
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f".{os.getpid()}-{path.name}")
    if kind == "title":
        draw_title_art(subject, width).save(making, "PNG")
    else:
        picture = draw_picture(subject, Cut(kind), width)
        picture.save(making, "JPEG", quality=_JPEG_QUALITY, progressive=True)
    making.replace(path)


if __name__ == "__main__":
    sys.exit(main())
