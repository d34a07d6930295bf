"""Timed metadata from every source, told when the playhead is there, once."""

import asyncio
from dataclasses import dataclass, replace
from struct import pack

import pytest

from playhead import BufferSettings, LoopClock, Player, PlayerSettings
from playhead.backend.headless import HeadlessBackend
from playhead.events import Event, FirstPictureShown, StallEnded, TimedEventBegan, TimedEventEnded
from playhead.net.transports.faults import Fault, Stall
from playhead.net.transports.simulated import OriginAnswer
from playhead.testing import DEFAULT_LADDER, SimulatedNetwork, SyntheticLive, run_virtual
from playhead.testing.synthetic_live_manifests import iso_date
from tests.media.clips import ClipStore
from tests.media.titles import Title, dash_title, hls_title
from tests.player.session.harness import Session, play, until, until_ended
from tests.player.session.live_harness import NOON_UTC_S

SCHEME = "urn:test:moment"


def emsg(version: int, id_: int, time_ms: int, duration_ms: int = 0xFFFFFFFF, data: bytes = b"") -> bytes:
    names = f"{SCHEME}\0v\0".encode()
    if version == 0:
        body = names + pack(">IIII", 1000, time_ms, duration_ms, id_)
    else:
        body = pack(">IQII", 1000, time_ms, duration_ms, id_) + names
    return box(b"emsg", pack(">I", version << 24) + body + data)


def box(kind: bytes, body: bytes) -> bytes:
    return pack(">I", 8 + len(body)) + kind + body


def with_messages(title: Title, messages: dict[str, bytes]) -> Title:
    """Put boxes in front of segments, by file name."""
    changed = {name: body + title.files[name] for name, body in messages.items()}
    return Title(title.manifest, {**title.files, **changed})


@dataclass(frozen=True)
class Told:
    """One event as the embedder saw it."""

    what: str
    id: str
    position_s: float


def told(session: Session) -> list[Told]:
    return [
        Told(
            "begin" if isinstance(each, TimedEventBegan) else "end",
            each.event.id,
            round(each.position_s, 2),
        )
        for each in session.events
        if isinstance(each, TimedEventBegan | TimedEventEnded)
    ]


def played(title: Title, **options: object) -> Session:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until_ended(session)

    return play(title, script, **options)  # type: ignore[arg-type]  # options of the harness


def test_boxes_of_both_versions_are_told_at_their_time(clips: ClipStore) -> None:
    title = with_messages(
        dash_title(clips, rungs=(0,)),
        {"240p-2.m4s": emsg(0, 1, 500), "240p-3.m4s": emsg(1, 2, 5250, 1500, b"words")},
    )
    session = played(title)
    assert told(session) == [Told("begin", "1", 2.5), Told("begin", "2", 5.25), Told("end", "2", 6.75)]
    (_, second, *_) = session.of(TimedEventBegan)
    assert (second.event.scheme, second.event.value, second.event.data) == (SCHEME, "v", b"words")


def test_one_message_in_many_segments_and_tracks_is_one_event(clips: ClipStore) -> None:
    again = emsg(1, 7, 5000)
    names = ["240p-1.m4s", "240p-2.m4s", "sound-1.m4s", "sound-2.m4s"]
    session = played(with_messages(dash_title(clips, rungs=(0,)), dict.fromkeys(names, again)))
    assert told(session) == [Told("begin", "7", 5.0)]


def test_a_message_with_the_id_of_another_is_an_event_of_its_own(clips: ClipStore) -> None:
    both = emsg(1, 0, 3000) + emsg(1, 0, 4000)
    session = played(with_messages(dash_title(clips, rungs=(0,)), {"240p-1.m4s": both}))
    assert [each.position_s for each in told(session)] == [3.0, 4.0]


@pytest.mark.parametrize("broken", [box(b"emsg", b"\0"), box(b"emsg", b"\7" + bytes(60)), box(b"emsg", b"")])
def test_a_broken_box_is_left_out(broken: bytes, clips: ClipStore) -> None:
    title = with_messages(dash_title(clips, rungs=(0,)), {"240p-1.m4s": broken + emsg(1, 3, 1000)})
    assert told(played(title)) == [Told("begin", "3", 1.0)]


