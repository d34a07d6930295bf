"""Low-latency DASH on the virtual clock: segments that play while they are made (chunked CMAF)."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from struct import pack

import pytest

from playhead.backend import SampleBatch
from playhead.backend.headless import HeadlessBackend
from playhead.errors import ErrorCode, Recovery
from playhead.events import DecisionMade, Downloaded, LiveRateChanged, QualityShown, Seeked, TimedEventBegan
from playhead.licence import LicenceSource
from playhead.net.transports.simulated import OriginAnswer
from playhead.presentation import Kind
from playhead.settings import LiveSettings, PlayerSettings
from playhead.testing import (
    Fault,
    LiveShape,
    Replace,
    Reset,
    Stall,
    Status,
    SyntheticLive,
    Truncate,
)
from playhead_app.demo.protection.encryption import (
    ContentKey,
    Scheme,
    TrackCipher,
    protected_init,
    protected_segment,
)
from playhead_app.demo.protection.manifests import protected_manifest
from tests.media.protected_films import full
from tests.player.session.live_harness import LiveSession, watch_live

TARGET_S, CHUNK_S, FPS = 1.2, 0.32, 25
CHUNKED = LiveShape(window_s=30.0, chunk_frames=8, latency=(TARGET_S, 0.6, 6.0), update_s=3_600.0)


class Fed:
    """What the decoder was given, in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pictures: list[tuple[int, str]] = []
        append = HeadlessBackend.append

        def note(backend: HeadlessBackend, batch: SampleBatch) -> None:
            if batch.format.kind is Kind.VIDEO:
                frames = (round((each.dts + batch.offset) / 512) for each in batch.samples)
                self.pictures += [(frame, batch.variant) for frame in frames]
            append(backend, batch)

        monkeypatch.setattr(HeadlessBackend, "append", note)

    @property
    def steps(self) -> list[int]:
        """From each picture to the next; 1 throughout where none is missing and none comes twice."""
        return [after[0] - before[0] for before, after in pairwise(self.pictures)]


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch) -> Fed:
    return Fed(monkeypatch)


def for_a_while(seconds: float) -> Callable[[LiveSession], Awaitable[None]]:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(seconds)

    return script


def watch(
    script: Callable[[LiveSession], Awaitable[None]],
    shape: LiveShape = CHUNKED,
    *,
    trace: Sequence[tuple[float, float]] = ((60.0, 20e6),),
    faults: Sequence[Fault] = (),
    settings: PlayerSettings | None = None,
    start_s: float | None = None,
    licence: LicenceSource | None = None,
) -> LiveSession:
    return watch_live(
        "dash",
        script,
        shape,
        segment_s=1.0,
        trace=trace,
        faults=faults,
        settings=settings,
        start_s=start_s,
        licence=licence,
    )


def asked_for(session: LiveSession) -> list[tuple[int, float]]:
    """Return the pictures' segments that were asked for, with how long their making was under way by then."""
    found = ((re.search(r"/v\d/(\d+)\.m4s", each.url), each.at_s) for each in session.network.requests)
    return [(int(match[1]), at_s + 120 - int(match[1])) for match, at_s in found if match]


# --- the distance --------------------


def test_playback_stays_at_the_services_distance_and_never_stalls(fed: Fed) -> None:
    offsets_s: list[float] = []

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(15)
        for _ in range(40):
            await asyncio.sleep(1.03)
            offsets_s.append(session.player.live_offset_s or 0.0)
        assert session.player.stats.live_target_s == TARGET_S

    session = watch(script)
    assert session.played_undisturbed
    assert all(abs(offset_s - TARGET_S) < 0.2 for offset_s in offsets_s)
    assert set(fed.steps) == {1}
    live = session.player.report().live
    assert live is not None
    assert live["target_s"] in (None, TARGET_S)


def test_a_segment_is_asked_for_once_when_its_first_chunk_is_made() -> None:
    session = watch(for_a_while(20))
    asked = asked_for(session)
    numbers = [number for number, _ in asked]
    assert len(numbers) == len(set(numbers))
    near_the_edge = [made_s for number, made_s in asked if number > 122]
    assert len(near_the_edge) > 15
    assert all(CHUNK_S <= made_s < CHUNK_S + 0.1 for made_s in near_the_edge)


