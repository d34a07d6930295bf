"""Movies from files: Sabre's JSON, folders of sizes with a description, and what is wrong with them."""

import json
from pathlib import Path

import numpy as np
import pytest

from playhead_abr.lab import Movie
from playhead_abr.lab.formats import FormatError, movie_text, read_movie

SABRE = """{
  "segment_duration_ms": 3000,
  "bitrates_kbps": [200, 800],
  "segment_sizes_bits": [
    [600000, 2400000],
    [590000, 2200000]
  ]
}"""


def test_a_movie_survives_being_written(tmp_path: Path) -> None:
    sizes = np.array([[1e6, 2.5e6], [1.1e6, 2e6]])
    movie = Movie("m", 2.002, np.array([4e5, 1e6]), sizes, np.array([[50.5, 90.0], [60.0, 91.25]]))
    path = tmp_path / "m.json"
    path.write_text(movie_text(movie), encoding="utf-8")
    again = read_movie(path)
    assert (again.name, again.segment_duration_s) == ("m", pytest.approx(2.002))
    np.testing.assert_array_equal(again.sizes_bits, movie.sizes_bits)
    np.testing.assert_array_equal(again.vmaf, movie.vmaf)
    assert json.loads(path.read_text())["bitrates_kbps"] == [400, 1000]


@pytest.mark.parametrize(
    ("change", "line", "word"),
    [
        (("590000, ", ""), 6, "one value for each of 2"),
        (("590000", '"x"'), 6, "no number"),
        (('"segment_sizes_bits"', '"sizes"'), None, "missing"),
        (("[200, 800]", "[800, 200]"), None, "ascend"),
        (("[200, 800]", "200"), None, "no list"),
        (("3000,", "3000"), 3, "delimiter"),
        (("590000", "-5"), None, "no size"),
    ],
)
def test_a_fault_in_a_movie_is_named(
    tmp_path: Path, change: tuple[str, str], line: int | None, word: str
) -> None:
    path = tmp_path / "m.json"
    path.write_text(SABRE.replace(*change), encoding="utf-8")
    with pytest.raises(FormatError, match=word) as caught:
        read_movie(path)
    assert caught.value.line == line


@pytest.fixture
def described(tmp_path: Path) -> Path:
    for folder, rows in (("size", ((10, 30), (5, 9))), ("vmaf", ((40, 44), (90, 92)))):
        (tmp_path / folder).mkdir()
        for rung, values in enumerate(rows):
            (tmp_path / folder / f"v{rung}").write_text("\n".join(map(str, values)), encoding="utf-8")
    path = tmp_path / "film.toml"
    path.write_text('segment_s = 4\nsizes = "size"\nvmaf = "vmaf"\n', encoding="utf-8")
    return path


def test_per_rung_files_are_ordered_by_what_they_hold(described: Path) -> None:
    movie = read_movie(described)
    np.testing.assert_array_equal(movie.sizes_bits, [[40, 80], [72, 240]])
    np.testing.assert_array_equal(movie.bitrates_bps, [14, 40])
    np.testing.assert_array_equal(movie.vmaf, [[40, 90], [44, 92]])
    assert movie.name == "film"


def test_a_description_says_what_it_lacks(described: Path) -> None:
    for text, word in (
        ('sizes = "size"', "segment_s"),
        ("segment_s = 4", "sizes"),
        ('segment_s = 4\nsizes = "no"', "no such folder"),
        ('segment_s = 4\nsizes = "size"\nlength = 3', "length"),
        ("segment_s = ", "neither"),
    ):
        described.write_text(text, encoding="utf-8")
        with pytest.raises(FormatError, match=word):
            read_movie(described)
    (described.parent / "size" / "v1").write_text("5\n", encoding="utf-8")
    described.write_text('segment_s = 4\nsizes = "size"', encoding="utf-8")
    with pytest.raises(FormatError, match=r"v1.*1 segments"):
        read_movie(described)
    with pytest.raises(FormatError, match="description"):
        read_movie(described.parent / "size")


@pytest.mark.corpus
def test_real_movies_are_read(traces_corpus: Path) -> None:
    assert read_movie(traces_corpus / "movies/sabre/bbb.json").sizes_bits.shape == (199, 10)
    assert read_movie(traces_corpus / "movies/sabre/bbb4k.json").sizes_bits.shape == (199, 6)
