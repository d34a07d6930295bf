"""Captions of other people's test suites: nothing brings the parsers down, and known answers are ours too."""

import re
from pathlib import Path

import pytest

from playhead.captions import parse_captions
from playhead.captions.picture_captions import CaptionChannelReader, channels_in
from playhead.containers.demux import demux
from playhead.errors import TextError
from playhead.presentation import Align, Cue, Writing

pytestmark = pytest.mark.corpus
ROOT = Path(__file__).parents[3].parent / "shared/corpus/manifests"
WEBVTT_PY = "captions/glut23_webvtt-py/tests/subtitles"
MEDIA3 = "captions/{}/androidx_media"


@pytest.fixture
def corpus() -> Path:
    if not ROOT.is_dir():
        pytest.skip("the shared corpus is not here")
    return ROOT


def read(path: Path) -> list[Cue]:
    return list(parse_captions(path.read_bytes(), url=f"http://h/{path.name}").cues)


def test_no_caption_file_brings_a_parser_down(corpus: Path) -> None:
    refused: list[str] = []
    files = [path for path in (corpus / "captions").rglob("*") if path.is_file()]
    for path in files:
        try:
            cues = read(path)
        except TextError:
            refused.append(path.name)
        else:
            assert all(0 <= cue.start_s < cue.end_s and cue.text.strip() for cue in cues)
    assert len(files) > 100
    # One of them is XML with an attribute given twice, the others have no single time in them.
    assert sorted(refused) == [
        "invalid_format1.srt",
        "invalid_format2.srt",
        "invalid_format3.srt",
        "shear.xml",
    ]


@pytest.mark.parametrize(
    ("name", "count", "last"),
    [
        ("sample.vtt", 16, "Caption text #16"),
        ("captions_with_bom.vtt", 4, "Caption text #4"),
        ("comments.vtt", 3, "- Gå jag.\n- Jag är här."),
        ("using_identifiers.vtt", 6, "Caption text #6"),
        ("sample.srt", 5, "Caption text #5"),
        ("netflix_chicas_del_cable.vtt", 864, None),
    ],
)
def test_as_many_cues_as_webvtt_py_expects(corpus: Path, name: str, count: int, last: str | None) -> None:
    cues = read(corpus / WEBVTT_PY / name)
    assert len(cues) == count
    if last is not None and name != "comments.vtt":
        assert cues[-1].text == last


def test_media3s_positions(corpus: Path) -> None:
    cues = read(corpus / MEDIA3.format("vtt") / "with_positioning")
    placements = [cue.placement for cue in cues]
    assert [p.position_percent for p in placements] == [60, None, None, None, None, None, 20, 70]
    assert [p.position_align for p in placements[:1] + placements[6:]] == [Align.END, Align.START, Align.END]
    assert (placements[0].size_percent, placements[1].text_align) == (35, Align.END)
    assert (placements[2].line_percent, placements[2].line_align) == (45, Align.END)
    assert [p.line_row for p in placements[3:5]] == [-10, None]
    assert placements[4].extent_percent == (0, 100)
    vertical = read(corpus / MEDIA3.format("vtt") / "with_vertical")
    assert [cue.placement.writing for cue in vertical[:2]] == [Writing.VERTICAL_RL, Writing.VERTICAL_LR]


def test_media3s_ttml_times_with_frames_and_ticks(corpus: Path) -> None:
    cues = read(corpus / MEDIA3.format("ttml") / "frame_rate.xml")
    assert [(cue.start_s, round(cue.end_s, 2)) for cue in cues] == [(1, 1.01), (1001, 2002)]


def test_what_the_imsc_suite_says_of_itself_is_what_comes_out(corpus: Path) -> None:
    """`initial001` names the colour of each paragraph in its own words."""
    cues = read(corpus / "captions/w3c_imsc-tests/imsc1_1/ttml/initial/initial001.ttml")
    named = {"green": (0, 128, 0, 255), "yellow": (255, 255, 0, 255)}
    for cue in cues:
        found = re.search("green|yellow", cue.text)
        assert found is not None
        assert {run.style.colour for run in cue.runs} == {named[found[0]]}


def test_cues_in_mp4_are_those_of_the_file_they_were_made_of(corpus: Path) -> None:
    folder = corpus / "presentations/dash/androidx_media/webvtt-in-mp4-multiple-segments"
    init = (folder / "text_init.mp4").read_bytes()
    found = [
        cue
        for n in range(1, 6)
        for cue in parse_captions((folder / f"text{n}.m4s").read_bytes(), init=init).cues
    ]
    assert [(cue.start_s, cue.end_s) for cue in found] == [(0.02, 0.834), (1.1, 1.956), (4.5, 4.956)]
    shaka = corpus / "media/shaka-project_shaka-player"
    texts = parse_captions(
        (shaka / "ttml-segment.mp4").read_bytes(), init=(shaka / "ttml-init.mp4").read_bytes()
    )
    assert (texts.cues[0].start_s, texts.cues[0].end_s) == (23.0, 24.5)


def test_shakas_line_21_in_h264_has_two_languages(corpus: Path) -> None:
    folder = corpus / "media/shaka-project_shaka-player"
    streams = demux((folder / "cea-segment.mp4").read_bytes(), init=(folder / "cea-init.mp4").read_bytes())
    assert channels_in(streams) == ("CC1", "CC3")
    for channel, language in (("CC1", "eng"), ("CC3", "swe")):
        ended, standing = CaptionChannelReader(channel).read(streams[0], 0.0, 2.0)
        texts = [cue.text.replace("\u00a0", " ") for cue in (*ended, *standing)]
        assert texts == [f"{language}: 00:00:00:00", f"{language}: 00:00:01:00"]


def test_shakas_line_21_in_hevc_rolls_up(corpus: Path) -> None:
    folder = corpus / "media/shaka-project_shaka-player"
    init = (folder / "h265-cea-init.mp4").read_bytes()
    streams = demux((folder / "h265-cea-segment.mp4").read_bytes(), init=init)
    ended, standing = CaptionChannelReader("CC1").read(streams[0], 0.0, 1e12)
    assert any(cue.text.startswith("WE WILL BREAK DOWN") for cue in (*ended, *standing))
