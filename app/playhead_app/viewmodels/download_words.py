"""What the app says of a download: how far it is, how large, until when."""

from PySide6.QtCore import QDateTime, QLocale, Qt

from playhead.offline import Download, DownloadState
from playhead_app.qt import translate
from playhead_app.viewmodels.words import data_size, quality_name

__all__ = ["note_of", "room_text", "status_of"]


def status_of(download: Download, *, is_expired: bool) -> str:
    """Return where a download is, in a few words; empty if it is complete and well."""
    if is_expired:
        return translate("Downloads", "Its time is over")
    percent = int(100 * download.share)
    match download.state:
        case DownloadState.COMPLETED:
            return ""
        case DownloadState.DOWNLOADING:
            return translate("Downloads", "Downloading · {percent} %").format(percent=percent)
        case DownloadState.QUEUED:
            return translate("Downloads", "Waits for its turn")
        case DownloadState.WAITING:
            return translate("Downloads", "Waits for the network · {percent} %").format(percent=percent)
        case DownloadState.PAUSED:
            return translate("Downloads", "Paused · {percent} %").format(percent=percent)
        case DownloadState.REMOVING:
            return translate("Downloads", "Is being deleted")
        case DownloadState.FAILED:
            problem = download.problem
            return translate("Problem", problem.message) if problem is not None else ""


def note_of(download: Download, now_utc_s: float) -> str:
    """Return quality, size and expiry of a download."""
    parts: list[str] = []
    if download.height:
        parts.append(quality_name(download.height))
    if download.state is DownloadState.COMPLETED or not download.expected_bytes:
        parts.append(data_size(download.stored_bytes))
    else:
        parts.append(
            translate("Downloads", "{done} of {whole}").format(
                done=data_size(download.stored_bytes), whole=data_size(download.expected_bytes)
            )
        )
    if download.expires_utc_s is not None and now_utc_s < download.expires_utc_s:
        moment = QDateTime.fromSecsSinceEpoch(int(download.expires_utc_s))
        date = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        parts.append(translate("Downloads", "can be watched until {date}").format(date=date))
    return " · ".join(map(_alone, parts))


def _alone(part: str) -> str:
    """Return a part that keeps its own direction beside others: figures would change places in Arabic."""
    is_mirrored = QLocale().textDirection() is Qt.LayoutDirection.RightToLeft
    return f"\u2068{part}\u2069" if is_mirrored else part


def room_text(used_bytes: int, free_bytes: int) -> str:
    """Return what downloads take and what they may still take."""
    return translate("Downloads", "{used} used, {free} free").format(
        used=data_size(used_bytes), free=data_size(free_bytes)
    )
