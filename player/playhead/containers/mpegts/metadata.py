"""Metadata beside picture and sound: ID3 tags in PES packets, SCTE 35 in sections.

Apple, "Timed Metadata for HTTP Live Streaming" §2; SCTE 35 §8.
"""

from fractions import Fraction

from playhead.containers.id3 import tag_bytes
from playhead.containers.messages import ID3_SCHEME, SPLICE_SCHEME, Message
from playhead.containers.mpegts.pes import ElementaryBytes
from playhead.containers.scte35 import parse_splice

__all__ = ["id3_messages", "splice_message"]

_TICKS_PER_S = 90_000
_WRAP = 1 << 33
_MOST_TAGS = 1_000


def id3_messages(packets: ElementaryBytes) -> list[Message]:
    """Return the ID3 tags of a metadata stream, each at its packet's (unwrapped) timestamp."""
    found: list[Message] = []
    ends = [mark.offset for mark in packets.marks[1:]] + [len(packets.data)]
    for mark, end in zip(packets.marks, ends, strict=True):
        at = mark.offset
        while at < end and len(found) < _MOST_TAGS and (size := tag_bytes(packets.data, at)):
            tag = packets.data[at : min(at + size, end)]
            found.append(Message(ID3_SCHEME, "", "", Fraction(mark.pts, _TICKS_PER_S), None, tag))
            at += size
    return found


def splice_message(section: bytes, reference: int) -> Message | None:
    """Return the message of a splice_info_section in MPEG-TS; None if it is none, or says nothing.

    Args:
        section: From its table id on.
        reference: Ticks near which its time lies: the segment's first timestamp. It also is the time of a
            splice that is to happen at once.
    """
    splice = parse_splice(section)
    if splice is None or (splice.event_id is None and not splice.segmentations):
        return None
    ticks = reference
    if splice.pts_s is not None:
        half = _WRAP // 2
        ticks += (round(splice.pts_s * _TICKS_PER_S) - reference + half) % _WRAP - half
    duration = None if splice.duration_s is None else Fraction(splice.duration_s).limit_denominator(90_000)
    names = (splice.event_id, *(each.event_id for each in splice.segmentations))
    id_ = "-".join(str(name) for name in names if name is not None)
    return Message(SPLICE_SCHEME, "", id_, Fraction(ticks, _TICKS_PER_S), duration, section)
