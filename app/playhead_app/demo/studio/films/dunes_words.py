"""What the narrator of “The Long Dusk” says, in English and German."""

from playhead_app.demo.studio.reel import Line, Subtitles

__all__ = ["SUBTITLES"]

_TIMES_S = ((2.4, 5.8), (6.6, 10.4), (11.8, 15.8), (16.6, 19.8), (21.6, 25.4), (26.4, 29.2), (30.6, 34.2))
_ENGLISH = (
    "The day goes out slowly here.",
    "It folds its light into the sand,\none dune at a time.",
    "Far off, a caravan.\nNobody has told it to hurry.",
    "It carries salt, and letters, and sleep.",
    "At night the desert lends us\nevery star it has.",
    "By morning it wants them back.",
    "<i>And the light begins its long walk again.</i>",
)
_GERMAN = (
    "Der Tag geht hier langsam aus.",
    "Er faltet sein Licht in den Sand,\nDüne um Düne.",
    "Weit draußen eine Karawane.\nNiemand hat sie zur Eile gerufen.",
    "Sie trägt Salz und Briefe und Schlaf.",
    "Nachts leiht uns die Wüste\njeden Stern, den sie hat.",
    "Am Morgen will sie alle zurück.",
    "<i>Und das Licht macht sich wieder auf den langen Weg.</i>",
)


def _lines(words: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(*times, text) for times, text in zip(_TIMES_S, words, strict=True))


SUBTITLES = (Subtitles("en", "English", _lines(_ENGLISH)), Subtitles("de", "Deutsch", _lines(_GERMAN)))
