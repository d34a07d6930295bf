import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image
from starlette.applications import Starlette

from playhead_app.demo.artwork.__main__ import paint
from playhead_app.demo.artwork.atelier import PaintingFailedError
from playhead_app.demo.artwork.drawing import draw_picture, draw_title_art, find_subject
from playhead_app.demo.artwork.export import TINTS_PATH, leading_colours
from playhead_app.demo.artwork.gallery import Gallery
from playhead_app.demo.artwork.stage import Cut
from playhead_app.demo.artwork.version import tint_of
from playhead_app.demo.catalogue.content import TitleText, read_titles
from playhead_app.demo.fonts import font_path

RATIOS = {Cut.POSTER: 2 / 3, Cut.STILL: 16 / 9, Cut.HERO: 16 / 9}


class HandPainter:
    """Paints in this process, and counts."""

    def __init__(self) -> None:
        self.painted: list[str] = []
        self.is_ill = False

    async def paint(self, subject: str, kind: str, width: int, path: Path) -> None:
        if self.is_ill:
            raise PaintingFailedError("out of paint")
        self.painted.append(f"{subject}/{kind}-{width}")
        paint(subject, kind, width, path)


@pytest.fixture
def painter() -> HandPainter:
    return HandPainter()


@pytest.fixture
async def client(tmp_path: Path, painter: HandPainter) -> AsyncIterator[httpx.AsyncClient]:
    gallery = Gallery(tmp_path, painter)
    transport = httpx.ASGITransport(Starlette(routes=gallery.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://gallery") as client:
        yield client


@pytest.mark.parametrize("title", read_titles(), ids=lambda title: title.id)
def test_every_title_has_a_poster_with_something_on_it(title: TitleText) -> None:
    subject = find_subject(title.id)
    assert subject is not None
    picture = np.asarray(draw_picture(subject, Cut.POSTER, 120))
    assert picture.shape == (180, 120, 3)
    assert picture.std() > 12


@pytest.mark.parametrize("cut", list(Cut))
def test_a_picture_has_the_shape_of_its_cut(cut: Cut) -> None:
    subject = find_subject("the-long-dusk")
    assert subject is not None
    picture = draw_picture(subject, cut, 160)
    assert picture.width == 160
    assert picture.width / picture.height == pytest.approx(RATIOS[cut], rel=0.01)


def test_the_same_title_looks_the_same_every_time() -> None:
    subject = find_subject("perihelion")
    assert subject is not None
    one, other = (np.asarray(draw_picture(subject, Cut.STILL, 160)) for _ in range(2))
    assert np.array_equal(one, other)


def test_a_heros_left_is_dark_and_calm() -> None:
    for name in ("the-long-dusk", "the-paper-railway", "lanterns-below"):
        subject = find_subject(name)
        assert subject is not None
        picture = np.asarray(draw_picture(subject, Cut.HERO, 320).convert("L"), dtype=float)
        assert picture[:, :60].mean() < 60
        assert picture[:, :60].mean() < picture[:, 160:].mean()


def test_episodes_of_a_series_do_not_all_look_alike() -> None:
    first, second = find_subject("small-moons.s1e1"), find_subject("small-moons.s1e2")
    assert first is not None
    assert second is not None
    pictures = [np.asarray(draw_picture(one, Cut.STILL, 160), dtype=float) for one in (first, second)]
    assert np.abs(pictures[0] - pictures[1]).mean() > 4


def test_title_art_is_light_type_on_nothing() -> None:
    subject = find_subject("a-house-under-green-light")
    assert subject is not None
    art = draw_title_art(subject, 640)
    assert art.mode == "RGBA"
    assert art.width <= 640
    alpha = np.asarray(art)[:, :, 3]
    assert alpha[0].max() == 0
    assert alpha.max() > 250


def test_the_colours_that_are_written_down_are_those_of_the_pictures() -> None:
    assert json.loads(TINTS_PATH.read_text()) == leading_colours()


@pytest.mark.parametrize("title", read_titles(), ids=lambda title: title.id)
def test_light_text_can_be_read_on_every_tint(title: TitleText) -> None:
    channels = [int(tint_of(title.id)[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # WCAG 2.2 §1.4.3, against the interface's light text #F2EFE8.
    assert (0.865 + 0.05) / (luminance + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("the-long-dusk/poster-120.jpg", "image/jpeg"),
        ("small-moons.s2e4/still-160.jpg", "image/jpeg"),
        ("salvage/title-320.png", "image/png"),
    ],
)
async def test_a_picture_is_drawn_when_it_is_first_asked_for_and_kept(
    client: httpx.AsyncClient, painter: HandPainter, path: str, kind: str
) -> None:
    first = await client.get(f"/artwork/1/{path}")
    again = await client.get(f"/artwork/1/{path}")
    assert first.status_code == again.status_code == 200
    assert first.headers["content-type"] == kind
    assert "immutable" in first.headers["cache-control"]
    assert first.content == again.content
    assert len(painter.painted) == 1


async def test_widths_are_rounded_up_to_a_few_sizes(client: httpx.AsyncClient, painter: HandPainter) -> None:
    for width in (99, 101, 120):
        await client.get(f"/artwork/1/salvage/poster-{width}.jpg")
    assert painter.painted == ["salvage/poster-120"]


@pytest.mark.parametrize(
    "path",
    [
        "/artwork/1/nothing/poster-120.jpg",
        "/artwork/2/salvage/poster-120.jpg",
        "/artwork/1/salvage/poster-120.png",
        "/artwork/1/salvage/title-320.jpg",
        "/artwork/1/salvage/poster-x.jpg",
        "/artwork/1/salvage/poster-999999.jpg",
        "/artwork/1/..%2f..%2fetc/poster-120.jpg",
        "/artwork/1/salvage/..%2fposter-120.jpg",
    ],
)
async def test_a_picture_that_is_not_in_the_catalogue_does_not_exist(
    client: httpx.AsyncClient, painter: HandPainter, path: str
) -> None:
    assert (await client.get(path)).status_code == 404
    assert painter.painted == []


async def test_a_painter_that_fails_is_no_crash(client: httpx.AsyncClient, painter: HandPainter) -> None:
    painter.is_ill = True
    assert (await client.get("/artwork/1/salvage/poster-120.jpg")).status_code == 503
    painter.is_ill = False
    assert (await client.get("/artwork/1/salvage/poster-120.jpg")).status_code == 200


def test_a_picture_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "salvage" / "poster-120.jpg"
    paint("salvage", "poster", 120, path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    with Image.open(path) as picture:
        assert picture.size == (120, 180)


def test_nobody_is_painted_who_is_not_in_the_catalogue(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing"):
        paint("nothing", "poster", 120, tmp_path / "x.jpg")


def test_a_font_that_is_not_bundled_is_missed_by_name() -> None:
    with pytest.raises(FileNotFoundError, match="Comic"):
        font_path("Comic")
