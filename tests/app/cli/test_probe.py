"""`playhead probe`: what it finds, what it makes of broken sources, and that one never stops the rest."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from playhead_app.cli import app

MULTIVARIANT = """\
#EXTM3U
#EXT-X-CONTENT-STEERING:SERVER-URI="/steer",PATHWAY-ID="a"
#EXT-X-SESSION-KEY:METHOD=AES-128,URI="key"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="s",NAME="Deutsch",LANGUAGE="de",CHANNELS="6",URI="de.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=640x360,CODECS="avc1.4d401e,mp4a.40.2",FRAME-RATE=25,AUDIO="s"
low.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2400000,RESOLUTION=1280x720,CODECS="avc1.4d401f,mp4a.40.2",AUDIO="s"
gone.m3u8
#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=20000,RESOLUTION=320x180,CODECS="jpeg",URI="thumbs.m3u8"
"""
MEDIA = """\
#EXTM3U
#EXT-X-TARGETDURATION:4
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-DATERANGE:ID="ad-1",CLASS="ads",START-DATE="2030-01-01T00:00:00Z",DURATION=15.5
#EXTINF:4,
a.ts
#EXT-X-KEY:METHOD=AES-128,URI="key2",IV=0x000102030405060708090a0b0c0d0e0f
#EXTINF:4,
b.ts
#EXTINF:2.5,
c.ts
#EXT-X-ENDLIST
"""
MPD = """\
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT20S">
 <BaseURL serviceLocation="cdn-a">media/</BaseURL>
 <ContentSteering defaultServiceLocation="cdn-a">https://steer.example/</ContentSteering>
 <Period id="one" start="PT0S">
  <EventStream schemeIdUri="urn:x:cue" value="1" timescale="1000">
   <Event presentationTime="2500" duration="500" id="7">bell</Event>
  </EventStream>
  <AdaptationSet contentType="video" mimeType="video/mp4">
   <SegmentTemplate media="$RepresentationID$/$Number$.m4s" initialization="$RepresentationID$/i.mp4"
     duration="4" startNumber="1"/>
   <Representation id="v1" bandwidth="500000" width="640" height="360" codecs="avc1.4d401e" frameRate="25"/>
   <Representation id="v2" bandwidth="1500000" width="1280" height="720" codecs="avc1.4d401f"/>
  </AdaptationSet>
 </Period>
</MPD>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        ("main.m3u8", MULTIVARIANT),
        ("low.m3u8", MEDIA),
        ("de.m3u8", MEDIA),
        ("film.mpd", MPD),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def probe(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["probe", *map(str, arguments)], input=stdin)


def told(*arguments: str | Path, stdin: str | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in probe("--json", *arguments, stdin=stdin).stdout.splitlines()]


def test_an_hls_title_is_told_with_what_its_playlists_hold(folder: Path) -> None:
    (answer,) = told(folder / "main.m3u8")
    assert answer["protocol"] == "hls"
    assert answer["live"] is False
    assert answer["duration_s"] == 10.5
    tracks = {track["kind"]: track for track in answer["periods"][0]["tracks"]}
    low, high = tracks["video"]["representations"]
    assert (low["height"], low["frame_rate"], low["segment_count"]) == (360, 25.0, 3)
    assert (high["height"], high["segment_count"]) == (720, None)
    assert (tracks["audio"]["language"], tracks["audio"]["channels"]) == ("de", 6)


def test_a_missing_playlist_is_a_warning_beside_the_rest(folder: Path) -> None:
    (answer,) = told(folder / "main.m3u8")
    missing = [each["message"] for each in answer["warnings"] if each["code"] == "NETWORK_HTTP_STATUS"]
    assert any("gone.m3u8" in message for message in missing)


def test_steering_keys_events_and_thumbnails_of_hls_are_told(folder: Path) -> None:
    (answer,) = told(folder / "main.m3u8")
    assert answer["steering"]["default_pathway"] == "a"
    assert answer["steering"]["server_url"].endswith("/steer")
    assert {each["scheme"] for each in answer["protection"]} == {"AES-128"}
    assert [(each["id"], each["duration_s"]) for each in answer["events"]] == [("ad-1", 15.5)]
    assert answer["events"][0]["start_utc_s"] == 1_893_456_000
    assert answer["thumbnails"][0]["width"] == 320


