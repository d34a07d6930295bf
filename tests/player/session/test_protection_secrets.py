"""No token, key, licence or message ever gets into a log, an exception, an event, a report or a page."""

import json
import logging
import traceback
from base64 import b64encode, urlsafe_b64encode
from dataclasses import replace

import pytest

from playhead.errors import PlayerError, error_for
from playhead.events import PresentationLoaded
from playhead.licence import LicenceRequest, LicenceSource
from playhead.net.transport import TransportRequest
from playhead.net.transports.faults import Effect, Fault, Replace, Reset, Status, Truncate, Unreachable
from playhead.net.transports.simulated import OriginAnswer
from playhead.settings import BufferSettings, PlayerSettings, RecoverySettings
from playhead_app.report.page import render_page
from playhead_drm import clear_key_licence
from tests.media.clips import ClipStore
from tests.media.titles import dash_title, hls_title
from tests.player.session.harness import Session, play, until_ended
from tests.player.session.protected_titles import (
    AUDIO,
    LICENCE_URL,
    VIDEO,
    ClearKeyServer,
    protected,
    sealed_title,
)

TOKEN = "tok3n-that-nobody-may-see"
KEYS = [VIDEO.key, AUDIO.key]
SECRETS = [
    TOKEN,
    *(form for key in KEYS for form in (key.hex(), b64encode(key).decode(), key.decode())),
    *(urlsafe_b64encode(key).decode().rstrip("=") for key in KEYS),
]
SETTINGS = PlayerSettings(buffer=BufferSettings(goal_s=6), recovery=RecoverySettings(budget_s=3))


def sources() -> dict[str, LicenceSource]:
    def leak(request: LicenceRequest) -> LicenceRequest:
        raise ValueError(f"could not sign with {TOKEN} {request.headers}")

    headers = {"authorization": f"Bearer {TOKEN}"}
    licence = b64encode(clear_key_licence({VIDEO.key_id: VIDEO.key})).decode()
    return {
        "in a header": LicenceSource(LICENCE_URL, headers),
        "in the address": LicenceSource(f"{LICENCE_URL}?token={TOKEN}"),
        "in a filter that fails": LicenceSource(LICENCE_URL, headers, on_request=leak),
        "in a data: URL": LicenceSource(f"data:application/json;base64,{licence}"),
        "in a broken data: URL": LicenceSource(f"data:application/json;base64,{licence}*"),
        "given": LicenceSource(keys={VIDEO.key_id.hex(): VIDEO.key.hex()}),
    }


EFFECTS: list[Effect | None] = [
    None,
    Unreachable(),
    Status(403),
    Status(500),
    Reset(20),
    Truncate(60),
    Replace(TOKEN.encode()),
    Replace(clear_key_licence({VIDEO.key_id: AUDIO.key, AUDIO.key_id: VIDEO.key})),
]


def told(session: Session, caplog: pytest.LogCaptureFixture) -> str:
    """Return everything that the session told anybody."""
    player, report = session.player, session.player.report().as_dict()
    texts = [caplog.text, repr(session.events), repr(player.problem), json.dumps(report), render_page(report)]
    texts += [repr(record.args) for record in caplog.records]
    if player.problem is not None:
        try:
            raise error_for(player.problem)
        except PlayerError as error:
            texts += [str(error), *traceback.format_exception(error), json.dumps(error.problem.as_dict())]
    return "\n".join(texts)


async def watch(session: Session, licence: LicenceSource) -> None:
    try:
        await session.player.load(session.url, licence=licence)
        await until_ended(session)
    except PlayerError as error:
        logging.getLogger("test").exception("load failed: %r", error)


def assert_no_secret_in(text: str) -> None:
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("where", sorted(sources()))
@pytest.mark.parametrize("effect", EFFECTS, ids=repr)
def test_whatever_goes_wrong_no_secret_is_told(
    where: str, effect: Effect | None, clips: ClipStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    source = sources()[where]
    session = play(
        protected(dash_title(clips, duration_s=4), "cenc"),
        lambda session: watch(session, source),
        services={LICENCE_URL: ClearKeyServer(token=TOKEN if "address" not in where else None)},
        faults=[Fault(effect, url=f"{LICENCE_URL}*")] if effect else [],
        settings=SETTINGS,
    )
    assert_no_secret_in(told(session, caplog) + repr(source))


@pytest.mark.parametrize(
    "url", [f"https://licences.test/key?token={TOKEN}", f"data:;base64,{b64encode(VIDEO.key).decode()}"]
)
@pytest.mark.parametrize("status", [200, 403, 503])
def test_the_address_of_a_key_file_is_a_secret_too(
    url: str, status: int, clips: ClipStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def answer(_: TransportRequest) -> OriginAnswer:
        return OriginAnswer(VIDEO.key if status == 200 else b"", status)

    session = play(
        sealed_title(hls_title(clips, duration_s=4), VIDEO, url),
        lambda session: watch(session, LicenceSource()),
        services={"https://licences.test/key": answer},
        settings=SETTINGS,
    )
    # The presentation is the manifest's own words, for whoever asked for the title.
    events = [event for event in session.events if not isinstance(event, PresentationLoaded)]
    assert_no_secret_in(told(replace(session, events=events), caplog))
