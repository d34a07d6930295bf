"""Small pictures of the whole film on contact sheets, for a scrubber to show while the viewer seeks."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from playhead_app.demo.scenery.paint import Picture
from playhead_app.demo.studio.ladder import SEGMENT_S

__all__ = ["COLUMNS", "ROWS", "SHEET_S", "THUMBNAIL_SIZE", "ThumbnailTrack", "Thumbnails"]

THUMBNAIL_SIZE = (192, 108)
COLUMNS, ROWS = 5, 4
SHEET_S = SEGMENT_S * COLUMNS * ROWS
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class ThumbnailTrack:
    """What a manifest says of the sheets `00001.jpg`, `00002.jpg`, …: where, how many, how heavy."""

    place: str
    sheets: int
    peak_bps: int


class Thumbnails:
    """Collects one picture every two seconds and lays them onto sheets, in rows from the upper left."""

    def __init__(self) -> None:
        self._small: list[Image.Image] = []

    def add(self, picture: Picture) -> None:
        """Take the picture at the beginning of a segment."""
        width, height = THUMBNAIL_SIZE
        framed = Image.new("RGB", THUMBNAIL_SIZE)
        drawn = Image.fromarray(picture).resize((width, width // 2), Image.Resampling.BOX)
        framed.paste(drawn, (0, (height - width // 2) // 2))
        self._small.append(framed)

    def write(self, folder: Path) -> ThumbnailTrack:
        """Write the sheets into a new folder; the last one is black where the film has ended."""
        width, height = THUMBNAIL_SIZE
        folder.mkdir()
        heaviest = 0
        starts = range(0, len(self._small), COLUMNS * ROWS)
        for number, start in enumerate(starts, 1):
            sheet = Image.new("RGB", (width * COLUMNS, height * ROWS))
            for index, small in enumerate(self._small[start : start + COLUMNS * ROWS]):
                sheet.paste(small, (index % COLUMNS * width, index // COLUMNS * height))
            path = folder / f"{number:05d}.jpg"
            sheet.save(path, "JPEG", quality=_QUALITY)
            heaviest = max(heaviest, path.stat().st_size)
        return ThumbnailTrack(folder.name, len(starts), heaviest * 8 // SHEET_S)
