"""Which tracks play in which period, worked out when a period is reached and kept until a wish changes."""

from fractions import Fraction

from playhead.containers.samples import Codec
from playhead.presentation import Period, Presentation
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
        self._choices: dict[int, Choice] = {}

    @property
    def periods(self) -> tuple[Period, ...]:
        """In order of time; never empty."""
        return self.presentation.periods

    def period_at(self, time_s: float) -> int:
        """Return the index of the period that plays at `time_s`; the first or last if it is outside."""
        found = 0
        for index, period in enumerate(self.periods):
            if period.start <= time_s + 1e-6:
                found = index
        return found

    def end_of(self, period: int) -> Fraction | None:
        """Return when the period ends, in seconds; None if the manifest leaves that to its segments."""
        if period + 1 < len(self.periods):
            return self.periods[period + 1].start
        last = self.periods[period]
        return last.start + last.duration if last.duration is not None else None

    def choice(self, period: int) -> Choice:
        """Return the tracks to play in that period.

        Raises:
            ManifestError: If none can be played.
        """
        if period not in self._choices:
            url = self.presentation.url
            self._choices[period] = choose_tracks(self.periods[period], self._wish, self._supported, url)
        return self._choices[period]

    def wish_audio(self, period: int, track_id: str) -> bool:
        """Prefer this track of this period, and its like in others; False if there is no such track."""
        for track in self.periods[period].tracks:
            if track.id == track_id:
                self._wish = AudioWish.like(track, self._preferences)
                self._choices.clear()
                return True
        return False
