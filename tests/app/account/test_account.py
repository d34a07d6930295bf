"""Signing in by device code, on the demo's own endpoints and in virtual time."""

import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from playhead_app.account import Account, AccountError, DeviceCode
from playhead_app.account.qr import qr_path
from playhead_app.account.tokens import FileKeeper, VaultKeeper
from playhead_app.demo.account import AccountEndpoints, Ledger
from playhead_app.sources import FixedEndpoint

HERE = "http://127.0.0.1:4000"


class Noted:
    """A vault in memory."""

    is_vault = True

    def __init__(self) -> None:
        self.token: str | None = None

    def read(self) -> str | None:
        return self.token

    def keep(self, token: str | None) -> None:
        self.token = token


class World:
    """A service with its clock, and devices that sleep on it."""

    def __init__(self, file: Path | None = None) -> None:
        self.now_s = 1_000.0
        self.slept: list[float] = []
        self.ledger = Ledger(file, utc_s=lambda: self.now_s)
        self.code: DeviceCode | None = None
        self.viewer_answers_after = 1
        self.answer = True
        self.is_down = False
        self.devices: list[Account] = []

    def device(self, keeper: Noted, url: str = f"{HERE}/graphql") -> Account:
        inner = httpx.ASGITransport(Starlette(routes=AccountEndpoints(self.ledger).routes()))
        world = self

        class Line(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                if world.is_down:
                    raise httpx.ConnectError("down")
                return await inner.handle_async_request(request)

        device = Account(
            FixedEndpoint(url), lambda: keeper, transport=Line(), sleep=self._sleep, clock=lambda: self.now_s
        )
        self.devices.append(device)
        return device

    async def sign_in(self, device: Account) -> DeviceCode:
        self.code = await device.begin()
        await device.wait(self.code)
        return self.code

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds
        if self.code is not None and len(self.slept) == self.viewer_answers_after:
            assert self.ledger.decide(self.code.user_code.lower(), is_approved=self.answer)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    one = World()
    yield one
    for device in one.devices:
        await device.close()


async def test_a_viewer_who_says_yes_is_signed_in_and_only_the_refresh_token_is_kept(world: World) -> None:
    keeper = Noted()
    device = world.device(keeper)
    world.viewer_answers_after = 3
    code = await world.sign_in(device)
    assert world.slept == [5.0, 5.0, 5.0]
    assert code.verification_uri_complete == f"{HERE}/activate?user_code={code.user_code}"
    info = await device.info()
    assert (info.name, "uhd" in info.entitlements) == ("Demo household", True)
    assert keeper.token not in (None, await device.access_token())


async def test_a_device_that_asks_too_often_slows_down(world: World) -> None:
    device = world.device(Noted())
    world.code = await device.begin()
    world.viewer_answers_after = 4
    await device.wait(replace(world.code, interval=2))
    assert world.slept == [2.0, 2.0, 7.0, 7.0]


async def test_no_and_too_late_end_the_waiting(world: World) -> None:
    device = world.device(Noted())
    world.answer = False
    with pytest.raises(AccountError, match="access_denied"):
        await world.sign_in(device)
    world.viewer_answers_after = -1
    with pytest.raises(AccountError, match="expired_token"):
        await world.sign_in(device)
    with pytest.raises(AccountError, match="signed-out"):
        await device.info()


async def test_a_line_that_breaks_while_waiting_is_tried_again_less_often(world: World) -> None:
    device = world.device(Noted())
    world.code = await device.begin()
    world.viewer_answers_after = 3
    real = world._sleep

    async def flaky(seconds: float) -> None:
        await real(seconds)
        world.is_down = len(world.slept) < 3

    device._sleep = flaky
    await device.wait(world.code)
    assert world.slept == [5.0, 10.0, 20.0]


async def test_tokens_are_renewed_before_their_end_and_each_refresh_token_is_used_once(world: World) -> None:
    keeper = Noted()
    device = world.device(keeper)
    await world.sign_in(device)
    first, kept = await device.access_token(), keeper.token
    assert await device.access_token() == first
    world.now_s += 580
    assert await device.access_token() != first
    assert keeper.token != kept
    # The old one is worth nothing, and whoever brings it ends the session.
    assert kept is not None
    keeper.token = kept
    world.now_s += 600
    with pytest.raises(AccountError, match="signed-out"):
        await device.access_token()
    assert keeper.token is None


async def test_signing_out_everywhere_is_heard_by_the_other_device_with_its_next_answer(world: World) -> None:
    tv, tablet = Noted(), Noted()
    first, second = world.device(tv), world.device(tablet)
    await world.sign_in(first)
    world.slept.clear()
    await world.sign_in(second)
    await first.sign_out(is_everywhere=True)
    assert tv.token is None
    with pytest.raises(AccountError, match="signed-out"):
        await second.info()
    assert tablet.token is None


async def test_signing_out_here_leaves_the_others_and_works_without_a_line(world: World) -> None:
    tv, tablet = Noted(), Noted()
    first, second = world.device(tv), world.device(tablet)
    await world.sign_in(first)
    world.slept.clear()
    await world.sign_in(second)
    await first.sign_out()
    assert (await second.info()).name
    world.is_down = True
    await second.sign_out()
    assert tablet.token is None


async def test_nothing_secret_goes_over_an_open_line(world: World) -> None:
    device = world.device(Noted(), "http://accounts.example/graphql")
    with pytest.raises(AccountError, match="not-secure"):
        await device.begin()


async def test_a_service_without_accounts_says_so() -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(404))
    device = Account(FixedEndpoint(HERE), Noted, transport=transport)
    with pytest.raises(AccountError, match="not-offered"):
        await device.begin()
    await device.close()


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"device_authorization_endpoint": 3}'])
async def test_nonsense_is_an_error_of_ours(body: bytes) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=body))
    device = Account(FixedEndpoint(HERE), Noted, transport=transport)
    with pytest.raises(AccountError, match="not-understood"):
        await device.begin()
    await device.close()


