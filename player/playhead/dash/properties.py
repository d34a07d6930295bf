"""EssentialProperty and SupplementalProperty: what must be understood, and what those that we know say."""

import re
from collections.abc import Iterable, Sequence

from playhead.dash.document.descriptors import Descriptor
from playhead.dash.document.media import MediaAttributes
from playhead.dash.schemes import (
    KNOWN_ESSENTIAL,
    LAST_SEGMENT_NUMBER,
    SWITCHING,
    THUMBNAIL_TILES,
    TRICK_MODE,
)
from playhead.dash.values import parse_unsigned

__all__ = ["is_trick_mode", "last_segment_number", "switching_ids", "tile_grid", "unknown_essential"]

_GRID = re.compile(r"([1-9][0-9]{0,3})\s*[xX]\s*([1-9][0-9]{0,3})")


def unknown_essential(essential: Sequence[Descriptor]) -> Descriptor | None:
    """Return an EssentialProperty that we don't understand, so that its parent must be ignored; else None.

    ISO/IEC 23009-1 §5.8.4.8: of those that share an @id, one that is understood is enough.
    """
    understood = {each.id for each in essential if each.id and _is_known(each)}
    return next((each for each in essential if not _is_known(each) and each.id not in understood), None)


def is_trick_mode(media: MediaAttributes) -> bool:
    """Say whether these are pictures for fast winding, not for normal playback."""
    return any(each.is_of(*TRICK_MODE) for each in (*media.essential, *media.supplemental))


def tile_grid(media: MediaAttributes) -> tuple[int, int] | None:
    """Return columns and rows of thumbnails in each picture; None if nothing is said."""
    for each in (*media.essential, *media.supplemental):
        found = _GRID.fullmatch(each.value) if each.is_of(*THUMBNAIL_TILES) else None
        if found is not None:
            return int(found.group(1)), int(found.group(2))
    return None


def last_segment_number(media: MediaAttributes) -> int | None:
    """Return the number of the last segment, where a supplemental property declares it."""
    found = (parse_unsigned(each.value) for each in media.supplemental if each.is_of(*LAST_SEGMENT_NUMBER))
    return next((number for number in found if number is not None), None)


def switching_ids(properties: Iterable[Descriptor]) -> frozenset[str]:
    """Return the ids of the sets that one may switch to."""
    listed = (each.value.split(",") for each in properties if each.is_of(*SWITCHING))
    return frozenset(name.strip() for names in listed for name in names if name.strip())


def _is_known(descriptor: Descriptor) -> bool:
    return descriptor.scheme.lower() in KNOWN_ESSENTIAL
