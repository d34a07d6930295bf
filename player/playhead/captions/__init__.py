"""Captions of every format to `Cue`. No I/O, no clock."""

from playhead.captions.document import CaptionDocument, TimestampMap
from playhead.captions.reader import parse_captions

__all__ = ["CaptionDocument", "TimestampMap", "parse_captions"]
