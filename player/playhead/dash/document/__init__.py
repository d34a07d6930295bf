"""An MPD as a lossless, typed, frozen document; nothing inherited or inferred yet."""

from playhead.dash.document.mpd import Mpd
from playhead.dash.document.read import read_mpd

__all__ = ["Mpd", "read_mpd"]
