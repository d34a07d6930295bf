"""What viewers complain about with other players, one test each: here it does not happen.

The headings are the complaints in our own words.
"""

import asyncio
import gc
import re
from itertools import pairwise
from pathlib import Path

import pytest

from playhead.errors import ErrorCode, Recovery, Severity
from playhead.events import (
    CuesChanged,
    DecisionMade,
    Downloaded,
    FirstPictureShown,
    PlaybackEnded,
    ProblemRaised,
    QualityShown,
    StallStarted,
)
from playhead.licence import LicenceSource
from playhead.net.transports.faults import Fault, Status, Unreachable
from playhead.presentation import Kind
from playhead.session.buffer import BufferedSegment
from playhead.session.throughput_memory import ThroughputFile
from playhead.settings import (
    AbrSettings,
    BufferSettings,
    CmcdSettings,
    LiveSettings,
    PlayerSettings,
    TextPreferences,
)
from playhead.state import PlayerState
from playhead.testing import DEFAULT_LADDER, FakeCdm, FakeLicenceServer, LiveShape, SyntheticTitle
from playhead_app.demo.protection.encryption import ContentKey
from playhead_app.demo.protection.origin import sealed
from playhead_drm import KeyStatus
from tests.media.captions import vtt, with_hls_text
from tests.media.clips import ClipStore
from tests.media.titles import dash_title, hls_title, hls_ts_title
from tests.player.session.cmcd_lines import arrived
from tests.player.session.harness import Session, play, until, until_ended
from tests.player.session.live_harness import LiveSession, watch_live
from tests.player.session.protected_titles import AUDIO, LICENCE_URL, VIDEO, ClearKeyServer, protected
from tests.player.session.synthetic import Viewing, to_the_end, view
from tests.player.session.test_cmcd import SLOW_MIDDLE
from tests.player.session.test_cmcd import watch as watch_with_cmcd
from tests.player.session.test_interstitials import LISTED, at
from tests.player.session.test_interstitials import watch as watch_with_interstitials

COMMON_PSSH = "urn:uuid:1077efec-c0b2-4d02-ace3-3c1e52e2fb4b"
BOTH = pytest.mark.parametrize("protocol", ["hls", "dash"])
TITLE = SyntheticTitle(20, DEFAULT_LADDER[:3], segment_s=2)
LONG = SyntheticTitle(120, DEFAULT_LADDER[:4], segment_s=4)


def url_of(title: SyntheticTitle, protocol: str) -> str:
    return title.hls_url if protocol == "hls" else title.dash_url


def heights(viewing: Viewing) -> list[int]:
    return [event.height for event in viewing.of(QualityShown)]


# --- "it hangs at a gap, at a missing segment, at a hole in the sound" --------------------------------------


@pytest.mark.parametrize("lacking", ["v", "a", "va"])
def test_complaint_1_playback_hangs_at_a_gap(lacking: str) -> None:
    """A hole in the picture, in the sound, or in both is crossed without a stall, and never fetched."""

    def origin(url: str) -> bytes | None:
        body = TITLE.origin(url)
        folder = url.rpartition("/")[2][0]
        if body is None or not url.endswith(".m3u8") or folder not in lacking:
            return body
        lines = body.decode().split("#EXTINF")
        return "#EXTINF".join([*lines[:2], lines[2] + "#EXT-X-GAP\n", *lines[3:]]).encode()

    viewing = view(origin, to_the_end(TITLE.hls_url))
    assert viewing.of(PlaybackEnded)
    assert not viewing.of(StallStarted)
    asked = [request.url for request in viewing.network.requests]
    assert not [url for url in asked if re.search(f"/[{lacking}]./2.m4s", url)]


# --- "it stalls where the programme changes to an advertisement" -------------------------------------------


@BOTH
def test_complaint_2_playback_stalls_at_an_advertisements_boundary(protocol: str) -> None:
    """Breaks in the timestamps and periods every few seconds are crossed without a stall."""

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(40)

    session = watch_live(protocol, script, LiveShape(break_every=2, has_timeline=True))
    assert session.played_undisturbed
    assert session.player.report().frames_shown > 38 * 25


# --- "a segment that isn't there is asked for again and again, or ends it all" ------------------------------