def test_in_hls_messages_follow_their_discontinuitys_clock(clips: ClipStore) -> None:
    title = hls_title(clips, rungs=(0,))
    # The second half comes first: its media says 10 s where the title says 0.
    lines = title.files["240p.m3u8"].decode().splitlines()
    head, entries = lines[:5], [f"#EXTINF:2.0,\n240p-{n}.m4s" for n in (6, 7, 8, 9, 10)]
    entries += ["#EXT-X-DISCONTINUITY", *(f"#EXTINF:2.0,\n240p-{n}.m4s" for n in (1, 2))]
    sound = [line.replace("240p", "sound") for line in entries]
    files = {
        "240p.m3u8": "\n".join([*head, *entries, "#EXT-X-ENDLIST\n"]).encode(),
        "sound-en.m3u8": "\n".join(
            [*(x.replace("240p", "sound") for x in head), *sound, "#EXT-X-ENDLIST\n"]
        ).encode(),
    }
    title = Title(title.manifest, {**title.files, **files})
    title = with_messages(title, {"240p-7.m4s": emsg(1, 1, 13_000), "240p-2.m4s": emsg(0, 2, 1000)})
    assert told(played(title)) == [Told("begin", "1", 3.0), Told("begin", "2", 13.0)]


def test_events_of_the_mpd_are_told(clips: ClipStore) -> None:
    title = dash_title(clips, rungs=(0,))
    stream = (
        f'<Period><EventStream schemeIdUri="{SCHEME}" timescale="10">'
        '<Event presentationTime="15" duration="20" id="4">hello</Event></EventStream>'
    )
    mpd = title.files["title.mpd"].replace(b"<Period>", stream.encode())
    session = played(Title(title.manifest, {**title.files, "title.mpd": mpd}))
    assert told(session) == [Told("begin", "4", 1.5), Told("end", "4", 3.5)]
    assert session.of(TimedEventBegan)[0].event.data == "hello"


def dated(clips: ClipStore, *tags: str) -> Title:
    title = hls_title(clips, rungs=(0,))
    head = "\n".join(("#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00Z", *tags, "#EXTINF:2.0,"))
    playlist = title.files["240p.m3u8"].decode().replace("#EXTINF:2.0,", head, 1)
    return Title(title.manifest, {**title.files, "240p.m3u8": playlist.encode()})


def test_date_ranges_are_told_and_tags_of_one_id_are_one(clips: ClipStore) -> None:
    title = dated(
        clips,
        '#EXT-X-DATERANGE:ID="a",X-NOTE="early"',
        '#EXT-X-DATERANGE:ID="a",START-DATE="2026-01-01T00:00:04Z",DURATION=3',
    )
    session = played(title)
    assert told(session) == [Told("begin", "a", 4.0), Told("end", "a", 7.0)]
    assert "early" in str(session.of(TimedEventBegan)[0].event.data)


def test_a_seek_begins_what_it_leads_into_and_tells_nothing_of_what_it_skips(clips: ClipStore) -> None:
    events = emsg(1, 1, 3000) + emsg(1, 2, 1000, 4000) + emsg(1, 3, 9000, 4000)

    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, TimedEventBegan)
        await session.player.seek(11.0)
        await until_ended(session)

    session = play(with_messages(dash_title(clips, rungs=(0,)), {"240p-1.m4s": events}), script)
    assert [(each.what, each.id) for each in told(session)] == [
        ("begin", "2"),
        ("end", "2"),
        ("begin", "3"),
        ("end", "3"),
    ]
    assert told(session)[2].position_s == pytest.approx(11.0, abs=0.05)


def test_a_seek_back_tells_it_again_though_its_segment_is_loaded_anew(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, TimedEventBegan)
        await session.player.seek(0.5)
        await until(session, TimedEventBegan, 2)
        await until_ended(session)

    settings = PlayerSettings(buffer=BufferSettings(goal_s=4, behind_s=0))
    title = with_messages(dash_title(clips, rungs=(0,)), {"240p-1.m4s": emsg(1, 1, 8000)})
    session = play(title, script, settings=settings)
    assert told(session) == [Told("begin", "1", 8.0)] * 2


def test_a_rebuffer_tells_nothing_twice(clips: ClipStore) -> None:
    title = with_messages(
        dash_title(clips, rungs=(0,)), {"240p-1.m4s": emsg(1, 1, 1900) + emsg(1, 2, 500, 9000)}
    )
    faults = [Fault(Stall(100), "*240p-2*", times=1), Fault(Stall(100), "*240p-2*", times=1)]
    session = played(title, faults=faults)
    assert session.of(StallEnded)
    assert [(each.what, each.id) for each in told(session)] == [("begin", "2"), ("begin", "1"), ("end", "2")]


