"""What can decide, as numbers: compiled code knows no enums. `playhead_abr.decision` gives them words."""

__all__ = [
    "BUFFER",
    "FIXED",
    "INSUFFICIENT_BUFFER",
    "LOOKAHEAD",
    "ONLY_CHOICE",
    "OSCILLATION",
    "REPLACED",
    "SAFETY",
    "STARTUP",
    "THROUGHPUT",
]

STARTUP, THROUGHPUT, BUFFER, FIXED, ONLY_CHOICE = range(5)
OSCILLATION, INSUFFICIENT_BUFFER, LOOKAHEAD, SAFETY, REPLACED = range(5, 10)
