"""Mutated live documents, patches and answers: something new or a `ManifestError` comes out."""

from contextlib import suppress
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from playhead.dash import Locations, Manifest
from playhead.errors import ManifestError
from playhead.presentation import DeferredIndex, Presentation

URL = "https://live.example/ch/one.mpd"
EVIL = (
    *("", "0", "-1", "NaN", "INF", "9" * 30, str(2**63), str(2**31), "PT0S", "P999999Y"),
    *("1970-01-01T00:00:00Z", "1970-01-01T00:01:00Z", "onLoad"),
    *("/MPD", "/MPD/Period", "/MPD/@id", "//", "/MPD/Period[1]/Period[1]", "@t", "before", "file:///x", "§"),
)
LIVE = b"""<MPD id="x" type="dynamic" availabilityStartTime="1970-01-01T00:00:00Z"
publishTime="1970-01-01T00:01:00Z" minimumUpdatePeriod="PT2S" timeShiftBufferDepth="PT9S"
xmlns:l="http://www.w3.org/1999/xlink"><Location>a</Location>
<BaseURL serviceLocation="a" availabilityTimeOffset="1.5">x/</BaseURL><PatchLocation ttl="9">p</PatchLocation>
<UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="1970-01-01T00:01:00Z"/>
<ServiceDescription><Latency target="1"/><PlaybackRate min="0.9"/></ServiceDescription>
<ContentSteering defaultServiceLocation="a">s</ContentSteering><Period id="1" start="PT0S">
<EventStream schemeIdUri="u" timescale="10"><Event presentationTime="1" duration="2" id="3">x</Event>
</EventStream><AdaptationSet mimeType="video/mp4">
<SegmentTemplate media="$Time$" timescale="10" startNumber="3"><SegmentTimeline>
<S t="10" d="20" r="3"/><S d="10" r="-1"/></SegmentTimeline></SegmentTemplate>
<Representation id="1" bandwidth="1"/></AdaptationSet>
<AdaptationSet mimeType="audio/mp4"><SegmentTemplate media="$Number$" duration="2"/>
<Representation id="2" bandwidth="2"/></AdaptationSet></Period>
<Period l:href="ad.xml" l:actuate="onLoad"/></MPD>"""
LINE = "/MPD/Period[@id='1']/AdaptationSet[1]/SegmentTemplate/SegmentTimeline"
PATCH = f"""<Patch mpdId="x" originalPublishTime="1970-01-01T00:01:00Z">
<add sel="{LINE}"><S d="1" r="2"/></add><remove sel="/MPD/Location[1]"/><add sel="/MPD" type="@id">x</add>
<replace sel="/MPD/@publishTime">1970-01-01T00:02:00Z</replace></Patch>""".encode()
REMOTE = b'<Period duration="PT2S"><AdaptationSet mimeType="video/mp4"/></Period>'
BEFORE = Manifest.read(LIVE, URL)


def use(presentation: Presentation) -> None:
    for period in presentation.periods:
        for each in (r for track in period.tracks for r in track.representations):
            if not isinstance(each.index, DeferredIndex):
                for segment in islice(each.index, 3):
                    each.index.after(segment)
                each.index.segment_at(each.index.end_s)


def live(body: bytes, patch: bytes, remote: bytes) -> None:
    """Do what a player of a live stream would do."""
    with suppress(ManifestError):
        manifest = Manifest.read(body, URL)
        manifest.refresh(70.0)
        assert len(list(manifest.events())) < 10
        assert len(manifest.service_locations) < 10
        assert manifest.guidance.target_latency_s != -1
        assert manifest.steering != ()
        manifest = manifest.with_links(dict.fromkeys(manifest.links, remote))
        first = manifest.presentation(now_utc_s=70.0)
        use(first)
        elsewhere = Locations(avoided=frozenset({"a"}))
        use(manifest.presentation(now_utc_s=80.0, previous=first, locations=elsewhere))
        for source in manifest.clock_sources:
            source.read(remote, remote.decode("latin-1"))
    with suppress(ManifestError):
        use(BEFORE.patched(patch, URL).presentation(now_utc_s=75.0))


def test_the_examples_themselves_are_fine() -> None:
    assert BEFORE.patched(PATCH, URL).mpd.publish_time == 120
    (link,) = BEFORE.links
    assert len(BEFORE.with_links({link: REMOTE}).mpd.periods) == 2
    use(BEFORE.presentation(now_utc_s=70.0))


@settings(max_examples=200)
@given(at=st.integers(0, 2_000), length=st.integers(0, 12), instead=st.binary(max_size=12))
def test_bytes_replaced_anywhere(at: int, length: int, instead: bytes) -> None:
    def injured(body: bytes) -> bytes:
        place = at % len(body)
        return body[:place] + instead + body[place + length :]

    live(injured(LIVE), injured(PATCH), injured(REMOTE))


@settings(max_examples=200)
@given(st.integers(0, 10**6), st.sampled_from(EVIL))
def test_attributes_replaced_by_evil_ones(pick: int, evil: str) -> None:
    def injured(body: bytes) -> bytes:
        pieces = body.decode().split('"')
        pieces[1 + 2 * (pick % (len(pieces) // 2))] = evil
        return '"'.join(pieces).encode()

    live(injured(LIVE), injured(PATCH), evil.encode())
