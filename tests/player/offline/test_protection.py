"""Protected titles: licences and keys rest in the vault, and what can't be kept is refused early."""

from collections.abc import Callable
from pathlib import Path

import pytest

from playhead.errors import ErrorCode, PlayerError
from playhead.licence import LicenceSource
from playhead.net.transports.simulated import OriginAnswer
from playhead.offline import DownloadRequest, OfflineSettings
from playhead.settings import PlayerSettings
from playhead.state import PlayerState
from playhead_drm import ClearKeyCdm, MemoryStore
from tests.media.clips import ClipStore
from tests.media.titles import Title, dash_title, hls_title, hls_ts_title
from tests.player.offline.harness import Shelf, watch, with_store
from tests.player.session.protected_titles import (
    LICENCE_URL,
    VIDEO,
    ClearKeyServer,
    protected,
    sealed_title,
)

KEY_URL = "http://origin.test/secret.key"
LICENCE = LicenceSource(LICENCE_URL, headers={"authorization": "Bearer t"})


@pytest.mark.parametrize("make", [hls_title, dash_title])
def test_a_clear_key_licence_is_kept_and_opens_the_title_without_its_server(
    make: Callable[[ClipStore, tuple[int, ...]], Title], clips: ClipStore, tmp_path: Path
) -> None:
    title = protected(make(clips, (0,)), "cenc")
    vault = MemoryStore()
    server = ClearKeyServer(token="t")
    cdm = ClearKeyCdm(store=vault)

    async def script(shelf: Shelf) -> None:
        store = shelf.store
        kept = await store.add(DownloadRequest(title.url, licence=LICENCE))
        await store.finished(kept)
        asked = len(server.requests)
        offline = await watch(PlayerSettings(), url=store.url(kept), store=store, cdms=[cdm])
        assert offline.state is PlayerState.ENDED
        assert len(server.requests) == asked
        await store.remove(kept)
        assert not vault._licences

    with_store(tmp_path, title, script, services={LICENCE_URL: server}, vault=vault)


def test_a_licence_that_ends_ends_the_download(clips: ClipStore, tmp_path: Path) -> None:
    title = protected(dash_title(clips, (0,)), "cenc")
    server = ClearKeyServer(lasts_s=600)

    async def script(shelf: Shelf) -> None:
        kept = await shelf.store.add(DownloadRequest(title.url, licence=LicenceSource(LICENCE_URL)))
        await shelf.store.finished(kept)
        (download,) = shelf.store.downloads
        assert download.expires_utc_s is not None
        assert download.expires_utc_s - download.created_utc_s == pytest.approx(600, abs=5)

    with_store(tmp_path, title, script, services={LICENCE_URL: server}, vault=MemoryStore())


async def refused(shelf: Shelf, request: DownloadRequest) -> ErrorCode:
    with pytest.raises(PlayerError) as caught:
        await shelf.store.finished(await shelf.store.add(request))
    assert not shelf.requests_for(".m4s")
    assert not shelf.requests_for(".ts")
    return caught.value.problem.code


def test_a_licence_that_is_refused_stops_it_before_any_media(clips: ClipStore, tmp_path: Path) -> None:
    title = protected(dash_title(clips, (0,)), "cenc")

    async def script(shelf: Shelf) -> None:
        request = DownloadRequest(title.url, licence=LicenceSource(LICENCE_URL))
        assert await refused(shelf, request) is ErrorCode.DRM_LICENCE_REJECTED

    server = ClearKeyServer(token="another")
    with_store(tmp_path, title, script, services={LICENCE_URL: server}, vault=MemoryStore())


def test_without_a_vault_protected_titles_are_refused(
    clips: ClipStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playhead_drm.store.open_store", MemoryStore)
    sealed = sealed_title(hls_ts_title(clips, (0,)), VIDEO, KEY_URL)
    closed = protected(dash_title(clips, (0,)), "cenc")
    files = {**sealed.by_url(), **closed.by_url(), KEY_URL: VIDEO.key}

    async def script(shelf: Shelf) -> None:
        assert await refused(shelf, DownloadRequest(sealed.url)) is ErrorCode.STORAGE_NOT_ALLOWED
        request = DownloadRequest(closed.url, licence=LicenceSource(LICENCE_URL))
        assert await refused(shelf, request) is ErrorCode.STORAGE_NOT_ALLOWED

    with_store(tmp_path, files, script, services={LICENCE_URL: ClearKeyServer()})


def test_a_key_file_rests_in_the_vault_and_in_no_file(clips: ClipStore, tmp_path: Path) -> None:
    title = sealed_title(hls_ts_title(clips, (0,)), VIDEO, KEY_URL)
    vault = MemoryStore()

    def origin(url: str) -> bytes | OriginAnswer | None:
        return VIDEO.key if url == KEY_URL else title.by_url().get(url)

    async def script(shelf: Shelf) -> None:
        kept = await shelf.store.add(DownloadRequest(title.url))
        await shelf.store.finished(kept)
        offline = await watch(PlayerSettings(), url=shelf.store.url(kept), store=shelf.store)
        assert offline.state is PlayerState.ENDED

    with_store(tmp_path, origin, script, vault=vault)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert VIDEO.key not in path.read_bytes()
            assert VIDEO.key.hex().encode() not in path.read_bytes()


def test_keys_that_may_not_be_kept_are_not(clips: ClipStore, tmp_path: Path) -> None:
    title = sealed_title(hls_ts_title(clips, (0,)), VIDEO, KEY_URL)

    async def script(shelf: Shelf) -> None:
        assert await refused(shelf, DownloadRequest(title.url)) is ErrorCode.STORAGE_NOT_ALLOWED
        assert not shelf.requests_for("secret.key")

    settings = OfflineSettings(min_free_bytes=0, may_keep_keys=False)
    with_store(tmp_path, title, script, settings=settings, vault=MemoryStore())
