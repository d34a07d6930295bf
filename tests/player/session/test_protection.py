"""Protected titles on the virtual clock: keys, licences, and what happens when they can't be had."""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from playhead.errors import ErrorCode, Problem, Recovery
from playhead.events import (
    Downloaded,
    FirstPictureShown,
    LicenceUpdated,
    PlaybackEnded,
    ProblemRaised,
    StallStarted,
)
from playhead.licence import LicenceRequest, LicenceSource
from playhead.net.transport import TransportRequest
from playhead.net.transports.faults import Drip, Effect, Fault, Replace, Status, Unreachable
from playhead.net.transports.simulated import OriginAnswer
from playhead.presentation import Kind
from playhead.settings import BufferSettings, KeyPolicy, PlayerSettings, ProtectionSettings, RecoverySettings
from playhead.state import PlayerState
from playhead.testing import FakeCdm, FakeLicenceServer
from playhead_app.demo.protection.encryption import ContentKey
from playhead_drm import KeyStatus, clear_key_licence
from tests.media.clips import ClipStore
from tests.media.titles import Title, dash_title, hls_title, hls_ts_title
from tests.player.session.harness import Session, play, until, until_ended
from tests.player.session.protected_titles import (
    AUDIO,
    LICENCE_URL,
    VIDEO,
    ClearKeyServer,
    protected,
    sealed_title,
)

MAKERS = {"hls": hls_title, "dash": dash_title}
HERE = LicenceSource(LICENCE_URL)
KEY_URL = "https://licences.test/key.bin"
IMPATIENT = PlayerSettings(buffer=BufferSettings(goal_s=6), recovery=RecoverySettings(budget_s=5))


def with_policies(policies: ProtectionSettings) -> PlayerSettings:
    return PlayerSettings(buffer=BufferSettings(goal_s=6), protection=policies)


def watching(licence: LicenceSource = HERE) -> Callable[[Session], Awaitable[None]]:
    async def watch(session: Session) -> None:
        await session.player.load(session.url, licence=licence)
        await until_ended(session)

    return watch


def failure(session: Session) -> Problem:
    assert session.player.state is PlayerState.FAILED or session.player.problem is not None
    assert session.player.problem is not None
    return session.player.problem


@pytest.fixture
def hls(clips: ClipStore) -> Title:
    return hls_title(clips)


@pytest.fixture
def server() -> ClearKeyServer:
    return ClearKeyServer()


# --- whole segments ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [hls_title, hls_ts_title])
def test_a_title_of_sealed_segments_plays_with_one_request_for_its_key(
    make: Callable[[ClipStore], Title], clips: ClipStore
) -> None:
    title = sealed_title(make(clips), VIDEO, KEY_URL)
    session = play(title, watching(LicenceSource()), services={KEY_URL: lambda _: OriginAnswer(VIDEO.key)})
    assert session.of(PlaybackEnded)
    assert not session.of(ProblemRaised)
    assert session.requests_for("key.bin") == 1


def test_a_key_file_is_asked_for_with_the_headers_of_the_licence_server_it_lies_on(hls: Title) -> None:
    seen: list[TransportRequest] = []

    def answer(request: TransportRequest) -> OriginAnswer:
        seen.append(request)
        is_known = request.headers.get("authorization") == "Bearer abc"
        return OriginAnswer(VIDEO.key) if is_known else OriginAnswer(status=401)

    licence = LicenceSource(LICENCE_URL, headers={"authorization": "Bearer abc"})
    session = play(sealed_title(hls, VIDEO, KEY_URL), watching(licence), services={KEY_URL: answer})
    assert session.of(PlaybackEnded)
    assert [request.method for request in seen] == ["GET"]


