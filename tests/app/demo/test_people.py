"""Profiles at the service: whose progress is whose, what a child sees, and which of two devices is right."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from playhead_app.demo.catalogue.endpoint import CatalogueEndpoint
from playhead_app.demo.catalogue.store import CatalogueStore
from playhead_app.demo.protection.tokens import TokenMint
from playhead_app.demo.studio.progress import FILM_IDS, Progress, Stage

SAVE = """mutation($id: ID!, $kids: Boolean!, $limit: String, $name: String = "P") { saveProfile(
  input: {id: $id, name: $name, avatar: "moon", isKids: $kids, maxRating: $limit}) { id name maxRating } }"""
RECORD = """mutation($id: ID!, $at: Float!, $when: Float, $hidden: Boolean = false) { recordProgress(
  input: {itemId: $id, positionS: $at, durationS: 100, watchedAtS: $when, isHidden: $hidden}) { watched } }"""
LIST = """mutation($id: ID!, $on: Boolean!, $when: Float) { setListed(
  input: {titleId: $id, isListed: $on, changedAtS: $when}) { isListed } }"""
RATINGS = """{home {heroes {maturityRating} rows(first: 50) {edges {node {id
  titles(first: 50) {edges {node {id maturityRating}}}}}}}}"""
PLAY = """mutation($id: ID!, $pin: Boolean = false) { startPlayback(input: {titleId: $id, hasPin: $pin}) {
  ... on PlaybackRefused { reason } } }"""
GROWN_UP = "last-tram-home"  # 12+


class Service:
    """A catalogue over HTTP, without a network; each request is one profile's."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def answer(self, question: str, profile: str = "", **variables: Any) -> dict[str, Any]:
        headers = {"Playhead-Profile": profile} if profile else {}
        body = {"query": question, "variables": variables}
        return (await self._client.post("/graphql", json=body, headers=headers)).json()

    async def ask(self, question: str, profile: str = "", **variables: Any) -> dict[str, Any]:
        answer = await self.answer(question, profile, **variables)
        assert "errors" not in answer, answer
        return answer["data"]

    async def rows(self, profile: str = "") -> dict[str, list[str]]:
        edges = (await self.ask(RATINGS, profile))["home"]["rows"]["edges"]
        return {
            edge["node"]["id"]: [inner["node"]["id"] for inner in edge["node"]["titles"]["edges"]]
            for edge in edges
        }


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    store = CatalogueStore(None)
    await store.open()
    progress = {film: Progress(film, 0.4, Stage.SHOOTING) for film in FILM_IDS}
    endpoint = CatalogueEndpoint(store, tmp_path, lambda: progress, lambda _: None, TokenMint(b"secret"))
    transport = httpx.ASGITransport(Starlette(routes=[Route("/graphql", endpoint)]))
    async with httpx.AsyncClient(transport=transport, base_url="http://demo:8080") as client:
        yield Service(client)
    await store.close()


async def test_a_household_begins_with_one_profile_without_a_limit(service: Service) -> None:
    (one,) = (await service.ask("{profiles{id maxRating isKids}}"))["profiles"]
    assert one == {"id": "main", "maxRating": None, "isKids": False}


async def test_progress_and_lists_are_each_profile_s_own(service: Service) -> None:
    await service.ask(SAVE, id="ada", kids=False)
    await service.ask(RECORD, "ada", id="salt-road", at=50.0)
    await service.ask(LIST, "ada", id="leeward", on=True)
    theirs, others = await service.rows("ada"), await service.rows()
    assert theirs["continue"] == ["salt-road"]
    assert theirs["my-list"] == ["leeward"]
    assert theirs["because:salt-road"]
    assert {"continue", "my-list"} & set(others) == set()
    question = '{title(id: "leeward") {isListed}}'
    assert (await service.ask(question, "ada"))["title"]["isListed"]
    assert not (await service.ask(question))["title"]["isListed"]


async def test_a_child_is_shown_nothing_above_the_limit_anywhere(service: Service) -> None:
    await service.ask(SAVE, id="kid", kids=True, limit="7+")
    home = (await service.ask(RATINGS, "kid"))["home"]
    seen = {hero["maturityRating"] for hero in home["heroes"]}
    for edge in home["rows"]["edges"]:
        seen |= {inner["node"]["maturityRating"] for inner in edge["node"]["titles"]["edges"]}
    assert seen == {"All", "7+"}
    question = (
        'query($t: ID!) {title(id: $t) {id} node(id: $t) {id} search(text: "Tram") {edges {node {id}}}}'
    )
    found = await service.ask(question, "kid", t=GROWN_UP)
    assert (found["title"], found["node"], found["search"]["edges"]) == (None, None, [])
    genre = await service.ask('{genre(name: "Drama", first: 50) {edges {node {maturityRating}}}}', "kid")
    assert {edge["node"]["maturityRating"] for edge in genre["genre"]["edges"]} <= {"All", "7+"}
    similar = await service.ask('{title(id: "salt-road") {similar(first: 50) {maturityRating}}}', "kid")
    assert {one["maturityRating"] for one in (similar["title"] or {"similar": []})["similar"]} <= {
        "All",
        "7+",
    }
    assert (await service.ask(PLAY, "kid", id=GROWN_UP))["startPlayback"]["reason"] == "UNKNOWN_TITLE"
    assert "errors" in await service.answer(LIST, "kid", id=GROWN_UP, on=True)


