"""A packager for tests: from a clear fragmented MP4 to a protected one, in every dress of Common Encryption.

Written from the standards' side of the fence (ISO/IEC 23001-7), one sample at a time, with the tests' own
slow encryptor. A second opinion on what it writes comes from FFmpeg, which decrypts such films by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from struct import pack

from playhead.containers import Demuxer, ElementaryStream, Sample
from playhead.containers.bitstream.nal import split_length_prefixed
from playhead.containers.isobmff.boxes import Box, boxes
from playhead.presentation import Kind
from playhead_drm import SampleProtection, Scheme
from tests.drm.encryptor import encrypt

__all__ = ["Recipe", "fragments_of", "protect", "protect_init"]

_PATH = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd")
_ENTRY_FIELDS = {b"vide": 78, b"soun": 28}
_SMALLEST_NAL = 20


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to protect a film.

    Attributes:
        iv_bytes: 8 or 16; 0 for a constant IV.
        rotation: Key ids and keys of the fragments in turn, by `seig` groups; the first stands in `tenc`.
        pattern: Of pictures; sound has none, as everybody packages it.
        clear_fragments: That many stay in the clear at the start, by a `seig` group without protection.
        is_senc: Samples' records in `senc`; otherwise behind the samples, where `saio` points.
    """

    scheme: Scheme
    rotation: tuple[tuple[bytes, bytes], ...]
    iv_bytes: int = 8
    pattern: tuple[int, int] = (0, 0)
    clear_fragments: int = 0
    is_senc: bool = True

    @property
    def constant_iv(self) -> bytes:
        """Sixteen bytes if there is no other IV."""
        return b"" if self.iv_bytes else bytes(range(0xF0, 0x100))

    def pattern_of(self, kind: Kind) -> tuple[int, int]:
        """Return encrypted and clear blocks."""
        return self.pattern if kind is Kind.VIDEO else (0, 0)

    def settings(self, key_id: bytes, kind: Kind, *, is_protected: bool = True) -> bytes:
        """Return what `tenc` and a `seig` group have in common."""
        crypt, skip = self.pattern_of(kind)
        pattern = crypt << 4 | skip
        if not is_protected:
            return pack(">BBBB", 0, pattern, 0, 0) + bytes(16)
        constant = bytes((16,)) + self.constant_iv if self.constant_iv else b""
        return pack(">BBBB", 0, pattern, 1, self.iv_bytes) + key_id + constant


def box(kind: bytes, *parts: bytes) -> bytes:
    """Return a box."""
    body = b"".join(parts)
    return pack(">I4s", len(body) + 8, kind) + body


