from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from playhead_app.demo.catalogue.content import read_heroes, read_rows, read_titles
from playhead_app.demo.catalogue.endpoint import CatalogueEndpoint
from playhead_app.demo.catalogue.export import SCHEMA_PATH
from playhead_app.demo.catalogue.paging import cursor_at, start_after
from playhead_app.demo.catalogue.schema import schema_text
from playhead_app.demo.catalogue.store import CatalogueStore
from playhead_app.demo.catalogue.tables import Viewing
from playhead_app.demo.protection.tokens import TokenMint
from playhead_app.demo.studio.progress import FILM_IDS, FILM_LENGTHS_S, Progress, Stage
from playhead_app.demo.studio.reel import Packaging

PLAY = """mutation($id: ID!, $protocol: Protocol) {
  startPlayback(input: {titleId: $id, protocol: $protocol}) {
    __typename
    ... on Playback { manifestUrl protocol durationS resumeAtS itemId sessionId }
    ... on PlaybackRefused { reason message hint progress }
  }
}"""
RECORD = """mutation($id: ID!, $at: Float!, $of: Float!) {
  recordProgress(input: {itemId: $id, positionS: $at, durationS: $of}) { itemId watched }
}"""
ROWS = """query($rows: Int!, $after: String) { home { rows(first: $rows, after: $after) {
  edges { cursor node { id name shape } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }"""


@dataclass
class Service:
    """A catalogue over HTTP, without a network."""

    app: Starlette
    client: httpx.AsyncClient
    progress: dict[str, Progress]
    hurried: list[str] = field(default_factory=list)

    async def answer(self, question: str, **variables: Any) -> dict[str, Any]:
        response = await self.client.post("/graphql", json={"query": question, "variables": variables})
        assert response.status_code == 200
        return response.json()

    async def ask(self, question: str, **variables: Any) -> dict[str, Any]:
        answer = await self.answer(question, **variables)
        assert "errors" not in answer
        return answer["data"]


