"""EXT-X-VERSION against what a playlist uses (RFC 8216bis §8)."""

from collections.abc import Iterator

from playhead.hls import MediaPlaylist, MultivariantPlaylist
from playhead.hls.tags import DefineTag, KeyTag
from playhead.hls.values import TICKS_PER_S
from playhead.lint.finding import FindingSeverity, Found, rule

__all__ = ["MEDIA_RULES", "MULTIVARIANT_RULES"]

_CLAUSE = "RFC 8216bis §8"

_Use = tuple[int, str, int | None, str]
"""Least version, what needs it, where that stands."""


@rule("hls.version-too-low", FindingSeverity.ERROR, _CLAUSE)
def media_version(playlist: MediaPlaylist) -> Iterator[Found]:
    """EXT-X-VERSION is at least what the playlist uses; without the tag it is 1."""
    yield from _too_low(playlist.version, _media_uses(playlist))


@rule("hls.version-too-low", FindingSeverity.ERROR, _CLAUSE)
def multivariant_version(playlist: MultivariantPlaylist) -> Iterator[Found]:
    """EXT-X-VERSION is at least what the playlist uses; without the tag it is 1."""
    yield from _too_low(playlist.version, _multivariant_uses(playlist))


def _too_low(version: int | None, uses: Iterator[_Use]) -> Iterator[Found]:
    said = 1 if version is None else version
    told: set[int] = set()
    for needed, what, line, tag in uses:
        if needed > said and needed not in told:
            told.add(needed)
            yield Found(f"{what} needs version {needed}, the playlist says {version or 'none'}", line, tag)


def _media_uses(playlist: MediaPlaylist) -> Iterator[_Use]:
    table = playlist.segments
    for _, keys in table.keys.between(0, len(table) + 1):
        for key in keys:
            yield from _key_uses(key, "EXT-X-KEY")
    for row in range(len(table)):
        if (table.starts[row + 1] - table.starts[row]) % TICKS_PER_S:
            yield 3, "a decimal EXTINF", table.lines[row] or None, "EXTINF"
            break
    ranged = next((row for row, last in enumerate(table.range_lasts) if last >= 0), None)
    if ranged is not None:
        yield 4, "EXT-X-BYTERANGE", table.lines[ranged] or None, "EXT-X-BYTERANGE"
    if playlist.is_iframes_only:
        yield 4, "EXT-X-I-FRAMES-ONLY", None, "EXT-X-I-FRAMES-ONLY"
    first_map = next((tag for _, tag in table.maps.between(0, len(table) + 1) if tag is not None), None)
    if first_map is not None:
        needed = 5 if playlist.is_iframes_only else 6
        yield needed, "EXT-X-MAP", first_map.line or None, "EXT-X-MAP"
    yield from _define_uses(playlist.defines)
    if playlist.skip is not None:
        needed = 10 if "RECENTLY-REMOVED-DATERANGES" in playlist.skip.attributes else 9
        yield needed, "EXT-X-SKIP", playlist.skip.line, "EXT-X-SKIP"


def _multivariant_uses(playlist: MultivariantPlaylist) -> Iterator[_Use]:
    for key in playlist.session_keys:
        yield from _key_uses(key, "EXT-X-SESSION-KEY")
    for rendition in playlist.renditions:
        if rendition.instream_id.startswith("SERVICE"):
            yield 7, "a SERVICE value of INSTREAM-ID", rendition.line, "EXT-X-MEDIA"
        if rendition.instream_id and rendition.type != "CLOSED-CAPTIONS":
            yield 13, f"INSTREAM-ID with TYPE={rendition.type}", rendition.line, "EXT-X-MEDIA"
    yield from _define_uses(playlist.defines)
    for variant in playlist.variants:
        for name in variant.attributes:
            if name.startswith("REQ-"):
                yield 12, f"the attribute {name[:40]}", variant.line, "EXT-X-STREAM-INF"


def _key_uses(key: KeyTag, tag: str) -> Iterator[_Use]:
    if "IV" in key.attributes:
        yield 2, "the attribute IV", key.line, tag
    for name in ("KEYFORMAT", "KEYFORMATVERSIONS"):
        if name in key.attributes:
            yield 5, f"the attribute {name}", key.line, tag


def _define_uses(defines: tuple[DefineTag, ...]) -> Iterator[_Use]:
    for each in defines:
        is_query = "QUERYPARAM" in each.attributes
        yield (11 if is_query else 8), "EXT-X-DEFINE", each.line, "EXT-X-DEFINE"


MEDIA_RULES = (media_version,)
MULTIVARIANT_RULES = (multivariant_version,)
