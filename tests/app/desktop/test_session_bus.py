"""MPRIS and the screen saver on a real session bus of our own."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    new_method_call,
    new_method_return,
)
from jeepney.bus_messages import message_bus
from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_router

from playhead_app.desktop import Command, MediaState, Status
from playhead_app.desktop.session_bus import SessionBus

PLAYER = "org.mpris.MediaPlayer2.Player"
THERE = DBusAddress("/org/mpris/MediaPlayer2", bus_name="org.mpris.MediaPlayer2.playhead", interface=PLAYER)
PROPERTIES = THERE.with_interface("org.freedesktop.DBus.Properties")
FILM = MediaState(Status.PLAYING, "Dunes", "1. Sand", "https://art.test/a.png", 10.0, 7_200.0, 0.5)


@pytest.fixture(scope="module")
def bus() -> Iterator[str]:
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("dbus-daemon is not installed: there is no session bus to talk on")
    daemon = subprocess.Popen(
        [program, "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def session(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)


@asynccontextmanager
async def player_on_the_bus(
    heard: list[tuple[Command, str]],
) -> AsyncGenerator[tuple[SessionBus, DBusRouter]]:
    ours = SessionBus()
    await ours.open(lambda command, argument: heard.append((command, argument)))
    try:
        async with open_dbus_router() as desktop:
            yield ours, desktop
    finally:
        await ours.close()


async def ask(desktop: DBusRouter, call: Message) -> Any:
    reply = await asyncio.wait_for(desktop.send_and_get_reply(call), 5)
    assert reply.header.message_type is MessageType.method_return, reply.body
    return reply.body


async def test_a_desktop_reads_what_plays_with_the_specification_s_types(session: None) -> None:
    async with player_on_the_bus([]) as (ours, desktop):
        await ours.show(FILM)
        (told,) = await ask(desktop, new_method_call(PROPERTIES, "GetAll", "s", (PLAYER,)))
        assert told["PlaybackStatus"] == ("s", "Playing")
        assert told["Position"] == ("x", 10_000_000)
        kind, metadata = told["Metadata"]
        assert kind == "a{sv}"
        assert metadata["xesam:title"] == ("s", "Dunes")
        assert metadata["mpris:length"] == ("x", 7_200_000_000)
        assert metadata["mpris:artUrl"] == ("s", "https://art.test/a.png")
        (identity,) = await ask(
            desktop, new_method_call(PROPERTIES, "Get", "ss", ("org.mpris.MediaPlayer2", "Identity"))
        )
        assert identity == ("s", "Playhead")


async def test_media_keys_and_a_desktop_s_slider_become_commands(session: None) -> None:
    heard: list[tuple[Command, str]] = []
    async with player_on_the_bus(heard) as (ours, desktop):
        await ours.show(FILM)
        for method in ("PlayPause", "Pause", "Play", "Stop", "Next"):
            await ask(desktop, new_method_call(THERE, method))
        await ask(desktop, new_method_call(THERE, "Seek", "x", (-5_000_000,)))
        await ask(desktop, new_method_call(THERE, "SetPosition", "ox", ("/org/playhead/now", 90_000_000)))
        await ask(desktop, new_method_call(PROPERTIES, "Set", "ssv", (PLAYER, "Volume", ("d", 7.0))))
        await ask(desktop, new_method_call(THERE, "OpenUri", "s", ("playhead://title/dunes",)))
    assert heard == [
        (Command.TOGGLE, ""),
        (Command.PAUSE, ""),
        (Command.PLAY, ""),
        (Command.STOP, ""),
        (Command.SKIP_S, "-5.0"),
        (Command.GO_TO_S, "90.0"),
        (Command.VOLUME, "1.0"),
        (Command.OPEN, "playhead://title/dunes"),
    ]


async def test_an_unknown_method_is_refused_and_breaks_nothing(session: None) -> None:
    async with player_on_the_bus([]) as (_, desktop):
        reply = await desktop.send_and_get_reply(new_method_call(THERE, "Explode"))
        assert reply.header.message_type is MessageType.error
        (xml,) = await ask(
            desktop,
            new_method_call(THERE.with_interface("org.freedesktop.DBus.Introspectable"), "Introspect"),
        )
        assert 'name="PlayPause"' in xml


async def test_changes_and_jumps_are_told_and_the_flow_of_time_is_not(session: None) -> None:
    async with player_on_the_bus([]) as (ours, desktop):
        rule = MatchRule(type="signal", path="/org/mpris/MediaPlayer2")
        await Proxy(message_bus, desktop).AddMatch(rule)
        with desktop.filter(rule, bufsize=20) as signals:
            await ours.show(FILM)
            await ours.show(replace(FILM, position_s=10.2))
            await ours.show(replace(FILM, position_s=300.0))
            await ours.show(replace(FILM, position_s=300.0, status=Status.PAUSED))
            told = [await asyncio.wait_for(signals.get(), 5) for _ in range(3)]
    members = [signal.header.fields[HeaderFields.member] for signal in told]
    assert members == ["PropertiesChanged", "Seeked", "PropertiesChanged"]
    assert told[1].body == (300_000_000,)
    assert told[2].body[1] == {"PlaybackStatus": ("s", "Paused")}


async def test_the_screen_stays_awake_while_it_plays_and_only_then(session: None) -> None:
    asked: list[tuple[str, Any]] = []

    async def screen_saver(router: DBusRouter, ready: asyncio.Event) -> None:
        with router.filter(MatchRule(type=MessageType.method_call), bufsize=10) as calls:
            await Proxy(message_bus, router).RequestName("org.freedesktop.ScreenSaver")
            ready.set()
            while True:
                call = await calls.get()
                member = call.header.fields[HeaderFields.member]
                asked.append((member, call.body))
                body = ("u", (77,)) if member == "Inhibit" else (None, ())
                await router.send(new_method_return(call, *body))

    async with open_dbus_router() as saver, asyncio.TaskGroup() as tasks:
        ready = asyncio.Event()
        serving = tasks.create_task(screen_saver(saver, ready))
        await ready.wait()
        async with player_on_the_bus([]) as (ours, _):
            await ours.show(FILM)
            await ours.show(replace(FILM, position_s=11.0))
            await ours.show(replace(FILM, status=Status.PAUSED))
            await ours.show(FILM)
        serving.cancel()
    assert [member for member, _ in asked] == ["Inhibit", "UnInhibit", "Inhibit", "UnInhibit"]
    assert asked[1][1] == (77,)


async def test_without_a_bus_nothing_is_told_and_nothing_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    ours = SessionBus()
    await ours.open(lambda command, argument: None)
    await ours.show(FILM)
    await ours.close()
    await ours.close()
