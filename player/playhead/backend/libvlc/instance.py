"""The one libVLC instance of the process.

libVLC wants a single instance: a second one reads all plugins again and shares the first one's globals
anyway. It lives until the process ends; players come and go.
"""

import functools
from dataclasses import dataclass

from playhead.backend.libvlc.door import Door, open_door
from playhead.backend.libvlc.install import install_hint
from playhead.backend.libvlc.vlc_log import VlcLog
from playhead.errors import ErrorCode, error_for, make_problem

__all__ = ["VlcInstance", "process_instance"]

_ARGUMENTS = (
    "--quiet",
    "--no-xlib",
    "--no-osd",
    "--no-spu",
    "--text-renderer=tdummy",
    "--no-video-title-show",
    "--no-snapshot-preview",
    "--no-lua",
    "--no-metadata-network-access",
    # A slow first picture after a switch is shown late rather than never, and so are those behind it.
    "--no-drop-late-frames",
    "--no-skip-frames",
)


@dataclass(frozen=True, slots=True)
class VlcInstance:
    """libVLC, loaded and ready.

    Attributes:
        handle: `libvlc_instance_t`.
    """

    door: Door
    handle: int
    log: VlcLog


def _make() -> VlcInstance:
    door = open_door()
    handle = door.make_instance(_ARGUMENTS)
    if not handle:
        detail = f"libVLC found none of its plugins; {install_hint()}"
        raise error_for(make_problem(ErrorCode.OUTPUT_VLC_INIT, detail))
    return VlcInstance(door, handle, VlcLog(door, handle))


@functools.cache
def process_instance() -> VlcInstance:
    """Return the process's instance, making it the first time (0.1 s: it reads the list of its plugins).

    Raises:
        BackendError: OUTPUT_VLC_INIT if libVLC or its plugins are missing.
    """
    return _make()
