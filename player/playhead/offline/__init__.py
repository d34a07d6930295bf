"""Titles kept on this device: download them, and play them without a network. Start with `OfflineStore`."""

from playhead.offline.disk import Disk
from playhead.offline.model import (
    Download,
    DownloadRequest,
    DownloadState,
    DownloadWish,
    Offer,
    OfflineSettings,
    QualityOffer,
)
from playhead.offline.store import SCHEME, OfflineStore
from playhead.session.shelf import OpenedTitle

__all__ = [
    "SCHEME",
    "Disk",
    "Download",
    "DownloadRequest",
    "DownloadState",
    "DownloadWish",
    "Offer",
    "OfflineSettings",
    "OfflineStore",
    "OpenedTitle",
    "QualityOffer",
]
