"""How much one segment may hold before we take it for an attack.

A sample costs a few hundred bytes as an object, so a few megabytes of zeros could otherwise become gigabytes.
Two hours of sound in one piece have 340,000 frames.
"""

__all__ = ["MOST_NAL_UNITS", "MOST_SAMPLES", "MOST_SUBSAMPLES"]

MOST_SAMPLES = 400_000
MOST_NAL_UNITS = 400_000
MOST_SUBSAMPLES = 400_000