def test_a_key_on_another_server_gets_no_headers(hls: Title) -> None:
    seen: list[TransportRequest] = []

    def answer(request: TransportRequest) -> OriginAnswer:
        seen.append(request)
        return OriginAnswer(VIDEO.key)

    url = "https://elsewhere.test/key.bin"
    licence = LicenceSource(LICENCE_URL, headers={"authorization": "Bearer abc"})
    play(sealed_title(hls, VIDEO, url), watching(licence), services={url: answer})
    assert all("authorization" not in request.headers for request in seen)
    assert seen


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (OriginAnswer(status=403), ErrorCode.DRM_LICENCE_REJECTED),
        (OriginAnswer(b"no key at all, but a page"), ErrorCode.DRM_LICENCE_REQUEST),
        (OriginAnswer(b"another title's."), ErrorCode.DRM_DECRYPT),
    ],
)
def test_a_key_file_that_does_not_open_the_title_says_why(
    answer: OriginAnswer, code: ErrorCode, hls: Title
) -> None:
    title = sealed_title(hls, VIDEO, KEY_URL)
    session = play(title, watching(LicenceSource()), services={KEY_URL: lambda _: answer}, settings=IMPATIENT)
    assert failure(session).code is code
    assert not session.of(PlaybackEnded)


# --- licences ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["cenc", "cbcs"])
@pytest.mark.parametrize("protocol", sorted(MAKERS))
def test_a_protected_title_plays_with_one_licence_for_each_key(
    protocol: str, scheme: str, clips: ClipStore, server: ClearKeyServer
) -> None:
    title = protected(MAKERS[protocol](clips), scheme)
    session = play(title, watching(), services={LICENCE_URL: server})
    assert session.of(PlaybackEnded)
    assert not session.of(ProblemRaised)
    assert not session.of(StallStarted)
    assert len(server.requests) == 2


def test_licences_that_the_manifest_tells_of_are_asked_for_before_a_segment_is_there(
    clips: ClipStore, server: ClearKeyServer
) -> None:
    session = play(protected(hls_title(clips), "cbcs"), watching(), services={LICENCE_URL: server})
    urls = [request.url for request in session.network.requests]
    first_segment = next(at for at, url in enumerate(urls) if url.endswith("1.m4s"))
    assert urls.index(LICENCE_URL) < first_segment


def test_given_keys_need_no_licence_server(clips: ClipStore) -> None:
    licence = LicenceSource(keys={each.key_id.hex(): each.key.hex() for each in (VIDEO, AUDIO)})
    session = play(protected(dash_title(clips), "cenc"), watching(licence))
    assert session.of(PlaybackEnded)
    assert not session.of(ProblemRaised)


def test_a_licence_may_come_in_a_data_url(clips: ClipStore) -> None:
    body = b64encode(clear_key_licence({each.key_id: each.key for each in (VIDEO, AUDIO)})).decode()
    licence = LicenceSource(f"data:application/json;base64,{body}")
    assert play(protected(dash_title(clips), "cenc"), watching(licence)).of(PlaybackEnded)


def test_without_a_licence_server_the_viewer_is_told_so(clips: ClipStore) -> None:
    session = play(protected(dash_title(clips), "cenc"), watching(LicenceSource()), settings=IMPATIENT)
    assert failure(session).code is ErrorCode.DRM_NO_LICENCE_SERVER


def test_a_filter_puts_the_token_on_and_another_unpacks_the_answer(clips: ClipStore) -> None:
    inner = ClearKeyServer(token="abc")

    def wrapped(request: TransportRequest) -> OriginAnswer:
        answer = inner(request)
        return replace(answer, body=b"envelope:" + answer.body) if answer.status == 200 else answer

    async def sign(request: LicenceRequest) -> LicenceRequest:
        return replace(request, headers={**request.headers, "authorization": "Bearer abc"})

    licence = LicenceSource(
        LICENCE_URL, on_request=sign, on_response=lambda _, body: body.removeprefix(b"envelope:")
    )
    session = play(protected(dash_title(clips), "cenc"), watching(licence), services={LICENCE_URL: wrapped})
    assert session.of(PlaybackEnded)


def rotating(name: str, segment: int) -> ContentKey:
    kind, turn = ("audio" if name.startswith("sound") else "video"), segment // 3
    return ContentKey(f"{kind}-key-id-{turn:03}".encode(), f"a {kind}'s key {turn:03}"[-16:].encode())


