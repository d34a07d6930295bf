"""How samples of MP4 are protected: Common Encryption's boxes (ISO/IEC 23001-7 §6 to §8).

Three layers, and the inner one counts: the track says what usually holds (`tenc`), groups of samples say
otherwise (`sgpd` and `sbgp` of type `seig`: that is how keys rotate), and each sample brings its IV and its
map of clear and protected bytes (`sample_records`).
"""

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from playhead.containers.faults import malformed
from playhead.containers.isobmff.boxes import Box, Fields, children, find
from playhead.containers.isobmff.sample_records import Tables, read_records
from playhead_drm import SampleProtection, Scheme

__all__ = [
    "ENCRYPTION_BOXES",
    "Encryption",
    "encryption_boxes",
    "read_encryption",
    "read_groups",
    "sample_protections",
]

ENCRYPTION_BOXES = frozenset({b"senc", b"saiz", b"saio", b"sgpd", b"sbgp"})
"""What a `traf` or `stbl` says about its samples' protection."""

_SCHEMES = frozenset({Scheme.CENC, Scheme.CENS, Scheme.CBC1, Scheme.CBCS})
_GROUPING = int.from_bytes(b"seig", "big")
_IN_FRAGMENT = 0x10000
_IV_BYTES = frozenset({0, 8, 16})
_MOST_GROUPS = 4096


class Encryption(NamedTuple):
    """What holds for the samples of a track or a group.

    Attributes:
        iv_bytes: Of each sample's own IV; 0 if there is a constant one.
    """

    scheme: Scheme
    is_protected: bool
    iv_bytes: int
    key_id: bytes
    constant_iv: bytes
    crypt_blocks: int
    skip_blocks: int


def read_encryption(data: bytes | bytearray, sinf: Box) -> Encryption | None:
    """Return what a sample entry's `sinf` says; None if it is of a scheme that isn't Common Encryption's.

    Raises:
        MediaError: If a box is broken.
    """
    kind, tenc = find(data, sinf, b"schm"), find(data, sinf, b"schi", b"tenc")
    if tenc is None:
        return None
    scheme = Scheme.CENC
    if kind is not None:
        fields = Fields(data, kind)
        fields.version_and_flags()
        name = fields.number().to_bytes(4, "big").decode("latin-1")
        if name not in _SCHEMES:
            return None
        scheme = Scheme(name)
    fields = Fields(data, tenc)
    fields.version_and_flags()
    return _entry(data, fields, scheme)


def _entry(data: bytes | bytearray, fields: Fields, scheme: Scheme) -> Encryption:
    _reserved, pattern, is_protected, iv_bytes, high, low = fields.take(">BBBBQQ")
    constant_iv = b""
    if iv_bytes not in _IV_BYTES:
        raise malformed(f"an IV of {iv_bytes} bytes", fields.box.start)
    if is_protected and not iv_bytes:
        size = fields.number(">B")
        if size not in (8, 16) or size > fields.left:
            raise malformed(f"a constant IV of {size} bytes", fields.box.start)
        constant_iv = bytes(data[fields.at : fields.at + size])
        fields.skip(size)
    key_id = (high << 64 | low).to_bytes(16, "big")
    return Encryption(scheme, bool(is_protected), iv_bytes, key_id, constant_iv, pattern >> 4, pattern & 15)


def read_groups(data: bytes | bytearray, boxes: Sequence[Box], scheme: Scheme) -> tuple[Encryption, ...]:
    """Return the entries of the `sgpd` box that is about keys; empty if none of the boxes is.

    Raises:
        MediaError: If it is broken.
    """
    for box in boxes:
        fields = Fields(data, box)
        version, _ = fields.version_and_flags()
        if fields.number() != _GROUPING:
            continue
        size = fields.number() if version == 1 else 0
        if version >= 2:
            fields.skip(4)
        count = fields.number()
        if count > _MOST_GROUPS:
            raise malformed(f"{count} groups of samples", box.start)
        return tuple(_group(data, fields, version, size, scheme) for _ in range(count))
    return ()


def _group(data: bytes | bytearray, fields: Fields, version: int, size: int, scheme: Scheme) -> Encryption:
    size = fields.number() if version == 1 and not size else size
    begin = fields.at
    entry = _entry(data, fields, scheme)
    if size:
        if begin + size < fields.at:
            raise malformed("a description of a group is cut off", fields.box.start)
        fields.at = begin + size
    return entry


def sample_protections(
    data: bytes | bytearray,
    tables: Tables,
    track: Encryption,
    track_groups: Sequence[Encryption],
    run_sizes: Sequence[int],
    base: int,
) -> list[SampleProtection | None]:
    """Return how each sample is protected; None for those in the clear.

    Args:
        data: What holds the boxes, and whatever `saio` points at.
        tables: The `ENCRYPTION_BOXES` of one `traf`, or one `stbl`.
        track: What usually holds.
        track_groups: The groups that the init segment describes.
        run_sizes: Samples of each `trun`, in order.
        base: Offset that `saio` counts from.

    Raises:
        MediaError: If a box is broken, or tells of fewer samples than there are.
    """
    count = sum(run_sizes)
    holding = _holding(data, tables, track, track_groups, count)
    iv_sizes = [how.iv_bytes if how.is_protected else 0 for how in holding]
    records = read_records(data, tables, iv_sizes, run_sizes, base)
    return [
        SampleProtection(
            how.scheme,
            how.key_id,
            (record.iv or how.constant_iv).ljust(16, b"\0"),
            record.subsamples,
            how.crypt_blocks,
            how.skip_blocks,
        )
        if how.is_protected
        else None
        for how, record in zip(holding, records, strict=True)
    ]


def _holding(
    data: bytes | bytearray, tables: Tables, track: Encryption, track_groups: Sequence[Encryption], count: int
) -> list[Encryption]:
    for box in tables.get(b"sbgp", ()):
        fields = Fields(data, box)
        version, _ = fields.version_and_flags()
        if fields.number() != _GROUPING:
            continue
        fields.skip(4 if version else 0)
        groups = read_groups(data, tables.get(b"sgpd", ()), track.scheme)
        found: list[Encryption] = []
        for _ in range(fields.number()):
            samples, index = fields.take(">II")
            if samples > count - len(found):
                raise malformed("groups hold more samples than there are", box.start)
            found += repeat(_group_at(index, track, track_groups, groups, box), samples)
        return found + [track] * (count - len(found))
    return [track] * count


def _group_at(
    index: int, track: Encryption, outer: Sequence[Encryption], inner: Sequence[Encryption], box: Box
) -> Encryption:
    if not index:
        return track
    # Numbers above 65536 count the fragment's own descriptions (ISO/IEC 14496-12 §8.9.4).
    groups, number = (inner, index - _IN_FRAGMENT) if index > _IN_FRAGMENT else (outer or inner, index)
    if not 1 <= number <= len(groups):
        raise malformed(f"there is no group of samples {index}", box.start)
    return groups[number - 1]


def encryption_boxes(data: bytes | bytearray, parent: Box) -> dict[bytes, list[Box]]:
    """Return the `ENCRYPTION_BOXES` right inside a box, by type."""
    found: dict[bytes, list[Box]] = {}
    for box in children(data, parent):
        if box.kind in ENCRYPTION_BOXES:
            found.setdefault(box.kind, []).append(box)
    return found
