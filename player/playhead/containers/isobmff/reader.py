"""The room's ISO-BMFF reader: an init segment once, then any number of media segments.

Formats are made once and handed out again and again as the same object, so that "did the format change?"
costs one identity check a segment. Two things are only known once samples are seen: the usual frame duration,
and parameter sets that come in band (`avc3`, `hev1`).
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median_low

from playhead.containers.bitstream.nal import to_four_byte_lengths
from playhead.containers.faults import LeftOut, malformed, unsupported_codec
from playhead.containers.isobmff.boxes import Box, boxes
from playhead.containers.isobmff.chunks import SegmentProgress
from playhead.containers.isobmff.emsg import emsg_message
from playhead.containers.isobmff.fragments import FragmentReader
from playhead.containers.isobmff.movie import Movie, MovieTrack, parse_movie
from playhead.containers.isobmff.sample_table import read_sample_table
from playhead.containers.messages import Message
from playhead.containers.parameter_sets import in_band_sets, with_frame_duration, with_parameter_sets
from playhead.containers.samples import ElementaryStream, Sample, StreamFormat, StreamProtection
from playhead.presentation import Kind
from playhead_drm import ManifestKey, SampleProtection

__all__ = ["IsobmffReader"]

_StreamKey = tuple[int, int]


class _Gathered:
    """What one segment holds of one sample description; protections are as many as samples, or none."""

    __slots__ = ("protections", "samples")

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self.protections: list[SampleProtection | None] = []


class IsobmffReader:
    """Reads segments that share one init segment.

    Raises:
        MediaError: If the init segment is broken.
    """

    def __init__(self, init: bytes | bytearray | None = None) -> None:
        self._movie: Movie | None = None
        self._formats: dict[_StreamKey, StreamFormat] = {}
        self._left_out = LeftOut()
        if init is not None:
            moov = next((box for box in boxes(init) if box.kind == b"moov"), None)
            if moov is None:
                raise malformed("the init segment has no moov box", 0)
            self._adopt(parse_movie(init, moov))

    def _adopt(self, movie: Movie) -> None:
        self._movie = movie
        self._formats = {}

    def read(
        self,
        data: bytes | bytearray,
        key: ManifestKey | None = None,
        progress: SegmentProgress | None = None,
    ) -> list[ElementaryStream]:
        """Return the streams of one segment; a segment may bring a `moov` of its own.

        Args:
            data: All of it, or its next chunk.
            key: Nothing in MP4 is protected in a way that only the manifest tells.
            progress: What is known from the chunks before; it is kept up to date.

        Raises:
            MediaError: If it is broken, or nothing in it can be played.
        """
        plain: Movie | None = None
        moofs: list[Box] = []
        progress = progress or SegmentProgress()
        messages = progress.messages
        for box in boxes(data):
            if box.kind == b"moof":
                moofs.append(box)
            elif box.kind == b"moov":
                plain = parse_movie(data, box)
                self._adopt(plain)
            elif box.kind == b"emsg" and (message := emsg_message(data, box)):
                messages.append(message)
        movie = self._movie
        if movie is None:
            raise malformed("a media segment came without its init segment", 0)
        found: dict[_StreamKey, _Gathered] = {}
        runs = (
            [run for track in plain.tracks.values() for run in read_sample_table(data, track)]
            if plain
            else []
        )
        fragments = FragmentReader(data, movie, progress)
        for moof in moofs:
            runs += fragments.read(moof)
        for run in runs:
            gathered = found.setdefault((run.track.track_id, run.description), _Gathered())
            gathered.samples += run.samples
            gathered.protections += run.protections
        streams = self._streams(movie, found, fragments.init_data)
        progress.origin += len(data)
        return _with_messages(streams, progress)

    def _streams(
        self, movie: Movie, found: dict[_StreamKey, _Gathered], init_data: Sequence[bytes]
    ) -> list[ElementaryStream]:
        streams: list[ElementaryStream] = []
        refused: list[str] = []
        for key, gathered in found.items():
            track, number = movie.tracks[key[0]], key[1]
            if not 1 <= number <= len(track.entries):
                raise malformed(f"there is no sample description {number}")
            stream = None
            if any(gathered.protections):
                stream = self._closed(key, track, gathered, (*movie.init_data, *init_data))
            elif gathered.samples:
                stream = self._stream(key, track, gathered.samples)
            if stream:
                streams.append(stream)
            elif track.kind in (Kind.VIDEO, Kind.AUDIO) and not track.entries[number - 1].format:
                refused.append(track.entries[number - 1].name)
        if refused and not streams:
            raise unsupported_codec(f"no stream that we know: {', '.join(refused)}")
        self._left_out.report(refused)
        return streams

    def _stream(self, key: _StreamKey, track: MovieTrack, samples: list[Sample]) -> ElementaryStream | None:
        entry = track.entries[key[1] - 1]
        made = self._formats.get(key) or entry.format
        if made is None:
            return None
        if entry.encryption:
            made = replace(
                made, scheme=None
            )  # a clear lead, under an entry whose later samples are protected
        if 0 < entry.nal_length_size < 4:
            for sample in samples:
                sample.data = to_four_byte_lengths(sample.data, entry.nal_length_size)
        if entry.in_band:
            first = next((sample for sample in samples if sample.is_key), None)
            made = with_parameter_sets(made, in_band_sets(made.codec, first.data)) if first else made
        return ElementaryStream(self._timed(key, made, samples), samples)

    def _closed(
        self, key: _StreamKey, track: MovieTrack, gathered: _Gathered, init_data: tuple[bytes, ...]
    ) -> ElementaryStream | None:
        entry = track.entries[key[1] - 1]
        made = self._formats.get(key) or entry.format
        if made is None:
            return None
        made = self._timed(
            key, replace(made, scheme=entry.format.scheme if entry.format else None), gathered.samples
        )
        protection = StreamProtection(
            tuple(gathered.protections), init_data, entry.nal_length_size, entry.in_band
        )
        return ElementaryStream(made, gathered.samples, protection)

    def _timed(self, key: _StreamKey, made: StreamFormat, samples: list[Sample]) -> StreamFormat:
        if not made.frame_duration and made.kind is Kind.VIDEO:
            made = with_frame_duration(made, median_low(sample.duration for sample in samples))
        self._formats[key] = made
        return made


def _with_messages(streams: list[ElementaryStream], progress: SegmentProgress) -> list[ElementaryStream]:
    """Give the messages so far to the first stream, on the media's clock (ISO/IEC 23009-1 §5.10.3.3.4)."""
    if streams and progress.earliest is None:
        progress.earliest = min(
            Fraction(min(sample.pts for sample in each.samples), each.format.timescale) for each in streams
        )
    if progress.earliest is not None:
        progress.messages = [_placed(each, progress.earliest) for each in progress.messages]
    if not streams or not progress.messages:
        return streams
    told, progress.messages = tuple(progress.messages), []
    return [replace(streams[0], messages=told), *streams[1:]]


def _placed(message: Message, earliest: Fraction) -> Message:
    return (
        replace(message, time=earliest + message.time, is_relative=False) if message.is_relative else message
    )
