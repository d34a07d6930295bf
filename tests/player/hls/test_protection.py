"""EXT-X-KEY on segments and initialization sections, as the drm room gets it."""

from base64 import b64encode
from struct import pack

from playhead.hls import parse_presentation
from playhead.presentation import DeferredIndex, Protection, Segment
from playhead_drm import as_playready_pssh, swap_key_id

URL = "https://cdn.test/a/index.m3u8"
WIDEVINE = "urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"


def _segments(*lines: str) -> list[Segment]:
    body = "\n".join(["#EXTM3U", "#EXT-X-TARGETDURATION:4", *lines, "#EXT-X-ENDLIST"]).encode()
    index = parse_presentation(body, URL).periods[0].tracks[0].representations[0].index
    assert not isinstance(index, DeferredIndex)
    return list(index)


def test_an_identity_key_has_an_absolute_address_and_its_vector() -> None:
    (segment,) = _segments('#EXT-X-KEY:METHOD=AES-128,URI="../k?x=1",IV=0xF', "#EXTINF:4,", "a.ts")
    assert segment.protection == (
        Protection("AES-128", "identity", "https://cdn.test/k?x=1", bytes(15) + b"\x0f"),
    )


def test_without_a_vector_the_segment_number_is_there_to_be_one() -> None:
    (segment,) = _segments(
        "#EXT-X-MEDIA-SEQUENCE:77", '#EXT-X-KEY:METHOD=AES-128,URI="k"', "#EXTINF:4,", "a.ts"
    )
    assert (segment.number, segment.protection[0].iv) == (77, None)


def test_a_key_systems_own_uri_is_left_alone() -> None:
    (segment,) = _segments(
        '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://asset",KEYFORMAT="com.apple.streamingkeydelivery"',
        "#EXTINF:4,",
        "a.mp4",
    )
    assert segment.protection[0].key_uri == "skd://asset"


def test_init_data_is_unpacked_from_a_data_uri() -> None:
    pssh = b"\x00\x00\x00\x08pssh"
    (segment,) = _segments(
        f'#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="data:text/plain;base64,{b64encode(pssh).decode()}",'
        f'KEYFORMAT="{WIDEVINE}",KEYID=0x00112233445566778899AABBCCDDEEFF',
        "#EXTINF:4,",
        "a.mp4",
    )
    (protection,) = segment.protection
    assert protection.init_data == (pssh,)
    assert protection.key_ids == ("00112233445566778899aabbccddeeff",)


def test_a_data_uri_that_is_broken_gives_no_init_data() -> None:
    key = f'#EXT-X-KEY:METHOD=SAMPLE-AES,URI="data:text/plain;base64,@@@",KEYFORMAT="{WIDEVINE}"'
    (segment,) = _segments(key, "#EXTINF:4,", "a.mp4")
    assert segment.protection[0].init_data == ()


def test_segments_under_one_key_share_one_protection() -> None:
    one, two = _segments('#EXT-X-KEY:METHOD=AES-128,URI="k"', "#EXTINF:4,", "a.ts", "#EXTINF:4,", "b.ts")
    assert one.protection is two.protection


def test_a_key_that_may_not_be_fetched_leaves_the_segment_protected() -> None:
    (segment,) = _segments('#EXT-X-KEY:METHOD=AES-128,URI="file:///etc/passwd"', "#EXTINF:4,", "a.ts")
    assert [(each.scheme, each.key_uri) for each in segment.protection] == [("AES-128", None)]


def test_a_map_keeps_the_protection_that_it_stood_under() -> None:
    one, two = _segments(
        '#EXT-X-MAP:URI="i.mp4"',
        '#EXT-X-KEY:METHOD=AES-128,URI="k"',
        "#EXTINF:4,",
        "a.mp4",
        '#EXT-X-MAP:URI="i.mp4"',
        "#EXTINF:4,",
        "b.mp4",
    )
    assert one.init is not None
    assert two.init is not None
    assert (one.init.protection, two.init.protection) == ((), two.protection)


def test_a_playready_object_comes_in_its_box_and_names_its_key_and_its_server() -> None:
    key_id = bytes(range(16))
    kid = b64encode(swap_key_id(key_id)).decode()
    data = f"<DATA><KID>{kid}</KID><LA_URL>https://k.test/</LA_URL></DATA>"
    text = f'<WRMHEADER version="4.0.0.0">{data}</WRMHEADER>'
    record = text.encode("utf-16-le")
    header = pack("<IHHH", 10 + len(record), 1, 1, len(record)) + record
    uri = f"data:text/plain;base64,{b64encode(header).decode()}"
    tag = f'#EXT-X-KEY:METHOD=SAMPLE-AES,KEYFORMAT="com.microsoft.playready",URI="{uri}"'
    (protection,) = _segments(tag, "#EXTINF:4,", "a.mp4")[0].protection
    assert protection.init_data == (as_playready_pssh(header),)
    assert protection.key_ids == (key_id.hex(),)
    assert protection.key_uri == "https://k.test/"
