"""For QA and device teams: virtual time, a network in memory, titles without video, contract tests.

The contract tests need pytest and are imported by name: `playhead.testing.contracts`.
"""

from playhead.backend.headless import HeadlessBackend
from playhead.net.transports.faults import (
    ConnectHangs,
    Drip,
    Fault,
    NameUnknown,
    RedirectLoop,
    Replace,
    Reset,
    Stall,
    Status,
    TlsFails,
    Truncate,
    Unreachable,
)
from playhead.net.transports.simulated import Origin, OriginAnswer, ServedRequest, SimulatedNetwork
from playhead.testing.fake_cdm import FakeCdm, FakeLicenceServer
from playhead.testing.folder_origin import folder_origin
from playhead.testing.synthetic_live import LiveShape, SyntheticLive
from playhead.testing.synthetic_title import DEFAULT_LADDER, Rung, SyntheticTitle
from playhead.testing.virtual_loop import DeadlockError, VirtualLoop, VirtualTimeLimitError, run_virtual

__all__ = [
    "DEFAULT_LADDER",
    "ConnectHangs",
    "DeadlockError",
    "Drip",
    "FakeCdm",
    "FakeLicenceServer",
    "Fault",
    "HeadlessBackend",
    "LiveShape",
    "NameUnknown",
    "Origin",
    "OriginAnswer",
    "RedirectLoop",
    "Replace",
    "Reset",
    "Rung",
    "ServedRequest",
    "SimulatedNetwork",
    "Stall",
    "Status",
    "SyntheticLive",
    "SyntheticTitle",
    "TlsFails",
    "Truncate",
    "Unreachable",
    "VirtualLoop",
    "VirtualTimeLimitError",
    "folder_origin",
    "run_virtual",
]