def test_what_is_behind_the_edge_comes_like_any_segment(fed: Fed) -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(10)
        assert session.player.live_offset_s == pytest.approx(12, abs=1.0), "who goes back is left there"
        await session.player.seek_to_live()
        await asyncio.sleep(10)
        assert session.player.live_offset_s == pytest.approx(TARGET_S, abs=0.4)

    session = watch(script, start_s=-12)
    assert session.played_undisturbed
    whole = [made_s for _, made_s in asked_for(session) if made_s >= 1]
    assert len(whole) > 8
    assert sum(step != 1 for step in fed.steps) <= 1, "the seek"


def test_a_service_that_measures_from_the_camera_is_followed(fed: Fed) -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(20)
        # 0.5 s of the distance were gone before the picture reached the timeline.
        timeline_s = 120 + asyncio.get_running_loop().time()
        assert timeline_s - session.player.position_s == pytest.approx(1.8 - 0.5, abs=0.2)
        assert session.player.live_offset_s == pytest.approx(1.8, abs=0.2)

    shape = replace(CHUNKED, captured_earlier_s=0.5, latency=(1.8, 0.6, 6.0))
    assert watch(script, shape).played_undisturbed


@pytest.mark.parametrize(
    ("wished_s", "played_s"), [(0.2, 1.0), (2.5, 2.0), (1.4, 1.4)], ids=["too near", "too far", "within"]
)
def test_the_services_limits_bound_the_viewers_wish(wished_s: float, played_s: float) -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(1)
        assert session.player.stats.live_target_s == played_s

    settings = PlayerSettings(live=LiveSettings(target_latency_s=wished_s))
    watch(script, replace(CHUNKED, latency=(1.2, 1.0, 2.0)), settings=settings)


def test_catching_up_goes_no_faster_than_the_service_allows() -> None:
    async def script(session: LiveSession) -> None:
        await asyncio.sleep(8)
        session.player.pause()
        await asyncio.sleep(1)
        session.player.play()
        await asyncio.sleep(70)
        assert session.player.live_offset_s == pytest.approx(TARGET_S, abs=0.2)

    session = watch(script, replace(CHUNKED, rates=(0.96, 1.02)))
    assert session.played_undisturbed
    assert max(event.rate for event in session.of(LiveRateChanged)) == pytest.approx(1.02)


def test_whoever_falls_behind_the_services_limit_is_taken_to_the_edge() -> None:
    """At 1.05 times the speed, the 3 s of the dead line would take a minute to make good."""
    shape = replace(CHUNKED, latency=(1.2, 0.6, 3.2))
    trace = ((20.0, 8e6), (4.5, 0.0), (300.0, 8e6))

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(40)
        assert session.player.live_offset_s == pytest.approx(TARGET_S, abs=0.3)

    session = watch(script, shape, trace=trace)
    assert not session.has_failed
    assert len(session.of(Seeked)) == 1


# --- availability --------------------


def test_who_may_ask_at_any_time_is_answered_as_soon_as_there_is_something(fed: Fed) -> None:
    session = watch(for_a_while(20), replace(CHUNKED, early_s=-1.0))
    assert session.played_undisturbed
    assert all(made_s < 0.1 for number, made_s in asked_for(session) if number > 122)
    assert set(fed.steps) == {1}


def test_a_segment_that_is_announced_a_little_too_early_is_asked_for_again_soon(fed: Fed) -> None:
    session = watch(for_a_while(20), replace(CHUNKED, early_s=0.9))
    assert not session.player.stats.stalls
    assert {problem.recovery for problem in session.problems()} == {Recovery.RETRY}
    assert set(fed.steps) == {1}


def test_without_chunks_whole_segments_play_as_before(fed: Fed) -> None:
    shape = LiveShape(window_s=30.0, latency=(2.4, 1.0, 6.0), update_s=3_600.0)
    session = watch(for_a_while(20), shape)
    assert session.played_undisturbed
    assert all(made_s >= 1.0 for _, made_s in asked_for(session))
    assert set(fed.steps) == {1}


def test_periods_follow_each_other_without_a_gap(fed: Fed) -> None:
    session = watch(for_a_while(30), replace(CHUNKED, break_every=10, update_s=2.0))
    assert session.played_undisturbed
    assert set(fed.steps) == {1}
    assert len({event.representation.partition("/")[0] for event in session.of(DecisionMade)}) >= 3


