"""The GraphQL client: on the real demo service, and on services that misbehave."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from playhead_app.catalogue import CatalogueError, Offer, Refusal, TitleKind
from playhead_app.catalogue.client import CatalogueClient
from playhead_app.demo import DemoService
from playhead_app.library import Change, ChangeKind, Listing, Profile, Viewing
from playhead_app.sources import FixedEndpoint


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoService]:
    with DemoService(tmp_path_factory.mktemp("demo"), makes_films=False) as service:
        yield service


@pytest.fixture
async def client(demo: DemoService) -> AsyncIterator[CatalogueClient]:
    catalogue = CatalogueClient(FixedEndpoint(demo.graphql_url), rows=2, tiles=3)
    yield catalogue
    await catalogue.close()


@asynccontextmanager
async def answering(status: str, body: bytes) -> AsyncGenerator[CatalogueClient]:
    """A service that gives every question the same answer."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"
        )
        await reader.readexactly(length)
        writer.write(
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n".encode()
            + body
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    catalogue = CatalogueClient(FixedEndpoint(f"http://127.0.0.1:{port}/graphql"))
    try:
        yield catalogue
    finally:
        await catalogue.close()
        server.close()


async def test_the_home_page_has_heroes_and_rows_with_pictures(client: CatalogueClient) -> None:
    home = await client.home()
    assert home.heroes
    assert all(row.cards.items for row in home.rows.items)
    card = home.heroes[0]
    assert card.artwork.backdrop_url.startswith("http://127.0.0.1:")
    assert card.artwork.tint.startswith("#")
    assert card.facts[0].isdigit()


async def test_rows_and_tiles_go_on_where_the_page_before_ended(client: CatalogueClient) -> None:
    home = await client.home()
    seen = [row.id for row in home.rows.items]
    cursor = home.rows.cursor
    while cursor is not None:
        page = await client.more_rows(cursor)
        seen += [row.id for row in page.items]
        cursor = page.cursor
    assert len(seen) == len(set(seen))
    row = next(row for row in home.rows.items if row.cards.cursor is not None)
    assert row.cards.cursor is not None
    more = await client.more_cards(row.id, row.cards.cursor)
    assert more.items
    assert not {card.id for card in more.items} & {card.id for card in row.cards.items}


async def test_a_series_has_seasons_and_a_next_episode(client: CatalogueClient) -> None:
    home = await client.home()
    cards = [card for row in home.rows.items for card in row.cards.items]
    series = next(card for card in cards if card.kind is TitleKind.SERIES)
    details = await client.details(series.id)
    episodes = [episode.id for season in details.seasons for episode in season.episodes]
    assert details.next_episode_id in episodes
    assert details.similar


async def test_a_film_that_is_not_made_yet_is_refused_with_its_progress(client: CatalogueClient) -> None:
    home = await client.home()
    answer = await client.start_playback(home.heroes[0].id)
    assert isinstance(answer, Refusal)
    assert answer.code == "still-rendering"
    assert answer.progress is not None


async def test_an_unknown_title_is_refused_in_words(client: CatalogueClient) -> None:
    answer = await client.start_playback("no-such-title")
    assert isinstance(answer, Refusal)
    assert answer.message
    with pytest.raises(CatalogueError, match="catalogue-no-title"):
        await client.details("no-such-title")


async def test_what_was_watched_and_listed_is_remembered(client: CatalogueClient) -> None:
    viewing = Viewing("salt-road", 12.0, 60.0, 1_000.0)
    await client.personal.send(Change(1, "main", ChangeKind.WATCHED, viewing))
    await client.personal.send(Change(2, "main", ChangeKind.LISTED, Listing("leeward", True, 1_000.0)))
    assert (await client.details("salt-road")).card.watched == pytest.approx(0.2)
    assert (await client.details("leeward")).card.is_listed
    assert [card.id for card in (await client.my_list()).items] == ["leeward"]
    state = await client.personal.personal_state("main")
    assert viewing in state.viewings
    assert Listing("leeward", True, 1_000.0) in state.listings


async def test_profiles_come_and_go(client: CatalogueClient) -> None:
    ada = Profile("ada", "Ada", "moon", "7+", True, 1_000.0)
    await client.personal.send(Change(1, "ada", ChangeKind.PROFILE, ada))
    assert ada in await client.personal.profiles()
    client.use_profile("ada")
    ratings = {card.facts[-2] for row in (await client.home()).rows.items for card in row.cards.items}
    assert "12+" not in ratings
    await client.personal.send(Change(2, "ada", ChangeKind.PROFILE_GONE, ada))
    assert ada not in await client.personal.profiles()


async def test_titles_are_found_and_genres_listed(client: CatalogueClient) -> None:
    found = await client.search("salt")
    assert found.items[0].id == "salt-road"
    genre = (await client.genres())[0]
    first = await client.genre(genre)
    assert len(first.items) == 6
    assert first.cursor is not None
    more = await client.genre(genre, first.cursor)
    assert not {card.id for card in first.items} & {card.id for card in more.items}


async def test_an_unreachable_service_is_told_as_unreachable() -> None:
    catalogue = CatalogueClient(FixedEndpoint("http://127.0.0.1:9/graphql"))
    with pytest.raises(CatalogueError) as told:
        await catalogue.home()
    assert told.value.code == "catalogue-unreachable"
    assert told.value.message == "We can't reach the catalogue."
    await catalogue.close()


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        ("503 Service Unavailable", b"", "catalogue-http-503"),
        ("200 OK", b"<html>sign in to the hotel's network</html>", "catalogue-answer"),
        ("200 OK", b"{}", "catalogue-answer"),
        ("200 OK", b'{"data": {"home": null}}', "catalogue-answer"),
        ("200 OK", b'{"data": {"home": {"heroes": 7, "rows": []}}}', "catalogue-answer"),
        ("200 OK", b'{"errors": [{"message": "no such field"}]}', "catalogue-query"),
    ],
)
async def test_a_service_that_misbehaves_is_told_in_a_sentence(status: str, body: bytes, code: str) -> None:
    async with answering(status, body) as catalogue:
        with pytest.raises(CatalogueError) as told:
            await catalogue.home()
    assert told.value.code == code
    assert told.value.message.endswith(".")
    assert told.value.hint