@BOTH
def test_complaint_3_a_missing_segment_is_retried_for_ever_or_fatal(protocol: str) -> None:
    """A 404 sends us to another rendition; where nobody has it, it is left out, and said."""
    missing = [Fault(Status(404), url="*/v?/3.m4s")]
    viewing = view(TITLE.origin, to_the_end(url_of(TITLE, protocol)), faults=missing)
    assert viewing.of(PlaybackEnded)
    assert viewing.requests_for("/3.m4s") <= 2 * len(TITLE.ladder) + 1
    told = viewing.problems(ErrorCode.NETWORK_HTTP_STATUS)
    assert {problem.recovery for problem in told} == {
        Recovery.SWITCH_VARIANT,
        Recovery.RETRY,
        Recovery.SKIP_SEGMENT,
    }
    assert [problem.severity for problem in told].count(Severity.DEGRADED) == 1


# --- "when the last server fails it buffers for ever, without a word" ---------------------------------------


def two_servers(url: str) -> bytes | None:
    """Answer for the title's own server, which has the manifest, and for two with its media."""
    body = TITLE.origin(re.sub("//[ab][.]example/", "//title.example/", url))
    places = "".join(f'<BaseURL serviceLocation="{x}">https://{x}.example/</BaseURL>' for x in "ab").encode()
    return body.replace(b"<Period", places + b"<Period", 1) if body and url.endswith(".mpd") else body


def test_complaint_4_when_the_last_server_fails_it_buffers_without_an_error() -> None:
    """Server after server dies: it ends in one FATAL problem within the budget, with both in its story."""
    faults = [
        Fault(Unreachable(), url="https://a.example/*", from_s=3.0),
        Fault(Status(503), url="https://b.example/*", from_s=6.0),
    ]
    settings = PlayerSettings(buffer=BufferSettings(goal_s=4))
    viewing = view(two_servers, to_the_end(TITLE.dash_url), faults=faults, settings=settings)
    fatal = viewing.fatal
    assert fatal is not None
    assert viewing.events[-1].at_s < 6 + 4 + 30 + 20
    story, problem = set[ErrorCode](), fatal
    while problem is not None:
        story.add(problem.code)
        problem = problem.cause
    assert {ErrorCode.NETWORK_UNREACHABLE, ErrorCode.NETWORK_HTTP_STATUS} <= story


# --- "who pauses live television for long gets an error" ----------------------------------------------------


@BOTH
def test_complaint_5_falling_behind_the_live_window_kills_playback(protocol: str) -> None:
    """After a pause longer than the window, playback goes on at a place that can be had."""

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(6)
        session.player.pause()
        await asyncio.sleep(60)
        session.player.play()
        await asyncio.sleep(15)
        assert session.player.state is PlayerState.READY

    settings = PlayerSettings(buffer=BufferSettings(goal_s=8))
    session = watch_live(protocol, script, LiveShape(window_s=20), settings=settings)
    behind = session.problems(ErrorCode.STREAMING_BEHIND_LIVE_WINDOW)
    assert {problem.recovery for problem in behind} == {Recovery.RESYNC_LIVE}
    assert not session.has_failed


# --- "my clock is wrong, and live television does not play" -------------------------------------------------


@pytest.mark.parametrize("ahead_s", [-600.0, 600.0])
def test_complaint_6_a_wrong_device_clock_breaks_live_playback(ahead_s: float) -> None:
    """Ten minutes either way: the server's own date is enough, and the stats tell how far off we are."""
    skews: list[float] = []

    async def script(session: LiveSession) -> None:
        await asyncio.sleep(15)
        skews.append(session.player.stats.clock_skew_s or 0.0)

    session = watch_live("dash", script, LiveShape(clock_ahead_s=ahead_s))
    assert session.played_undisturbed
    assert skews == [pytest.approx(ahead_s, abs=1.5)]


# --- "the quality jumps up and down" ------------------------------------------------------------------------


def test_complaint_7_quality_oscillates() -> None:
    """On a line that swings around one rung's bandwidth, we switch far less than the line does."""
    swings = [(4.0, 2.2e6), (4.0, 1.3e6)]
    settings = PlayerSettings(buffer=BufferSettings(goal_s=20))
    viewing = view(LONG.origin, to_the_end(LONG.dash_url), trace=swings, settings=settings)
    assert not viewing.of(StallStarted)
    later = [event.height for event in viewing.of(QualityShown) if event.at_s > 20]
    switches = sum(before != after for before, after in pairwise(later))
    assert switches <= 6  # the line has changed twenty-five times by then


