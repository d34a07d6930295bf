"""The ladder of qualities that every demo film is encoded in."""

from dataclasses import dataclass

__all__ = ["FRAME_RATE", "GOP_FRAMES", "LADDER", "PICTURE_SIZE", "SEGMENT_S", "Rung"]

FRAME_RATE = 24
SEGMENT_S = 2
GOP_FRAMES = FRAME_RATE * SEGMENT_S

# Films are drawn once at this size, 2:1, and printed into a 16:9 frame between two black bars. The bars are
# cheap to encode, and the lower one carries the frame code.
PICTURE_SIZE = (1280, 640)


@dataclass(frozen=True, slots=True)
class Rung:
    """One quality.

    Attributes:
        number: 0 is the lowest; it is written into every frame.
        width: Of the whole frame, in pixels.
        height: Of the whole frame, in pixels.
        crf: x264's constant rate factor: the quality where the peak rate allows it.
        peak_bps: What the rate never exceeds over a second or so.
        grain: Strength of the film grain in luma steps, 0 for none.
    """

    number: int
    width: int
    height: int
    crf: int
    peak_bps: int
    grain: int

    @property
    def name(self) -> str:
        """The height as viewers know it; also the folder of its segments."""
        return f"{self.height}p"

    @property
    def picture_height(self) -> int:
        """The height of the picture between the bars."""
        return self.width // 2


LADDER: tuple[Rung, ...] = (
    Rung(0, 416, 234, 25, 280_000, 0),
    Rung(1, 640, 360, 24, 700_000, 0),
    Rung(2, 1280, 720, 24, 1_900_000, 3),
    Rung(3, 1920, 1080, 25, 4_000_000, 4),
)
