"""Comparisons: pairs, gates in words, and confidence that follows the traces."""

from pathlib import Path

import duckdb
import numpy as np
import pytest

from playhead_abr.lab.compare import compare_results, interval_of_mean, judge
from playhead_abr.lab.errors import LabError
from playhead_abr.lab.gate import parse_gate
from playhead_abr.lab.sweep import Results


def results(folder: Path, rebuffer: list[float], qoe: list[float], algorithm: str = "bola") -> Results:
    folder.mkdir()
    rows = [
        (algorithm, "3G", f"trace {i}", "m", "p", 0, ratio, score)
        for i, (ratio, score) in enumerate(zip(rebuffer, qoe, strict=True))
    ]
    with duckdb.connect() as database:
        database.execute(
            'CREATE TABLE t (algorithm TEXT, "set" TEXT, trace TEXT, movie TEXT, player TEXT, seed BIGINT, '
            "rebuffer_ratio DOUBLE, qoe_lin DOUBLE)"
        )
        database.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        database.execute(f"COPY t TO '{folder / 'sessions.parquet'}' (FORMAT parquet)")
    return Results(folder)


def test_a_regression_past_the_limit_fails_and_says_how_sure_it_is(tmp_path: Path) -> None:
    before = results(tmp_path / "a", [0.02, 0.04, 0.03, 0.05], [1.0, 2.0, 1.5, 1.2])
    after = results(tmp_path / "b", [0.022, 0.044, 0.033, 0.055], [1.0, 2.0, 1.5, 1.2])
    changes = compare_results(after, before, ["rebuffer_ratio", "qoe_lin"])
    ratio, score = changes
    assert ratio.share.estimate == pytest.approx(0.10)
    assert (ratio.share.low, ratio.share.high) == (pytest.approx(0.10), pytest.approx(0.10))
    assert score.difference.estimate == 0
    gates = [parse_gate(text) for text in ("rebuffer_ratio > +5%", "rebuffer_ratio > +20%", "qoe_lin < -1%")]
    assert [(each.has_failed, each.is_certain) for each in judge(gates, changes)] == [
        (True, True),
        (False, False),
        (False, False),
    ]


def test_one_bad_trace_among_many_is_not_certain(tmp_path: Path) -> None:
    before = results(tmp_path / "a", [0.02] * 20, [1.0] * 20)
    after = results(tmp_path / "b", [0.02] * 19 + [0.08], [1.0] * 20)
    changes = compare_results(after, before, ["rebuffer_ratio"])
    (verdict,) = judge([parse_gate("rebuffer_ratio > +5%")], changes)
    assert verdict.has_failed
    assert not verdict.is_certain
    assert changes[0].share.low < changes[0].share.estimate < changes[0].share.high


def test_from_nothing_to_something_is_more_than_any_share(tmp_path: Path) -> None:
    before = results(tmp_path / "a", [0.0, 0.0], [1.0, 1.0])
    after = results(tmp_path / "b", [0.0, 0.01], [1.0, 1.0])
    changes = compare_results(after, before, ["rebuffer_ratio"])
    assert judge([parse_gate("rebuffer_ratio > +500%")], changes)[0].has_failed
    assert not judge([parse_gate("rebuffer_ratio > +0.01")], changes)[0].has_failed
    same = compare_results(before, before, ["rebuffer_ratio"])
    assert not judge([parse_gate("rebuffer_ratio > +0%")], same)[0].has_failed


def test_without_a_common_session_there_is_nothing_to_compare(tmp_path: Path) -> None:
    before = results(tmp_path / "a", [0.0], [1.0])
    after = results(tmp_path / "b", [0.0], [1.0], algorithm="other")
    with pytest.raises(LabError, match="no session in common"):
        compare_results(after, before, ["qoe_lin"])


def test_a_gate_without_a_sign_looks_at_the_value(tmp_path: Path) -> None:
    same = results(tmp_path / "a", [0.03, 0.05], [1.0, 1.0])
    changes = compare_results(same, same, ["rebuffer_ratio"])
    gates = [parse_gate("rebuffer_ratio > 0.03"), parse_gate("rebuffer_ratio < 0.03")]
    assert [each.has_failed for each in judge(gates, changes)] == [True, False]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("rebuffer_ratio", "no gate"),
        ("rebuffer_ratio >= +5%", "no gate"),
        ("rebufer_ratio > +5%", "no metric 'rebufer_ratio'"),
        ("qoe_lin < 5%", "needs a sign"),
        ("", "no gate"),
    ],
)
def test_a_gate_that_says_nothing_is_refused(text: str, word: str) -> None:
    with pytest.raises(LabError, match=word):
        parse_gate(text)


def test_sessions_of_one_trace_are_drawn_together() -> None:
    values = np.array([0.0, 1.0] * 50)
    apart = interval_of_mean(values, [str(i) for i in range(100)])
    together = interval_of_mean(values, [str(i % 2) for i in range(100)])
    assert apart.estimate == together.estimate == 0.5
    assert apart.high - apart.low < 0.25
    assert (together.low, together.high) == (0.0, 1.0)
