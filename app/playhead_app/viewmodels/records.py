"""A list model over frozen records.

QML asks a list model for roles; our records are frozen data. `RecordModel` maps one to the other with a
table of getters, and grows at the end without touching what a view has already made.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from playhead_app.qt import qproperty

__all__ = ["RecordModel"]

T = TypeVar("T")
_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_Index = QModelIndex | QPersistentModelIndex


class RecordModel(QAbstractListModel, Generic[T]):
    """Rows of `T`, seen through named roles."""

    count_changed = Signal()

    def __init__(self, roles: Mapping[str, Callable[[T], object]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(roles)
        self._getters = tuple(roles.values())
        self._records: list[T] = []

    @qproperty(int, notify=count_changed)
    def count(self) -> int:
        """How many records there are."""
        return len(self._records)

    @property
    def records(self) -> Sequence[T]:
        """What the model holds."""
        return self._records

    def replace_all(self, records: Sequence[T]) -> None:
        """Show other records; views start anew."""
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()
        self.count_changed.emit()

    def renew(self, records: Sequence[T]) -> None:
        """Show other records; where they are as many as before, views keep their place."""
        if len(records) != len(self._records):
            self.replace_all(records)
            return
        for position, record in enumerate(records):
            if record != self._records[position]:
                self.update(position, record)

    def append(self, records: Sequence[T]) -> None:
        """Add records at the end; views keep what they show."""
        if not records:
            return
        first = len(self._records)
        self.beginInsertRows(QModelIndex(), first, first + len(records) - 1)
        self._records.extend(records)
        self.endInsertRows()
        self.count_changed.emit()

    def insert(self, position: int, record: T) -> None:
        """Put a record between others; views keep what they show."""
        self.beginInsertRows(QModelIndex(), position, position)
        self._records.insert(position, record)
        self.endInsertRows()
        self.count_changed.emit()

    def remove(self, position: int) -> None:
        """Take a record out; views keep what they show of the others."""
        self.beginRemoveRows(QModelIndex(), position, position)
        del self._records[position]
        self.endRemoveRows()
        self.count_changed.emit()

    def _put(self, first: int, records: Sequence[T]) -> None:
        """Put others in the places of a stretch; their views update themselves."""
        if records:
            self._records[first : first + len(records)] = records
            self.dataChanged.emit(self.index(first), self.index(first + len(records) - 1))

    def update(self, position: int, record: T) -> None:
        """Put another record in a place; its view updates itself."""
        self._records[position] = record
        index = self.index(position)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's signature
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._records)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt: one role of one row."""
        position = role - _FIRST_ROLE
        if not index.isValid() or not 0 <= position < len(self._getters):
            return None
        return self._getters[position](self._records[index.row()])

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802  # Qt's name
        """Qt: the names that QML uses."""
        return {_FIRST_ROLE + n: QByteArray(name.encode()) for n, name in enumerate(self._names)}
