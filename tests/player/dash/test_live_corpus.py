"""Real live streams, version by version: what is in both stays what it was."""

from itertools import pairwise
from pathlib import Path

import pytest

from playhead.dash import Manifest
from playhead.presentation import DeferredIndex, Presentation

CORPUS = Path(__file__).parents[3].parent / "shared/corpus/manifests"
SHAKA = "presentations/shaka-project_shaka-player"
STREAMLINK = "dash/streamlink_streamlink/tests/resources/dash"
SEQUENCES = {
    "3675": [f"{SHAKA}/3675/dash_{nth}.mpd" for nth in range(6)],
    "7401": [f"{SHAKA}/7401/dash_{nth}.mpd" for nth in range(3)],
    "timeline": [f"{STREAMLINK}/test_dynamic_timeline_continued_p{nth}.mpd" for nth in (1, 2)],
}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here"),
]

Told = dict[tuple[str, str], tuple[str, int, float]]


def told(presentation: Presentation) -> Told:
    """Return track, number and start in its period of every segment, by representation and address.

    Not the start on the timeline: one of the streams begins anew at 0 when it has ended.
    """
    found: Told = {}
    for period in presentation.periods:
        for track in period.tracks:
            for each in track.representations:
                assert not isinstance(each.index, DeferredIndex)
                for s in each.index:
                    found[each.id, s.url] = (track.id, s.number, round(s.start_s, 6))
    return found


@pytest.mark.parametrize("name", SEQUENCES)
def test_segments_of_both_versions_keep_track_number_and_place(name: str) -> None:
    versions: list[Presentation] = []
    for path in SEQUENCES[name]:
        manifest = Manifest.read((CORPUS / path).read_bytes(), "https://live.example/ch/one.mpd")
        previous = versions[-1] if versions else None
        versions.append(manifest.presentation(previous=previous))
        assert told(versions[-1])
    shared = 0
    for one, other in pairwise(map(told, versions)):
        for key in one.keys() & other.keys():
            assert one[key] == other[key]
            shared += 1
        assert other.keys() - one.keys() or one.keys() >= other.keys()
    assert shared > 0
