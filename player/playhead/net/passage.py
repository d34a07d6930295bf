"""What filters see: a request before it goes out, the response when it is there, and how each try ended.

Frozen, so that a filter changes nothing by accident: it returns what it wants instead. Addresses, header
values and bodies have no part in a `repr`: tokens live there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit, urlunsplit

from playhead.errors import Problem, RequestType
from playhead.presentation import ByteRange, Kind, Representation, Segment

__all__ = ["ArrivedResponse", "OutgoingRequest", "Subject", "TryEnded"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What of the title a request is about; unset where that means nothing.

    Attributes:
        kind: Video, audio, text or image. Sound that lies in the picture's segments is video.
        representation: Whose segment, init segment or list of segments it is.
        segment: Which one it is; None for anything else.
    """

    kind: Kind | None = None
    representation: Representation | None = None
    segment: Segment | None = None


@dataclass(frozen=True, slots=True)
class OutgoingRequest:
    """One try of one request, as it is about to go out.

    A filter may return another `url`, `headers` or `content`; what else it changes counts for nothing.

    Attributes:
        url: Absolute. The resource goes on being known by its own address whatever filters make of it:
            relative addresses in it, reloads and problems are about that one.
        type: What it is for.
        headers: By lower-case name. Without `accept-encoding` and `range`, which are the fetcher's.
        content: What is posted; None asks with `method`.
        method: GET, HEAD, or POST with content.
        byte_range: The part that is asked for; None for the whole.
        subject: What of the title it is about.
        attempt: Which try it is, from 1. Filters see each.
    """

    url: str = field(repr=False)
    type: RequestType
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    content: bytes | None = field(default=None, repr=False)
    method: str = "GET"
    byte_range: ByteRange | None = None
    subject: Subject = field(default_factory=Subject)
    attempt: int = 1

    def with_header(self, name: str, value: str) -> "OutgoingRequest":
        """Return the request with this header, in place of any of that name."""
        return replace(self, headers={**self.headers, name.lower(): value})

    def with_query(self, name: str, value: str) -> "OutgoingRequest":
        """Return the request with this query argument, in place of any of that name.

        The rest of the query stays as it is written, to the letter: it may be signed.
        """
        parts = urlsplit(self.url)
        kept = [each for each in parts.query.split("&") if each and each.partition("=")[0] != name]
        query = "&".join((*kept, f"{name}={quote(value, safe='')}"))
        return replace(self, url=urlunsplit(parts._replace(query=query)))


@dataclass(frozen=True, slots=True)
class ArrivedResponse:
    """A response of success that is there as a whole.

    A filter may return another `url`, `headers` or `body`.

    Attributes:
        request: As it went out.
        url: What the resource is known by: its own address, or where redirects led. Relative addresses in
            the body are relative to this one.
        headers: By lower-case name.
        body: Exactly what was asked for: decompressed, and cut to the range.
    """

    request: OutgoingRequest
    status: int
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TryEnded:
    """How one try of a request ended.

    Attributes:
        request: As it went out; as it would have gone out, if a filter failed.
        started_s: Loop time at which it was sent.
        status: HTTP status of the last answer; None if there was none.
        headers: Of that answer, by lower-case name.
        head_s, first_byte_s, elapsed_s: From sending to the answer's head, to the first byte of its body, to
            the end; None where it didn't come to that. They count redirects, but no filter.
        size_bytes: Of the body.
        problem: Why it failed; None if it didn't.
    """

    request: OutgoingRequest
    started_s: float
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    head_s: float | None = None
    first_byte_s: float | None = None
    elapsed_s: float | None = None
    size_bytes: int = 0
    problem: Problem | None = None
