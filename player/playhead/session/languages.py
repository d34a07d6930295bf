"""How well a language fits a wish: lookup as in RFC 4647 §3.4, and what people mean beyond it.

Lookup alone answers `pt-BR` with `pt`, but not `pt` with `pt-BR`, nor `zh-TW` with `zh-Hant`. A viewer who
asks for one would rather have the other than a language that they don't speak, so nearness is graded and the
best of what is there wins.
"""

from collections.abc import Sequence
from functools import lru_cache

__all__ = ["language_rank"]

# ISO 639-2 codes, both kinds, and withdrawn codes, as BCP 47 wants them (RFC 5646 §2.2.1, §4.5).
_CANONICAL = {
    "ara": "ar", "bul": "bg", "ces": "cs", "cze": "cs", "chi": "zh", "zho": "zh", "cmn": "zh", "dan": "da",
    "deu": "de", "ger": "de", "dut": "nl", "nld": "nl", "ell": "el", "gre": "el", "eng": "en", "est": "et",
    "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "heb": "he", "iw": "he", "hin": "hi",
    "hrv": "hr", "hun": "hu", "ice": "is", "isl": "is", "ind": "id", "in": "id", "ita": "it", "jpn": "ja",
    "kor": "ko", "lav": "lv", "lit": "lt", "may": "ms", "msa": "ms", "nob": "nb", "no": "nb", "nor": "nb",
    "nno": "nn", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "mo": "ro", "rus": "ru", "slk": "sk",
    "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tam": "ta", "tel": "te", "tha": "th",
    "tur": "tr", "ukr": "uk", "vie": "vi", "cat": "ca", "eus": "eu", "baq": "eu", "glg": "gl", "cym": "cy",
    "wel": "cy", "gle": "ga",
}  # fmt: skip
# Written Chinese differs by script; a region implies one.
_SCRIPTS = {"tw": "hant", "hk": "hant", "mo": "hant", "cn": "hans", "sg": "hans"}
_EXACT, _NARROWER, _BROADER, _SAME_SCRIPT, _SAME_LANGUAGE, _OTHER_SCRIPT = range(6)
_GRADES = 6


def language_rank(language: str, wishes: Sequence[str]) -> int:
    """Return how well a language fits, 0 best; the same number for every language that fits no wish.

    Any fit to an earlier wish is better than the best fit to a later one.

    Args:
        language: BCP 47, as the manifest has it.
        wishes: BCP 47, best first.
    """
    offered = _subtags(language)
    for nth, wish in enumerate(wishes):
        grade = _grade(_subtags(wish), offered)
        if grade is not None:
            return nth * _GRADES + grade
    return len(wishes) * _GRADES


@lru_cache(maxsize=256)
def _subtags(language: str) -> tuple[str, ...]:
    primary, *rest = language.strip().lower().replace("_", "-").split("-")
    return (_CANONICAL.get(primary, primary), *rest)


def _grade(wished: Sequence[str], offered: Sequence[str]) -> int | None:
    if wished[0] != offered[0] or wished[0] in ("", "und"):
        return None
    if wished == offered:
        return _EXACT
    scripts = {_script(wished), _script(offered)} - {""}
    if len(scripts) == 2:
        return _OTHER_SCRIPT
    shorter = min(len(wished), len(offered))
    if wished[:shorter] == offered[:shorter]:
        return _NARROWER if len(offered) > shorter else _BROADER
    return _SAME_SCRIPT if scripts else _SAME_LANGUAGE


def _script(subtags: Sequence[str]) -> str:
    """Return the script that a tag names or implies; empty if it leaves that open."""
    written = next((each for each in subtags[1:] if len(each) == 4 and each.isalpha()), "")
    if written or subtags[0] != "zh":
        return written
    return next((_SCRIPTS[each] for each in subtags[1:] if each in _SCRIPTS), "")
