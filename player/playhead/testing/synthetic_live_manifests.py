"""The synthetic channel's documents: HLS media playlists (RFC 8216bis), an MPD and its patches (23009-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from playhead.testing.synthetic_manifests import AudioFacts, VideoFacts, adaptation_sets
from playhead.testing.synthetic_title import SyntheticTitle

__all__ = ["LiveSegment", "LiveShape", "LiveState", "iso_date", "live_media", "live_mpd", "live_patch"]

_SKIP_TARGETS = 6
_MPD_ID = "channel"


@dataclass(frozen=True, slots=True)
class LiveShape:
    """What the channel offers.

    Attributes:
        window_s: How far back one may go; None for all of it (an event).
        break_every: Segments from one break in timestamps to the next (HLS discontinuity, DASH period); None
            for none.
        hold_back_s: The author's wish of how far behind the edge to play; None says nothing.
        is_blocking: HLS servers hold a request back until there is news (CAN-BLOCK-RELOAD).
        has_delta: HLS servers leave out what the player has (CAN-SKIP-UNTIL).
        has_timeline: The MPD lists its segments, so that only a new one tells of more.
        has_patch: Changes to the MPD can be had alone.
        update_s: The MPD's minimumUpdatePeriod.
        moved_to: Where the MPD says that it is now (Location), relative; empty for where it was.
        clock_ahead_s: The server's clock against ours.
        part_frames: Pictures in a part of a segment (low-latency HLS); None for none.
        chunk_frames: Pictures in a chunk of a segment that can be had while it is made (low-latency DASH);
            None for none.
        early_s: The MPD's availabilityTimeOffset: negative for INF, None for as early as a chunk is made.
        latency: The service's wish: target, least and most, in seconds; None for none.
        rates: How slow and how fast the service allows playback to be; None says nothing.
        captured_earlier_s: By how much pictures were captured before the timeline says
            (ProducerReferenceTime, by which latency is measured then); None says nothing.
        has_reports: HLS servers tell how far the other renditions are (RENDITION-REPORT).
        hints: HLS servers announce the next part, and hold the answer back until it is made.
        utc_timing: schemeIdUri and value of each clock that the MPD names; `{now}` stands for the time.
    """

    window_s: float | None = 60.0
    break_every: int | None = None
    hold_back_s: float | None = None
    is_blocking: bool = False
    has_delta: bool = False
    has_timeline: bool = False
    has_patch: bool = False
    update_s: float = 4.0
    moved_to: str = ""
    clock_ahead_s: float = 0.0
    utc_timing: tuple[tuple[str, str], ...] = ()
    part_frames: int | None = None
    hints: bool = True
    has_reports: bool = False
    chunk_frames: int | None = None
    early_s: float | None = None
    latency: tuple[float, float, float] | None = None
    rates: tuple[float, float] | None = None
    captured_earlier_s: float | None = None

    @property
    def piece_frames(self) -> int | None:
        """Pictures in what a segment is made of; None where it is made at once."""
        return self.part_frames or self.chunk_frames


@dataclass(frozen=True, slots=True)
class LiveState:
    """The channel at one moment.

    Attributes:
        first, last: Segments of the window, counted since the channel began.
        begin_utc_s: When it began, on the server's clock.
        published_utc_s: When its newest segment came to be.
        parts: How many parts of the next segment there are.
        part_s: How long a part lasts; 0 without parts.
    """

    first: int
    last: int
    segment_s: float
    begin_utc_s: float
    published_utc_s: float
    has_ended: bool
    parts: int = 0
    part_s: float = 0.0

    @property
    def numbers(self) -> range:
        """The window's segments."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class LiveSegment:
    """One line of a playlist.

    Attributes:
        is_break: Timestamps begin anew here.
        parts_s: How long each of its parts lasts, as far as they are listed.
    """

    number: int
    duration_s: float
    is_break: bool
    parts_s: tuple[float, ...] = ()


