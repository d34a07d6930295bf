"""Which representations the backend can play, from what the manifest says of their codecs.

A manifest that says nothing is believed: the demuxer and the decoder have the last word. One ladder never
mixes codec families, since a decoder can't follow such a switch without starting anew.
"""

from collections.abc import Iterable

from playhead.containers.samples import Codec
from playhead.presentation import Kind, Representation

__all__ = ["codec_of", "kinds_of", "one_family", "playable"]

# RFC 6381 sample entry codes. An mp4a with an object type of its own is looked up in full first.
_CODECS = {
    "avc1": Codec.H264,
    "avc3": Codec.H264,
    "hvc1": Codec.HEVC,
    "hev1": Codec.HEVC,
    "vp09": Codec.VP9,
    "vp9": Codec.VP9,
    "av01": Codec.AV1,
    "mp4a.40.34": Codec.MP3,
    "mp4a.6b": Codec.MP3,
    "mp4a.69": Codec.MP3,
    "mp4a.a5": Codec.AC3,
    "mp4a.a6": Codec.EAC3,
    "mp4a": Codec.AAC,
    "mp3": Codec.MP3,
    "ac-3": Codec.AC3,
    "ec-3": Codec.EAC3,
    "opus": Codec.OPUS,
}
_VIDEO = frozenset({Codec.H264, Codec.HEVC, Codec.VP9, Codec.AV1})
_TEXT = ("stpp", "wvtt", "tx3g")


def codec_of(name: str) -> Codec | None:
    """Return the codec that an RFC 6381 string names; None if we don't know it."""
    name = name.strip().lower()
    return _CODECS.get(name) or _CODECS.get(name.partition(".")[0])


def kinds_of(codecs: Iterable[str]) -> frozenset[Kind]:
    """Return the kinds that the codecs stand for, leaving out those that we don't know."""
    found = {codec_of(name) for name in codecs} - {None}
    return frozenset(Kind.VIDEO if codec in _VIDEO else Kind.AUDIO for codec in found)


def playable(representation: Representation, supported: frozenset[Codec]) -> bool:
    """Say whether every codec that the representation declares is supported."""
    return all(
        codec_of(name) in supported for name in representation.codecs if not name.lower().startswith(_TEXT)
    )


def _family(representation: Representation) -> frozenset[Codec | None]:
    return frozenset(codec_of(name) for name in representation.codecs)


def one_family(representations: Iterable[Representation]) -> tuple[Representation, ...]:
    """Return the representations of the family with most rungs, the first listed if several have as many."""
    families: dict[frozenset[Codec | None], list[Representation]] = {}
    for representation in representations:
        families.setdefault(_family(representation), []).append(representation)
    return tuple(max(families.values(), key=len)) if families else ()
