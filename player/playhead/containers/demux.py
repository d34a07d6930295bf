"""The room's entry: bytes of one segment in, elementary streams out.

The container is recognised by its bytes, never by its URL or MIME type: servers get those wrong. A `Demuxer`
belongs to one init segment; it reads that once and then keeps handing out the same `StreamFormat` objects,
so that a caller sees with `is` whether the decoder must be told something new.
"""

import struct
from collections.abc import Callable
from typing import Any, Protocol

from playhead.containers.faults import located, malformed, unsupported_container
from playhead.containers.isobmff.reader import IsobmffReader
from playhead.containers.mpegts.reader import TransportStreamReader
from playhead.containers.packed_audio import PackedAudioReader
from playhead.containers.samples import ElementaryStream
from playhead.containers.sniff import sniff
from playhead.containers.webm.reader import WebmReader
from playhead.errors import MediaError
from playhead.presentation import Container

__all__ = ["Demuxer", "demux"]


class _Reader(Protocol):
    def read(self, data: bytes | bytearray) -> list[ElementaryStream]: ...


class Demuxer:
    """Turns the segments that share one init segment into samples.

    One for each init segment of a representation; one for the whole representation where there is none.
    Timestamps of MPEG-TS are unwrapped within a segment only: where a segment belongs is the caller's
    knowledge.
    """

    def __init__(self, init: bytes | None = None) -> None:
        self._init = init
        self._readers: dict[Container, _Reader] = {}

    def demux(self, data: bytes | bytearray, **where: Any) -> list[ElementaryStream]:
        """Return the segment's streams; samples may be views into `data`.

        Args:
            data: One whole segment, decrypted if need be.
            **where: Fields of `ErrorContext`, for the error if there is one.

        Raises:
            MediaError: If the bytes are broken, their container is unknown, or nothing in it can be played.
        """
        try:
            return self._reader(data).read(data)
        except MediaError as error:
            raise located(error, where) from error
        except (struct.error, IndexError) as error:
            # Every parser checks before it reads; this is the net below them, and a fuzz test watches it.
            raise located(malformed(f"a field lies outside the segment: {error}"), where) from error

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
