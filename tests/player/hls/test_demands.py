"""What a variant demands of a device reaches its representation."""

from playhead.hls import parse_presentation

URL = "https://cdn.test/title/master.m3u8"


def test_enhancements_and_demands_of_a_variant_reach_the_model() -> None:
    attributes = ",".join(
        (
            'CODECS="hvc1.2.4.L153.b0"',
            'SUPPLEMENTAL-CODECS="dvh1.08.07/db4h,av01.0.12M.10/cdm4"',
            "VIDEO-RANGE=PQ",
            "HDCP-LEVEL=TYPE-1",
            'ALLOWED-CPC="com.example.drm:HW/SMART-TV"',
            'REQ-VIDEO-LAYOUT="CH-STEREO"',
            "SCORE=2.5",
            'STABLE-VARIANT-ID="uhd"',
        )
    )
    body = f"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9000,{attributes}\na.m3u8\n".encode()
    (found,) = parse_presentation(body, URL).periods[0].tracks[0].representations
    assert found.id == "uhd"
    assert found.supplemental_codecs == ("dvh1.08.07/db4h", "av01.0.12M.10/cdm4")
    assert (found.video_range, found.hdcp_level, found.score) == ("PQ", "TYPE-1", 2.5)
    assert (found.allowed_cpc, found.video_layout) == ("com.example.drm:HW/SMART-TV", "CH-STEREO")
