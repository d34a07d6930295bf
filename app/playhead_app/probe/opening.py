"""Open the sources of one command, and the segment lists that their manifests point to.

What comes second may fail without harm: a playlist that is gone becomes a warning. A host that could not be
reached is not tried again for another list: of a hundred manifests that name it, one has to wait.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlsplit

from playhead.clock import LoopClock
from playhead.errors import ErrorCode, NetworkError, PlayerError, Problem, RequestType
from playhead.net import Fetcher, Transport
from playhead.net.addresses import is_private_host
from playhead.net.transports.file import FileTransport
from playhead.net.transports.late import LateTransport
from playhead.presentation import (
    DeferredIndex,
    ManifestWarning,
    Presentation,
    Representation,
    Resource,
    SegmentIndex,
)
from playhead.settings import NetworkSettings, RetrySettings
from playhead_app.commands.source import as_url

__all__ = ["Opened", "Opener", "SegmentLists", "Source", "representations_of"]

# Segment lists that are fetched at the same time, of all sources together.
_AT_ONCE = 12
# Where relative references of a body lead without --base-url: nowhere (RFC 6761 reserves the name).
_NOWHERE = "http://standard-input.invalid/"
_DEAD_ENDS = frozenset(
    {ErrorCode.NETWORK_UNREACHABLE, ErrorCode.NETWORK_CONNECT_TIMEOUT, ErrorCode.NETWORK_TOTAL_TIMEOUT}
)


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
class SegmentLists:
    """The segment lists that could be had, by representation, and a warning for each that could not."""

    indices: dict[str, SegmentIndex] = field(default_factory=dict[str, SegmentIndex])
    warnings: list[ManifestWarning] = field(default_factory=list[ManifestWarning])


class Opener:
    """Opens sources; an async context manager that holds their connections.

    Args:
        patience_s: For the segment lists of one source, all in all; what is not there by then is a warning.
    """

    def __init__(self, patience_s: float) -> None:
        # Looking asks what is there now; a second try would only hide the answer.
        self.settings = NetworkSettings(retry=RetrySettings(attempts=1), total_timeout_s=patience_s)
        self.patience_s = patience_s
        self.transports = (LateTransport(frozenset({"http", "https"}), _http), FileTransport())
        self.gate = asyncio.Semaphore(_AT_ONCE)
        self.unreachable: dict[str, Problem] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        for transport in self.transports:
            await transport.close()

    async def open(self, source: Source) -> "Opened":
        """Fetch the manifest.

        Raises:
            PlayerError: If it can't be had.
            FileNotFoundError: If the source is neither an address nor a file.
        """
        # A new one for each source: the first address decides which others may be opened.
        fetcher = Fetcher(self.transports, self.settings, LoopClock())
        body, url = source.body, source.base_url or _NOWHERE
        if body is None:
            fetched = await fetcher.fetch(Resource(as_url(source.name), RequestType.MANIFEST))
            body, url = fetched.body, source.base_url or fetched.url
        if source.base_url:
            # The person chose this address as well, and it is the one that may be private.
            may_be_private = is_private_host(urlsplit(source.base_url).hostname or "") or None
            fetcher = Fetcher(self.transports, self.settings, LoopClock(), allow_private=may_be_private)
        return Opened(self, body, url, fetcher)


class Opened:
    """A manifest that is here; `url` is the base of its relative references."""

    def __init__(self, opener: Opener, body: bytes, url: str, fetcher: Fetcher) -> None:
        self.body = body
        self.url = url
        self._opener = opener
        self._fetcher = fetcher

    async def segment_lists(self, presentation: Presentation) -> SegmentLists:
        """Fetch the segment lists that the manifest only points to, several at a time."""
        lists = SegmentLists()
        waiting: list[tuple[Representation, DeferredIndex]] = []
        for each in representations_of(presentation):
            if isinstance(each.index, DeferredIndex):
                waiting.append((each, each.index))
            else:
                lists.indices[each.id] = each.index
        if waiting and self.url == _NOWHERE:
            message = "segment lists were left out: --base-url says where they are"
            lists.warnings.append(ManifestWarning("probe.no-base-url", message))
            return lists
        deadline_s = asyncio.get_running_loop().time() + self._opener.patience_s
        async with asyncio.TaskGroup() as group:
            for representation, index in waiting:
                group.create_task(self._resolve(representation.id, index, lists, deadline_s))
        return lists

    async def _resolve(self, name: str, index: DeferredIndex, lists: SegmentLists, deadline_s: float) -> None:
        try:
            async with asyncio.timeout_at(deadline_s):
                lists.indices[name] = await self._fetched(index)
        except PlayerError as error:
            where = error.problem.context
            message = f"the segments of {name} can't be had: {error}"
            lists.warnings.append(ManifestWarning(error.problem.code.name, message, where.line, where.tag))
        except TimeoutError:
            message = f"the segments of {name} did not come within {self._opener.patience_s:g} s"
            lists.warnings.append(ManifestWarning(ErrorCode.NETWORK_TOTAL_TIMEOUT.name, message))

    async def _fetched(self, index: DeferredIndex) -> SegmentIndex:
        host = urlsplit(index.resource.url).netloc
        unreachable = self._opener.unreachable
        async with self._opener.gate:
            known = unreachable.get(host)
            if known is not None:
                raise NetworkError(replace(known, detail=f"{known.detail}; not asked again"))
            try:
                fetched = await self._fetcher.fetch(index.resource)
            except NetworkError as error:
                if host and error.problem.code in _DEAD_ENDS:
                    unreachable[host] = error.problem
                raise
        return index.resolve(fetched.body, fetched.url)


def representations_of(presentation: Presentation) -> Iterator[Representation]:
    """Yield every representation of every period, those for trick play included."""
    for period in presentation.periods:
        for track in (*period.tracks, *period.trick_play):
            yield from track.representations


def _http() -> Transport:
    from playhead.net.transports.http import HttpTransport

    return HttpTransport()
