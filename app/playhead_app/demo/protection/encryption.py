"""Encrypt CMAF on its way out (ISO/IEC 23001-7): clear segments go in, protected ones come out.

Pictures are encrypted slice by slice, with each NAL unit's head in the clear (§9.5.2); sound sample by
sample. `cenc` counts (AES-CTR) from an IV for each sample, `cbcs` chains (AES-CBC) from one constant IV and
leaves nine of ten blocks of a picture alone (§10.4).
"""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, CTR

from playhead_app.demo.protection.boxes import box, children, full_box, rewritten

__all__ = ["ContentKey", "Scheme", "TrackCipher", "protected_init", "protected_segment"]

Scheme = str
"""`cenc` or `cbcs`."""

# Of each slice, at least so much stays in the clear: for `cbcs` all of its header, which is shorter than this
# whatever the encoder puts into it; for `cenc` the NAL unit's length and header, so that a wrong key shows.
_CLEAR_HEAD_BYTES = {"cbcs": 64, "cenc": 6}
_BLOCK = 16
_PATTERN = 10  # one block of ten
_SLICES = range(1, 6)  # ITU-T H.264 table 7-1: NAL units that carry slices
_PATH_TO_ENTRY = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd")
_ENTRY_HEAD_BYTES = {b"avc1": 78, b"mp4a": 28}


@dataclass(frozen=True, slots=True)
class ContentKey:
    """A key and its name, sixteen bytes each."""

    key_id: bytes
    key: bytes

    @property
    def iv(self) -> bytes:
        """The constant IV that goes with the key in `cbcs`; IVs are no secret."""
        return hashlib.sha256(b"iv" + self.key_id).digest()[:_BLOCK]


@dataclass(frozen=True, slots=True)
class TrackCipher:
    """How one track is protected.

    Attributes:
        first: The key that the init segment names.
        current: The key of the segment at hand; where it isn't the first, the segment says so (`seig`).
    """

    scheme: Scheme
    is_picture: bool
    first: ContentKey
    current: ContentKey

    @property
    def has_pattern(self) -> bool:
        """Whether only one block of ten is encrypted."""
        return self.scheme == "cbcs" and self.is_picture

    def encryption(self, key: ContentKey) -> bytes:
        """Return what `tenc` and `seig` say of a key (§8.2, §6): pattern, IV size, name, constant IV."""
        pattern = 0x19 if self.has_pattern else 0
        if self.scheme == "cenc":
            return struct.pack(">BBBB16s", 0, pattern, 1, 8, key.key_id)
        return struct.pack(">BBBB16sB16s", 0, pattern, 1, 0, key.key_id, _BLOCK, key.iv)


def protected_init(init: bytes, cipher: TrackCipher) -> bytes:
    """Return the init segment of the protected track (§4.1: `encv` or `enca`, and what was there before)."""
    for name, protected in ((b"avc1", b"encv"), (b"mp4a", b"enca")):

        def change(entry: bytes, name: bytes = name, protected: bytes = protected) -> bytes:
            tenc = full_box(b"tenc", 1 if cipher.scheme == "cbcs" else 0, 0, cipher.encryption(cipher.first))
            sinf = box(
                b"sinf",
                box(b"frma", name),
                full_box(b"schm", 0, 0, cipher.scheme.encode(), struct.pack(">I", 0x10000)),
                box(b"schi", tenc),
            )
            return box(protected, entry, sinf)

        init = rewritten(init, (*_PATH_TO_ENTRY, name), change)
    return init


def protected_segment(
    segment: bytes, cipher: TrackCipher, number: int, default_sample_bytes: int = 0
) -> bytes:
    """Return a protected media segment.

    Args:
        segment: Fragments as the studio cuts them: each `moof` describes one track in the `mdat` after it.
        cipher: How to protect it.
        number: Of the segment; makes the IVs of `cenc` unlike any other's under the same key.
        default_sample_bytes: What `trex` says, for fragments that leave sizes out.
    """
    out: list[bytes] = []
    boxes = list(children(segment))
    sample_number = 0
    for index, (name, begin, end) in enumerate(boxes):
        if name == b"moof":
            sizes = _sample_sizes(segment[begin:end], default_sample_bytes)
            _, media_begin, media_end = boxes[index + 1]
            media = bytearray(segment[media_begin:media_end])
            entries = list(_encrypt(media, sizes, cipher, number, sample_number))
            sample_number += len(sizes)
            out += [_moof(segment[begin:end], entries, cipher), box(b"mdat", bytes(media))]
        elif name != b"mdat":
            out.append(box(name, segment[begin:end]))
    return b"".join(out)


def _encrypt(
    media: bytearray, sizes: list[int], cipher: TrackCipher, number: int, first: int
) -> Iterator[bytes]:
    """Encrypt the samples where they lie; yield each one's entry for `senc` (§7.2.1)."""
    at = 0
    for index, size in enumerate(sizes, first):
        spans = (
            list(_spans(media, at, size, _CLEAR_HEAD_BYTES[cipher.scheme]))
            if cipher.is_picture
            else [(0, size)]
        )
        iv = struct.pack(">II", number, index) if cipher.scheme == "cenc" else b""
        _encrypt_sample(media, at, spans, cipher, iv)
        table = b"".join(struct.pack(">HI", clear, protected) for clear, protected in spans)
        yield iv + (struct.pack(">H", len(spans)) + table if cipher.is_picture else b"")
        at += size


