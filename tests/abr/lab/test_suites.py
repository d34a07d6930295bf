"""Suites: what they name is read, what they say is spread out, and what makes no sense is an error."""

from pathlib import Path

import pytest

from playhead_abr.lab import Movie, Replacement
from playhead_abr.lab.formats import FormatError, movie_text
from playhead_abr.lab.sweep import Suite, read_suite

SUITE = """
seeds = [0, 3]
[player]
buffer_s = [10, 25]
[[traces]]
path = "lines/*.log"
set = "slow"
latency_ms = 80
[[movies]]
path = "film.json"
[[algorithms]]
name = "bola"
[[algorithms]]
name = "throughput"
label = "thr"
safety_factor = [0.7, 0.9]
initial_bps = 500_000
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lines").mkdir()
    for name, mbps in (("a.log", 1.0), ("b.log", 0.4)):
        (tmp_path / "lines" / name).write_text(f"0 1\n4 {mbps}\n9 {mbps * 2}\n", encoding="utf-8")
    film = Movie("film", 2.0, [3e5, 9e5], [[6e5, 1.9e6], [5e5, 1.7e6]])  # pyright: ignore[reportArgumentType]
    (tmp_path / "film.json").write_text(movie_text(film), encoding="utf-8")
    return tmp_path


def suite(folder: Path, text: str = SUITE) -> Suite:
    path = folder / "suite.toml"
    path.write_text(text, encoding="utf-8")
    return read_suite(path)


def test_lists_become_every_combination(folder: Path) -> None:
    found = suite(folder)
    assert [(each.name, len(each.traces)) for each in found.sets] == [("slow", 2)]
    assert found.sets[0].traces[0].latencies_s[0] == pytest.approx(0.08)
    assert [each.label for each in found.configurations] == [
        "bola",
        "thr safety_factor=0.7",
        "thr safety_factor=0.9",
    ]
    assert dict(found.configurations[2].algorithm.parameters) == {"safety_factor": 0.9, "initial_bps": 5e5}
    assert [each.settings.buffer_capacity_s for each in found.players] == [10, 25]
    assert found.session_count == 2 * 3 * 2 * 2


def test_the_player_can_replace_be_live_and_have_sabres_habits(folder: Path) -> None:
    usual = "buffer_s = [10, 25]"
    found = suite(folder, SUITE.replace(usual, f'{usual}\nreplacement = ["none", "left"]\nmode = "sabre"'))
    assert [each.label for each in found.players] == [
        "buffer 10 s, as sabre",
        "buffer 10 s, as sabre, replaces left",
        "buffer 25 s, as sabre",
        "buffer 25 s, as sabre, replaces left",
    ]
    assert found.players[1].settings.replacement is Replacement.LEFT
    live = suite(folder, SUITE.replace(usual, "part_s = 0.5\nlive_offset_s = 4\ncatch_up = 0.3"))
    settings = live.players[0].settings
    assert (settings.part_duration_s, settings.live_offset_s, settings.catch_up) == (0.5, 4.0, 0.3)


def test_the_fingerprint_follows_the_contents_of_files(folder: Path) -> None:
    before = suite(folder).fingerprint()
    assert suite(folder).fingerprint() == before
    assert suite(folder, SUITE.replace("0.9]", "0.8]")).fingerprint() != before
    (folder / "lines" / "a.log").write_text("0 1\n4 1\n9 2.1\n", encoding="utf-8")
    assert suite(folder).fingerprint() != before


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("lines/*.log", "lines/*.txt"), "no trace at"),
        (("[[algorithms]]", "[[algorithm]]"), "algorithms"),
        (('label = "thr"\nsafety_factor = [0.7, 0.9]', 'label = "bola"'), "two of one name"),
        (("seeds = [0, 3]", "seeds = [0, 0.5]"), "whole numbers"),
        (("seeds = [0, 3]", "seed = 3"), "seed"),
        (("buffer_s =", "bufer_s ="), "bufer_s"),
        (("[0.7, 0.9]", '"x"'), "no number"),
        (("[0.7, 0.9]", "[]"), "empty"),
        (('path = "film.json"', 'sizes = "x"'), "segment_s"),
        (("seeds = [0, 3]", "seeds = "), "no TOML"),
        (("buffer_s = [10, 25]", 'mode = "puffer"'), "exact, sabre, pensieve"),
        (("buffer_s = [10, 25]", 'replacement = "middle"'), "none, left, right"),
        (("buffer_s = [10, 25]", "replacement = 3"), "no text"),
        (("buffer_s = [10, 25]", 'part_s = 1\nreplacement = "left"'), "nothing to replace"),
        (("buffer_s = [10, 25]", "catch_up = 2"), "catch_up"),
        (("[player]", "optimum = true\n[player]\npart_s = 0.5"), "at the live edge"),
    ],
)
def test_what_makes_no_sense_is_named(folder: Path, change: tuple[str, str], word: str) -> None:
    with pytest.raises(FormatError, match=word):
        suite(folder, SUITE.replace(*change))


def test_a_fault_in_a_trace_names_the_trace(folder: Path) -> None:
    (folder / "lines" / "b.log").write_text("0 1\n4 x\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"b\.log, line 2"):
        suite(folder)