# --- quality --------------------


@pytest.mark.parametrize("line_bps", [3e6, 8e6, 30e6])
def test_throughput_is_that_of_the_line_and_not_of_the_encoder(line_bps: float) -> None:
    """A second of chunks takes a second, whatever the line: that would be the bandwidth of what plays."""

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(40)
        assert session.player.stats.throughput_bps == pytest.approx(line_bps, rel=0.3)

    session = watch(script, trace=((60.0, line_bps),))
    assert session.of(QualityShown)[-1].height == 480, "the highest rung there is"


def test_a_line_that_drops_is_seen_although_chunks_wait_for_the_encoder() -> None:
    trace = ((15.0, 8e6), (60.0, 1.1e6))

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(40)
        assert session.player.stats.throughput_bps == pytest.approx(1.1e6, rel=0.4)
        assert session.player.stats.bandwidth_bps <= 800_000

    assert not watch(script, trace=trace).has_failed


def test_quality_changes_only_between_segments(fed: Fed) -> None:
    trace = ((12.0, 1.6e6), (60.0, 20e6))

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(30.5)
        session.player.limit_quality(max_height=240)
        await asyncio.sleep(5)

    session = watch(script, trace=trace)
    assert session.of(QualityShown)[-1].height == 240
    by_segment: dict[int, set[str]] = {}
    for frame, variant in fed.pictures:
        by_segment.setdefault(frame // FPS, set()).add(variant)
    assert all(len(variants) == 1 for variants in by_segment.values())
    assert len(set.union(*by_segment.values())) > 1
    assert set(fed.steps) == {1}


# --- what breaks off --------------------


@pytest.mark.parametrize(
    "effect",
    [Reset(90_000), Truncate(90_000), Reset(200), Stall(90_000)],
    ids=["reset", "cut", "early", "stall"],
)
def test_a_download_that_breaks_off_goes_on_where_it_broke(
    fed: Fed, effect: Reset | Truncate | Stall
) -> None:
    """The second chunk was on its way; the first, and what of the second was whole, plays already."""
    faults = [Fault(effect, url="*/v?/130.m4s", times=1)]
    session = watch(for_a_while(30), faults=faults)
    assert not session.problems() or isinstance(effect, Stall)
    assert [number for number, _ in asked_for(session)].count(130) == 2
    assert set(fed.steps) <= {1}, "nothing is missing, and nothing comes twice"
    downloads = [event for event in session.of(Downloaded) if event.url.endswith("/130.m4s")]
    assert {event.representation[-2] for event in downloads} == {"v", "a"}


def test_what_can_not_be_had_any_more_costs_the_rest_of_its_segment_only(fed: Fed) -> None:
    faults = [
        Fault(Reset(90_000), url="*/v2/130.m4s", times=1),
        Fault(Status(410), url="*/v2/130.m4s"),
    ]
    session = watch(for_a_while(30), faults=faults)
    assert not session.has_failed
    assert Recovery.SKIP_SEGMENT in {problem.recovery for problem in session.problems()}
    lost = [step for step in fed.steps if step != 1]
    assert len(lost) == 1
    assert lost[0] < FPS
    assert {variant for frame, variant in fed.pictures if frame // FPS == 130} == {"p0/v2"}
    assert [frame for frame, _ in fed.pictures if frame // FPS == 131] == list(range(131 * FPS, 132 * FPS))


def test_before_anything_of_it_was_delivered_another_representation_takes_its_place(fed: Fed) -> None:
    session = watch(for_a_while(30), faults=[Fault(Status(410), url="*/v2/130.m4s")])
    assert not session.has_failed
    assert {variant for frame, variant in fed.pictures if frame // FPS == 130} < {"p0/v0", "p0/v1"}
    assert set(fed.steps) == {1}


def without_a_table(body: bytes) -> bytes:
    return body.replace(b"tfhd", b"tfhx", 1)


def cut_short(body: bytes) -> bytes:
    return body[: len(body) // 2]


@pytest.mark.parametrize(
    "broken",
    [
        without_a_table,
        cut_short,
    ],
    ids=["no table", "cut short"],
)
def test_a_broken_chunk_is_the_error_that_a_broken_segment_is(
    fed: Fed, monkeypatch: pytest.MonkeyPatch, broken: Callable[[bytes], bytes]
) -> None:
    part = SyntheticLive.chunk

    def chunk(live: SyntheticLive, folder: str, number: int, nth: int) -> bytes:
        body = part(live, folder, number, nth)
        return broken(body) if (folder[0], number, nth) == ("v", 130, 2) else body

    monkeypatch.setattr(SyntheticLive, "chunk", chunk)
    session = watch(for_a_while(30))
    assert not session.has_failed
    assert {problem.code for problem in session.problems()} == {ErrorCode.MEDIA_CONTAINER_MALFORMED}
    assert session.problems()[0].context.segment == 130
    assert [step for step in fed.steps if step != 1] == [10], "two chunks were good, nine pictures are lost"


def test_a_page_instead_of_a_segment_is_no_media(fed: Fed) -> None:
    faults = [Fault(Replace(b"<html>busy</html>" * 20), url="*/v2/130.m4s")]
    session = watch(for_a_while(20), faults=faults)
    assert {problem.code for problem in session.problems()} == {ErrorCode.MEDIA_CONTAINER_UNSUPPORTED}
    assert set(fed.steps) == {1}


def test_the_line_going_dead_for_a_while_ends_at_the_edge_again() -> None:
    trace = ((20.0, 8e6), (12.0, 0.0), (300.0, 8e6))

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(70)
        assert session.player.live_offset_s == pytest.approx(TARGET_S, abs=0.3)

    session = watch(script, trace=trace)
    assert not session.has_failed


# --- messages --------------------


def test_messages_between_chunks_and_behind_the_last_are_told_once_and_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def emsg(name: str, time_s: float) -> bytes:
        fields = pack(">IQII", 12_800, round(time_s * 12_800), 0, 1)
        return full(b"emsg", 1, 0, fields, b"urn:test\0" + name.encode() + b"\0", b"payload")

    make = SyntheticLive.chunk

    def chunk(live: SyntheticLive, folder: str, number: int, nth: int) -> bytes:
        body = make(live, folder, number, nth)
        if folder[0] != "v" or number != 125:
            return body
        return {1: emsg("between", 125.5) + body, 3: body + emsg("behind", 126.25)}.get(nth, body)

    monkeypatch.setattr(SyntheticLive, "chunk", chunk)
    session = watch(for_a_while(15))
    told = session.of(TimedEventBegan)
    assert [(each.event.value, each.event.start_s) for each in told] == [
        ("between", 125.5),
        ("behind", 126.25),
    ]
    assert all(0 <= each.position_s - (each.event.start_s or 0) < 0.2 for each in told)


# --- protected --------------------


@pytest.mark.parametrize("scheme", ["cenc", "cbcs"])
def test_protected_chunks_are_opened_as_they_come(
    fed: Fed, monkeypatch: pytest.MonkeyPatch, scheme: Scheme
) -> None:
    key = ContentKey(b"one key for all.", b"sixteen bytes...")

    def cipher(folder: str) -> TrackCipher:
        return TrackCipher(scheme, folder != "a0", key, key)

    make, origin = SyntheticLive.chunk, SyntheticLive.origin

    def chunk(live: SyntheticLive, folder: str, number: int, nth: int) -> bytes:
        return protected_segment(make(live, folder, number, nth), cipher(folder), number * 10 + nth)

    def serve(live: SyntheticLive, url: str) -> OriginAnswer | None:
        answer = origin(live, url)
        if answer is None or url.endswith(".m4s"):
            return answer
        body = protected_manifest(answer.body, scheme, lambda _: key) if ".mpd" in url else answer.body
        return replace(
            answer, body=protected_init(body, cipher(url.split("/")[-2])) if "init" in url else body
        )

    monkeypatch.setattr(SyntheticLive, "chunk", chunk)
    monkeypatch.setattr(SyntheticLive, "origin", serve)
    licence = LicenceSource(keys={key.key_id.hex(): key.key.hex()})
    session = watch(for_a_while(15), licence=licence)
    assert session.played_undisturbed
    assert set(fed.steps) == {1}
    assert len(fed.pictures) > 15 * FPS
    assert all(CHUNK_S <= made_s < CHUNK_S + 0.1 for number, made_s in asked_for(session) if number > 122)
