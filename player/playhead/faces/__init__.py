"""The parts of `Player`'s public face: one class for each thing that an embedder does with it."""

from playhead.faces.choices import ChoicesFace
from playhead.faces.filters import FiltersFace
from playhead.faces.interludes import InterludesFace
from playhead.faces.moments import MomentsFace
from playhead.faces.output import OutputFace
from playhead.faces.progress import ProgressFace
from playhead.faces.scanning import ScanningFace
from playhead.faces.succession import SuccessionFace
from playhead.faces.text import TextFace
from playhead.faces.thumbnails import ThumbnailsFace

__all__ = [
    "ChoicesFace",
    "FiltersFace",
    "InterludesFace",
    "MomentsFace",
    "OutputFace",
    "ProgressFace",
    "ScanningFace",
    "SuccessionFace",
    "TextFace",
    "ThumbnailsFace",
]
