"""Write down every title's leading colour: `python -m playhead_app.demo.artwork.export`.

The catalogue tells colours with the home page; working them out there would mean drawing fifty pictures
first.
"""

import json
from pathlib import Path

from playhead_app.demo.artwork.drawing import Subject, leading_colour
from playhead_app.demo.catalogue.content import read_titles

__all__ = ["TINTS_PATH", "export_tints", "leading_colours"]

TINTS_PATH = Path(__file__).with_name("tints.json")


def leading_colours() -> dict[str, str]:
    """Return every title's leading colour."""
    return {title.id: leading_colour(Subject(title)) for title in read_titles()}


def export_tints() -> Path:
    """Write `tints.json` and return where it is."""
    TINTS_PATH.write_text(json.dumps(leading_colours(), indent=2) + "\n", encoding="utf-8")
    return TINTS_PATH


if __name__ == "__main__":
    export_tints()
