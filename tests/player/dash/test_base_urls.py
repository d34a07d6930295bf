"""BaseURL at every level."""

from collections.abc import Callable

import pytest

from playhead.errors import ErrorCode, ManifestError
from playhead.presentation import Presentation, Representation, Segment

Parse = Callable[..., Presentation]
Segments = Callable[[Presentation], list[Segment]]
Only = Callable[[Presentation], Representation]

LEVELS = """<MPD xmlns:dvb="urn:dvb:dash:dash-extensions:2014-1" mediaPresentationDuration="PT4S">{0}
<Period>{1}<AdaptationSet mimeType="video/mp4">{2}<Representation id="v" bandwidth="1">{3}
<SegmentTemplate media="s.m4s" duration="4"/></Representation></AdaptationSet></Period></MPD>"""


def at(*urls: str) -> str:
    return LEVELS.format(*(f"<BaseURL>{url}</BaseURL>" if url else "" for url in urls))


@pytest.mark.parametrize(
    ("urls", "address"),
    [
        (("", "", "", ""), "https://media.example/films/one/s.m4s"),
        (("https://cdn.example/x/", "y/", "../z/", "v/"), "https://cdn.example/x/z/v/s.m4s"),
        (("", "", "", "https://other.example/v"), "https://other.example/s.m4s"),
        (("/root/", "", "", ""), "https://media.example/root/s.m4s"),
        (("//cdn.example/a/", "", "", ""), "https://cdn.example/a/s.m4s"),
        (("a/?token=1", "", "", ""), "https://media.example/films/one/a/s.m4s"),
    ],
)
def test_base_urls_resolve_level_by_level(
    parse: Parse, segments: Segments, urls: tuple[str, ...], address: str
) -> None:
    assert segments(parse(at(*urls)))[0].url == address


def test_of_several_the_first_is_used(parse: Parse, segments: Segments) -> None:
    text = LEVELS.format("<BaseURL>https://a/</BaseURL><BaseURL>https://b/</BaseURL>", "", "", "")
    assert segments(parse(text))[0].url == "https://a/s.m4s"


def test_dvb_priority_goes_before_order(parse: Parse, segments: Segments) -> None:
    text = LEVELS.format(
        '<BaseURL dvb:priority="2">https://a/</BaseURL><BaseURL dvb:priority="1">https://b/</BaseURL>',
        "",
        "",
        "",
    )
    assert segments(parse(text))[0].url == "https://b/s.m4s"


def test_a_representation_behind_a_forbidden_scheme_is_left_out_with_a_warning(parse: Parse) -> None:
    text = at("", "", "", "file:///etc/").replace(
        "</AdaptationSet>",
        '<Representation id="w" bandwidth="2"><SegmentTemplate media="$Number$" duration="4"/>'
        "</Representation></AdaptationSet>",
    )
    presentation = parse(text)
    assert [r.id for r in presentation.periods[0].tracks[0].representations] == ["w"]
    (warning,) = presentation.warnings
    assert (warning.code, warning.tag) == ("representation-left-out", "BaseURL")
    assert "file" in warning.message


@pytest.mark.parametrize("level", range(4))
def test_nothing_left_to_play_is_an_error(parse: Parse, level: int) -> None:
    with pytest.raises(ManifestError) as caught:
        parse(at(*("gopher://a/" if n == level else "" for n in range(4))))
    expected = ErrorCode.MANIFEST_UNSUPPORTED if level == 0 else ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT
    assert caught.value.problem.code is expected


def test_a_manifest_from_a_file_may_point_at_files(parse: Parse, segments: Segments) -> None:
    presentation = parse(at("", "", "", "v/"), "file:///films/one.mpd")
    assert segments(presentation)[0].url == "file:///films/v/s.m4s"


def test_a_template_that_leaves_for_another_scheme_is_left_out(parse: Parse) -> None:
    with pytest.raises(ManifestError, match="javascript"):
        parse(at("", "", "", "").replace('media="s.m4s"', 'media="javascript:$Number$"'))


def test_a_listed_segment_behind_a_forbidden_scheme_takes_its_representation_with_it(parse: Parse) -> None:
    text = at("", "", "", "").replace(
        '<SegmentTemplate media="s.m4s" duration="4"/>',
        '<SegmentList duration="2"><SegmentURL media="a"/>\n<SegmentURL media="ftp://b/c"/></SegmentList>',
    )
    with pytest.raises(ManifestError, match="ftp"):
        parse(text)
