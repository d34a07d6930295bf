"""A store on the virtual clock and a simulated network, and a player that has nothing but the store."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playhead.backend import SampleBatch
from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.events import CuesChanged, Event, PlaybackEnded
from playhead.net.transports.faults import Fault, Unreachable
from playhead.net.transports.simulated import Origin, Service, SimulatedNetwork
from playhead.offline import Disk, OfflineSettings, OfflineStore
from playhead.player import Player
from playhead.presentation import Kind
from playhead.settings import PlayerSettings
from playhead.state import PlayerState
from playhead.testing import run_virtual
from playhead_drm import Cdm, LicenseStore
from tests.media.titles import BASE_URL, Title

__all__ = ["GONE", "ROOMY", "Shelf", "Watched", "in_ranges", "watch", "with_store"]

ROOMY = OfflineSettings(min_free_bytes=0)
GONE = (Fault(Unreachable()),)


@dataclass
class Shelf:
    """A store at work and the network that it uses."""

    store: OfflineStore
    network: SimulatedNetwork

    def requests_for(self, part: str) -> int:
        """Return how often a URL with this part was asked for."""
        return sum(part in request.url for request in self.network.requests)


def with_store(
    folder: Path,
    origin: Origin | Title,
    script: Callable[[Shelf], Awaitable[None]],
    *,
    faults: Sequence[Fault] = (),
    settings: OfflineSettings = ROOMY,
    bandwidth_bps: float = 50e6,
    disk: Disk | None = None,
    services: Mapping[str, Service] | None = None,
    cdms: Sequence[Cdm] = (),
    vault: LicenseStore | None = None,
    limit_s: float = 3600.0,
) -> Shelf:
    """Open the store in the folder, run the script, close it, and return what happened."""

    async def run() -> Shelf:
        found = origin.by_url() if isinstance(origin, Title) else origin
        network = SimulatedNetwork(
            [(60.0, bandwidth_bps)], found, latency_s=0.02, faults=faults, services=services
        )
        async with OfflineStore(
            folder,
            transport=network,
            settings=settings,
            clock=LoopClock(),
            disk=disk,
            cdms=cdms,
            vault=vault,
            seed=1,
        ) as store:
            shelf = Shelf(store, network)
            await script(shelf)
        return shelf

    return run_virtual(run(), limit_s=limit_s)


@dataclass
class Watched:
    """What a player did with a title from its start to its end.

    Attributes:
        samples: What the backend was given, by kind: (time in the media's own ticks, hash) each.
        cues: Words that showed, and when.
    """

    samples: dict[Kind, list[tuple[int, str]]] = field(default_factory=dict[Kind, list[tuple[int, str]]])
    cues: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])
    events: list[Event] = field(default_factory=list[Event])
    state: PlayerState = PlayerState.IDLE


class _Witness(HeadlessBackend):
    watched: Watched

    def append(self, batch: SampleBatch) -> None:
        seen = self.watched.samples.setdefault(batch.format.kind, [])
        seen += [(each.pts, hashlib.sha256(bytes(each.data)).hexdigest()) for each in batch.samples]
        super().append(batch)


async def watch(
    player_settings: PlayerSettings,
    *,
    url: str,
    store: OfflineStore | None = None,
    network: SimulatedNetwork | None = None,
    cdms: Sequence[Cdm] = (),
) -> Watched:
    """Play a title from its start to its end or failure; without a network, nothing can be reached."""
    clock = LoopClock()
    watched = Watched()
    backend = _Witness(clock)
    backend.watched = watched
    async with AsyncExitStack() as stack:
        player = await stack.enter_async_context(
            Player(
                backend=backend,
                transport=network or SimulatedNetwork([(1.0, 1e6)], {}, faults=GONE),
                clock=clock,
                settings=player_settings,
                offline=store,
                cdms=cdms,
                seed=1,
            )
        )
        player.listen(watched.events.append)
        stream = player.events()
        await player.load(url)
        while player.state is not PlayerState.FAILED and not _has_ended(watched):
            await anext(stream)
        watched.state = player.state
    watched.cues = [
        (round(event.position_s, 1), " | ".join(cue.text for cue in event.cues))
        for event in watched.events
        if isinstance(event, CuesChanged)
    ]
    return watched


def _has_ended(watched: Watched) -> bool:
    return any(isinstance(event, PlaybackEnded) for event in watched.events)


def in_ranges(title: Title) -> Title:
    """Return the HLS title with all segments of each representation in one file, read in parts."""
    files = dict(title.files)
    for name, body in title.files.items():
        if not name.endswith(".m3u8") or name == title.manifest:
            continue
        lines, whole, offset = list[str](), name.replace(".m3u8", ".mp4"), 0
        joined = b""
        for line in body.decode().splitlines():
            if line.endswith(".m4s"):
                segment = title.files[line]
                lines += [f"#EXT-X-BYTERANGE:{len(segment)}@{offset}", whole]
                offset += len(segment)
                joined += segment
            else:
                lines.append(line)
        files[name] = "\n".join([*lines, ""]).encode()
        files[whole] = joined
    return Title(title.manifest, files)


def address(path: str) -> str:
    """Return where a file of a title is."""
    return BASE_URL + path
