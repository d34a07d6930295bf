"""Which segments a title begins with: what has to be known before it can be said where it starts and ends."""

from collections.abc import Callable, Mapping

from playhead.errors import ErrorCode, ManifestError, PlayerError, Problem, Recovery, Severity, make_problem
from playhead.presentation import Kind, SegmentIndex
from playhead.session.indices import Indices
from playhead.session.plan import PlaybackPlan
from playhead.session.quality import QualityChooser
from playhead_abr import Conditions

__all__ = ["first_index"]

_GUESSED_DURATION_S = 4.0


async def first_index(
    plan: PlaybackPlan,
    indices: Indices,
    choosers: Mapping[Kind, QualityChooser],
    goal_s: float,
    on_problem: Callable[[Problem], None],
) -> SegmentIndex:
    """Return the segments of the representation to begin with, or of another if it fails.

    Args:
        choosers: Choose it, and exclude what fails.
        goal_s: The buffer's.
        on_problem: Hears of each that fails.

    Raises:
        PlayerError: The first failure, if none is left.
    """
    choice = plan.choice(plan.numbers[0])
    chooser = choosers[choice.primary]
    representations = choice.carriers[choice.primary][1]
    now = Conditions(0.0, goal_s, _GUESSED_DURATION_S)
    failure: PlayerError | None = None
    while (chosen := chooser.choose(representations, now, current_id=None)) is not None:
        try:
            return await indices.of(chosen.representation)
        except PlayerError as error:
            failure = failure or error
            if error.problem.code is ErrorCode.NETWORK_UNREACHABLE:
                break
            chooser.exclude(chosen.representation.id)
            on_problem(error.problem.with_outcome(Severity.RECOVERED, Recovery.EXCLUDE_VARIANT))
    if failure is not None:
        raise failure
    raise ManifestError(make_problem(ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT, "no representation is left"))