def test_a_break_and_its_splice_message_are_told(folder: Path) -> None:
    message = (
        "/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo="  # of SCTE 35's own example
    )
    (folder / "break.m3u8").write_text(
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n1.ts\n"
        f'#EXT-X-DATERANGE:ID="splice-6FFFFFF0",START-DATE="2030-01-01T00:00:10Z",SCTE35-OUT=0x{_hex(message)}\n'
        "#EXT-X-CUE-OUT:30\n#EXTINF:10,\n2.ts\n#EXT-X-CUE-IN\n#EXTINF:10,\n3.ts\n#EXT-X-ENDLIST\n",
        encoding="utf-8",
    )
    (answer,) = told(folder / "break.m3u8")
    by_scheme = {each["scheme"]: each for each in answer["events"]}
    assert by_scheme["EXT-X-DATERANGE"]["splice"]["command"] == "insert"
    assert by_scheme["EXT-X-DATERANGE"]["splice"]["is_out"] is True
    assert (by_scheme["EXT-X-CUE-OUT"]["start_s"], by_scheme["EXT-X-CUE-OUT"]["duration_s"]) == (10.0, 10.0)


def test_a_dash_title_is_told(folder: Path) -> None:
    (answer,) = told(folder / "film.mpd")
    (period,) = answer["periods"]
    assert (answer["protocol"], answer["duration_s"], period["id"]) == ("dash", 20.0, "one")
    counts = [each["segment_count"] for each in period["tracks"][0]["representations"]]
    assert counts == [5, 5]
    assert answer["events"][0]["start_s"] == 2.5
    assert answer["steering"] == {
        "server_url": "https://steer.example/",
        "default_pathway": "cdn-a",
        "pathways": answer["steering"]["pathways"],
    }


def test_segments_are_listed_when_asked_for(folder: Path) -> None:
    (answer,) = told("--segments", folder / "film.mpd")
    first = answer["periods"][0]["tracks"][0]["representations"][0]["segments"][0]
    assert (first["start_s"], first["duration_s"]) == (0.0, 4.0)
    assert first["url"].endswith("/media/v1/1.m4s")
    (answer,) = told(folder / "film.mpd")
    assert answer["periods"][0]["tracks"][0]["representations"][0]["segments"] == []


def test_each_segment_says_which_keys_it_needs(folder: Path) -> None:
    protected = MPD.replace(
        "<SegmentTemplate",
        """<ContentProtection xmlns:cenc="urn:mpeg:cenc:2013" value="cenc"
             schemeIdUri="urn:mpeg:dash:mp4protection:2011"
             cenc:default_KID="00112233-4455-6677-8899-aabbccddeeff"/><SegmentTemplate""",
    )
    (folder / "protected.mpd").write_text(protected, encoding="utf-8")
    (answer,) = told("--segments", folder / "protected.mpd")
    first = answer["periods"][0]["tracks"][0]["representations"][0]["segments"][0]
    assert first["key_ids"] == ["00112233445566778899aabbccddeeff"]


def test_a_live_manifest_is_looked_at_as_it_is_at_a_moment(folder: Path) -> None:
    live = MPD.replace(
        'type="static" mediaPresentationDuration="PT20S"',
        'type="dynamic" availabilityStartTime="2030-01-01T00:00:00Z" timeShiftBufferDepth="PT20S"',
    )
    (folder / "live.mpd").write_text(live, encoding="utf-8")
    (answer,) = told(folder / "live.mpd")
    assert "probe.no-clock" in [each["code"] for each in answer["warnings"]]
    (answer,) = told("--at", "2030-01-01T00:01:00Z", "--segments", folder / "live.mpd")
    segments = answer["periods"][0]["tracks"][0]["representations"][0]["segments"]
    assert (segments[0]["start_s"], segments[-1]["start_s"]) == (40.0, 56.0)
    assert probe("--at", "noon", folder / "live.mpd").exit_code == 2


