"""Collect blocks into clusters of a few tenths of a second: small enough to gate, large enough to pay."""

from playhead.containers import matroska
from playhead.feed.chunks import Chunk

__all__ = ["ClusterWriter"]

_CLUSTER_MS = 400.0
# A block's time counts from its cluster's in 16 bits (RFC 9559 §10.2); a margin for late reordered frames.
_REACH_MS = 30_000


class ClusterWriter:
    """Turns blocks into chunks, in order."""

    def __init__(self) -> None:
        self._blocks: list[matroska.Block] = []
        self._began_ms = 0.0
        self._hold_until_ms: float | None = None
        self._chunks: list[Chunk] = []

    def header(self, data: bytes) -> None:
        """Put the stream's beginning first."""
        self._chunks.append(Chunk(data, 0))

    def add(self, block: matroska.Block, order_ms: float) -> None:
        """Add a block; begins a new cluster when this one is long enough."""
        first_ms = self._blocks[0][1] if self._blocks else block[1]
        if self._blocks and (
            order_ms - self._began_ms >= _CLUSTER_MS or abs(block[1] - first_ms) > _REACH_MS
        ):
            self.end_cluster()
        if not self._blocks:
            self._began_ms = order_ms
        self._blocks.append(block)

    def end_cluster(self) -> None:
        """Close the cluster that is being collected."""
        if not self._blocks:
            return
        data = matroska.cluster(max(0, min(block[1] for block in self._blocks)), self._blocks)
        self._chunks.append(Chunk(data, self._blocks[0][1], self._hold_until_ms))
        self._blocks, self._hold_until_ms = [], None

    def hold_next(self, until_ms: float) -> None:
        """Let the cluster that comes next wait for the playhead."""
        self._hold_until_ms = until_ms

    def take(self) -> list[Chunk]:
        """Return the finished chunks."""
        chunks, self._chunks = self._chunks, []
        return chunks
