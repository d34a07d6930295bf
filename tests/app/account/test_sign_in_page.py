"""The sign-in page, by arrow keys, against the demo's endpoints."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from starlette.applications import Starlette

from playhead_app.account import Account
from playhead_app.app_window import AppWindow
from playhead_app.composition import Composition
from playhead_app.demo.account import AccountEndpoints, Ledger
from playhead_app.reporter import Reporter
from playhead_app.sources import FixedEndpoint
from tests.app.account.test_account import HERE, Noted
from tests.app.conftest import PATIENT, FakePlayer, Remotely, StandInCatalogue

pytestmark = pytest.mark.gui
KEY = Qt.Key


def to_the_account(viewer: Remotely) -> None:
    for _ in range(12):
        if viewer.focus == "account":
            return
        viewer.press(KEY.Key_Down)
    raise AssertionError("arrow down never came to the account")


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def viewer(
    qtbot: QtBot, catalogue: StandInCatalogue, player: FakePlayer, reporter: Reporter, ledger: Ledger
) -> Iterator[Remotely]:
    transport = httpx.ASGITransport(Starlette(routes=AccountEndpoints(ledger).routes()))

    async def at_once(seconds: float) -> None:
        for waiting in ledger._pending.values():
            waiting.asked_s = None
        await asyncio.sleep(0)

    account = Account(FixedEndpoint(HERE), Noted, transport=transport, sleep=at_once)
    composition = Composition(
        catalogue,
        reporter=reporter,
        player_factory=lambda surface: player,
        account=account,
        limits=PATIENT,
    )
    window = AppWindow(composition)
    window.show(width=1280, height=720)
    window.window.requestActivate()
    one = Remotely(qtbot, composition, window)
    one.until(lambda: one.focus == "hero-play")
    one.press(KEY.Key_Up, KEY.Key_Return)
    one.until(lambda: one.focus == "language")
    yield one
    assert window.close()
    assert reporter.count == 0


def test_a_guest_signs_in_and_out_by_arrow_keys(viewer: Remotely, ledger: Ledger) -> None:
    account = viewer.model.account
    to_the_account(viewer)
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: account.phase == "waiting" and viewer.focus == "sign-in-back")
    assert account.qr_size > 20
    opened: list[str] = []
    viewer.composition.desk._open_by_qt = opened.append
    viewer.press(KEY.Key_Left, KEY.Key_Left)
    assert viewer.focus == "sign-in-browser"
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: opened == [f"{HERE}/activate?user_code={account.user_code}"])
    viewer.press(KEY.Key_Right, KEY.Key_Right)
    assert viewer.focus == "sign-in-back"
    assert ledger.decide(account.user_code, is_approved=True)
    viewer.until(lambda: account.phase == "signed-in" and viewer.focus == "sign-out")
    assert account.name == "Demo household"
    assert account.may("uhd")
    viewer.press(KEY.Key_Right, KEY.Key_Return)
    viewer.until(lambda: account.phase == "signed-out")
    assert account.name == ""
    viewer.press(KEY.Key_Escape)
    viewer.until(lambda: viewer.focus == "account")


def test_a_refusal_is_told_and_a_new_code_helps(viewer: Remotely, ledger: Ledger) -> None:
    account = viewer.model.account
    to_the_account(viewer)
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: account.phase == "waiting")
    assert ledger.decide(account.user_code, is_approved=False)
    viewer.until(lambda: account.phase == "failed" and viewer.focus == "new-code")
    assert "refused" in account.message
    viewer.press(KEY.Key_Return)
    viewer.until(lambda: account.phase == "waiting")
