"""Downloads under everything that can happen to them, on the virtual clock."""

import asyncio
import errno
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import pairwise
from pathlib import Path

import pytest

from playhead.clock import LoopClock
from playhead.errors import ErrorCode, PlayerError
from playhead.net.transport import Exchange, TransportRequest
from playhead.net.transports.faults import Fault, Reset, Status, Unreachable
from playhead.net.transports.simulated import OriginAnswer, SimulatedNetwork
from playhead.offline import (
    Disk,
    Download,
    DownloadRequest,
    DownloadState,
    DownloadWish,
    OfflineSettings,
    OfflineStore,
)
from playhead.settings import PlayerSettings
from playhead.state import PlayerState
from playhead.testing import SyntheticLive, SyntheticTitle
from tests.media.clips import ClipStore
from tests.media.titles import Title, dash_title, hls_title
from tests.player.offline.harness import ROOMY, Shelf, in_ranges, watch, with_store

FILM = SyntheticTitle(120.0)
AT_ONCE = ROOMY.parallel_requests
SMALL = DownloadRequest(FILM.hls_url, wish=DownloadWish(max_height=240))


async def fails(shelf: Shelf, title: str) -> ErrorCode:
    with pytest.raises(PlayerError) as caught:
        await shelf.store.finished(title)
    return caught.value.problem.code


def only(shelf: Shelf) -> Download:
    (download,) = shelf.store.downloads
    return download


def repeated(*shelves: Shelf) -> int:
    """Return how many answers came twice: only what was under way at an interruption may."""
    urls = [each.url for shelf in shelves for each in shelf.network.requests if each.status == 200]
    return len(urls) - len(set(urls))


async def until(shelf: Shelf, *states: DownloadState) -> None:
    while only(shelf).state not in states:  # noqa: ASYNC110  virtual time costs nothing
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("url", [FILM.hls_url, FILM.dash_url])
def test_an_offer_tells_qualities_and_sizes_before_anything_is_kept(url: str, tmp_path: Path) -> None:
    async def script(shelf: Shelf) -> None:
        offer = await shelf.store.offer(url)
        assert offer.duration_s == pytest.approx(120.0, abs=0.1)
        assert [each.height for each in offer.qualities] == [2160, 1080, 720, 480, 360, 240]
        title = await shelf.store.add(DownloadRequest(url, wish=DownloadWish(max_height=480)))
        await shelf.store.finished(title)
        assert only(shelf).height == 480
        assert 0.6 < only(shelf).stored_bytes / offer.size_bytes(480) < 1.05

    with_store(tmp_path, FILM.origin, script)


def test_progress_grows_in_bytes_and_seconds_and_its_expectation_comes_true(tmp_path: Path) -> None:
    seen: list[Download] = []

    async def script(shelf: Shelf) -> None:
        shelf.store.listen(lambda: seen.append(only(shelf)))
        await shelf.store.finished(await shelf.store.add(SMALL))

    with_store(tmp_path, FILM.origin, script, bandwidth_bps=2e6)
    busy = [each for each in seen if each.state is DownloadState.DOWNLOADING]
    assert len(busy) > 20
    shares = [each.share for each in busy]
    assert max(before - after for before, after in pairwise(shares)) < 0.02
    assert [each.stored_s for each in busy] == sorted(each.stored_s for each in busy)
    whole_bytes = seen[-1].stored_bytes
    middle = next(each for each in busy if each.stored_s > 40)
    assert middle.expected_bytes == pytest.approx(whole_bytes, rel=0.1)


