"""Tell the network that this device is on from others, without a permission and without asking anybody.

What tells home from the train is the router. Where the system shows it (Linux: `/proc/net/route` and
`/proc/net/arp`, see proc(5)) its hardware address is taken; elsewhere the first half of our own address,
which many networks share. Only a hash leaves this file: it can be compared, and nothing can be read from it.
"""

import hashlib
import socket
from pathlib import Path

__all__ = ["network_name"]

_ROUTES = Path("/proc/net/route")
_NEIGHBOURS = Path("/proc/net/arp")
_ANYWHERE = "00000000"
_UNKNOWN_ROUTER = "00:00:00:00:00:00"
# RFC 5737 §3: an address that nobody has. No packet is sent: connecting a datagram socket only picks a route.
_NOWHERE = ("192.0.2.1", 9)


def network_name(routes: Path = _ROUTES, neighbours: Path = _NEIGHBOURS) -> str:
    """Return a name for the network in use; empty if there is none, or none can be told.

    Args:
        routes, neighbours: The system's tables of routes and of known neighbours.
    """
    mark = _router(routes, neighbours) or _own_network()
    return hashlib.sha256(mark.encode()).hexdigest()[:16] if mark else ""


def _router(routes: Path, neighbours: Path) -> str:
    """Return the hardware address of the default route's router; empty if it isn't known."""
    gateways = {
        ".".join(str(byte) for byte in reversed(bytes.fromhex(row[2])))
        for row in _rows(routes)
        if len(row) > 2 and row[1] == _ANYWHERE and len(row[2]) == len(_ANYWHERE) and row[2] != _ANYWHERE
    }
    known = {row[0]: row[3] for row in _rows(neighbours) if len(row) > 3 and row[3] != _UNKNOWN_ROUTER}
    return min((known[gateway] for gateway in gateways if gateway in known), default="")


def _rows(table: Path) -> list[list[str]]:
    try:
        return [line.split() for line in table.read_text(encoding="ascii", errors="replace").splitlines()[1:]]
    except OSError:
        return []


def _own_network() -> str:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(_NOWHERE)
            address: str = probe.getsockname()[0]
    except OSError:
        return ""
    return ".".join(address.split(".")[:2])