def iso_date(utc_s: float) -> str:
    """Return a moment as XML Schema and RFC 3339 write it, to the millisecond."""
    return datetime.fromtimestamp(utc_s, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def live_media(
    folder: str,
    offer: LiveShape,
    state: LiveState,
    segments: Sequence[LiveSegment],
    unfinished: LiveSegment | None = None,
    *,
    is_delta: bool,
    siblings: Sequence[str] = (),
) -> bytes:
    """Return a media playlist of this moment, or what has changed of it.

    Args:
        unfinished: The segment that is being made, if its parts can be had.
        siblings: Folders of the other renditions.
    """
    target_s = round(state.segment_s)
    breaks = state.first // offer.break_every if offer.break_every else 0
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:9",
        f"#EXT-X-TARGETDURATION:{target_s}",
        f"#EXT-X-MEDIA-SEQUENCE:{state.first}",
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{breaks}",
        *_server_control(offer, target_s, state.part_s),
        *(["#EXT-X-PLAYLIST-TYPE:EVENT"] if offer.window_s is None else []),
    ]
    skipped = max(0, len(segments) - _SKIP_TARGETS) if is_delta else 0
    if skipped:
        lines.append(f"#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}")
    for place, segment in enumerate(segments[skipped:]):
        if segment.is_break and segment.number > state.first:
            lines.append("#EXT-X-DISCONTINUITY")
        if place == 0 and not skipped:
            lines.append(f'#EXT-X-MAP:URI="{folder}/init.mp4"')
        if place == 0 or segment.is_break:
            begin_s = state.begin_utc_s + segment.number * state.segment_s
            lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{iso_date(begin_s)}")
        lines += _parts(folder, segment)
        lines += [f"#EXTINF:{segment.duration_s:.6f},", f"{folder}/{segment.number}.m4s"]
    if unfinished is not None:
        if unfinished.is_break:
            lines.append("#EXT-X-DISCONTINUITY")
        lines += _parts(folder, unfinished)
        if offer.hints:
            name = f"{folder}/{unfinished.number}.{len(unfinished.parts_s)}.m4s"
            lines.append(f'#EXT-X-PRELOAD-HINT:TYPE=PART,URI="{name}"')
    if offer.has_reports and not state.has_ended:
        part = f",LAST-PART={state.parts - 1}" if state.parts else ""
        last = state.last + 1 if state.parts else state.last
        lines += [f'#EXT-X-RENDITION-REPORT:URI="{each}.m3u8",LAST-MSN={last}{part}' for each in siblings]
    return "\n".join([*lines, *(["#EXT-X-ENDLIST"] if state.has_ended else []), ""]).encode()


def _parts(folder: str, segment: LiveSegment) -> list[str]:
    return [
        f'#EXT-X-PART:DURATION={duration_s:.6f},URI="{folder}/{segment.number}.{number}.m4s"'
        + (",INDEPENDENT=YES" if number == 0 else "")
        for number, duration_s in enumerate(segment.parts_s)
    ]


def _server_control(offer: LiveShape, target_s: int, part_s: float) -> list[str]:
    attributes = ["CAN-BLOCK-RELOAD=YES"] if offer.is_blocking else []
    attributes += [f"CAN-SKIP-UNTIL={_SKIP_TARGETS * target_s}"] if offer.has_delta else []
    attributes += [f"HOLD-BACK={offer.hold_back_s}"] if offer.hold_back_s is not None else []
    attributes += [f"PART-HOLD-BACK={3 * part_s:.6f}"] if part_s else []
    lines = [f"#EXT-X-SERVER-CONTROL:{','.join(attributes)}"] if attributes else []
    # Sound keeps its own grid: its parts may be a frame longer.
    return lines + ([f"#EXT-X-PART-INF:PART-TARGET={part_s + 0.022:.6f}"] if part_s else [])


def live_mpd(offer: LiveShape, state: LiveState, content: SyntheticTitle, now: str) -> bytes:
    """Return the MPD of this moment."""
    end_s = (state.last + 1) * state.segment_s
    window = "" if offer.window_s is None else f' timeShiftBufferDepth="PT{offer.window_s:.3f}S"'
    delay = "" if offer.hold_back_s is None else f' suggestedPresentationDelay="PT{offer.hold_back_s:.3f}S"'
    kind = (
        f'type="static" mediaPresentationDuration="PT{end_s:.3f}S"'
        if state.has_ended
        else f'type="dynamic" availabilityStartTime="{iso_date(state.begin_utc_s)}"'
        f' minimumUpdatePeriod="PT{offer.update_s:.3f}S"{window}{delay}'
    )
    published = iso_date(state.published_utc_s)
    patch = f"  <PatchLocation>main.mpp?from={published}</PatchLocation>\n" if offer.has_patch else ""
    location = f"  <Location>{offer.moved_to}</Location>\n" if offer.moved_to else ""
    clocks = "".join(
        f'  <UTCTiming schemeIdUri="{scheme}" value="{value.format(now=now)}"/>\n'
        for scheme, value in offer.utc_timing
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" id="{_MPD_ID}" {kind} minBufferTime="PT2S"\n'
        f'     profiles="urn:mpeg:dash:profile:isoff-live:2011" publishTime="{published}">\n'
        f"{location}{patch}{_service(offer)}{_periods(offer, state, content)}{clocks}</MPD>\n"
    ).encode()


