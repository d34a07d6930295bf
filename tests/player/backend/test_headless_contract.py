import pytest

from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.testing import run_virtual
from playhead.testing.contracts import BackendContract, MakeBackend, Run


class TestHeadlessBackend(BackendContract):
    tolerance_s = 0.025  # one frame of sound

    @pytest.fixture
    def make_backend(self) -> MakeBackend:
        return lambda: HeadlessBackend(LoopClock())

    @pytest.fixture
    def run(self) -> Run:
        return run_virtual


class TestHeadlessBackendLateInALiveStream(TestHeadlessBackend):
    """Positions of live streams are seconds since 1970: far less exact as floats."""

    origin_s = 1_763_820_000.0
