"""Read a body as it arrives, without believing a word of what its head says.

The head's Content-Length, Content-Range and Content-Encoding are checked against the request and against the
bytes; nothing grows beyond its cap, before or after decompression; reading stops as soon as the wanted part
is there, even if the server would go on.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from playhead.errors import ErrorCode, NetworkError, make_problem
from playhead.presentation import ByteRange

__all__ = ["BodyReader", "BodySink", "ContentRange", "content_length", "parse_content_range", "version_of"]

_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)", re.ASCII)
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = 0x1F  # RFC 1952 §2.3.1: a member's first byte


class _Gunzip(Protocol):
    """What `zlib.decompressobj` gives; its class has no public name."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ContentRange:
    """A Content-Range field: bytes `first` to `last` of `total` (None if the server doesn't know)."""

    first: int
    last: int
    total: int | None


def parse_content_range(text: str) -> ContentRange | None:
    """Read a Content-Range field (RFC 9110 §14.4); None if it can't be read or contradicts itself."""
    match = _CONTENT_RANGE.fullmatch(text.strip())
    if match is None:
        return None
    first, last = int(match[1]), int(match[2])
    total = None if match[3] == "*" else int(match[3])
    if last < first or (total is not None and last >= total):
        return None
    return ContentRange(first, last, total)


class BodySink(Protocol):
    """Takes a body while it arrives; all of it at once if response filters see it first."""

    def begin(self) -> None:
        """Begin at the first byte: an answer has come. Another try begins anew."""
        ...

    def take(self, piece: bytes) -> None:
        """Take the next piece, decompressed. What it raises ends the request."""
        ...


class BodyReader:
    """Takes the pieces of one answer's body and gives what was asked for.

    Args:
        status: 200 to 299.
        headers: By lower-case name.
        wanted: The part that was asked for.
        cap_bytes: Longest body, received or decompressed.

    Raises:
        NetworkError: TOO_LARGE, RANGE_IGNORED or FILTER_FAILED, if the head alone shows that it can't be
            right.
    """

    def __init__(
        self, status: int, headers: Mapping[str, str], wanted: ByteRange | None, cap_bytes: int
    ) -> None:
        self.received_bytes = 0
        self.expected_bytes = content_length(headers)
        self._cap_bytes = cap_bytes
        self._pieces: list[bytes] = []
        self._kept_bytes = 0
        self._cut = wanted if status != 206 else None
        self._gunzip = _decompressor(headers)
        self._is_padding = False
        if status == 206:
            self.expected_bytes = _part_length(headers, wanted)
        elif self._gunzip is not None and self._cut is not None:
            raise _refusal(
                ErrorCode.NETWORK_RANGE_IGNORED, "a whole, compressed body came instead of a range"
            )
        if (
            self.expected_bytes is not None
            and self.expected_bytes > cap_bytes
            and not self._can_stop_within_cap()
        ):
            raise self._too_large()

    @property
    def is_satisfied(self) -> bool:
        """True if all that was asked for is there although the body goes on."""
        return self._cut is not None and self._cut.last is not None and self.received_bytes > self._cut.last

    def take(self, piece: bytes) -> bytes:
        """Take the next piece as it came off the wire, and return what it comes to, decompressed.

        Raises:
            NetworkError: TOO_LARGE, or TRUNCATED_BODY for broken compression.
        """
        self.received_bytes += len(piece)
        if self.received_bytes > self._cap_bytes and not self.is_satisfied:
            raise self._too_large()
        kept = len(self._pieces)
        if self._gunzip is not None:
            self._inflate(piece)
        else:
            self._pieces.append(piece)
        return b"".join(self._pieces[kept:])

    def result(self) -> bytes:
        """Return what was asked for, once the body has ended or `is_satisfied`.

        Raises:
            NetworkError: TRUNCATED_BODY if the body isn't as long as announced; RANGE_IGNORED if a whole body
                came and doesn't reach as far as the range.
        """
        is_cut_short = self.is_satisfied
        if self.expected_bytes not in (None, self.received_bytes) and not is_cut_short:
            detail = f"{self.received_bytes} bytes came, {self.expected_bytes} were announced"
            raise _refusal(ErrorCode.NETWORK_TRUNCATED_BODY, detail, byte_offset=self.received_bytes)
        if self._gunzip is not None and not self._gunzip.eof and self.received_bytes:
            raise _refusal(ErrorCode.NETWORK_TRUNCATED_BODY, "the gzip stream has no end")
        body = b"".join(self._pieces)
        if self._cut is None:
            return body
        if len(body) <= (self._cut.first if self._cut.last is None else self._cut.last):
            detail = f"a whole body of {len(body)} bytes came, which doesn't reach as far as the range"
            raise _refusal(ErrorCode.NETWORK_RANGE_IGNORED, detail)
        return body[self._cut.first : None if self._cut.last is None else self._cut.last + 1]

    def _can_stop_within_cap(self) -> bool:
        return self._cut is not None and self._cut.last is not None and self._cut.last < self._cap_bytes

    def _inflate(self, piece: bytes) -> None:
        while piece:
            gunzip = self._gunzip
            assert gunzip is not None
            if gunzip.eof:
                if self._is_padding or piece[0] != _GZIP_MAGIC:
                    self._is_padding = True  # after the last member, as gzip itself tolerates
                    return
                gunzip = self._gunzip = zlib.decompressobj(_GZIP)
            try:
                # One byte beyond the cap is enough to know, whatever the ratio.
                plain = gunzip.decompress(piece, self._cap_bytes - self._kept_bytes + 1)
            except zlib.error as error:
                raise _refusal(ErrorCode.NETWORK_TRUNCATED_BODY, "the gzip stream is broken") from error
            self._kept_bytes += len(plain)
            if self._kept_bytes > self._cap_bytes:
                raise self._too_large()
            self._pieces.append(plain)
            piece = gunzip.unused_data

    def _too_large(self) -> NetworkError:
        detail = f"the body is longer than the {self._cap_bytes} bytes that we take"
        return _refusal(ErrorCode.NETWORK_TOO_LARGE, detail)


