"""AudioChannelConfiguration: how many channels, in every scheme that is in use."""

from collections.abc import Iterable

from playhead.dash.document.descriptors import Descriptor

__all__ = ["channel_count"]

# ISO/IEC 23091-3 table: ChannelConfiguration 0 to 20.
_CICP_CHANNELS = (0, 1, 2, 3, 4, 5, 6, 8, 2, 3, 4, 7, 8, 24, 8, 12, 10, 12, 14, 12, 14)

# ETSI TS 102 366 table E.1.4: the mask's bits from the highest (left) to the lowest (LFE).
_DOLBY_CHANNELS = (1, 1, 1, 1, 1, 2, 2, 1, 1, 2, 2, 2, 1, 2, 1, 1)

# ETSI TS 103 190-2 table A.27: bits from the lowest (left and right) up.
_AC4_CHANNELS = (2, 1, 2, 2, 2, 2, 1, 2, 2, 1, 1, 1, 1, 2, 1, 1, 2, 2, 2)

_MAX_CHANNELS = 64

_COUNT_SCHEMES = frozenset(
    {
        # By the letter a ChannelConfiguration; it equals the number up to 5.1, and people write the number.
        "urn:mpeg:dash:23003:3:audio_channel_configuration:2011",
        "urn:dts:dash:audio_channel_configuration:2012",
        "tag:dts.com,2014:dash:audio_channel_configuration:2012",
    }
)
_DOLBY_SCHEMES = frozenset(
    {
        "tag:dolby.com,2014:dash:audio_channel_configuration:2011",
        "urn:dolby:dash:audio_channel_configuration:2011",
    }
)
_AC4_SCHEME = "tag:dolby.com,2015:dash:audio_channel_configuration:2015"
_CICP_SCHEME = "urn:mpeg:mpegb:cicp:channelconfiguration"
_POSITIONS_SCHEME = "urn:mpeg:dash:outputchannelpositionlist:2012"
_DTS_UHD_SCHEME = "tag:dts.com,2018:uhd:audio_channel_configuration"


def channel_count(descriptors: Iterable[Descriptor]) -> int | None:
    """Return the number of channels that the first readable descriptor declares; None if none does."""
    for descriptor in descriptors:
        count = _count(descriptor.scheme.lower(), descriptor.value)
        if count is not None and 0 < count <= _MAX_CHANNELS:
            return count
    return None


def _count(scheme: str, value: str) -> int | None:
    if scheme in _COUNT_SCHEMES:
        return _integer(value, 10)
    if scheme == _CICP_SCHEME:
        configuration = _integer(value, 10)
        in_table = configuration is not None and configuration < len(_CICP_CHANNELS)
        return _CICP_CHANNELS[configuration] if configuration is not None and in_table else None
    if scheme in _DOLBY_SCHEMES and len(value) <= 4:
        return _masked(value, tuple(reversed(_DOLBY_CHANNELS)))
    if scheme == _AC4_SCHEME or scheme in _DOLBY_SCHEMES:
        return _masked(value, _AC4_CHANNELS)
    if scheme == _DTS_UHD_SCHEME:
        mask = _integer(value, 16)
        return None if mask is None else mask.bit_count()
    if scheme == _POSITIONS_SCHEME:
        return len(value.split())
    return None


def _masked(value: str, channels: tuple[int, ...]) -> int | None:
    mask = _integer(value, 16)
    if mask is None:
        return None
    return sum(count for bit, count in enumerate(channels) if mask >> bit & 1)


def _integer(value: str, base: int) -> int | None:
    if not value.isalnum() or not value.isascii() or len(value) > 8:
        return None
    try:
        return int(value, base)
    except ValueError:
        return None
