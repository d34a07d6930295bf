"""What segments carry beside their samples: messages for a moment of the media's own clock.

`emsg` boxes, ID3 tags in MPEG-TS and SCTE 35 sections in MPEG-TS all become the same thing. One that is
broken is left out: samples matter more.
"""

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["ID3_SCHEME", "SPLICE_SCHEME", "Message"]

ID3_SCHEME = "https://aomedia.org/emsg/ID3"
SPLICE_SCHEME = "urn:scte:scte35:2013:bin"


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    Attributes:
        scheme, value: Say what it means.
        id: Messages of one scheme and value with equal ids are the same one; empty if it has none.
        time: Seconds on the media's clock; relative to the segment's earliest sample if `is_relative`.
        duration: Seconds; None if it is not known.
    """

    scheme: str
    value: str
    id: str
    time: Fraction
    duration: Fraction | None
    data: bytes
    is_relative: bool = False
