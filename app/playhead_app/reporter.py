"""The last net: no exception of ours vanishes.

Qt prints exceptions of Python slots through `sys.excepthook`, threads through `threading.excepthook`, and
the loop has a handler of its own. All three lead here: a line in the log with its traceback, a crash file
with what led to it, and one kind page for the viewer, from which the app goes on.
"""

import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from playhead_app.faults import CrashFolder, EventMemory, redacted

__all__ = ["Crash", "Reporter"]

_log = logging.getLogger(__name__)
_OURS = ("playhead", "playhead_abr", "playhead_drm", "playhead_app")


@dataclass(frozen=True, slots=True)
class Crash:
    """One exception that nobody caught.

    Attributes:
        code: A word for support: the exception's class.
        where: Which part of the app it came from.
        summary: The exception's own words, redacted.
        file: Its crash file; None if there is none.
    """

    code: str
    where: str
    summary: str
    file: Path | None = None


class Reporter:
    """Collects what nobody else caught. Install it first, `tell` it whom to show crashes to later.

    Args:
        crashes: Where crash files go; None writes none.
        memory: What it tells of the time before; a fresh one if not given.
    """

    def __init__(self, crashes: CrashFolder | None = None, memory: EventMemory | None = None) -> None:
        self._crashes = crashes
        self.memory = memory or EventMemory()
        self._show: Callable[[Crash], None] | None = None
        self._count = 0
        self._levels: dict[str, int] = {}
        self._thresholds: dict[logging.Handler, int] = {}

    @property
    def count(self) -> int:
        """How many exceptions came here."""
        return self._count

    def install(self) -> None:
        """Take the process's and the threads' uncaught exceptions, and remember what is logged."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread
        self._listen()

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        for handler, level in self._thresholds.items():
            handler.setLevel(level)
        for name, level in self._levels.items():
            logging.getLogger(name).removeHandler(self.memory)
            logging.getLogger(name).setLevel(level)
        self._thresholds, self._levels = {}, {}

    def _listen(self) -> None:
        """Remember what our rooms log from INFO on; what is written elsewhere stays what it was."""
        if self._levels:
            return
        root = logging.getLogger()
        for handler in root.handlers:
            if handler.level < root.level:
                self._thresholds[handler] = handler.level
                handler.setLevel(root.level)
        for name in _OURS:
            logger = logging.getLogger(name)
            self._levels[name] = logger.level
            logger.setLevel(min(logging.INFO, logger.getEffectiveLevel()))
            logger.addHandler(self.memory)

    def tell(self, show: Callable[[Crash], None]) -> None:
        """Show crashes there; called from any thread, so it must hand them over."""
        self._show = show

    def hush(self) -> None:
        """Show crashes nowhere any more: the window is going. The log still gets everything."""
        self._show = None

    def report(self, error: BaseException, where: str) -> None:
        """Log an exception with its traceback, write it down, and tell the viewer."""
        self._count += 1
        _log.error("uncaught in %s", where, exc_info=(type(error), error, error.__traceback__))
        file = self._crashes.write(error, where, self.memory.lines()) if self._crashes else None
        if self._show is not None:
            self._show(Crash(type(error).__name__, where, redacted(str(error)), file))

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error, "Qt or the main thread")

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value, f"thread {args.thread.name if args.thread else '?'}")
