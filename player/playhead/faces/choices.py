"""Which sound and which quality."""

from dataclasses import replace

from playhead.faces.face import Face
from playhead.session.settings_check import bad_config, check_settings

__all__ = ["ChoicesFace"]


class ChoicesFace(Face):
    """Audio tracks, limits of the quality, and the viewer's own choice of it."""

    def select_audio(self, track_id: str) -> None:
        """Play another audio track from here on, and its like in later periods.

        Raises:
            PlayerStateError: WRONG_STATE if nothing is loaded; BAD_CONFIG if there is no such track.
        """
        if not self._require_playback("select_audio").select_audio(track_id):
            raise bad_config(f"there is no audio track {track_id!r}")

    def limit_quality(self, *, max_height: int | None = None, max_bandwidth_bps: int | None = None) -> None:
        """Limit the automatic choice, of this title and of all that follow; None for both lifts the limit.

        Before `load` nothing else is ever chosen; while a title plays it takes effect within a few seconds.

        Raises:
            PlayerStateError: CLOSED.
        """
        self._refuse_if_closed()
        abr = replace(self._settings.abr, max_height=max_height, max_bandwidth_bps=max_bandwidth_bps)
        self._settings = replace(self._settings, abr=abr)
        if self._playback is not None:
            self._playback.limit_quality(max_height, max_bandwidth_bps)

    def set_buffer_goal(self, goal_s: float) -> None:
        """Download ahead until this much is playable, in seconds; counts for titles loaded from now on.

        Raises:
            PlayerStateError: CLOSED; BAD_CONFIG if it is less than playback needs to start or to go on.
        """
        self._refuse_if_closed()
        settings = replace(self._settings, buffer=replace(self._settings.buffer, goal_s=goal_s))
        check_settings(settings)
        self._settings = settings

    def set_quality(self, representation_id: str | None) -> None:
        """Play this representation and no other; None makes the choice automatic again.

        A manual choice is absolute: it stalls rather than change.

        Raises:
            PlayerStateError: WRONG_STATE if nothing is loaded; BAD_CONFIG if there is no such representation.
        """
        if not self._require_playback("set_quality").pin_quality(representation_id):
            raise bad_config(f"there is no representation {representation_id!r}")
