"""The token of a protected title: shown to its licence server alone, and renewed before it is too old."""

import asyncio

from playhead.errors import RequestType
from playhead.licence import LicenceRequest
from playhead.testing import run_virtual
from playhead_app.catalogue.licence_pass import LicencePass

URL = "https://licences.test/salt-road"


def test_the_token_goes_to_its_server_and_to_no_other() -> None:
    async def renewed() -> str | None:
        raise AssertionError("it is still good")

    async def script() -> None:
        show = LicencePass(URL, "first", renewed)
        mine = await show(LicenceRequest(RequestType.LICENCE, URL))
        key_file = await show(LicenceRequest(RequestType.KEY, "https://licences.test/key"))
        foreign = await show(LicenceRequest(RequestType.KEY, "https://elsewhere.test/key"))
        assert mine.headers == key_file.headers == {"authorization": "Bearer first"}
        assert foreign.headers == {}

    run_virtual(script())


def test_an_old_token_is_exchanged_and_kept_if_there_is_no_other() -> None:
    tokens = iter(["second", None])

    async def renewed() -> str | None:
        return next(tokens)

    async def script() -> None:
        show = LicencePass(URL, "first", renewed)
        seen = []
        for wait_s in (0, 239, 2, 0, 300):
            await asyncio.sleep(wait_s)
            seen.append((await show(LicenceRequest(RequestType.LICENCE, URL))).headers["authorization"])
        assert seen == [f"Bearer {name}" for name in ("first", "first", "second", "second", "second")]

    run_virtual(script())
