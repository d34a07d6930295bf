"""What was downloaded plays without a network, sample for sample as it would with one."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from playhead.backend.headless import HeadlessBackend
from playhead.clock import LoopClock
from playhead.errors import ErrorCode, StorageError
from playhead.events import ProblemRaised
from playhead.net.transports.simulated import OriginAnswer, SimulatedNetwork
from playhead.offline import DownloadRequest, DownloadState, DownloadWish
from playhead.player import Player
from playhead.presentation import Kind
from playhead.settings import AbrSettings, AudioPreferences, BufferSettings, PlayerSettings, TextPreferences
from playhead.state import PlayerState
from tests.media.captions import vtt, with_dash_text, with_hls_text
from tests.media.clips import RUNGS, ClipStore
from tests.media.titles import Title, dash_title, hls_title, hls_ts_title
from tests.player.offline.harness import GONE, Shelf, in_ranges, watch, with_store
from tests.player.session.test_thumbnails import dash as dash_with_tiles
from tests.player.session.test_thumbnails import hls as hls_with_tiles

MIDDLE = RUNGS[1].height
SETTINGS = PlayerSettings(
    buffer=BufferSettings(goal_s=10),
    abr=AbrSettings(max_height=MIDDLE),
    text=TextPreferences(("en",)),
)
WISH = DownloadWish(max_height=MIDDLE)
CAPTIONS = vtt((1, 2, "one"), (5, 6, "two"))


def _hls(clips: ClipStore) -> Title:
    texts = [vtt((n * 4 + 1, n * 4 + 2, f"line {n}")) for n in range(5)]
    return with_hls_text(hls_title(clips, (1, 3)), texts)


def _hls_in_ranges(clips: ClipStore) -> Title:
    return in_ranges(_hls(clips))


def _dash(clips: ClipStore) -> Title:
    return with_dash_text(dash_title(clips, (1, 3)), CAPTIONS)


@pytest.mark.parametrize("make", [_hls, _hls_in_ranges, _dash])
def test_equal_samples_and_captions_without_a_network(
    make: Callable[[ClipStore], Title], clips: ClipStore, tmp_path: Path
) -> None:
    title = make(clips)

    async def script(shelf: Shelf) -> None:
        store = shelf.store
        kept = await store.add(DownloadRequest(title.url, wish=WISH))
        await store.finished(kept)
        asked = len(shelf.network.requests)
        offline = await watch(SETTINGS, url=store.url(kept), store=store)
        assert len(shelf.network.requests) == asked
        online = await watch(SETTINGS, url=title.url, network=shelf.network)
        assert offline.state is PlayerState.ENDED
        assert offline.samples == online.samples
        assert set(offline.samples) == {Kind.VIDEO, Kind.AUDIO}
        assert offline.cues == online.cues
        assert len(offline.cues) >= 4
        assert not [event for event in offline.events if isinstance(event, ProblemRaised)]

    with_store(tmp_path, title, script)


def test_sound_inside_the_pictures_segments_comes_with_them(clips: ClipStore, tmp_path: Path) -> None:
    title = hls_ts_title(clips, (0,))

    async def script(shelf: Shelf) -> None:
        kept = await shelf.store.add(DownloadRequest(title.url))
        await shelf.store.finished(kept)
        offline = await watch(SETTINGS, url=shelf.store.url(kept), store=shelf.store)
        assert offline.state is PlayerState.ENDED
        assert set(offline.samples) == {Kind.VIDEO, Kind.AUDIO}

    with_store(tmp_path, title, script)


def test_only_what_was_wished_is_kept_and_offered(clips: ClipStore, tmp_path: Path) -> None:
    title = with_hls_text(_hls(clips), [vtt()] * 5, language="fr")
    wish = DownloadWish(max_height=MIDDLE, audio_languages=("de",), text_languages=("fr",))

    async def script(shelf: Shelf) -> None:
        store = shelf.store
        kept = await store.add(DownloadRequest(title.url, wish=wish))
        await store.finished(kept)
        assert not shelf.requests_for(f"{RUNGS[3].height}p")
        assert not shelf.requests_for("sound-en.m3u8")
        assert not shelf.requests_for("text-en-")
        english = PlayerSettings(audio=AudioPreferences(("en",)), text=TextPreferences(("en",)))
        offline = await watch(english, url=store.url(kept), store=store)
        assert offline.state is PlayerState.ENDED
        assert not offline.cues

    with_store(tmp_path, title, script)


def test_plays_what_was_redirected(clips: ClipStore, tmp_path: Path) -> None:
    title = hls_title(clips, (0,))
    moved = {url.replace("origin.test/", "far.test/deep/"): body for url, body in title.by_url().items()}

    def origin(url: str) -> bytes | OriginAnswer | None:
        if url == title.url:
            return OriginAnswer(status=302, headers={"location": "http://far.test/deep/master.m3u8"})
        return moved.get(url)

    async def script(shelf: Shelf) -> None:
        kept = await shelf.store.add(DownloadRequest(title.url))
        await shelf.store.finished(kept)
        offline = await watch(SETTINGS, url=shelf.store.url(kept), store=shelf.store)
        assert offline.state is PlayerState.ENDED

    with_store(tmp_path, origin, script)


def test_a_store_that_is_opened_again_plays_what_it_has(clips: ClipStore, tmp_path: Path) -> None:
    title = dash_title(clips, (0,))
    request = DownloadRequest(title.url, name="Film", key="film-1", details={"kind": "film"})

    async def fill(shelf: Shelf) -> None:
        await shelf.store.finished(await shelf.store.add(request))

    async def look(shelf: Shelf) -> None:
        (download,) = shelf.store.downloads
        assert download == shelf.store.find("film-1")
        assert (download.name, download.details) == ("Film", {"kind": "film"})
        assert download.state is DownloadState.COMPLETED
        assert download.share == 1.0
        assert download.stored_bytes == download.expected_bytes == shelf.store.used_bytes
        assert download.stored_s == pytest.approx(20.0)
        assert download.duration_s == pytest.approx(20.0)
        assert (await watch(SETTINGS, url=shelf.store.url(download.id), store=shelf.store)).state is (
            PlayerState.ENDED
        )
        assert not shelf.network.requests

    with_store(tmp_path, title, fill)
    with_store(tmp_path, {}, look)


def test_nothing_plays_before_it_is_complete_after_its_time_or_when_it_is_gone(
    clips: ClipStore, tmp_path: Path
) -> None:
    title = dash_title(clips, (0,))

    async def refusal(shelf: Shelf, url: str) -> ErrorCode:
        with pytest.raises(StorageError) as caught:
            await watch(SETTINGS, url=url, store=shelf.store)
        return caught.value.problem.code

    async def script(shelf: Shelf) -> None:
        store = shelf.store
        kept = await store.add(DownloadRequest(title.url, lifetime_s=3600))
        assert await refusal(shelf, store.url(kept)) is ErrorCode.STORAGE_NOT_FOUND
        await store.finished(kept)
        assert (await watch(SETTINGS, url=store.url(kept), store=store)).state is PlayerState.ENDED
        await asyncio.sleep(3600)
        assert await refusal(shelf, store.url(kept)) is ErrorCode.STORAGE_EXPIRED
        await store.remove(kept)
        assert await refusal(shelf, store.url(kept)) is ErrorCode.STORAGE_NOT_FOUND
        assert await refusal(shelf, "offline://../../etc/") is ErrorCode.STORAGE_NOT_FOUND

    with_store(tmp_path, title, script, limit_s=8000)
    assert not [each for each in tmp_path.rglob("*") if each.is_dir()]


@pytest.mark.parametrize("make", [dash_with_tiles, hls_with_tiles])
def test_thumbnails_for_scrubbing_are_there_too(
    make: Callable[[ClipStore], Title], clips: ClipStore, tmp_path: Path
) -> None:
    title = make(clips)

    async def script(shelf: Shelf) -> None:
        kept = await shelf.store.add(DownloadRequest(title.url))
        await shelf.store.finished(kept)
        clock = LoopClock()
        unplugged = SimulatedNetwork([(1.0, 1e6)], {}, faults=GONE)
        async with Player(
            backend=HeadlessBackend(clock), transport=unplugged, clock=clock, offline=shelf.store
        ) as player:
            await player.load(shelf.store.url(kept))
            found = [await player.thumbnail_at(at_s) for at_s in (0.0, 13.0)]
        assert [each.start_s for each in found if each] == [0.0, 12.0]

    with_store(tmp_path, title, script)
