"""Starting playback, and remembering how far it came."""

import math
from enum import Enum
from typing import Annotated
from uuid import uuid4

import strawberry

from playhead_app.demo.catalogue.context import CatalogueContext
from playhead_app.demo.catalogue.moments import Chapter, Marker, read_moments
from playhead_app.demo.catalogue.personal import moment
from playhead_app.demo.catalogue.tables import Episode, Title, Viewing
from playhead_app.demo.catalogue.types import Episode as EpisodeNode
from playhead_app.demo.catalogue.types import episode_node
from playhead_app.demo.live.channels import LIVE_CHANNELS
from playhead_app.demo.protection.keys import PROTECTED_TITLES
from playhead_app.demo.studio.progress import FilmFacts, Stage, read_film_facts

__all__ = [
    "Licence",
    "Playback",
    "PlaybackRefused",
    "ProgressInput",
    "ProgressRecorded",
    "Protocol",
    "RefusalReason",
]
__all__ += ["StartPlaybackInput", "StartPlaybackResult", "record_progress", "start_playback"]

_LONGEST_S = 7 * 86_400.0
# Who comes back this near to the end wants to see it again.
_RESUME_UNTIL = 0.95


@strawberry.enum(description="How media is described.")
class Protocol(Enum):
    """How media is described."""

    HLS = "hls"
    DASH = "dash"


@strawberry.enum(description="Why a title can't be played.")
class RefusalReason(Enum):
    """Why a title can't be played."""

    UNKNOWN_TITLE = "unknown-title"
    NOT_ENTITLED = "not-entitled"
    STILL_RENDERING = "still-rendering"
    ABOVE_LIMIT = "above-limit"
    UNAVAILABLE = "unavailable"


@strawberry.input(description="What to play.")
class StartPlaybackInput:
    """What to play."""

    title_id: strawberry.ID = strawberry.field(
        description="A film, an episode, or a series: its next episode."
    )
    protocol: Protocol | None = strawberry.field(
        default=None, description="Preferred; the answer says which it is."
    )
    has_pin: bool = strawberry.field(
        default=False,
        description="A parent has given the PIN on this device: play above the profile's limit.",
    )


@strawberry.type(description="Where a protected title's licence is to be had.")
class Licence:
    """Where a protected title's licence is to be had."""

    url: str
    token: str = strawberry.field(
        description="Goes along as `Authorization: Bearer …`; valid for ten minutes. Ask again for a new one."
    )


@strawberry.type(description="Permission to play, and how.")
class Playback:
    """Permission to play, and how."""

    session_id: strawberry.ID
    item_id: strawberry.ID = strawberry.field(description="The film or episode; progress is recorded for it.")
    manifest_url: str
    protocol: Protocol
    duration_s: float = strawberry.field(description="0 for a live channel.")
    resume_at_s: float | None = strawberry.field(description="Where the viewer left off.")
    left_at_s: float | None = strawberry.field(
        description="When the viewer left off, in seconds since 1970, UTC."
    )
    max_height: int | None = strawberry.field(description="Tallest picture that the viewer's plan includes.")
    licence: Licence | None = strawberry.field(description="None for a title that isn't protected.")
    markers: list[Marker] = strawberry.field(description="In order; they may overlap.")
    chapters: list[Chapter] = strawberry.field(description="In order; empty if it has none.")
    following: EpisodeNode | None = strawberry.field(
        description="The episode after this one; None after the last and for a film."
    )


@strawberry.type(description="No permission, with words for the viewer.")
class PlaybackRefused:
    """No permission, with words for the viewer."""

    reason: RefusalReason
    message: str
    hint: str
    progress: float | None = strawberry.field(description="Share made so far, where it is still being made.")


StartPlaybackResult = Annotated[
    Playback | PlaybackRefused,
    strawberry.union("StartPlaybackResult", description="Whether the title can be played."),
]


@strawberry.input(description="How far the viewer has come.")
class ProgressInput:
    """How far the viewer has come."""

    item_id: strawberry.ID
    position_s: float
    duration_s: float
    watched_at_s: float | None = strawberry.field(
        default=None,
        description="Seconds since 1970, UTC; now if not given. What was watched later is right.",
    )
    is_hidden: bool = strawberry.field(default=False, description="Take it out of “continue watching”.")


@strawberry.type(description="What is remembered.")
class ProgressRecorded:
    """What is remembered."""

    item_id: strawberry.ID
    watched: float = strawberry.field(description="Share of the length, 0 to 1.")