@pytest.mark.parametrize("scheme", ["cenc", "cbcs"])
@pytest.mark.parametrize("protocol", sorted(MAKERS))
def test_keys_rotate_without_a_gap(protocol: str, scheme: str, clips: ClipStore) -> None:
    keys = {
        key.key_id: key.key
        for kind in ("sound", "video")
        for at in range(10)
        for key in (rotating(kind, at),)
    }
    server = ClearKeyServer(keys)
    title = protected(MAKERS[protocol](clips), scheme, rotating)
    session = play(title, watching(), services={LICENCE_URL: server})
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    assert not session.of(ProblemRaised)
    assert len({keys for event in session.of(LicenceUpdated) for keys in event.keys}) == 8


# --- time --------------------------------------------------------------------------------------------------


def test_a_short_licence_is_renewed_while_the_title_plays_on(clips: ClipStore) -> None:
    server = ClearKeyServer(lasts_s=6)
    session = play(protected(dash_title(clips), "cenc"), watching(), services={LICENCE_URL: server})
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    assert not session.of(ProblemRaised)
    assert len(server.requests) >= 8


def test_a_licence_that_is_not_renewed_ends_the_title_when_it_runs_out(clips: ClipStore) -> None:
    server = ClearKeyServer(lasts_s=6, refuses_after=2)
    session = play(protected(dash_title(clips), "cenc"), watching(), services={LICENCE_URL: server})
    problem = failure(session)
    assert problem.code is ErrorCode.DRM_EXPIRED
    assert problem.message == "The licence for this title has run out."
    assert session.player.report().as_dict()["watched_s"] == pytest.approx(6, abs=1)


def test_a_renewal_is_tried_again_while_the_licence_server_is_away(clips: ClipStore) -> None:
    server = ClearKeyServer(lasts_s=10)
    away = Fault(Unreachable(), url=LICENCE_URL, from_s=4, until_s=8)
    session = play(
        protected(dash_title(clips), "cenc"), watching(), services={LICENCE_URL: server}, faults=[away]
    )
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    recoveries = {event.problem.recovery for event in session.of(ProblemRaised)}
    assert recoveries == {Recovery.RENEW_LICENCE}


def test_a_title_may_simply_end_when_its_licence_runs_out(clips: ClipStore) -> None:
    server = ClearKeyServer(lasts_s=6, refuses_after=2)
    settings = with_policies(ProtectionSettings(on_key_expired=KeyPolicy.CLOSE))
    session = play(
        protected(dash_title(clips), "cenc"), watching(), services={LICENCE_URL: server}, settings=settings
    )
    assert session.of(PlaybackEnded)[0].position_s == pytest.approx(6, abs=1)
    assert session.player.problem is None


def test_a_title_may_play_out_what_it_has_when_its_licence_runs_out(clips: ClipStore) -> None:
    server = ClearKeyServer(lasts_s=6, refuses_after=2)
    settings = with_policies(ProtectionSettings(on_key_expired=KeyPolicy.CONTINUE))
    session = play(
        protected(dash_title(clips), "cenc"), watching(), services={LICENCE_URL: server}, settings=settings
    )
    assert failure(session).code is ErrorCode.DRM_EXPIRED
    assert session.player.report().as_dict()["watched_s"] > 8


# --- faults ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "code"),
    [
        (Unreachable(), ErrorCode.DRM_LICENCE_REQUEST),
        (Status(500), ErrorCode.DRM_LICENCE_REQUEST),
        (Status(403), ErrorCode.DRM_LICENCE_REJECTED),
        (Status(401), ErrorCode.DRM_LICENCE_REJECTED),
        (Status(404), ErrorCode.DRM_LICENCE_REQUEST),
        (Replace(b"<html>Please sign in</html>"), ErrorCode.DRM_LICENCE_REQUEST),
        (Replace(clear_key_licence({bytes(16): bytes(16)})), ErrorCode.DRM_LICENCE_REQUEST),
    ],
)
def test_a_licence_server_that_gives_none_ends_the_title_with_the_right_code(
    effect: Effect, code: ErrorCode, clips: ClipStore, server: ClearKeyServer
) -> None:
    session = play(
        protected(dash_title(clips), "cenc"),
        watching(),
        services={LICENCE_URL: server},
        faults=[Fault(effect, url=LICENCE_URL)],
        settings=IMPATIENT,
    )
    assert failure(session).code is code
    assert not session.of(PlaybackEnded)


