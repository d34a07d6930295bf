"""How questions travel: by hash, patiently, past an older service, and from the shelf without a network."""

import asyncio
import hashlib
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import (
    REMOVE,
    FieldDefinitionNode,
    InputValueDefinitionNode,
    Node,
    Visitor,
    build_ast_schema,
    parse,
    validate,
    visit,
)

import playhead_app
from playhead_app.catalogue import CatalogueError
from playhead_app.catalogue.client import CatalogueClient
from playhead_app.catalogue.documents import DETAILS, DOCUMENTS, GENRES, HOME, START_PLAYBACK
from playhead_app.catalogue.kept_answers import KeptAnswers
from playhead_app.catalogue.questions import Question
from playhead_app.catalogue.session import CatalogueSession
from playhead_app.demo import DemoService
from playhead_app.sources import FixedEndpoint

SCHEMA = (Path(playhead_app.__file__).parent / "demo" / "schema.graphql").read_text("utf-8")
Answer = Callable[[dict[str, Any], dict[str, str]], tuple[int, object]]
OK = {"data": {"genres": ["Quiet"]}}


@asynccontextmanager
async def service(answer: Answer) -> AsyncGenerator[str]:
    """A GraphQL service made of one function of body and headers; gives its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head)}
        body = json.loads(await reader.readexactly(int(headers["content-length"])))
        status, told = answer(body, headers)
        sent = json.dumps(told).encode()
        writer.write(
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(sent)}\r\n"
            "Connection: close\r\n\r\n".encode()
            + sent
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/graphql"
    finally:
        server.close()


@asynccontextmanager
async def session(
    answer: Answer, kept: KeptAnswers | None = None, waits_s: tuple[float, ...] = (0.0, 0.0)
) -> AsyncGenerator[CatalogueSession]:
    async with service(answer) as url:
        opened = CatalogueSession(FixedEndpoint(url), kept=kept, waits_s=waits_s)
        yield opened
        await opened.close()


@pytest.fixture
def kept(tmp_path: Path) -> KeptAnswers:
    return KeptAnswers(tmp_path / "kept")


async def test_a_document_is_sent_once_and_named_by_its_hash_from_then_on() -> None:
    asked: list[dict[str, Any]] = []
    known: set[str] = set()

    def answer(body: dict[str, Any], _: dict[str, str]) -> tuple[int, object]:
        asked.append(body)
        digest = body["extensions"]["persistedQuery"]["sha256Hash"]
        if "query" in body:
            known.add(digest)
        return 200, OK if digest in known else {"errors": [{"message": "PersistedQueryNotFound"}]}

    async with session(answer) as one:
        for _ in range(3):
            assert await one.ask(GENRES, dict[str, list[str]]) == OK["data"]
    assert ["query" in body for body in asked] == [False, True, False, False]


@pytest.mark.parametrize(
    "refusal",
    [(400, "No GraphQL query found"), (200, {"errors": [{"message": "PersistedQueryNotSupported"}]})],
)
async def test_a_service_without_persisted_queries_is_asked_in_full(refusal: tuple[int, object]) -> None:
    asked: list[bool] = []

    def answer(body: dict[str, Any], _: dict[str, str]) -> tuple[int, object]:
        asked.append("query" in body)
        return (200, OK) if "query" in body else refusal

    async with session(answer) as one:
        for _ in range(2):
            assert await one.ask(GENRES, dict[str, list[str]]) == OK["data"]
    assert asked == [False, True, True]


async def test_the_demo_service_knows_hashes_and_believes_none_that_is_wrong(tmp_path: Path) -> None:
    with DemoService(tmp_path, makes_films=False) as demo:
        extensions = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}
        async with httpx.AsyncClient() as client:
            for query in (None, "{genres}", None):
                body = {"extensions": extensions} | ({"query": query} if query else {})
                told = (await client.post(demo.graphql_url, json=body)).json()
                assert ("data" in told) == (query is not None)
        catalogue = CatalogueClient(FixedEndpoint(demo.graphql_url))
        for _ in range(2):
            assert (await catalogue.genres())[0]
        assert catalogue._session._knows_hashes
        await catalogue.close()


async def test_a_question_is_asked_again_when_the_service_stumbles() -> None:
    told = [503, 503, 200]

    def answer(_: dict[str, Any], __: dict[str, str]) -> tuple[int, object]:
        status = told.pop(0)
        return status, OK if status == 200 else {}

    reached: list[bool] = []
    async with session(answer) as one:
        one.on_reach(reached.append)
        assert await one.ask(GENRES, dict[str, list[str]]) == OK["data"]
    assert reached == [False, True]


async def test_what_changes_something_is_not_repeated() -> None:
    asked: list[str] = []

    def answer(body: dict[str, Any], _: dict[str, str]) -> tuple[int, object]:
        asked.append("x")
        return 503, {}

    async with session(answer) as one:
        with pytest.raises(CatalogueError):
            await one.ask(START_PLAYBACK, dict[str, Any], id="a", hasPin=False)
    assert len(asked) == 1


async def test_the_profile_goes_along() -> None:
    seen: list[str] = []

    def answer(_: dict[str, Any], headers: dict[str, str]) -> tuple[int, object]:
        seen.append(headers.get("playhead-profile", "-"))
        return 200, OK

    async with session(answer) as one:
        await one.ask(GENRES, dict[str, list[str]])
        one.profile_id = "ada"
        await one.ask(GENRES, dict[str, list[str]])
        await one.ask(GENRES, dict[str, list[str]], profile_id="piet")
    assert seen == ["-", "ada", "piet"]


async def test_what_was_answered_is_there_without_the_service_for_the_same_profile_only(
    kept: KeptAnswers,
) -> None:
    is_up = True

    def answer(_: dict[str, Any], __: dict[str, str]) -> tuple[int, object]:
        return (200, OK) if is_up else (503, {})

    async with session(answer, kept) as one:
        assert await one.recall(GENRES, dict[str, list[str]]) is None
        await one.ask(GENRES, dict[str, list[str]], keeps=True)
        is_up = False
        assert await one.ask(GENRES, dict[str, list[str]], keeps=True) == OK["data"]
        recalled = await one.recall(GENRES, dict[str, list[str]])
        assert recalled is not None
        assert recalled.fetched_at_s > 1_700_000_000
        one.profile_id = "somebody else"
        with pytest.raises(CatalogueError):
            await one.ask(GENRES, dict[str, list[str]], keeps=True)


async def test_kept_answers_have_a_limit_and_the_ones_in_use_stay(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    shelf = KeptAnswers(folder, most_files=16, most_bytes=1_000_000)
    for number in range(60):
        await shelf.keep("p", "digest", {"n": number}, {"value": number})
        assert await shelf.recall("p", "digest", {"n": 0}) is not None
    assert len(list(folder.iterdir())) <= 18  # a few files of the test's own
    newest = await shelf.recall("p", "digest", {"n": 59})
    assert newest is not None
    assert newest.data == {"value": 59}
    small = KeptAnswers(folder, most_files=16, most_bytes=100)
    await small.keep("p", "digest", {"n": 99}, {"value": "x" * 40})
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 100


async def test_a_damaged_kept_answer_counts_as_none(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    shelf = KeptAnswers(folder)
    await shelf.keep("p", "digest", {}, [1])
    (path,) = folder.iterdir()  # one file of the test's own
    for body in (b"", b"{", b"[]", b'{"at": "now", "data": 1}', b'{"data": 1}'):
        path.write_bytes(body)
        assert await shelf.recall("p", "digest", {}) is None


class _Without(Visitor):
    """Takes fields of these names out of a schema."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self._names = names

    def enter(self, node: Node, *_: object) -> object:
        is_field = isinstance(node, FieldDefinitionNode | InputValueDefinitionNode)
        return REMOVE if is_field and node.name.value in self._names else None


