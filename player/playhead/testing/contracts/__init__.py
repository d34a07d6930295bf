"""Contract tests: what a device team's own backend or transport must pass. They need pytest.

class TestMyBackend(BackendContract):
    @pytest.fixture
    def make_backend(self) -> MakeBackend:
        return MyBackend
"""

from playhead.testing.contracts.backend import BackendContract
from playhead.testing.contracts.transport import TransportContract

__all__ = ["BackendContract", "TransportContract"]
