"""What decodes and shows: the protocol, a headless one on the clock, and libVLC's."""

from playhead.backend.protocol import (
    Backend,
    BackendEvent,
    BackendEvents,
    BackendFailed,
    BackendStats,
    EndReached,
    FirstPicture,
    SampleBatch,
    Starved,
    StarvedEnded,
    VariantShown,
)

__all__ = [
    "Backend",
    "BackendEvent",
    "BackendEvents",
    "BackendFailed",
    "BackendStats",
    "EndReached",
    "FirstPicture",
    "SampleBatch",
    "Starved",
    "StarvedEnded",
    "VariantShown",
]