async def test_strange_numbers_and_addresses_of_a_service_do_no_harm() -> None:
    card = {
        "__typename": "Film",
        "id": "a",
        "name": "A",
        "year": 2026,
        "maturityRating": "7+",
        "genres": [],
        "synopsisShort": "",
        "readiness": 1e308,
        "watched": -3,
        "durationS": -1.0,
        "artwork": {
            "poster": "file:///etc/passwd",
            "still": "javascript:alert(1)",
            "hero": "http://[",
            "titleArt": "",
            "tint": "url(x)",
        },
    }
    rows = {"edges": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}
    body = json.dumps({"data": {"home": {"heroes": [card], "rows": rows}}}).encode()
    async with answering("200 OK", body) as catalogue:
        hero = (await catalogue.home()).heroes[0]
    assert (hero.readiness, hero.watched) == (1.0, 0.0)
    art = hero.artwork
    assert {art.poster_url, art.still_url, art.backdrop_url, art.title_art_url, art.tint} == {""}
    assert hero.facts == ("2026", "7+")


async def test_an_offer_carries_where_to_resume_and_for_whom_to_remember() -> None:
    allowed = {
        "__typename": "Playback",
        "itemId": "a",
        "manifestUrl": "http://films.test/a/master.m3u8",
        "resumeAtS": 12.5,
        "maxHeight": 720,
    }
    async with answering("200 OK", json.dumps({"data": {"startPlayback": allowed}}).encode()) as catalogue:
        answer = await catalogue.start_playback("a")
    assert answer == Offer("http://films.test/a/master.m3u8", "a", 12.5, 0.0, 720)
