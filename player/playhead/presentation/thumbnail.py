"""A small picture of a moment of the title, for a scrubber to show."""

from dataclasses import dataclass

__all__ = ["Thumbnail"]


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One of the pictures on a sheet.

    Attributes:
        sheet: The whole encoded picture file; thumbnails of one sheet share it.
        media_type: `image/jpeg`, `image/png` or `image/webp`.
        left, top, width, height: Where on the sheet this thumbnail lies, in pixels.
        start_s, end_s: Which part of the title it stands for.
        url: Of the sheet: equal addresses are equal sheets.
    """

    sheet: bytes
    media_type: str
    left: int
    top: int
    width: int
    height: int
    start_s: float
    end_s: float
    url: str