def test_the_ledger_outlives_the_service_and_holds_no_token(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    ledger = Ledger(file)
    device_code, waiting = ledger.begin()
    assert ledger.decide(waiting.user_code, is_approved=True)
    grant = ledger.poll(device_code)
    assert grant.refresh_token not in file.read_text()
    assert Ledger(file).refresh(grant.refresh_token).access_token
    assert not ledger.decide("ZZZZ-ZZZZ", is_approved=True)


def test_a_file_keeps_a_token_for_its_owner_alone(tmp_path: Path) -> None:
    keeper = FileKeeper(tmp_path / "deep" / "account-token")
    assert keeper.read() is None
    keeper.keep("a")
    keeper.keep("b")
    assert keeper.read() == "b"
    file = tmp_path / "deep" / "account-token"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.chmod(0o644)
        assert keeper.read() is None
    keeper.keep(None)
    assert list(file.parent.iterdir()) == []


def test_a_vault_that_stops_answering_costs_the_sign_in_and_no_more() -> None:
    class Broken:
        def get_password(self, service: str, username: str) -> str | None:
            raise RuntimeError("locked")

        def set_password(self, service: str, username: str, password: str) -> None:
            raise RuntimeError("locked")

        def delete_password(self, service: str, username: str) -> None:
            raise RuntimeError("locked")

    keeper = VaultKeeper(Broken())
    keeper.keep("a")
    keeper.keep(None)
    assert keeper.read() is None


def test_a_qr_code_has_a_quiet_zone_and_its_three_eyes() -> None:
    path, size = qr_path(f"{HERE}/activate?user_code=BCDF-GHJK")
    assert size >= 21 + 8
    rows = {int(run.split("h")[0].split()[1]) for run in path.split("M")[1:]}
    assert (min(rows), max(rows)) == (4, size - 5)
    assert path.startswith("M4 4h7v1h-7z")
