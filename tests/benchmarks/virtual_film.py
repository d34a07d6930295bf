"""How fast is a two-hour film on the virtual clock? The real player, decoder and wire left out.

    python tests/benchmarks/virtual_film.py [--hours 2] [--profile]

Prints seconds of film per second of CPU, for HLS and DASH, and checks that two runs give equal events.
"""

import argparse
import cProfile
import pstats
import time

from playhead import LoopClock, Player
from playhead.events import Event, PlaybackEnded
from playhead.testing import HeadlessBackend, SimulatedNetwork, SyntheticTitle, run_virtual

TRACE = ((37.0, 6e6), (23.0, 1.4e6), (51.0, 12e6), (13.0, 0.7e6))


async def watch(title: SyntheticTitle, url: str) -> list[Event]:
    """Play the title to its end and return all events."""
    clock = LoopClock()
    network = SimulatedNetwork(TRACE, title.origin, latency_s=0.03)
    events: list[Event] = []
    async with Player(backend=HeadlessBackend(clock), transport=network, clock=clock, seed=1) as player:
        player.listen(events.append)
        stream = player.events()
        await player.load(url)
        async for event in stream:
            if isinstance(event, PlaybackEnded):
                break
    return events


def run(hours: float) -> None:
    """Play the film three times: HLS twice, DASH once."""
    title = SyntheticTitle(duration_s=hours * 3600)
    events: dict[str, list[str]] = {}
    for name, url in (("HLS", title.hls_url), ("HLS again", title.hls_url), ("DASH", title.dash_url)):
        started = time.process_time()
        told = run_virtual(watch(title, url))
        took = time.process_time() - started
        events[name] = [repr(event) for event in told]
        print(
            f"{name:10} {hours * 3600:7.0f} s of film in {took:6.2f} CPU-s: "
            f"{hours * 3600 / took:6.0f} x, {len(told)} events"
        )
    print("same events twice:", events["HLS"] == events["HLS again"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=float, default=2.0)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    chosen = parser.parse_args()
    if chosen.profile:
        with cProfile.Profile() as profile:
            run(chosen.hours)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    else:
        run(chosen.hours)
