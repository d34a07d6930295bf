"""Which desktop this is."""

import sys

from playhead_app.desktop.seam import DesktopSeam, NoDesktop

__all__ = ["this_desktop"]


def this_desktop() -> DesktopSeam:
    """Return the seam of the system that we run on."""
    if sys.platform == "linux":
        from playhead_app.desktop.session_bus import SessionBus

        return SessionBus()
    return NoDesktop()