def _service(offer: LiveShape) -> str:
    inner = ""
    if offer.latency is not None:
        target, least, most = (round(each * 1000) for each in offer.latency)
        reference = "" if offer.captured_earlier_s is None else ' referenceId="1"'
        inner += f'<Latency target="{target}" min="{least}" max="{most}"{reference}/>'
    if offer.rates is not None:
        inner += f'<PlaybackRate min="{offer.rates[0]}" max="{offer.rates[1]}"/>'
    return f'  <ServiceDescription id="0">{inner}</ServiceDescription>\n' if inner else ""


def live_patch(since: str, offer: LiveShape, state: LiveState, content: SyntheticTitle) -> bytes:
    """Return what has changed since a version: its one period, and when it was published."""
    published = iso_date(state.published_utc_s)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Patch xmlns="urn:mpeg:dash:schema:mpd-patch:2020" mpdId="{_MPD_ID}"'
        f' originalPublishTime="{since}" publishTime="{published}">\n'
        f'  <replace sel="/MPD/@publishTime">{published}</replace>\n'
        f'  <replace sel="/MPD/PatchLocation[1]"><PatchLocation>main.mpp?from={published}</PatchLocation>'
        "</replace>\n"
        f'  <replace sel="/MPD/Period[1]">{_periods(offer, state, content)}</replace>\n</Patch>\n'
    ).encode()


def _periods(offer: LiveShape, state: LiveState, content: SyntheticTitle) -> str:
    """Return the periods that reach into the window; one that has been left behind starts where that does."""
    size = offer.break_every or state.last + 2
    # A segment that can be had while it is made has its period listed by then.
    newest = state.last + (offer.chunk_frames is not None and not state.has_ended)
    first, last = state.first // size, newest // size
    return "".join(_period(offer, state, content, nth, size) for nth in range(first, last + 1))


def _period(offer: LiveShape, state: LiveState, content: SyntheticTitle, nth: int, size: int) -> str:
    # What has ended tells of no availability, so that its period starts with what is still there.
    skipped = max(0, state.first - nth * size) if state.has_ended else 0
    number = nth * size + skipped

    def template(facts: VideoFacts | AudioFacts) -> str:
        duration = round(state.segment_s * facts.timescale)
        shared = f'timescale="{facts.timescale}" presentationTimeOffset="{skipped * duration}"'
        paths = 'initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s"'
        if not offer.has_timeline:
            early = _early(offer, state, content)
            numbered = f'duration="{duration}" startNumber="{number}"'
            return f"      <SegmentTemplate {shared} {numbered} {early}{paths}/>\n"
        listed = max(number, state.first)
        count = min(state.last + 1, (nth + 1) * size) - listed
        return (
            f'      <SegmentTemplate {shared} startNumber="{listed}" {paths}><SegmentTimeline>'
            f'<S t="{(listed - nth * size) * duration}" d="{duration}" r="{count - 1}"/>'
            "</SegmentTimeline></SegmentTemplate>\n"
        )

    sets = adaptation_sets(content.video_facts, content.audio_facts, template)
    if offer.captured_earlier_s is not None:
        captured = iso_date(state.begin_utc_s + number * state.segment_s - offer.captured_earlier_s)
        reference = f'<ProducerReferenceTime id="1" type="captured" wallClockTime="{captured}" '
        reference += (
            f'presentationTime="{skipped * round(state.segment_s * content.video_facts[0].timescale)}"/>'
        )
        sets = sets.replace("<Representation", f"{reference}<Representation", 1)
    return f'  <Period id="p{nth}" start="PT{number * state.segment_s:.3f}S">\n{sets}  </Period>\n'


def _early(offer: LiveShape, state: LiveState, content: SyntheticTitle) -> str:
    if offer.chunk_frames is None:
        return ""
    chunk_s = offer.chunk_frames / content.frame_rate
    early_s = state.segment_s - chunk_s if offer.early_s is None else offer.early_s
    offset = "INF" if early_s < 0 else f"{early_s:.3f}"
    return f'availabilityTimeOffset="{offset}" availabilityTimeComplete="false" '
