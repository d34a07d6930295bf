"""From a source to everything that can be told about it.

Only a manifest that can't be read at all is an error; what else is missing is a warning beside the rest. Each
protocol's reader is loaded when its first document comes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Any

from playhead.presentation import (
    ManifestWarning,
    Presentation,
    Representation,
    SegmentIndex,
    Steering,
    StreamingProtocol,
)
from playhead.session.source import protocol_of
from playhead_app.probe.document_reading import Reading
from playhead_app.probe.opening import Opened, Opener, SegmentLists, Source, representations_of
from playhead_app.probe.timed_events import told_events

__all__ = ["Probed", "probe"]


@dataclass(frozen=True, slots=True)
class Probed:
    """A presentation, what its document says beside it, and the segment lists that could be had.

    Attributes:
        events: Plain data for JSON; those of segment lists included, each once.
        indices: By representation.
        warnings: The document's own, then those about segment lists.
    """

    presentation: Presentation
    events: tuple[Mapping[str, Any], ...]
    steering: Steering | None
    indices: Mapping[str, SegmentIndex]
    warnings: tuple[ManifestWarning, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether segments will be added; an HLS playlist says so only in its segment lists."""
        return self.presentation.is_live or any(not index.is_complete for index in self.indices.values())

    @property
    def duration_s(self) -> Fraction | float | None:
        """The manifest's own word, or the end of the longest complete segment list; None if live."""
        if self.presentation.duration is not None or self.is_live:
            return self.presentation.duration
        ends_s = [index.end_s for index in self.indices.values() if index.count]
        return max(ends_s, default=None) if len(self.presentation.periods) == 1 else None

    def representations(self) -> Iterator[Representation]:
        """Yield every representation of every period."""
        return representations_of(self.presentation)


async def probe(opener: Opener, source: Source, now_utc_s: float | None = None) -> Probed:
    """Read the source and what it points to.

    Args:
        opener: Holds the connections.
        source: What to read.
        now_utc_s: The moment at which a live MPD is looked at; None for what it says without one.

    Raises:
        PlayerError: If the manifest can't be had or read.
        FileNotFoundError: If the source is neither an address nor a file.
    """
    opened = await opener.open(source)
    reading = _read(opened, now_utc_s)
    lists = await opened.segment_lists(reading.presentation)
    return Probed(
        reading.presentation,
        _events(reading, lists),
        reading.steering,
        lists.indices,
        (*reading.presentation.warnings, *lists.warnings, *_unseen(reading.presentation, lists, now_utc_s)),
    )


def _read(opened: Opened, now_utc_s: float | None) -> Reading:
    if protocol_of(opened.body, opened.url) is StreamingProtocol.HLS:
        from playhead_app.probe.hls_reading import read_playlist

        return read_playlist(opened.body, opened.url)
    from playhead_app.probe.dash_reading import read_manifest

    return read_manifest(opened.body, opened.url, now_utc_s)


def _events(reading: Reading, lists: SegmentLists) -> tuple[Mapping[str, Any], ...]:
    presentation = reading.presentation
    if presentation.protocol is not StreamingProtocol.HLS:
        return (*told_events(presentation.events), *reading.announced)
    from playhead_app.probe.hls_reading import events_of

    listed = (event for index in lists.indices.values() for event in events_of(index))
    return told_events(chain(presentation.events, listed))


def _unseen(
    presentation: Presentation, lists: SegmentLists, now_utc_s: float | None
) -> Iterator[ManifestWarning]:
    """Say why a live MPD that numbers its segments seems to have none (ISO/IEC 23009-1 §5.3.9.5.3)."""
    is_timeless = (
        presentation.is_live and presentation.protocol is StreamingProtocol.DASH and now_utc_s is None
    )
    if is_timeless and any(not index.count for index in lists.indices.values()):
        yield ManifestWarning("probe.no-clock", "which segments are there depends on the time: see --at")
