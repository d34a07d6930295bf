"""What a device remembers of its networks: where it is kept, and how networks are told apart.

memory = ThroughputMemory(FileThroughputStore(folder / "networks.json"), network=system_network)
player = Player(memory=memory)
"""

import json
import logging
import math
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast

from playhead.session.throughput_memory import (
    NetworkRecord,
    ThroughputMemory,
    ThroughputStore,
    one_network,
)

__all__ = [
    "FileThroughputStore",
    "NetworkRecord",
    "ThroughputMemory",
    "ThroughputStore",
    "one_network",
    "system_network",
]

_log = logging.getLogger(__name__)

_VERSION: Final = 1
_MOST_BYTES: Final = 256 * 1024
# Between a modem of the last century and what no home has: anything else is a broken file.
_LEAST_LOG, _MOST_LOG = math.log(1e3), math.log(1e12)
# RFC 5737: an address that is nobody's; to connect a datagram socket to it sends nothing.
_NOBODY: Final = ("192.0.2.1", 9)
_ROUTES: Final = Path("/proc/net/route")
_NEIGHBOURS: Final = Path("/proc/net/arp")


class FileThroughputStore:
    """Keeps records in a JSON file; a file that can't be read is as good as none.

    Args:
        path: The file; its folder is made if it isn't there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Mapping[str, NetworkRecord]:
        """Return the records; what makes no sense is left out."""
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                return {}
            document: Any = json.loads(self._path.read_bytes())
            networks: dict[str, Any] = dict(document["networks"]) if document["version"] == _VERSION else {}
            return {key: record for key, each in networks.items() if (record := _record_of(each))}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            _log.warning("what is remembered of networks can't be read: %s", type(error).__name__)
            return {}

    def save(self, records: Mapping[str, NetworkRecord]) -> None:
        """Write the records; the file is whole at any moment."""
        document = {"version": _VERSION, "networks": {key: asdict(each) for key, each in records.items()}}
        fresh = self._path.with_name(self._path.name + ".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(document), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            _log.warning("what is remembered of networks can't be kept: %s", type(error).__name__)


def system_network() -> str:
    """Return a name for the network that this machine uses now; empty if there is none.

    On Linux it stands for the interface and the gateway's hardware address, elsewhere for the interface's own
    address. It is a hash, so that a file of them tells nobody where one has been.
    """
    facts = _linux_gateway() or _own_address()
    return sha256(f"playhead network {facts}".encode()).hexdigest()[:16] if facts else ""


def _linux_gateway() -> str:
    with suppress(OSError, ValueError, IndexError):
        for line in _ROUTES.read_text(encoding="ascii").splitlines()[1:]:
            interface, destination, gateway = line.split()[:3]
            if destination == "00000000" and gateway != "00000000":
                address = socket.inet_ntoa(bytes.fromhex(gateway)[::-1])
                return f"{interface} {address} {_hardware_address(address)}"
    return ""


def _hardware_address(address: str) -> str:
    with suppress(OSError, IndexError):
        for line in _NEIGHBOURS.read_text(encoding="ascii").splitlines()[1:]:
            fields = line.split()
            if fields[0] == address:
                return fields[3]
    return ""


def _own_address() -> str:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_NOBODY)
        return str(probe.getsockname()[0]).rpartition(".")[0]
    return ""


def _record_of(each: Any) -> NetworkRecord | None:
    fields: Mapping[str, Any] = cast("Mapping[str, Any]", each) if isinstance(each, dict) else {}
    values = [fields.get(name) for name in ("mean", "variance", "weight_s", "at_utc_s")]
    if not all(isinstance(value, int | float) and math.isfinite(value) for value in values):
        return None
    mean, variance, weight_s, at_utc_s = (float(cast("float", value)) for value in values)
    if not _LEAST_LOG <= mean <= _MOST_LOG or not 0 <= variance <= 100 or weight_s < 0:
        return None
    return NetworkRecord(mean, variance, weight_s, at_utc_s)
