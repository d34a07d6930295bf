"""What goes wrong in the lab: files, suites and questions that make no sense. Never a fault of the player."""

from playhead_abr.errors import AbrError

__all__ = ["LabError"]


class LabError(AbrError):
    """A file, a suite or a question to the results makes no sense; the message says where and why."""
