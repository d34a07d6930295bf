"""Multivariant playlists: text to document.

The same scanner as for media playlists rather than the `m3u8` library, which raises on one in seventeen of
the multivariant playlists that we have, knows neither lines nor EXT-X-DEFINE, and takes 130 ms to import;
docs/decisions/0003-reading-hls.md has the figures. The tests keep it as a second opinion.

To teach it a tag: write a method and give it a line in `_HANDLERS`.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ClassVar

from playhead.hls.attributes import AttributeReader
from playhead.hls.multivariant import (
    ContentSteeringTag,
    MultivariantPlaylist,
    Rendition,
    SessionDataTag,
    Variant,
)
from playhead.hls.tags import KeyTag, TagReading
from playhead.hls.text import playlist_text
from playhead.hls.variables import Variables
from playhead.hls.warning_log import Oddity, WarningLog, quoted

__all__ = ["read_multivariant_lines", "read_multivariant_playlist"]

_MAX_ENTRIES = 2_000
_RENDITION_TYPES = frozenset({"AUDIO", "VIDEO", "SUBTITLES", "CLOSED-CAPTIONS"})
_FOREIGN_TAGS = frozenset({"EXTINF", "EXT-X-TARGETDURATION", "EXT-X-MEDIA-SEQUENCE", "EXT-X-ENDLIST"})


def read_multivariant_playlist(body: bytes, url: str) -> MultivariantPlaylist:
    """Read a multivariant playlist.

    Args:
        body: The whole body.
        url: Where it came from, after redirects.

    Raises:
        ManifestError: If it is no playlist, too large, or uses an undefined variable. One without variants is
            no error here.
    """
    log = WarningLog()
    return read_multivariant_lines(playlist_text(body, url, log), url, log)


def read_multivariant_lines(lines: Iterable[str], url: str, log: WarningLog) -> MultivariantPlaylist:
    """Read a multivariant playlist that is already split into lines; see `read_multivariant_playlist`."""
    reader = _MultivariantReader(TagReading(url, Variables(url), log))
    reader.scan(lines)
    return reader.playlist()


class _MultivariantReader:
    """The state between two lines: what was found, and the STREAM-INF that waits for its URI."""

    def __init__(self, reading: TagReading) -> None:
        self._reading = reading
        self._log = reading.log
        self._waiting: AttributeReader | None = None
        self._variants: list[Variant] = []
        self._iframe_variants: list[Variant] = []
        self._image_variants: list[Variant] = []
        self._renditions: list[Rendition] = []
        self._session_data: list[SessionDataTag] = []
        self._session_keys: list[KeyTag] = []
        self._content_steering: ContentSteeringTag | None = None

    def scan(self, lines: Iterable[str]) -> None:
        """Go through all lines."""
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            if line[0] != "#":
                self._read_uri(number, line)
                continue
            tag, _, value = line.partition(":")
            handler = self._HANDLERS.get(tag)
            if handler is not None:
                handler(self, self._reading.attributes(number, tag[1:], value))
            elif not line.startswith("#EXT") or not self._reading.read_shared(number, tag[1:], value):
                self._read_unknown(number, tag[1:], line)
        self._drop_waiting()

    def playlist(self) -> MultivariantPlaylist:
        """Return the document, after the scan."""
        reading = self._reading
        return MultivariantPlaylist(
            reading.url,
            tuple(self._variants),
            tuple(self._renditions),
            tuple(self._iframe_variants),
            tuple(self._image_variants),
            tuple(self._session_data),
            tuple(self._session_keys),
            self._content_steering,
            version=reading.version,
            has_independent_segments=reading.has_independent_segments,
            start=reading.start,
            defines=tuple(reading.defines),
            variables=reading.variables.as_mapping(),
            unknown=tuple(reading.unknown),
            warnings=self._log.as_tuple(),
        )

    def _read_uri(self, line: int, uri: str) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            self._log.add(Oddity.TAG_MISPLACED, "a URI without an EXT-X-STREAM-INF before it", line)
            return
        uri = self._reading.variables.put_into(uri, line)
        if self._has_room(self._variants, line, waiting.tag):
            self._variants.append(
                Variant.read(waiting, uri if self._reading.may_open(uri, line, None) else "")
            )

    def _read_stream_inf(self, attributes: AttributeReader) -> None:
        self._drop_waiting()
        self._waiting = attributes

    def _drop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.warn("no URI follows", Oddity.NOTHING_BEHIND)
            self._waiting = None

    def _read_iframe_stream_inf(self, attributes: AttributeReader) -> None:
        self._read_side_variant(attributes, self._iframe_variants)

    def _read_image_stream_inf(self, attributes: AttributeReader) -> None:
        self._read_side_variant(attributes, self._image_variants)

    def _read_side_variant(self, attributes: AttributeReader, variants: list[Variant]) -> None:
        uri = attributes.text("URI") if attributes.has("URI") else None
        if uri is None or not self._has_room(variants, attributes.line, attributes.tag):
            return
        if self._reading.may_open(uri, attributes.line, attributes.tag):
            variants.append(Variant.read(attributes, uri))

    def _read_media(self, attributes: AttributeReader) -> None:
        rendition = Rendition.read(attributes)
        if rendition is None or not self._has_room(self._renditions, attributes.line, attributes.tag):
            return
        if rendition.type not in _RENDITION_TYPES:
            attributes.warn(f"TYPE can't be {quoted(rendition.type)}")
            return
        if rendition.uri is not None and not self._reading.may_open(
            rendition.uri, attributes.line, attributes.tag
        ):
            rendition = replace(rendition, is_refused=True)
        self._renditions.append(rendition)

    def _read_session_data(self, attributes: AttributeReader) -> None:
        data = SessionDataTag.read(attributes)
        if data is not None and self._has_room(self._session_data, attributes.line, attributes.tag):
            self._session_data.append(data)

    def _read_session_key(self, attributes: AttributeReader) -> None:
        key = KeyTag.read(attributes)
        if key is None or not self._has_room(self._session_keys, attributes.line, attributes.tag):
            return
        if key.is_none:
            attributes.warn("METHOD can't be NONE here (RFC 8216 §4.3.4.5)")
        else:
            self._session_keys.append(key)

    def _read_content_steering(self, attributes: AttributeReader) -> None:
        steering = ContentSteeringTag.read(attributes)
        if steering is not None and self._reading.may_open(
            steering.server_uri, attributes.line, attributes.tag
        ):
            self._content_steering = steering

    def _read_unknown(self, line: int, tag: str, text: str) -> None:
        if tag in _FOREIGN_TAGS:
            self._log.add(Oddity.MIXED_PLAYLIST, "belongs into a media playlist", line, tag)
        self._reading.keep_unknown(line, text)

    def _has_room(
        self,
        entries: list[Variant] | list[Rendition] | list[SessionDataTag] | list[KeyTag],
        line: int,
        tag: str,
    ) -> bool:
        if len(entries) < _MAX_ENTRIES:
            return True
        self._log.add(Oddity.LIMIT, f"more than {_MAX_ENTRIES} of them; the rest is left out", line, tag)
        return False

    _HANDLERS: ClassVar[dict[str, Callable[["_MultivariantReader", AttributeReader], None]]] = {
        "#EXT-X-STREAM-INF": _read_stream_inf,
        "#EXT-X-MEDIA": _read_media,
        "#EXT-X-I-FRAME-STREAM-INF": _read_iframe_stream_inf,
        "#EXT-X-IMAGE-STREAM-INF": _read_image_stream_inf,
        "#EXT-X-SESSION-DATA": _read_session_data,
        "#EXT-X-SESSION-KEY": _read_session_key,
        "#EXT-X-CONTENT-STEERING": _read_content_steering,
    }
