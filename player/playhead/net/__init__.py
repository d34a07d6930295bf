"""Bytes from anywhere: one fetcher with the rules, small transports without any."""

from playhead.net.fetcher import Fetched, Fetcher, Progress
from playhead.net.filters import Filters
from playhead.net.passage import ArrivedResponse, OutgoingRequest, Subject, TryEnded
from playhead.net.transport import Exchange, Transport, TransportRequest

__all__ = [
    "ArrivedResponse",
    "Exchange",
    "Fetched",
    "Fetcher",
    "Filters",
    "OutgoingRequest",
    "Progress",
    "Subject",
    "Transport",
    "TransportRequest",
    "TryEnded",
]
