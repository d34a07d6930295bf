"""Which tracks play in which period, worked out when a period is reached and kept until a wish changes.

Periods have numbers here that outlive a live refresh: what was buffered of a period still finds it when
others have come or gone before it.
"""

from fractions import Fraction

from playhead.containers.samples import Codec
from playhead.presentation import Period, Presentation, Representation
from playhead.session.playability import playable
from playhead.session.selection import AudioWish, Choice, choose_tracks
from playhead.settings import AudioPreferences

__all__ = ["PlaybackPlan"]


class PlaybackPlan:
    """The periods of one presentation and the viewer's wishes."""

    def __init__(
        self, presentation: Presentation, supported: frozenset[Codec], preferences: AudioPreferences
    ) -> None:
        self.presentation = presentation
        self._supported = supported
        self._preferences = preferences
        self._wish = AudioWish(preferences)
        self._periods = dict(enumerate(presentation.periods))
        self._next_number = len(self._periods)
        self._choices: dict[int, Choice] = {}

    @property
    def numbers(self) -> tuple[int, ...]:
        """The periods' numbers in order of time; never empty."""
        return tuple(self._periods)

    @property
    def periods(self) -> tuple[Period, ...]:
        """In order of time; never empty."""
        return tuple(self._periods.values())

    def period(self, number: int) -> Period:
        """Return the period of a number."""
        return self._periods[number]

    def start_s(self, number: int) -> float:
        """Return where a period starts on the presentation's timeline."""
        return float(self._periods[number].start)

    def period_at(self, time_s: float) -> int:
        """Return the number of the period that plays at `time_s`; the first or last if it is outside."""
        found = next(iter(self._periods))
        for number, period in self._periods.items():
            if float(period.start) <= time_s + 1e-6:
                found = number
        return found

    def after(self, number: int) -> int | None:
        """Return the number of the period that follows; None if there is none (yet)."""
        numbers = self.numbers
        place = numbers.index(number) + 1
        return numbers[place] if place < len(numbers) else None

    def end_of(self, number: int) -> Fraction | None:
        """Return when the period ends, in seconds; None if the manifest leaves that to its segments."""
        following, period = self.after(number), self._periods[number]
        if following is not None:
            return self._periods[following].start
        return period.start + period.duration if period.duration is not None else None

    def update(self, presentation: Presentation, keep_from_s: float) -> None:
        """Take the next version of a live presentation.

        Args:
            presentation: Periods that it still has keep their numbers.
            keep_from_s: Periods that it no longer has are kept if they end after this: some of them may be
                buffered.
        """
        numbers = {period.id: number for number, period in self._periods.items()}
        begin = presentation.periods[0].start
        still_listed = {period.id for period in presentation.periods}
        merged = {
            number: period
            for number, period in self._periods.items()
            if period.id not in still_listed and period.start < begin and _end_s(period, begin) > keep_from_s
        }
        for period in presentation.periods:
            number = numbers.get(period.id, self._next_number)
            self._next_number = max(self._next_number, number + 1)
            merged[number] = period
        self._periods = merged
        self.presentation = presentation
        self._choices.clear()

    def find(self, representation_id: str) -> Representation | None:
        """Return the representation of an id; None if there is none, or no longer."""
        for period in self._periods.values():
            for track in period.tracks:
                for representation in track.representations:
                    if representation.id == representation_id:
                        return representation
        return None

    def can_play(self, representation: Representation) -> bool:
        """Say whether the backend can decode all that a representation declares."""
        return playable(representation, self._supported)

    def choice(self, period: int) -> Choice:
        """Return the tracks to play in that period.

        Raises:
            ManifestError: If none can be played.
        """
        if period not in self._choices:
            url = self.presentation.url
            self._choices[period] = choose_tracks(self._periods[period], self._wish, self._supported, url)
        return self._choices[period]

    def wish_audio(self, period: int, track_id: str) -> bool:
        """Prefer this track of this period, and its like in others; False if there is no such track."""
        for track in self._periods[period].tracks:
            if track.id == track_id:
                self._wish = AudioWish.like(track, self._preferences)
                self._choices.clear()
                return True
        return False


def _end_s(period: Period, latest: Fraction) -> Fraction:
    """Return where a period ends that has been followed by one from `latest` on."""
    return latest if period.duration is None else period.start + period.duration
