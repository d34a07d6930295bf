"""What clients can listen to: new episodes, and the end of their session.

Over WebSocket in the protocol `graphql-transport-ws`. Who listens is told by the payload of
`connection_init`, in the names of HTTP's headers: `Authorization` and `Playhead-Profile`.
"""

from collections.abc import AsyncIterator
from enum import Enum

import strawberry

from playhead_app.demo.catalogue.context import Info
from playhead_app.demo.catalogue.happenings import EpisodeReleased, SessionOver
from playhead_app.demo.catalogue.types import Episode, Title, episode_node, title_node

__all__ = ["EpisodeAdded", "SessionEnded", "Subscription"]


@strawberry.enum(description="Why a session was ended.")
class SessionEndReason(Enum):
    """Why a session was ended."""

    SIGNED_OUT = "signed-out"
    SIGNED_OUT_EVERYWHERE = "signed-out-everywhere"


@strawberry.type(description="An episode has come out.")
class EpisodeAdded:
    """An episode has come out."""

    series: Title
    episode: Episode


@strawberry.type(description="The session that listens is over: its tokens are worth nothing any more.")
class SessionEnded:
    """The session that listens is over."""

    reason: SessionEndReason


@strawberry.type
class Subscription:
    """What can be listened to."""

    @strawberry.subscription(description="Episodes that come out, of series that the profile may see.")
    async def episode_added(self, info: Info) -> AsyncIterator[EpisodeAdded]:
        async for told in info.context.happenings.of(EpisodeReleased):
            context = info.context.anew()
            found = await context.store.episode(told.episode_id, await context.viewer())
            if found is not None:
                episode, series = found
                yield EpisodeAdded(
                    series=title_node(series, context), episode=episode_node(episode, series, context)
                )

    @strawberry.subscription(description="The end of the session that listens; nothing for a guest.")
    async def session_ended(self, info: Info) -> AsyncIterator[SessionEnded]:
        session = info.context.session
        async for told in info.context.happenings.of(SessionOver):
            if session is not None and told.session in (None, session):
                is_everywhere = told.session is None
                reason = "SIGNED_OUT_EVERYWHERE" if is_everywhere else "SIGNED_OUT"
                yield SessionEnded(reason=SessionEndReason[reason])
                return
