"""What an author says about moments of a title: events of an MPD, date ranges and cues of a playlist."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from playhead.presentation.interstitial import Interstitial

__all__ = ["Segmentation", "Splice", "SpliceCommand", "TagFrame", "TimedEvent"]


class SpliceCommand(StrEnum):
    """What a splice_info_section asks for (SCTE 35 §9.7)."""

    NONE = "none"
    SCHEDULE = "schedule"
    INSERT = "insert"
    TIME_SIGNAL = "time-signal"
    BANDWIDTH_RESERVATION = "bandwidth-reservation"
    PRIVATE = "private"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A segmentation_descriptor (SCTE 35 §10.3.3): what begins or ends at a time_signal.

    Attributes:
        type_id: segmentation_type_id: 0x10 program start, 0x30 provider advertisement start, …
        upid_type, upid: What names the content, and the name's bytes.
        number, expected: Which of how many.
    """

    event_id: int
    is_cancelled: bool = False
    type_id: int | None = None
    duration_s: float | None = None
    upid_type: int | None = None
    upid: bytes = b""
    number: int | None = None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Splice:
    """A splice_info_section (SCTE 35 §9.6), as far as a player can use it.

    Attributes:
        pts_s: Timestamp of the splice point in the media's own clock, adjusted; None for at once or not said.
        event_id: splice_event_id of an insert.
        is_cancelled: The event that was announced before does not happen.
        is_out: True where the network is left (an advertisement begins), False where it returns.
        duration_s: Of the break.
        returns_by_itself: Nobody will say that the break is over (auto_return).
        segmentations: In order.
    """

    command: SpliceCommand
    is_encrypted: bool = False
    pts_s: float | None = None
    event_id: int | None = None
    is_cancelled: bool = False
    is_out: bool | None = None
    duration_s: float | None = None
    returns_by_itself: bool | None = None
    program_id: int | None = None
    segmentations: tuple[Segmentation, ...] = ()


@dataclass(frozen=True, slots=True)
class TagFrame:
    """A frame of an ID3 tag (ID3v2.4.0, native frames).

    Attributes:
        name: Four letters: `TIT2`, `TXXX`, `PRIV`, …
        description: What the author calls it: TXXX's and WXXX's description, PRIV's owner; empty otherwise.
        value: Text of T… and W… frames, the bytes of any other.
    """

    name: str
    description: str
    value: str | bytes


@dataclass(frozen=True, slots=True)
class TimedEvent:
    """One event.

    Attributes:
        scheme, value: Say what it means: @schemeIdUri and @value, or the tag's name and its CLASS.
        id: Events of one scheme and value with equal ids are the same one, seen again; may be empty.
        start: Seconds on the presentation's timeline; None if only a wall-clock time is known.
        duration: Seconds; None if it is not known.
        utc_start_s: Seconds since 1970 UTC; None if nobody says.
        data: What it carries: bytes of binary data, else text; XML content and attribute lists as text.
        splice: What SCTE 35 data in it says; None if there is none or it can't be read.
        frames: What an ID3 tag in it says; empty if it is none.
        interstitial: What is to be played at its start; None for anything else.
    """

    scheme: str
    value: str
    id: str
    start: Fraction | None
    duration: Fraction | None
    utc_start_s: float | None = None
    data: bytes | str = ""
    splice: Splice | None = None
    frames: tuple[TagFrame, ...] = ()
    interstitial: Interstitial | None = None

    @property
    def start_s(self) -> float | None:
        """Seconds on the presentation's timeline; None if only a wall-clock time is known."""
        return None if self.start is None else float(self.start)

    @property
    def end_s(self) -> float | None:
        """When it ends, in seconds; None if its start or its duration is not known."""
        if self.start is None or self.duration is None:
            return None
        return float(self.start + self.duration)