@pytest.fixture
async def service(made_film: Callable[[Packaging], Path]) -> AsyncIterator[Service]:
    """A service of whose films the first is ready, and a DASH viewer finds it so."""
    root = made_film(Packaging.CMAF_SEGMENTS).parents[1]
    store = CatalogueStore(None)
    await store.open()
    progress = {film: Progress(film, 0.4, Stage.SHOOTING) for film in FILM_IDS}
    progress["the-long-dusk"] = Progress("the-long-dusk", 1.0, Stage.READY)
    hurried: list[str] = []
    endpoint = CatalogueEndpoint(store, root, lambda: progress, hurried.append, TokenMint(b"secret"))
    app = Starlette(routes=[Route("/graphql", endpoint)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://demo:8080") as client:
        yield Service(app, client, progress, hurried)
    await store.close()


def test_the_schema_that_is_written_down_is_the_one_that_is_served() -> None:
    assert SCHEMA_PATH.read_text(encoding="utf-8") == schema_text()


def test_every_title_is_on_the_home_page_and_plays_a_film_that_is_made() -> None:
    titles = {title.id: title for title in read_titles()}
    shown = {title_id for row in read_rows() for title_id in row.titles}
    assert shown == set(titles)
    assert set(read_heroes()) <= set(titles)
    films = [title.film for title in titles.values() if title.film]
    films += [one.film for title in titles.values() for season in title.seasons for one in season.episodes]
    assert set(films) == set(FILM_IDS)


def test_short_stories_fit_two_lines() -> None:
    assert max(len(title.short) for title in read_titles()) <= 120


async def test_home_opens_with_heroes_that_carry_their_artwork(service: Service) -> None:
    home = (await service.ask("{home{heroes{id name synopsisShort artwork{hero titleArt tint}}}}"))["home"]
    assert [hero["id"] for hero in home["heroes"]] == list(read_heroes())
    artwork = home["heroes"][0]["artwork"]
    assert artwork["hero"] == "http://demo:8080/artwork/1/the-long-dusk/hero-1920.jpg"
    assert artwork["tint"].startswith("#")


async def test_rows_come_in_pages_that_join_without_gap_or_overlap(service: Service) -> None:
    seen: list[str] = []
    editors = [row.id for row in read_rows()]
    after, has_next = None, True
    while has_next:
        page = (await service.ask(ROWS, rows=3, after=after))["home"]["rows"]
        assert page["pageInfo"]["hasPreviousPage"] == bool(seen)
        seen += [edge["node"]["id"] for edge in page["edges"]]
        after, has_next = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert len(seen) == len(set(seen))
    assert [row_id for row_id in seen if row_id in editors] == editors
    assert seen[2] == "new"
    assert "genre:Quiet" in seen


async def test_a_rows_titles_go_on_after_a_cursor(service: Service) -> None:
    question = """query($after: String) { row(id: "tonight") { titles(first: 4, after: $after) {
      edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }"""
    first = (await service.ask(question))["row"]["titles"]
    second = (await service.ask(question, after=first["pageInfo"]["endCursor"]))["row"]["titles"]
    ids = [edge["node"]["id"] for edge in first["edges"] + second["edges"]]
    assert ids == list(read_rows()[0].titles[:8])


@pytest.mark.parametrize("cursor", ["", "nonsense", "YXQ6LTU", "x" * 5000, "é"])
async def test_a_cursor_of_somebody_elses_is_an_error_and_no_crash(service: Service, cursor: str) -> None:
    answer = await service.answer(ROWS, rows=3, after=cursor)
    assert "cursor" in answer["errors"][0]["message"]


@pytest.mark.parametrize("count", [0, -1, 51])
async def test_a_page_has_between_one_and_fifty_items(service: Service, count: int) -> None:
    assert "errors" in await service.answer(ROWS, rows=count)


@pytest.mark.parametrize("place", [0, 1, 41, 100_000])
def test_a_cursor_leads_to_the_place_after_its_own(place: int) -> None:
    assert start_after(cursor_at(place)) == place + 1


async def test_a_client_that_hangs_up_while_it_asks_is_no_fault(service: Service) -> None:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json"), (b"host", b"demo")]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "headers": headers, "query_string": b""}
    await service.app(scope, receive, send)
    assert sent[0]["status"] == 400


async def test_a_film_tells_all_about_itself(service: Service) -> None:
    question = """{ title(id: "the-long-dusk") { __typename id name year maturityRating genres director
      synopsisLong cast { name } readiness watched similar(first: 3) { id genres }
      ... on Film { durationS } } }"""
    title = (await service.ask(question))["title"]
    assert (title["__typename"], title["year"], title["readiness"]) == ("Film", 2026, 1.0)
    assert title["durationS"] == FILM_LENGTHS_S["the-long-dusk"]
    assert len(title["cast"]) >= 2
    assert len(title["similar"]) == 3
    assert all(set(one["genres"]) & set(title["genres"]) for one in title["similar"])


async def test_a_series_has_seasons_and_a_next_episode(service: Service) -> None:
    question = """{ title(id: "small-moons") { ... on Series { nextEpisode { id name }
      seasons { name episodes { id number name durationS artwork { still } } } } } }"""
    series = (await service.ask(question))["title"]
    assert [len(season["episodes"]) for season in series["seasons"]] == [4, 4]
    assert series["nextEpisode"]["id"] == "small-moons.s1e1"
    assert series["seasons"][1]["episodes"][2]["id"] == "small-moons.s2e3"


async def test_anything_can_be_asked_for_again_by_its_identifier(service: Service) -> None:
    for item, kind in (
        ("salt-road", "Film"),
        ("branch-line", "Series"),
        ("branch-line.s1e2", "Episode"),
        ("quiet", "Row"),
    ):
        assert (await service.ask("query($i: ID!) {node(id: $i) {__typename id}}", i=item))["node"] == {
            "__typename": kind,
            "id": item,
        }
    assert (await service.ask('{node(id: "nothing") {id}}'))["node"] is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rail", "the-paper-railway"),
        ("salt", "salt-road"),
        ("Halloran", "the-long-dusk"),
        ("Lorcan Byrne", "fox-hours"),
    ],
)
async def test_search_finds_titles_by_name_and_people(service: Service, text: str, first: str) -> None:
    found = await service.ask("query($t: String!) {search(text: $t) {edges {node {id}}}}", t=text)
    ids = [edge["node"]["id"] for edge in found["search"]["edges"]]
    assert first in ids[:3]


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "'; drop table title; --", "\\", "\0", "𝄞" * 200])
async def test_a_strange_search_finds_nothing(service: Service, text: str) -> None:
    found = await service.ask("query($t: String!) {search(text: $t) {edges {node {id}}}}", t=text)
    assert found["search"]["edges"] == []


async def test_genres_lead_to_their_titles_newest_first(service: Service) -> None:
    genres = (await service.ask("{genres}"))["genres"]
    assert "Quiet" in genres
    found = await service.ask('{genre(name: "Quiet") {edges {node {year genres}}}}')
    nodes = [edge["node"] for edge in found["genre"]["edges"]]
    assert all("Quiet" in node["genres"] for node in nodes)
    assert [node["year"] for node in nodes] == sorted((node["year"] for node in nodes), reverse=True)


@pytest.mark.parametrize(("wish", "name"), [("HLS", "master.m3u8"), ("DASH", "manifest.mpd")])
async def test_a_ready_film_may_be_played_in_the_protocol_that_is_preferred(
    service: Service, wish: str, name: str
) -> None:
    answer = (await service.ask(PLAY, id="the-long-dusk", protocol=wish))["startPlayback"]
    assert answer["__typename"] == "Playback"
    assert answer["manifestUrl"] == f"http://demo:8080/media/the-long-dusk/{name}"
    assert answer["protocol"] == wish
    assert answer["resumeAtS"] is None
    assert len(answer["sessionId"]) == 32


