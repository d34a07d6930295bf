"""UTCTiming: whose clock a live service runs on (ISO/IEC 23009-1 §5.8.4.11).

A viewer's clock may be minutes off; availability is counted in the server's. The document names sources in
the order of its preference; each is asked with one request, or has its answer in the document itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum

from playhead.dash.document.mpd import Mpd
from playhead.dash.faults import Notes, manifest_error
from playhead.dash.urls import resolve
from playhead.dash.values import parse_date_time
from playhead.errors import ErrorCode, ManifestError, RequestType
from playhead.presentation import Resource

__all__ = ["ClockAnswer", "ClockSource", "clock_sources"]

# The years are those of the standard's editions; they mean the same.
_SCHEME = re.compile(r"urn:mpeg:dash:utc:(http-xsdate|http-iso|http-head|direct):20[0-9]{2}", re.IGNORECASE)
_MAX_ANSWER_BYTES = 4096


class ClockAnswer(Enum):
    """Where a source's answer stands."""

    BODY = "body"
    DATE_HEADER = "date-header"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class ClockSource:
    """One source.

    Attributes:
        answer: Where to look for the time. With DATE_HEADER a HEAD request is enough.
        resources: The same answer is to be had from each of them; empty if the document has it.
        text: The document's answer.
    """

    answer: ClockAnswer
    resources: tuple[Resource, ...] = ()
    text: str = ""

    def read(self, body: bytes = b"", date_header: str | None = None) -> float:
        """Return the server's time, in seconds since 1970 UTC, at the moment the answer was made.

        Args:
            body: As fetched, for BODY.
            date_header: The answer's Date field, for DATE_HEADER.

        Raises:
            ManifestError: MALFORMED if it is no time.
        """
        if self.answer is ClockAnswer.DATE_HEADER:
            return _http_date(date_header or "")
        text = self.text
        if self.answer is ClockAnswer.BODY:
            text = body[:_MAX_ANSWER_BYTES].decode("ascii", "replace").strip().strip('"')
        moment = parse_date_time(text)
        if moment is None:
            raise _no_time(text)
        return float(moment)


def clock_sources(mpd: Mpd, url: str, notes: Notes | None = None) -> tuple[ClockSource, ...]:
    """Return the sources that we can ask, the document's first choice first.

    Args:
        url: Where the document came from; the base of relative references.
        notes: Gets the sources that we can't ask (NTP has no place here), if any are wanted.
    """
    return tuple(_sources(mpd, url, notes or Notes()))


def _sources(mpd: Mpd, url: str, notes: Notes) -> Iterator[ClockSource]:
    for timing in mpd.utc_timings:
        line = timing.element.line
        found = _SCHEME.fullmatch(timing.scheme)
        if found is None:
            notes.add("unknown-clock", f"{timing.scheme[:80]} is not asked", line=line, tag="UTCTiming")
            continue
        method = found.group(1).lower()
        if method == "direct":
            yield ClockSource(ClockAnswer.DOCUMENT, text=timing.value)
            continue
        resources: list[Resource] = []
        for reference in timing.value.split():
            try:
                resources.append(Resource(resolve(url, reference, line=line), RequestType.TIMING))
            except ManifestError as error:
                notes.add_error("clock-left-out", error, line=line, tag="UTCTiming")
        if resources:
            answer = ClockAnswer.DATE_HEADER if method == "http-head" else ClockAnswer.BODY
            yield ClockSource(answer, tuple(resources))


def _http_date(text: str) -> float:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise _no_time(text) from error


def _no_time(text: str) -> ManifestError:
    reason = f"the clock's answer is no time: {text[:40]!r}"
    return manifest_error(ErrorCode.MANIFEST_MALFORMED, reason, request_type=RequestType.TIMING)