async def start_playback(context: CatalogueContext, wish: StartPlaybackInput) -> Playback | PlaybackRefused:
    """Decide whether a title may be played now."""
    item = await _item(context, str(wish.title_id))
    if item is None:
        return PlaybackRefused(
            reason=RefusalReason.UNKNOWN_TITLE,
            message="We don't know this title.",
            hint="It may have left the catalogue. Choose another one.",
            progress=None,
        )
    item_id, film, title = item
    if not wish.has_pin and not (await context.viewer()).may_watch(title.rating):
        return PlaybackRefused(
            reason=RefusalReason.ABOVE_LIMIT,
            message=f"“{title.name}” is rated {title.rating}.",
            hint="That is above this profile's limit.",
            progress=None,
        )
    if title.is_premium and context.session is None:
        return PlaybackRefused(
            reason=RefusalReason.NOT_ENTITLED,
            message=f"“{title.name}” isn't part of your plan.",
            hint="It is part of the household's: sign in. Every other title is yours as a guest.",
            progress=None,
        )
    facts = read_film_facts(context.root, film)
    if facts is None:
        context.hurry(film)
        return _not_made(context, film)
    if item_id in LIVE_CHANNELS:
        return _live(context, item_id, facts)
    protocol = wish.protocol.value if wish.protocol else Protocol.HLS.value
    name = protocol if protocol in facts.manifests else next(iter(facts.manifests))
    viewing = (await context.viewings()).get(item_id)
    is_begun = viewing is not None and 0 < viewing.position_s < facts.length_s * _RESUME_UNTIL
    is_protected = item_id in PROTECTED_TITLES
    place = f"protected/{item_id}" if is_protected else f"media/{film}"
    moments = read_moments(film, facts.length_s)
    following = _following(title, item_id)
    return Playback(
        session_id=strawberry.ID(uuid4().hex),
        item_id=strawberry.ID(item_id),
        manifest_url=f"{context.base_url}/{place}/{facts.manifests[name]}",
        protocol=Protocol(name),
        duration_s=facts.length_s,
        resume_at_s=viewing.position_s if viewing and is_begun else None,
        left_at_s=viewing.watched_at_s if viewing else None,
        max_height=None,
        licence=_licence(context, item_id) if is_protected else None,
        markers=list(moments.markers),
        chapters=list(moments.chapters),
        following=episode_node(following, title, context) if following else None,
    )


def _live(context: CatalogueContext, channel: str, facts: FilmFacts) -> Playback:
    return Playback(
        session_id=strawberry.ID(uuid4().hex),
        item_id=strawberry.ID(channel),
        manifest_url=f"{context.base_url}/live/{channel}/{facts.manifests['hls']}",
        protocol=Protocol.HLS,
        duration_s=0.0,
        resume_at_s=None,
        left_at_s=None,
        max_height=None,
        licence=None,
        markers=[],
        chapters=[],
        following=None,
    )


def _following(title: Title, item_id: str) -> Episode | None:
    episodes = [one for season in title.seasons for one in season.episodes]
    places = [place for place, one in enumerate(episodes, 1) if one.id == item_id]
    return episodes[places[0]] if places and places[0] < len(episodes) else None


def _licence(context: CatalogueContext, title_id: str) -> Licence:
    return Licence(url=f"{context.base_url}/licence/{title_id}", token=context.mint.issue(title_id))


async def _item(context: CatalogueContext, title_id: str) -> tuple[str, str, Title] | None:
    """Return what is to be played: its identifier, its film and its title."""
    found: tuple[Episode, Title] | None
    viewer = await context.viewer()
    if (title := await context.store.title(title_id, viewer)) is not None:
        if title.film:
            return title.id, title.film, title
        viewings = await context.viewings()
        episodes = [one for season in title.seasons for one in season.episodes]
        begun = [one for one in episodes if one.id in viewings]
        chosen = max(begun, key=lambda one: viewings[one.id].watched_at_s) if begun else episodes[0]
        return chosen.id, chosen.film, title
    if (found := await context.store.episode(title_id, viewer)) is not None:
        episode, series = found
        return episode.id, episode.film, series
    return None


def _not_made(context: CatalogueContext, film: str) -> PlaybackRefused:
    progress = context.progress_of().get(film)
    if progress is not None and progress.stage is Stage.FAILED:
        return PlaybackRefused(
            reason=RefusalReason.UNAVAILABLE,
            message="This film could not be made on this device.",
            hint="Free some space, then start the app again.",
            progress=None,
        )
    return PlaybackRefused(
        reason=RefusalReason.STILL_RENDERING,
        message="This film is still being made.",
        hint="It will be ready in a minute or two. Others can be watched meanwhile.",
        progress=progress.fraction if progress else 0.0,
    )


async def record_progress(context: CatalogueContext, wish: ProgressInput) -> ProgressRecorded:
    """Remember how far the viewer has come.

    Raises:
        ValueError: The numbers are none, or there is no such film or episode.
    """
    numbers = (wish.position_s, wish.duration_s)
    if not all(math.isfinite(number) and 0 <= number <= _LONGEST_S for number in numbers):
        raise ValueError("position and duration are seconds between 0 and a week")
    if wish.duration_s == 0 and not wish.is_hidden:
        raise ValueError("a duration can't be 0")
    item = await _item(context, str(wish.item_id))
    if item is None:
        raise ValueError("there is no such film or episode")
    item_id, _, title = item
    counts = await context.store.people.record(
        Viewing(
            profile_id=(await context.viewer()).profile_id,
            item_id=item_id,
            title_id=title.id,
            position_s=min(wish.position_s, wish.duration_s),
            duration_s=wish.duration_s,
            watched_at_s=moment(wish.watched_at_s),
            is_hidden=wish.is_hidden,
        )
    )
    return ProgressRecorded(item_id=strawberry.ID(item_id), watched=counts.position_s / counts.duration_s)