def test_no_more_requests_at_once_than_allowed_and_fewer_when_it_has_to_give_way(tmp_path: Path) -> None:
    alive = most = 0

    async def script(shelf: Shelf) -> None:
        nonlocal alive, most
        plain = shelf.network.open

        @asynccontextmanager
        async def counted(request: TransportRequest) -> AsyncGenerator[Exchange]:
            nonlocal alive, most
            alive += 1
            most = max(most, alive)
            try:
                async with plain(request) as exchange:
                    yield exchange
            finally:
                alive -= 1

        shelf.network.open = counted  # type: ignore[method-assign, assignment]
        title = await shelf.store.add(SMALL)
        await asyncio.sleep(5)
        assert most == 4
        shelf.store.give_way(is_needed=True)
        await asyncio.sleep(5)
        most = 0
        await asyncio.sleep(5)
        assert most == 1
        shelf.store.give_way(is_needed=False)
        await shelf.store.finished(title)
        assert most == 4

    with_store(tmp_path, FILM.origin, script, bandwidth_bps=1e6)


def test_a_network_that_dies_is_waited_for_and_nothing_is_fetched_twice(tmp_path: Path) -> None:
    async def script(shelf: Shelf) -> None:
        title = await shelf.store.add(SMALL)
        await until(shelf, DownloadState.WAITING)
        problem = only(shelf).problem
        assert problem is not None
        assert problem.code is ErrorCode.NETWORK_UNREACHABLE
        await shelf.store.finished(title)
        assert repeated(shelf) <= AT_ONCE

    gone = Fault(Unreachable(), from_s=4, until_s=300)
    with_store(tmp_path, FILM.origin, script, faults=[gone], bandwidth_bps=2e6)


def test_one_segment_that_is_missing_fails_the_title_after_all_others_are_there(tmp_path: Path) -> None:
    async def script(shelf: Shelf) -> None:
        title = await shelf.store.add(SMALL)
        assert await fails(shelf, title) is ErrorCode.NETWORK_HTTP_STATUS
        assert only(shelf).stored_s == pytest.approx(116.0)
        # The documents may know a better address: they were asked once more.
        assert shelf.requests_for("main.m3u8") == 2
        before = len(shelf.network.requests)
        await shelf.store.resume(title)
        await shelf.store.finished(title)
        assert len(shelf.network.requests) == before + 1

    fault = Fault(Status(404), url="*/v0/7.m4s", times=2)
    with_store(tmp_path, FILM.origin, script, faults=[fault])


def test_a_server_in_trouble_is_given_up_in_the_end(tmp_path: Path) -> None:
    async def script(shelf: Shelf) -> None:
        title = await shelf.store.add(SMALL)
        assert await fails(shelf, title) is ErrorCode.NETWORK_HTTP_STATUS

    with_store(tmp_path, FILM.origin, script, faults=[Fault(Status(503), url="*/v0/7.m4s")])


def test_a_file_that_changes_between_two_of_its_parts_is_fetched_anew(
    clips: ClipStore, tmp_path: Path
) -> None:
    first, second = (in_ranges(hls_title(clips, (rung,))) for rung in (0, 1))
    renamed = {
        url.replace("360p", "240p"): body.replace(b"360p", b"240p") for url, body in second.by_url().items()
    }
    served = 0

    def origin(url: str) -> OriginAnswer | None:
        nonlocal served
        served += url.endswith("240p.mp4")
        edition, tag = (first.by_url(), "one") if served <= 5 else (renamed, "two")
        body = edition.get(url)
        return None if body is None else OriginAnswer(body, headers={"etag": f'"{tag}"'})

    async def script(shelf: Shelf) -> None:
        title = await shelf.store.add(DownloadRequest(first.url))
        await shelf.store.finished(title)
        offline = await watch(PlayerSettings(), url=shelf.store.url(title), store=shelf.store)
        assert offline.state is PlayerState.ENDED
        assert only(shelf).stored_s == pytest.approx(20.0)

    with_store(tmp_path, origin, script)
    assert served > 5


