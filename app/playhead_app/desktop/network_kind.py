"""Which sort of network this is: settings of quality are kept for each."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

__all__ = ["NetworkKind"]

_KINDS = {
    QNetworkInformation.TransportMedium.Ethernet: "cable",
    QNetworkInformation.TransportMedium.WiFi: "wifi",
    QNetworkInformation.TransportMedium.Cellular: "mobile",
}
_FEATURES = QNetworkInformation.Feature


class NetworkKind(QObject):
    """What Qt knows of the network; nothing more where the system doesn't tell (a server, a sandbox).

    Args:
        find: Finds Qt's source; for tests.
    """

    changed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        find: Callable[[], QNetworkInformation | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = (find or _find)()
        if self._source is not None:
            self._source.transportMediumChanged.connect(self.changed)
            self._source.isMeteredChanged.connect(self.changed)

    @property
    def kind(self) -> str:
        """`cable`, `wifi`, `mobile` (or any that is paid by the byte), or `other`."""
        source = self._source
        if source is None:
            return "other"
        if source.isMetered():
            return "mobile"
        return _KINDS.get(source.transportMedium(), "other")


def _find() -> QNetworkInformation | None:
    wanted = _FEATURES.TransportMedium | _FEATURES.Metered
    if not (QNetworkInformation.loadBackendByFeatures(wanted) or QNetworkInformation.loadDefaultBackend()):
        return None
    return QNetworkInformation.instance()
