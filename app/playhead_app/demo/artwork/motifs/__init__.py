"""The motifs that pictures are made of, by name."""

from playhead_app.demo.artwork.motifs.aurora import aurora
from playhead_app.demo.artwork.motifs.balloons import balloons
from playhead_app.demo.artwork.motifs.birds import birds
from playhead_app.demo.artwork.motifs.city import city
from playhead_app.demo.artwork.motifs.deep import deep
from playhead_app.demo.artwork.motifs.dunes import dunes
from playhead_app.demo.artwork.motifs.forest import forest
from playhead_app.demo.artwork.motifs.garden import garden
from playhead_app.demo.artwork.motifs.lighthouse import lighthouse
from playhead_app.demo.artwork.motifs.orbit import orbit
from playhead_app.demo.artwork.motifs.peaks import peaks
from playhead_app.demo.artwork.motifs.railway import railway
from playhead_app.demo.artwork.stage import Motif

__all__ = ["MOTIFS"]

MOTIFS: dict[str, Motif] = {
    "aurora": aurora,
    "balloons": balloons,
    "birds": birds,
    "city": city,
    "deep": deep,
    "dunes": dunes,
    "forest": forest,
    "garden": garden,
    "lighthouse": lighthouse,
    "orbit": orbit,
    "peaks": peaks,
    "railway": railway,
}
