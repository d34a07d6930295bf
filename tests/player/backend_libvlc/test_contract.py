"""The contract that every backend keeps, with real media through real libVLC."""

import pytest

from playhead.backend import SampleBatch
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, find_libvlc
from playhead.presentation import Kind
from playhead.testing.contracts import BackendContract, MakeBackend, MakeBatches
from tests.media.batches import ClipBatches
from tests.media.clips import SoundSpec, VideoSpec

_RUNGS = {"small": 0, "large": 1}


@pytest.mark.libvlc
@pytest.mark.slow
@pytest.mark.skipif(find_libvlc() is None, reason="libVLC is not installed")
class TestLibVlcBackend(BackendContract):
    variants = {"small": (426, 240), "large": (640, 360)}  # noqa: RUF012  as in the contract

    @pytest.fixture
    def make_backend(self) -> MakeBackend:
        return lambda: LibVlcBackend(audio=MemoryAudio())

    @pytest.fixture
    def make_batches(self, batches: ClipBatches) -> MakeBatches:
        def make(kind: Kind, start_s: float, seconds: float, variant: str) -> list[SampleBatch]:
            numbers = range(round(start_s / 2), round((start_s + seconds) / 2))
            if kind is Kind.AUDIO:
                return [batches.sound(SoundSpec(), number) for number in numbers]
            spec = VideoSpec(rung=_RUNGS[variant])
            return [batches.video(spec, number, variant=variant) for number in numbers]

        return make