def test_a_file_that_never_stays_the_same_ends_in_a_problem(clips: ClipStore, tmp_path: Path) -> None:
    title = in_ranges(hls_title(clips, (0,))).by_url()
    served = 0

    def origin(url: str) -> OriginAnswer | None:
        nonlocal served
        served += 1
        return OriginAnswer(title[url], headers={"etag": f'"{served}"'}) if url in title else None

    async def script(shelf: Shelf) -> None:
        kept = await shelf.store.add(DownloadRequest(in_ranges(hls_title(clips, (0,))).url))
        assert await fails(shelf, kept) is ErrorCode.STORAGE_CHANGED

    with_store(tmp_path, origin, script)


class FullDisk(Disk):
    """Has room for so many files, then for none until somebody makes some."""

    room = 12

    def put(self, path: Path, body: bytes) -> None:
        if self.room <= 0:
            path.write_bytes(body[: len(body) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= 1
        super().put(path, body)


def test_a_disk_that_gets_full_stops_the_download_and_leaves_no_half_file(tmp_path: Path) -> None:
    disk = FullDisk(tmp_path)

    async def script(shelf: Shelf) -> None:
        title = await shelf.store.add(SMALL)
        assert await fails(shelf, title) is ErrorCode.STORAGE_FULL
        disk.room = 1000
        await shelf.store.resume(title)
        await shelf.store.finished(title)
        assert repeated(shelf) <= AT_ONCE

    with_store(tmp_path, FILM.origin, script, disk=disk)
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (OfflineSettings(max_bytes=1_000_000, min_free_bytes=0), ErrorCode.STORAGE_LIMIT),
        (OfflineSettings(min_free_bytes=1 << 60), ErrorCode.STORAGE_FULL),
    ],
)
def test_a_title_that_is_too_large_is_refused_before_its_media(
    settings: OfflineSettings, code: ErrorCode, tmp_path: Path
) -> None:
    async def script(shelf: Shelf) -> None:
        assert await fails(shelf, await shelf.store.add(SMALL)) is code
        assert not shelf.requests_for(".m4s")
        shelf.store.limit(None)
        assert shelf.store.max_bytes is None

    with_store(tmp_path, FILM.origin, script, settings=settings)


def test_a_paused_download_stands_and_goes_on_where_it_was(tmp_path: Path) -> None:
    async def script(shelf: Shelf) -> None:
        title = await shelf.store.add(SMALL)
        await asyncio.sleep(6)
        await shelf.store.pause(title)
        stored_s, asked = only(shelf).stored_s, len(shelf.network.requests)
        assert 0 < stored_s < 120
        await asyncio.sleep(60)
        assert (only(shelf).state, len(shelf.network.requests)) == (DownloadState.PAUSED, asked)
        await shelf.store.resume(title)
        await shelf.store.finished(title)
        assert repeated(shelf) <= AT_ONCE

    with_store(tmp_path, FILM.origin, script, bandwidth_bps=1e6)


def test_a_store_that_was_closed_in_the_middle_goes_on_by_itself(tmp_path: Path) -> None:
    async def begin(shelf: Shelf) -> None:
        await shelf.store.add(SMALL)
        await asyncio.sleep(6)

    async def go_on(shelf: Shelf) -> None:
        assert only(shelf).stored_s > 0
        await shelf.store.finished(only(shelf).id)

    first = with_store(tmp_path, FILM.origin, begin, bandwidth_bps=1e6)
    second = with_store(tmp_path, FILM.origin, go_on, bandwidth_bps=1e6)
    assert repeated(first, second) <= AT_ONCE


