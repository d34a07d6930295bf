"""Which desktop this is."""

import sys

from playhead_app.desktop.seam import DesktopSeam, NoDesktop

__all__ = ["this_desktop"]


def this_desktop(platform: str = sys.platform) -> DesktopSeam:
    """Return the seam of the system that we run on.

    Args:
        platform: As `sys.platform` says.
    """
    if platform == "linux":
        from playhead_app.desktop.session_bus import SessionBus

        return SessionBus()
    if platform == "win32":
        from playhead_app.desktop.smtc import TransportControls

        return TransportControls()
    if platform == "darwin":
        from playhead_app.desktop.now_playing_center import NowPlayingCenter

        return NowPlayingCenter()
    return NoDesktop()
