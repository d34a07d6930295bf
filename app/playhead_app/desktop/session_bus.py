"""Linux: MPRIS on the session bus, and a screen that stays awake while something plays.

jeepney speaks D-Bus on our loop, with types said in full: Qt's binding would guess that a length is 32 bits
wide. A machine without a session bus, or a bus that goes away, is no fault: the app goes on without.
"""

# jeepney says few types; this module is the one that wraps it.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUnknownParameterType=false

import asyncio
import logging
import math
import os
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from typing import Any

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.asyncio import DBusRouter, Proxy, open_dbus_router
from jeepney.io.common import RouterClosed

from playhead_app.desktop.mpris import INTROSPECTION, PATH, PLAYER, command_of, properties
from playhead_app.desktop.portal import Awake, is_sandboxed, open_in_browser
from playhead_app.desktop.seam import Command, MediaState, Status

__all__ = ["SessionBus"]

_log = logging.getLogger(__name__)
_NAME = "org.mpris.MediaPlayer2.playhead"
_OURS = DBusAddress(PATH, interface="org.freedesktop.DBus.Properties")
_GONE = (OSError, EOFError, KeyError, RouterClosed, DBusErrorResponse, ValueError, TimeoutError)
_ANSWER_LIMIT_S = 2.0
# A playhead that is further from where it should be has been sought.
_JUMP_S = 1.5


class SessionBus:
    """A `DesktopSeam` on D-Bus's session bus."""

    def __init__(self) -> None:
        self._stack = AsyncExitStack()
        self._router: DBusRouter | None = None
        self._state = MediaState()
        self._shown_at_s = 0.0
        self._awake = Awake()

    async def open(self, on_command: Callable[[Command, str], None]) -> None:
        """Connect, take our name and begin to answer; without a bus do nothing."""
        try:
            async with asyncio.timeout(_ANSWER_LIMIT_S):
                router = await self._stack.enter_async_context(open_dbus_router("SESSION"))
                calls = self._stack.enter_context(
                    router.filter(MatchRule(type=MessageType.method_call), bufsize=64)
                )
                taken = await Proxy(message_bus, router).RequestName(_NAME)
                if taken[0] != 1:
                    # Another Playhead: the specification's way for a second instance.
                    await Proxy(message_bus, router).RequestName(f"{_NAME}.instance{os.getpid()}")
        except _GONE as error:
            _log.info("no session bus: %s", type(error).__name__)
            return
        self._router = router
        serving = asyncio.create_task(self._serve(router, calls, on_command))
        self._stack.push_async_callback(_end, serving)

    async def show(self, state: MediaState) -> None:
        """Tell listeners what changed, and keep the screen awake while it plays."""
        before, self._state = self._state, state
        now_s = asyncio.get_running_loop().time()
        elapsed_s, self._shown_at_s = now_s - self._shown_at_s, now_s
        if self._router is None:
            return
        with suppress(*_GONE):
            await self._tell_changes(self._router, before, state)
            expected_s = before.position_s + (elapsed_s if before.status is Status.PLAYING else 0.0)
            if state.title == before.title and abs(state.position_s - expected_s) > _JUMP_S:
                player = DBusAddress(PATH, interface=PLAYER)
                await self._router.send(new_signal(player, "Seeked", "x", (round(state.position_s * 1e6),)))
            await self._awake.keep(self._router, state.status is Status.PLAYING)

    async def open_link(self, url: str) -> bool:
        """Open a web address through the portal where the app is in a sandbox."""
        if self._router is None or not is_sandboxed():
            return False
        with suppress(*_GONE):
            return await open_in_browser(self._router, url)
        return False

    async def close(self) -> None:
        """Let the screen sleep and leave the bus."""
        if self._router is not None:
            with suppress(*_GONE):
                await self._awake.keep(self._router, False)
        self._router = None
        with suppress(*_GONE):
            await self._stack.aclose()

    async def _tell_changes(self, router: DBusRouter, before: MediaState, after: MediaState) -> None:
        old, new = properties(before), properties(after)
        for interface, told in new.items():
            changed = {
                name: value
                for name, value in told.items()
                # The position flows; listeners ask for it, says the specification.
                if name != "Position" and old[interface][name] != value
            }
            if changed:
                body = (interface, changed, list[str]())
                await router.send(new_signal(_OURS, "PropertiesChanged", "sa{sv}as", body))

    async def _serve(
        self, router: DBusRouter, calls: "asyncio.Queue[Message]", on_command: Callable[[Command, str], None]
    ) -> None:
        while True:
            call = await calls.get()
            try:
                await router.send(self._answer(call, on_command))
            except _GONE as error:
                _log.info("the session bus has gone: %s", type(error).__name__)
                return

    def _answer(self, call: Message, on_command: Callable[[Command, str], None]) -> Message:
        fields = call.header.fields
        interface, method = fields.get(HeaderFields.interface, ""), fields[HeaderFields.member]
        told = self._told_now()
        match interface, method, *call.body:
            case "org.freedesktop.DBus.Introspectable", "Introspect":
                return new_method_return(call, "s", (INTROSPECTION,))
            case "org.freedesktop.DBus.Properties", "GetAll", str(of):
                return new_method_return(call, "a{sv}", (told.get(of, {}),))
            case "org.freedesktop.DBus.Properties", "Get", str(of), str(name) if name in told.get(of, {}):
                return new_method_return(call, "v", (told[of][name],))
            case "org.freedesktop.DBus.Properties", "Set", _, "Volume", ("d", float(volume)):
                if math.isfinite(volume):
                    on_command(Command.VOLUME, str(min(1.0, max(0.0, volume))))
                return new_method_return(call)
            case _:
                return _obey(call, str(interface), str(method), on_command)

    def _told_now(self) -> dict[str, dict[str, tuple[str, Any]]]:
        return properties(self._state)


def _obey(call: Message, interface: str, method: str, on_command: Callable[[Command, str], None]) -> Message:
    command = command_of(interface, method, call.body)
    if command is None and method not in ("Next", "Previous"):  # they have no effect, and are no error
        return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod", "s", (f"no method {method}",))
    if command is not None:
        on_command(*command)
    return new_method_return(call)


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
