"""What servers are told with requests and by events: CTA-5004 and CTA-5004-B, by the real player."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead import CmcdMode, CmcdSettings, CmcdTarget, Player, PlayerSettings, PlayerState
from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.errors import PlayerStateError
from playhead.events import Event, StallStarted
from playhead.net.transport import TransportRequest
from playhead.net.transports.http import HttpTransport
from playhead.net.transports.simulated import OriginAnswer, SimulatedNetwork
from playhead.presentation import ByteRange
from playhead.session.cmcd.encoding import Each, NextObject, Token, Value, as_version_1, hundreds, payload
from playhead.session.cmcd.encoding import sharded as headers_of
from playhead.session.cmcd.next_object import next_object
from playhead.settings import BufferSettings
from playhead.testing import DEFAULT_LADDER, LiveShape, SyntheticLive, SyntheticTitle, run_virtual
from playhead.testing.loopback_server import LoopbackServer
from tests.player.session.cmcd_lines import arrived, read
from tests.player.session.gate import Gate
from tests.player.session.test_interstitials import AD, ONE, at, dated

TITLE = SyntheticTitle(60, DEFAULT_LADDER[:3])
COLLECTOR = "https://collector.test/cmcd"
STEADY: Sequence[tuple[float, float]] = ((600.0, 9e6),)
SLOW_MIDDLE: Sequence[tuple[float, float]] = ((10.0, 6e6), (14.0, 5e3), (600.0, 6e6))
GOAL = BufferSettings(goal_s=10)


@dataclass
class Seen:
    """What came to the servers, and what the player told."""

    requests: list[TransportRequest] = field(default_factory=list[TransportRequest])
    posts: list[TransportRequest] = field(default_factory=list[TransportRequest])
    events: list[Event] = field(default_factory=list[Event])

    @property
    def reports(self) -> list[dict[str, str]]:
        return [read(line) for post in self.posts for line in (post.content or b"").decode().split("\n")]

    def of_type(self, *types: str) -> list[tuple[TransportRequest, dict[str, str]]]:
        pairs = [(each, arrived(each)) for each in self.requests]
        return [(request, keys) for request, keys in pairs if keys.get("ot") in types]

    def states(self) -> list[str]:
        return [each["sta"] for each in self.reports if each["e"] == "ps"]


def watch(
    cmcd: CmcdSettings | None,
    url: str = TITLE.dash_url,
    *,
    trace: Sequence[tuple[float, float]] = STEADY,
    script: Callable[[Player], Awaitable[None]] | None = None,
    answer: Callable[[TransportRequest], OriginAnswer] = lambda _: OriginAnswer(b"", 204),
    origin: Callable[[str], bytes | OriginAnswer | None] = TITLE.origin,
    live: LiveShape | None = None,
) -> Seen:
    seen = Seen()

    def collect(request: TransportRequest) -> OriginAnswer:
        seen.posts.append(request)
        return answer(request)

    async def run() -> None:
        clock = LoopClock(utc_anchor_s=1_764_158_400.0)
        channel = SyntheticLive(clock, live, ladder=DEFAULT_LADDER[:2])
        found, address = (channel.origin, channel.dash_url) if live is not None else (origin, url)
        network = SimulatedNetwork(trace, found, latency_s=0.02, services={COLLECTOR: collect})
        gate = Gate(network, drop="CMCD")
        settings = PlayerSettings(buffer=GOAL, cmcd=cmcd)
        async with Player(
            backend=HeadlessBackend(clock), transport=gate, clock=clock, settings=settings, seed=1
        ) as player:
            player.listen(seen.events.append)
            await player.load(address)
            await (script or until_over)(player)
        seen.requests = [each for each in gate.requests if each.url != COLLECTOR]

    run_virtual(run(), limit_s=900)
    return seen


async def until_over(player: Player) -> None:
    stream = player.events()
    while player.state not in (PlayerState.ENDED, PlayerState.FAILED):
        await anext(stream)


def until(position_s: float) -> Callable[[Player], Awaitable[None]]:
    async def script(player: Player) -> None:
        stream = player.events()
        while player.position_s < position_s:
            await anext(stream)

    return script


# As text


COMPLEX: dict[str, Value] = {
    "v": 2,
    "br": Each(((3000, "v"), (164, "a"))),
    "bs": True,
    "su": False,
    "ec": ("2001",),
    "nor": NextObject("next-seg.mp4"),
    "pr": 1.1,
    "mtp": Each(((15000, ""),)),
    "ot": Token("v"),
    "cid": 'a "quoted" \\ é',
    "pt": 632782,
}


def test_version_2_is_written_as_its_examples_are() -> None:
    assert payload(COMPLEX) == (
        'br=(3000;v 164;a),bs,cid="a \\"quoted\\" \\\\ %C3%A9",ec=("2001"),mtp=(15000),'
        'nor=("next-seg.mp4"),ot=v,pr=1.1,pt=632782,v=2'
    )
    assert payload({"nor": NextObject("a.mp4", "0-99")}) == 'nor=("a.mp4";r="0-99")'
    assert headers_of(COMPLEX, 2)["cmcd-status"] == 'bs,ec=("2001"),pr=1.1,pt=632782'


def test_version_1_has_plain_numbers_and_an_encoded_next_object() -> None:
    values = {key: COMPLEX[key] for key in ("br", "mtp", "ot", "pr")}
    plain = as_version_1({**values, "nor": NextObject("../300kbps/track.m4v", "12323-48763")})
    assert payload(plain) == 'br=3000,mtp=15000,nor="..%2F300kbps%2Ftrack.m4v",nrr="12323-48763",ot=v,pr=1.1'
    assert headers_of(plain, 1)["cmcd-session"] == "pr=1.1"


@given(st.floats(0, 1e9))
def test_hundreds_are_the_nearest(value: float) -> None:
    assert hundreds(value) % 100 == 0
    assert abs(hundreds(value) - value) <= 50.001


@pytest.mark.parametrize(
    ("url", "following", "part", "told"),
    [
        ("https://a.test/v/1.m4s?t=1", "https://a.test/v/2.m4s", None, NextObject("2.m4s")),
        ("https://a.test/v/1.m4s", "https://a.test/w/x/2.m4s?k=v", None, NextObject("../w/x/2.m4s?k=v")),
        ("https://a.test/1.m4s", "https://b.test/2.m4s", None, None),
        ("https://a.test/f.mp4", "https://a.test/f.mp4", ByteRange(5, 9), NextObject("f.mp4", "5-9")),
        ("https://a.test/f.mp4", "https://a.test/f.mp4", ByteRange(5), NextObject("f.mp4", "5-")),
        ("https://a.test/v/1", "https://a.test/v/a:b", None, NextObject("./a:b")),
    ],
)
def test_the_next_object_is_relative_to_this_one(
    url: str, following: str, part: ByteRange | None, told: NextObject | None
) -> None:
    assert next_object(url, following, part) == told
    if told is not None:
        assert urljoin(url, told.path) == following


# With requests


def test_nothing_is_told_unless_it_is_set() -> None:
    seen = watch(None, script=until(8))
    assert not any(arrived(each) for each in seen.requests)
    assert not seen.posts


@pytest.mark.parametrize("mode", list(CmcdMode))
@pytest.mark.parametrize(("url", "sf"), [(TITLE.dash_url, "d"), (TITLE.hls_url, "h")])
def test_every_request_names_its_session_and_tells_what_it_is(mode: CmcdMode, url: str, sf: str) -> None:
    seen = watch(CmcdSettings(mode=mode, session_id="s-1", content_id="film"), url, script=until(12))
    keys = [arrived(each) for each in seen.requests]
    assert {each["sid"] for each in keys} == {'"s-1"'}
    assert {each["cid"] for each in keys} == {'"film"'}
    assert all("v" not in each and "sta" not in each for each in keys), "version 1 has neither"
    assert {"m", "i", "v", "a"} == {each["ot"] for each in keys}
    assert {each["sf"] for each in keys if each["ot"] != "m"} == {sf}
    video = [each for _, each in seen.of_type("v")]
    assert all(each["d"] == "4000" and each["st"] == "v" for each in video)
    assert len({each["tb"] for each in video}) == 1
    assert all(0 < int(each["br"]) <= int(each["tb"]) for each in video)
    for each in keys:
        assert int(each.get("mtp", "0")) % 100 == int(each.get("bl", "0")) % 100 == 0
        assert ("bl" in each) == (each["ot"] in "va")
        assert "rtp" not in each, "nobody asked for less"


def test_the_query_stands_once_and_the_rest_stays() -> None:
    seen = watch(
        CmcdSettings(mode=CmcdMode.QUERY), TITLE.hls_url + "?CMCD=sid%3D%22old%22&x=%2F", script=until(4)
    )
    first = seen.requests[0].url
    assert first.partition("?")[2].startswith("x=%2F&CMCD=")
    assert "old" not in first


def test_start_up_is_urgent_until_the_buffer_is_stable() -> None:
    seen = watch(CmcdSettings(), script=until(12))
    urgent = ["su" in arrived(each) for each in seen.requests]
    assert urgent[0]
    assert not urgent[-1]
    assert sum(before != after for before, after in pairwise(urgent)) == 1, "and then for good"


def test_a_seek_is_urgent_again() -> None:
    async def script(player: Player) -> None:
        await until(12)(player)
        await player.seek(48)
        await until_over(player)

    urgent = ["su" in arrived(each) for each in watch(CmcdSettings(), script=script).requests]
    assert sum(before != after for before, after in pairwise(urgent)) == 3


def test_the_next_object_is_the_one_that_is_asked_for_next() -> None:
    seen = watch(CmcdSettings(), script=until(40))
    for kind in "va":
        asked = seen.of_type(kind)
        steady = [pair for pair in pairwise(asked) if pair[0][1]["br"] == pair[1][1]["br"]]
        assert len(steady) > 6
        for (request, keys), (following, _) in steady:
            assert urljoin(request.url, unquote(keys["nor"][1:-1])) == following.url


def test_buffer_and_throughput_are_what_the_player_goes_by() -> None:
    seen = watch(CmcdSettings(), script=until(40))
    video = [each for _, each in seen.of_type("v")]
    assert max(int(each["bl"]) for each in video) <= (GOAL.goal_s + 4) * 1000
    assert int(video[-1]["bl"]) > 5000
    assert int(video[-1]["dl"]) == int(video[-1]["bl"])
    assert int(video[-1]["mtp"]) == pytest.approx(9000, rel=0.25)


def test_a_stall_is_told_once_with_the_next_request_of_what_was_missing() -> None:
    seen = watch(CmcdSettings(version=2), trace=SLOW_MIDDLE)
    (stall, *more) = [each for each in seen.events if isinstance(each, StallStarted)]
    told = [keys for _, keys in seen.of_type("v", "a") if "bs" in keys]
    assert 1 <= len(told) <= 2 * (1 + len(more)) + 2, "it is no state that lasts"
    before = [keys for _, keys in seen.of_type("v", "a")]
    assert before.index(told[0]) > 2
    durations = [keys["bsd"] for _, keys in seen.of_type("v", "a", "i") if "bsd" in keys]
    assert len(durations) == len({*durations}) >= 1
    last = before[-1]
    assert last["bsa"] == f"({1 + len(more)})"
    assert stall.at_s > 0
    assert watch(CmcdSettings(), trace=STEADY, script=until(30)).of_type("v")[-1][1].get("bs") is None


def test_version_2_tells_state_and_start_and_counts() -> None:
    seen = watch(CmcdSettings(version=2, rtp_factor=5), script=until(20))
    keys = [arrived(each) for each in seen.requests]
    assert {each["v"] for each in keys} == {"2"}
    assert [int(each["sn"]) for each in keys] == list(range(len(keys)))
    assert keys[0]["sta"] == "s"
    assert keys[-1]["sta"] == "p"
    assert sum("msd" in each for each in keys) == 1
    video = seen.of_type("v")[-1][1]
    assert video["br"].startswith("(")
    assert video["br"].endswith(";v)")
    assert int(video["rtp"]) % 100 == 0
    assert "tpb" not in video, "it tells devices apart"
    assert {"lb", "tb", "tbl", "pt", "dfa"} <= video.keys()


def test_only_the_keys_that_are_named_go_out() -> None:
    seen = watch(CmcdSettings(keys=frozenset({"sid", "br"}), custom={"org.test-shop": "7"}), script=until(4))
    assert {key for each in seen.requests for key in arrived(each)} == {"sid", "br", "org.test-shop"}


def test_a_live_channel_says_so_and_how_far_behind_it_plays() -> None:
    async def script(player: Player) -> None:
        stream = player.events()
        while player.state is not PlayerState.READY or len(player.buffered) == 0:
            await anext(stream)
        before_s = player.position_s
        while player.position_s < before_s + 9:
            await anext(stream)

    seen = watch(CmcdSettings(version=2), live=LiveShape(), script=script)
    keys = [each for _, each in seen.of_type("v", "a")]
    assert {each["st"] for each in keys} == {"l"}
    assert any(int(each["ltc"]) > 1000 for each in keys if "ltc" in each)
    assert all("pt" not in each for each in keys)


def test_what_an_interstitial_plays_is_told_nothing() -> None:
    def origin(url: str) -> bytes | None:
        body = next((body for title in (TITLE, AD) if (body := title.origin(url))), None)
        is_titles = url.startswith(TITLE.base_url) and body is not None and b"#EXTINF" in body[:3000]
        return body.replace(b"#EXTINF", dated(at(8, ONE)), 1) if body and is_titles else body

    target = CmcdTarget(COLLECTOR, frozenset({"abs", "abe"}))
    seen = watch(CmcdSettings(targets=(target,)), TITLE.hls_url, origin=origin, script=until(20))
    ads = [each for each in seen.requests if each.url.startswith(AD.base_url)]
    assert ads
    assert not any(arrived(each) for each in ads)
    assert [each["e"] for each in seen.reports] == ["abs", "abe"]


@pytest.mark.parametrize(
    "wrong",
    [
        CmcdSettings(version=3),
        CmcdSettings(keys=frozenset({"sta"})),
        CmcdSettings(custom={"shop": "1"}),
        CmcdSettings(custom={"a-b": "x" * 65}),
        CmcdSettings(session_id="x" * 65),
        CmcdSettings(targets=(CmcdTarget(COLLECTOR, frozenset({"nonsense"})),)),
        CmcdSettings(targets=(CmcdTarget(COLLECTOR, batch=0),)),
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong: CmcdSettings) -> None:
    with pytest.raises(PlayerStateError, match="cmcd: "):
        Player(backend=HeadlessBackend(LoopClock()), settings=PlayerSettings(cmcd=wrong))


def test_a_title_that_is_got_ready_says_so_and_hurries_nobody() -> None:
    ready: list[int] = []

    async def script(player: Player) -> None:
        handle = player.preload(TITLE.hls_url)
        await handle.wait()
        ready.append(handle.loaded_bytes)
        await player.load(handle)
        await until(4)(player)

    seen = watch(CmcdSettings(version=2), script=script)
    assert ready[0] > 0
    first_id = arrived(seen.requests[0])["sid"]
    others = [keys for each in seen.requests if (keys := arrived(each))["sid"] != first_id]
    assert {each["sid"] for each in others} == {others[0]["sid"]}
    early = [each for each in others if each["sta"] == "d"]
    assert len(early) > 4
    assert not any("su" in each for each in early)
    assert others[-1]["sta"] == "p"
    assert not any("su" in each for each in others if each["sta"] == "p")


# To collectors


EVERYTHING = CmcdTarget(COLLECTOR, authorization="Bearer t0ken")


def test_a_collector_hears_of_states_responses_and_time() -> None:
    seen = watch(CmcdSettings(session_id="s-1", mode=None, targets=(EVERYTHING,)))
    assert not any(arrived(each) for each in seen.requests)
    assert {each.headers["content-type"] for each in seen.posts} == {"application/cmcd"}
    assert {each.headers["authorization"] for each in seen.posts} == {"Bearer t0ken"}
    assert {each.method for each in seen.posts} == {"POST"}
    reports = seen.reports
    assert all(each["v"] == "2" and each["sid"] == '"s-1"' and int(each["ts"]) > 1_764e9 for each in reports)
    assert [int(each["sn"]) for each in reports] == list(range(len(reports)))
    assert seen.states() == ["s", "p", "e"]
    assert sum("msd" in each for each in reports) == 1
    assert len([each for each in reports if each["e"] == "t"]) == 2, "in a minute, each half of it"
    received = [each for each in reports if each["e"] == "rr"]
    assert len(received) == len(seen.requests)
    assert [each["url"][1:-1] for each in received[:1]] == [TITLE.dash_url]
    assert {each["rc"] for each in received} == {"200"}
    assert all(int(each["ttfb"]) <= int(each["ttfbb"]) <= int(each["ttlb"]) for each in received)


def test_reports_wait_for_their_batch_and_the_last_ones_for_nobody() -> None:
    target = replace(EVERYTHING, events=frozenset({"ps", "rr"}), batch=10)
    seen = watch(CmcdSettings(targets=(target,)), script=until(20))
    sizes = [(each.content or b"").count(b"\n") + 1 for each in seen.posts]
    assert all(size >= 10 for size in sizes[:-1])
    assert seen.states() == ["s", "p", "q"]


def test_pause_stall_and_seek_are_states() -> None:
    async def script(player: Player) -> None:
        await until(4)(player)
        player.pause()
        player.play()
        await player.seek(40)
        await until_over(player)

    target = replace(EVERYTHING, events=frozenset({"ps"}), keys=frozenset({"bs"}))
    seen = watch(CmcdSettings(targets=(target,)), script=script)
    assert seen.states() == ["s", "p", "a", "p", "k", "p", "e"]
    assert {*seen.reports[1]} == {"e", "sid", "sta", "ts", "v"}
    assert watch(CmcdSettings(targets=(target,)), trace=SLOW_MIDDLE).states()[:4] == ["s", "p", "r", "p"]


def test_a_title_that_cannot_begin_is_an_error_with_its_code() -> None:
    async def script(player: Player) -> None:
        del player

    with pytest.raises(Exception, match="HTTP_STATUS"):
        watch(CmcdSettings(), "https://nowhere.test/x.mpd", script=script)
    seen: list[TransportRequest] = []

    async def run() -> None:
        clock = LoopClock()

        def collect(request: TransportRequest) -> OriginAnswer:
            seen.append(request)
            return OriginAnswer(b"", 204)

        network = SimulatedNetwork(STEADY, TITLE.origin, services={COLLECTOR: collect})
        settings = PlayerSettings(cmcd=CmcdSettings(targets=(EVERYTHING,)))
        async with Player(
            backend=HeadlessBackend(clock), transport=network, clock=clock, settings=settings
        ) as player:
            with pytest.raises(Exception, match="HTTP_STATUS"):
                await player.load("https://nowhere.test/x.mpd?secret=1")

    run_virtual(run())
    reports = [read(line) for post in seen for line in (post.content or b"").decode().split("\n")]
    assert [each["e"] for each in reports] == ["rr", "e", "ps"]
    assert reports[0]["rc"] == "404"
    assert reports[0]["url"] == '"https://nowhere.test/x.mpd"'
    assert (reports[1]["ec"], reports[2]["sta"]) == ('("1006")', "f")


def test_a_collector_that_is_busy_gets_all_of_it_later_and_one_that_is_gone_nothing_more() -> None:
    answers = [503, 429, 503]

    def busy(_: TransportRequest) -> OriginAnswer:
        return OriginAnswer(b"", answers.pop(0) if answers else 204)

    target = replace(EVERYTHING, events=frozenset({"ps", "t"}))
    seen = watch(CmcdSettings(targets=(target,)), answer=busy)
    lines = [line for post in seen.posts[3:] for line in (post.content or b"").decode().split("\n")]
    assert [read(line)["sn"] for line in lines] == [str(number) for number in range(len(lines))]
    seen = watch(CmcdSettings(targets=(target,)), answer=lambda _: OriginAnswer(b"", 410))
    assert len(seen.posts) == 1


class Files(dict[str, bytes]):
    """The title's files by path."""

    def get(self, path: str, _: object = None) -> Any:
        return TITLE.origin(f"{TITLE.base_url}{path}")


async def test_on_real_sockets_the_four_headers_arrive() -> None:
    async with LoopbackServer(Files()) as server:
        clock = LoopClock()
        settings = PlayerSettings(buffer=GOAL, cmcd=CmcdSettings(version=2, session_id="s-1"))
        async with Player(
            backend=HeadlessBackend(clock), transport=HttpTransport(), clock=clock, settings=settings
        ) as player:
            stream = player.events()
            await player.load(server.url(TITLE.dash_url.removeprefix(TITLE.base_url)))
            while not player.buffered or player.buffered[-1][1] < 8:
                await anext(stream)
    with_segments = [each for each in server.requests if each.path.endswith(".m4s")]
    names = {name for each in with_segments for name in each.headers if name.startswith("cmcd-")}
    assert names == {"cmcd-request", "cmcd-object", "cmcd-status", "cmcd-session"}
    for each in server.requests:
        assert read(each.headers["cmcd-session"])["sid"] == '"s-1"'
        assert read(each.headers["cmcd-session"])["v"] == "2"