def test_what_is_cut_short_changed_or_lost_is_found_and_mended(clips: ClipStore, tmp_path: Path) -> None:
    title = dash_title(clips, (0,))

    async def fill(shelf: Shelf) -> None:
        await shelf.store.finished(await shelf.store.add(DownloadRequest(title.url)))

    async def look(shelf: Shelf) -> None:
        kept = only(shelf).id
        offline = await watch(PlayerSettings(), url=shelf.store.url(kept), store=shelf.store)
        await until(shelf, DownloadState.FAILED)
        problem = only(shelf).problem
        assert problem is not None
        assert problem.code is ErrorCode.STORAGE_DAMAGED
        await shelf.store.resume(kept)
        await shelf.store.finished(kept)
        assert len(shelf.network.requests) == 3
        whole = await watch(PlayerSettings(), url=shelf.store.url(kept), store=shelf.store)
        online = await watch(PlayerSettings(), url=title.url, network=shelf.network)
        assert whole.samples == online.samples
        assert offline.samples != online.samples

    with_store(tmp_path, title, fill)
    largest = sorted((each for each in tmp_path.glob("*/*/*")), key=lambda each: each.stat().st_size)[-3:]
    largest[0].write_bytes(largest[0].read_bytes()[:-1])
    largest[1].write_bytes(b"\0" * largest[1].stat().st_size)
    largest[2].unlink()
    with_store(tmp_path, title, look)


def test_a_pause_at_any_moment_of_the_start_holds(tmp_path: Path) -> None:
    async def script(shelf: Shelf) -> None:
        for turns in range(12):
            title = await shelf.store.add(SMALL)
            for _ in range(turns):
                await asyncio.sleep(0)
            await shelf.store.pause(title)
            await asyncio.sleep(1)
            asked = len(shelf.network.requests)
            await asyncio.sleep(5)
            assert (only(shelf).state, len(shelf.network.requests)) == (DownloadState.PAUSED, asked)

    with_store(tmp_path, FILM.origin, script, bandwidth_bps=1e6)


def test_nothing_goes_on_behind_a_closed_store(tmp_path: Path) -> None:
    tasks: set[asyncio.Task[object]] = set()

    async def script(shelf: Shelf) -> None:
        before = asyncio.all_tasks()
        await shelf.store.add(SMALL)
        await asyncio.sleep(5)
        await shelf.store.close()
        tasks.update(asyncio.all_tasks() - before)

    with_store(tmp_path, FILM.origin, script, bandwidth_bps=1e6)
    assert not tasks


def test_one_process_downloads_a_title_at_a_time(tmp_path: Path) -> None:
    async def script(shelf: Shelf) -> None:
        title = await shelf.store.add(SMALL)
        await asyncio.sleep(5)
        async with OfflineStore(
            tmp_path, transport=SimulatedNetwork([(1.0, 1e6)], {}), settings=ROOMY, clock=LoopClock()
        ) as other:
            with pytest.raises(PlayerError) as caught:
                await other.finished(title)
            assert caught.value.problem.code is ErrorCode.STORAGE_BUSY
            with pytest.raises(PlayerError) as caught:
                await other.remove(title)
            assert caught.value.problem.code is ErrorCode.STORAGE_BUSY
        await shelf.store.finished(title)
        assert (await watch(PlayerSettings(), url=shelf.store.url(title), store=shelf.store)).state is (
            PlayerState.ENDED
        )

    with_store(tmp_path, FILM.origin, script, bandwidth_bps=1e6)


def test_titles_come_one_after_another_and_deleting_one_lets_the_next_begin(tmp_path: Path) -> None:
    async def script(shelf: Shelf) -> None:
        first = await shelf.store.add(SMALL)
        second = await shelf.store.add(DownloadRequest(FILM.dash_url, wish=SMALL.wish))
        await asyncio.sleep(5)
        states = [each.state for each in shelf.store.downloads]
        assert states == [DownloadState.DOWNLOADING, DownloadState.QUEUED]
        await shelf.store.remove(first)
        await shelf.store.finished(second)
        assert only(shelf).id == second

    with_store(tmp_path, FILM.origin, script, bandwidth_bps=1e6)
    assert len([each for each in tmp_path.iterdir() if each.is_dir()]) == 1


