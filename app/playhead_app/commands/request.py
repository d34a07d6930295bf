"""What a person asked to play, and how: one value for the headless player and for the window."""

from dataclasses import dataclass, field
from pathlib import Path

from playhead.settings import AbrSettings, AudioPreferences, PlayerSettings, TextPreferences

__all__ = ["PlayRequest"]


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

    def settings(self) -> PlayerSettings:
        """Return the player's settings for this request."""
        return PlayerSettings(
            abr=AbrSettings(max_height=self.max_height, max_bandwidth_bps=self.max_bandwidth_bps),
            audio=self.audio,
            text=TextPreferences(self.subtitle_languages),
        )
