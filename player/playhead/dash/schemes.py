"""Scheme URIs that mean something to us, in lower case: descriptors are compared without regard to case."""

__all__ = [
    "CEA_608",
    "CEA_708",
    "KNOWN_ESSENTIAL",
    "LAST_SEGMENT_NUMBER",
    "MP4_PROTECTION",
    "ROLES",
    "SWITCHING",
    "THUMBNAIL_TILES",
    "TRICK_MODE",
    "TV_ANYTIME_AUDIO_PURPOSE",
]

# ISO/IEC 23009-1 §5.8.5.5; the other two are common misspellings.
ROLES = ("urn:mpeg:dash:role:2011", "urn:mpeg:dash:role", "urn:mpeg:dash:role:2013")
TV_ANYTIME_AUDIO_PURPOSE = ("urn:tva:metadata:cs:audiopurposecs:2007",)
CEA_608 = ("urn:scte:dash:cc:cea-608:2015",)
CEA_708 = ("urn:scte:dash:cc:cea-708:2015",)
MP4_PROTECTION = ("urn:mpeg:dash:mp4protection:2011",)
# DASH-IF IOP part 5 §3.2.9 and part 2 §6.2.6.
TRICK_MODE = ("http://dashif.org/guidelines/trickmode",)
THUMBNAIL_TILES = ("http://dashif.org/guidelines/thumbnail_tile", "http://dashif.org/thumbnail_tile")
# DASH-IF IOP part 4 §4.4.3.2: a packager's word against the period's duration.
LAST_SEGMENT_NUMBER = ("http://dashif.org/guidelines/last-segment-number",)
# ISO/IEC 23009-1 §5.3.3.5.
SWITCHING = ("urn:mpeg:dash:adaptation-set-switching:2016",)
# ISO/IEC 23091: colours that the decoder reads from the bitstream as well.
_COLOUR = (
    "urn:mpeg:mpegb:cicp:colourprimaries",
    "urn:mpeg:mpegb:cicp:transfercharacteristics",
    "urn:mpeg:mpegb:cicp:matrixcoefficients",
    "urn:mpeg:mpegb:cicp:videofullrangeflag",
)
KNOWN_ESSENTIAL = frozenset((*TRICK_MODE, *THUMBNAIL_TILES, *SWITCHING, *_COLOUR))
