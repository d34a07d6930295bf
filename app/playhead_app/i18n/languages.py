"""The languages that the app speaks. No Qt here: the tools ask too."""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["LANGUAGES", "SOURCE", "Language", "best_of", "language_of"]


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the app.

    Attributes:
        code: ISO 639-1.
        name: As its speakers write it, so that they find it whatever is set now.
        locale: Whose dates and numbers go with it where the system says nothing better.
        is_right_to_left: Whether pages are mirrored.
    """

    code: str
    name: str
    locale: str
    is_right_to_left: bool = False


SOURCE = Language("en", "English", "en_GB")
LANGUAGES = (
    SOURCE,
    Language("de", "Deutsch", "de_DE"),
    Language("es", "Español", "es_ES"),
    Language("ja", "日本語", "ja_JP"),
    # Titles' numbers (4K, 1080p, 2:03) are in Western digits; the Emirates' locale writes all others so too.
    Language("ar", "العربية", "ar_AE", is_right_to_left=True),
)


def language_of(code: str) -> Language | None:
    """Return the language of a tag such as `de`, `de-AT` or `de_AT`; None if the app doesn't speak it."""
    primary = code.replace("_", "-").partition("-")[0].lower()
    return next((language for language in LANGUAGES if language.code == primary), None)


def best_of(wanted: Iterable[str]) -> Language:
    """Return the first language of the viewer's list that the app speaks; English if it speaks none."""
    return next((known for tag in wanted if (known := language_of(tag)) is not None), SOURCE)
