"""Each rule finds nothing in a good manifest, and its fault in one that is spoilt in one place."""

import pytest

from playhead.lint import ALL_RULES, Finding, FindingSeverity, Linting, read_for_lint

from .manifests import LIVE, LIVE_MPD, MEDIA, MPD, MULTIVARIANT

URL = "https://cdn.example/film/main"
_EN_LO = 'NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2"'
_DE_LO = 'NAME="Deutsch",LANGUAGE="de",AUTOSELECT=YES,CHANNELS="2"'
_LOW = "BANDWIDTH=800000,AVERAGE-BANDWIDTH=700000,RESOLUTION=640x360,FRAME-RATE=25"
_KID = '\n     cenc:default_KID="00112233-4455-6677-8899-aabbccddeeff"'
_KEY = '#EXT-X-KEY:METHOD=AES-128,URI="https://k/k"'

Spoiling = tuple[str, str, str, str]
"""Code, good manifest, what is replaced in it, what by."""

HLS_MEDIA: list[Spoiling] = [
    ("hls.target-duration-missing", MEDIA, "#EXT-X-TARGETDURATION:4\n", ""),
    ("hls.target-duration-exceeded", MEDIA, "#EXTINF:3.5,", "#EXTINF:4.5,"),
    ("hls.target-duration-generous", LIVE, "TARGETDURATION:4", "TARGETDURATION:10"),
    ("hls.zero-duration", MEDIA, "#EXTINF:3.5,", "#EXTINF:0,"),
    ("hls.window-short", LIVE, "#EXTINF:4,\n7.m4s\n", ""),
    ("hls.event-slid", LIVE, "#EXT-X-VERSION:6", "#EXT-X-VERSION:6\n#EXT-X-PLAYLIST-TYPE:EVENT"),
    ("hls.vod-without-end", MEDIA, "#EXT-X-ENDLIST\n", ""),
    ("hls.discontinuity-sequence-missing", LIVE, "#EXT-X-DISCONTINUITY-SEQUENCE:2\n", ""),
    ("hls.map-missing", MEDIA, '#EXT-X-MAP:URI="init.mp4"\n', ""),
    ("hls.key-method-unknown", MEDIA, "#EXT-X-MAP", _KEY.replace("AES-128", "ROT-13") + "\n#EXT-X-MAP"),
    ("hls.identity-key-unprotected", MEDIA, "#EXT-X-MAP", _KEY.replace("https", "http") + "\n#EXT-X-MAP"),
    ("hls.start-outside", MEDIA, "#EXT-X-MAP", "#EXT-X-START:TIME-OFFSET=30\n#EXT-X-MAP"),
    ("hls.start-outside", LIVE, "#EXT-X-MAP", "#EXT-X-START:TIME-OFFSET=-2\n#EXT-X-MAP"),
    ("hls.removed-tag", MEDIA, "#EXT-X-MAP", "#EXT-X-ALLOW-CACHE:YES\n#EXT-X-MAP"),
    ("hls.independent-segments-missing", MEDIA, "#EXT-X-INDEPENDENT-SEGMENTS\n", ""),
    ("hls.mixed-content", MEDIA, "2.m4s", "http://cdn.example/2.m4s"),
    ("hls.part-target-missing", LIVE, "#EXT-X-PART-INF:PART-TARGET=1\n", ""),
    ("hls.part-too-long", LIVE, "PART:DURATION=1,", "PART:DURATION=1.5,"),
    ("hls.part-hold-back", LIVE, "PART-HOLD-BACK=3", "PART-HOLD-BACK=1"),
    ("hls.part-hold-back", LIVE, ",PART-HOLD-BACK=3", ""),
    ("hls.hold-back-short", LIVE, ",HOLD-BACK=12", ",HOLD-BACK=8"),
    ("hls.skip-boundary-short", LIVE, "CAN-SKIP-UNTIL=24", "CAN-SKIP-UNTIL=20"),
    ("hls.skip-boundary-short", LIVE, "CAN-SKIP-UNTIL=24", "CAN-SKIP-DATERANGES=YES"),
    ("hls.preload-hint-missing", LIVE, '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="10.1.m4s"\n', ""),
    ("hls.blocking-reload-missing", LIVE, "CAN-BLOCK-RELOAD=YES,", ""),
    ("hls.date-jump", LIVE, "#EXT-X-DISCONTINUITY\n", ""),
    ("hls.date-missing", LIVE, "#EXT-X-PROGRAM-DATE-TIME:2030", "#EXT-X-NO-DATE:2030"),
    ("hls.date-range-undated", LIVE, "#EXT-X-PROGRAM-DATE-TIME:2030", "#EXT-X-NO-DATE:2030"),
    ("hls.date-range-start-missing", LIVE, ',START-DATE="2030-01-01T00:00:02Z"', ""),
    ("hls.date-range-ends-on-next", LIVE, ',CLASS="ad"', ""),
    ("hls.date-range-ends-on-next", LIVE, ",END-ON-NEXT=YES", ",END-ON-NEXT=YES,DURATION=3"),
    ("hls.version-too-low", MEDIA, "VERSION:6", "VERSION:5"),
    ("hls.version-too-low", MEDIA, "#EXTINF:3.5,", "#EXTINF:3.5,\n#EXT-X-DEFINE:NAME=a,VALUE=b"),
]
HLS_MULTIVARIANT: list[Spoiling] = [
    ("hls.bandwidth-missing", MULTIVARIANT, "BANDWIDTH=2400000,", ""),
    ("hls.average-bandwidth-above-peak", MULTIVARIANT, "=700000", "=900000"),
    ("hls.codecs-missing", MULTIVARIANT, 'CODECS="avc1.4d401e,mp4a.40.2",', ""),
    ("hls.codecs-incomplete", MULTIVARIANT, "avc1.4d401e,mp4a.40.2", "avc1.4d401e"),
    ("hls.resolution-missing", MULTIVARIANT, "RESOLUTION=640x360,", ""),
    ("hls.frame-rate-missing", MULTIVARIANT, _LOW, _LOW.removesuffix(",FRAME-RATE=25")),
    ("hls.captions-none-mixed", MULTIVARIANT, "NONE\nlow", '"cc"\nlow'),
    ("hls.steering-pathway-unknown", MULTIVARIANT, 'PATHWAY-ID="."', 'PATHWAY-ID="b"'),
    ("hls.session-data-value", MULTIVARIANT, ',VALUE="Film"', ""),
    ("hls.variants-dependent", MULTIVARIANT, "#EXT-X-INDEPENDENT-SEGMENTS\n", ""),
    ("hls.variants-mixed-content", MULTIVARIANT, "\nlow.m3u8", "\nhttp://cdn.example/low.m3u8"),
    ("hls.name-twice", MULTIVARIANT, _DE_LO, _DE_LO.replace("Deutsch", "English")),
    ("hls.default-twice", MULTIVARIANT, _DE_LO, _DE_LO + ",DEFAULT=YES"),
    ("hls.default-not-autoselected", MULTIVARIANT, _EN_LO, _EN_LO.replace("AUTOSELECT=YES", "AUTOSELECT=NO")),
    ("hls.autoselect-ambiguous", MULTIVARIANT, _DE_LO, _DE_LO.replace('"de"', '"en"')),
    ("hls.groups-differ", MULTIVARIANT, _DE_LO, _DE_LO.replace("Deutsch", "German")),
    ("hls.groups-differ", MULTIVARIANT, _DE_LO, _DE_LO.replace('"de"', '"de-AT"')),
    ("hls.rendition-attributes", MULTIVARIANT, ',URI="st-en.m3u8"', ""),
    ("hls.rendition-attributes", MULTIVARIANT, _DE_LO, _DE_LO + ",FORCED=NO"),
    ("hls.channels-missing", MULTIVARIANT, _DE_LO, _DE_LO.replace(',CHANNELS="2"', "")),
    ("hls.language-missing", MULTIVARIANT, _DE_LO, _DE_LO.replace('LANGUAGE="de",', "")),
    ("hls.group-unused", MULTIVARIANT, 'SUBTITLES="st"', 'NAME="st"'),
    ("hls.audio-group-partly", MULTIVARIANT, 'AUDIO="lo",', ""),
    ("hls.version-too-low", MULTIVARIANT, "CODECS=", "REQ-VIDEO-LAYOUT=CH-STEREO,CODECS="),
]
DASH: list[Spoiling] = [
    ("dash.profiles-missing", MPD, 'profiles="urn:mpeg:dash:profile:isoff-live:2011"', ""),
    ("dash.min-buffer-time-missing", MPD, 'minBufferTime="PT2S"', ""),
    ("dash.type-unknown", MPD, 'type="static"', 'type="list"'),
    (
        "dash.duration-missing",
        MPD.replace(' duration="PT20S">', ">"),
        'mediaPresentationDuration="PT20S"',
        "",
    ),
    ("dash.availability-start-missing", LIVE_MPD, 'availabilityStartTime="2030-01-01T00:00:00Z"', ""),
    ("dash.update-period-missing", LIVE_MPD, 'minimumUpdatePeriod="PT4S"', ""),
    ("dash.live-attributes-on-static", MPD, "minBufferTime", 'timeShiftBufferDepth="PT9S" minBufferTime'),
    ("dash.utc-timing-missing", LIVE_MPD, "UTCTiming", "Timing"),
    ("dash.time-shift-depth", LIVE_MPD, "PT60S", "PT6S"),
    ("dash.presentation-delay-short", LIVE_MPD, "PT12S", "PT1S"),
    (
        "dash.period-gap",
        MPD.replace('n="PT20S" m', 'n="PT30S" m'),
        "</Period>",
        '</Period><Period start="PT21S"/>',
    ),
    ("dash.period-gap", MPD, "</Period>", '</Period><Period start="PT19S"/>'),
    ("dash.period-order", MPD, "</Period>", '</Period><Period start="PT9S"/><Period start="PT5S"/>'),
    ("dash.period-beyond-end", MPD, 'mediaPresentationDuration="PT20S"', 'mediaPresentationDuration="PT18S"'),
    ("dash.period-empty", MPD, "</Period>", "</Period><Period/>"),
    ("dash.event-outside-period", MPD, 'presentationTime="3"', 'presentationTime="30"'),
    ("dash.mixed-content", MPD, "<Period", "<BaseURL>http://cdn.example/</BaseURL><Period"),
    ("dash.id-missing", MPD, 'id="v1"', ""),
    ("dash.period-id-missing", LIVE_MPD, 'id="one"', ""),
    ("dash.id-twice", MPD, 'id="v2"', 'id="v1"'),
    ("dash.bandwidth-missing", MPD, 'bandwidth="128000"', ""),
    ("dash.mime-type-missing", MPD, 'mimeType="audio/mp4"', 'contentType="audio"'),
    ("dash.codecs-missing", MPD, 'codecs="avc1.4d401e"', ""),
    ("dash.resolution-missing", MPD, 'width="640"', ""),
    ("dash.frame-rate-missing", MPD, 'codecs="avc1.4d401e" frameRate="25"', 'codecs="avc1.4d401e"'),
    ("dash.audio-format-missing", MPD, 'audioSamplingRate="48000"', ""),
    ("dash.audio-format-missing", MPD, "AudioChannelConfiguration", "Other"),
    ("dash.language-missing", MPD, 'lang="en"', ""),
    ("dash.role-unknown", MPD, 'value="main"', 'value="hero"'),
    ("dash.set-mixed", MPD, 'id="v1"', 'id="v1" mimeType="audio/mp4"'),
    ("dash.protection-scheme-missing", MPD, "urn:mpeg:dash:mp4protection:2011", "urn:x:other"),
    ("dash.default-kid-missing", MPD, _KID, ""),
    ("dash.init-data-missing", MPD, "<cenc:pssh>AAAA</cenc:pssh>", ""),
    ("dash.timeline-gap", MPD, '<S d="40"/>', '<S t="90" d="40"/>'),
    ("dash.timeline-overlap", MPD, '<S d="40"/>', '<S t="70" d="40"/>'),
    ("dash.timeline-without-start", LIVE_MPD, '<S t="0"', "<S"),
    ("dash.duration-and-timeline", MPD, 'timescale="10"', 'timescale="10" duration="40"'),
    ("dash.template-time", MPD, "$RepresentationID$/$Number$", "$RepresentationID$/$Time$"),
    ("dash.template-same-address", MPD, "$RepresentationID$/$Number$", "v/$Number$"),
    ("dash.initialization-missing", MPD, 'initialization="a/i.mp4"', ""),
    (
        "dash.index-range-missing",
        MPD,
        'id="a1" bandwidth="128000"/>',
        'id="a1"><SegmentBase/></Representation>',
    ),
    ("dash.alignment-missing", MPD, 'segmentAlignment="true">\n   <Role', ">\n   <Role"),
    (
        "dash.rungs-misaligned",
        MPD,
        'codecs="avc1.4d401f" frameRate="25"/>',
        'frameRate="25"><SegmentTemplate duration="3"/></Representation>',
    ),
    ("dash.max-segment-duration-exceeded", MPD, 'maxSegmentDuration="PT4S"', 'maxSegmentDuration="PT3S"'),
]
# Told about the playlists of a title together; test_titles has their pairs.
_OF_TITLES = frozenset(
    {
        "hls.rungs-misaligned",
        "hls.rungs-differ-in-length",
        "hls.target-durations-differ",
        "hls.discontinuities-differ",
        "hls.dates-partly",
        "hls.end-partly",
        "hls.bandwidth-exceeded",
    }
)


