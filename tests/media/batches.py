"""Clips as sample batches: what a session would hand to a backend, on any place of the timeline."""

from playhead.backend import SampleBatch
from playhead.containers.demux import Demuxer
from playhead.presentation import Kind
from tests.media.clips import Clip, ClipStore, SoundSpec, VideoSpec

__all__ = ["ClipBatches"]


class ClipBatches:
    """Cuts clips into batches, one for each segment; a variant is named after what it was made of.

    Args:
        store: Where the clips come from.
    """

    def __init__(self, store: ClipStore) -> None:
        self._store = store
        self._demuxers: dict[str, Demuxer] = {}

    def video(self, spec: VideoSpec, number: int, *, variant: str = "", moved_s: float = 0.0) -> SampleBatch:
        """Return a segment's pictures.

        Args:
            spec: Of the clip.
            number: Of the segment, from 0.
            variant: Its name; `h264/1` for H.264 on rung 1 if not given.
            moved_s: How much later than in the clip it is to be shown.
        """
        name = variant or f"{spec.codec}/{spec.rung}"
        return self._batch(repr(spec), self._store.video(spec), number, Kind.VIDEO, name, moved_s)

    def sound(self, spec: SoundSpec, number: int, *, moved_s: float = 0.0) -> SampleBatch:
        """Return a segment's sound; its variant is its codec's name."""
        return self._batch(repr(spec), self._store.sound(spec), number, Kind.AUDIO, spec.codec, moved_s)

    def _batch(
        self, key: str, clip: Clip, number: int, kind: Kind, variant: str, moved_s: float
    ) -> SampleBatch:
        demuxer = self._demuxers.setdefault(key, Demuxer(clip.init))
        streams = demuxer.demux(clip.segments[number])
        stream = next(stream for stream in streams if stream.format.kind is kind)
        return SampleBatch(stream.format, stream.samples, round(moved_s * stream.format.timescale), variant)
