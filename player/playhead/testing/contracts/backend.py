"""What every backend must do, sentence by sentence of `playhead.backend.protocol`.

Derive a class whose name begins with `Test`, and override the fixtures that differ:

- `make_backend` (needed): makes one that nobody has attached to;
- `make_batches`: real media for a real decoder; filler otherwise;
- `run`: `asyncio.run`, or `run_virtual` for a backend that lives on the loop's clock alone;
- the class's `tolerance_s`: how far off a real clock and a real decoder may be.

On a real clock the whole class takes about a minute.
"""

from playhead.testing.contracts.backend_playing import PlayingContract
from playhead.testing.contracts.backend_starting import StartingContract
from playhead.testing.contracts.stage import BackendRecorder, MakeBackend, MakeBatches, Run

__all__ = ["BackendContract", "BackendRecorder", "MakeBackend", "MakeBatches", "Run"]


class BackendContract(StartingContract, PlayingContract):
    """The whole contract.

    Attributes:
        tolerance_s: How far positions and waits may be off.
        variants: Two video variants of different picture sizes, and those sizes.
        origin_s: Where the media begins in presentation time.
    """
