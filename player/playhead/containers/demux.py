"""The room's entry: bytes of one segment in, elementary streams out.

The container is recognised by its bytes, never by its URL or MIME type: servers get those wrong. A `Demuxer`
belongs to one init segment; it reads that once and then keeps handing out the same `StreamFormat` objects,
so that a caller sees with `is` whether the decoder must be told something new.

Protected samples take two steps: `demux` says which keys they need, and `open` makes ordinary samples of them
once a licence session has decrypted them. In between lies a licence server, and perhaps a viewer's patience.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from playhead.containers.bitstream.nal import to_four_byte_lengths
from playhead.containers.faults import located, malformed, moved, noise, unsupported_container
from playhead.containers.isobmff.chunks import SegmentProgress
from playhead.containers.isobmff.reader import IsobmffReader
from playhead.containers.messages import Message
from playhead.containers.mpegts.reader import TransportStreamReader
from playhead.containers.packed_audio import PackedAudioReader
from playhead.containers.parameter_sets import in_band_sets, with_parameter_sets
from playhead.containers.plausibility import complaint
from playhead.containers.samples import ElementaryStream, StreamFormat, StreamProtection
from playhead.containers.sniff import sniff
from playhead.containers.webm.reader import WebmReader
from playhead.errors import MediaError, ProtectionError
from playhead.presentation import Container, Kind
from playhead_drm import ManifestKey

__all__ = ["Demuxer", "GrowingSegment", "demux"]


_BOX_HEADER_BYTES = 8


class _Reader(Protocol):
    def read(self, data: bytes | bytearray, key: ManifestKey | None) -> list[ElementaryStream]: ...


class Demuxer:
    """Turns the segments that share one init segment into samples.

    One for each init segment of a representation; one for the whole representation where there is none.
    Timestamps of MPEG-TS are unwrapped within a segment only: where a segment belongs is the caller's
    knowledge.
    """

    def __init__(self, init: bytes | None = None) -> None:
        self._init = init
        self._readers: dict[Container, _Reader] = {}
        self._clear: dict[Kind, StreamFormat] = {}

    def demux(
        self, data: bytes | bytearray, *, manifest_key: ManifestKey | None = None, **where: Any
    ) -> list[ElementaryStream]:
        """Return the segment's streams; samples may be views into `data`.

        Args:
            data: One whole segment, decrypted if it was encrypted as one piece.
            manifest_key: What SAMPLE-AES samples outside of MP4 are protected with.
            **where: Fields of `ErrorContext`, for the error if there is one.

        Raises:
            MediaError: If the bytes are broken, their container is unknown, or nothing in it can be played.
        """
        try:
            return [self._known(stream) for stream in self._reader(data).read(data, manifest_key)]
        except MediaError as error:
            raise located(error, where) from error
        except (struct.error, IndexError) as error:
            # Every parser checks before it reads; this is the net below them, and a fuzz test watches it.
            raise located(malformed(f"a field lies outside the segment: {error}"), where) from error

    def begin(self, **where: Any) -> "GrowingSegment":
        """Return what reads one segment chunk by chunk, while it arrives.

        Args:
            **where: Fields of `ErrorContext`, for the error if there is one.
        """
        return GrowingSegment(self, where)

    def read_on(
        self, chunk: bytes, progress: SegmentProgress, where: dict[str, Any]
    ) -> list[ElementaryStream]:
        """Return the streams of a segment's next chunk; `progress` is that of the chunks before.

        Raises:
            MediaError: As `demux` does.
        """
        # What begins a chunk amid a segment may be any box: the first one told the container.
        reader = self._readers.get(Container.FMP4) if progress.origin else self._reader(chunk)
        if not isinstance(reader, IsobmffReader):
            return self.demux(chunk, **where)
        try:
            return [self._known(stream) for stream in reader.read(chunk, None, progress)]
        except MediaError as error:
            raise located(moved(error, progress.origin), where) from error
        except (struct.error, IndexError) as error:
            raise located(malformed(f"a field lies outside the segment: {error}"), where) from error

    def open(
        self, stream: ElementaryStream, clear: Sequence[bytes | memoryview], **where: Any
    ) -> ElementaryStream:
        """Return a protected stream as an ordinary one.

        Args:
            stream: From `demux`; its samples are used up.
            clear: Its `closed_samples`, decrypted, in the same order.
            **where: Fields of `ErrorContext`, for the error if there is one.

        Raises:
            ProtectionError: DRM_DECRYPT if the samples are noise: the key was the wrong one.
            MediaError: If they are media, and broken.
        """
        if stream.protection is None:
            return stream
        try:
            return self._known(_opened(stream, stream.protection, clear))
        except (MediaError, ProtectionError) as error:
            raise located(error, where) from error

    def _known(self, stream: ElementaryStream) -> ElementaryStream:
        """Let clear and opened samples of one format have the same format object."""
        made = stream.format
        known = self._clear.get(made.kind)
        if stream.protection is not None or known is made:
            return stream
        if known == made and known is not None:
            return replace(stream, format=known)
        self._clear[made.kind] = made
        return stream

    def _reader(self, data: bytes | bytearray) -> _Reader:
        container = sniff(data)
        if container is Container.UNKNOWN:
            raise unsupported_container("neither MP4, nor MPEG-TS, nor WebM, nor packed audio")
        reader = self._readers.get(container)
        if reader is None:
            # An init segment of another container belongs to other segments (an ad, a mixed-up packager).
            is_ours = self._init is not None and sniff(self._init) in (container, Container.UNKNOWN)
            reader = self._readers[container] = _READERS[container](self._init if is_ours else None)
        return reader


class GrowingSegment:
    """One segment that is read chunk by chunk; all of them together give what the whole would.

    Attributes:
        has_samples: Whether any chunk had some.
    """

    def __init__(self, demuxer: Demuxer, where: dict[str, Any]) -> None:
        self._demuxer = demuxer
        self._where = where
        self._progress = SegmentProgress()
        self.has_samples = False

    def take(self, chunk: bytes) -> list[ElementaryStream]:
        """Return the next chunk's streams; samples may be views into it.

        Args:
            chunk: From a `ChunkCutter`.

        Raises:
            MediaError: As `Demuxer.demux` does.
        """
        streams = self._demuxer.read_on(chunk, self._progress, self._where)
        self.has_samples = self.has_samples or any(stream.samples for stream in streams)
        return streams

    def finish(self, rest: bytes) -> tuple[list[ElementaryStream], tuple[Message, ...]]:
        """Return what the body's end holds, and the messages behind the last samples.

        Args:
            rest: What came behind the last chunk; the whole body, if it had none.

        Raises:
            MediaError: As `Demuxer.demux` does: a chunk that was cut short is a broken segment.
        """
        is_padding = bool(self._progress.origin) and len(rest) < _BOX_HEADER_BYTES
        streams = [] if is_padding else self.take(rest)
        return streams, tuple(self._progress.messages)


def _opened(
    stream: ElementaryStream, protection: StreamProtection, clear: Sequence[bytes | memoryview]
) -> ElementaryStream:
    closed = sum(how is not None for how in protection.samples)
    found = f"{closed} samples went in and {len(clear)} came out" if len(clear) != closed else None
    found = found or complaint(stream.format, protection.nal_length_size, clear)
    if found:
        names = ", ".join(sorted(key_id.hex() for key_id in protection.key_ids))
        raise noise(f"decrypted with key {names or 'of the manifest'}: {found}")
    opened = iter(clear)
    for sample, how in zip(stream.samples, protection.samples, strict=True):
        if how is not None:
            sample.data = next(opened)
        if 0 < protection.nal_length_size < 4:
            sample.data = to_four_byte_lengths(sample.data, protection.nal_length_size)
    made = replace(stream.format, scheme=None)
    if protection.in_band:
        first = next((sample for sample in stream.samples if sample.is_key), None)
        made = with_parameter_sets(made, in_band_sets(made.codec, first.data)) if first else made
    return ElementaryStream(made, stream.samples, messages=stream.messages)


def demux(data: bytes, *, init: bytes | None = None, **where: Any) -> list[ElementaryStream]:
    """Return the streams of one segment on its own; use a `Demuxer` for a sequence of them.

    Raises:
        MediaError: If the bytes are broken, their container is unknown, or nothing in it can be played.
    """
    return Demuxer(init).demux(data, **where)


_READERS: dict[Container, Callable[[bytes | None], _Reader]] = {
    Container.FMP4: IsobmffReader,
    Container.MPEG_TS: TransportStreamReader,
    Container.PACKED_AUDIO: PackedAudioReader,
    Container.WEBM: WebmReader,
}