def full(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    """Return a box with version and flags."""
    return box(kind, pack(">I", version << 24 | flags), *parts)


def protect(film: bytes, recipe: Recipe) -> tuple[bytes, list[bytes]]:
    """Return the init segment and the fragments of a film, protected."""
    init, fragments = fragments_of(film)
    demuxer = Demuxer(init)
    made = [_fragment(demuxer.demux(fragment), recipe, number) for number, fragment in enumerate(fragments)]
    return protect_init(init, recipe), made


def fragments_of(film: bytes) -> tuple[bytes, list[bytes]]:
    """Cut a film into its init segment and one piece for each `moof`."""
    starts = [each.start for each in boxes(film) if each.kind == b"moof"]
    ends = [*starts[1:], next((each.start for each in boxes(film) if each.kind == b"mfra"), len(film))]
    return film[: starts[0]], [film[start:end] for start, end in zip(starts, ends, strict=True)]


def protect_init(init: bytes, recipe: Recipe) -> bytes:
    """Return an init segment whose sample entries are protected ones."""
    return b"".join(_rewritten(init, each, 0, recipe, b"") for each in boxes(init))


def _rewritten(data: bytes, place: Box, depth: int, recipe: Recipe, handler: bytes) -> bytes:
    if place.kind == b"edts":
        return box(b"free", data[place.body : place.end])  # our fragments' times need no shift
    if place.kind != _PATH[depth]:
        return data[place.start : place.end]
    if place.kind == b"mdia":
        handler = next(
            data[each.body + 8 : each.body + 12] for each in _inside(data, place) if each.kind == b"hdlr"
        )
    if place.kind == b"stsd":
        entries = boxes(data, place.body + 8, place.end)
        made = b"".join(_entry(data, each, recipe, handler) for each in entries)
        return box(b"stsd", data[place.body : place.body + 8], made)
    inner = (_rewritten(data, each, depth + 1, recipe, handler) for each in _inside(data, place))
    return box(place.kind, *inner)


def _inside(data: bytes, place: Box) -> Iterator[Box]:
    return boxes(data, place.body, place.end)


def _entry(data: bytes, place: Box, recipe: Recipe, handler: bytes) -> bytes:
    kind = Kind.VIDEO if handler == b"vide" else Kind.AUDIO
    tenc = full(b"tenc", 1 if any(recipe.pattern) else 0, 0, recipe.settings(recipe.rotation[0][0], kind))
    sinf = box(
        b"sinf",
        box(b"frma", place.kind),
        full(b"schm", 0, 0, recipe.scheme.value.encode(), pack(">I", 0x10000)),
        box(b"schi", tenc),
    )
    return box(b"encv" if handler == b"vide" else b"enca", data[place.body : place.end], sinf)


def _fragment(streams: Sequence[ElementaryStream], recipe: Recipe, number: int) -> bytes:
    key_id, key = recipe.rotation[number % len(recipe.rotation)]
    is_clear = number < recipe.clear_fragments
    kept = replace(recipe, is_senc=True) if is_clear else recipe
    closed: list[tuple[ElementaryStream, list[bytes], bytes, bytes]] = []
    for stream in streams:
        datas, records, sizes = [], [], []
        for index, sample in enumerate(stream.samples):
            how = _protection(stream, sample, recipe, key_id, number << 16 | index)
            datas.append(
                bytes(sample.data) if is_clear else bytes(encrypt(bytes(sample.data), how, key).data)
            )
            records.append(b"" if is_clear else _record(how, recipe))
            sizes.append(len(records[-1]))
        closed.append((stream, datas, b"".join(records), bytes(sizes)))
    # The offsets need the size of the moof, which doesn't depend on them.
    size = len(_moof(closed, kept, key_id, is_clear, number, 0))
    moof = _moof(closed, kept, key_id, is_clear, number, size + 8)
    behind = b"" if kept.is_senc else b"".join(records for _, _, records, _ in closed)
    return moof + box(b"mdat", *(data for _, datas, _, _ in closed for data in datas), behind)


def _protection(
    stream: ElementaryStream, sample: Sample, recipe: Recipe, key_id: bytes, number: int
) -> SampleProtection:
    iv = recipe.constant_iv or (number + 1).to_bytes(recipe.iv_bytes, "big").ljust(16, b"\0")
    is_video = stream.format.kind is Kind.VIDEO
    subsamples = _nal_map(sample.data, 1 if recipe.scheme is Scheme.CENC else 16) if is_video else ()
    return SampleProtection(recipe.scheme, key_id, iv, subsamples, *recipe.pattern_of(stream.format.kind))


def _nal_map(data: bytes | memoryview, multiple: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    clear = 0
    for nal in split_length_prefixed(data):
        closed = (len(nal) - 1) // multiple * multiple if len(nal) >= _SMALLEST_NAL else 0
        clear += 4 + len(nal) - closed
        if closed:
            found.append((clear, closed))
            clear = 0
    return (*found, (clear, 0)) if clear or not found else tuple(found)


def _record(how: SampleProtection, recipe: Recipe) -> bytes:
    pairs = b"".join(pack(">HI", clear, closed) for clear, closed in how.subsamples)
    # Sound has no map, and pictures always have one.
    counted = pack(">H", len(how.subsamples)) + pairs
    return how.iv[: recipe.iv_bytes] + counted


def _moof(
    closed: Sequence[tuple[ElementaryStream, list[bytes], bytes, bytes]],
    recipe: Recipe,
    key_id: bytes,
    is_clear: bool,
    number: int,
    data_at: int,
) -> bytes:
    trafs: list[bytes] = []
    record_at = data_at + sum(len(data) for _, datas, _, _ in closed for data in datas)
    for track_id, (stream, datas, records, sizes) in enumerate(closed, 1):
        trafs.append(
            box(
                b"traf",
                full(b"tfhd", 0, 0x20000, pack(">I", track_id)),
                full(b"tfdt", 1, 0, pack(">Q", stream.samples[0].dts + 10 * stream.format.timescale)),
                _trun(stream.samples, datas, data_at),
                *(() if is_clear else _about_samples(recipe, records, sizes, record_at)),
                *_groups(recipe, key_id, stream, is_clear),
            )
        )
        data_at += sum(map(len, datas))
        record_at += len(records)
    return box(b"moof", full(b"mfhd", 0, 0, pack(">I", number + 1)), *trafs)


def _trun(samples: Sequence[Sample], datas: Sequence[bytes], data_at: int) -> bytes:
    rows = (
        pack(">IIIi", each.duration, len(data), 0 if each.is_key else 0x10000, each.pts - each.dts)
        for each, data in zip(samples, datas, strict=True)
    )
    return full(b"trun", 1, 0xF01, pack(">Ii", len(samples), data_at), *rows)


def _about_samples(recipe: Recipe, records: bytes, sizes: bytes, record_at: int) -> Iterator[bytes]:
    if recipe.is_senc:
        yield full(b"senc", 0, 2, pack(">I", len(sizes)), records)
    else:
        yield full(b"saiz", 0, 0, pack(">BI", 0, len(sizes)), sizes)
        yield full(b"saio", 0, 0, pack(">II", 1, record_at))


def _groups(recipe: Recipe, key_id: bytes, stream: ElementaryStream, is_clear: bool) -> Iterator[bytes]:
    if not is_clear and key_id == recipe.rotation[0][0]:
        return
    entry = recipe.settings(key_id, stream.format.kind, is_protected=not is_clear)
    yield full(b"sgpd", 1, 0, b"seig", pack(">II", len(entry), 1), entry)
    yield full(b"sbgp", 0, 0, b"seig", pack(">III", 1, len(stream.samples), 0x10001))