def test_a_pause_and_another_speed_keep_to_the_medias_time(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        player = session.player
        await player.load(session.url)
        await until(session, FirstPictureShown)
        player.rate = 2.0
        player.pause()
        await asyncio.sleep(30)
        assert not session.of(TimedEventBegan)
        player.play()
        await until_ended(session)

    title = with_messages(dash_title(clips, rungs=(0,)), {"240p-1.m4s": emsg(1, 1, 6000, 2000)})
    session = play(title, script)
    assert told(session) == [Told("begin", "1", 6.0), Told("end", "1", 8.0)]
    begun, ended = session.of(TimedEventBegan)[0], session.of(TimedEventEnded)[0]
    assert ended.at_s - begun.at_s == pytest.approx(1.0, abs=0.05)


def test_another_audio_track_tells_nothing_twice(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, TimedEventBegan)
        others = [
            t.id for t in session.player.tracks if t.kind == "audio" and t.id != session.player.audio_id
        ]
        session.player.select_audio(others[0])
        await until_ended(session)

    title = with_messages(hls_title(clips, rungs=(0,)), {"240p-1.m4s": emsg(1, 1, 3000, 4000)})
    assert [each.what for each in told(play(title, script))] == ["begin", "end"]


def test_what_is_known_can_be_asked_for(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        assert session.player.timed_events == ()
        await session.player.load(session.url)
        await until(session, FirstPictureShown)
        assert [(each.id, each.start_s, each.end_s) for each in session.player.timed_events] == [
            ("2", 1.0, None),
            ("1", 5.0, 6.0),
        ]

    title = with_messages(
        dash_title(clips, rungs=(0,)), {"240p-1.m4s": emsg(1, 1, 5000, 1000) + emsg(1, 2, 1000)}
    )
    play(title, script)


def test_id3_in_a_box_is_opened(clips: ClipStore) -> None:
    frame = b"TXXX" + pack(">I", 10) + b"\0\0" + b"\3ad\0start!!"[:10]
    tag = b"ID3\4\0\0" + bytes((0, 0, 0, len(frame))) + frame
    body = pack(">I", 1 << 24) + pack(">IQII", 1000, 2000, 0, 1) + b"https://aomedia.org/emsg/ID3\0\0" + tag
    title = with_messages(dash_title(clips, rungs=(0,)), {"240p-1.m4s": box(b"emsg", body)})
    (begun,) = played(title).of(TimedEventBegan)
    (opened,) = begun.event.frames
    assert (opened.name, opened.description, opened.value) == ("TXXX", "ad", "start!")


def test_a_live_date_range_begins_once_and_ends_when_a_refresh_says_so() -> None:
    begins_s, said_s = NOON_UTC_S + 20.0, NOON_UTC_S + 35.0

    async def run() -> list[Event]:
        clock, events = LoopClock(utc_anchor_s=NOON_UTC_S), list[Event]()
        live = SyntheticLive(clock, on_air_s=120.0, ladder=DEFAULT_LADDER[:2])

        def origin(url: str) -> OriginAnswer | None:
            answer = live.origin(url)
            if answer is None or "#EXTINF" not in str(answer.body[:2000]):
                return answer
            tag = f'#EXT-X-DATERANGE:ID="break",CLASS="ad",START-DATE="{iso_date(begins_s)}"'
            if clock.utc_s() >= said_s:
                tag += f',END-DATE="{iso_date(begins_s + 30.0)}"'
            body = answer.body.replace(b"#EXTINF", tag.encode() + b"\n#EXTINF", 1)
            return replace(answer, body=body)

        network = SimulatedNetwork([(60.0, 20e6)], origin, latency_s=0.02)
        async with Player(backend=HeadlessBackend(clock), transport=network, clock=clock, seed=1) as player:
            player.listen(events.append)
            await player.load(live.hls_url)
            await asyncio.sleep(120)
            assert [each.id for each in player.timed_events] == ["break"]
        return events

    events = run_virtual(run(), limit_s=600)
    begun = [each for each in events if isinstance(each, TimedEventBegan)]
    ended = [each for each in events if isinstance(each, TimedEventEnded)]
    assert (len(begun), len(ended)) == (1, 1)
    assert ended[0].at_s - begun[0].at_s == pytest.approx(30.0, abs=0.2)
