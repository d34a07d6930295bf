"""Multivariant playlists: what each variant says of itself (RFC 8216bis §4.4.6.2 to §4.4.6.6)."""

from collections.abc import Iterator

from playhead.hls import MultivariantPlaylist
from playhead.hls.multivariant import Variant
from playhead.lint.finding import FindingSeverity, Found, rule

__all__ = ["RULES"]

_ERROR, _WARNING, _ADVICE = FindingSeverity
_TAG = "EXT-X-STREAM-INF"
_VIDEO = (
    "avc1",
    "avc3",
    "hvc1",
    "hev1",
    "dvh1",
    "dvhe",
    "dvav",
    "dva1",
    "dav1",
    "vp08",
    "vp09",
    "av01",
    "mp4v",
)
_AUDIO = (
    "mp4a",
    "ac-3",
    "ec-3",
    "ac-4",
    "opus",
    "flac",
    "fLaC",
    "alac",
    "mp3",
    "dtsc",
    "dtse",
    "mhm1",
    "mha1",
)


def _has_video(variant: Variant) -> bool:
    return variant.resolution is not None or any(codec.startswith(_VIDEO) for codec in variant.codecs)


@rule("hls.bandwidth-missing", _ERROR, "RFC 8216bis §4.4.6.2")
def bandwidth_missing(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Each variant has BANDWIDTH."""
    for each in playlist.variants:
        if not each.bandwidth_bps:
            yield Found("there is no BANDWIDTH, so nobody can choose by it", each.line, _TAG)


@rule("hls.average-bandwidth-above-peak", _ERROR, "RFC 8216bis §4.4.6.2")
def average_bandwidth_above_peak(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """AVERAGE-BANDWIDTH is not above BANDWIDTH, which is the peak."""
    for each in playlist.variants:
        average = each.average_bandwidth_bps
        if average is not None and each.bandwidth_bps and average > each.bandwidth_bps:
            message = f"AVERAGE-BANDWIDTH {average} is above BANDWIDTH {each.bandwidth_bps}"
            yield Found(message, each.line, _TAG)


@rule("hls.codecs-missing", _WARNING, "RFC 8216bis §4.4.6.2")
def codecs_missing(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Each variant has CODECS."""
    for each in playlist.variants:
        if not each.codecs:
            yield Found("there is no CODECS: players must fetch media to learn what it is", each.line, _TAG)


@rule("hls.codecs-incomplete", _ERROR, "RFC 8216bis §4.4.6.2")
def codecs_incomplete(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """CODECS names every format that the variant needs, that of its audio group too."""
    for each in playlist.variants:
        if each.audio and each.codecs and not any(codec.startswith(_AUDIO) for codec in each.codecs):
            yield Found("the variant has an audio group, and CODECS names no audio", each.line, _TAG)


@rule("hls.resolution-missing", _ADVICE, "RFC 8216bis §4.4.6.2")
def resolution_missing(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Each variant with pictures has RESOLUTION."""
    for each in playlist.variants:
        if each.resolution is None and _has_video(each):
            yield Found("there is no RESOLUTION: no player can fit it to its screen", each.line, _TAG)


@rule("hls.frame-rate-missing", _ADVICE, "RFC 8216bis §4.4.6.2")
def frame_rate_missing(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """Each variant with pictures has FRAME-RATE."""
    for each in playlist.variants:
        if each.frame_rate is None and _has_video(each):
            yield Found("there is no FRAME-RATE", each.line, _TAG)


@rule("hls.captions-none-mixed", _ERROR, "RFC 8216bis §4.4.6.2")
def captions_none_mixed(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """If one variant has CLOSED-CAPTIONS=NONE, all have."""
    if any(each.closed_captions == "NONE" for each in playlist.variants):
        for each in playlist.variants:
            if each.closed_captions != "NONE":
                yield Found("other variants have CLOSED-CAPTIONS=NONE, this one not", each.line, _TAG)


@rule("hls.steering-pathway-unknown", _ERROR, "RFC 8216bis §4.4.6.6")
def steering_pathway_unknown(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """PATHWAY-ID of EXT-X-CONTENT-STEERING is that of a variant."""
    steering = playlist.content_steering
    # A variant that names no pathway is on the one named ".".
    pathways = {each.pathway_id or "." for each in playlist.variants}
    if steering is not None and steering.pathway_id and steering.pathway_id not in pathways:
        message = f"no variant is on the pathway {steering.pathway_id[:40]!r}"
        yield Found(message, steering.line, "EXT-X-CONTENT-STEERING")


@rule("hls.session-data-value", _ERROR, "RFC 8216bis §4.4.6.4")
def session_data_value(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """EXT-X-SESSION-DATA has either VALUE or URI, once for each DATA-ID and LANGUAGE."""
    seen: set[tuple[str, str]] = set()
    for each in playlist.session_data:
        if (each.value is None) == (each.uri is None):
            yield Found("it needs one of VALUE and URI", each.line, "EXT-X-SESSION-DATA")
        key = (each.data_id, each.language)
        if key in seen:
            yield Found("the same DATA-ID and LANGUAGE are there twice", each.line, "EXT-X-SESSION-DATA")
        seen.add(key)


@rule("hls.variants-dependent", _ADVICE, "RFC 8216bis §4.4.2.1")
def variants_dependent(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """EXT-X-INDEPENDENT-SEGMENTS in the multivariant playlist says so for all of them."""
    if len(playlist.variants) > 1 and not playlist.has_independent_segments:
        yield Found(
            "players can't know that each segment can be decoded alone", tag="EXT-X-INDEPENDENT-SEGMENTS"
        )


@rule("hls.variants-mixed-content", _WARNING, "RFC 8216bis §10")
def variants_mixed_content(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """A playlist that came by https names nothing by http."""
    if not playlist.url.lower().startswith("https:"):
        return
    tags = [(each.uri, each.line, _TAG) for each in playlist.variants]
    tags += [(each.uri or "", each.line, "EXT-X-MEDIA") for each in playlist.renditions]
    for uri, line, tag in tags:
        if uri[:5].lower() == "http:":
            yield Found("its playlist is fetched without encryption", line, tag)


RULES = (
    bandwidth_missing,
    average_bandwidth_above_peak,
    codecs_missing,
    codecs_incomplete,
    resolution_missing,
    frame_rate_missing,
    captions_none_mixed,
    steering_pathway_unknown,
    session_data_value,
    variants_dependent,
    variants_mixed_content,
)