def _spans(media: bytearray, at: int, size: int, head_bytes: int) -> Iterator[tuple[int, int]]:
    """Yield (clear, protected) sizes of a picture's subsamples; whole blocks only are protected."""
    end, clear = at + size, 0
    while at < end:
        (length,) = struct.unpack_from(">I", media, at)
        unit = 4 + length
        protected = max(unit - head_bytes, 0) // _BLOCK * _BLOCK
        if media[at + 4] & 0x1F not in _SLICES or not protected:
            clear += unit
        else:
            clear += unit - protected
            while clear > 0xFFFF:
                yield 0xFFFF, 0
                clear -= 0xFFFF
            yield clear, protected
            clear = 0
        at += unit
    while clear:
        yield min(clear, 0xFFFF), 0
        clear -= min(clear, 0xFFFF)


def _encrypt_sample(
    media: bytearray, at: int, spans: list[tuple[int, int]], cipher: TrackCipher, iv: bytes
) -> None:
    key = AES(cipher.current.key)
    # §9.2: one counter runs through all protected bytes of a sample; a chain begins anew in each subsample.
    counting = Cipher(key, CTR(iv + bytes(8))).encryptor() if iv else None
    # Imported with the first protected segment: the service starts without, a sixth of a second sooner.
    import numpy as np

    view = np.frombuffer(media, np.uint8)
    for clear, protected in spans:
        at += clear
        if counting is not None:
            media[at : at + protected] = counting.update(bytes(media[at : at + protected]))
        else:
            blocks = view[at : at + protected // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
            chosen = blocks[:: _PATTERN if cipher.has_pattern else 1]
            sealed = Cipher(key, CBC(cipher.current.iv)).encryptor().update(chosen.tobytes())
            chosen[:] = np.frombuffer(sealed, np.uint8).reshape(-1, _BLOCK)
        at += protected


def _moof(moof: bytes, entries: list[bytes], cipher: TrackCipher) -> bytes:
    """Return the fragment's header with what a decryptor needs, and its data offsets moved accordingly."""
    has_entries = any(entries)
    added = _auxiliary(entries, cipher, 0) if has_entries else b""
    grouped = _key_group(len(entries), cipher) if cipher.current != cipher.first else b""
    growth = len(added) + len(grouped)

    def change(traf: bytes) -> bytes:
        moved = rewritten(traf, (b"trun",), lambda trun: box(b"trun", _moved(trun, growth)))
        if not has_entries:
            return box(b"traf", moved, grouped)
        # §7.1: where a sample's data for the decryptor begins, from the moof on.
        before = 8 + moof.index(traf) + len(moved) + len(grouped)
        return box(b"traf", moved, grouped, _auxiliary(entries, cipher, before))

    return box(b"moof", rewritten(moof, (b"traf",), change))


def _moved(trun: bytes, growth: int) -> bytes:
    (flags,) = struct.unpack_from(">I", trun)
    assert flags & 1, "the studio's fragments say where their data begins"
    (offset,) = struct.unpack_from(">i", trun, 8)
    return trun[:8] + struct.pack(">i", offset + growth) + trun[12:]


def _auxiliary(entries: list[bytes], cipher: TrackCipher, before: int) -> bytes:
    """Return `saiz`, `saio` and `senc` (§7); `before` bytes of the moof come ahead of them."""
    sizes = bytes(len(entry) for entry in entries)
    saiz = full_box(b"saiz", 0, 0, struct.pack(">BI", 0, len(entries)), sizes)
    saio_bytes, senc_head_bytes = 20, 16
    saio = full_box(b"saio", 0, 0, struct.pack(">II", 1, before + len(saiz) + saio_bytes + senc_head_bytes))
    flags = 2 if cipher.is_picture else 0
    return saiz + saio + full_box(b"senc", 0, flags, struct.pack(">I", len(entries)), *entries)


def _key_group(count: int, cipher: TrackCipher) -> bytes:
    """Return the sample group that gives all samples of a fragment another key (§6, `seig`)."""
    entry = cipher.encryption(cipher.current)
    sgpd = full_box(b"sgpd", 1, 0, b"seig", struct.pack(">II", len(entry), 1), entry)
    # ISO/IEC 14496-12 §8.9.4: descriptions of the fragment's own count from 0x10001.
    return sgpd + full_box(b"sbgp", 0, 0, b"seig", struct.pack(">III", 1, count, 0x10001))


def _sample_sizes(moof: bytes, default: int) -> list[int]:
    sizes: list[int] = []
    traf = next(moof[begin:end] for name, begin, end in children(moof) if name == b"traf")
    for name, begin, end in children(traf):
        if name == b"tfhd":
            default = _default_size(traf[begin:end], default)
        elif name == b"trun":
            sizes += _run_sizes(traf[begin:end], default)
    return sizes


def _default_size(tfhd: bytes, default: int) -> int:
    """Return a track fragment's default sample size (ISO/IEC 14496-12 §8.8.7)."""
    (flags,) = struct.unpack_from(">I", tfhd)
    at = 8 + 8 * bool(flags & 1) + 4 * bool(flags & 2) + 4 * bool(flags & 8)
    return struct.unpack_from(">I", tfhd, at)[0] if flags & 0x10 else default


def _run_sizes(trun: bytes, default: int) -> list[int]:
    """Return the sample sizes of a run (ISO/IEC 14496-12 §8.8.8)."""
    flags, count = struct.unpack_from(">II", trun)
    if not flags & 0x200:
        return [default] * count
    at = 8 + 4 * bool(flags & 1) + 4 * bool(flags & 4) + 4 * bool(flags & 0x100)
    step = 4 * (flags >> 8 & 0xF).bit_count()
    return [struct.unpack_from(">I", trun, at + step * index)[0] for index in range(count)]
