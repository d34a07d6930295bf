"""What must be decoded before the first picture that is shown, and how libVLC is made to hide exactly that.

A stretch begins with a key frame, often seconds before the position. The medium option `:start-time` makes
libVLC decode at full speed and throw away what is dated before the position. It judges pictures by the
*decoding* times of the blocks that came since the last hidden one, and Matroska has no decoding times: the
demuxer guesses them, up to a few frames too low, and earlier pictures slip through. It doesn't guess for key
frames: their decoding time is their presentation time. So blocks just after the position are marked as key
frames, which changes nothing else. And where a hidden picture is decoded after a shown one, a delimiter dated
at the position follows it, so that libVLC's judgement ends there again.
"""

from dataclasses import dataclass

from playhead.feed.disposable import is_disposable
from playhead.feed.lane import Entry

__all__ = ["LEAD_S", "Preroll"]

LEAD_S = 0.01
"""Stream time of the first sample."""

# Positions come as floats: a picture that begins this little later still begins at the position.
_ROUNDING_S = 0.0005
# A decoder gives out its first picture after at most sixteen threads' and as many reordered pictures.
_MARKED_S = 1.5
# A sound decoder needs a few frames to get going; they are hidden together with the pictures.
_WARM_UP_S = 0.1


@dataclass(frozen=True, slots=True)
class Preroll:
    """The part of a stretch before its position; times are seconds of stream time.

    Attributes:
        length_s: Where the first picture that is shown begins. Never 0: a medium that begins paused shows its
            first picture only if it was told to begin somewhere.
    """

    length_s: float = LEAD_S

    @staticmethod
    def before(position_s: float, pictures: list[Entry]) -> "Preroll":
        """Return what lies between the first picture and the one that is to be seen at `position_s`."""
        at_s = position_s + _ROUNDING_S
        seen = [entry.pts_s for entry in pictures if entry.pts_s <= at_s < entry.end_s]
        return Preroll(max(0.0, max(seen, default=position_s) - pictures[0].pts_s) + LEAD_S)

    @property
    def sound_from_s(self) -> float:
        """Sound before this is of no use."""
        return max(0.0, self.length_s - _WARM_UP_S) - _ROUNDING_S

    def is_hidden(self, time_s: float) -> bool:
        """Return whether a picture of this time won't be shown."""
        return time_s < self.length_s - _ROUNDING_S

    def is_useless(self, entry: Entry, time_s: float) -> bool:
        """Return whether a picture is neither shown nor needed to decode one that is."""
        return self.is_hidden(time_s) and is_disposable(entry.format, entry.data)

    def is_marked(self, time_s: float) -> bool:
        """Return whether a block must be marked as a key frame, whatever it is."""
        return not self.is_hidden(time_s) and time_s < self.length_s + _MARKED_S
