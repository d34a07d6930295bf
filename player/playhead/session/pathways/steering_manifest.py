"""Read what a steering server says (RFC 8216bis §7.2, ETSI TS 103 998): text in, frozen data out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urljoin

from playhead.errors import ErrorCode, ManifestError, RequestType, make_problem
from playhead.session.pathways.clones import PathwayClone

__all__ = ["SteeringManifest", "read_steering_manifest"]

_VERSION = 1
_USUAL_TTL_S = 300.0
# Whatever a server says, it is not asked more often than this, and not forgotten for longer than a day.
_SHORTEST_TTL_S, _LONGEST_TTL_S = 5.0, 86_400.0
_MOST_PATHWAYS, _MOST_CLONES = 64, 16
# Early DASH servers used this name (ETSI TS 103 998 before its publication).
_PRIORITY_KEYS = ("PATHWAY-PRIORITY", "SERVICE-LOCATION-PRIORITY")


@dataclass(frozen=True, slots=True)
class SteeringManifest:
    """One answer.

    Attributes:
        ttl_s: When to ask again.
        url: Where to ask the next time.
        priority: Pathways, best first; empty if the server has no opinion.
    """

    ttl_s: float
    url: str
    priority: tuple[str, ...]
    clones: tuple[PathwayClone, ...] = ()


def read_steering_manifest(body: bytes, url: str) -> SteeringManifest:
    """Read a steering manifest; what is odd in one of its parts is left out.

    Args:
        url: Where it came from in the end; the base of RELOAD-URI, without what we added to ask for it.

    Raises:
        ManifestError: NOT_A_MANIFEST, or UNSUPPORTED if it is of another version.
    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _refusal(ErrorCode.MANIFEST_NOT_A_MANIFEST, "it is no JSON", url) from error
    if not isinstance(found, dict):
        raise _refusal(ErrorCode.MANIFEST_NOT_A_MANIFEST, "it is no JSON object", url)
    document = cast("dict[str, Any]", found)
    if document.get("VERSION", _VERSION) != _VERSION:
        raise _refusal(ErrorCode.MANIFEST_UNSUPPORTED, "the steering manifest is of another version", url)
    priority = next((document[key] for key in _PRIORITY_KEYS if key in document), ())
    return SteeringManifest(
        _ttl_s(document.get("TTL")),
        _reload_url(document.get("RELOAD-URI"), url),
        _names(priority),
        _clones(document.get("PATHWAY-CLONES")),
    )


def _ttl_s(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        return _USUAL_TTL_S
    return min(max(float(value), _SHORTEST_TTL_S), _LONGEST_TTL_S)


def _reload_url(value: object, url: str) -> str:
    if not isinstance(value, str) or not value:
        return url
    try:
        return urljoin(url, value)
    except ValueError:
        return url


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        return ()
    listed = cast("Sequence[object]", value)[:_MOST_PATHWAYS]
    names = [name for name in listed if isinstance(name, str) and name]
    return tuple(dict.fromkeys(names))


def _clones(value: object) -> tuple[PathwayClone, ...]:
    entries = cast("list[object]", value)[:_MOST_CLONES] if isinstance(value, list) else []
    return tuple(clone for entry in entries if (clone := _clone(entry)) is not None)


def _clone(entry: object) -> PathwayClone | None:
    fields = _fields(entry)
    id_, base_id, replacement = (
        fields.get("ID"),
        fields.get("BASE-ID"),
        _fields(fields.get("URI-REPLACEMENT")),
    )
    if not (isinstance(id_, str) and id_ and isinstance(base_id, str) and replacement):
        return None
    host = replacement.get("HOST")
    urls = {**_texts(replacement.get("PER-VARIANT-URIS")), **_texts(replacement.get("PER-RENDITION-URIS"))}
    return PathwayClone(
        id_,
        base_id,
        host if isinstance(host, str) and host and not set(host) & set("/@?#\\ ") else None,
        tuple(sorted(_texts(replacement.get("PARAMS")).items())),
        tuple(urls.items()),
    )


def _texts(value: object) -> dict[str, str]:
    return {name: text for name, text in _fields(value).items() if isinstance(text, str)}


def _fields(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _refusal(code: ErrorCode, detail: str, url: str) -> ManifestError:
    return ManifestError(make_problem(code, detail, url=url, request_type=RequestType.STEERING))
