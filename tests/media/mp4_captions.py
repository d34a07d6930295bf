"""Captions in MP4 (ISO/IEC 14496-30), in the clear and protected: `wvtt` and `stpp`."""

import struct
from collections.abc import Sequence

from playhead.testing.synthetic_mp4 import fragment_template
from playhead_app.demo.protection.boxes import box, full_box
from playhead_app.demo.protection.encryption import ContentKey, TrackCipher, protected_segment

__all__ = ["TIMESCALE", "caption_init", "caption_segment", "stpp_sample", "text_cipher", "wvtt_sample"]

TIMESCALE = 1000
_SYNC = 0x0200_0000
_STPP_STRINGS = b"http://www.w3.org/ns/ttml\0\0\0"


def wvtt_sample(*texts: str) -> bytes:
    """Return a sample in which these cues show; none make an empty one."""
    return b"".join(box(b"vttc", box(b"payl", text.encode())) for text in texts) or box(b"vtte")


def stpp_sample(begin_s: float, end_s: float, text: str) -> bytes:
    """Return a sample that is a document with one paragraph."""
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>'
        f'<p begin="{begin_s:.3f}s" end="{end_s:.3f}s">{text}</p></div></body></tt>'
    ).encode()


def caption_init(name: str, cipher: TrackCipher | None = None) -> bytes:
    """Return the init segment of a track of `wvtt` or `stpp`, behind `enct` if it is protected."""
    fields = bytes(6) + b"\0\1" + (_STPP_STRINGS if name == "stpp" else box(b"vttC", b"WEBVTT"))
    kind = name.encode()
    if cipher is not None:
        tenc = full_box(b"tenc", int(cipher.scheme == "cbcs"), 0, cipher.encryption(cipher.first))
        scheme = full_box(b"schm", 0, 0, cipher.scheme.encode(), struct.pack(">I", 0x10000))
        fields += box(b"sinf", box(b"frma", kind), scheme, box(b"schi", tenc))
        kind = b"enct"
    stbl = full_box(b"stsd", 0, 0, struct.pack(">I", 1), box(kind, fields))
    stbl += b"".join(full_box(each, 0, 0, bytes(4)) for each in (b"stts", b"stsc", b"stco"))
    stbl += full_box(b"stsz", 0, 0, bytes(8))
    mdhd = full_box(b"mdhd", 0, 0, struct.pack(">IIIIHH", 0, 0, TIMESCALE, 0, 0x55C4, 0))
    hdlr = full_box(b"hdlr", 0, 0, struct.pack(">I4s12x", 0, b"text"), b"captions\0")
    mdia = box(b"mdia", mdhd, hdlr, box(b"minf", full_box(b"nmhd", 0, 0), box(b"stbl", stbl)))
    tkhd = full_box(b"tkhd", 0, 3, struct.pack(">IIIII60x", 0, 0, 1, 0, 0))
    mvhd = full_box(b"mvhd", 0, 0, struct.pack(">IIII80x", 0, 0, TIMESCALE, 0))
    trex = full_box(b"trex", 0, 0, struct.pack(">IIIII", 1, 1, 0, 0, 0))
    moov = box(b"moov", mvhd, box(b"trak", tkhd, mdia), box(b"mvex", trex))
    return box(b"ftyp", b"iso6\0\0\0\0iso6mp41") + moov


def caption_segment(
    number: int, samples: Sequence[bytes], sample_s: float, cipher: TrackCipher | None = None
) -> bytes:
    """Return segment `number`, from 0, of samples that all last as long."""
    ticks = round(sample_s * TIMESCALE)
    template = fragment_template(samples, [_SYNC] * len(samples), ticks)
    body = template.segment(number + 1, number * len(samples) * ticks)
    return body if cipher is None else protected_segment(body, cipher, number)


def text_cipher(scheme: str, key: ContentKey) -> TrackCipher:
    """Return how a track of captions is protected: sample by sample, as sound is."""
    return TrackCipher(scheme, False, key, key)
