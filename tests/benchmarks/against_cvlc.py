"""What does it cost to play 30 s of 1080p HLS? Playhead beside VLC's own HLS, whole processes, in turn.

    python tests/benchmarks/against_cvlc.py [--runs 3]

Four players of the same stream from the same loopback origin (another process):

- `playhead`: the command line, `playhead play --headless`, with its report;
- `sdk`: ten lines around `Player`, pictures and sound into memory;
- `vlc memory`: libVLC's own HLS through python-vlc into the same kind of memory: like for like;
- `cvlc dummy`: `cvlc` with an output that throws pictures away without ever touching them: the floor.

Prints CPU seconds (user and system), peak memory and wall time of each, medians over the runs.
"""

import argparse
import asyncio
import functools
import http.server
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

DURATION_S = 30


class Cost(NamedTuple):
    """What one run of one process took."""

    cpu_s: float
    peak_mib: float
    wall_s: float


def make_title(folder: Path) -> str:
    """Write the title into the folder and return its manifest's name."""
    from tests.media.clips import ClipStore
    from tests.media.titles import hls_title

    title = hls_title(ClipStore(ROOT / ".cache" / "test-media"), rungs=(4,), duration_s=DURATION_S)
    for path, body in title.files.items():
        (folder / path).write_bytes(body)
    return title.manifest


def play_with_sdk(url: str) -> None:
    """Play to the end with the SDK, into memory."""
    from playhead import Player
    from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink
    from playhead.events import PlaybackEnded

    async def play() -> None:
        backend = LibVlcBackend(picture_sink=MemorySink(), audio=MemoryAudio())
        async with Player(backend=backend) as player:
            events = player.events()
            await player.load(url)
            async for event in events:
                if isinstance(event, PlaybackEnded):
                    break
            assert player.stats.frames_shown >= DURATION_S * 24, player.stats

    asyncio.run(play())


def play_with_vlc(url: str) -> None:
    """Play to the end with VLC's own HLS, into the same kind of memory."""
    import ctypes

    import vlc

    instance = vlc.Instance(["--no-xlib", "--quiet", "--no-osd", "--no-video-title-show"])
    player = instance.media_player_new(url)
    memory = ctypes.create_string_buffer(1920 * 1090 * 2)
    start = ctypes.addressof(memory)

    @vlc.CallbackDecorators.VideoLockCb
    def lock(_opaque: object, planes: object) -> None:
        planes[0], planes[1], planes[2] = start, start + 1920 * 1080, start + 1920 * 1080 * 5 // 4  # type: ignore[index]

    @vlc.CallbackDecorators.AudioPlayCb
    def hear(*_arguments: object) -> None:
        pass

    callbacks = vlc.CallbackDecorators
    ended = threading.Event()
    vlc.libvlc_video_set_callbacks(player, lock, callbacks.VideoUnlockCb(), callbacks.VideoDisplayCb(), None)
    player.video_set_format("I420", 1920, 1080, 1920)
    unused = [callbacks.AudioPauseCb(), callbacks.AudioResumeCb(), callbacks.AudioFlushCb()]
    vlc.libvlc_audio_set_callbacks(player, hear, *unused, callbacks.AudioDrainCb(), None)
    player.audio_set_format("S16N", 48_000, 2)
    player.event_manager().event_attach(vlc.EventType.MediaPlayerEndReached, lambda _event: ended.set())
    player.play()
    ended.wait(DURATION_S * 3)
    player.stop()


def run(command: list[str]) -> Cost:
    """Run the command and return what it cost, by the operating system's own account."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.monotonic() - started)


def commands(url: str, folder: Path) -> dict[str, list[str]]:
    """Return the players that this machine has."""
    this = [sys.executable, __file__]
    found = {
        "playhead": [
            *(str(Path(sys.executable).with_name("playhead")), "play", url, "--headless"),
            *("--report", str(folder / "report.json")),
        ],
        "sdk": [*this, "--play-with", "sdk", url],
        "vlc memory": [*this, "--play-with", "vlc", url],
    }
    cvlc = shutil.which("cvlc")
    if cvlc:
        # VLC's command line refuses to run as root.
        drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", f"HOME={folder}"]
        options = ["--vout", "vdummy", "--aout", "adummy", "--play-and-exit"]
        found["cvlc dummy"] = [*(drop if os.geteuid() == 0 else []), cvlc, *options, url]
    return found


def compare(runs: int) -> None:
    """Run all players in turn and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        manifest = make_title(folder)
        serve = [sys.executable, __file__, "--serve", str(folder)]
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as origin:
            try:
                assert origin.stdout is not None
                url = f"http://127.0.0.1:{origin.stdout.readline().strip()}/{manifest}"
                costs: dict[str, list[Cost]] = {}
                for _ in range(runs):
                    for player, command in commands(url, folder).items():
                        costs.setdefault(player, []).append(run(command))
            finally:
                origin.terminate()
    print(f"{DURATION_S} s of 1080p25 HLS, medians of {runs} runs")
    for player, each in costs.items():
        cpu_s, peak_mib, wall_s = (statistics.median(column) for column in zip(*each, strict=True))
        print(f"{player:12} {cpu_s:6.2f} CPU-s  {peak_mib:6.0f} MiB  {wall_s:6.1f} s")


def serve(folder: str) -> None:
    """Serve the folder on a free port, which is printed."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_arguments: object) -> None:
            pass

    handler = functools.partial(Handler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--play-with", choices=["sdk", "vlc"], help=argparse.SUPPRESS)
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    parser.add_argument("url", nargs="?", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        serve(chosen.serve)
    elif chosen.play_with:
        {"sdk": play_with_sdk, "vlc": play_with_vlc}[chosen.play_with](chosen.url)
    else:
        compare(chosen.runs)