# --- "it starts low and stays low" --------------------------------------------------------------------------


def test_complaint_8_quality_starts_low_and_never_recovers() -> None:
    """Tiny segments on a far, fast line: the round trip is not taken for the line's speed."""
    title = SyntheticTitle(40, DEFAULT_LADDER[:4], segment_s=1)
    settings = PlayerSettings(abr=AbrSettings(initial_throughput_bps=200_000))
    viewing = view(title.origin, to_the_end(title.hls_url), trace=[(60.0, 30e6)], settings=settings)
    assert heights(viewing)[0] == 240
    assert heights(viewing)[-1] == 720
    assert next(event.at_s for event in viewing.of(QualityShown) if event.height == 720) < 15


# --- "I chose a quality, and it drops all the same" ---------------------------------------------------------


def test_complaint_9_a_quality_chosen_by_hand_drops_all_the_same() -> None:
    """By hand is absolute: on a line that can't carry it, it stalls rather than change."""

    async def script(viewing: Viewing) -> None:
        player = viewing.player
        await player.load(TITLE.dash_url)
        player.set_quality("v2")
        await viewing.until_over()

    viewing = view(TITLE.origin, script, trace=[(60.0, 0.9e6)])
    late = [e for e in viewing.of(Downloaded) if e.kind is Kind.VIDEO and e.position_s > 2]
    assert {event.representation for event in late} == {"v2"}
    assert viewing.of(StallStarted)


# --- "each title begins as if my line had never been measured" ---------------------------------------------


def first_choice(viewing: Viewing, after_s: float = -1.0) -> int | None:
    return next(event.height for event in viewing.of(DecisionMade) if event.at_s >= after_s)


def test_complaint_10_the_estimate_is_lost_between_titles() -> None:
    """The second title begins with the quality that the line was found to carry in the first."""

    async def script(viewing: Viewing) -> None:
        await to_the_end(LONG.hls_url)(viewing)
        again_s = viewing.clock.now_s()
        await to_the_end(LONG.hls_url)(viewing)
        assert first_choice(viewing) == 360
        assert first_choice(viewing, again_s) == 720

    view(LONG.origin, script)


def test_complaint_10_the_estimate_is_lost_between_runs_and_mixed_up_between_networks(tmp_path: Path) -> None:
    """Another run on the same network knows the line; on another network nobody pretends to."""
    here = ["home"]

    def run() -> int | None:
        memory = ThroughputFile(tmp_path / "cache" / "lines.json", network=lambda: here[0])

        async def script(viewing: Viewing) -> None:
            await viewing.player.load(LONG.hls_url)
            await viewing.until(Downloaded, 12)

        return first_choice(view(LONG.origin, script, throughput=memory))

    assert run() == 360
    assert run() == 720
    here[0] = "train"
    assert run() == 360


# --- "the next episode takes as long to start as the first" -------------------------------------------------


@BOTH
def test_complaint_11_the_next_title_can_not_be_got_ready(protocol: str) -> None:
    """A title that was preloaded shows its first picture at once."""
    following = SyntheticTitle(8, DEFAULT_LADDER[:2], base_url="https://second.example")

    async def script(viewing: Viewing) -> None:
        await viewing.player.load(url_of(TITLE, protocol))
        handle = viewing.player.preload(url_of(following, protocol))
        assert await handle.wait()
        await viewing.player.load(handle)
        await viewing.until(FirstPictureShown, 2)

    viewing = view(lambda url: TITLE.origin(url) or following.origin(url), script)
    assert viewing.of(FirstPictureShown)[1].startup_s == pytest.approx(0.0, abs=0.02)


# --- "its distance to live grows with every stall" ---------------------------------------------------------


def test_complaint_12_the_distance_to_live_is_not_held() -> None:
    """Any live title can be held at a distance: what an outage cost is caught up by playing faster."""
    settings = PlayerSettings(live=LiveSettings(target_latency_s=9.0, held_below_s=20.0))
    offsets: list[float] = []

    async def script(session: LiveSession) -> None:
        for wait_s in (18.0, 100.0):
            await asyncio.sleep(wait_s)
            offsets.append(session.player.live_offset_s or 0.0)

    outage = [Fault(Unreachable(), from_s=5.0, until_s=16.0)]
    watch_live("dash", script, settings=settings, faults=outage)
    assert offsets[0] > 10
    assert offsets[1] == pytest.approx(9.0, abs=0.3)


