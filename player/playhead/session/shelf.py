"""The seam to titles that are kept on this device: where `Player.load` asks before it asks the network.

A title from a shelf is played from its own addresses, with its own manifest, by the same code as any other;
only what answers those addresses is another transport, and what was not kept is not offered.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from playhead.licence import LicenceSource
from playhead.net.transport import Transport
from playhead.presentation import Presentation
from playhead.session.source import Source

__all__ = ["OpenedTitle", "TitleShelf", "open_title"]


def _as_it_is(presentation: Presentation) -> Presentation:
    return presentation


@dataclass(frozen=True, slots=True)
class OpenedTitle:
    """How to get at a title.

    Attributes:
        url: Of its manifest.
        transports: What answers all of its addresses.
        narrow: Leaves of a presentation what can be played.
        is_kept: It is on this device, and its addresses are only names.
    """

    url: str
    transports: Sequence[Transport]
    licence: LicenceSource
    narrow: Callable[[Presentation], Presentation] = field(default=_as_it_is)
    is_kept: bool = True

    def narrowed(self, source: Source) -> Source:
        """Return the source with what can be played."""
        return replace(source, presentation=self.narrow(source.presentation))


class TitleShelf(Protocol):
    """Knows the titles that are kept here (`playhead.offline.OfflineStore`)."""

    async def open_title(self, url: str, licence: LicenceSource) -> OpenedTitle | None:
        """Return how to play a kept title; None if the address is none of the shelf's.

        Raises:
            StorageError: NOT_FOUND, EXPIRED or UNAVAILABLE.
        """
        ...


async def open_title(
    shelf: TitleShelf | None, url: str, transports: Sequence[Transport], licence: LicenceSource
) -> OpenedTitle:
    """Return how to get at a title, on the shelf or through the player's own transports.

    Raises:
        StorageError: As `TitleShelf.open_title`.
    """
    kept = await shelf.open_title(url, licence) if shelf is not None else None
    return kept or OpenedTitle(url, transports, licence, is_kept=False)
