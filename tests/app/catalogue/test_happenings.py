"""What the service tells by itself: on the demo's WebSocket, and in virtual time on lines that break."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress

import httpx
import pytest
from gql import GraphQLRequest
from gql.transport.async_transport import AsyncTransport
from gql.transport.exceptions import TransportConnectionFailed, TransportQueryError
from graphql import ExecutionResult

from playhead_app.account import Account
from playhead_app.catalogue import Refusal
from playhead_app.catalogue.client import CatalogueClient
from playhead_app.catalogue.happenings import EpisodeAdded, Happening, LineBack, ServiceLine, SessionEnded
from playhead_app.demo import DemoService
from playhead_app.library import Change, ChangeKind, Profile
from playhead_app.sources import FixedEndpoint
from tests.app.account.test_account import Noted


async def nobody() -> None:
    return None


class Heard:
    """What a line has told, to be waited for."""

    def __init__(self) -> None:
        self.all: list[Happening] = []
        self._more = asyncio.Event()

    def __call__(self, happening: Happening) -> None:
        self.all.append(happening)
        self._more.set()

    async def until(self, claim: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not claim():
                self._more.clear()
                await self._more.wait()


@asynccontextmanager
async def listening(line: ServiceLine) -> AsyncGenerator["asyncio.Task[None]"]:
    running = asyncio.create_task(line.run())
    try:
        yield running
    finally:
        await line.close()
        await running


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoService]:
    with DemoService(tmp_path_factory.mktemp("demo"), makes_films=False) as service:
        yield service


async def listened_to(demo: DemoService, count: int) -> None:
    """Wait until so many subscriptions are open at the service, which lives on another loop."""
    await until(lambda: demo._happenings.listeners >= count)


async def until(claim: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not claim():  # noqa: ASYNC110  # nobody would set an event
            await asyncio.sleep(0.005)


async def test_a_new_episode_is_told_and_marks_its_series(demo: DemoService) -> None:
    heard, endpoint = Heard(), FixedEndpoint(demo.graphql_url)
    client = CatalogueClient(endpoint)
    before = await client.details("small-moons")
    async with listening(ServiceLine(endpoint, heard, nobody)):
        await listened_to(demo, 2)
        episode_id = await asyncio.to_thread(demo.release_episode)
        await heard.until(lambda: bool(heard.all))
    assert heard.all == [EpisodeAdded("small-moons", "Small Moons", episode_id, "Somebody Answers", 5)]
    after = await client.details("small-moons")
    assert not before.card.has_new_episode
    assert after.card.has_new_episode
    assert after.seasons[-1].episodes[-1].id == episode_id
    await client.close()


async def test_a_child_does_not_hear_of_what_it_may_not_see(demo: DemoService) -> None:
    heard, endpoint = Heard(), FixedEndpoint(demo.graphql_url)
    client = CatalogueClient(endpoint)
    child = Profile("child", "Mo", "fox", "7+", True, 1.0)
    await client.personal.send(Change(1, "child", ChangeKind.PROFILE, child))
    grown_up = Heard()
    line = ServiceLine(endpoint, heard, nobody)
    line.listen_for("child")
    async with listening(line), listening(ServiceLine(endpoint, grown_up, nobody)):
        await listened_to(demo, 4)
        await asyncio.to_thread(demo.release_episode)
        await grown_up.until(lambda: bool(grown_up.all))
        # The second is told to both in the same turn of the service's loop, the child's line first.
        await asyncio.to_thread(demo.release_episode)
        await grown_up.until(lambda: len(grown_up.all) == 2)
    assert heard.all == []
    await client.close()


async def signed_in(demo: DemoService) -> Account:
    account = Account(FixedEndpoint(demo.graphql_url), Noted, sleep=lambda _: asyncio.sleep(0))
    code = await account.begin()
    async with httpx.AsyncClient() as browser:
        form = {"user_code": code.user_code, "answer": "yes"}
        assert (await browser.post(f"{demo.url}/activate", data=form)).is_success
    await account.wait(code)
    return account


async def test_a_session_that_is_ended_elsewhere_is_told_to_its_device_alone(demo: DemoService) -> None:
    endpoint = FixedEndpoint(demo.graphql_url)
    here, there = await signed_in(demo), await signed_in(demo)
    heard, other, guest = Heard(), Heard(), Heard()
    async with (
        listening(ServiceLine(endpoint, heard, here.credentials)),
        listening(ServiceLine(endpoint, other, there.credentials)),
        listening(ServiceLine(endpoint, guest, nobody)),
    ):
        await listened_to(demo, 6)
        await here.sign_out()
        await heard.until(lambda: bool(heard.all))
        assert other.all == []
        await there.sign_out(is_everywhere=True)
        await other.until(lambda: bool(other.all))
    assert heard.all == [SessionEnded(is_everywhere=False)]
    assert other.all == [SessionEnded(is_everywhere=True)]
    assert guest.all == []
    await here.close()
    await there.close()


async def test_the_same_title_is_in_the_plan_of_whoever_is_signed_in(demo: DemoService) -> None:
    account = await signed_in(demo)
    guest = CatalogueClient(FixedEndpoint(demo.graphql_url))
    viewer = CatalogueClient(FixedEndpoint(demo.graphql_url), credentials=account.known_credentials)
    assert not (await guest.details("the-glass-orchard")).card.is_included
    assert (await viewer.details("the-glass-orchard")).card.is_included
    for client, code in ((guest, "not-entitled"), (viewer, "still-rendering")):
        answer = await client.start_playback("the-glass-orchard")
        assert isinstance(answer, Refusal)
        assert answer.code == code
        await client.close()
    assert (await account.info()).plan_url.startswith(demo.url)
    await account.close()


@asynccontextmanager
async def answering(status: str) -> AsyncGenerator[tuple[str, list[int]]]:
    """A service that answers each connection so; gives its address, and counts."""
    asked: list[int] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        asked.append(1)
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/graphql", asked
    finally:
        server.close()


async def test_a_service_without_a_line_is_left_in_peace() -> None:
    heard = Heard()
    async with answering("404 Not Found") as (url, asked), asyncio.timeout(10):
        await ServiceLine(FixedEndpoint(url), heard, nobody).run()
    assert len(asked) == 1
    assert heard.all == []


class Subscribed(AsyncTransport):
    """A connection that holds until it is cut; it knows none, one or both subscriptions."""

    def __init__(self, *, known: int = 2) -> None:
        self.cut = asyncio.Event()
        self.known = known
        self.is_open = False

    async def connect(self) -> None:
        self.is_open = True

    async def close(self) -> None:
        self.is_open = False

    async def execute(self, request: GraphQLRequest) -> ExecutionResult:
        raise NotImplementedError

    async def subscribe(self, request: GraphQLRequest) -> AsyncGenerator[ExecutionResult, None]:
        self.known -= 1
        if self.known < 0:
            raise TransportQueryError("Cannot query field")
        await self.cut.wait()
        raise TransportConnectionFailed("cut")
        yield  # makes this a generator


class World:
    """Lines in virtual time: each sleep passes at once, but the look at the clocks waits for a sleep."""

    def __init__(self, *connections: AsyncTransport | BaseException) -> None:
        self.connections = list(connections)
        self.now_s, self.wall_s = 100.0, 1_000_000.0
        self.waits: list[float] = []
        self.introductions: list[Mapping[str, str]] = []
        self.heard = Heard()
        self.exhausted = asyncio.Event()
        self.looks: asyncio.Queue[None] = asyncio.Queue()
        self.line = ServiceLine(
            FixedEndpoint("http://127.0.0.1:1/graphql"),
            self.heard,
            self.token,
            connect=self.connect,
            sleep=self.sleep,
            clock=lambda: self.now_s,
            wall=lambda: self.wall_s,
        )

    async def token(self) -> str | None:
        return "secret"

    async def connect(self, url: str, introduction: Mapping[str, str]) -> AsyncTransport:
        self.introductions.append(introduction)
        if not self.connections:
            self.exhausted.set()
            await asyncio.Event().wait()
        one = self.connections.pop(0)
        if isinstance(one, BaseException):
            raise one
        return one

    async def sleep(self, seconds: float) -> None:
        if seconds == 5.0:
            await self.looks.get()
        else:
            self.waits.append(seconds)
        self.now_s += seconds
        self.wall_s += seconds

    async def until_exhausted(self) -> None:
        async with asyncio.timeout(10):
            await self.exhausted.wait()


async def test_a_line_that_can_not_be_had_is_tried_less_and_less_often() -> None:
    world = World(*(OSError("down") for _ in range(12)))
    async with listening(world.line):
        await world.until_exhausted()
    steps = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 120.0, 120.0, 120.0, 120.0, 120.0]
    assert all(step / 2 <= wait <= step for wait, step in zip(world.waits, steps, strict=True))
    assert world.heard.all == []


async def test_a_line_that_broke_is_taken_up_again_and_says_that_it_was_down() -> None:
    first, second = Subscribed(), Subscribed()
    world = World(first, OSError("down"), second)
    async with listening(world.line):
        first.cut.set()
        await world.heard.until(lambda: world.heard.all == [LineBack()])
        assert world.introductions[0] == {"Authorization": "Bearer secret"}
    assert not first.is_open
    assert not second.is_open


async def test_a_machine_that_slept_does_not_trust_its_old_connection() -> None:
    first, second = Subscribed(), Subscribed()
    world = World(first, second)
    async with listening(world.line):
        world.looks.put_nowait(None)  # an ordinary look
        await until(lambda: world.now_s == 105)
        assert world.heard.all == []
        world.wall_s += 3_600.0  # an hour with the lid closed
        world.looks.put_nowait(None)
        await world.heard.until(lambda: world.heard.all == [LineBack()])
    assert world.waits == []


async def test_another_viewer_is_listened_for_at_once() -> None:
    world = World(Subscribed(), Subscribed())
    async with listening(world.line):
        await until(lambda: bool(world.introductions))
        world.line.listen_for("child")
        await world.heard.until(lambda: bool(world.heard.all))
    assert world.introductions[-1]["Playhead-Profile"] == "child"
    assert world.waits == []


@pytest.mark.parametrize(("known", "is_over"), [(0, True), (1, False)])
async def test_an_older_service_tells_what_it_knows(known: int, is_over: bool) -> None:
    world = World(Subscribed(known=known))
    running = asyncio.create_task(world.line.run())
    with suppress(TimeoutError):
        async with asyncio.timeout(10 if is_over else 0.05):
            await asyncio.shield(running)
    assert running.done() is is_over
    await world.line.close()
    await running
