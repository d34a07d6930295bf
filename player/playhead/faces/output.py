"""How fast and how loud."""

from playhead.faces.face import Face
from playhead.session.settings_check import bad_config

__all__ = ["OutputFace"]

_SLOWEST_RATE = 0.25
_FASTEST_RATE = 4.0


class OutputFace(Face):
    """Speed, volume and mute; they hold for all titles."""

    _rate: float
    _volume: float
    _is_muted: bool

    @property
    def rate(self) -> float:
        """Playback speed, 1.0 being normal; 0.25 to 4."""
        return self._rate

    @rate.setter
    def rate(self, rate: float) -> None:
        if not _SLOWEST_RATE <= rate <= _FASTEST_RATE:
            raise bad_config(f"rate {rate} is not between {_SLOWEST_RATE} and {_FASTEST_RATE}")
        self._rate = rate
        if self._scan is not None:
            return  # single pictures keep their own pace; it holds from where playback goes on
        self._backend.set_rate(rate)
        if self._playback is not None:
            self._playback.set_rate(rate)

    @property
    def volume(self) -> float:
        """Loudness, 0.0 to 1.0."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        if not 0.0 <= volume <= 1.0:
            raise bad_config(f"volume {volume} is not between 0 and 1")
        self._volume = volume
        self._backend.set_volume(volume)

    @property
    def is_muted(self) -> bool:
        """Whether the sound is off; the volume is remembered."""
        return self._is_muted

    @is_muted.setter
    def is_muted(self, is_muted: bool) -> None:
        self._is_muted = is_muted
        self._backend.set_muted(is_muted)
