"""What a person asked for at the command line: a title to play, or a tour of the app."""

from dataclasses import dataclass, field
from pathlib import Path

from playhead.licence import LicenceSource
from playhead.settings import AbrSettings, AudioPreferences, PlayerSettings, TextPreferences

__all__ = ["PlayRequest", "TourRequest"]


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """One title to play.

    Attributes:
        url: Absolute; a local file has become a `file:` URL.
        start_s: Where to begin; None for where the author wants it.
        duration_s: Stop after this much time on the clock, from the first picture on; None plays to the end.
        max_height, max_bandwidth_bps: Never choose more; None for no limit.
        audio: Which sound to prefer.
        subtitle_languages: BCP 47, best first; empty for none.
        rate: Playback speed, 1.0 being normal.
        volume: 0.0 to 1.0.
        report: Where the session report goes as JSON.
        page: Where it goes as a page.
        licence: Where its licences come from, and keys that are known.
    """

    url: str
    start_s: float | None = None
    duration_s: float | None = None
    max_height: int | None = None
    max_bandwidth_bps: int | None = None
    audio: AudioPreferences = field(default_factory=AudioPreferences)
    subtitle_languages: tuple[str, ...] = ()
    rate: float = 1.0
    volume: float = 1.0
    report: Path | None = None
    page: Path | None = None
    licence: LicenceSource = field(default_factory=LicenceSource)

    def settings(self) -> PlayerSettings:
        """Return the player's settings for this request."""
        return PlayerSettings(
            abr=AbrSettings(max_height=self.max_height, max_bandwidth_bps=self.max_bandwidth_bps),
            audio=self.audio,
            text=TextPreferences(self.subtitle_languages),
        )


@dataclass(frozen=True, slots=True)
class TourRequest:
    """What a tour is to show.

    Attributes:
        out: Folder for pictures and reports; made if it isn't there.
        seconds: How long to play.
        is_whole: Visit every page, from the first start to an episode's skipped intro.
        size: Of the window, in pixels; never larger than the screen.
        language: ISO 639-1 code of a language that the app speaks, chosen in its settings; empty for the
            system's. Only the whole tour comes by the settings.
        pace: How long the rests between keys are; 1 is a person's.
    """

    out: Path
    seconds: float = 20.0
    is_whole: bool = False
    size: tuple[int, int] = (1920, 1080)
    language: str = ""
    pace: float = 1.0
