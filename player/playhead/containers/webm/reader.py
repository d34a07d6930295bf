"""The room's WebM reader: EBML header, Info and Tracks once, then clusters of blocks.

Segments and clusters are read "flat": their headers set the scene, what follows is taken as it comes. So it
makes no difference whether sizes are known, and whether a DASH segment begins with a whole file's header or
with a bare cluster.
"""

from itertools import pairwise
from statistics import median_low

from playhead.containers.bitstream import opus
from playhead.containers.bitstream.nal import to_four_byte_lengths
from playhead.containers.faults import LeftOut, malformed, unsupported_codec, unsupported_container
from playhead.containers.parameter_sets import with_frame_duration
from playhead.containers.samples import Codec, ElementaryStream, Sample, StreamFormat
from playhead.containers.webm.ebml import Element, elements, number, variable_number
from playhead.containers.webm.tracks import WebmTrack, read_tracks
from playhead.presentation import Kind
from playhead_drm import ManifestKey

__all__ = ["WebmReader"]

_SEGMENT, _INFO, _TIMESTAMP_SCALE, _TRACKS = 0x18538067, 0x1549A966, 0x2AD7B1, 0x1654AE6B
_CLUSTER, _TIMESTAMP, _SIMPLE_BLOCK = 0x1F43B675, 0xE7, 0xA3
_BLOCK_GROUP, _BLOCK, _BLOCK_DURATION, _REFERENCE_BLOCK = 0xA0, 0xA1, 0x9B, 0xFB
_FLAT = frozenset({_SEGMENT, _CLUSTER})
_KEY_FRAME, _LACING = 0x80, 0x06
_NANOSECONDS = 1_000_000_000
_DEFAULT_SCALE_NS = 1_000_000


class WebmReader:
    """Reads segments that share one init segment (EBML header, Info, Tracks).

    Raises:
        MediaError: If the init segment is broken.
    """

    def __init__(self, init: bytes | bytearray | None = None) -> None:
        self._timescale = _NANOSECONDS // _DEFAULT_SCALE_NS
        self._tracks: dict[int, WebmTrack] = {}
        self._formats: dict[int, StreamFormat] = {}
        self._left_out = LeftOut()
        if init is not None:
            self._walk(init)
            if not self._tracks:
                raise malformed("the init segment has no tracks", 0)

    def read(self, data: bytes | bytearray, key: ManifestKey | None = None) -> list[ElementaryStream]:
        """Return the streams of one segment.

        Raises:
            MediaError: If it is broken, or nothing in it can be played.
        """
        samples = self._walk(data)
        if not self._tracks:
            raise malformed("a media segment came without its init segment", 0)
        streams: list[ElementaryStream] = []
        refused: list[str] = []
        for identity, listed in samples.items():
            track = self._tracks.get(identity)
            if track is None:
                continue
            if track.format is None:
                refused.append(track.name)
            else:
                streams.append(self._stream(track, track.format, listed))
        if refused and not streams:
            raise unsupported_codec(f"no stream that we know: {', '.join(refused)}")
        self._left_out.report(refused)
        return streams

    def _walk(self, data: bytes | bytearray) -> dict[int, list[Sample]]:
        samples: dict[int, list[Sample]] = {}
        view = memoryview(data)
        cluster_time = 0
        for element in elements(data, 0, len(data), _FLAT):
            kind = element.identity
            if kind == _SIMPLE_BLOCK:
                identity, sample = _block(view, element, cluster_time)
                samples.setdefault(identity, []).append(sample)
            elif kind == _BLOCK_GROUP:
                _group(data, view, element, cluster_time, samples)
            elif kind == _TIMESTAMP:
                cluster_time = number(data, element)
            elif kind == _INFO:
                self._timescale = _timescale(data, element)
            elif kind == _TRACKS:
                self._tracks = read_tracks(data, element, self._timescale)
                self._formats = {}
        return samples

    def _stream(self, track: WebmTrack, told: StreamFormat, samples: list[Sample]) -> ElementaryStream:
        made = self._formats.get(track.number, told)
        delay = (made.codec_delay_ns * made.timescale + _NANOSECONDS // 2) // _NANOSECONDS
        decoding = sorted(sample.pts - delay for sample in samples)
        late = max(time - sample.pts + delay for time, sample in zip(decoding, samples, strict=True))
        for sample, time in zip(samples, decoding, strict=True):
            sample.pts -= delay
            sample.dts = time - late  # a block tells only when to show it: decoding is in that order, earlier
            if made.kind is Kind.AUDIO:
                sample.is_key = True
            if 0 < track.nal_length_size < 4:
                sample.data = to_four_byte_lengths(sample.data, track.nal_length_size)
        usual = _set_durations(samples, made)
        if made.kind is Kind.VIDEO and not made.frame_duration:
            made = with_frame_duration(made, usual)
        self._formats[track.number] = made
        return ElementaryStream(made, samples)


def _timescale(data: bytes | bytearray, info: Element) -> int:
    for element in elements(data, info.body, info.end or len(data)):
        if element.identity == _TIMESTAMP_SCALE:
            scale = number(data, element)
            if not scale or _NANOSECONDS % scale:
                raise unsupported_container(f"a timestamp scale of {scale} ns does not divide a second")
            return _NANOSECONDS // scale
    return _NANOSECONDS // _DEFAULT_SCALE_NS


def _group(
    data: bytes | bytearray,
    view: memoryview,
    group: Element,
    cluster_time: int,
    samples: dict[int, list[Sample]],
) -> None:
    duration, is_key, block = 0, True, None
    for element in elements(data, group.body, group.end or len(data)):
        if element.identity == _BLOCK:
            block = element
        elif element.identity == _BLOCK_DURATION:
            duration = number(data, element)
        elif element.identity == _REFERENCE_BLOCK:
            is_key = False
    if block:
        identity, sample = _block(view, block, cluster_time)
        sample.is_key, sample.duration = is_key, duration
        samples.setdefault(identity, []).append(sample)


def _block(view: memoryview, element: Element, cluster_time: int) -> tuple[int, Sample]:
    identity, length = variable_number(view, element.body)
    at, end = element.body + length, element.end or element.body
    if at + 3 > end:
        raise malformed("a block ends too early", element.start)
    time = cluster_time + int.from_bytes(view[at : at + 2], "big", signed=True)
    flags = view[at + 2]
    if flags & _LACING:
        raise unsupported_container("blocks with lacing")
    return identity, Sample(time, time, 0, flags & _KEY_FRAME != 0, view[at + 3 : end])


def _set_durations(samples: list[Sample], made: StreamFormat) -> int:
    """Set the durations that no block told, from decoding times; return the usual one."""
    steps = [after.dts - sample.dts for sample, after in pairwise(samples)]
    usual = made.frame_duration or (median_low(steps) if steps else 0)
    if made.codec is Codec.OPUS:
        usual = opus.packet_samples(samples[-1].data) * made.timescale // opus.RATE_HZ
    for sample, step in zip(samples, [*steps, usual], strict=True):
        sample.duration = sample.duration or step
    return usual
