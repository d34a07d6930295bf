"""The app in the viewer's language: which there are, how texts are found, and how they are shown."""

from playhead_app.i18n.languages import LANGUAGES, Language, best_of, language_of

__all__ = ["LANGUAGES", "Language", "best_of", "language_of"]