def test_a_folder_stands_for_every_manifest_in_it(folder: Path) -> None:
    answers = told(folder)
    assert [Path(answer["source"]).name for answer in answers] == [
        "de.m3u8",
        "film.mpd",
        "low.m3u8",
        "main.m3u8",
    ]


def test_a_host_that_can_not_be_reached_is_not_asked_again_for_another_list(folder: Path) -> None:
    remote = MULTIVARIANT.replace("low.m3u8", "http://127.0.0.1:9/low.m3u8")
    (folder / "remote.m3u8").write_text(remote, encoding="utf-8")
    answers = told("--base-url", "http://127.0.0.1:9/", *[folder / "remote.m3u8"] * 20)
    assert any("not asked again" in each["message"] for each in answers[-1]["warnings"])


def test_standard_input_takes_its_base_from_an_option() -> None:
    (answer,) = told("-", "--segments", "--base-url", "https://cdn.example/x/film.mpd", stdin=MPD)
    first = answer["periods"][0]["tracks"][0]["representations"][0]["segments"][0]
    assert first["url"] == "https://cdn.example/x/media/v1/1.m4s"


def test_standard_input_without_a_base_says_what_it_left_out() -> None:
    (answer,) = told("-", stdin=MULTIVARIANT)
    assert "probe.no-base-url" in [each["code"] for each in answer["warnings"]]


def test_broken_sources_stand_between_good_ones_and_stop_nothing(folder: Path) -> None:
    (folder / "page.html").write_text("<!doctype html><html>Not found</html>", encoding="utf-8")
    sources = [folder / "low.m3u8", folder / "page.html", folder / "none.mpd", folder / "film.mpd"]
    answers = told(*sources)
    assert [answer["source"] for answer in answers] == [str(source) for source in sources]
    names = [answer["error"]["name"] if "error" in answer else answer["protocol"] for answer in answers]
    assert names == ["hls", "MANIFEST_NOT_A_MANIFEST", "NETWORK_UNREACHABLE", "dash"]
    assert probe(*sources).exit_code == 1
    assert probe(sources[0], sources[3]).exit_code == 0


@pytest.mark.parametrize(
    "name", ["\0", "", "x" * 5000, "~nobody/x", "http://[::1", "https://", "ftp://x/y", "//x"]
)
def test_an_odd_name_is_an_error_of_that_source_alone(folder: Path, name: str) -> None:
    odd, good = told("--", name, folder / "film.mpd")
    assert odd["error"]["name"] != "PLAYER_INTERNAL"
    assert good["protocol"] == "dash"


def test_a_very_long_address_is_an_address() -> None:
    (answer,) = told("http://127.0.0.1:9/" + "x" * 5000)
    assert answer["error"]["detail"].startswith("ConnectError")


def test_people_get_a_table_and_a_block(folder: Path) -> None:
    (folder / "bad.mpd").write_text("<MPD", encoding="utf-8")
    result = probe(folder / "film.mpd", folder / "bad.mpd")
    assert "1280×720" in result.stdout
    assert "✗" in result.stderr
    assert "Traceback" not in result.output


def test_markup_in_a_manifest_is_text(folder: Path) -> None:
    name = folder / "odd.m3u8"
    name.write_text(MEDIA.replace("#EXTINF:4,", "#EXTINF:[red]x[/red],"), encoding="utf-8")
    assert probe(name).exit_code in (0, 1)


@pytest.mark.corpus
def test_no_manifest_of_the_corpus_brings_it_down(corpus_files: Callable[[str], list[Path]]) -> None:
    sources = [*corpus_files(".m3u8")[::9], *corpus_files(".mpd")[::5]]
    answers = told("--patience", "1", *sources)
    assert [answer["source"] for answer in answers] == [str(source) for source in sources]
    assert not [answer for answer in answers if answer.get("error", {}).get("name") == "PLAYER_INTERNAL"]


def _hex(message: str) -> str:
    return base64.b64decode(message).hex().upper()
