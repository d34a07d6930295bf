"""Every text of the app is known to the translators, and translated."""

import shutil
from pathlib import Path

import pytest

from playhead_app.i18n import LANGUAGES, best_of, language_of, texts
from playhead_app.i18n.languages import Language

FOLDER = Path(texts.__file__).parent
FOREIGN = [language for language in LANGUAGES if language.code != "en"]


@pytest.fixture(scope="module")
def brought_up_to_date(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for language in LANGUAGES:
        shutil.copy(texts.ts_file(language, FOLDER), folder)
    texts.update_texts(folder)
    return folder


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_no_text_is_unknown_to_the_translators_and_none_has_gone(
    language: Language, brought_up_to_date: Path
) -> None:
    kept = {(text.context, text.source) for text in texts.read_texts(language)}
    found = {(text.context, text.source) for text in texts.read_texts(language, brought_up_to_date)}
    assert found - kept == set(), "run: python3 run.py texts update"
    assert kept - found == set(), "run: python3 run.py texts update"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_text_is_translated_with_its_placeholders(language: Language) -> None:
    assert texts.complaints(language) == []


def test_the_sdk_s_sentences_are_among_the_texts() -> None:
    problems = {text.source for text in texts.read_texts(FOREIGN[0]) if text.context == "Problem"}
    assert "The video decoder gave up." in problems


def test_a_missing_translation_and_a_lost_placeholder_are_told(tmp_path: Path) -> None:
    german = FOREIGN[0]
    texts.ts_file(german, tmp_path).write_text(
        '<?xml version="1.0"?><TS language="de"><context><name>Tile</name>'
        '<message><source>Play</source><translation type="unfinished"></translation></message>'
        "<message><source>%1 of %2</source><translation>%1 von</translation></message>"
        "</context></TS>"
    )
    found = texts.complaints(german, tmp_path)
    assert len(found) == 2
    assert "not translated" in found[0]
    assert "placeholders" in found[1]


def test_the_first_language_that_the_app_speaks_is_taken() -> None:
    assert best_of(["fr-FR", "es_MX", "de"]).code == "es"
    assert best_of(["fr-FR"]).code == "en"
    assert language_of("ar-EG") == language_of("ar")
    assert language_of("xx") is None