# --- "captions come too early or too late" -----------------------------------------------------------------


@pytest.mark.parametrize("head", ["X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000", ""])
def test_complaint_13_captions_are_early_or_late(head: str, clips: ClipStore) -> None:
    """With a map the file's zero is where the map says, without one it is the media's own zero."""
    first_s = 1.0 if head else 11.0  # the transport stream's clock begins at ten seconds
    title = with_hls_text(hls_ts_title(clips, (0,)), [vtt((first_s, first_s + 1, "now"), head=head)])
    settings = PlayerSettings(buffer=BufferSettings(goal_s=4), text=TextPreferences(("en",)))

    async def script(session: Session) -> None:
        await session.player.load(session.url)
        while len(session.of(CuesChanged)) < 2:
            await anext(session.player.events())

    told = [event.position_s for event in play(title, script, settings=settings).of(CuesChanged)]
    assert told[:2] == [pytest.approx(1.0, abs=0.08), pytest.approx(2.0, abs=0.08)]


# --- "it eats more and more memory while a channel runs" ---------------------------------------------------


def test_complaint_14_memory_grows_while_a_channel_plays() -> None:
    """As many segments are held after two minutes of live as after one, and none twice."""
    settings = PlayerSettings(buffer=BufferSettings(goal_s=8, behind_s=8))
    held: list[int] = []

    async def script(session: LiveSession) -> None:
        for _ in range(2):
            await asyncio.sleep(60)
            gc.collect()
            held.append(sum(isinstance(each, BufferedSegment) for each in gc.get_objects()))

    watch_live("hls", script, LiveShape(window_s=20), settings=settings)
    assert held[1] <= held[0] + 1
    assert held[0] <= 2 * (16 / 4 + 3)


# --- "it stops when the licence is to be renewed" -----------------------------------------------------------


def test_complaint_15_renewal_and_rotation_interrupt_playback(clips: ClipStore) -> None:
    """Licences of six seconds and a new key every six: neither a stall nor a word."""
    keys = {rotating(kind, at).key_id: rotating(kind, at).key for kind in ("sound", "video") for at in (0, 3)}
    title = protected(dash_title(clips, (0,), duration_s=12), "cenc", rotating)
    server = ClearKeyServer(keys, lasts_s=6)

    async def script(session: Session) -> None:
        await session.player.load(session.url, licence=LicenceSource(LICENCE_URL))
        await until_ended(session)

    session = play(title, script, services={LICENCE_URL: server})
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    assert not session.of(ProblemRaised)
    assert len(server.requests) > len(keys)


def rotating(name: str, segment: int) -> ContentKey:
    kind, turn = ("audio" if name.startswith("sound") else "video"), segment // 3
    return ContentKey(f"{kind}-key-id-{turn:03}".encode(), f"a {kind}'s key {turn:03}"[-16:].encode())


# --- "on my screen it stays black, and nobody says why" -----------------------------------------------------


def test_complaint_16_a_screen_without_protection_stays_black(clips: ClipStore) -> None:
    """The rungs that the screen may not show are left, with a reason; the others play on."""
    high = ContentKey(b"video-key-id-002", b"the large one's.")

    def tiered(name: str, _segment: int) -> ContentKey:
        return AUDIO if name.startswith("sound") else high if "720p" in name else VIDEO

    cdm = FakeCdm({key.key_id: key.key for key in (VIDEO, AUDIO, high)}, key_formats=[COMMON_PSSH])

    async def script(session: Session) -> None:
        await session.player.load(session.url, licence=LicenceSource(LICENCE_URL))
        await until(session, FirstPictureShown)
        await asyncio.sleep(6)
        cdm.set_status(KeyStatus.OUTPUT_RESTRICTED, high.key_id)
        await until_ended(session)

    services = {LICENCE_URL: FakeLicenceServer().serve}
    session = play(protected(hls_title(clips), "cbcs", tiered), script, services=services, cdms=[cdm])
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    told = session.of(ProblemRaised)
    assert {event.problem.code for event in told} == {ErrorCode.DRM_OUTPUT_RESTRICTED}
    late = [e for e in session.of(Downloaded) if e.at_s > told[0].at_s and e.kind is Kind.VIDEO]
    assert late
    assert not any("720p" in event.url for event in late)


