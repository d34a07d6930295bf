"""A document as it goes over the wire: by its hash, whole, and without what the service doesn't know.

Documents hardly ever change, so only their SHA-256 is sent; a service that has not seen one yet says so and
is sent the whole text once (the protocol that Apollo calls automatic persisted queries).

A service may be older than this app. It refuses a whole document for one field that it doesn't know, and says
where that stands. We take those places out and ask again: what is missing then is shown as missing, or, if
the app can't do without, is told as an answer that we don't understand.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from gql import GraphQLRequest
from graphql import (
    REMOVE,
    ArgumentNode,
    DocumentNode,
    FieldNode,
    InlineFragmentNode,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    OperationType,
    VariableDefinitionNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

__all__ = ["Question"]

_UNKNOWN = (
    "Cannot query field",
    "Unknown argument",
    "Unknown type",
    "is not defined by type",
    "unknown field",
)
_LEFT_OVER = ("is never used",)
Place = tuple[int, int]


class Question:
    """One document, read and hashed once."""

    def __init__(self, document: DocumentNode) -> None:
        self._text = print_ast(document)
        # Read again: places in the service's complaints are places in this text.
        self._document = parse(self._text)
        self.digest = hashlib.sha256(self._text.encode()).hexdigest()

    @property
    def is_mutation(self) -> bool:
        """Whether it changes something, so that it must not be asked twice without thought."""
        return any(
            isinstance(one, OperationDefinitionNode) and one.operation is OperationType.MUTATION
            for one in self._document.definitions
        )

    def by_hash(self, variables: Mapping[str, object]) -> GraphQLRequest:
        """Return the request that names the document."""
        return _Ready(self._document, {}, variables, self.digest)

    def whole(self, variables: Mapping[str, object]) -> GraphQLRequest:
        """Return the request that teaches the service the document."""
        return _Ready(self._document, {"query": self._text}, variables, self.digest)

    def without_unknown(self, errors: Iterable[Mapping[str, Any]]) -> "Question | None":
        """Return the question without what a service complained of.

        Args:
            errors: As the service sent them.

        Returns:
            None if they complain of something else, or nothing would be left.
        """
        places: set[Place] = set()
        for error in errors:
            message = str(error.get("message", ""))
            if not any(words in message for words in (*_UNKNOWN, *_LEFT_OVER)):
                return None
            for location in error.get("locations") or ():
                places.add((int(location.get("line", 0)), int(location.get("column", 0))))
        left: DocumentNode = visit(self._document, _WithoutPlaces(places))
        operations = [one for one in left.definitions if isinstance(one, OperationDefinitionNode)]
        if not all(one.selection_set.selections for one in operations):
            return None
        question = Question(left)
        return question if question.digest != self.digest else None


class _Ready(GraphQLRequest):
    """A request whose body is ready: gql would print the document anew for each, which takes milliseconds."""

    def __init__(
        self,
        document: DocumentNode,
        query: Mapping[str, str],
        variables: Mapping[str, object],
        digest: str,
    ) -> None:
        super().__init__(document, variable_values=dict(variables))
        named = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
        self._body: dict[str, Any] = {**query, "variables": dict(variables), "extensions": named}

    @property
    def payload(self) -> dict[str, Any]:
        """What goes over the wire."""
        return self._body


class _WithoutPlaces(Visitor):
    """Takes out what stands at the given places, and what is empty after that."""

    def __init__(self, places: Collection[Place]) -> None:
        super().__init__()
        self._places = places

    def enter(self, node: Node, *_: object) -> Any:
        """Take the node out if it stands at one of the places."""
        if isinstance(node, InlineFragmentNode):
            return REMOVE if node.type_condition and self._is_at(node.type_condition) else None
        is_part = isinstance(node, FieldNode | ArgumentNode | ObjectFieldNode | VariableDefinitionNode)
        return REMOVE if is_part and self._is_at(node) else None

    def leave(self, node: Node, *_: object) -> Any:
        """Take the node out if nothing is left in it."""
        is_part = isinstance(node, FieldNode | InlineFragmentNode)
        return REMOVE if is_part and node.selection_set and not node.selection_set.selections else None

    def _is_at(self, node: Node) -> bool:
        if node.loc is None:
            return False
        token = node.loc.start_token
        return (token.line, token.column) in self._places
