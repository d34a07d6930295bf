"""From a title that turned out to be live to what keeps it going."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from playhead.net.fetcher import Fetcher
from playhead.presentation import GrowingIndex, Kind
from playhead.session.live.playlists import FollowedList
from playhead.session.live.session import LiveContext, LiveSession
from playhead.session.streams import TrackStream

if TYPE_CHECKING:
    # Loaded with the first MPD: see `session/source.py`.
    from playhead.session.live.manifest import LiveManifest

__all__ = ["open_live"]


def open_live(
    context: LiveContext,
    fetcher: Fetcher,
    manifest: "LiveManifest | None",
    streams: Mapping[Kind, TrackStream],
) -> LiveSession:
    """Return the session that keeps a live title up to date.

    Args:
        manifest: The one document of the title; None if each representation has a list of its own.
        streams: Whose lists are followed.
    """
    if manifest is not None:
        return LiveSession(context, (manifest,), manifest, manifest.offset_s)
    shared = context.shared
    plan = shared.plan
    plan.presentation = replace(plan.presentation, is_live=True)

    def following(kind: Kind) -> FollowedList:
        return FollowedList(lambda: streams[kind].following, shared.indices, fetcher, shared.clock)

    carriers = plan.choice(plan.numbers[0]).carriers
    lists = [following(kind) for kind in streams if kind in carriers]
    return LiveSession(context, lists, None, partial(_wished_offset_s, context))


def _wished_offset_s(context: LiveContext, wished_s: float | None) -> float | None:
    if wished_s is not None:
        return wished_s
    newest = context.shared.indices.newest
    return newest.live_offset_s if isinstance(newest, GrowingIndex) else None
