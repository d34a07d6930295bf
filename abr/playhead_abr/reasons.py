"""What can decide, as numbers: compiled code knows no enums. `playhead_abr.decision` gives them words."""

__all__ = [
    "BUFFER",
    "FIXED",
    "INSUFFICIENT_BUFFER",
    "LEARNED",
    "LOOKAHEAD",
    "ONLY_CHOICE",
    "OSCILLATION",
    "REPLACED",
    "SAFETY",
    "STARTUP",
    "THROUGHPUT",
]

STARTUP, THROUGHPUT, BUFFER, FIXED, ONLY_CHOICE = range(5)
OSCILLATION, INSUFFICIENT_BUFFER, LOOKAHEAD, SAFETY, REPLACED, LEARNED = range(5, 11)
