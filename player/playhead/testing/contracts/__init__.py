"""Contract tests: what a device team's own backend, transport or CDM must pass. They need pytest.

class TestMyBackend(BackendContract):
    @pytest.fixture
    def make_backend(self) -> MakeBackend:
        return MyBackend
"""

import pytest

# A failing assertion in a contract then shows both sides, as one in the port's own tests would.
for _name in ("backend_starting", "backend_playing", "transport", "cdm"):
    pytest.register_assert_rewrite(f"{__name__}.{_name}")

from playhead.testing.contracts.backend import BackendContract  # noqa: E402  must come after the registration
from playhead.testing.contracts.cdm import Answer, CdmContract, MakeCdm  # noqa: E402
from playhead.testing.contracts.stage import MakeBackend, MakeBatches, Run  # noqa: E402
from playhead.testing.contracts.transport import MakeTransport, Serve, TransportContract  # noqa: E402

__all__ = [
    "Answer",
    "BackendContract",
    "CdmContract",
    "MakeBackend",
    "MakeBatches",
    "MakeCdm",
    "MakeTransport",
    "Run",
    "Serve",
    "TransportContract",
]