async def test_above_a_grown_up_s_limit_a_title_is_listed_and_plays_with_the_pin(service: Service) -> None:
    await service.ask(SAVE, id="teen", kids=False, limit="7+")
    assert (await service.ask("query($t: ID!) {title(id: $t) {id}}", "teen", t=GROWN_UP))["title"]
    refused = (await service.ask(PLAY, "teen", id=GROWN_UP))["startPlayback"]
    assert refused["reason"] == "ABOVE_LIMIT"
    with_pin = (await service.ask(PLAY, "teen", id=GROWN_UP, pin=True))["startPlayback"]
    assert with_pin["reason"] == "STILL_RENDERING"


async def test_of_two_devices_the_later_watching_counts_in_whatever_order_they_tell(service: Service) -> None:
    await service.ask(RECORD, id="salt-road", at=80.0, when=2_000.0)
    late = await service.ask(RECORD, id="salt-road", at=10.0, when=1_000.0)
    assert late["recordProgress"]["watched"] == 0.8
    await service.ask(RECORD, id="salt-road", at=30.0, when=3_000.0)
    (state,) = (await service.ask("{viewings{itemId positionS watchedAtS isHidden}}"))["viewings"]
    assert state == {"itemId": "salt-road", "positionS": 30.0, "watchedAtS": 3_000.0, "isHidden": False}


async def test_a_device_whose_clock_is_ahead_does_not_win_for_ever(service: Service) -> None:
    await service.ask(RECORD, id="salt-road", at=80.0, when=99_999_999_999.0)
    await service.ask(RECORD, id="salt-road", at=10.0)
    (state,) = (await service.ask("{viewings{positionS}}"))["viewings"]
    assert state["positionS"] == 10.0


async def test_taken_out_of_continue_watching_a_series_goes_with_all_its_episodes(service: Service) -> None:
    await service.ask(RECORD, id="small-moons.s1e1", at=50.0, when=1_000.0)
    await service.ask(RECORD, id="small-moons.s1e2", at=50.0, when=2_000.0)
    assert (await service.rows())["continue"] == ["small-moons"]
    await service.ask(RECORD, id="small-moons.s1e2", at=50.0, when=3_000.0, hidden=True)
    assert "continue" not in await service.rows()
    await service.ask(RECORD, id="small-moons.s1e2", at=60.0, when=4_000.0)
    assert (await service.rows())["continue"] == ["small-moons"]


async def test_a_list_begins_with_the_last_added_and_ends_where_it_ends(service: Service) -> None:
    for when, title in enumerate(("leeward", "salt-road", "salvage"), 1):
        await service.ask(LIST, id=title, on=True, when=float(when))
    await service.ask(LIST, id="salt-road", on=False, when=9.0)
    await service.ask(LIST, id="leeward", on=False, when=0.5)
    page = (await service.ask("{myList{edges{node{id}} pageInfo{hasNextPage}}}"))["myList"]
    assert [edge["node"]["id"] for edge in page["edges"]] == ["salvage", "leeward"]
    assert not page["pageInfo"]["hasNextPage"]


async def test_a_profile_that_goes_takes_everything_along_and_the_last_one_stays(service: Service) -> None:
    await service.ask(SAVE, id="ada", kids=False)
    await service.ask(RECORD, "ada", id="salt-road", at=50.0)
    left = (await service.ask('mutation{deleteProfile(id: "ada"){id}}'))["deleteProfile"]
    assert left == [{"id": "main"}]
    await service.ask(SAVE, id="ada", kids=False)
    assert (await service.ask("{viewings{itemId}}", "ada"))["viewings"] == []
    await service.ask('mutation{deleteProfile(id: "ada"){id}}')
    assert "errors" in await service.answer('mutation{deleteProfile(id: "main"){id}}')


@pytest.mark.parametrize(
    "wish", [{"name": "  "}, {"limit": "18+"}, {"id": ""}, {"id": "x" * 99}], ids=lambda wish: str(wish)[:20]
)
async def test_a_profile_that_is_none_is_refused(service: Service, wish: dict[str, str]) -> None:
    assert "errors" in await service.answer(SAVE, "", **(dict[str, Any](id="a", kids=False, name="P") | wish))


async def test_what_was_watched_before_there_were_profiles_belongs_to_the_first(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    old = sqlite3.connect(path)
    old.execute(
        "CREATE TABLE viewing (item_id TEXT PRIMARY KEY, title_id TEXT, position_s REAL, duration_s REAL,"
        " changed_at TEXT)"
    )
    old.execute("INSERT INTO viewing VALUES ('salt-road', 'salt-road', 5, 40, '2026-03-01 12:00:00.000000')")
    old.commit()
    old.close()
    store = CatalogueStore(path)
    await store.open()
    (viewing,) = await store.people.viewings("main")
    assert (viewing.position_s, viewing.watched_at_s) == (5.0, 1_772_366_400.0)
    await store.close()


async def test_a_large_catalogue_comes_in_pages_without_gap_or_overlap() -> None:
    store = CatalogueStore(None, extra=400)
    await store.open()
    seen: list[str] = []
    while page := await store.titles_of_genre("Quiet", len(seen), 50):
        seen += [title.id for title in page]
    assert len(seen) == len(set(seen)) > 50
    await store.close()
