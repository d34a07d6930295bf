"""DASH (ISO/IEC 23009-1): an MPD's text to the neutral `Presentation`. No I/O, no clock."""

from playhead.dash.locations import Locations
from playhead.dash.manifest import Manifest
from playhead.presentation import Presentation

__all__ = ["Locations", "Manifest", "parse_presentation"]


def parse_presentation(body: bytes, url: str) -> Presentation:
    """Read an MPD and map it once, as it is without a clock. `Manifest` can do both apart, and more.

    Args:
        body: As fetched; any size, any content.
        url: Where it came from in the end, after redirects; the base of relative references.

    Raises:
        ManifestError: NOT_A_MANIFEST, MALFORMED with the line, LIMIT_EXCEEDED, EMPTY, UNSUPPORTED if all of
            the MPD rests on something that we don't know, NO_PLAYABLE_VARIANT.
    """
    return Manifest.read(body, url).presentation()
