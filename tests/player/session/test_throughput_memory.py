"""What the line carried the last time: kept for each network, and never in the way."""

from pathlib import Path

import pytest

from playhead.net.network_name import network_name
from playhead.session.throughput_memory import ThroughputFile

DAY_S = 86_400.0


class HandClock:
    def __init__(self) -> None:
        self.time_s = 1e9

    def now_s(self) -> float:
        return self.time_s

    def utc_s(self) -> float:
        return self.time_s


def test_a_figure_is_kept_for_its_network_and_for_a_month(tmp_path: Path) -> None:
    clock, here = HandClock(), ["home"]
    path = tmp_path / "new" / "lines.json"
    first = ThroughputFile(path, clock, network=lambda: here[0])
    assert first.recall() is None
    first.remember(5e6)
    again = ThroughputFile(path, clock, network=lambda: here[0])
    assert again.recall() == 5e6
    here[0] = "train"
    assert again.recall() is None
    here[0] = "home"
    clock.time_s += 31 * DAY_S
    assert again.recall() is None


def test_what_is_measured_belongs_to_the_network_that_was_there_at_the_begin(tmp_path: Path) -> None:
    here = ["home"]
    memory = ThroughputFile(tmp_path / "lines.json", HandClock(), network=lambda: here[0])
    memory.recall()
    here[0] = "train"
    memory.remember(5e6)
    assert memory.recall() is None
    here[0] = "home"
    assert memory.recall() == 5e6


def test_a_disk_hears_of_it_now_and_then_only(tmp_path: Path) -> None:
    clock, path = HandClock(), tmp_path / "lines.json"
    memory = ThroughputFile(path, clock, network=lambda: "home")
    memory.recall()
    memory.remember(1e6)
    memory.remember(2e6)
    assert ThroughputFile(path, clock, network=lambda: "home").recall() == 1e6
    clock.time_s += 11
    memory.remember(3e6)
    assert ThroughputFile(path, clock, network=lambda: "home").recall() == 3e6


@pytest.mark.parametrize("text", ["", "[]", "{", '{"home": 3}', '{"home": [1, "x"]}', '{"home": [true, 5]}'])
def test_a_broken_file_is_an_empty_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lines.json"
    path.write_text(text, encoding="ascii")
    assert ThroughputFile(path, HandClock(), network=lambda: "home").recall() is None


def test_a_file_that_can_not_be_written_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", encoding="ascii")
    memory = ThroughputFile(tmp_path / "taken" / "lines.json", HandClock(), network=lambda: "home")
    memory.recall()
    memory.remember(5e6)
    assert memory.recall() == 5e6


def test_without_a_network_nothing_is_kept(tmp_path: Path) -> None:
    memory = ThroughputFile(tmp_path / "lines.json", HandClock(), network=lambda: "")
    memory.recall()
    memory.remember(5e6)
    assert memory.recall() is None
    assert not (tmp_path / "lines.json").exists()


ROUTES = """Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0
"""
NEIGHBOURS = """IP address       HW type     Flags       HW address            Mask     Device
192.168.1.1      0x1         0x2         {}     *        wlan0
192.168.1.7      0x1         0x2         02:00:00:00:00:07     *        wlan0
"""


def test_a_network_is_known_by_its_router(tmp_path: Path) -> None:
    def name_with(router: str) -> str:
        routes, neighbours = tmp_path / "route", tmp_path / "arp"
        routes.write_text(ROUTES, encoding="ascii")
        neighbours.write_text(NEIGHBOURS.format(router), encoding="ascii")
        return network_name(routes, neighbours)

    assert name_with("02:00:00:00:00:01") == name_with("02:00:00:00:00:01")
    assert name_with("02:00:00:00:00:01") != name_with("02:00:00:00:00:02")
    assert ":" not in name_with("02:00:00:00:00:01")
