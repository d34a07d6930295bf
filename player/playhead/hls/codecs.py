"""What an RFC 6381 codec string tells about a stream: its kind, and what may be switched to what.

Only the part before the first dot matters here; whether a decoder takes the rest is the backend's answer.
"""

from playhead.presentation import Kind

__all__ = ["codec_family", "codec_kind"]

# A family is what a decoder can go on with after a switch: another profile, but not another codec.
_FAMILIES: dict[str, tuple[Kind, str]] = {
    "avc1": (Kind.VIDEO, "avc"),
    "avc2": (Kind.VIDEO, "avc"),
    "avc3": (Kind.VIDEO, "avc"),
    "dva1": (Kind.VIDEO, "dolby-avc"),
    "dvav": (Kind.VIDEO, "dolby-avc"),
    "hvc1": (Kind.VIDEO, "hevc"),
    "hev1": (Kind.VIDEO, "hevc"),
    "dvh1": (Kind.VIDEO, "dolby-hevc"),
    "dvhe": (Kind.VIDEO, "dolby-hevc"),
    "vvc1": (Kind.VIDEO, "vvc"),
    "vvi1": (Kind.VIDEO, "vvc"),
    "av01": (Kind.VIDEO, "av1"),
    "dav1": (Kind.VIDEO, "dolby-av1"),
    "vp8": (Kind.VIDEO, "vp8"),
    "vp08": (Kind.VIDEO, "vp8"),
    "vp9": (Kind.VIDEO, "vp9"),
    "vp09": (Kind.VIDEO, "vp9"),
    "mp4v": (Kind.VIDEO, "mpeg4"),
    "mp2v": (Kind.VIDEO, "mpeg2"),
    "theora": (Kind.VIDEO, "theora"),
    "mp4a": (Kind.AUDIO, "aac"),
    "mp3": (Kind.AUDIO, "mp3"),
    "ac-3": (Kind.AUDIO, "ac3"),
    "ec-3": (Kind.AUDIO, "eac3"),
    "ac-4": (Kind.AUDIO, "ac4"),
    "opus": (Kind.AUDIO, "opus"),
    "flac": (Kind.AUDIO, "flac"),
    "alac": (Kind.AUDIO, "alac"),
    "vorbis": (Kind.AUDIO, "vorbis"),
    "dtsc": (Kind.AUDIO, "dts"),
    "dtse": (Kind.AUDIO, "dts"),
    "dtsh": (Kind.AUDIO, "dts"),
    "dtsl": (Kind.AUDIO, "dts"),
    "dtsx": (Kind.AUDIO, "dts"),
    "mha1": (Kind.AUDIO, "mpegh"),
    "mhm1": (Kind.AUDIO, "mpegh"),
    "iamf": (Kind.AUDIO, "iamf"),
    "wvtt": (Kind.TEXT, "webvtt"),
    "stpp": (Kind.TEXT, "ttml"),
    "jpeg": (Kind.IMAGE, "jpeg"),
    "mjpg": (Kind.IMAGE, "jpeg"),
    "png": (Kind.IMAGE, "png"),
}


def _entry(codec: str) -> tuple[Kind, str] | None:
    return _FAMILIES.get(codec.partition(".")[0].lower())


def codec_kind(codec: str) -> Kind | None:
    """Return what the codec is for, or None if we don't know it."""
    entry = _entry(codec)
    return entry[0] if entry else None


def codec_family(codec: str) -> str:
    """Return the codec's family; for an unknown codec its own first part."""
    entry = _entry(codec)
    return entry[1] if entry else codec.partition(".")[0].lower()
