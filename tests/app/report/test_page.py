"""The report page: honest, harmless, small."""

import math
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead_app.report import render_page, write_page

HEIGHTS = (240, 360, 480, 720, 1080)


def session(segments: int) -> dict[str, Any]:
    """A session that climbs, stalls once and falls back, `segments` times two seconds long."""
    decisions: list[dict[str, Any]] = []
    downloads: list[dict[str, Any]] = []
    for number in range(segments):
        height = HEIGHTS[number * 7 // 3 % 5]
        decisions.append(
            {
                "at_s": float(number),
                "position_s": number * 2.0,
                "representation": f"v{height}",
                "height": height,
                "bandwidth_bps": height * 4000,
                "reason": "throughput",
                "explanation": f"{height}p fits 85% of the measured 3.2 Mbit/s",
                "buffer_level_s": 12.5,
                "throughput_bps": 3_200_000.0 if number else None,
            }
        )
        downloads.append(
            {
                "at_s": number + 0.5,
                "kind": "video",
                "position_s": number * 2.0,
                "duration_s": 2.0,
                "representation": f"v{height}",
                "url": "https://cdn.example/seg",
                "size_bytes": height * 1000,
                "elapsed_s": 0.4,
            }
        )
    return {
        "url": "https://cdn.example/film.mpd?token=hunter2",
        "startup_s": 0.42,
        "watched_s": segments * 2.0,
        "duration_s": segments * 2.0,
        "ended": True,
        "frames_shown": segments * 50,
        "frames_dropped": 1,
        "displayed": [
            {"from_s": row["at_s"], "to_s": row["at_s"] + 1.0, "height": row["height"]}
            | {"bandwidth_bps": row["bandwidth_bps"], "representation": row["representation"]}
            for row in decisions
        ],
        "decisions": decisions,
        "downloads": downloads,
        "buffer": [{"at_s": float(number), "level_s": number % 30} for number in range(segments * 2)],
        "switches": [
            {"at_s": 7, "position_s": 6.0, "from_height": 240, "to_height": 720, "picture_held_s": 0.04}
        ],
        "stalls": [{"at_s": 9.0, "position_s": 8.0, "duration_s": 1.5}],
        "problems": [
            {"code": 1006, "name": "NETWORK_HTTP_STATUS", "severity": "recovered", "message": "<b>No</b>"}
        ],
    }


class Outline(HTMLParser):
    """Checks that every tag that opens also closes, and keeps the text."""

    VOID = frozenset({"meta", "line", "polyline", "polygon", "path", "rect", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_tells_the_session(tmp_path: Path) -> None:
    write_page(session(40), tmp_path / "page.html")
    outline = Outline((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert not outline.open
    for told in ("0.42 s", "1 · 1.5 s", "40 ms", "1080p fits 85%", "240p → 720p", "played to its end"):
        assert told in outline.text


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    page = render_page(session(40))
    assert not re.search(r"<script|<link|<img|src=|@import|url\(", page)


def test_a_token_in_the_address_stays_out_of_the_page() -> None:
    assert "hunter2" not in render_page(session(3))


def test_words_from_outside_are_text_and_never_markup() -> None:
    assert "<b>No" not in render_page(session(3))


def test_six_hours_of_nervous_decisions_stay_below_300_kb() -> None:
    assert len(render_page(session(10_800)).encode()) < 300_000


def test_an_empty_report_still_makes_a_page() -> None:
    assert "No picture was shown." in render_page({})


@pytest.mark.parametrize("odd", [None, "text", math.nan, math.inf, -1, True, [], {}])
def test_an_odd_value_anywhere_does_no_harm(odd: object) -> None:
    plain = session(3)
    for key in plain:
        render_page({**plain, key: odd})
    for key in ("displayed", "decisions", "downloads", "buffer", "switches", "stalls", "problems"):
        for name in plain[key][0]:
            page = render_page({**plain, key: [{**plain[key][0], name: odd}]})
            assert not Outline(page).open


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1e7), max_size=30), st.text(max_size=20))
def test_every_drawing_stays_on_its_paper(times: list[float], name: str) -> None:
    rows = [{"at_s": at, "level_s": at / 7, "size_bytes": at, "elapsed_s": at, "kind": name} for at in times]
    page = render_page({"buffer": rows, "downloads": rows})
    assert not re.search(r'="(nan|inf|-)', page)
    assert not Outline(page).open
