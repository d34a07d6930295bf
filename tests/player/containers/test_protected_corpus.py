"""Films that others protected come out byte for byte as their clear twins, or as a decoder likes them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from playhead.containers import Demuxer, ElementaryStream, Sample, StreamFormat
from playhead_drm import Scheme, facts_of
from playhead_drm.cenc import decrypt_samples
from playhead_drm.whole_segment import decrypt_segment

pytestmark = pytest.mark.corpus

Decode = Callable[[StreamFormat, Sequence[Sample]], int]

TWINS = [
    ("prog_8s_enc_dashinit.mp4", "prog_8s_dec_dashinit.mp4", "63cb5f7184dd4b689a5c5ff11ee6a328"),
    ("cbcs.mp4", "cbcsdec.mp4", "22bdb0063805260307ee5045c0f3835a"),
]
SHAKA = "presentations/shaka-project_shaka-player"


def opened(demuxer: Demuxer, segment: bytes, key: str) -> list[ElementaryStream]:
    streams: list[ElementaryStream] = []
    for stream in demuxer.demux(segment):
        assert stream.protection is not None
        keys = dict.fromkeys(stream.protection.key_ids, bytes.fromhex(key))
        streams.append(demuxer.open(stream, decrypt_samples(stream.closed_samples, keys)))
    return streams


def decoded(streams: Sequence[ElementaryStream], decode: Decode) -> int:
    """Return how many pictures the segments of one stream have, all of which decode."""
    samples = [sample for stream in streams for sample in stream.samples]
    assert decode(streams[0].format, samples) == len(samples)
    return len(samples)


@pytest.mark.parametrize(("closed", "clear", "key"), TWINS)
def test_a_film_is_its_clear_twin_byte_for_byte(corpus: Path, closed: str, clear: str, key: str) -> None:
    folder = corpus / "encrypted/Eyevinn_mp4ff"
    theirs = Demuxer().demux((folder / clear).read_bytes())
    for ours, twin in zip(opened(Demuxer(), (folder / closed).read_bytes(), key), theirs, strict=True):
        assert ours.format == twin.format
        assert [bytes(each.data) for each in ours.samples] == [bytes(each.data) for each in twin.samples]


def test_a_clear_key_presentation_decodes_whole(corpus: Path, decode: Decode) -> None:
    folder = corpus / SHAKA / "dash-clearkey"
    demuxer = Demuxer((folder / "video-H264-288-400k_init.mp4").read_bytes())
    streams: list[ElementaryStream] = []
    for number in range(1, 6):
        segment = (folder / f"video-H264-288-400k_{number}.m4s").read_bytes()
        streams += opened(demuxer, segment, "fc35340837310cc0fb53de97e22a69e0")
    assert decoded(streams, decode) == 480


def test_an_hls_film_with_a_key_file_decodes_whole(corpus: Path, decode: Decode) -> None:
    data = (corpus / SHAKA / "hls-sample-aes/video.mp4").read_bytes()
    assert decoded(opened(Demuxer(), data, "abba271e8bcf552bbd2e86a434a9a5d9"), decode) == 1500


def test_dash_segments_encrypted_as_a_whole_decode(corpus: Path, decode: Decode) -> None:
    folder = corpus / SHAKA / "dash-aes-128"
    key, iv = (folder / "license").read_bytes(), bytes.fromhex("3782A2D74219AE78CFADF642ABC5E68D")

    def clear(name: str) -> bytes:
        closed = (folder / f"Fragments(video={name},format=mpd-time-csf)").read_bytes()
        return decrypt_segment(Scheme.AES_128, key, iv, closed)

    demuxer = Demuxer(clear("i"))
    streams: list[ElementaryStream] = []
    for number in range(4):
        streams += demuxer.demux(clear(str(number * 20_000_000)))
    assert decoded(streams, decode) > 100


def test_hls_segments_with_longer_keys_decode(corpus: Path, decode: Decode) -> None:
    folder = corpus / SHAKA / "hls-aes-256"
    chained, counted = Scheme.AES_256, Scheme.AES_256_CTR
    init = decrypt_segment(
        chained,
        (folder / "init.key").read_bytes(),
        bytes.fromhex("F9EBE119F65FCF2E5F3FDEEB4A3EB3D5"),
        (folder / "init.mp4").read_bytes(),
    )
    demuxer = Demuxer(init)
    streams: list[ElementaryStream] = []
    for number, (scheme, key, iv) in enumerate(
        (
            (chained, "seg0", "3F6DE518DE9A0D8B0FC5EA114ACEDEFA"),
            (chained, "seg1", "9DF0B659F52F23C3676C08FE0049500F"),
            (counted, "seg2", "DB67562D1B5F959D1DBA9DD50BF87A52"),
            (counted, "seg3_and_4", "5161DD0995837650DE5E495DEF6BFBE5"),
            (counted, "seg3_and_4", "035022245B6DBA858C56F2F0079BAC96"),
        )
    ):
        closed = (folder / f"segment_{number}.m4s").read_bytes()
        secret = (folder / f"{key}.key").read_bytes()
        streams += demuxer.demux(decrypt_segment(scheme, secret, bytes.fromhex(iv), closed))
    assert decoded(streams, decode) > 400


@pytest.mark.parametrize("name", ["clearkey", "widevine"])
def test_a_film_tells_its_keys_where_nobody_has_them(corpus: Path, name: str) -> None:
    data = (corpus / f"encrypted/androidx_media/sample_fragmented_{name}.mp4").read_bytes()
    streams = [stream for stream in Demuxer().demux(data) if stream.protection]
    assert streams
    for stream in streams:
        assert stream.protection is not None
        assert len(stream.protection.samples) == len(stream.samples)
        assert all(len(key_id) == 16 for key_id in stream.protection.key_ids)
        assert set(facts_of(stream.protection.init_data).key_ids) <= stream.protection.key_ids
