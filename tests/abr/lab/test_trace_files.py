"""Traces from files: every format gives the bits that it says, and a bad row is named by its line."""

import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead_abr.lab.formats import FormatError, read_trace

SABRE = """[
  {"duration_ms": 1000, "bandwidth_kbps": 1500, "latency_ms": 100},
  {"duration_ms": 500, "bandwidth_kbps": 0, "latency_ms": 20}
]"""


def written(folder: Path, text: str, name: str = "line.log") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "durations_s", "bandwidths_bps", "latencies_s"),
    [
        (SABRE, [1.0, 0.5], [1.5e6, 0], [0.1, 0.02]),
        ("0.0\t9.9\n0.5\t2.0\n2.5\t1.0\n", [0.5, 2.0], [2e6, 1e6], [0.07, 0.07]),
        ("0 800\n1000 1200\n3000 400\n", [1.0, 2.0, 2.0], [8e5, 1.2e6, 4e5], [0.07] * 3),
        ("1\n1\n4\n", [0.001, 0.003], [24e6, 4e6], [0.07, 0.07]),
        (
            "n,duration_ms,throughput_mbps,latency_ms\n1,1000,1.5,100\n2,500,0,20\n",
            [1.0, 0.5],
            [1.5e6, 0],
            [0.1, 0.02],
        ),
        ("time_s,bandwidth_kbps\n10,800\n11,1200\n", [1.0, 1.0], [8e5, 1.2e6], [0.07, 0.07]),
    ],
    ids=["sabre", "cooked", "pairs", "mahimahi", "columns by duration", "columns by time"],
)
def test_a_format_is_told_by_its_content(
    tmp_path: Path,
    text: str,
    durations_s: list[float],
    bandwidths_bps: list[float],
    latencies_s: list[float],
) -> None:
    trace = read_trace(written(tmp_path, text), latency_s=0.07)
    np.testing.assert_allclose(trace.durations_s, durations_s)
    np.testing.assert_allclose(trace.bandwidths_bps, bandwidths_bps)
    np.testing.assert_allclose(trace.latencies_s, latencies_s)
    assert trace.name == "line.log"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (SABRE.replace(": 500", ': "x"'), 3, "no number"),
        (SABRE.replace('"bandwidth_kbps": 0, ', ""), 3, "missing"),
        (SABRE.replace(": 500", ": -1"), 3, "duration"),
        (SABRE.replace("20}", "20},"), 4, "comma"),
        (SABRE.replace("1500", "NaN"), 2, "nan"),
        (SABRE.removesuffix("]"), 4, "no end"),
        ('{"duration_ms": 5}', 1, "array"),
        ("0 1\n1 2\n1 3\n", 3, "go on"),
        ("0 1\n1 2\n2\n", 3, "fields"),
        ("0 1\n1 two\n2 2\n", 2, "no number"),
        ("0 1\n1 -2\n", 2, "no bandwidth"),
        ("5\n4\n", 2, "never go back"),
        ("5.5\n", 1, "whole"),
        ("1 2 3\n", 1, "3 numbers"),
        ("duration_s,bandwidth_kbps\n1,5\n1,5,9\n", 3, "fields"),
        ("duration,bandwidth_kbps\n1,5\n", 1, "unit"),
        ("duration_s,bandwidth_kbps,bandwidth_bps\n", 1, "two columns"),
        ("", None, "empty"),
        ("[]", None, "no stretch"),
        ("0 0\n1 0\n", None, "never carries"),
    ],
)
def test_a_bad_row_is_named_and_never_guessed(tmp_path: Path, text: str, line: int | None, word: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(FormatError) as caught:
        read_trace(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert word in caught.value.reason


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"\n\xff\xfe\x00")
    with pytest.raises(FormatError, match="line 2"):
        read_trace(path)


def test_a_format_can_be_said_where_the_spacing_misleads(tmp_path: Path) -> None:
    path = written(tmp_path, "0 1\n60 2\n120 3\n")
    assert read_trace(path, trace_format="cooked").duration_s == 120
    assert read_trace(path).duration_s == pytest.approx(0.18)
    with pytest.raises(FormatError, match="mahimahi"):
        read_trace(path, trace_format="cookd")


@given(moments=st.lists(st.integers(1, 300), min_size=1, max_size=50).map(sorted))
def test_mahimahi_keeps_every_packet(tmp_path_factory: pytest.TempPathFactory, moments: list[int]) -> None:
    path = written(tmp_path_factory.mktemp("m"), "\n".join(map(str, moments)))
    trace = read_trace(path)
    assert trace.duration_s == pytest.approx(moments[-1] / 1e3)
    assert trace.durations_s @ trace.bandwidths_bps == pytest.approx(len(moments) * 12_000)


@given(noise=st.text(max_size=80))
def test_noise_is_a_trace_or_a_fault_but_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, noise: str
) -> None:
    path = written(tmp_path_factory.mktemp("n"), noise)
    with contextlib.suppress(FormatError):
        assert read_trace(path).duration_s > 0
