"""Thumbnails out of DASH tiles and HLS image playlists, beside a picture that must not notice."""

import asyncio
import io
from collections.abc import Callable

import pytest
from PIL import Image

from playhead import BufferSettings, PlayerSettings, Thumbnail
from playhead.errors import PlayerStateError
from playhead.events import Downloaded, FirstPictureShown, ProblemRaised
from playhead.net.transports.faults import Fault, Stall
from tests.media.clips import ClipStore
from tests.media.titles import BASE_URL, Title, dash_title, hls_title
from tests.player.session.harness import Session, play, until, until_ended

DASH_TILES = (
    '<AdaptationSet contentType="image" mimeType="image/jpeg">'
    '<SegmentTemplate timescale="1" duration="12" startNumber="1" media="sheet-$Number$.jpg"/>'
    '<Representation id="tiles" bandwidth="9000" width="480" height="162">'
    '<EssentialProperty schemeIdUri="http://dashif.org/guidelines/thumbnail_tile" value="3x2"/>'
    "</Representation></AdaptationSet></Period>"
)
HLS_IMAGES = '#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=9000,RESOLUTION=160x81,CODECS="jpeg",URI="images.m3u8"\n'
IMAGE_PLAYLIST = (
    "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:12\n#EXT-X-IMAGES-ONLY\n"
    "#EXT-X-TILES:RESOLUTION=160x81,LAYOUT=3x2,DURATION=2\n#EXTINF:12,\nsheet-1.jpg\n"
    "#EXTINF:8,\nsheet-2.jpg\n#EXT-X-ENDLIST\n"
)


def sheet(shade: int, width: int = 480, height: int = 162) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (shade, shade, shade)).save(file, "JPEG")
    return file.getvalue()


SHEETS = {"sheet-1.jpg": sheet(40), "sheet-2.jpg": sheet(90)}


def dash(clips: ClipStore) -> Title:
    title = dash_title(clips, rungs=(0,))
    mpd = title.files["title.mpd"].replace(b"</Period>", DASH_TILES.encode())
    return Title("title.mpd", {**title.files, **SHEETS, "title.mpd": mpd})


def hls(clips: ClipStore) -> Title:
    title = hls_title(clips, rungs=(0,))
    master = title.files["master.m3u8"] + HLS_IMAGES.encode()
    files = {"master.m3u8": master, "images.m3u8": IMAGE_PLAYLIST.encode()}
    return Title("master.m3u8", {**title.files, **SHEETS, **files})


@pytest.mark.parametrize("make", [dash, hls])
def test_both_protocols_give_the_same_thumbnails(
    make: Callable[[ClipStore], Title], clips: ClipStore
) -> None:
    found: list[Thumbnail | None] = []

    async def script(session: Session) -> None:
        await session.player.load(session.url)
        assert session.player.has_thumbnails
        found.extend([await session.player.thumbnail_at(at_s) for at_s in (0.0, 5.9, 6.0, 19.9)])

    play(make(clips), script)
    assert [(t.left, t.top, t.start_s, t.end_s) for t in found if t] == [
        (0, 0, 0.0, 2.0),
        (320, 0, 4.0, 6.0),
        (0, 81, 6.0, 8.0),
        # The second sheet is cut off by the title's end; its thumbnails last as long as the others'.
        (0, 81, 18.0, 20.0),
    ]
    assert {(t.width, t.height, t.media_type) for t in found if t} == {(160, 81, "image/jpeg")}
    assert [t.sheet for t in found if t] == [SHEETS["sheet-1.jpg"]] * 3 + [SHEETS["sheet-2.jpg"]]


def test_many_wishes_for_one_sheet_are_one_request(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        wishes = [session.player.thumbnail_at(each / 10) for each in range(100)]
        assert all(await asyncio.gather(*wishes))

    assert play(dash(clips), script).requests_for("sheet-") == 1


def test_of_many_moments_the_latest_wish_comes_first(clips: ClipStore) -> None:
    done: list[float] = []

    async def script(session: Session) -> None:
        await session.player.load(session.url)
        await until(session, FirstPictureShown)

        async def ask(at_s: float) -> None:
            await session.player.thumbnail_at(at_s)
            done.append(at_s)

        await asyncio.gather(ask(1.0), ask(15.0))

    play(hls(clips), script)
    assert done == [15.0, 1.0]


def test_no_sheet_is_asked_for_before_the_picture_has_enough_ahead(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        assert await session.player.thumbnail_at(1.0) is not None
        held_s = sum(each.duration_s for each in session.of(Downloaded) if each.kind == "video")
        assert held_s >= 4.0

    play(dash(clips), script, settings=PlayerSettings(buffer=BufferSettings(goal_s=8)))


def test_a_line_that_barely_carries_the_picture_carries_no_thumbnails(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        assert await session.player.thumbnail_at(1.0) is None

    session = play(dash(clips), script, trace=((60.0, 60e3),))
    assert session.requests_for("sheet-") == 0


@pytest.mark.parametrize("body", [b"<!doctype html><title>Sorry</title>", b"\xff\xd8\xff\xe0", b""])
def test_what_is_no_picture_is_no_thumbnail_and_is_told_once(body: bytes, clips: ClipStore) -> None:
    title = dash(clips)
    broken = Title(title.manifest, {**title.files, "sheet-1.jpg": body})

    async def script(session: Session) -> None:
        await session.player.load(session.url)
        for _ in range(5):
            assert await session.player.thumbnail_at(3.0) is None
        assert await session.player.thumbnail_at(13.0) is not None
        await until_ended(session)

    session = play(broken, script)
    assert session.requests_for("sheet-1") == 1
    (told,) = session.of(ProblemRaised)
    assert told.problem.severity == "degraded"


def test_an_image_server_that_is_silent_disturbs_nothing(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        assert await session.player.thumbnail_at(3.0) is None
        await until_ended(session)

    session = play(hls(clips), script, faults=[Fault(Stall(), "*sheet-*")])
    assert session.player.report().stalls == ()


def test_stopping_the_title_answers_who_still_waits(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        wish = asyncio.create_task(session.player.thumbnail_at(1.0))
        await asyncio.sleep(0)
        await session.player.stop()
        assert await wish is None
        with pytest.raises(PlayerStateError):
            await session.player.thumbnail_at(1.0)

    play(dash(clips), script)


def test_a_title_without_thumbnails_has_none(clips: ClipStore) -> None:
    async def script(session: Session) -> None:
        await session.player.load(session.url)
        assert not session.player.has_thumbnails
        assert await session.player.thumbnail_at(1.0) is None

    assert BASE_URL in play(dash_title(clips, rungs=(0,)), script).url


def test_the_smallest_that_is_wide_enough_is_taken(clips: ClipStore) -> None:
    title = hls(clips)
    wide = HLS_IMAGES.replace("160x81", "320x162").replace("images", "wide")
    files = {
        "master.m3u8": title.files["master.m3u8"] + wide.encode(),
        "wide.m3u8": IMAGE_PLAYLIST.replace("160x81", "320x162").replace("sheet", "wide").encode(),
        "wide-1.jpg": sheet(10, 960, 324),
    }

    async def script(session: Session) -> None:
        await session.player.load(session.url)
        widths = [await session.player.thumbnail_at(1.0, width=each) for each in (100, 160, 161, 4000)]
        assert [each.width for each in widths if each] == [160, 160, 320, 320]

    play(Title(title.manifest, {**title.files, **files}), script)
