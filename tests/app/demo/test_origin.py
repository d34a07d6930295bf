from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from playhead_app.demo.network_shape import NetworkLink
from playhead_app.demo.origin import MediaOrigin
from playhead_app.demo.studio.reel import Packaging

FILM = "/media/the-long-dusk"


@pytest.fixture
def folder(made_film: Callable[[Packaging], Path]) -> Path:
    return made_film(Packaging.CMAF_SEGMENTS)


@pytest.fixture
async def client(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    origin = MediaOrigin(folder.parents[1], NetworkLink())
    transport = httpx.ASGITransport(Starlette(routes=origin.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://origin") as client:
        yield client


async def test_a_whole_file_comes_with_its_length_type_and_validator(
    client: httpx.AsyncClient, folder: Path
) -> None:
    answer = await client.get(f"{FILM}/video/234p/00001.m4s")
    assert answer.status_code == 200
    assert answer.content == (folder / "video/234p/00001.m4s").read_bytes()
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["etag"].startswith('"')


@pytest.mark.parametrize(
    ("path", "kind"),
    [("master.m3u8", "application/vnd.apple.mpegurl"), ("manifest.mpd", "application/dash+xml")],
)
async def test_a_manifest_has_its_own_type(client: httpx.AsyncClient, path: str, kind: str) -> None:
    answer = await client.get(f"{FILM}/{path}")
    assert answer.headers["content-type"] == kind


@pytest.mark.parametrize(
    ("wish", "start", "end"), [("bytes=0-0", 0, 0), ("bytes=10-19", 10, 19), ("bytes=100-", 100, -1)]
)
async def test_a_range_is_served_with_its_place(
    client: httpx.AsyncClient, folder: Path, wish: str, start: int, end: int
) -> None:
    body = (folder / "video/234p/00001.m4s").read_bytes()
    last = len(body) - 1 if end < 0 else end
    answer = await client.get(f"{FILM}/video/234p/00001.m4s", headers={"Range": wish})
    assert answer.status_code == 206
    assert answer.content == body[start : last + 1]
    assert answer.headers["content-range"] == f"bytes {start}-{last}/{len(body)}"


async def test_the_last_bytes_can_be_asked_for(client: httpx.AsyncClient, folder: Path) -> None:
    answer = await client.get(f"{FILM}/video/234p/init.mp4", headers={"Range": "bytes=-8"})
    assert answer.content == (folder / "video/234p/init.mp4").read_bytes()[-8:]


async def test_a_range_that_runs_over_the_end_is_cut(client: httpx.AsyncClient, folder: Path) -> None:
    size = (folder / "video/234p/init.mp4").stat().st_size
    answer = await client.get(f"{FILM}/video/234p/init.mp4", headers={"Range": f"bytes=5-{size * 9}"})
    assert answer.headers["content-range"] == f"bytes 5-{size - 1}/{size}"


@pytest.mark.parametrize("wish", ["bytes=99999999-", "bytes=9-3", "bytes=-0"])
async def test_an_impossible_range_is_refused(client: httpx.AsyncClient, wish: str) -> None:
    answer = await client.get(f"{FILM}/video/234p/init.mp4", headers={"Range": wish})
    assert answer.status_code == 416
    assert answer.headers["content-range"].startswith("bytes */")


@pytest.mark.parametrize("wish", ["bytes=0-1,4-5", "frames=0-1", "bytes=-", "nonsense"])
async def test_a_range_of_another_kind_is_ignored(client: httpx.AsyncClient, wish: str) -> None:
    answer = await client.get(f"{FILM}/video/234p/init.mp4", headers={"Range": wish})
    assert answer.status_code == 200


async def test_a_range_of_another_edition_gives_the_whole_file(client: httpx.AsyncClient) -> None:
    answer = await client.get(
        f"{FILM}/video/234p/init.mp4", headers={"Range": "bytes=0-1", "If-Range": '"another"'}
    )
    assert answer.status_code == 200


async def test_an_unchanged_file_is_not_sent_again(client: httpx.AsyncClient) -> None:
    first = await client.get(f"{FILM}/master.m3u8")
    again = await client.get(f"{FILM}/master.m3u8", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


async def test_a_head_request_tells_the_length_alone(client: httpx.AsyncClient, folder: Path) -> None:
    answer = await client.head(f"{FILM}/master.m3u8")
    assert answer.headers["content-length"] == str((folder / "master.m3u8").stat().st_size)
    assert answer.content == b""


@pytest.mark.parametrize(
    "path",
    [
        "/media/nothing/master.m3u8",
        f"{FILM}/nothing.m3u8",
        f"{FILM}/film.json",
        f"{FILM}/video",
        f"{FILM}/%2e%2e/%2e%2e/secret.m3u8",
        f"{FILM}/..%2fsecret.m3u8",
        f"{FILM}/video/..%5csecret.m3u8",
        f"{FILM}//etc/passwd.mp4",
        f"{FILM}/.hidden.mp4",
        "/media/..%2f..%2fetc/master.m3u8",
        f"{FILM}/{'a' * 400}.mp4",
    ],
)
async def test_what_is_not_a_films_own_file_does_not_exist(
    client: httpx.AsyncClient, folder: Path, path: str
) -> None:
    (folder.parents[1] / "secret.m3u8").write_text("#EXTM3U")
    assert (await client.get(path)).status_code == 404


async def test_a_link_out_of_the_folder_leads_nowhere(client: httpx.AsyncClient, folder: Path) -> None:
    (folder.parents[1] / "secret.m3u8").write_text("#EXTM3U")
    link = folder / "escape.m3u8"
    if not link.is_symlink():
        link.symlink_to(folder.parents[1] / "secret.m3u8")
    try:
        assert (await client.get(f"{FILM}/escape.m3u8")).status_code == 404
    finally:
        link.unlink()


async def test_the_network_can_be_changed_while_it_runs(client: httpx.AsyncClient) -> None:
    changed = await client.put(
        "/control/network", json={"schedule": "8000 for 20 s, then 900", "latency_ms": 40}
    )
    assert changed.json() == {
        "steps": [{"kbps": 8000, "for_s": 20.0}, {"kbps": 900, "for_s": None}],
        "latency_ms": 40,
    }
    assert (await client.get("/control/network")).json() == changed.json()
    free = await client.put("/control/network", json={})
    assert free.json() == {"steps": [{"kbps": None, "for_s": None}], "latency_ms": 0}


@pytest.mark.parametrize(
    "wish",
    [
        [],
        {"schedule": "fast"},
        {"shape_kbps": -5},
        {"shape_kbps": True},
        {"shape_kbps": "5"},
        {"latency_ms": 1e30},
        {"steps": []},
        {"steps": [5]},
        {"steps": [{"kbps": 100, "for_s": -1}]},
    ],
)
async def test_a_network_that_can_not_be_is_refused(client: httpx.AsyncClient, wish: object) -> None:
    assert (await client.put("/control/network", json=wish)).status_code == 400


async def test_a_body_that_is_not_json_is_refused(client: httpx.AsyncClient) -> None:
    assert (await client.put("/control/network", content=b"{")).status_code == 400
