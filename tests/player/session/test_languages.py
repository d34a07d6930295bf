"""How near two languages are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.session.languages import language_rank


@pytest.mark.parametrize(
    ("wish", "best_first"),
    [
        ("pt", ("pt", "pt-BR", "es")),
        ("pt-BR", ("pt-BR", "pt", "pt-PT", "es")),
        ("pt-PT", ("pt-PT", "pt", "pt-BR", "und")),
        ("zh-TW", ("zh-TW", "zh", "zh-Hant", "zh-Hans", "ja")),
        ("zh-Hant", ("zh-Hant", "zh-Hant-HK", "zh", "zh-TW", "zh-CN", "yue")),
        ("sr-Latn", ("sr-Latn", "sr-Latn-RS", "sr", "sr-Cyrl", "hr")),
        ("en-GB", ("en-gb", "en", "en-US", "fr")),
        ("de", ("de", "de-AT", "fr")),
    ],
)
def test_nearer_languages_come_first(wish: str, best_first: tuple[str, ...]) -> None:
    ranks = [language_rank(language, [wish]) for language in best_first]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("deu", "de"),
        ("ger", "de"),
        ("iw", "he"),
        ("no", "nb"),
        ("eng-US", "en-us"),
        ("pt_BR", "pt-BR"),
        ("cmn", "zh"),
    ],
)
def test_older_and_longer_codes_mean_the_same(one: str, other: str) -> None:
    assert language_rank(one, [other]) == language_rank(other, [one]) == 0


def test_any_fit_to_an_earlier_wish_is_better_than_the_best_to_a_later_one() -> None:
    assert language_rank("zh-Hans", ["zh-Hant", "en"]) < language_rank("en", ["zh-Hant", "en"])


def test_undeclared_languages_fit_nothing() -> None:
    nothing = language_rank("fr", ["de"])
    assert language_rank("und", ["und"]) == language_rank("", ["", "de"]) - 6 == nothing


tags = st.text(max_size=12) | st.from_regex(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?", fullmatch=True)


@given(language=tags, wishes=st.lists(tags, max_size=4))
def test_a_rank_is_in_bounds_whatever_the_tags(language: str, wishes: list[str]) -> None:
    assert 0 <= language_rank(language, wishes) <= 6 * len(wishes)
