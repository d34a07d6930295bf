"""Every document of the app against the schema of the service."""

from pathlib import Path

import pytest
from graphql import build_schema, print_ast, validate

import playhead_app
from playhead_app.catalogue.documents import DOCUMENTS

SCHEMA = Path(playhead_app.__file__).parent / "demo" / "schema.graphql"


@pytest.mark.parametrize(
    "request_",
    DOCUMENTS,
    ids=lambda request: str(request.document.definitions[0].name.value),  # type: ignore[attr-defined]
)
def test_a_document_fits_the_schema(request_: object) -> None:
    document = request_.document  # type: ignore[attr-defined]
    assert validate(build_schema(SCHEMA.read_text("utf-8")), document) == []
    assert print_ast(document)
