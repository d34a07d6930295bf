"""A display for a machine without one: Xvfb, which draws into memory."""

import os
import subprocess
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager

from house.machine import Machine
from house.speech import SetupError
from house.system_packages import has_display

__all__ = ["display"]

SCREEN = "1920x1080x24"


@contextmanager
def display(machine: Machine) -> Generator[Mapping[str, str], None, None]:
    """Yield the environment that leads to a display: the desktop's own, or a virtual one that lives as long.

    Raises:
        SetupError: If the virtual one does not start.
    """
    if has_display(machine):
        yield {}
        return
    xvfb = machine.which("Xvfb")
    if xvfb is None:
        raise SetupError("There is no display, and Xvfb, which would stand in for one, is missing.")
    with tempfile.TemporaryFile() as complaints:
        read_end, write_end = os.pipe()
        # Xvfb itself picks a free number and tells it on -displayfd: asking first would be a race.
        command = [xvfb, "-displayfd", str(write_end), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
        server = subprocess.Popen(
            command, pass_fds=(write_end,), stdin=subprocess.DEVNULL, stdout=complaints, stderr=complaints
        )
        os.close(write_end)
        try:
            # Reading ends by itself if Xvfb dies: then the pipe has no writer left.
            with os.fdopen(read_end) as answer:
                number = answer.readline().strip()
            if not number:
                complaints.seek(0)
                raise SetupError(f"Xvfb did not start:\n\n{complaints.read().decode(errors='replace')}")
            yield {"DISPLAY": f":{number}"}
        finally:
            server.terminate()
            server.wait()
