"""Which representation to request next: the algorithm's advice within the viewer's and the player's limits.

The algorithm knows bits and seconds only. What it must not know is settled here: a manual choice is absolute,
a limit shortens the ladder, and a representation that failed for good is out.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from playhead.presentation import Representation
from playhead.session.abandonment import AbandonedError
from playhead.session.loading import Cost
from playhead.session.outlook import NOTHING_KNOWN, Outlook
from playhead.settings import AbrSettings
from playhead_abr import Conditions, Download, Ladder, Quality, make_selector

__all__ = ["ChosenQuality", "QualityChooser"]

# A manifest may leave a bandwidth out; the algorithm needs a positive number to rank by.
_UNDECLARED_BANDWIDTH_BPS = 1
# What is fetched as it is made shares the line with sound and lists that come at the same moments, and
# with a second to play nothing makes up for a line that was believed to be a little better than it is.
_SHARE_OF_LINE = 0.9


@dataclass(frozen=True, slots=True)
class ChosenQuality:
    """A representation and why it was chosen."""

    representation: Representation
    reason: str
    explanation: str


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A download that the algorithm has not been told of."""

    bandwidth_bps: int
    size_bytes: int
    first_byte_s: float
    elapsed_s: float
    level_s: float
    is_whole: bool = True


class QualityChooser:
    """Chooses among a track's representations; one for each track that is played.

    Args:
        is_barred: Tells whether a representation can't be played for the moment.
    """

    def __init__(
        self, settings: AbrSettings, is_barred: Callable[[Representation], bool] = lambda _: False
    ) -> None:
        self._is_barred = is_barred
        self._selector = make_selector(
            settings.algorithm,
            safety_factor=settings.safety_factor,
            initial_bps=settings.initial_throughput_bps,
        )
        self._max_height = settings.max_height
        self._max_bandwidth_bps = settings.max_bandwidth_bps
        self._manual_id: str | None = None
        self._excluded: set[str] = set()
        self._arrived: _Arrived | None = None

    def limit(self, max_height: int | None, max_bandwidth_bps: int | None) -> None:
        """Never choose more than this from now on; None lifts the limit."""
        self._max_height = max_height
        self._max_bandwidth_bps = max_bandwidth_bps

    def pin(self, representation_id: str | None) -> None:
        """Choose this representation always; None lets the algorithm choose again."""
        self._manual_id = representation_id

    def exclude(self, representation_id: str) -> None:
        """Never choose this representation again: it can't be played."""
        self._excluded.add(representation_id)

    def allows(self, representation: Representation) -> bool:
        """Say whether what was chosen earlier may still be chosen now."""
        if self._manual_id is not None:
            return representation.id == self._manual_id
        return self._is_within_limits(representation) and self._is_usable(representation)

    def usable(self, representations: tuple[Representation, ...]) -> tuple[Representation, ...]:
        """Return those that are neither excluded nor barred."""
        return tuple(filter(self._is_usable, representations))

    def arrived(
        self,
        representation: Representation,
        cost: Cost,
        level_s: float,
        duration_s: float,
        line_bps: float | None = None,
    ) -> None:
        """Take note of a segment that has arrived, for the next choice.

        Args:
            level_s: What is buffered now, the segment included.
            duration_s: How long the segment plays.
            line_bps: What the line carries, for one whose download waited for the encoder.
        """
        first_byte_s, elapsed_s = cost.first_byte_s, cost.elapsed_s
        if line_bps:
            flowed_s = elapsed_s - first_byte_s
            if flowed_s > duration_s:  # an encoder is never slower than that: it is the line, and just now
                line_bps = min(line_bps, cost.size_bytes * 8 / flowed_s)
            first_byte_s, elapsed_s = 0.0, cost.size_bytes * 8 / (_SHARE_OF_LINE * line_bps)
        self._arrived = _Arrived(
            _bandwidth_bps(representation), cost.size_bytes, first_byte_s, elapsed_s, level_s
        )

    def gave_up(self, representation: Representation, error: AbandonedError, level_s: float) -> None:
        """Take note of a download that was given up: it tells of the line too."""
        self._arrived = _Arrived(
            _bandwidth_bps(representation),
            error.received_bytes,
            0.0,
            error.elapsed_s,
            level_s,
            is_whole=False,
        )

    def sought(self) -> None:
        """Take note that playback goes on elsewhere, with an empty buffer."""
        self._arrived = None
        self._selector.sought()

    def choose(
        self,
        representations: tuple[Representation, ...],
        now: Conditions,
        *,
        current_id: str | None,
        ahead: Outlook = NOTHING_KNOWN,
        avoid: frozenset[str] = frozenset(),
    ) -> ChosenQuality | None:
        """Choose a representation.

        Args:
            representations: All of the track.
            now: The situation, without `current`, `last` and what `ahead` tells.
            current_id: What the segment before was in; None for the first.
            ahead: What is known of the segments to come.
            avoid: Representations that failed for this very segment.

        Returns:
            The choice, or None if everything is excluded or to be avoided.
        """
        candidates = [r for r in self.usable(representations) if r.id not in avoid]
        if not candidates:
            return None
        manual = next((r for r in candidates if r.id == self._manual_id), None)
        if manual is not None:
            return ChosenQuality(manual, "manual", "chosen by the viewer")
        allowed = [r for r in candidates if self._is_within_limits(r)] or [
            min(candidates, key=_bandwidth_bps)
        ]
        by_id = {r.id: r for r in allowed}
        ladder = Ladder(Quality(r.id, _bandwidth_bps(r), r.height or 0) for r in allowed)
        current = ladder.index_of(current_id) if current_id is not None else None
        conditions = replace(
            now,
            current=current,
            sizes_bits=_rows(ahead, ladder),
            last=self._told_once(ladder),
            remaining=ahead.remaining,
        )
        decision = self._selector.choose(ladder, conditions)
        chosen = by_id[ladder[decision.index].id]
        is_limited = len(allowed) < len(candidates) and decision.index == len(ladder) - 1
        explanation = decision.explanation + ("; the viewer's limit" if is_limited else "")
        if avoid:
            return ChosenQuality(chosen, "recovery", f"another representation failed here; {explanation}")
        return ChosenQuality(chosen, decision.reason.value, explanation)

    def _told_once(self, ladder: Ladder) -> Download | None:
        """Return the last download for the algorithm; to choose anew for the same segment is no news."""
        arrived, self._arrived = self._arrived, None
        if arrived is None:
            return None
        # A limit may have taken the rung off the ladder since: its neighbour below stands for it.
        index = max(sum(bps <= arrived.bandwidth_bps for bps in ladder.bandwidths_bps) - 1, 0)
        return Download(
            index,
            arrived.size_bytes * 8.0,
            arrived.first_byte_s,
            arrived.elapsed_s - arrived.first_byte_s,
            arrived.level_s,
            arrived.is_whole,
        )

    def _is_usable(self, representation: Representation) -> bool:
        return representation.id not in self._excluded and not self._is_barred(representation)

    def _is_within_limits(self, representation: Representation) -> bool:
        is_too_tall = self._max_height is not None and (representation.height or 0) > self._max_height
        limit_bps = self._max_bandwidth_bps
        return not is_too_tall and (limit_bps is None or representation.bandwidth_bps <= limit_bps)


def _bandwidth_bps(representation: Representation) -> int:
    return representation.bandwidth_bps or _UNDECLARED_BANDWIDTH_BPS


def _rows(ahead: Outlook, ladder: Ladder) -> tuple[tuple[float, ...], ...]:
    by_rung = [ahead.sizes_bits.get(quality.id, ()) for quality in ladder.qualities]
    return tuple(zip(*by_rung, strict=False))
