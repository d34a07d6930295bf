"""Samples become one live Matroska byte stream, shaped so that libVLC switches qualities within a frame.

Pure: no decoder, no loop, no network. Only `ByteFeed` knows threads, because a decoder reads from its own.
"""

from playhead.feed.byte_feed import ByteFeed, FeedState
from playhead.feed.chunks import Chunk, VariantChange
from playhead.feed.muxer import StretchMuxer

__all__ = ["ByteFeed", "Chunk", "FeedState", "StretchMuxer", "VariantChange"]
