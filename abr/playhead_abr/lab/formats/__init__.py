"""Traces and movies from files, in the formats that the field uses."""

from playhead_abr.lab.formats.faults import FormatError
from playhead_abr.lab.formats.movies import movie_text, read_described_movie, read_movie
from playhead_abr.lab.formats.traces import TRACE_FORMATS, read_trace

__all__ = ["TRACE_FORMATS", "FormatError", "movie_text", "read_described_movie", "read_movie", "read_trace"]
