"""What all parts of the backend contract share: the fixtures that a port overrides."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from playhead.backend.protocol import SampleBatch
from playhead.presentation import Kind
from playhead.testing.contracts.stage import MakeBackend, MakeBatches, Play, Run, Stage, set_stage
from playhead.testing.synthetic_batches import make_audio_batch, make_video_batch

__all__ = ["BackendFixtures"]


class BackendFixtures:
    """The fixtures.

    Attributes:
        tolerance_s: How far positions and waits may be off.
        variants: Two video variants of different picture sizes, and those sizes.
        origin_s: Where the media begins in presentation time.
    """

    tolerance_s: float = 0.35
    variants: dict[str, tuple[int, int]] = {"small": (320, 180), "large": (640, 360)}  # noqa: RUF012  overridden by subclasses
    origin_s: float = 0.0

    @pytest.fixture
    def make_backend(self) -> MakeBackend:
        raise NotImplementedError("override make_backend")

    @pytest.fixture
    def make_batches(self) -> MakeBatches:
        sizes = self.variants

        def make(kind: Kind, start_s: float, seconds: float, variant: str) -> list[SampleBatch]:
            starts = [start_s + 2.0 * n for n in range(round(seconds / 2))]
            if kind is Kind.AUDIO:
                return [make_audio_batch(start, 2.0, variant=variant) for start in starts]
            width, height = sizes[variant]
            return [
                make_video_batch(start, 2.0, variant=variant, width=width, height=height) for start in starts
            ]

        return make

    @pytest.fixture
    def run(self) -> Run:
        return asyncio.run

    @pytest.fixture
    def play(self, make_backend: MakeBackend, make_batches: MakeBatches, run: Run) -> Play:
        """What the tests are written with: runs one on a fresh backend and closes it afterwards."""

        def play(test: Callable[[Stage], Awaitable[None]]) -> None:
            async def main() -> None:
                variant = next(iter(self.variants))
                async with set_stage(make_backend, make_batches, self.origin_s, variant) as stage:
                    await test(stage)

            run(main())

        return play

    def near(self, value_s: float) -> Any:
        """Return what compares equal to times within the tolerance."""
        return pytest.approx(value_s, abs=max(self.tolerance_s, 1e-5))  # pyright: ignore[reportUnknownMemberType]  # pytest's