def linted(text: str) -> tuple[Finding, ...]:
    linting: Linting = read_for_lint(text.encode(), URL)
    return linting.findings()


@pytest.mark.parametrize("good", [MEDIA, LIVE, MULTIVARIANT, MPD, LIVE_MPD])
def test_nothing_is_said_against_a_good_manifest(good: str) -> None:
    assert linted(good) == ()


@pytest.mark.parametrize(
    ("code", "good", "part", "spoilt"),
    [*HLS_MEDIA, *HLS_MULTIVARIANT, *DASH],
    ids=lambda value: str(value)[:40],
)
def test_a_spoilt_manifest_is_found_out(code: str, good: str, part: str, spoilt: str) -> None:
    assert part in good
    assert code not in {finding.code for finding in linted(good)}
    rule = next(each for each in ALL_RULES if each.code == code)
    found = [finding for finding in linted(good.replace(part, spoilt)) if finding.code == code]
    assert found
    assert {(finding.severity, finding.clause) for finding in found} == {(rule.severity, rule.clause)}


def test_each_rule_has_such_a_pair() -> None:
    tested = {code for code, *_ in (*HLS_MEDIA, *HLS_MULTIVARIANT, *DASH)}
    assert {rule.code for rule in ALL_RULES} == tested | _OF_TITLES


