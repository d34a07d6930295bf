"""Small MPDs, read in one line."""

from collections.abc import Callable

import pytest

from playhead.dash import parse_presentation
from playhead.presentation import Presentation, Representation, Segment, SegmentIndex

URL = "https://media.example/films/one/manifest.mpd"

Parse = Callable[..., Presentation]
Film = Callable[..., Presentation]


@pytest.fixture
def parse() -> Parse:
    """Read a whole MPD given as text."""

    def read(text: str, url: str = URL) -> Presentation:
        return parse_presentation(text.encode(), url)

    return read


@pytest.fixture
def film(parse: Parse) -> Film:
    """Read an MPD of one period with one video representation around the given addressing."""

    def read(
        addressing: str, *, duration: str = "PT30S", mpd: str = "", period: str = "", url: str = URL
    ) -> Presentation:
        text = f"""
        <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" mediaPresentationDuration="{duration}" {mpd}>
          <Period {period}>
            <AdaptationSet mimeType="video/mp4" codecs="avc1.64001f">
              <Representation id="v1" bandwidth="1000000" width="1280" height="720">
                {addressing}
              </Representation>
            </AdaptationSet>
          </Period>
        </MPD>"""
        return parse(text, url)

    return read


@pytest.fixture
def only() -> Callable[[Presentation], Representation]:
    """Return the only representation of a presentation."""

    def find(presentation: Presentation) -> Representation:
        (found,) = (r for p in presentation.periods for t in p.tracks for r in t.representations)
        return found

    return find


@pytest.fixture
def segments(only: Callable[[Presentation], Representation]) -> Callable[[Presentation], list[Segment]]:
    """Return all segments of the only representation."""

    def find(presentation: Presentation) -> list[Segment]:
        index = only(presentation).index
        assert hasattr(index, "segment_at")
        chosen: SegmentIndex = index  # type: ignore[assignment]  # told apart by the line above
        return list(chosen)

    return find
