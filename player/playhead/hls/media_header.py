"""The tags that say one thing about a whole media playlist (RFC 8216 §4.3.3), while it is being read."""

from collections.abc import Callable

from playhead.hls import values
from playhead.hls.tags import TagReading
from playhead.hls.warning_log import Oddity, quoted

__all__ = ["Handler", "MediaHeader"]

Handler = Callable[[int, str], None]
_FLAGS = ("EXT-X-ENDLIST", "EXT-X-I-FRAMES-ONLY", "EXT-X-IMAGES-ONLY")


class MediaHeader:
    """Collects what the header says; a tag that may stand once counts the first time.

    Attributes:
        flags: Names of the tags without a value that are there.
        playlist_type: VOD, EVENT or None.
    """

    def __init__(self, reading: TagReading) -> None:
        self._log = reading.log
        self._numbers: dict[str, int] = {}
        self.flags: set[str] = set()
        self.playlist_type: str | None = None

    def handlers(self) -> dict[str, Handler]:
        """Return the method for each tag."""
        flags = {f"#{flag}": self._flag_handler(flag) for flag in _FLAGS}
        return {
            "#EXT-X-TARGETDURATION": self._read_target_duration,
            "#EXT-X-MEDIA-SEQUENCE": self._read_media_sequence,
            "#EXT-X-DISCONTINUITY-SEQUENCE": self._read_discontinuity_sequence,
            "#EXT-X-PLAYLIST-TYPE": self._read_playlist_type,
            **flags,
        }

    @property
    def target_duration(self) -> int | None:
        """Microseconds; None if it wasn't said (yet)."""
        seconds = self._numbers.get("EXT-X-TARGETDURATION")
        return None if seconds is None else seconds * values.TICKS_PER_S

    @property
    def media_sequence(self) -> int:
        """Number of the first segment."""
        return self._numbers.get("EXT-X-MEDIA-SEQUENCE", 0)

    @property
    def discontinuity_sequence(self) -> int:
        """Discontinuity number before the first segment."""
        return self._numbers.get("EXT-X-DISCONTINUITY-SEQUENCE", 0)

    def _flag_handler(self, flag: str) -> Handler:
        def read_flag(line: int, value: str) -> None:
            self.flags.add(flag)

        return read_flag

    def _read_target_duration(self, line: int, value: str) -> None:
        # §4.3.3.1 asks for an integer; some packagers write decimals.
        number = values.decimal_number(value.strip())
        rounded = None if number is None else round(number)
        self._set_number("EXT-X-TARGETDURATION", line, value, rounded, values.MAX_DURATION_S)

    def _read_media_sequence(self, line: int, value: str) -> None:
        self._set_number("EXT-X-MEDIA-SEQUENCE", line, value, values.decimal_integer(value.strip()))

    def _read_discontinuity_sequence(self, line: int, value: str) -> None:
        self._set_number("EXT-X-DISCONTINUITY-SEQUENCE", line, value, values.decimal_integer(value.strip()))

    def _set_number(self, tag: str, line: int, text: str, number: int | None, limit: int = 2**64) -> None:
        if number is None or not 0 <= number <= limit:
            self._log.add(Oddity.TAG_VALUE, f"can't be {quoted(text)}", line, tag)
        elif tag in self._numbers:
            self._log.add(Oddity.TAG_REPEATED, "is there twice; the first counts", line, tag)
        else:
            self._numbers[tag] = number

    def _read_playlist_type(self, line: int, value: str) -> None:
        kind = value.strip().upper()
        if kind in {"VOD", "EVENT"}:
            self.playlist_type = kind
        else:
            self._log.add(Oddity.TAG_VALUE, f"can't be {quoted(value)}", line, "EXT-X-PLAYLIST-TYPE")
