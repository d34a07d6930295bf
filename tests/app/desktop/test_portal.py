"""In a sandbox: keep-awake and links through the portal, on a real session bus."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from jeepney import HeaderFields, MatchRule, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_router

from playhead_app.desktop import Status
from playhead_app.desktop.session_bus import SessionBus
from tests.app.desktop.test_session_bus import FILM, bus, session

__all__ = ["bus", "session"]  # fixtures
HANDLE = "/org/freedesktop/portal/desktop/request/1_1/playhead"


@asynccontextmanager
async def portal(*, refuses: bool = False) -> AsyncGenerator[list[tuple[str, Any]]]:
    """A portal that notes what it is asked."""
    asked: list[tuple[str, Any]] = []

    async def serve(router: DBusRouter, ready: asyncio.Event) -> None:
        with router.filter(MatchRule(type=MessageType.method_call), bufsize=10) as calls:
            await Proxy(message_bus, router).RequestName("org.freedesktop.portal.Desktop")
            ready.set()
            while True:
                call = await calls.get()
                member = call.header.fields[HeaderFields.member]
                asked.append((member, call.body or call.header.fields[HeaderFields.path]))
                if refuses:
                    error = new_error(call, "org.freedesktop.portal.Error.NotAllowed", "s", ("no",))
                    await router.send(error)
                elif member == "Close":
                    await router.send(new_method_return(call))
                else:
                    await router.send(new_method_return(call, "o", (HANDLE,)))

    async with open_dbus_router() as router:
        ready = asyncio.Event()
        serving = asyncio.create_task(serve(router, ready))
        await ready.wait()
        yield asked
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def connected() -> SessionBus:
    ours = SessionBus()
    await ours.open(lambda command, argument: None)
    return ours


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SNAP", "/snap/playhead/1")


async def test_in_a_sandbox_the_portal_keeps_the_screen_awake(session: None, sandbox: None) -> None:
    async with portal() as asked:
        ours = await connected()
        await ours.show(FILM)
        await ours.show(replace(FILM, position_s=12.0))
        await ours.show(replace(FILM, status=Status.PAUSED))
        await ours.show(FILM)
        await ours.close()
    assert [member for member, _ in asked] == ["Inhibit", "Close", "Inhibit", "Close"]
    assert asked[0][1] == ("", 8, {"reason": ("s", "A film is playing")})
    assert asked[1][1] == HANDLE


async def test_where_no_screen_saver_answers_the_portal_is_asked(session: None) -> None:
    async with portal() as asked:
        ours = await connected()
        await ours.show(FILM)
        await ours.close()
    assert [member for member, _ in asked] == ["Inhibit", "Close"]


async def test_a_link_leaves_a_sandbox_through_the_portal(session: None, sandbox: None) -> None:
    async with portal() as asked:
        ours = await connected()
        assert await ours.open_link("https://service.test/plan")
        assert not await ours.open_link("file:///etc/passwd")
        await ours.close()
    assert asked == [("OpenURI", ("", "https://service.test/plan", {}))]


async def test_outside_a_sandbox_links_are_left_to_qt(session: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SNAP", raising=False)
    async with portal() as asked:
        ours = await connected()
        assert not await ours.open_link("https://service.test/plan")
        await ours.close()
    assert asked == []


async def test_a_portal_that_refuses_costs_nothing_but_the_wish(session: None, sandbox: None) -> None:
    async with portal(refuses=True) as asked:
        ours = await connected()
        await ours.show(FILM)
        assert not await ours.open_link("https://service.test/plan")
        await ours.close()
    assert [member for member, _ in asked] == ["Inhibit", "OpenURI"]
