"""How soon the demo can be watched, and how quickly it answers: `python tests/benchmarks/demo_service.py`.

Uses a cache folder of its own, so that everything is made anew; takes about a minute.
"""

import statistics
import tempfile
from pathlib import Path
from time import perf_counter

import httpx

from playhead_app.demo import DemoService

HOME = """{ home { heroes { id artwork { hero titleArt tint } }
  rows(first: 8) { edges { node { name shape titles(first: 12) {
    edges { node { id name synopsisShort readiness watched artwork { poster(width: 300) } } } } } } } } }"""
TIMES = 30


def milliseconds(client: httpx.Client, method: str, url: str, **options: object) -> str:
    taken = []
    for _ in range(TIMES):
        began = perf_counter()
        client.request(method, url, **options).raise_for_status()
        taken.append((perf_counter() - began) * 1000)
    return f"p50 {statistics.median(taken):5.1f} ms   most {max(taken):5.1f} ms"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        service = DemoService(Path(folder))
        service.start()
        print(f"answers after          {perf_counter() - began:5.2f} s")
        first = service.ensure_first_title(timeout_s=300)
        print(f"first title {first.stage}      {perf_counter() - began:5.1f} s")
        with httpx.Client(timeout=60) as client:
            film = f"{service.origin_url}/{first.film}"
            poster = f"{service.url}/artwork/1/{first.film}/poster-300.jpg"
            began = perf_counter()
            client.get(poster).raise_for_status()
            print(
                f"first poster           {(perf_counter() - began) * 1000:5.0f} ms (with the painter's start)"
            )
            print(
                "home page             ",
                milliseconds(client, "POST", service.graphql_url, json={"query": HOME}),
            )
            print("multivariant playlist ", milliseconds(client, "GET", f"{film}/master.m3u8"))
            print("1080p segment         ", milliseconds(client, "GET", f"{film}/video/1080p/00003.m4s"))
            print("poster from disk      ", milliseconds(client, "GET", poster))
        began = perf_counter()
        service.stop()
        print(f"stops, still at work, in {perf_counter() - began:4.2f} s")


if __name__ == "__main__":
    main()