# --- "an advertisement that changes its mind freezes the film" ---------------------------------------------


@pytest.mark.parametrize("answer", [b'{"ASSETS": []}', b"", b"<html>"])
def test_complaint_18_an_empty_or_broken_interstitial_freezes_the_film(answer: bytes) -> None:
    """A list with nothing to play costs nothing; told again by another tag of its ID, it is still one."""
    files = {"https://decision.example/list.json": answer}
    evening = watch_with_interstitials(at(10, LISTED), at(10, LISTED), files=files)
    assert len(evening.outcomes) == 1
    assert evening.of(PlaybackEnded)[0].at_s < 42
    assert evening.player.problem is None


# --- "it reports the same error a hundred times, and nobody knows which one is the end" ---------------------


def test_complaint_19_errors_are_told_again_and_again_and_fatality_is_unclear() -> None:
    """A server that refuses every segment of a title: few events with counts, one FATAL, at the end."""
    faults = [Fault(Status(503), url="*.m4s", from_s=3.0)]
    settings = PlayerSettings(buffer=BufferSettings(goal_s=4))
    viewing = view(LONG.origin, to_the_end(LONG.dash_url), faults=faults, settings=settings)
    told = viewing.of(ProblemRaised)
    assert sum(event.problem.count for event in told) > len(told)
    for nth, event in enumerate(told[:-1]):
        before = next((each for each in reversed(told[:nth]) if each.problem.is_like(event.problem)), None)
        # What was kept back is told at the end, however soon that comes.
        assert before is None or event.at_s - before.at_s >= 9.9 or event.at_s == told[-1].at_s
    assert [event.problem.severity for event in told].count(Severity.FATAL) == 1
    assert told[-1].problem.severity is Severity.FATAL
    assert viewing.player.problem == told[-1].problem


# --- "keys are lost at a discontinuity, and clear parts between encrypted ones break" ----------------------

KEY, KEY_URL = b"sixteen bytes!!!", "https://title.example/key.bin"
KEY_LINE = f'#EXT-X-KEY:METHOD=AES-128,URI="{KEY_URL}"\n'


def partly_sealed(url: str) -> bytes | None:
    """Answer with a key from segment 1 on, a break at 3, clear segments 4 and 5, and the key again."""
    if url == KEY_URL:
        return KEY
    body, name = TITLE.origin(url), url.rpartition("/")[2]
    if body is None:
        return None
    if name.endswith(".m4s") and int(name.removesuffix(".m4s")) not in (0, 4, 5):
        return sealed(body, KEY, int(name.removesuffix(".m4s")).to_bytes(16, "big"))
    if url.endswith(("v0.m3u8", "v1.m3u8", "v2.m3u8", "a0.m3u8")):
        lines = body.decode().split("#EXTINF")
        before = {1: KEY_LINE, 3: "#EXT-X-DISCONTINUITY\n", 4: "#EXT-X-KEY:METHOD=NONE\n", 6: KEY_LINE}
        return "#EXTINF".join(line + before.get(n, "") for n, line in enumerate(lines)).encode()
    return body


def test_complaint_17_keys_are_lost_at_a_discontinuity_or_in_a_mix_of_clear_and_encrypted() -> None:
    """A KEY holds until another one, across a break; NONE ends it; all of it plays with one key request."""
    viewing = view(partly_sealed, to_the_end(TITLE.hls_url))
    assert viewing.of(PlaybackEnded)
    assert viewing.played_undisturbed
    assert viewing.requests_for("key.bin") == 1


# --- "our servers never learn how playback goes" -----------------------------------------------------------


def test_complaint_20_servers_are_not_told_how_playback_goes() -> None:
    """With CMCD set, every request names its session and stalls are counted; without it nothing is told."""
    told = watch_with_cmcd(CmcdSettings(version=2, session_id="s-1"), trace=SLOW_MIDDLE)
    keys = [arrived(each) for each in told.requests]
    assert keys
    assert all(each["sid"] == '"s-1"' for each in keys)
    stalls = [event for event in told.events if isinstance(event, StallStarted)]
    assert stalls
    assert any("bs" in each for each in keys)
    assert [each["bsa"] for each in keys if "bsa" in each][-1] == f"({len(stalls)})"
    assert not any(arrived(each) for each in watch_with_cmcd(None).requests)
