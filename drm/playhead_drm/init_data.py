"""What initialization data tells everybody, whichever key system it is for.

Manifests may name no keys and rely on the boxes (HLS mostly does), so this is read to know which licence
covers what. Boxes that we can't read keep their secrets: their CDM may understand them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from playhead_drm.errors import InitDataError
from playhead_drm.playready import parse_playready
from playhead_drm.pssh import PLAYREADY_SYSTEM, build_pssh, parse_pssh

__all__ = ["InitDataFacts", "as_playready_pssh", "facts_of"]


@dataclass(frozen=True, slots=True)
class InitDataFacts:
    """What is known.

    Attributes:
        key_ids: Each once, in order; may be fewer than there are.
        licence_url: Where a licence is to be had, if the data says so.
    """

    key_ids: tuple[bytes, ...] = ()
    licence_url: str | None = field(default=None, repr=False)


def facts_of(boxes: Iterable[bytes]) -> InitDataFacts:
    """Return what `pssh` boxes tell; nothing of those that can't be read."""
    key_ids: dict[bytes, None] = {}
    licence_url: str | None = None
    for data in boxes:
        try:
            for box in parse_pssh(data):
                key_ids.update(dict.fromkeys(box.key_ids))
                if box.system_id == PLAYREADY_SYSTEM:
                    header = parse_playready(box.data)
                    key_ids.update(dict.fromkeys(header.key_ids))
                    licence_url = licence_url or header.licence_url
        except InitDataError:
            continue
    return InitDataFacts(tuple(key_ids), licence_url)


def as_playready_pssh(data: bytes) -> bytes:
    """Return a PlayReady object in its `pssh` box, where it isn't in one already.

    It travels bare in HLS and in `mspr:pro`; CDMs want every key system's data alike.
    """
    return data if data[4:8] == b"pssh" else build_pssh(PLAYREADY_SYSTEM, (), data)
