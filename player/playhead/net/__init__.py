"""Bytes from anywhere: one fetcher with the rules, small transports without any."""

from playhead.net.fetcher import Fetched, Fetcher, Progress
from playhead.net.transport import Exchange, Transport, TransportRequest

__all__ = ["Exchange", "Fetched", "Fetcher", "Progress", "Transport", "TransportRequest"]
