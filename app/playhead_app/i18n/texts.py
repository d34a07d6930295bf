"""The translators' files: brought up to date from the sources, checked, and compiled for Qt.

    python -m playhead_app.i18n update     find all texts, add the new ones, drop those that are gone
    python -m playhead_app.i18n check      say what is missing, and end with 1 if anything is
    python -m playhead_app.i18n compile    make what the app reads; also done by `run.py setup`

Qt's lupdate reads QML and Python. Two kinds of text it can't see, because they belong to rooms that know no
Qt: the SDK's sentences on problems. They are handed to it in a file made for the purpose.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from playhead.errors import viewer_sentences
from playhead_app.i18n.languages import LANGUAGES, SOURCE, Language

__all__ = ["Text", "compile_texts", "compiled", "complaints", "read_texts", "update_texts"]

_FOLDER = Path(__file__).parent
_PACKAGE = _FOLDER.parent
_PLACEHOLDER = re.compile(r"%L?\d|%n|\{\w*\}")
# The demo draws films; what it says belongs to the service, not to the app.
_SEARCHED = ("*.py", "qml/**/*.qml", "viewmodels/**/*.py", "catalogue/**/*.py", "account/**/*.py")
_ALSO_SEARCHED = ("desktop/**/*.py", "library/**/*.py", "downloads/**/*.py", "bridge/**/*.py")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the app and what a language makes of it.

    Attributes:
        forms: The translation, or one for each plural form; empty strings where it is missing.
    """

    context: str
    source: str
    forms: tuple[str, ...]


def update_texts(folder: Path = _FOLDER) -> None:
    """Find all texts and bring every language's file up to date; translations stay.

    Raises:
        RuntimeError: Qt's lupdate is missing or failed.
    """
    with tempfile.TemporaryDirectory() as made:
        sentences = Path(made) / "sentences.py"
        lines = (f"QT_TRANSLATE_NOOP('Problem', {_quoted(text)})" for text in sorted(set(viewer_sentences())))
        sentences.write_text("\n".join(lines), encoding="utf-8")
        sources = [*map(str, sorted(_sources())), str(sentences)]
        for language in LANGUAGES:
            # English is what is in the sources, except where its words follow a number.
            plural = ["-pluralonly"] if language == SOURCE else []
            _run(
                "lupdate",
                [
                    *sources,
                    *("-no-obsolete", "-locations", "none", *plural),
                    *("-source-language", "en", "-target-language", language.code),
                    *("-ts", str(ts_file(language, folder))),
                ],
            )


def compile_texts() -> None:
    """Compile every language that has changed since it was last compiled."""
    for language in LANGUAGES:
        compiled(language)


def compiled(language: Language) -> Path:
    """Return the language's compiled file, made now if it is missing or older than its texts.

    An installed copy brings it along; a checkout makes it.

    Raises:
        RuntimeError: Qt's lrelease is missing or failed.
    """
    source = ts_file(language, _FOLDER)
    target = source.with_suffix(".qm")
    if not target.exists() or (source.exists() and source.stat().st_mtime > target.stat().st_mtime):
        _run("lrelease", ["-silent", str(source), "-qm", str(target)])
    return target


def ts_file(language: Language, folder: Path) -> Path:
    """Return where a language's texts are."""
    return folder / f"playhead_{language.code}.ts"


def read_texts(language: Language, folder: Path = _FOLDER) -> list[Text]:
    """Read a language's file."""
    texts: list[Text] = []
    for context in ElementTree.parse(ts_file(language, folder)).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = translation.findall("numerusform") if translation is not None else []
            told = tuple((form.text or "") for form in forms) or (
                (translation.text or "") if translation is not None else "",
            )
            texts.append(Text(context.findtext("name", ""), message.findtext("source", ""), told))
    return texts


def complaints(language: Language, folder: Path = _FOLDER) -> list[str]:
    """Return what a translator still has to do: texts without a translation, or with other placeholders."""
    found: list[str] = []
    for text in read_texts(language, folder):
        where = f"{language.code} · {text.context} · {text.source!r}"
        if not all(text.forms):
            found.append(f"{where}: not translated")
        wanted = sorted(_PLACEHOLDER.findall(text.source))
        # A singular may leave its number out: "one episode".
        found += [
            f"{where}: {form!r} has other placeholders"
            for form in text.forms
            if form and sorted(_PLACEHOLDER.findall(form)) != wanted and "%n" not in text.source
        ]
    return found


def _sources() -> Iterator[Path]:
    for pattern in (*_SEARCHED, *_ALSO_SEARCHED):
        yield from _PACKAGE.glob(pattern)


def _quoted(text: str) -> str:
    # lupdate reads Python's literals as C's: only quotes and backslashes may be escaped.
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _run(program: str, arguments: Sequence[str]) -> None:
    # Not by the wrapper scripts: an installed app need not have them on its path.
    spec = find_spec("PySide6")
    folder = Path(next(iter(spec.submodule_search_locations or ()), "")) if spec else Path()
    path = next((each for each in (folder / program, folder / f"{program}.exe") if each.exists()), None)
    if path is None:
        raise RuntimeError(f"Qt's {program} is not there; it comes with PySide6")
    ended = subprocess.run([str(path), *arguments], capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise RuntimeError(f"{program} ended with {ended.returncode}: {ended.stderr.strip()}")
