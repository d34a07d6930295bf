"""For QA and device teams: virtual time, a network in memory, titles without video, contract tests.

The contract tests need pytest and are imported by name: `playhead.testing.contracts`.
"""

from playhead.testing.virtual_loop import DeadlockError, VirtualLoop, VirtualTimeLimitError, run_virtual

__all__ = ["DeadlockError", "VirtualLoop", "VirtualTimeLimitError", "run_virtual"]