def test_a_refusal_is_not_asked_for_again(clips: ClipStore) -> None:
    server = ClearKeyServer(token="nobody has it")
    play(protected(dash_title(clips), "cenc"), watching(), services={LICENCE_URL: server}, settings=IMPATIENT)
    assert len(server.requests) <= 2


def test_a_slow_licence_server_costs_time_and_nothing_else(clips: ClipStore, server: ClearKeyServer) -> None:
    session = play(
        protected(dash_title(clips), "cenc"),
        watching(),
        services={LICENCE_URL: server},
        faults=[Fault(Drip(500, interval_s=0.5), url=LICENCE_URL)],
    )
    assert session.of(PlaybackEnded) or failure(session)


def test_a_wrong_key_is_told_and_the_decoder_never_gets_noise(clips: ClipStore) -> None:
    server = ClearKeyServer({VIDEO.key_id: VIDEO.key, AUDIO.key_id: b"another's secret"})
    session = play(
        protected(dash_title(clips), "cenc"), watching(), services={LICENCE_URL: server}, settings=IMPATIENT
    )
    assert failure(session).code is ErrorCode.DRM_DECRYPT
    assert not session.of(FirstPictureShown)


HIGH = ContentKey(b"high-rungs-key-1", b"the high rungs'.")


def tiered(name: str, _: int) -> ContentKey:
    return AUDIO if name.startswith("sound") else HIGH if name.startswith("720p") else VIDEO


def test_rungs_without_a_key_are_left_out_and_the_others_play(
    clips: ClipStore, server: ClearKeyServer
) -> None:
    title = protected(hls_title(clips), "cbcs", tiered)
    session = play(title, watching(), services={LICENCE_URL: server})
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    assert {event.representation for event in session.of(Downloaded) if "720p" in event.url} == set()
    assert all(event.problem.recovery is Recovery.EXCLUDE_VARIANT for event in session.of(ProblemRaised))


def test_each_audio_track_may_have_its_own_key(clips: ClipStore) -> None:
    german = ContentKey(b"german-key-id-01", b"the German key!!")
    title = protected(hls_title(clips), "cenc")
    files = {
        **title.files,
        **protected(hls_title(clips), "cenc", lambda name, _: german if "sound" in name else VIDEO).files,
    }
    # Two sets of the same sound: the German one lies beside the English one and has another key.
    files = {**files, **{n: b for n, b in title.files.items() if n.startswith("sound")}}
    other = protected(hls_title(clips), "cenc", lambda name, _: german)
    files |= {n.replace("sound", "klang"): b for n, b in other.files.items() if n.startswith("sound")}
    files["sound-de.m3u8"] = other.files["sound-de.m3u8"].replace(b"sound-", b"klang-")
    server = ClearKeyServer({key.key_id: key.key for key in (VIDEO, AUDIO, german)})

    async def script(session: Session) -> None:
        await session.player.load(session.url, licence=HERE)
        await until(session, FirstPictureShown)
        other_track = next(t for t in session.player.tracks if t.language == "de")
        session.player.select_audio(other_track.id)
        await until_ended(session)

    session = play(Title(title.manifest, files), script, services={LICENCE_URL: server})
    assert session.of(PlaybackEnded)
    assert not session.of(ProblemRaised)
    assert len(server.requests) == 3


# --- a CDM of one's own ------------------------------------------------------------------------------------

COMMON = "urn:uuid:1077efec-c0b2-4d02-ace3-3c1e52e2fb4b"


def fake_cdm(**options: Any) -> FakeCdm:
    return FakeCdm({key.key_id: key.key for key in (VIDEO, AUDIO, HIGH)}, key_formats=[COMMON], **options)


