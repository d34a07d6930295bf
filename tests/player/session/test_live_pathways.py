"""Live channels on two servers, and servers that only a steering server knows."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.events import Event, PathwayChanged, StallStarted
from playhead.net.transports.faults import Fault, Stall, Unreachable
from playhead.net.transports.simulated import OriginAnswer, SimulatedNetwork
from playhead.player import Player
from playhead.settings import BufferSettings, PlayerSettings
from playhead.testing import LiveShape, Rung, SyntheticLive, run_virtual

LADDER = (Rung(426, 240, 400_000), Rung(640, 360, 800_000))
STEERING = "https://steering.test/now"
BOTH = pytest.mark.parametrize("kind", ["hls", "dash"])
CLONES = {
    "VERSION": 1,
    "TTL": 10,
    "PATHWAY-PRIORITY": ["c", "a"],
    "PATHWAY-CLONES": [
        {"ID": "c", "BASE-ID": "a", "URI-REPLACEMENT": {"HOST": "c.test", "PARAMS": {"key": "v 1"}}}
    ],
}


@dataclass(frozen=True)
class Watched:
    """What came of an evening on the channel."""

    events: list[Event]
    urls: list[str]

    @property
    def stalls(self) -> int:
        return sum(isinstance(event, StallStarted) for event in self.events)

    @property
    def changes(self) -> list[tuple[str, str]]:
        found = [event for event in self.events if isinstance(event, PathwayChanged)]
        return [(event.pathway, event.reason) for event in found]


def spread(document: bytes, kind: str, *, is_steered: bool) -> bytes:
    """Return a channel's manifest with its media at a.test and b.test."""
    text = document.decode()
    if kind == "dash":
        places = "".join(f'<BaseURL serviceLocation="{x}">https://{x}.test/</BaseURL>' for x in "ab")
        if is_steered:
            places += f'<ContentSteering defaultServiceLocation="a">{STEERING}</ContentSteering>'
        return text.replace("<Period", f"{places}<Period", 1).encode()
    head = [f'#EXT-X-CONTENT-STEERING:SERVER-URI="{STEERING}",PATHWAY-ID="a"'] if is_steered else []
    lines = ["#EXTM3U", *head]
    for place in "ab":
        for line in text.splitlines()[1:]:
            if line.startswith("#EXT-X-MEDIA:"):
                line = line.replace('GROUP-ID="sound"', f'GROUP-ID="{place}"')
                lines.append(line.replace('URI="', f'URI="https://{place}.test/'))
            elif line.startswith("#EXT-X-STREAM-INF"):
                name = f',PATHWAY-ID="{place}"' if is_steered else ""
                lines.append(line.replace('AUDIO="sound"', f'AUDIO="{place}"') + name)
            elif line and not line.startswith("#"):
                lines.append(f"https://{place}.test/{line}")
    return "\n".join([*lines, ""]).encode()


def watch(
    kind: str, faults: Sequence[Fault] = (), *, answer: object = None, seconds: float = 100.0
) -> Watched:
    async def run() -> Watched:
        clock = LoopClock(utc_anchor_s=1_764_158_400.0)
        live = SyntheticLive(clock, LiveShape(), ladder=LADDER)
        url = live.hls_url if kind == "hls" else live.dash_url

        def origin(asked: str) -> bytes | OriginAnswer | None:
            parts = urlsplit(asked)
            if asked.startswith(STEERING):
                return json.dumps(answer).encode()
            if (parts.hostname or "").endswith(".test"):
                return live.origin(f"{live.title.base_url}{parts.path}")
            found = live.origin(asked)
            if asked != url or found is None:
                return found
            body = found if isinstance(found, bytes) else found.body
            return spread(body, kind, is_steered=answer is not None)

        network = SimulatedNetwork([(60.0, 20e6)], origin, latency_s=0.02, faults=faults)
        events: list[Event] = []
        settings = PlayerSettings(buffer=BufferSettings(goal_s=10))
        async with Player(
            backend=HeadlessBackend(clock), transport=network, clock=clock, seed=1, settings=settings
        ) as player:
            player.listen(events.append)
            await player.load(url)
            await asyncio.sleep(seconds)
        return Watched(events, [request.url for request in network.requests])

    return run_virtual(run(), limit_s=1_000)


@BOTH
@pytest.mark.parametrize("effect", [Stall(after_bytes=2_000), Unreachable()], ids=["stall", "refused"])
def test_a_live_channel_leaves_a_dead_server_without_a_stall_and_returns(
    kind: str, effect: Stall | Unreachable
) -> None:
    watched = watch(kind, [Fault(effect, url="https://a.test/*", from_s=20.0, until_s=60.0)])
    assert watched.stalls == 0
    reasons = [reason for _, reason in watched.changes]
    assert reasons[0] == "failover"
    assert "a.test" in watched.urls[-1] or "return" in reasons


@BOTH
def test_a_server_that_only_steering_knows_is_another_one_at_another_address(kind: str) -> None:
    watched = watch(kind, answer=CLONES, seconds=40.0)
    assert watched.stalls == 0
    assert ("c", "steering") in watched.changes
    cloned = [url for url in watched.urls if "c.test" in url]
    assert cloned
    assert "key=v%201" in cloned[0]
