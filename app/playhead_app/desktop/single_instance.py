"""One Playhead a person: a second start hands its link to the first one, and ends.

A local socket named after the user, which only they may open. Whoever dies without taking it down leaves a
dead one behind; nobody answers there, and the next one takes its place.
"""

import getpass
import hashlib
import logging

from platformdirs import user_config_path
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

__all__ = ["SingleInstance"]

_log = logging.getLogger(__name__)
_CONNECT_MS = 300
_WRITE_MS = 500
_LONGEST_BYTES = 4_096


class SingleInstance(QObject):
    """The one instance, or the way to it.

    Args:
        name: Told apart by this; the user's and their settings' own if not given.
    """

    called = Signal(str)
    """A second start: the link that it was given, or nothing. Show the window."""

    def __init__(self, name: str | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name or _own_name()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)

    def hand_over(self, link: str) -> bool:
        """Give a link to the instance that runs; returns False if there is none."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        socket.write(link.encode()[:_LONGEST_BYTES] + b"\n")
        is_written = socket.waitForBytesWritten(_WRITE_MS)
        socket.disconnectFromServer()
        return is_written

    def listen(self) -> bool:
        """Be the one instance from now on; returns False if the system refuses."""
        if self._server.listen(self._name):
            return True
        # Nobody answered there a moment ago: what lies there is dead.
        QLocalServer.removeServer(self._name)
        if self._server.listen(self._name):
            return True
        _log.info("no second start will be heard: %s", self._server.errorString())
        return False

    def close(self) -> None:
        """Be nobody's instance any more."""
        self._server.close()

    def _on_call(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setParent(self)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            line = bytes(socket.readLine(_LONGEST_BYTES + 2).data()).decode(errors="replace").strip()
            self.called.emit(line)
        elif socket.bytesAvailable() > _LONGEST_BYTES:
            socket.abort()


def _own_name() -> str:
    # Other settings are another Playhead: tests have theirs, and so does a viewer who tries something out.
    whose = f"{getpass.getuser()} {user_config_path('playhead', appauthor=False)}"
    return f"playhead-{hashlib.sha256(whose.encode()).hexdigest()[:16]}"
