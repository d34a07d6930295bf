"""The last net: no exception of ours vanishes.

Qt prints exceptions of Python slots through `sys.excepthook`, threads through `threading.excepthook`, and
the loop has a handler of its own. All three lead here: a line in the log with its traceback, and one kind
sentence for the viewer.
"""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from playhead_app.qt import translate

__all__ = ["Reporter"]

_log = logging.getLogger(__name__)


class Reporter:
    """Collects what nobody else caught. Install it first, `tell` it whom to show sentences to later."""

    def __init__(self) -> None:
        self._show: Callable[[str], None] | None = None
        self._count = 0

    @property
    def count(self) -> int:
        """How many exceptions came here."""
        return self._count

    def install(self) -> None:
        """Take the process's and the threads' uncaught exceptions."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread

    def tell(self, show: Callable[[str], None]) -> None:
        """Show sentences there; called from any thread, so it must hand them over."""
        self._show = show

    def hush(self) -> None:
        """Show sentences nowhere any more: the window is going. The log still gets everything."""
        self._show = None

    def report(self, error: BaseException, where: str) -> None:
        """Log an exception with its traceback, and tell the viewer."""
        self._count += 1
        _log.error("uncaught in %s", where, exc_info=(type(error), error, error.__traceback__))
        if self._show is not None:
            self._show(translate("Reporter", "Something went wrong. If this goes on, start Playhead again."))

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
