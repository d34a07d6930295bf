"""Clear Key's own documents: what is asked, what is understood, what is refused."""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.clock import LoopClock
from playhead.testing import run_virtual
from playhead_drm import (
    ClearKeyCdm,
    InitDataError,
    InitDataType,
    KeyStatus,
    KeyStatusChange,
    LicenseMessage,
    LicenseResponseError,
    MessageType,
    SessionType,
    build_pssh,
    clear_key_licence,
)
from playhead_drm.clearkey import ClearKeySession

KEY_ID, KEY, OTHER_ID = bytes(range(16)), bytes(range(16, 32)), bytes(16)
REQUEST = (InitDataType.KEYIDS, b'{"kids":["AAECAwQFBgcICQoLDA0ODw"]}')


def licence(**members: object) -> bytes:
    return json.dumps({"keys": [{"kty": "oct", "kid": b64(KEY_ID), "k": b64(KEY)}], **members}).encode()


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


async def asked(cdm: ClearKeyCdm | None = None) -> ClearKeySession:
    session = await (cdm or ClearKeyCdm()).create_session(SessionType.TEMPORARY, lambda _: None)
    await session.generate_request(*REQUEST)
    return session


async def test_a_request_is_what_the_recommendation_says() -> None:
    session = await ClearKeyCdm().create_session(SessionType.TEMPORARY, lambda _: None)
    message = await session.generate_request(*REQUEST)
    assert message is not None
    assert json.loads(message.body) == {"kids": ["AAECAwQFBgcICQoLDA0ODw"], "type": "temporary"}


async def test_a_pssh_box_of_the_common_system_names_the_keys() -> None:
    common = bytes.fromhex("1077efecc0b24d02ace33c1e52e2fb4b")
    boxes = build_pssh(bytes(16), (OTHER_ID,), b"another system's") + build_pssh(common, (KEY_ID,))
    session = await ClearKeyCdm().create_session(SessionType.TEMPORARY, lambda _: None)
    message = await session.generate_request(InitDataType.CENC, boxes)
    assert message is not None
    assert json.loads(message.body)["kids"] == [b64(KEY_ID)]


async def test_given_keys_need_no_licence() -> None:
    session = await ClearKeyCdm({KEY_ID: KEY}).create_session(SessionType.TEMPORARY, lambda _: None)
    assert await session.generate_request(*REQUEST) is None
    assert session.key_statuses == {KEY_ID: KeyStatus.USABLE}


async def test_keys_that_were_not_asked_for_are_left_out() -> None:
    session = await asked()
    await session.update(clear_key_licence({KEY_ID: KEY, OTHER_ID: KEY}))
    assert set(session.key_statuses) == {KEY_ID}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"keys":{}}',
        b'{"keys":[7]}',
        b'{"keys":[{"kty":"RSA"}]}',
        b'{"keys":[{"kty":"oct","kid":"AAEC","k":"AAEC"}]}',
        b'{"keys":[{"kty":"oct","kid":5,"k":null}]}',
        clear_key_licence({OTHER_ID: KEY}),
        licence(expires_in=-1),
        licence(expires_in="soon"),
        licence(expires_in=True),
        b"[" * 100_000,
        b" " * 300_000,
    ],
)
async def test_what_is_no_licence_leaves_the_one_before_as_it_was(body: bytes) -> None:
    session = await asked()
    await session.update(licence())
    with pytest.raises(LicenseResponseError) as failure:
        await session.update(body)
    assert session.key_statuses == {KEY_ID: KeyStatus.USABLE}
    assert b64(KEY) not in str(failure.value)


WORDS = st.sampled_from(["keys", "kty", "oct", "k", "kid"])
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


@given(body=st.binary(max_size=200) | st.builds(as_json, DOCUMENTS))
@settings(max_examples=60, deadline=None)
def test_noise_is_refused_with_the_right_error(body: bytes) -> None:
    async def script() -> None:
        session = await asked()
        with pytest.raises(LicenseResponseError):
            await session.update(body)

    asyncio.run(script())


@given(
    data=st.binary(max_size=80),
    kind=st.sampled_from([InitDataType.CENC, InitDataType.KEYIDS, InitDataType.WEBM]),
)
@settings(max_examples=80, deadline=None)
def test_noise_as_init_data_is_a_request_or_the_right_error(data: bytes, kind: InitDataType) -> None:
    async def script() -> None:
        session = await ClearKeyCdm().create_session(SessionType.TEMPORARY, lambda _: None)
        try:
            assert await session.generate_request(kind, data) is not None
        except InitDataError:
            assert not session.session_id

    asyncio.run(script())


def on_virtual_time(
    script: Callable[[ClearKeyCdm, LoopClock], Awaitable[None]], renew_before_s: float = 30.0
) -> None:
    async def run() -> None:
        clock = LoopClock(utc_anchor_s=0.0)
        cdm = ClearKeyCdm(utc_s=clock.utc_s, renew_before_s=renew_before_s)
        await script(cdm, clock)
        await cdm.close()

    run_virtual(run())


def test_a_licence_asks_for_its_renewal_in_time_and_expires_without_it() -> None:
    async def script(cdm: ClearKeyCdm, clock: LoopClock) -> None:
        heard: list[tuple[float, LicenseMessage | KeyStatusChange]] = []
        session = await cdm.create_session(
            SessionType.TEMPORARY, lambda said: heard.append((clock.now_s(), said))
        )
        await session.generate_request(*REQUEST)
        begin_s = clock.now_s()
        await session.update(licence(expires_in=100))
        await asyncio.sleep(99)
        assert session.key_statuses == {KEY_ID: KeyStatus.USABLE}
        await asyncio.sleep(2)
        assert session.key_statuses == {KEY_ID: KeyStatus.EXPIRED}
        renewals = [(at_s, said) for at_s, said in heard if isinstance(said, LicenseMessage)]
        assert [said.type for _, said in renewals] == [MessageType.LICENSE_RENEWAL]
        assert renewals[0][0] - begin_s == pytest.approx(70, abs=0.1)
        assert heard[-1][0] - begin_s == pytest.approx(100, abs=0.1)

    on_virtual_time(script, renew_before_s=30)


def test_a_renewed_licence_lives_on() -> None:
    async def script(cdm: ClearKeyCdm, clock: LoopClock) -> None:
        session = await cdm.create_session(SessionType.TEMPORARY, lambda _: None)
        await session.generate_request(*REQUEST)
        for _ in range(5):
            await session.update(licence(expires_in=20))
            await asyncio.sleep(15)
        assert session.key_statuses == {KEY_ID: KeyStatus.USABLE}
        assert session.expires_at_s == pytest.approx(clock.utc_s() + 5, abs=0.1)

    on_virtual_time(script)
