"""The demo's protected titles: what the origin serves, and whom the licence server lets in."""

import io
import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import httpx
import m3u8
import pytest
from starlette.applications import Starlette

from playhead import dash
from playhead_app.demo.network_shape import NetworkLink
from playhead_app.demo.origin import MediaOrigin
from playhead_app.demo.protection.keys import PROTECTED_TITLES, KeyChest
from playhead_app.demo.protection.licences import LicenceServer
from playhead_app.demo.protection.origin import ProtectedOrigin
from playhead_app.demo.protection.tokens import TokenMint
from playhead_app.demo.studio.reel import Packaging

CHEST = KeyChest(b"secret")
LICENSED = "salt-road"
REFUSED = "night-blooming"


@dataclass
class Service:
    client: httpx.AsyncClient
    mint: TokenMint
    now_s: list[float]

    async def text(self, path: str) -> str:
        response = await self.client.get(path)
        assert response.status_code == 200
        return response.text

    async def ask(self, title: str, token: str | None, **body: Any) -> httpx.Response:
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        return await self.client.post(f"/licence/{title}", json=body, headers=headers)


@pytest.fixture
async def service(made_film: Callable[[Packaging], Path]) -> AsyncIterator[Service]:
    root = made_film(Packaging.CMAF_SEGMENTS).parents[1]
    now_s = [1e9]
    mint = TokenMint(b"other secret", lambda: now_s[0])
    media = MediaOrigin(root, NetworkLink())
    routes = [*ProtectedOrigin(media, CHEST).routes(), *LicenceServer(CHEST, mint).routes()]
    transport = httpx.ASGITransport(Starlette(routes=routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://demo:8080") as client:
        yield Service(client, mint, now_s)


def named(key_id: bytes) -> str:
    return urlsafe_b64encode(key_id).decode().rstrip("=")


VIDEO = CHEST.key(LICENSED, "video", 0)


async def test_a_good_token_gets_the_keys_that_it_asks_for(service: Service) -> None:
    response = await service.ask(LICENSED, service.mint.issue(LICENSED), kids=[named(VIDEO.key_id)])
    assert response.json() == {
        "keys": [{"kty": "oct", "kid": named(VIDEO.key_id), "k": named(VIDEO.key)}],
        "type": "temporary",
        "expires_in": 20.0,
    }


async def test_a_missing_foreign_or_old_token_is_turned_away(service: Service) -> None:
    old = service.mint.issue(LICENSED)
    service.now_s[0] += 601
    for token in (None, "", "7fffffff.forged", service.mint.issue(REFUSED), old):
        assert (await service.ask(LICENSED, token, kids=[named(VIDEO.key_id)])).status_code == 401


async def test_a_title_that_the_viewer_has_not_got_is_refused_whatever_the_token(service: Service) -> None:
    key_id = CHEST.key(REFUSED, "video", 0).key_id
    assert (await service.ask(REFUSED, service.mint.issue(REFUSED), kids=[named(key_id)])).status_code == 403


@pytest.mark.parametrize("body", [{}, {"kids": "all"}, {"kids": [named(bytes(16))]}, {"kids": ["é"]}])
async def test_a_request_for_nothing_of_the_title_gets_nothing(
    service: Service, body: dict[str, Any]
) -> None:
    response = await service.ask(LICENSED, service.mint.issue(LICENSED), **body)
    assert response.status_code in (400, 404)


async def test_another_titles_keys_are_not_given(service: Service) -> None:
    foreign = CHEST.key("tide-tables", "video", 0).key_id
    response = await service.ask(LICENSED, service.mint.issue(LICENSED), kids=[named(foreign)])
    assert response.status_code == 404


async def test_the_manifest_names_each_tracks_key(service: Service) -> None:
    text = await service.text(f"/protected/{LICENSED}/manifest.mpd")
    presentation = dash.parse_presentation(text.encode(), "http://demo/manifest.mpd")
    found = {
        track.kind.value: {p.key_ids for r in track.representations for p in r.protection}
        for track in presentation.periods[0].tracks
    }
    names = {kind: CHEST.key(LICENSED, kind, 0).key_id.hex() for kind in ("video", "audio")}
    assert found["video"] == {(names["video"],)}
    assert found["audio"] == {(names["audio"],)}
    assert not found["image"]


async def test_playlists_name_their_keys_and_the_master_names_them_early(service: Service) -> None:
    master = m3u8.loads(await service.text(f"/protected/{LICENSED}/master.m3u8"))
    assert len(master.session_keys) == 2
    playlist = m3u8.loads(await service.text(f"/protected/{LICENSED}/video/360p/index.m3u8"))
    assert {key.method for key in playlist.keys if key} == {"SAMPLE-AES-CTR"}


@pytest.mark.parametrize("title", [LICENSED, REFUSED])
async def test_a_protected_segment_opens_with_its_key_for_another_reader(
    service: Service, title: str
) -> None:
    base = f"/protected/{title}/video/360p"
    init = (await service.client.get(f"{base}/init.mp4")).content
    segment = (await service.client.get(f"{base}/00001.m4s")).content
    key = CHEST.key(title, "video", 0).key.hex()
    if PROTECTED_TITLES[title].scheme != "cenc":
        assert b"cbcs" in init
        return  # FFmpeg's own demuxer is asked for cenc only: that is what all its versions know
    with av.open(io.BytesIO(init + segment), "r", options={"decryption_key": key}) as file:
        assert sum(1 for _ in file.decode(video=0)) == 48


@pytest.mark.parametrize("path", ["nothing.mpd", "..%2Ffilm.json", "video/360p/99999.m4s", "film.json"])
async def test_what_is_not_there_is_404(service: Service, path: str) -> None:
    assert (await service.client.get(f"/protected/{LICENSED}/{path}")).status_code == 404
    assert (await service.client.get(f"/protected/no-such-title/{path}")).status_code == 404


async def test_a_token_says_nothing_that_its_signature_does_not_cover(service: Service) -> None:
    end, _, signature = service.mint.issue(LICENSED).partition(".")
    later = f"{int(end, 16) + 9999:x}.{signature}"
    assert not service.mint.accepts(later, LICENSED)
    assert service.mint.accepts(f"{end}.{signature}", LICENSED)
    assert json.dumps(VIDEO.key.hex()) not in repr(service.mint)