def test_a_finding_says_where() -> None:
    (found,) = (each for each in linted(MEDIA.replace("#EXTINF:3.5,", "#EXTINF:4.5,")))
    assert (found.line, found.tag, found.severity) == (12, "EXTINF", FindingSeverity.ERROR)
    (found,) = (each for each in linted(MPD.replace('lang="en"', "")))
    assert (found.line, found.tag) == (17, "AdaptationSet")


def test_what_ends_the_reading_is_the_worst_finding_and_does_not_hide_the_others() -> None:
    found = linted("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-PLAYLIST-TYPE:VOD\n")
    assert {"MANIFEST_EMPTY", "hls.vod-without-end"} <= {each.code for each in found}
    assert [each.code for each in linted("<html>no</html>")] == ["MANIFEST_NOT_A_MANIFEST"]


def test_a_parser_says_nothing_where_a_rule_says_it_better() -> None:
    found = linted(MULTIVARIANT.replace("BANDWIDTH=2400000,", ""))
    assert [each.code for each in found] == ["hls.bandwidth-missing"]


def test_a_flood_is_cut_off() -> None:
    long = MEDIA.replace("#EXTINF:3.5,\n3.m4s\n", "#EXTINF:9,\n3.m4s\n" * 500)
    assert len(linted(long)) < 50
