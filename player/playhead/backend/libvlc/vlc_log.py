"""libVLC's log: into `logging` for people, and the few lines that tell what nothing else tells.

Which decoder was taken, whether the hardware helps, whether there is a sound device: libVLC says so in its
log only. Lines go to `logging` at DEBUG, whatever libVLC calls them: its errors are guesses, ours are events.
They hold no secrets, for libVLC never sees a URL or a key: its input is our callback.
"""

import ctypes
import logging
import sys
from typing import Any

from playhead.backend.libvlc.door import Door, LogCallback
from playhead.backend.libvlc.guard import guarded

__all__ = ["VlcLog"]

_LOGGER = logging.getLogger(__name__)
_LINE_BYTES = 512

_MODULE_TAKEN = b'using %s module "%s"'
_HARDWARE_TAKEN = b"for hardware decoding"
_NO_AUDIO_OUTPUT = (b"no suitable audio output module", b"failed to create audio output")
_TELLING = (_MODULE_TAKEN, _HARDWARE_TAKEN, *_NO_AUDIO_OUTPUT)


class VlcLog:
    """Listens to one instance's log. Shared by all players of the instance, as the instance is.

    Attributes:
        decoder: How the picture is decoded now, e.g. `avcodec` or `avcodec, VA-API`; empty before the first.
        audio_failures: How often libVLC found no way to put sound out; it tries again with each packet.
    """

    def __init__(self, door: Door, instance: int) -> None:
        self.decoder = ""
        self.audio_failures = 0
        self._format = _formatter()
        self._callback = LogCallback(self._log)
        door.log_set(instance, self._callback, None)

    @guarded(None)
    def _log(self, _opaque: int, level: int, _context: int, template: bytes, arguments: int) -> None:
        is_telling = any(part in template for part in _TELLING)
        if not is_telling and not _LOGGER.isEnabledFor(logging.DEBUG):
            return
        line = ctypes.create_string_buffer(_LINE_BYTES)
        self._format(line, _LINE_BYTES, template, arguments)
        text = line.value.decode("utf-8", "replace")
        _LOGGER.debug("libvlc %s: %s", level, text)
        if is_telling:
            self._read(template, text)

    def _read(self, template: bytes, text: str) -> None:
        if _MODULE_TAKEN in template and "video decoder" in text:
            self.decoder = text.split('"')[1]
        elif _HARDWARE_TAKEN in template:
            words = (
                text.removesuffix(_HARDWARE_TAKEN.decode())
                .strip()
                .removeprefix("Using")
                .removeprefix("using")
            )
            self.decoder = f"{self.decoder.partition(',')[0]}, {words.strip()}"
        elif any(part in template for part in _NO_AUDIO_OUTPUT):
            self.audio_failures += 1


def _formatter() -> Any:
    """Return C's `vsnprintf`: the log hands us a template and a `va_list`."""
    if sys.platform == "win32":
        return ctypes.cdll.msvcrt._vsnprintf
    function = ctypes.CDLL(None).vsnprintf
    function.argtypes = (ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_void_p)
    return function
