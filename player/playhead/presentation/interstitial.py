"""Something else to be played at a moment of a title: an advertisement (RFC 8216bis Appendix D)."""

from dataclasses import dataclass

__all__ = ["Interstitial"]


@dataclass(frozen=True, slots=True)
class Interstitial:
    """What to play, and how the title goes on.

    Attributes:
        asset_url: The one presentation to play; empty if there is a list.
        list_url: Where the list of presentations is to be had (JSON); empty if there is just one.
        resume_offset_s: The title goes on so long after the interstitial's start; None: after as long as the
            interstitial has played.
        playout_limit_s: It is ended after so long; None for no limit.
        snap_out, snap_in: Leave (if it lies ahead) and return at the nearest boundary of a segment.
        may_skip: Whether the viewer may leave it.
        may_jump: Whether the viewer may seek over it without having seen it.
        is_pre, is_post: Before the title's first picture; after its last one, wherever its date lies.
        is_once: Not again in this session.
    """

    asset_url: str = ""
    list_url: str = ""
    resume_offset_s: float | None = None
    playout_limit_s: float | None = None
    snap_out: bool = False
    snap_in: bool = False
    may_skip: bool = True
    may_jump: bool = True
    is_pre: bool = False
    is_post: bool = False
    is_once: bool = False
