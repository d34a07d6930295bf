"""Qt's decorators with their types, in one place.

PySide6's stubs give `Property` and `Slot` no useful types, so a strict checker would lose track of every
view-model member. These two wrappers tell it the truth and are PySide6's own objects at run time.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, overload

from PySide6.QtCore import Property, QCoreApplication, Signal, Slot

__all__ = ["qproperty", "slot", "translate"]

translate = QCoreApplication.translate
"""Give a literal `translate("Context", "text")`: the translators' tool looks for exactly that."""

T = TypeVar("T")
P = ParamSpec("P")

if TYPE_CHECKING:

    class _ReadOnly(Generic[T]):
        """What a checker sees of a read-only Qt property."""

        @overload
        def __get__(self, instance: None, owner: type[Any]) -> "_ReadOnly[T]": ...
        @overload
        def __get__(self, instance: object, owner: type[Any]) -> T: ...
        def __get__(self, instance: object, owner: type[Any]) -> "T | _ReadOnly[T]": ...


def qproperty(
    kind: type | str, *, notify: Signal | None = None
) -> "Callable[[Callable[[Any], T]], _ReadOnly[T]]":
    """Make a read-only Qt property of a getter; without `notify` it is constant.

    Args:
        kind: Python type or Qt type name, e.g. `str` or `"QVariantList"`.
        notify: The signal that tells of a change.
    """

    def decorate(getter: Callable[[Any], T]) -> Any:
        if notify is None:
            return Property(kind, getter, constant=True)  # pyright: ignore[reportArgumentType, reportCallIssue]  # stubs
        return Property(kind, getter, notify=notify)  # pyright: ignore[reportArgumentType, reportCallIssue]  # stubs

    return decorate


def slot(*kinds: type | str, result: type | str | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Mark a method as callable from QML, with Qt's types for its arguments and its result."""

    def decorate(method: Callable[P, T]) -> Callable[P, T]:
        if result is None:
            return Slot(*kinds)(method)  # pyright: ignore  # stubs know no types here
        return Slot(*kinds, result=result)(method)  # pyright: ignore  # stubs know no types here

    return decorate
