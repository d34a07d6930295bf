"""The tags of low-latency HLS (RFC 8216bis §4.4.3.7, §4.4.3.8, §4.4.4.9, §4.4.5), typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from playhead.hls.attributes import AttributeReader
from playhead.presentation import ByteRange

__all__ = ["PartTag", "PreloadHintTag", "RenditionReportTag", "ServerControlTag", "SkipTag"]


@dataclass(frozen=True, slots=True)
class ServerControlTag:
    """EXT-X-SERVER-CONTROL: what the server can do for a player that reloads. Times in microseconds.

    Attributes:
        can_skip_until: Segments further from the end than this may be left out of a delta update.
        hold_back: Least distance from the end to play at; None means three target durations.
        part_hold_back: The same when parts are played.
    """

    line: int
    attributes: Mapping[str, str]
    can_block_reload: bool = False
    can_skip_until: int | None = None
    can_skip_date_ranges: bool = False
    hold_back: int | None = None
    part_hold_back: int | None = None

    @classmethod
    def read(cls, attributes: AttributeReader) -> Self:
        """Read the tag; nothing in it is required."""
        return cls(
            attributes.line,
            attributes.raw,
            attributes.is_yes("CAN-BLOCK-RELOAD"),
            attributes.ticks("CAN-SKIP-UNTIL"),
            attributes.is_yes("CAN-SKIP-DATERANGES"),
            attributes.ticks("HOLD-BACK"),
            attributes.ticks("PART-HOLD-BACK"),
        )


@dataclass(frozen=True, slots=True)
class PartTag:
    """EXT-X-PART: a piece of a segment that can be had before the segment is complete.

    Attributes:
        duration: Microseconds.
        is_independent: It starts with a picture that needs no other.
    """

    line: int
    attributes: Mapping[str, str]
    uri: str
    duration: int
    byte_range: ByteRange | None = None
    is_independent: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class PreloadHintTag:
    """EXT-X-PRELOAD-HINT: what will be there next, and may be asked for already.

    Attributes:
        type: PART or MAP.
    """

    line: int
    attributes: Mapping[str, str]
    type: str
    uri: str
    byte_range: ByteRange | None = None

    @classmethod
    def read(cls, attributes: AttributeReader) -> Self | None:
        """Read the tag; None without TYPE and URI."""
        if not attributes.has("TYPE", "URI"):
            return None
        start, length = attributes.integer("BYTERANGE-START"), attributes.integer("BYTERANGE-LENGTH")
        byte_range = None
        if start is not None or length is not None:
            first = start or 0
            byte_range = ByteRange(first, first + length - 1 if length else None)
        return cls(
            attributes.line,
            attributes.raw,
            attributes.word("TYPE") or "",
            attributes.text("URI") or "",
            byte_range,
        )


@dataclass(frozen=True, slots=True)
class RenditionReportTag:
    """EXT-X-RENDITION-REPORT: how far another rendition is, so that a switch needs no guess.

    Attributes:
        last_segment: Media sequence number of its last segment, or of the one that its last part belongs to.
        last_part: Index of its last part, if it has parts.
    """

    line: int
    attributes: Mapping[str, str]
    uri: str
    last_segment: int | None = None
    last_part: int | None = None

    @classmethod
    def read(cls, attributes: AttributeReader) -> Self | None:
        """Read the tag; None without URI."""
        if not attributes.has("URI"):
            return None
        return cls(
            attributes.line,
            attributes.raw,
            attributes.text("URI") or "",
            attributes.integer("LAST-MSN"),
            attributes.integer("LAST-PART"),
        )


@dataclass(frozen=True, slots=True)
class SkipTag:
    """EXT-X-SKIP: this is a delta update, and its first segments are those of the playlist before.

    Attributes:
        removed_date_ranges: IDs of date ranges that are gone though they are not listed.
    """

    line: int
    attributes: Mapping[str, str]
    skipped_segments: int
    removed_date_ranges: tuple[str, ...] = ()

    @classmethod
    def read(cls, attributes: AttributeReader) -> Self | None:
        """Read the tag; None without a readable SKIPPED-SEGMENTS."""
        if not attributes.has("SKIPPED-SEGMENTS"):
            return None
        skipped = attributes.integer("SKIPPED-SEGMENTS")
        if skipped is None:
            return None
        removed = attributes.words("RECENTLY-REMOVED-DATERANGES", "\t")
        return cls(attributes.line, attributes.raw, skipped, removed)
