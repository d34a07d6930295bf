"""The downloads page, and the download buttons of titles and episodes."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from time import time
from typing import Any

from PySide6.QtCore import QObject, QSettings, QUrl, Signal

from playhead import PlayerError
from playhead.offline import DownloadState
from playhead_app.bridge import Call, Remote
from playhead_app.catalogue import Catalogue, CatalogueError, Refusal
from playhead_app.downloads.desk import DownloadDesk
from playhead_app.downloads.workbench import Considered, Item, Kept, Shelf, Workbench
from playhead_app.library.records import is_wider
from playhead_app.qt import qproperty, slot, translate
from playhead_app.viewmodels.choices import Choice, Choices
from playhead_app.viewmodels.download_words import note_of, room_text, status_of
from playhead_app.viewmodels.now_playing import NowPlaying
from playhead_app.viewmodels.records import RecordModel
from playhead_app.viewmodels.words import data_size, quality_name

__all__ = ["DownloadRow", "Downloads"]

_GB = 1_000_000_000
_LIMITS_GB = (0, 5, 10, 25, 50, 100)
_LIMIT_KEY = "downloads-limit-gb"
_UNKNOWN = Shelf((), 0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class DownloadRow:
    """One line of the page; see `Kept`."""

    kept: Kept
    now_utc_s: float

    @property
    def is_expired(self) -> bool:
        """Whether its time is over."""
        expires_utc_s = self.kept.download.expires_utc_s
        return expires_utc_s is not None and self.now_utc_s >= expires_utc_s

    @property
    def max_rating(self) -> str:
        """The limit of the profile that has downloaded it."""
        return self.kept.download.details.get("max_rating", "")

    @property
    def is_playable(self) -> bool:
        """Whether it can be watched now."""
        return self.kept.download.is_playable and not self.is_expired


class Downloads(QObject):
    """All downloads of this device, and the one that is being considered.

    Args:
        desk: The store; None offers no downloads at all.
        settings: Where the limit is remembered; None forgets it.
    """

    changed = Signal()
    considered_changed = Signal()
    told = Signal(str)
    """A short sentence for the viewer."""

    def __init__(
        self,
        remote: Remote,
        desk: DownloadDesk | None,
        catalogue: Catalogue,
        settings: QSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remote = remote
        self._bench = None if desk is None else Workbench(desk, catalogue, time)
        self._settings = settings
        kept = str(settings.value(_LIMIT_KEY, "0")) if settings is not None else "0"
        self._limit_gb = int(kept) if kept.isdigit() and int(kept) in _LIMITS_GB else 0
        self._watching: Call | None = None
        self._asking: Call | None = None
        self._considered: Considered | None = None
        self._is_considering = False
        self._refusal = ""
        self._fault = ""
        self._revision = 0
        self._max_rating = ""
        self._shelf = _UNKNOWN
        self._choices = Choices(self)
        self._rows: RecordModel[DownloadRow] = RecordModel(
            {
                "download_id": lambda row: row.kept.download.id,
                "name": lambda row: row.kept.download.name or row.kept.download.key,
                "subtitle": lambda row: row.kept.download.details.get("subtitle", ""),
                "picture_url": lambda row: _file_url(row),
                "status": lambda row: status_of(row.kept.download, is_expired=row.is_expired),
                "note": lambda row: note_of(row.kept.download, row.now_utc_s),
                "share": lambda row: row.kept.download.share,
                "is_playable": lambda row: row.is_playable,
                "is_under_way": lambda row: row.kept.download.state.is_under_way,
                "is_failed": lambda row: row.is_expired or row.kept.download.state is DownloadState.FAILED,
            },
            self,
        )

    # What there is

    @qproperty(bool)
    def is_offered(self) -> bool:
        """Whether titles can be downloaded at all."""
        return self._bench is not None

    @qproperty(QObject)
    def rows(self) -> RecordModel[DownloadRow]:
        """All downloads."""
        return self._rows

    @qproperty(int, notify=changed)
    def count(self) -> int:
        """How many this profile may see."""
        return self._rows.count

    @qproperty(int, notify=changed)
    def revision(self) -> int:
        """Another number after every change, for bindings to `mark`."""
        return self._revision

    @qproperty(bool, notify=changed)
    def has_playable(self) -> bool:
        """Whether one of them can be watched now."""
        return any(row.is_playable for row in self._rows.records)

    @qproperty(str, notify=changed)
    def room(self) -> str:
        """What they take, and what they may still take; empty while nobody has looked."""
        is_known = self._shelf is not _UNKNOWN
        return room_text(self._shelf.used_bytes, self._shelf.free_bytes) if is_known else ""

    @qproperty(float, notify=changed)
    def room_share(self) -> float:
        """How much of the room is taken, 0 to 1."""
        whole = self._shelf.used_bytes + self._shelf.free_bytes
        return self._shelf.used_bytes / whole if whole else 0.0

    @qproperty(str, notify=changed)
    def limit(self) -> str:
        """What they may take together."""
        if not self._limit_gb:
            return translate("Downloads", "No limit")
        return translate("Downloads", "{size} at most").format(size=data_size(self._limit_gb * _GB))

    @qproperty(str, notify=changed)
    def fault(self) -> str:
        """Why the downloads can't be shown; empty if they can."""
        return self._fault

    def row_of(self, item_id: str) -> DownloadRow | None:
        """Return the download of a film or an episode."""
        return next((row for row in self._rows.records if row.kept.download.key == item_id), None)

    @slot(str, result=str)
    def mark(self, item_id: str) -> str:
        """Return what a button says of an item's download; empty if there is none."""
        row = self.row_of(item_id)
        if row is None:
            return ""
        download = row.kept.download
        if download.state is DownloadState.COMPLETED and not row.is_expired:
            return translate("Downloads", "Downloaded")
        return status_of(download, is_expired=row.is_expired)

    def url_of(self, item_id: str) -> str:
        """Return what plays an item without the network; empty if nothing does."""
        row = self.row_of(item_id)
        return row.kept.url if row is not None and row.is_playable else ""

    @staticmethod
    def playing_of(row: DownloadRow) -> NowPlaying:
        """Return how a download is played."""
        download = row.kept.download
        subtitle = download.details.get("subtitle", "")
        return NowPlaying(row.kept.url, download.name, subtitle, _file_url(row))

    @qproperty(str, notify=changed)
    def consolation(self) -> str:
        """What to tell a viewer whose network is gone; empty if nothing is kept that could be watched."""
        if not self.has_playable:
            return ""
        return translate("Downloads", "This needs a connection. Downloaded titles still play.")

    # What the viewer may do

    def begin(self) -> None:
        """Open the store and go on with what is under way; quietly, beside everything else."""
        bench = self._bench
        if bench is None or self._watching is not None:
            return
        limit = self._limit_bytes

        def tell(shelf: Shelf) -> None:
            self._remote.post(self._take, shelf)

        self._watching = self._remote.run(
            lambda: bench.watch(tell, limit), then=_ignore, failed=self._on_no_store
        )

    @slot(str, str, str, str)
    def consider(self, item_id: str, name: str, subtitle: str, picture_url: str) -> None:
        """Ask what a film or an episode would take; the answer comes as `choices`."""
        self.forget()
        bench = self._bench
        if bench is None:
            return
        item = Item(item_id, name, subtitle, picture_url, self._max_rating)
        self._is_considering = True
        self._asking = self._remote.run(
            lambda: bench.consider(item), then=self._on_considered, failed=self._on_not_considered
        )
        self.considered_changed.emit()

    @qproperty(bool, notify=considered_changed)
    def is_asking(self) -> bool:
        """Whether the qualities of what is considered aren't known yet."""
        return self._is_considering and self._considered is None and not self._refusal

    @qproperty(str, notify=considered_changed)
    def refusal(self) -> str:
        """Why what is considered can't be downloaded; empty if it can."""
        return self._refusal

    @qproperty(QObject)
    def choices(self) -> Choices:
        """Qualities with their sizes, of what is considered."""
        return self._choices

    @slot(str)
    def choose(self, choice_id: str) -> None:
        """Download what is considered in that quality."""
        bench, considered = self._bench, self._considered
        if bench is None or considered is None:
            return
        max_height = int(choice_id) if choice_id.isdigit() else None
        self._do(lambda: bench.keep(considered, max_height))
        self.told.emit(translate("Downloads", "The download has begun."))
        self.forget()

    @slot()
    def forget(self) -> None:
        """Consider nothing any more."""
        if self._asking is not None:
            self._asking.drop()
            self._asking = None
        self._considered, self._is_considering, self._refusal = None, False, ""
        self._choices.replace_all(())
        self.considered_changed.emit()

    @slot(str)
    def pause(self, download_id: str) -> None:
        """Stop a download until it is resumed."""
        self._change(download_id, "pause")

    @slot(str)
    def resume(self, download_id: str) -> None:
        """Go on with a download, or mend one."""
        self._change(download_id, "resume")

    @slot(str)
    def remove(self, download_id: str) -> None:
        """Delete a download."""
        self._change(download_id, "remove")

    @slot()
    def next_limit(self) -> None:
        """Go round through the limits."""
        bench = self._bench
        if bench is None:
            return
        self._limit_gb = _LIMITS_GB[(_LIMITS_GB.index(self._limit_gb) + 1) % len(_LIMITS_GB)]
        if self._settings is not None:
            self._settings.setValue(_LIMIT_KEY, str(self._limit_gb))
        limit = self._limit_bytes
        self._do(lambda: bench.limit(limit))
        self.changed.emit()

    def show_to(self, max_rating: str) -> None:
        """Show what a profile with this limit may see: what it, or a narrower one, has downloaded."""
        if max_rating != self._max_rating:
            self._max_rating = max_rating
            self._take(self._shelf)

    def give_way(self, is_needed: bool) -> None:
        """Download more gently while something plays."""
        bench = self._bench
        if bench is not None and self._watching is not None:
            self._do(lambda: bench.give_way(is_needed=is_needed))

    def retell(self) -> None:
        """Say everything anew: the language has changed."""
        for place, row in enumerate(self._rows.records):
            self._rows.update(place, row)
        self._revision += 1
        self.changed.emit()

    # --- inside

    @property
    def _limit_bytes(self) -> int | None:
        return self._limit_gb * _GB or None

    def _take(self, shelf: Shelf) -> None:
        self._shelf, self._fault = shelf, ""
        self._revision += 1
        rows = [DownloadRow(kept, shelf.now_utc_s) for kept in shelf.kept]
        self._rows.renew([row for row in rows if not is_wider(row.max_rating, self._max_rating)])
        self.changed.emit()

    def _on_no_store(self, error: BaseException) -> None:
        self._watching = None
        self._fault = _sentence(error)
        self.changed.emit()

    def _on_considered(self, answer: Considered | Refusal) -> None:
        self._asking = None
        if isinstance(answer, Refusal):
            self._refusal = answer.message
        else:
            self._considered = answer
            # What is kept is never taller than the chosen one; without heights there is one quality only.
            self._choices.replace_all(
                [
                    Choice(
                        str(each.height or "all"),
                        quality_name(each.height, each.bandwidth_bps),
                        translate("Downloads", "about {size}").format(size=data_size(each.size_bytes)),
                    )
                    for each in answer.sizes.qualities
                ]
                or [Choice("all", translate("Downloads", "Sound only"))]
            )
        self.considered_changed.emit()

    def _on_not_considered(self, error: BaseException) -> None:
        self._asking = None
        self._refusal = _sentence(error)
        self.considered_changed.emit()

    def _change(self, download_id: str, verb: str) -> None:
        bench = self._bench
        if bench is not None:
            self._do(lambda: bench.change(download_id, verb))

    def _do(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._remote.run(work, then=_ignore, failed=lambda error: self.told.emit(_sentence(error)))


def _sentence(error: BaseException) -> str:
    if isinstance(error, PlayerError):
        return translate("Problem", error.problem.message)
    if isinstance(error, CatalogueError):
        return error.message
    raise error


def _file_url(row: DownloadRow) -> str:
    picture = row.kept.picture
    return "" if picture is None else QUrl.fromLocalFile(str(picture)).toString()


def _ignore(_: object) -> None:
    """What was done shows in the next shelf."""
