"""EXT-X-DEFINE: variables and where they are put in (RFC 8216bis §4.3 and §4.4.2.3).

References `{$name}` stand in URI lines and in quoted or hexadecimal attribute values. A reference to a name
that nobody defined makes the playlist unreadable: the draft says so, because a guessed URL is worse.
Replacement is budgeted: a short playlist can ask for gigabytes by naming one long variable often.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from playhead.errors import ErrorCode, ManifestError, make_problem

__all__ = ["NO_VARIABLES", "Variables"]

NO_VARIABLES: Mapping[str, str] = MappingProxyType({})
_REFERENCE = re.compile(r"\{\$([A-Za-z0-9_-]+)\}")
_MAX_REPLACED = 8 * 1024 * 1024


class Variables:
    """The variables of one playlist, as far as it has been read.

    Args:
        url: The playlist's address, for QUERYPARAM and for errors.
        imported: The multivariant playlist's variables, for IMPORT.
    """

    def __init__(self, url: str, imported: Mapping[str, str] = NO_VARIABLES) -> None:
        self.url = url
        self.imported = imported
        self._values: dict[str, str] = {}
        self._budget = _MAX_REPLACED

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def define(self, name: str, value: str) -> None:
        """Set a variable."""
        self._values[name] = value

    def as_mapping(self) -> Mapping[str, str]:
        """Return the variables, for playlists that import them."""
        return MappingProxyType(dict(self._values)) if self._values else NO_VARIABLES

    def put_into(self, text: str, line: int, tag: str | None = None) -> str:
        """Return the text with every reference replaced.

        Raises:
            ManifestError: MANIFEST_VARIABLE_UNDEFINED, or MANIFEST_LIMIT_EXCEEDED.
        """
        if "{$" not in text:
            return text

        def value_of(match: re.Match[str]) -> str:
            name = match[1]
            if name not in self._values:
                raise self.undefined(name, line, tag)
            value = self._values[name]
            self._budget -= len(value)
            if self._budget < 0:
                detail = "replacing variables makes the playlist larger than 8 MiB"
                raise ManifestError(
                    make_problem(ErrorCode.MANIFEST_LIMIT_EXCEEDED, detail, url=self.url, line=line, tag=tag)
                )
            return value

        return _REFERENCE.sub(value_of, text)

    def undefined(self, name: str, line: int, tag: str | None) -> ManifestError:
        """Return the error for a name that is not there."""
        detail = f"variable {name[:40]!r} is not defined"
        return ManifestError(
            make_problem(ErrorCode.MANIFEST_VARIABLE_UNDEFINED, detail, url=self.url, line=line, tag=tag)
        )
