"""Fetch a manifest, parse it, and fetch the segment lists that it only points to.

What comes second may fail without harm: a variant playlist that is gone becomes a warning beside everything
else that could be read. Only a manifest that can't be read at all is an error.
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Self

from playhead.clock import LoopClock
from playhead.errors import PlayerError, RequestType
from playhead.net import Fetched, Fetcher
from playhead.net.transports.file import FileTransport
from playhead.net.transports.http import HttpTransport
from playhead.presentation import (
    DeferredIndex,
    ManifestWarning,
    Presentation,
    Representation,
    Resource,
    SegmentIndex,
)
from playhead.session.source import parse_manifest
from playhead.settings import NetworkSettings, RetrySettings
from playhead_app.commands.source import as_url
from playhead_app.probe.documents import Extras, date_ranges, read_extras

__all__ = ["Probed", "Prober", "Source"]

_AT_ONCE = 6
# Where relative references of a body lead without --base-url: nowhere (RFC 6761 reserves the name).
_NOWHERE = "http://standard-input.invalid/"

_NO_BASE = ManifestWarning("probe.no-base-url", "segment lists were left out: --base-url says where they are")


@dataclass(frozen=True, slots=True)
class Source:
    """What to look into: an address or a file, or a body that is at hand.

    Attributes:
        base_url: What relative references of a file or a body refer to; empty for the file's own address.
        body: The manifest, if it came by another way (standard input).
    """

    name: str
    base_url: str = ""
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Probed:
    """A presentation, what its document says beside it, and the segment lists that could be had.

    Attributes:
        indices: By representation.
        warnings: The document's own, then those about segment lists.
    """

    presentation: Presentation
    extras: Extras
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
        return _representations(self.presentation)


class Prober:
    """Reads sources; an async context manager that holds their connections.

    Args:
        patience_s: For the segment lists of one source, all in all; what is not there by then is a warning.
    """

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        # Probing asks what is there now; a second try would only hide the answer.
        self._settings = NetworkSettings(retry=RetrySettings(attempts=1), total_timeout_s=patience_s)
        self._transports = (HttpTransport(), FileTransport())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        for transport in self._transports:
            await transport.close()

    async def probe(self, source: Source) -> Probed:
        """Read the source and what it points to.

        Raises:
            PlayerError: If the manifest can't be had or read.
            FileNotFoundError: If the source is neither an address nor a file.
        """
        # A new one for each source: the first address decides which others may be opened.
        fetcher = Fetcher(self._transports, self._settings, LoopClock())
        fetched = await self._fetch(fetcher, source)
        presentation = parse_manifest(fetched.body, source.base_url or fetched.url)
        extras = read_extras(fetched.body, presentation)
        is_nowhere = presentation.url.startswith(_NOWHERE)
        lists = await self._lists(presentation, None if is_nowhere else fetcher)
        extras = replace(extras, events=(*extras.events, *lists.events.values()))
        return Probed(presentation, extras, lists.indices, (*presentation.warnings, *lists.warnings))

    async def _fetch(self, fetcher: Fetcher, source: Source) -> Fetched:
        if source.body is not None:
            return Fetched(source.body, _NOWHERE, 200, "", 0.0, 0.0, 1)
        return await fetcher.fetch(Resource(as_url(source.name), RequestType.MANIFEST))

    async def _lists(self, presentation: Presentation, fetcher: Fetcher | None) -> "_Lists":
        lists = _Lists()
        gate = asyncio.Semaphore(_AT_ONCE)
        deadline_s = asyncio.get_running_loop().time() + self._patience_s
        async with asyncio.TaskGroup() as group:
            for each in _representations(presentation):
                if not isinstance(each.index, DeferredIndex):
                    lists.indices[each.id] = each.index
                elif fetcher is None:
                    lists.warnings.append(_NO_BASE)
                    break
                else:
                    group.create_task(self._resolve(fetcher, each, each.index, lists, gate, deadline_s))
        return lists

    async def _resolve(
        self,
        fetcher: Fetcher,
        representation: Representation,
        index: DeferredIndex,
        lists: "_Lists",
        gate: asyncio.Semaphore,
        deadline_s: float,
    ) -> None:
        try:
            async with gate, asyncio.timeout_at(deadline_s):
                fetched = await fetcher.fetch(index.resource)
            lists.indices[representation.id] = index.resolve(fetched.body, fetched.url)
            if index.resource.type is RequestType.PLAYLIST:
                for event in date_ranges(fetched.body, fetched.url):
                    # Every playlist of a title repeats them.
                    lists.events.setdefault(event["id"], event)
        except PlayerError as error:
            where = error.problem.context
            message = f"the segments of {representation.id} can't be had: {error}"
            lists.warnings.append(ManifestWarning(error.problem.code.name, message, where.line, where.tag))
        except TimeoutError:
            message = f"the segments of {representation.id} did not come within {self._patience_s:g} s"
            lists.warnings.append(ManifestWarning("NETWORK_TOTAL_TIMEOUT", message))


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the segment lists gave, filled while they arrive."""

    indices: dict[str, SegmentIndex] = field(default_factory=dict[str, SegmentIndex])
    events: dict[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    warnings: list[ManifestWarning] = field(default_factory=list[ManifestWarning])


def _representations(presentation: Presentation) -> Iterator[Representation]:
    for period in presentation.periods:
        for track in (*period.tracks, *period.trick_play):
            yield from track.representations
