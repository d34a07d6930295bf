"""The media playlists of one title beside each other (RFC 8216bis §6.2.4).

A switch from one variant to another is seamless only if their segments begin at the same moments and their
discontinuities are the same. Playlists of a live title were fetched one after the other, so only those that
are complete are compared segment by segment.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playhead.hls import MediaPlaylist, MultivariantPlaylist
from playhead.hls.values import TICKS_PER_S
from playhead.lint.finding import FindingSeverity, Found, rule

__all__ = ["RULES", "HlsTitle", "Rung"]

_ERROR, _WARNING, _ADVICE = FindingSeverity
_TAG = "EXT-X-STREAM-INF"
# A tenth of a second: more than rounding, less than anybody would call aligned.
_TOLERANCE = TICKS_PER_S // 10
# Segments of very different size are allowed to differ a little from the declared peak (§4.4.6.2).
_PEAK_TOLERANCE = 1.1
# The peak is measured over segments of at least half a target duration (§4.1).
_PEAK_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Rung:
    """A variant with its playlist."""

    line: int
    bandwidth_bps: int
    playlist: MediaPlaylist


@dataclass(frozen=True, slots=True)
class HlsTitle:
    """A multivariant playlist with those of its variants' playlists that could be had, in its order."""

    multivariant: MultivariantPlaylist
    rungs: tuple[Rung, ...]

    @property
    def complete(self) -> Sequence[Rung]:
        """The rungs that will never change."""
        return [rung for rung in self.rungs if rung.playlist.is_complete]


def _pairs(rungs: Sequence[Rung]) -> Iterator[tuple[Rung, Rung]]:
    """Yield each rung with the first one."""
    for rung in rungs[1:]:
        if rung.playlist is not rungs[0].playlist:
            yield rungs[0], rung


def _at(first: Rung) -> str:
    return f"the variant in line {first.line}"


@rule("hls.rungs-misaligned", _WARNING, "RFC 8216bis §6.2.4")
def rungs_misaligned(title: HlsTitle) -> Iterator[Found]:
    """Segments of all variants begin at the same moments."""
    for first, rung in _pairs(title.complete):
        ours, theirs = rung.playlist.segments, first.playlist.segments
        for row in range(1, min(len(ours), len(theirs))):
            off = ours.starts[row] - theirs.starts[row]
            if abs(off) > _TOLERANCE:
                message = f"segment {row + 1} begins {off / TICKS_PER_S:+.3f} s from that of {_at(first)}"
                yield Found(message, rung.line, _TAG)
                break


@rule("hls.rungs-differ-in-length", _WARNING, "RFC 8216bis §6.2.4")
def rungs_differ_in_length(title: HlsTitle) -> Iterator[Found]:
    """All variants last equally long."""
    for first, rung in _pairs(title.complete):
        off = rung.playlist.segments.duration - first.playlist.segments.duration
        if abs(off) > (first.playlist.target_duration or TICKS_PER_S):
            message = f"the variant is {off / TICKS_PER_S:+.3f} s longer than {_at(first)}"
            yield Found(message, rung.line, _TAG)


@rule("hls.target-durations-differ", _ERROR, "RFC 8216bis §6.2.4")
def target_durations_differ(title: HlsTitle) -> Iterator[Found]:
    """All variants' playlists have the same EXT-X-TARGETDURATION."""
    for first, rung in _pairs(title.rungs):
        ours, theirs = rung.playlist.target_duration, first.playlist.target_duration
        if ours is not None and theirs is not None and ours != theirs:
            message = f"{ours // TICKS_PER_S} s, but {theirs // TICKS_PER_S} s in {_at(first)}"
            yield Found(message, rung.line, "EXT-X-TARGETDURATION")


@rule("hls.discontinuities-differ", _ERROR, "RFC 8216bis §6.2.4")
def discontinuities_differ(title: HlsTitle) -> Iterator[Found]:
    """All variants have the same discontinuities."""
    for first, rung in _pairs(title.complete):
        ours = len(rung.playlist.segments.discontinuities)
        theirs = len(first.playlist.segments.discontinuities)
        if ours != theirs:
            yield Found(
                f"{ours} discontinuities, but {theirs} in {_at(first)}", rung.line, "EXT-X-DISCONTINUITY"
            )


@rule("hls.dates-partly", _ERROR, "RFC 8216bis §6.2.4")
def dates_partly(title: HlsTitle) -> Iterator[Found]:
    """If one variant's playlist has EXT-X-PROGRAM-DATE-TIME, all have."""
    if any(len(rung.playlist.segments.dates_us) for rung in title.rungs):
        for rung in title.rungs:
            if not len(rung.playlist.segments.dates_us):
                yield Found("other variants' playlists have dates, this one's not", rung.line, _TAG)


@rule("hls.end-partly", _ERROR, "RFC 8216bis §6.2.4")
def end_partly(title: HlsTitle) -> Iterator[Found]:
    """If one variant's playlist has ended or is VOD, all are."""
    if 0 < len(title.complete) < len(title.rungs):
        for rung in title.rungs:
            if not rung.playlist.is_complete:
                yield Found("other variants' playlists have ended, this one's not", rung.line, _TAG)


@rule("hls.bandwidth-exceeded", _ERROR, "RFC 8216bis §4.4.6.2")
def bandwidth_exceeded(title: HlsTitle) -> Iterator[Found]:
    """No segment has more bits a second than BANDWIDTH, where byte ranges or EXT-X-BITRATE tell."""
    for rung in title.rungs:
        peak_bps = _peak_bps(rung.playlist)
        if rung.bandwidth_bps and peak_bps > _PEAK_TOLERANCE * rung.bandwidth_bps:
            message = f"a segment has {peak_bps:.0f} bit/s, BANDWIDTH says {rung.bandwidth_bps}"
            yield Found(message, rung.line, _TAG)


def _peak_bps(playlist: MediaPlaylist) -> float:
    table = playlist.segments
    least = _PEAK_SHARE * (playlist.target_duration or 0)
    peak_bps = max((kbps * 1000 for _, kbps in table.bitrates_kbps.between(0, len(table))), default=0.0)
    for row in range(len(table) if table.range_firsts else 0):
        duration, part = table.starts[row + 1] - table.starts[row], table.byte_range(row)
        if part is not None and part.length and duration and duration >= least:
            peak_bps = max(peak_bps, part.length * 8 * TICKS_PER_S / duration)
    return peak_bps


RULES = (
    rungs_misaligned,
    rungs_differ_in_length,
    target_durations_differ,
    discontinuities_differ,
    dates_partly,
    end_partly,
    bandwidth_exceeded,
)