def test_an_older_service_is_asked_for_what_it_knows() -> None:
    schema = build_ast_schema(visit(parse(SCHEMA), _Without("isListed", "leftAtS", "hasPin")))
    for document in (HOME, DETAILS, START_PLAYBACK):
        question: Question | None = Question(document.document)
        text = ""
        for _ in range(4):
            assert question is not None
            text = question.whole({}).payload["query"]
            errors = [error.formatted for error in validate(schema, parse(text))]
            if not errors:
                break
            question = question.without_unknown(errors)
            assert question is not None, errors
        else:
            pytest.fail("still refused")
        assert "isListed" not in text
        assert "hasPin" not in text


def test_what_is_left_empty_goes_too_and_other_complaints_change_nothing() -> None:
    question = Question(GENRES.document)
    complaint = {
        "message": "Cannot query field 'genres' on type 'Query'.",
        "locations": [{"line": 2, "column": 3}],
    }
    assert question.without_unknown([complaint]) is None
    assert question.without_unknown([{"message": "You have no account."}]) is None
    assert question.without_unknown([]) is None


async def test_home_comes_from_a_service_that_knows_less() -> None:
    def answer(body: dict[str, Any], _: dict[str, str]) -> tuple[int, object]:
        text = body.get("query", "")
        if not text:
            return 200, {"errors": [{"message": "PersistedQueryNotFound"}]}
        at = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "isListed"]
        if at:
            return 200, {
                "errors": [
                    {
                        "message": "Cannot query field 'isListed' on type 'Title'.",
                        "locations": [{"line": at[0], "column": 3}],
                    }
                ]
            }
        return 200, {"data": {"home": {"heroes": [], "rows": {"edges": [], "pageInfo": NO_MORE}}}}

    async with service(answer) as url:
        catalogue = CatalogueClient(FixedEndpoint(url))
        home = await catalogue.home()
        await catalogue.close()
    assert home.heroes == ()


NO_MORE = {"hasNextPage": False, "endCursor": None}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: str(one.document.definitions[0].name.value))
def test_a_document_s_hash_is_that_of_the_text_that_is_sent(document: Any) -> None:
    question = Question(document.document)
    whole = question.whole({}).payload
    assert hashlib.sha256(whole["query"].encode()).hexdigest() == question.digest
    assert "query" not in question.by_hash({}).payload
