"""A date range of class `com.apple.hls.interstitial` as an `Interstitial` (RFC 8216bis Appendix D.2)."""

from playhead.hls.attributes import AttributeReader
from playhead.presentation import Interstitial

__all__ = ["INTERSTITIAL_CLASS", "interstitial_of"]

INTERSTITIAL_CLASS = "com.apple.hls.interstitial"


def interstitial_of(attributes: AttributeReader) -> Interstitial | None:
    """Return what the attributes ask for, addresses as written; None if there is nothing to play."""
    asset, listed = attributes.text("X-ASSET-URI") or "", attributes.text("X-ASSET-LIST") or ""
    if not asset and not listed:
        attributes.warn("an interstitial with neither X-ASSET-URI nor X-ASSET-LIST")
        return None
    snap, restrict = attributes.words("X-SNAP"), attributes.words("X-RESTRICT")
    cues = attributes.words("CUE")
    resume, limit = attributes.number("X-RESUME-OFFSET"), attributes.number("X-PLAYOUT-LIMIT")
    return Interstitial(
        # A range must not have both; the list is the later invention and says more.
        "" if listed else asset,
        listed,
        None if resume is None else float(resume),
        None if limit is None else float(limit),
        "OUT" in snap,
        "IN" in snap,
        "SKIP" not in restrict,
        "JUMP" not in restrict,
        "PRE" in cues,
        "POST" in cues,
        "ONCE" in cues,
    )
