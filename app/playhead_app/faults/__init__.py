"""What is kept of a fault nobody foresaw: the last events, a file, and words that may be passed on."""

from playhead_app.faults.crash_file import CrashFolder
from playhead_app.faults.memory import EventMemory
from playhead_app.faults.redaction import redacted

__all__ = ["CrashFolder", "EventMemory", "redacted"]
