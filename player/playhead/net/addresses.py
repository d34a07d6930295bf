"""Which hosts are private: loopback, this network, this machine's neighbours.

A manifest from the internet must not make the player knock on the viewer's router or on a service that
listens on 127.0.0.1. Names are judged here as they are written; what they resolve to is judged again, by the
transport, at the address that it really connects to (`TransportRequest.is_public_only`).

What the two together cover: literal addresses in every spelling that a resolver takes (`127.1`, `0x7f000001`,
IPv4 inside IPv6), local names, names with private addresses, and names whose answer changes between the check
and the connection (DNS rebinding), because the check looks at the connected socket. What they can't cover: a
proxy resolves names on its own; there only the spelling is judged.
"""

import ipaddress
import socket

__all__ = ["is_private_address", "is_private_host"]

# RFC 6761 §6.3 (localhost), RFC 6762 (local), RFC 8375 (home.arpa), ICANN's reserved `internal`.
_LOCAL_DOMAINS = (".localhost", ".local", ".home.arpa", ".internal")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052


def is_private_host(host: str) -> bool:
    """Tell whether a URL's host is private by the way it is written; the empty host is.

    Args:
        host: As `urlsplit` gives it: a name, an IPv4 address in any spelling, an IPv6 address without
            brackets.
    """
    name = host.rstrip(".").lower()
    address = _literal_address(name)
    if address is not None:
        return _is_private(address)
    # A name without a dot is only ever resolved within the viewer's own network.
    return "." not in name or name.endswith(_LOCAL_DOMAINS)


def is_private_address(address: str) -> bool:
    """Tell whether an IP address, as a socket reports it, is private; what can't be read is."""
    try:
        return _is_private(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return True


def _literal_address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        pass
    # Resolvers take `127.1`, `0177.0.0.1` and `2130706433` too; inet_aton knows all those spellings.
    try:
        return ipaddress.IPv4Address(socket.inet_aton(name)) if name[:1].isdigit() else None
    except (OSError, ValueError):
        return None


def _is_private(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return _is_private(inner)
    return not address.is_global or address.is_multicast
