"""The list of what an interstitial plays (RFC 8216bis Appendix D.2, X-ASSET-LIST)."""

import json
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urljoin, urlsplit, urlunsplit

from playhead.errors import ErrorCode, ManifestError, RequestType, make_problem
from playhead.net.fetcher import Fetcher
from playhead.presentation import Interstitial, Resource

__all__ = ["assets_of", "parse_asset_list"]

_MOST_ASSETS = 50


async def assets_of(interstitial: Interstitial, fetcher: Fetcher, session: str) -> list[str]:
    """Return the addresses to play, in order; empty if there is nothing to play this time.

    Args:
        interstitial: Of the title.
        fetcher: The list's.
        session: Names this viewing for the list's server (`_HLS_primary_id`).

    Raises:
        NetworkError: If the list can't be had.
        ManifestError: MALFORMED if it can't be read.
    """
    if not interstitial.list_url:
        return [interstitial.asset_url]
    parts = urlsplit(interstitial.list_url)
    query = "&".join(filter(None, (parts.query, f"_HLS_primary_id={session}")))
    resource = Resource(urlunsplit(parts._replace(query=query)), RequestType.ASSET_LIST)
    fetched = await fetcher.fetch(resource, attempts=2)
    return parse_asset_list(fetched.body, fetched.url)


def parse_asset_list(body: bytes, url: str) -> list[str]:
    """Read a list.

    Raises:
        ManifestError: MALFORMED if it is no JSON object with an array ASSETS.
    """
    try:
        document: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _malformed("it is no JSON", url) from error
    assets: Any = cast("Mapping[str, Any]", document).get("ASSETS") if isinstance(document, dict) else None
    if not isinstance(assets, list):
        raise _malformed("it has no array ASSETS", url)
    found: list[str] = []
    for asset in cast("list[Any]", assets)[:_MOST_ASSETS]:
        address: Any = cast("Mapping[str, Any]", asset).get("URI") if isinstance(asset, dict) else None
        if isinstance(address, str) and address:
            found.append(urljoin(url, address))
    return found


def _malformed(detail: str, url: str) -> ManifestError:
    return ManifestError(make_problem(ErrorCode.MANIFEST_MALFORMED, f"an asset list: {detail}", url=url))
