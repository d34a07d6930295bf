"""Filters of a player: nothing goes past them, whatever a title has."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from playhead import ErrorCode, Filters, OutgoingRequest, Player, PlayerSettings, RequestType
from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.events import InterstitialEnded, PlaybackEnded
from playhead.licence import LicenceSource
from playhead.net import ArrivedResponse
from playhead.net.transports.simulated import SimulatedNetwork
from playhead.offline import DownloadRequest, OfflineSettings, OfflineStore
from playhead.presentation import Kind
from playhead.settings import BufferSettings, TextPreferences
from playhead.state import PlayerState
from playhead.testing import DEFAULT_LADDER, LiveShape, SyntheticLive, SyntheticTitle, run_virtual
from tests.media.captions import vtt, with_dash_text, with_hls_text
from tests.media.clips import ClipStore
from tests.media.titles import BASE_URL, Title, dash_title, hls_title
from tests.player.session.gate import Gate
from tests.player.session.protected_titles import LICENCE_URL, VIDEO, ClearKeyServer, protected, sealed_title
from tests.player.session.test_interstitials import AD, ASSET_LIST, LISTED, OTHER_AD, at, dated
from tests.player.session.test_thumbnails import dash as with_tiles

SETTINGS = PlayerSettings(buffer=BufferSettings(goal_s=10), text=TextPreferences(("en",)))
STEERING = "https://steering.test/now"
CLOCK = "https://clock.test/now"
Script = Callable[[Player], Awaitable[None]]


class Evening:
    """A player whose every request must carry a token that only its filter knows."""

    def __init__(self) -> None:
        self.filters = Filters()
        self.seen: list[OutgoingRequest] = []
        self.filters.add_request(self._sign)
        self.gates: list[Gate] = []

    async def _sign(self, request: OutgoingRequest) -> OutgoingRequest:
        self.seen.append(request)
        return request.with_header("x-token", "t").with_query("tok", "t")

    def watch(self, network: Callable[[LoopClock], SimulatedNetwork], script: Script) -> None:
        async def run() -> None:
            clock = LoopClock(utc_anchor_s=1_764_158_400.0)
            gate = Gate(network(clock), drop="tok")
            self.gates.append(gate)
            async with Player(
                backend=HeadlessBackend(clock),
                transport=gate,
                clock=clock,
                settings=SETTINGS,
                filters=self.filters,
                seed=1,
            ) as player:
                assert player.filters is self.filters
                await script(player)

        run_virtual(run(), limit_s=600)

    def assert_nothing_went_past(self) -> None:
        requests = [request for gate in self.gates for request in gate.requests]
        assert requests
        assert all(each.headers.get("x-token") == "t" for each in requests)
        assert all(each.url.endswith("tok=t") for each in requests)


def on_air(title: Title) -> Callable[[LoopClock], SimulatedNetwork]:
    services = {LICENCE_URL: ClearKeyServer()}
    return lambda _: SimulatedNetwork([(60.0, 50e6)], title.by_url(), latency_s=0.02, services=services)


async def until_over(player: Player) -> None:
    stream = player.events()
    while player.state not in (PlayerState.ENDED, PlayerState.FAILED):
        await anext(stream)


def test_nothing_of_a_title_goes_past_them(clips: ClipStore) -> None:
    evening = Evening()
    dash = with_dash_text(with_tiles(clips), vtt((1, 2, "one")))
    asked = f'<ContentSteering defaultServiceLocation="a">{STEERING}</ContentSteering>'
    places = f'<BaseURL serviceLocation="a">{BASE_URL}</BaseURL>{asked}<Period>'
    mpd = dash.files["title.mpd"].replace(b"<Period>", places.encode())
    steering = json.dumps({"VERSION": 1, "TTL": 5, "PATHWAY-PRIORITY": ["a"]}).encode()
    steered = replace(dash, files=dash.files | {"title.mpd": mpd, STEERING: steering})

    async def with_thumbnail(player: Player) -> None:
        await player.load(steered.url)
        assert await player.thumbnail_at(3.0) is not None
        await until_over(player)

    evening.watch(on_air(steered), with_thumbnail)

    async def with_licence(player: Player) -> None:
        await player.load(locked.url, licence=LicenceSource(LICENCE_URL))
        await until_over(player)

    locked = protected(dash_title(clips, (0,)), "cenc")
    evening.watch(on_air(locked), with_licence)

    async def one_after_another(player: Player) -> None:
        handle = player.preload(sealed.url)
        assert await handle.wait() or handle.problem is None
        await player.load(sealed.url)
        await until_over(player)
        assert player.state is PlayerState.ENDED

    sealed = sealed_title(hls_title(clips, (0,)), VIDEO, f"{BASE_URL}key.bin")
    sealed = with_hls_text(sealed, [vtt((n * 4 + 1, n * 4 + 2, "x")) for n in range(5)])
    evening.watch(on_air(replace(sealed, files=sealed.files | {"key.bin": VIDEO.key})), one_after_another)

    def channel(clock: LoopClock) -> SimulatedNetwork:
        shape = LiveShape(utc_timing=(("urn:mpeg:dash:utc:http-iso:2014", CLOCK),))
        live = SyntheticLive(clock, shape, ladder=DEFAULT_LADDER[:1])
        now = b"2025-11-26T12:00:00Z"
        return SimulatedNetwork([(60.0, 20e6)], lambda url: now if url == CLOCK else live.origin(url))

    async def for_a_while(player: Player) -> None:
        await player.load(SyntheticLive(LoopClock(), ladder=DEFAULT_LADDER[:1]).dash_url)
        stream = player.events()
        while player.position_s < 10:
            await anext(stream)
            if len(evening.seen) > 500 or any(each.type is RequestType.TIMING for each in evening.seen):
                return

    evening.watch(channel, for_a_while)
    evening.assert_nothing_went_past()
    assert {each.type for each in evening.seen} == set(RequestType) - {
        RequestType.INDEX,
        RequestType.ASSET_LIST,
        RequestType.REPORT,
    }
    kinds = {(each.type, each.subject.kind) for each in evening.seen if each.subject.segment is not None}
    assert kinds == {
        (RequestType.SEGMENT, Kind.VIDEO),
        (RequestType.SEGMENT, Kind.AUDIO),
        (RequestType.TEXT, Kind.TEXT),
        (RequestType.IMAGE, Kind.IMAGE),
    }


def test_lists_and_assets_of_interstitials_pass_through_them() -> None:
    evening = Evening()
    film = SyntheticTitle(20, DEFAULT_LADDER[:1], base_url="https://film.example")
    listing = json.dumps(ASSET_LIST).encode()

    def origin(url: str) -> bytes | None:
        if url.startswith("https://decision.example/list.json"):
            return listing
        body = next((body for title in (film, AD, OTHER_AD) if (body := title.origin(url))), None)
        is_films = url.startswith(film.base_url) and body is not None and b"#EXTINF" in body[:3000]
        return body.replace(b"#EXTINF", dated(at(8, LISTED)), 1) if body and is_films else body

    ended: list[object] = []

    async def to_the_end(player: Player) -> None:
        player.listen(ended.append)
        await player.load(film.hls_url)
        await until_over(player)

    evening.watch(lambda _: SimulatedNetwork([(60.0, 20e6)], origin, latency_s=0.02), to_the_end)
    assert [each.outcome for each in ended if isinstance(each, InterstitialEnded)] == ["played"]
    evening.assert_nothing_went_past()
    asked = [each.url.partition("?")[0] for each in evening.seen if each.type is RequestType.ASSET_LIST]
    assert asked == ["https://decision.example/list.json"]
    assert any(each.url.startswith(AD.base_url) for each in evening.seen)


def test_a_filter_that_fails_ends_the_title_with_a_problem_that_names_it(clips: ClipStore) -> None:
    title = hls_title(clips, (0, 1))
    problems: list[ErrorCode] = []

    def refusing(request: OutgoingRequest) -> OutgoingRequest:
        raise LookupError(request.url)

    async def run() -> None:
        clock = LoopClock()
        network = SimulatedNetwork([(60.0, 50e6)], title.by_url())
        async with Player(backend=HeadlessBackend(clock), transport=network, clock=clock) as player:
            player.filters.add_request(refusing, types=[RequestType.SEGMENT], name="refusing")
            await player.load(title.url)
            await until_over(player)
            assert player.state is PlayerState.FAILED
            assert player.problem is not None
            problems.append(player.problem.code)
            assert "'refusing' raised LookupError" in player.problem.detail
            assert player.problem.context.url == f"{BASE_URL}360p-1.m4s"
            assert clock.now_s() < SETTINGS.recovery.budget_s + 10

    run_virtual(run(), limit_s=120)
    assert problems == [ErrorCode.NETWORK_FILTER_FAILED]


def test_a_filter_that_fails_for_a_moment_is_waited_for(clips: ClipStore) -> None:
    title = hls_title(clips, (0, 1))

    async def run() -> list[object]:
        clock = LoopClock()
        network = SimulatedNetwork([(60.0, 50e6)], title.by_url())
        events: list[object] = []

        def not_yet(request: OutgoingRequest) -> OutgoingRequest:
            if clock.now_s() < 2:
                raise LookupError(request.url)
            return request

        async with Player(backend=HeadlessBackend(clock), transport=network, clock=clock) as player:
            player.filters.add_request(not_yet, types=[RequestType.SEGMENT])
            player.listen(events.append)
            await player.load(title.url)
            await until_over(player)
        return events

    events = run_virtual(run(), limit_s=120)
    (ended,) = [event for event in events if isinstance(event, PlaybackEnded)]
    assert ended.position_s > 19, "and nothing was skipped"


def test_a_manifest_that_a_filter_rewrites_is_what_plays(clips: ClipStore) -> None:
    title = hls_title(clips, (0, 1, 3))

    def tallest_out(response: ArrivedResponse) -> ArrivedResponse:
        lines = response.body.decode().splitlines()
        at_line = max(place for place, line in enumerate(lines) if line.startswith("#EXT-X-STREAM-INF"))
        return replace(response, body="\n".join(lines[:at_line] + lines[at_line + 2 :]).encode())

    async def run() -> None:
        clock = LoopClock()
        filters = Filters()
        filters.add_response(tallest_out, types=[RequestType.MANIFEST])
        network = SimulatedNetwork([(60.0, 50e6)], title.by_url())
        async with Player(
            backend=HeadlessBackend(clock), transport=network, clock=clock, filters=filters
        ) as player:
            await player.load(title.url)
            (video,) = [track for track in player.tracks if track.kind is Kind.VIDEO]
            assert len(video.representations) == 2

    run_virtual(run(), limit_s=120)


def test_downloads_pass_through_their_stores_filters_and_a_kept_title_through_none(
    clips: ClipStore, tmp_path: Path
) -> None:
    title = dash_title(clips, (0,))
    seen: list[OutgoingRequest] = []
    filters = Filters()

    def sign(request: OutgoingRequest) -> OutgoingRequest:
        seen.append(request)
        return request.with_query("tok", "t")

    filters.add_request(sign)

    async def run() -> None:
        clock = LoopClock()
        gate = Gate(SimulatedNetwork([(60.0, 50e6)], title.by_url()), drop="tok")
        store = OfflineStore(
            tmp_path,
            transport=gate,
            clock=clock,
            settings=OfflineSettings(min_free_bytes=0),
            filters=filters,
        )
        async with store:
            kept = await store.add(DownloadRequest(title.url))
            await store.finished(kept)
            assert len(seen) == len(gate.requests) > 10
            assert all(each.url.endswith("?tok=t") for each in gate.requests)
            kinds = {each.subject.kind for each in seen if each.type is RequestType.SEGMENT}
            assert kinds == {Kind.VIDEO, Kind.AUDIO}
            seen.clear()
            ended: list[object] = []
            async with Player(
                backend=HeadlessBackend(clock), transport=gate, clock=clock, offline=store, filters=filters
            ) as player:
                player.listen(ended.append)
                await player.load(store.url(kept))
                await until_over(player)
            assert any(isinstance(each, PlaybackEnded) for each in ended)
            assert not seen, "what is kept is asked of nobody"

    run_virtual(run(), limit_s=600)
