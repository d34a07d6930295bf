"""How much later a protected title's first picture comes than that of the same title in the clear.

    python3 run.py bench licence

Everything is local: the title, its licence server, libVLC. Each start is a new player in this process;
`--cold` starts a new process for each, so that what is imported with the first protected title counts too.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from base64 import urlsafe_b64decode

from playhead import Player
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink
from playhead.events import FirstPictureShown
from playhead.licence import LicenceSource
from playhead.testing.loopback_server import LoopbackRequest, LoopbackServer
from playhead_drm import clear_key_licence
from tests.media.clips import ClipStore
from tests.media.titles import Title, dash_title, hls_title
from tests.player.session.protected_titles import AUDIO, VIDEO, protected

KEYS = {VIDEO.key_id: VIDEO.key, AUDIO.key_id: AUDIO.key}
MAKERS = {"dash": dash_title, "hls": hls_title}


async def license_it(request: LoopbackRequest, writer: asyncio.StreamWriter) -> None:
    names = [urlsafe_b64decode(each + "==") for each in json.loads(request.body)["kids"]]
    body = clear_key_licence({name: KEYS[name] for name in names})
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()


async def startup_s(title: Title) -> float:
    """Return the time from `load` to the first picture."""
    routes = {f"/{name}": body for name, body in title.files.items()} | {"/licence": license_it}
    shown: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    async with LoopbackServer(routes) as server:
        backend = LibVlcBackend(picture_sink=MemorySink(lambda _: None), audio=MemoryAudio())
        async with Player(backend=backend) as player:
            player.listen(
                lambda event: (
                    shown.set_result(event.startup_s) if isinstance(event, FirstPictureShown) else None
                )
            )
            await player.load(server.url(f"/{title.manifest}"), licence=LicenceSource(server.url("/licence")))
            return await asyncio.wait_for(shown, 20)


def title_of(protocol: str, scheme: str) -> Title:
    clear = MAKERS[protocol](ClipStore(ROOT / ".cache" / "test-media"))
    return protected(clear, scheme) if scheme != "clear" else clear


def cold_startup_s(protocol: str, scheme: str) -> float:
    command = [sys.executable, __file__, "--one", protocol, scheme]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("PROTOCOL", "SCHEME"))
    options = parser.parse_args()
    if options.one:
        print(asyncio.run(startup_s(title_of(*options.one))))
        return
    for protocol in MAKERS:
        times: dict[str, list[float]] = {"clear": [], "cenc": [], "cbcs": []}
        titles = {scheme: title_of(protocol, scheme) for scheme in times}
        for run in range(options.runs + 1):
            for scheme, found in times.items():
                if options.cold:
                    took_s = cold_startup_s(protocol, scheme)
                else:
                    took_s = asyncio.run(startup_s(titles[scheme]))
                if run:  # the first warms caches
                    found.append(took_s)
        clear_s = statistics.median(times["clear"])
        for scheme, found in times.items():
            middle_s = statistics.median(found)
            print(
                f"{protocol:5} {scheme:6} first picture after {middle_s * 1000:6.1f} ms"
                f"  ({(middle_s - clear_s) * 1000:+6.1f} ms)"
            )


if __name__ == "__main__":
    main()
