"""Words, menus and settings."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication

from playhead_app.viewmodels.preferences import Preferences
from playhead_app.viewmodels.records import RecordModel
from playhead_app.viewmodels.words import bitrate, clock_time, data_size, quality_name
from playhead_app.window import name_in


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59.9, "0:59"), (61, "1:01"), (3600, "1:00:00"), (36_061, "10:01:01"), (-1, "0:00")],
)
def test_times_are_read_like_a_clock(seconds: float, text: str) -> None:
    assert clock_time(seconds) == text


@given(st.floats())
def test_no_number_breaks_a_time_or_a_bitrate(number: float) -> None:
    assert clock_time(number)
    assert bitrate(number)


def test_figures_have_units() -> None:
    assert bitrate(4_520_000) == "4.5 Mb/s"
    assert bitrate(820_000) == "820 kb/s"
    assert bitrate(None) == bitrate(math.nan) == "–"
    assert data_size(12_340_000) == "12.3 MB"
    assert data_size(1_240_000_000) == "1.24 GB"


def test_a_quality_is_named_by_its_height_or_else_by_its_bitrate() -> None:
    assert quality_name(1080) == "1080p"
    assert quality_name(2160) == "4K"
    assert quality_name(None, 800_000) == "800 kb/s"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://films.test/the-long-dusk/master.m3u8?token=1", "the-long-dusk"),
        ("https://films.test/a%20film.mpd", "a film"),
        ("https://films.test/", "films.test"),
        ("file:///films/Dusk.m3u8", "Dusk"),
    ],
)
def test_a_bare_address_still_gives_a_name(url: str, name: str) -> None:
    assert name_in(url) == name


def test_settings_outlive_the_app(tmp_path: Path, qapp: QGuiApplication) -> None:
    path = str(tmp_path / "settings.ini")
    first = Preferences(QSettings(path, QSettings.Format.IniFormat))
    assert not first.is_motion_reduced
    first.reduce_motion(True)
    first.next_text_step()
    again = Preferences(QSettings(path, QSettings.Format.IniFormat))
    assert again.is_motion_reduced
    assert again.text_scale == 1.15


def test_spoilt_settings_are_as_good_as_none(tmp_path: Path, qapp: QGuiApplication) -> None:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    store.setValue("text-step", "many")
    store.setValue("reduced-motion", "perhaps")
    preferences = Preferences(store)
    assert (preferences.text_scale, preferences.is_motion_reduced) == (1.0, False)


def test_text_sizes_go_round(qapp: QGuiApplication) -> None:
    preferences = Preferences()
    seen: list[float] = []
    for _ in range(6):
        seen.append(preferences.text_scale)
        preferences.next_text_step()
    assert seen == [1.0, 1.15, 1.3, 1.5, 2.0, 1.0]


@given(st.lists(st.integers(), max_size=8), st.lists(st.integers(), max_size=8))
def test_a_model_renewed_holds_the_new_records(before: list[int], after: list[int]) -> None:
    model: RecordModel[int] = RecordModel({"value": lambda number: number})
    model.replace_all(before)
    model.renew(after)
    assert list(model.records) == after
    assert model.rowCount() == model.count == len(after)
    role = next(iter(model.roleNames()))
    assert [model.data(model.index(row), role) for row in range(len(after))] == after
