"""The whole open set of traces, every algorithm, two movies, with the report: wall and processor time.

    python3 run.py bench lab_sweep

Goal: under 60 s on two idle cores, kernels compiled. The first run compiles them and is not counted. Skips
where the shared corpus is not beside the checkout.
"""

import os
import tempfile
import time
from pathlib import Path

from playhead_abr import ALGORITHMS
from playhead_abr.lab.sweep import Results, on_this_machine, read_suite, run_suite
from playhead_app.lab_report import render_lab_page

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "traces"
SETS = ("sabre/3Glogs", "sabre/4Glogs", "sabre/fcc_hd", "sabre/fcc_sd", "pensieve/norway_test")
SETS += ("pensieve/norway_fcc_train",)
LEFT_OUT = ("fixed", "l2a", "lol_plus")  # no choice to make; low latency only


def suite_text() -> str:
    traces = "".join(f'[[traces]]\npath = "{CORPUS / each}/*"\nlatency_ms = 80\n' for each in SETS)
    algorithms = "".join(f'[[algorithms]]\nname = "{name}"\n' for name in ALGORITHMS if name not in LEFT_OUT)
    movies = (
        f'[[movies]]\npath = "{CORPUS}/movies/sabre/bbb.json"\n'
        f'[[movies]]\nname = "envivio"\nsegment_s = 4\nsizes = "{CORPUS}/movies/envivio_pensieve"\n'
        "bitrates_kbps = [300, 750, 1200, 1850, 2850, 4300]\n"
    )
    return traces + movies + algorithms


def processor_s() -> float:
    mine = os.times()
    return mine.user + mine.system + mine.children_user + mine.children_system


def measured(folder: Path, name: str) -> None:
    suite_file = folder / "suite.toml"
    suite_file.write_text(suite_text(), encoding="utf-8")
    begun_s = time.perf_counter()
    suite = read_suite(suite_file)
    read_s = time.perf_counter()
    results = Results(folder / name)
    run_suite(suite, results, on_this_machine(), lambda _done, _total: None)
    ran_s = time.perf_counter()
    page = render_lab_page(results)
    ended_s = time.perf_counter()
    print(
        f"{name}: {suite.session_count:,} sessions, {len(suite.configurations)} algorithms: "
        f"reading {read_s - begun_s:.1f} s, running {ran_s - read_s:.1f} s, page {ended_s - ran_s:.1f} s "
        f"({len(page.encode()) / 1e6:.2f} MB), all {ended_s - begun_s:.1f} s; "
        f"processor so far {processor_s():.0f} s"
    )


def main() -> None:
    if not CORPUS.is_dir():
        print("the shared corpus is not here")
        return
    with tempfile.TemporaryDirectory() as folder:
        measured(Path(folder), "compiling")
        measured(Path(folder), "warm")


if __name__ == "__main__":
    main()
