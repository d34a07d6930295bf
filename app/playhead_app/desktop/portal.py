"""What lies outside a sandbox is asked of the desktop's portal: a screen that stays awake, and the browser.

Source: the XDG Desktop Portal, `org.freedesktop.portal.Inhibit` and `org.freedesktop.portal.OpenURI`. In a
Flatpak or a Snap the screen saver's own name on the bus is out of reach; elsewhere a desktop may have a
portal and no such name (`Awake` tries both).
"""

# jeepney says few types; this module and `session_bus.py` are those that wrap it.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

import asyncio
import logging
import os
from pathlib import Path
from urllib.parse import urlsplit

from jeepney import DBusAddress, Message, MessageType, new_method_call
from jeepney.io.asyncio import DBusRouter

__all__ = ["Awake", "is_sandboxed", "open_in_browser"]

_log = logging.getLogger(__name__)
_ANSWER_LIMIT_S = 2.0
_WHY = "A film is playing"
# Inhibit's flags: 8 keeps the session from counting as idle.
_IDLE = 8
_SCREEN_SAVER = DBusAddress(
    "/org/freedesktop/ScreenSaver",
    bus_name="org.freedesktop.ScreenSaver",
    interface="org.freedesktop.ScreenSaver",
)
_PORTAL = DBusAddress("/org/freedesktop/portal/desktop", bus_name="org.freedesktop.portal.Desktop")
_INHIBIT = _PORTAL.with_interface("org.freedesktop.portal.Inhibit")
_OPEN_URI = _PORTAL.with_interface("org.freedesktop.portal.OpenURI")


def is_sandboxed() -> bool:
    """Return whether this is a Flatpak or a Snap."""
    return Path("/.flatpak-info").exists() or "SNAP" in os.environ


class Awake:
    """Keeps the screen awake by the screen saver's name, or by the portal."""

    def __init__(self) -> None:
        self._is_wanted = False
        self._cookie: int | None = None
        self._request = ""

    async def keep(self, router: DBusRouter, is_wanted: bool) -> None:
        """Keep the screen awake from now on, or let it sleep. A desktop that can do neither is let be."""
        if is_wanted == self._is_wanted:
            return
        self._is_wanted = is_wanted
        if is_wanted:
            await self._begin(router)
        else:
            await self._end(router)

    async def _begin(self, router: DBusRouter) -> None:
        if not is_sandboxed():
            call = new_method_call(_SCREEN_SAVER, "Inhibit", "ss", ("playhead", _WHY))
            reply = await _ask(router, call)
            if reply is not None:
                self._cookie = int(reply.body[0])
                return
        call = new_method_call(_INHIBIT, "Inhibit", "sua{sv}", ("", _IDLE, {"reason": ("s", _WHY)}))
        reply = await _ask(router, call)
        if reply is None:
            _log.info("nobody here keeps the screen awake")
        else:
            self._request = str(reply.body[0])

    async def _end(self, router: DBusRouter) -> None:
        cookie, self._cookie = self._cookie, None
        request, self._request = self._request, ""
        if cookie is not None:
            await _ask(router, new_method_call(_SCREEN_SAVER, "UnInhibit", "u", (cookie,)))
        elif request:
            of = DBusAddress(
                request,
                bus_name="org.freedesktop.portal.Desktop",
                interface="org.freedesktop.portal.Request",
            )
            await _ask(router, new_method_call(of, "Close"))


async def open_in_browser(router: DBusRouter, url: str) -> bool:
    """Ask the portal to open a web address; False if it can't, or if the address is none."""
    if urlsplit(url).scheme not in ("http", "https"):
        return False
    call = new_method_call(_OPEN_URI, "OpenURI", "ssa{sv}", ("", url, dict[str, tuple[str, str]]()))
    return await _ask(router, call) is not None


async def _ask(router: DBusRouter, call: Message) -> Message | None:
    """Return the answer; None for an error."""
    async with asyncio.timeout(_ANSWER_LIMIT_S):
        reply = await router.send_and_get_reply(call)
    return None if reply.header.message_type is MessageType.error else reply
