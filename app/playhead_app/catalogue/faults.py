"""What can go wrong with a service, as errors with sentences for the viewer."""

import logging

from gql.transport.exceptions import TransportServerError

from playhead import PlayerError
from playhead_app.catalogue.errors import CatalogueError
from playhead_app.qt import translate

__all__ = ["not_started", "not_understood", "refused", "unreachable"]

_log = logging.getLogger(__name__)


def unreachable(error: BaseException) -> CatalogueError:
    """The service can\'t be reached, or took too long."""
    return CatalogueError(
        message=translate("Catalogue", "We can't reach the catalogue."),
        hint=translate("Catalogue", "Check the connection, then try again."),
        code="catalogue-unreachable",
        detail=type(error.__cause__ or error).__name__,
        may_pass=True,
    )


def refused(error: TransportServerError) -> CatalogueError:
    """The service answered with an HTTP error."""
    return CatalogueError(
        message=translate("Catalogue", "The catalogue is having a rest."),
        hint=translate("Catalogue", "It may be back in a moment: try again."),
        code=f"catalogue-http-{error.code}",
        may_pass=error.code is None or error.code >= 500 or error.code in (408, 429),
    )


def not_understood(code: str, error: BaseException, *, may_pass: bool) -> CatalogueError:
    """The service answered something that is not what was asked for."""
    _log.warning("%s: %s", code, error)
    return CatalogueError(
        message=translate("Catalogue", "The catalogue gave an answer that we don't understand."),
        hint=translate("Catalogue", "Try again later, or update Playhead."),
        code=code,
        detail=str(error),
        may_pass=may_pass,
    )


def not_started(error: PlayerError | OSError) -> CatalogueError:
    """The embedded service, or the way to one, is not there."""
    if isinstance(error, PlayerError):
        problem = error.problem
        return CatalogueError(
            message=translate("Problem", problem.message),
            hint=translate("Problem", problem.hint) if problem.hint else "",
            code=translate("Problem", "Code {number}").format(number=int(problem.code)),
        )
    return CatalogueError(
        message=translate("Catalogue", "The demo service can't start."),
        hint=translate("Catalogue", "Try again, or start Playhead anew."),
        code="demo-not-started",
        detail=str(error),
        may_pass=True,
    )