def content_length(headers: Mapping[str, str]) -> int | None:
    """Return the announced length in bytes (RFC 9110 §8.6); None if there is none or it can't be read."""
    text = headers.get("content-length", "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def version_of(headers: Mapping[str, str]) -> str:
    """Return what tells this state of a resource from another (RFC 9110 §8.8); empty if nothing does."""
    validator = headers.get("etag") or headers.get("last-modified", "")
    total = headers.get("content-range", "").rpartition("/")[2].strip()
    return f"{validator} {total}".strip()


def _decompressor(headers: Mapping[str, str]) -> _Gunzip | None:
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity"):
        return None
    if coding not in ("gzip", "x-gzip"):
        raise _refusal(ErrorCode.NETWORK_FILTER_FAILED, f"content coding {coding[:16]!r} was never asked for")
    return zlib.decompressobj(_GZIP)


def _part_length(headers: Mapping[str, str], wanted: ByteRange | None) -> int:
    """Return a 206's length if it is the part that was asked for; one cut short by the end of the file is."""
    got = parse_content_range(headers.get("content-range", ""))
    if wanted is None or got is None:
        what = "without being asked for one" if wanted is None else "without saying which"
        raise _refusal(ErrorCode.NETWORK_RANGE_IGNORED, f"the server sent a part {what}")
    is_end = got.last == got.total - 1 if got.total is not None else wanted.last is None
    is_long_enough = got.last == wanted.last or (is_end and (wanted.last is None or got.last < wanted.last))
    if got.first != wanted.first or not is_long_enough:
        detail = f"the server sent bytes {got.first}-{got.last} instead of {wanted.first}-{wanted.last}"
        raise _refusal(ErrorCode.NETWORK_RANGE_IGNORED, detail)
    length = got.last - got.first + 1
    if content_length(headers) not in (None, length):
        raise _refusal(
            ErrorCode.NETWORK_RANGE_IGNORED, "Content-Length and Content-Range contradict each other"
        )
    return length


def _refusal(code: ErrorCode, detail: str, byte_offset: int | None = None) -> NetworkError:
    return NetworkError(make_problem(code, detail, byte_offset=byte_offset))
