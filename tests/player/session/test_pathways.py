"""Two servers with the same title, and somebody who says which one to use."""

import json
from collections.abc import Sequence

import pytest

from playhead.errors import ErrorCode, Problem, Severity
from playhead.events import Downloaded, PathwayChanged, PlaybackEnded, ProblemRaised, StallStarted
from playhead.net.transports.faults import Effect, Fault, Replace, Reset, Stall, Status, Unreachable
from tests.media.clips import RUNGS, ClipStore
from tests.media.titles import BASE_URL, Title, dash_title, hls_title
from tests.player.session.harness import Session, play, until_ended

# A line that fills ten seconds of buffer, and no more than the film's own pace after that.
TRACE = ((600.0, 20e6),)
LENGTH_S = 40
STEERING_URL = f"{BASE_URL}steering.json"


def steering(*priority: str, ttl_s: int = 5) -> bytes:
    return json.dumps({"VERSION": 1, "TTL": ttl_s, "PATHWAY-PRIORITY": priority}).encode()


def on_two_servers(title: Title, kind: str, answer: bytes | None) -> Title:
    """Return the title with its media at a.test and b.test, and its manifest where it was."""
    files = {name: body for name, body in title.files.items() if name != title.manifest}
    spread = {f"http://{host}.test/{name}": body for host in "ab" for name, body in files.items()}
    manifest = _dash(title) if kind == "dash" else _hls()
    if answer is None:
        manifest = (
            manifest.replace(b"#EXT-X-CONTENT-STEERING", b"## no steering")
            .replace(b"<ContentSteering", b"<NoSteering")
            .replace(b"</ContentSteering", b"</NoSteering")
        )
    return Title(title.manifest, spread | {title.manifest: manifest})


def _dash(title: Title) -> bytes:
    places = "".join(f'<BaseURL serviceLocation="{x}">http://{x}.test/</BaseURL>' for x in "ab")
    asked = f'<ContentSteering defaultServiceLocation="a">{STEERING_URL}</ContentSteering>'
    return title.files[title.manifest].replace(b"<Period>", f"{places}{asked}<Period>".encode())


def _hls() -> bytes:
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        '#EXT-X-CONTENT-STEERING:SERVER-URI="steering.json",PATHWAY-ID="a"',
    ]
    for x in "ab":
        lines.append(
            f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="s{x}",NAME="en",LANGUAGE="en",DEFAULT=YES,'
            f'URI="http://{x}.test/sound-en.m3u8"'
        )
        for rung in (0, 1, 3):
            size = f"{RUNGS[rung].width}x{RUNGS[rung].height}"
            lines += [
                f"#EXT-X-STREAM-INF:BANDWIDTH={RUNGS[rung].bandwidth_bps},RESOLUTION={size},"
                f'CODECS="avc1.64001f,mp4a.40.2",AUDIO="s{x}",PATHWAY-ID="{x}"',
                f"http://{x}.test/{RUNGS[rung].height}p.m3u8",
            ]
    return "\n".join([*lines, ""]).encode()


def watch(
    clips: ClipStore, kind: str, faults: Sequence[Fault] = (), *, answer: bytes | None = None
) -> Session:
    make = dash_title if kind == "dash" else hls_title
    title = on_two_servers(make(clips, duration_s=LENGTH_S), kind, answer)
    rules = [*faults]
    if answer is not None:
        rules.append(Fault(Replace(answer, "application/json"), url=f"{STEERING_URL}*"))

    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until_ended(session)

    return play(title, script, trace=TRACE, faults=rules)


def hosts(session: Session) -> list[str]:
    """Return the server of each segment in the order in which they arrived."""
    return [event.url.partition("//")[2][0] for event in session.of(Downloaded)]


KILLED: list[Effect] = [Unreachable(), Reset(after_bytes=2_000), Stall(after_bytes=2_000), Status(503)]
BOTH = pytest.mark.parametrize("kind", ["hls", "dash"])


@BOTH
@pytest.mark.parametrize("effect", KILLED, ids=lambda effect: type(effect).__name__)
def test_a_server_that_dies_is_left_without_a_stall_and_returned_to(
    clips: ClipStore, kind: str, effect: Effect
) -> None:
    faults = [Fault(effect, url="http://a.test/*", from_s=6.0, until_s=14.0)]
    session = watch(clips, kind, faults, answer=steering("a", "b"))
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    changes = [(event.previous, event.pathway, event.reason) for event in session.of(PathwayChanged)]
    assert ("a", "b", "failover") in changes
    assert hosts(session)[0] == "a"
    assert "b" in hosts(session)
    assert hosts(session)[-1] == "a"
    assert session.player.report().as_dict()["pathways"]


@BOTH
def test_redundant_servers_need_no_steering(clips: ClipStore, kind: str) -> None:
    session = watch(clips, kind, [Fault(Status(503), url="http://a.test/*", from_s=6.0)])
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    assert hosts(session)[-1] == "b"


@BOTH
def test_the_steering_server_has_its_way(clips: ClipStore, kind: str) -> None:
    session = watch(clips, kind, answer=steering("b", "a"))
    assert session.of(PlaybackEnded)
    assert hosts(session)[-1] == "b"
    asked = [request.url for request in session.network.requests if "steering" in request.url]
    assert len(asked) >= 3
    prefix = "_HLS" if kind == "hls" else "_DASH"
    assert f"{prefix}_pathway=" in asked[-1]


@BOTH
@pytest.mark.parametrize(
    "effect",
    [Unreachable(), Status(404), Status(410), Replace(b"<html>"), Replace(b'{"VERSION": 9}'), Stall()],
    ids=["unreachable", "404", "410", "html", "version", "stall"],
)
def test_a_steering_server_that_is_no_help_does_no_harm(clips: ClipStore, kind: str, effect: Effect) -> None:
    session = watch(clips, kind, [Fault(effect, url=f"{STEERING_URL}*")], answer=steering("b", "a"))
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    assert set(hosts(session)) == {"a"}


@BOTH
def test_where_every_server_is_gone_it_ends_and_tells_the_whole_story(clips: ClipStore, kind: str) -> None:
    faults = [Fault(Unreachable(), url="http://?.test/*", from_s=6.0)]
    session = watch(clips, kind, faults, answer=steering("a", "b"))
    assert not session.of(PlaybackEnded)
    fatal = [event.problem for event in session.of(ProblemRaised) if event.problem.severity is Severity.FATAL]
    problem: Problem | None = fatal[-1]
    story: list[ErrorCode] = []
    while problem is not None:
        story.append(problem.code)
        problem = problem.cause
    assert story[0] is ErrorCode.NETWORK_ALL_LOCATIONS_FAILED
    assert ErrorCode.NETWORK_UNREACHABLE in story
