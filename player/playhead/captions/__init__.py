"""Captions of every format to `Cue`. No I/O, no clock."""

from playhead.captions.document import CaptionDocument, TimestampMap
from playhead.captions.in_mp4 import Mp4CaptionReader
from playhead.captions.reader import is_mp4, parse_captions

__all__ = ["CaptionDocument", "Mp4CaptionReader", "TimestampMap", "is_mp4", "parse_captions"]
