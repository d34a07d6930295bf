"""Documents that were sent once and are named by their SHA-256 from then on.

Only a document whose hash is its own is remembered, and only so many: a client can neither put words into
another's mouth nor fill the memory.
"""

import hashlib
from collections import OrderedDict
from dataclasses import replace
from typing import Any, cast

from strawberry.http import GraphQLRequestData

__all__ = ["NOT_FOUND", "DocumentNotFoundError", "PersistedDocuments"]

NOT_FOUND = "PersistedQueryNotFound"
_MOST = 200


class DocumentNotFoundError(Exception):
    """A document was named that was never sent, or has been forgotten since."""


class PersistedDocuments:
    """The last documents, by their hash."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, str] = OrderedDict()

    def completed(self, data: GraphQLRequestData) -> GraphQLRequestData:
        """Return the request with its document.

        Raises:
            DocumentNotFoundError: It was never sent.
        """
        named: Any = (data.extensions or {}).get("persistedQuery")
        digest = str(cast("dict[str, Any]", named).get("sha256Hash", "")) if isinstance(named, dict) else ""
        if not digest:
            return data
        if data.query is None:
            if digest not in self._texts:
                raise DocumentNotFoundError(digest)
            self._texts.move_to_end(digest)
            return replace(data, query=self._texts[digest])
        if hashlib.sha256(data.query.encode()).hexdigest() == digest:
            self._texts[digest] = data.query
            while len(self._texts) > _MOST:
                self._texts.popitem(last=False)
        return data
