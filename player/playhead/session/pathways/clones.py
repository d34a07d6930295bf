"""Pathways that only a steering server knows: made of another one by changing its addresses.

RFC 8216bis §7.2 for HLS, where the addresses of playlists change and their segments follow; ETSI TS 103 998
for DASH, where there are no playlists and the segments' own addresses change. Which of the two it is, the
index knows (`MovableIndex`).
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from playhead.presentation import Alternative, MovableIndex, Representation

__all__ = ["PathwayClone", "moved_url"]


@dataclass(frozen=True, slots=True)
class PathwayClone:
    """One entry of PATHWAY-CLONES.

    Attributes:
        base_id: The pathway that it is made of.
        host: Takes the place of the host; None leaves it. A port in it takes the port's place as well.
        params: Added to the query, in order.
        urls: Whole addresses by the author's stable names, for what does not follow the rule: of variants
            and of renditions.
    """

    id: str
    base_id: str
    host: str | None = None
    params: tuple[tuple[str, str], ...] = ()
    urls: tuple[tuple[str, str], ...] = field(default=())

    def of(self, representation: Representation, place: Alternative) -> Alternative | None:
        """Return the copy of a representation on this pathway; None if its address can't be changed.

        Args:
            place: The representation on the pathway that this one is made of.
        """
        if not isinstance(place.index, MovableIndex):
            return None
        own = dict(self.urls).get(representation.stable_id) if representation.stable_id else None
        index = place.index.moved(lambda url: own or moved_url(url, self.host, self.params))
        return Alternative(index, self.id, place.group)


def moved_url(url: str, host: str | None, params: tuple[tuple[str, str], ...]) -> str:
    """Return an address with another host and more parameters; one of the same name is replaced."""
    parts = urlsplit(url)
    netloc = parts.netloc
    if host:
        port = f":{parts.port}" if parts.port is not None and not _has_port(host) else ""
        netloc = f"{host}{port}"
    query = parts.query
    if params:
        names = {name for name, _ in params}
        kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] not in names]
        query = urlencode([*kept, *params], quote_via=quote)
    return urlunsplit((parts.scheme, netloc, parts.path, query, ""))


def _has_port(host: str) -> bool:
    return ":" in host.rpartition("]")[2]