def test_a_devices_cdm_comes_before_clear_key(clips: ClipStore) -> None:
    server, cdm = FakeLicenceServer(), fake_cdm(delay_s=0.2)
    session = play(
        protected(dash_title(clips), "cbcs"), watching(), services={LICENCE_URL: server.serve}, cdms=[cdm]
    )
    assert session.of(PlaybackEnded)
    assert not session.of(ProblemRaised)
    assert len(server.messages) == 2
    assert all(not each.key_statuses for each in cdm.sessions), "sessions end with the title"


def test_an_answer_to_another_session_is_no_licence(clips: ClipStore) -> None:
    server = FakeLicenceServer()
    old: list[bytes] = []

    def replaying(request: TransportRequest) -> OriginAnswer:
        answer = server.serve(request)
        old.append(answer.body)
        return replace(answer, body=old[0])

    session = play(
        protected(dash_title(clips), "cbcs"),
        watching(),
        services={LICENCE_URL: replaying},
        cdms=[fake_cdm()],
        settings=IMPATIENT,
    )
    assert failure(session).code is ErrorCode.DRM_LICENCE_REQUEST


def losing_protection(cdm: FakeCdm, *key_ids: bytes) -> Callable[[Session], Awaitable[None]]:
    async def script(session: Session) -> None:
        await session.player.load(session.url, licence=HERE)
        await until(session, FirstPictureShown)
        await asyncio.sleep(6)
        cdm.set_status(KeyStatus.OUTPUT_RESTRICTED, *key_ids)
        await until_ended(session)

    return script


def test_a_screen_without_protection_gets_the_rungs_that_it_may_show(clips: ClipStore) -> None:
    cdm = fake_cdm()
    session = play(
        protected(hls_title(clips), "cbcs", tiered),
        losing_protection(cdm, HIGH.key_id),
        services={LICENCE_URL: FakeLicenceServer().serve},
        cdms=[cdm],
    )
    assert session.of(PlaybackEnded)
    assert not session.of(StallStarted)
    told = session.of(ProblemRaised)
    assert told[0].problem.code is ErrorCode.DRM_OUTPUT_RESTRICTED
    late = [
        event for event in session.of(Downloaded) if event.at_s > told[0].at_s and event.kind is Kind.VIDEO
    ]
    assert late
    assert not any("720p" in event.url for event in late)


def test_a_screen_without_protection_ends_a_title_that_has_nothing_else(clips: ClipStore) -> None:
    cdm = fake_cdm()
    session = play(
        protected(hls_title(clips), "cbcs"),
        losing_protection(cdm),
        services={LICENCE_URL: FakeLicenceServer().serve},
        cdms=[cdm],
        settings=IMPATIENT,
    )
    assert failure(session).code is ErrorCode.DRM_OUTPUT_RESTRICTED


def test_a_policy_may_end_the_title_at_once(clips: ClipStore) -> None:
    cdm = fake_cdm()
    session = play(
        protected(hls_title(clips), "cbcs", tiered),
        losing_protection(cdm, HIGH.key_id),
        services={LICENCE_URL: FakeLicenceServer().serve},
        cdms=[cdm],
        settings=with_policies(ProtectionSettings(on_output_restricted=KeyPolicy.ERROR)),
    )
    assert failure(session).code is ErrorCode.DRM_OUTPUT_RESTRICTED
    assert session.player.report().as_dict()["watched_s"] == pytest.approx(6, abs=1)


# --- licences that stay ------------------------------------------------------------------------------------


def test_a_licence_that_was_kept_plays_the_title_without_its_server(clips: ClipStore) -> None:
    title = protected(dash_title(clips), "cbcs")
    cdm = fake_cdm()
    kept = replace(HERE, is_persistent=True)
    first = play(title, watching(kept), services={LICENCE_URL: FakeLicenceServer().serve}, cdms=[cdm])
    names = {event.session_id for event in first.of(LicenceUpdated)}
    again = replace(kept, stored_sessions=tuple(names))
    down = Fault(Unreachable(), url=LICENCE_URL)
    second = play(title, watching(again), cdms=[cdm], faults=[down], settings=IMPATIENT)
    assert second.of(PlaybackEnded)
    assert second.requests_for(LICENCE_URL) == 0
