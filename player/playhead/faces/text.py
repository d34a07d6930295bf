"""The part of `Player` that is about captions."""

from playhead.errors import ErrorCode, PlayerStateError, make_problem
from playhead.faces.face import Face
from playhead.presentation import Cue, Kind, Track

__all__ = ["TextFace"]


class TextFace(Face):
    """Captions of what is loaded: which there are, which is chosen, what stands on the screen."""

    @property
    def text_tracks(self) -> tuple[Track, ...]:
        """Text tracks of the period that is playing, with those that were added or found in the picture."""
        tracks = self._playback.tracks if self._playback else ()
        return tuple(track for track in tracks if track.kind is Kind.TEXT)

    @property
    def text_id(self) -> str | None:
        """Id of the text track that is shown; None if there is none."""
        return self._playback.captions.text_id if self._playback else None

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The captions that stand on the picture now; `CuesChanged` tells when they change."""
        return self._playback.captions.shown if self._playback else ()

    def select_text(self, track_id: str | None) -> None:
        """Show captions from here on, and their like in later periods.

        Args:
            track_id: Of one of `text_tracks`; None for none. Forced captions show all the same.

        Raises:
            PlayerStateError: WRONG_STATE if nothing is loaded; BAD_CONFIG if there is no such track.
        """
        if not self._require_playback("select_text").captions.select(track_id):
            detail = f"there is no text track {track_id!r}"
            raise PlayerStateError(make_problem(ErrorCode.PLAYER_BAD_CONFIG, detail))

    def add_text(self, url: str, *, language: str = "und", label: str = "", is_forced: bool = False) -> Track:
        """Offer a caption file of the embedder's own for the title that is loaded.

        Its times are the title's. It is fetched when it is chosen; a file that can't be had or read is a
        DEGRADED problem and no reason to stop.

        Args:
            url: Of a SubRip, WebVTT or TTML file; http, https or file.
            language: BCP 47.
            label: A name for people.
            is_forced: Show it without being asked if it is in the language of the sound.

        Returns:
            The track that stands for it, for `select_text`.

        Raises:
            PlayerStateError: WRONG_STATE if nothing is loaded.
        """
        captions = self._require_playback("add_text").captions
        return captions.add(url, language, label, is_forced=is_forced)
