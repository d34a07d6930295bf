"""How much of a hostile MPD we are willing to read.

The largest honest MPDs seen are a few megabytes with some hundred thousand timeline entries. Each cap is an
order of magnitude above that and keeps the worst case within a few seconds and some hundred megabytes.
"""

__all__ = [
    "MAX_BODY_BYTES",
    "MAX_DEPTH",
    "MAX_ELEMENTS",
    "MAX_EVENTS",
    "MAX_INTEGER",
    "MAX_TIMELINE_ENTRIES",
    "MAX_WARNINGS",
]

MAX_BODY_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 64
# Elements other than S.
MAX_ELEMENTS = 250_000
# That a presentation shows; a document may hold more.
MAX_EVENTS = 5_000
MAX_TIMELINE_ENTRIES = 2_000_000
# A broken generator repeats one fault for each of a million segments; nobody reads beyond the first hundred.
MAX_WARNINGS = 100
# Ticks are kept in 64-bit arrays; xs:unsignedLong goes one bit further, but no clock does.
MAX_INTEGER = 2**63 - 1