async def test_a_film_that_is_still_being_made_is_refused_with_its_progress(service: Service) -> None:
    answer = (await service.ask(PLAY, id="last-tram-home"))["startPlayback"]
    assert (answer["reason"], answer["progress"]) == ("STILL_RENDERING", 0.4)
    assert service.hurried == ["last-tram-home"]


async def test_a_film_that_could_not_be_made_is_refused_for_good(service: Service) -> None:
    service.progress["last-tram-home"] = Progress("last-tram-home", 0.0, Stage.FAILED)
    answer = (await service.ask(PLAY, id="last-tram-home"))["startPlayback"]
    assert answer["reason"] == "UNAVAILABLE"
    assert answer["message"]


async def test_a_title_outside_the_plan_is_refused_by_name(service: Service) -> None:
    answer = (await service.ask(PLAY, id="the-glass-orchard"))["startPlayback"]
    assert answer["reason"] == "NOT_ENTITLED"
    assert "The Glass Orchard" in answer["message"]


async def test_an_unknown_title_is_refused(service: Service) -> None:
    assert (await service.ask(PLAY, id="nothing"))["startPlayback"]["reason"] == "UNKNOWN_TITLE"


async def test_playback_goes_on_where_the_viewer_left_off(service: Service) -> None:
    recorded = await service.ask(RECORD, id="the-long-dusk", at=1.5, of=4.0)
    assert recorded["recordProgress"] == {"itemId": "the-long-dusk", "watched": 0.375}
    answer = (await service.ask(PLAY, id="the-long-dusk"))["startPlayback"]
    assert answer["resumeAtS"] == 1.5


async def test_a_film_that_was_watched_to_its_end_begins_anew(service: Service) -> None:
    await service.ask(RECORD, id="the-long-dusk", at=4.0, of=4.0)
    assert (await service.ask(PLAY, id="the-long-dusk"))["startPlayback"]["resumeAtS"] is None


async def test_what_was_begun_stands_first_on_the_home_page(service: Service) -> None:
    await service.ask(RECORD, id="salt-road", at=10, of=40)
    await service.ask(RECORD, id="small-moons.s1e2", at=20, of=40)
    await service.ask(RECORD, id="thin-air", at=39.9, of=40)
    question = "{home {rows(first: 1) {edges {node {id titles {edges {node {id watched}}}}}}}}"
    row = (await service.ask(question))["home"]["rows"]["edges"][0]["node"]
    assert row["id"] == "continue"
    assert [edge["node"] for edge in row["titles"]["edges"]] == [
        {"id": "small-moons", "watched": 0.5},
        {"id": "salt-road", "watched": 0.25},
    ]


async def test_a_finished_episode_makes_the_next_one_next(service: Service) -> None:
    await service.ask(RECORD, id="branch-line.s1e1", at=71, of=72)
    question = '{title(id: "branch-line") {... on Series {nextEpisode {id}}}}'
    assert (await service.ask(question))["title"]["nextEpisode"]["id"] == "branch-line.s1e2"


@pytest.mark.parametrize(
    ("item", "at", "of"),
    [("nothing", 1, 2), ("salt-road", -1, 2), ("salt-road", 1, 0), ("salt-road", 1, 1e12)],
)
async def test_progress_that_can_not_be_is_refused(service: Service, item: str, at: float, of: float) -> None:
    assert "errors" in await service.answer(RECORD, id=item, at=at, of=of)


async def test_the_studio_tells_how_far_it_is(service: Service) -> None:
    studio = (await service.ask("{studio {film stage progress}}"))["studio"]
    assert studio[0] == {"film": "the-long-dusk", "stage": "READY", "progress": 1.0}
    assert len(studio) == len(FILM_IDS)


async def test_a_question_that_is_too_deep_is_refused(service: Service) -> None:
    deep = "similar(first: 1) { " * 14 + "id" + " }" * 14
    assert "errors" in await service.answer('{title(id: "salt-road") {' + deep + "}}")


async def test_progress_survives_a_restart_and_a_new_edition_of_the_texts(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    for round_number in range(2):
        store = CatalogueStore(path)
        await store.open()
        if round_number == 0:
            await store.people.record(
                Viewing(
                    profile_id="main",
                    item_id="salt-road",
                    title_id="salt-road",
                    position_s=5.0,
                    duration_s=40.0,
                    watched_at_s=1.0,
                )
            )
        (viewing,) = await store.people.viewings("main")
        await store.close()
        assert viewing.position_s == 5.0
