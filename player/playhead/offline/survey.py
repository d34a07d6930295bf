"""Ask what a title could be kept as, before anything of it is kept."""

from playhead.containers.samples import Codec
from playhead.errors import ErrorCode, RequestType, StorageError, make_problem
from playhead.net.fetcher import Fetcher
from playhead.offline.choosing import choose, offer_of, refuse_what_is_live
from playhead.offline.model import DownloadWish, Offer
from playhead.presentation import DeferredIndex, Presentation, Resource
from playhead.session.source import parse_manifest

__all__ = ["survey"]


async def survey(fetcher: Fetcher, url: str, codecs: frozenset[Codec]) -> Offer:
    """Return what the title at the address could be kept as; takes one or two small requests.

    Raises:
        StorageError: NOT_ALLOWED, if it is live.
        PlayerError: If its manifest can't be had or read, or nothing in it can be played.
    """
    fetched = await fetcher.fetch(Resource(url, RequestType.MANIFEST))
    presentation = parse_manifest(fetched.body, fetched.url)
    refuse_what_is_live(presentation)
    return offer_of(presentation, await _duration_s(fetcher, presentation, codecs), codecs)


async def _duration_s(fetcher: Fetcher, presentation: Presentation, codecs: frozenset[Codec]) -> float:
    if presentation.duration is not None:
        return float(presentation.duration)
    period, chosen = choose(presentation, DownloadWish(max_height=0), codecs)[-1]
    index = chosen[0].index
    if isinstance(index, DeferredIndex):
        fetched = await fetcher.fetch(index.resource)
        index = index.resolve(fetched.body, fetched.url)
    if not index.is_complete:
        raise StorageError(make_problem(ErrorCode.STORAGE_NOT_ALLOWED, "the title is live"))
    return float(period.start) + index.end_s
