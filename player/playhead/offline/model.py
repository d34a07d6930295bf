"""What a download is, as data: what is asked for, what is offered, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from playhead.errors import Problem
from playhead.licence import LicenceSource
from playhead.settings import NetworkSettings

__all__ = [
    "Download",
    "DownloadRequest",
    "DownloadState",
    "DownloadWish",
    "Offer",
    "OfflineSettings",
    "QualityOffer",
]


class DownloadState(StrEnum):
    """Where a download is.

    QUEUED waits for its turn, WAITING for the network to come back; both go on by themselves. PAUSED and
    FAILED go on when they are told to.
    """

    QUEUED = "queued"
    DOWNLOADING = "downloading"
    WAITING = "waiting"
    PAUSED = "paused"
    FAILED = "failed"
    COMPLETED = "completed"
    REMOVING = "removing"

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on without anybody doing anything."""
        return self in (DownloadState.QUEUED, DownloadState.DOWNLOADING, DownloadState.WAITING)


@dataclass(frozen=True, slots=True)
class DownloadWish:
    """Which tracks of a title to keep, and how good.

    Attributes:
        max_height: Tallest picture, in lines; None for the best there is. Where all are taller, the smallest.
        max_bandwidth_bps: Of the picture, as declared; None for no limit.
        audio_languages: BCP 47; one track for each that the title has. Empty: the author's own choice.
        text_languages: BCP 47; None keeps all captions, empty none.
        with_thumbnails: Keep the pictures for scrubbing, where there are any.
    """

    max_height: int | None = None
    max_bandwidth_bps: int | None = None
    audio_languages: tuple[str, ...] = ()
    text_languages: tuple[str, ...] | None = None
    with_thumbnails: bool = True


@dataclass(frozen=True, slots=True)
class DownloadRequest:
    """A title to be kept.

    Attributes:
        url: Of its manifest, HLS or DASH; not live.
        name: For people.
        key: Names the title for whoever embeds this, whatever its address; the address if empty. There is one
            download for each key.
        licence: Where its licence is to be had, if it is protected. It is not written down: what is kept are
            names of licences, which rest in the CDM's own store.
        lifetime_s: Seconds after which it may not be watched any more; None for ever.
        pictures: Addresses of artwork to keep beside it, by any name. One that can't be had is left out.
        details: Whatever the embedder wants to find again beside the download.
    """

    url: str
    name: str = ""
    key: str = ""
    wish: DownloadWish = field(default_factory=DownloadWish)
    licence: LicenceSource | None = None
    lifetime_s: float | None = None
    pictures: Mapping[str, str] = field(default_factory=dict[str, str])
    details: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Download:
    """One download, as it is now.

    Attributes:
        id: Its name in the store.
        problem: Why it FAILED, or what a WAITING one waits for; None otherwise.
        stored_bytes: What is there, with what has come of the requests under way.
        expected_bytes: The whole, as far as anybody can tell before the end; 0 if not known yet.
        stored_s: Seconds of picture (or of sound, if there is no picture) that are there.
        duration_s: Length of the title; None if not known yet.
        height: Of the picture that is kept, in lines; None if not known yet or there is none.
        created_utc_s, expires_utc_s: Seconds since 1970; the second is None if it lasts for ever.
        is_playable: It can be watched now.
        details: The request's.
    """

    id: str
    key: str
    name: str
    state: DownloadState
    wish: DownloadWish
    problem: Problem | None
    stored_bytes: int
    expected_bytes: int
    stored_s: float
    duration_s: float | None
    height: int | None
    created_utc_s: float
    expires_utc_s: float | None
    is_playable: bool
    details: Mapping[str, str]

    @property
    def share(self) -> float:
        """How much of it is there, 0 to 1; 1 only when it is complete."""
        if self.state is DownloadState.COMPLETED:
            return 1.0
        return min(0.999, self.stored_bytes / self.expected_bytes) if self.expected_bytes else 0.0


@dataclass(frozen=True, slots=True)
class QualityOffer:
    """One quality that a title could be kept in.

    Attributes:
        height: In lines; None if the manifest doesn't say.
        size_bytes: About what it would take, with sound.
    """

    height: int | None
    bandwidth_bps: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What a title could be kept as.

    Attributes:
        qualities: Best first.
        audio_languages, text_languages: BCP 47, in the manifest's order.
        is_protected: A licence is needed.
    """

    duration_s: float
    qualities: tuple[QualityOffer, ...]
    audio_languages: tuple[str, ...]
    text_languages: tuple[str, ...]
    is_protected: bool

    def size_bytes(self, max_height: int | None) -> int:
        """Return about what a wish with this limit would take; 0 if there is no picture at all."""
        fitting = [each for each in self.qualities if max_height is None or (each.height or 0) <= max_height]
        return (fitting[0] if fitting else self.qualities[-1]).size_bytes if self.qualities else 0


@dataclass(frozen=True, slots=True)
class OfflineSettings:
    """How a store downloads and how much it may keep.

    Attributes:
        max_bytes: All downloads together; None for as much as the disk has.
        min_free_bytes: Leave at least this much free on the disk.
        parallel_requests: At once, in all.
        gentle_requests: At once while something else needs the line (`OfflineStore.give_way`).
        first_pause_s, longest_pause_s: Between tries while there is no network; doubled each time.
        may_keep_keys: Whether HLS key files may be kept, in the system's vault; never in a file.
        network: Patience and limits of requests.
    """

    max_bytes: int | None = None
    min_free_bytes: int = 256 * 1024 * 1024
    parallel_requests: int = 4
    gentle_requests: int = 1
    first_pause_s: float = 2.0
    longest_pause_s: float = 120.0
    may_keep_keys: bool = True
    network: NetworkSettings = field(default_factory=NetworkSettings)
