"""Which titles are live channels, and the film that each sends."""

__all__ = ["LIVE_CHANNELS"]

LIVE_CHANNELS: dict[str, str] = {"the-slow-channel": "the-long-dusk"}
"""Film by title."""
