"""What can go wrong on the simulated network, by rule.

    Fault(Status(503), url="*/seg7.m4s", times=2)         the first two requests for it
    Fault(Stall(after_bytes=100_000), from_s=60, until_s=90)
    Fault(Unreachable(), url="https://cdn-a.example/*")   for ever

The first rule that matches a request and is not used up decides what happens to it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

__all__ = [
    "ConnectHangs",
    "Drip",
    "Effect",
    "Fault",
    "FaultRules",
    "NameUnknown",
    "RedirectLoop",
    "Replace",
    "Reset",
    "Stall",
    "Status",
    "TlsFails",
    "Truncate",
    "Unreachable",
]


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The connection is refused at once."""


@dataclass(frozen=True, slots=True)
class NameUnknown:
    """The host's name leads nowhere (DNS)."""


@dataclass(frozen=True, slots=True)
class TlsFails:
    """The server's certificate can't be trusted."""


@dataclass(frozen=True, slots=True)
class RedirectLoop:
    """The server sends whoever asks back to the same address."""


@dataclass(frozen=True, slots=True)
class ConnectHangs:
    """No connection comes about, and nobody says why."""


@dataclass(frozen=True, slots=True)
class Status:
    """The server answers with this status and no body.

    Attributes:
        retry_after: The Retry-After field, if any.
    """

    status: int
    retry_after: str | None = None


@dataclass(frozen=True, slots=True)
class Stall:
    """The body stops after so many bytes, and the connection stays open."""

    after_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection breaks after so many bytes of the body."""

    after_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Truncate:
    """The body ends after so many bytes as if all were well; Content-Length says otherwise."""

    after_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Drip:
    """The server sends no faster than this, whatever the line could carry.

    Attributes:
        interval_s: Between two pieces; short enough that nobody could call it silence.
    """

    bandwidth_bps: float
    interval_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Replace:
    """The server sends this instead, with status 200."""

    body: bytes
    content_type: str = "text/html"


Effect = (
    Unreachable
    | NameUnknown
    | TlsFails
    | ConnectHangs
    | RedirectLoop
    | Status
    | Stall
    | Reset
    | Truncate
    | Drip
    | Replace
)


@dataclass(frozen=True, slots=True)
class Fault:
    """When an effect strikes.

    Attributes:
        url: Shell-style pattern for the whole URL.
        times: How often; None for always.
        from_s, until_s: Window of the request's begin, since the network's first request.
    """

    effect: Effect
    url: str = "*"
    times: int | None = None
    from_s: float = 0.0
    until_s: float = math.inf


class FaultRules:
    """Counts which faults are used up.

    Args:
        faults: In order of precedence.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self._rules = [(fault, [fault.times]) for fault in faults]

    def strike(self, url: str, at_s: float) -> Effect | None:
        """Return what happens to a request that begins now, and count it."""
        for fault, left in self._rules:
            if left[0] == 0 or not fault.from_s <= at_s < fault.until_s or not fnmatchcase(url, fault.url):
                continue
            if left[0] is not None:
                left[0] -= 1
            return fault.effect
        return None
