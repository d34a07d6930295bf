"""Mutated MPDs: whatever comes in, a presentation or a `ManifestError` comes out."""

import random
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.dash import parse_presentation
from playhead.errors import ManifestError
from playhead.presentation import DeferredIndex, Presentation

URL = "https://media.example/a/b.mpd"
CORPUS = Path(__file__).parents[3].parent / "shared/corpus/manifests"
SEED_FILES = (
    "dash/videojs_mpd-parser/test/manifests/multiperiod.mpd",
    "dash/videojs_mpd-parser/test/manifests/webmsegments.mpd",
    "dash/videojs_mpd-parser/test/manifests/segmentList.mpd",
    "presentations/shaka-project_shaka-player/dash-multi-codec/dash.mpd",
    "presentations/shaka-project_shaka-player/clear-encrypted/manifest.mpd",
)
EVIL = (
    *("", "0", "-1", "1", "NaN", "INF", "1e999", "9" * 30, str(2**63), str(2**31), "-" * 9, "PT0S"),
    *("PT9" + "9" * 20 + "S", "P999999Y", "18446744073709551615/1", "0-", "5-1", "\u202e", "§"),
    *("$Number$", "$Time$", "$SubNumber$", "$$$", "%00d", "../" * 50, "file:///x", "javascript:", "//"),
)


def use(presentation: Presentation) -> None:
    """Ask what a player would ask."""
    for period in presentation.periods:
        assert period.duration is None or period.duration > 0
        for track in period.tracks:
            for each in track.representations:
                index = each.index
                if isinstance(index, DeferredIndex):
                    assert index.resource.url
                    continue
                list(islice(index, 5))
                for time_s in (-1e6, 0.0, index.start_s, index.end_s, 1e15):
                    segment = index.segment_at(time_s)
                    if segment is not None:
                        index.after(segment)


def feed(body: bytes) -> None:
    with suppress(ManifestError):
        use(parse_presentation(body, URL))


SMALL = b"""<MPD mediaPresentationDuration="PT9S"><BaseURL>x/</BaseURL>
<Period start="PT0S" duration="PT9S"><AdaptationSet mimeType="video/mp4" frameRate="25" lang="en">
<Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>
<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc"/>
<SegmentTemplate media="$Number$" timescale="10" startNumber="1" presentationTimeOffset="5" duration="20"/>
<Representation id="1" bandwidth="1" width="2" height="2"><SegmentTemplate media="$Time%05d$">
<SegmentTimeline>
<S t="0" d="20" r="3"/><S d="10" r="-1"/></SegmentTimeline></SegmentTemplate></Representation>
<Representation id="2" bandwidth="2"><SegmentList duration="3"><Initialization sourceURL="i" range="0-1"/>
<SegmentURL media="a" mediaRange="0-9"/></SegmentList></Representation>
<Representation id="3" bandwidth="3"><SegmentBase indexRange="0-9"/></Representation>
</AdaptationSet></Period></MPD>"""


@settings(max_examples=300)
@given(at=st.integers(0, len(SMALL) - 1), length=st.integers(0, 12), instead=st.binary(max_size=12))
def test_bytes_replaced_anywhere(at: int, length: int, instead: bytes) -> None:
    feed(SMALL[:at] + instead + SMALL[at + length :])


@settings(max_examples=300)
@given(st.integers(0, 10**6), st.sampled_from(EVIL))
def test_attribute_values_replaced_by_evil_ones(pick: int, evil: str) -> None:
    pieces = SMALL.decode().split('"')
    nth = 1 + 2 * (pick % (len(pieces) // 2))
    pieces[nth] = evil
    feed('"'.join(pieces).encode())


@given(st.binary(max_size=60))
def test_plain_noise(body: bytes) -> None:
    feed(body)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")
@pytest.mark.parametrize("name", SEED_FILES)
def test_real_files_with_a_thousand_injuries(name: str) -> None:
    chance = random.Random(name)
    body = (CORPUS / name).read_bytes()
    pieces = body.decode().split('"')
    for _ in range(30):
        injured = list(pieces)
        for _ in range(chance.randint(1, 4)):
            injured[chance.randrange(1, len(injured), 2)] = chance.choice(EVIL)
        feed('"'.join(injured).encode())
        at = chance.randrange(len(body))
        feed(body[:at] + chance.randbytes(chance.randint(0, 6)) + body[at + chance.randint(0, 300) :])
        lines = body.splitlines(keepends=True)
        del lines[chance.randrange(len(lines))]
        feed(b"".join(lines))