def test_a_title_that_moves_to_another_server_keeps_what_has_come(tmp_path: Path) -> None:
    moved = SyntheticTitle(120.0, base_url="https://new.example")

    def origin(url: str) -> bytes | None:
        return FILM.origin(url) if has_moved is False else moved.origin(url)

    has_moved = False

    async def script(shelf: Shelf) -> None:
        nonlocal has_moved
        store = shelf.store
        kept = await store.add(DownloadRequest(FILM.dash_url, key="film", wish=SMALL.wish))
        await asyncio.sleep(20)
        stored_s = only(shelf).stored_s
        assert 20 < stored_s < 100
        has_moved = True
        assert kept == await store.add(DownloadRequest(moved.dash_url, key="film", wish=SMALL.wish))
        await store.finished(kept)
        assert shelf.requests_for("new.example/v0/") == (120 - stored_s) / 4
        assert (await watch(PlayerSettings(), url=store.url(kept), store=store)).state is PlayerState.ENDED

    with_store(tmp_path, origin, script, bandwidth_bps=1e6)


def test_a_live_title_is_not_downloaded(tmp_path: Path) -> None:
    live: list[SyntheticLive] = []

    def origin(url: str) -> OriginAnswer | None:
        return live[0].origin(url)

    async def script(shelf: Shelf) -> None:
        live.append(SyntheticLive(LoopClock()))
        title = await shelf.store.add(DownloadRequest(live[0].hls_url))
        assert await fails(shelf, title) is ErrorCode.STORAGE_NOT_ALLOWED
        with pytest.raises(PlayerError) as caught:
            await shelf.store.offer(live[0].hls_url)
        assert caught.value.problem.code is ErrorCode.STORAGE_NOT_ALLOWED

    with_store(tmp_path, origin, script)


def test_artwork_is_kept_beside_the_title_and_does_without(clips: ClipStore, tmp_path: Path) -> None:
    film = dash_title(clips, (0,))
    title = Title(film.manifest, {**film.files, "poster.webp": b"a picture"})
    pictures = {"poster": "http://origin.test/poster.webp", "backdrop": "http://origin.test/none.webp"}
    found: list[Path | None] = []

    async def script(shelf: Shelf) -> None:
        kept = await shelf.store.add(DownloadRequest(title.url, pictures=pictures))
        await shelf.store.finished(kept)
        found.extend([await shelf.store.picture(kept, name) for name in ("poster", "backdrop")])

    with_store(tmp_path, title, script)
    assert found[0] is not None
    assert found[0].read_bytes() == b"a picture"
    assert found[1] is None


@pytest.mark.parametrize("make", [hls_title, dash_title])
def test_a_manifest_from_the_network_brings_no_file_of_this_device(
    make: Callable[[ClipStore, tuple[int, ...]], Title], clips: ClipStore, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"nobody's business")
    title = make(clips, (0,))
    evil = {
        name: body.replace(b"240p-2.m4s", secret.as_uri().encode()).replace(
            b"$RepresentationID$-$Number$.m4s", secret.as_uri().encode()
        )
        for name, body in title.files.items()
    }

    async def script(shelf: Shelf) -> None:
        kept = await shelf.store.add(DownloadRequest(title.url))
        with suppress(PlayerError):
            await shelf.store.finished(kept)
        assert not shelf.requests_for("secret.txt")

    store = tmp_path / "store"
    with_store(store, Title(title.manifest, evil), script)
    bodies = [each.read_bytes() for each in store.glob("*/*/*")]
    assert bodies
    assert b"nobody's business" not in bodies


def test_a_broken_body_is_asked_for_again(tmp_path: Path) -> None:
    async def script(shelf: Shelf) -> None:
        await shelf.store.finished(await shelf.store.add(SMALL))
        assert shelf.requests_for("/v0/3.m4s") == 3

    with_store(
        tmp_path, FILM.origin, script, settings=ROOMY, faults=[Fault(Reset(500), url="*/v0/3.m4s", times=2)]
    )
