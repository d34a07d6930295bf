"""DASH (ISO/IEC 23009-1): an MPD's text to the neutral `Presentation`. No I/O, no clock."""

from playhead.dash.document import read_mpd
from playhead.dash.faults import Notes
from playhead.dash.mapping import presentation_of
from playhead.presentation import Presentation

__all__ = ["parse_presentation"]


def parse_presentation(body: bytes, url: str) -> Presentation:
    """Read an MPD.

    Args:
        body: As fetched; any size, any content.
        url: Where it came from in the end, after redirects; the base of relative references.

    Raises:
        ManifestError: NOT_A_MANIFEST, MALFORMED with the line, LIMIT_EXCEEDED, EMPTY, UNSUPPORTED if all of
            the MPD rests on something that we don't know, NO_PLAYABLE_VARIANT.
    """
    notes = Notes()
    return presentation_of(read_mpd(body, url, notes), url, notes)
