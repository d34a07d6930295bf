"""HLS SAMPLE-AES in transport streams and packed audio: an encryptor of our own, and FFmpeg's reader."""

import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from playhead.containers import Demuxer, ElementaryStream
from playhead.containers.bitstream.nal import length_prefixed, split_annex_b, split_length_prefixed
from playhead.containers.sample_aes import close_picture
from playhead_drm import KeyMissingError, ManifestKey, ProtectedSample
from playhead_drm.cenc import decrypt_samples

KEY, IV = b"sixteen letters.", bytes(range(16))
MANIFEST_KEY = ManifestKey(b"the film's name.", IV)
KEYS = {MANIFEST_KEY.key_id: KEY}
STREAM_TYPES = {0x1B: 0xDB, 0x0F: 0xCF, 0x81: 0xC1}
ADTS_HEADER_BYTES = 7


def encryptor() -> Any:
    return Cipher(algorithms.AES(KEY), modes.CBC(IV)).encryptor()


def closed_nal(nal: bytes) -> bytes:
    if nal[0] & 0x1F not in (1, 5) or len(nal) <= 48:
        return nal
    chain, at, made = encryptor(), 32, bytearray(nal[:32])
    while at < len(nal):
        if len(nal) - at > 16:
            made += chain.update(nal[at : at + 16])
            at += 16
        made += nal[at : at + 144]
        at += 144
    return escaped(bytes(made))


def escaped(nal: bytes) -> bytes:
    made, zeros = bytearray(), 0
    for byte in nal:
        if zeros >= 2 and byte <= 3:
            made.append(3)
            zeros = 0
        made.append(byte)
        zeros = 0 if byte else zeros + 1
    return bytes(made)


def closed_picture(data: bytes) -> bytes:
    return b"".join(b"\0\0\0\1" + closed_nal(data[first:end]) for first, end in split_annex_b(data))


def closed_frame(frame: bytes, header_bytes: int) -> bytes:
    leader = header_bytes + 16
    count = max(len(frame) - leader, 0) // 16 * 16
    return frame[:leader] + encryptor().update(frame[leader : leader + count]) + frame[leader + count :]


def closed_film(film: bytes) -> bytes:
    """Return a transport stream with its samples encrypted, and its program map saying so."""
    target = io.BytesIO()
    source: Any = av.open(io.BytesIO(film))
    output: Any = av.open(target, "w", format="mpegts")
    with source, output:
        copies = {each.index: output.add_stream_from_template(each) for each in source.streams}
        for packet in source.demux():
            if packet.dts is None:
                continue
            data = bytes(packet)
            if packet.stream.type == "video":
                made = closed_picture(data)
            else:
                made = closed_frame(data, ADTS_HEADER_BYTES if packet.stream.codec.name == "aac" else 0)
            copy = av.Packet(made)
            copy.pts, copy.dts, copy.time_base = packet.pts, packet.dts, packet.time_base
            copy.is_keyframe = packet.is_keyframe
            copy.stream = copies[packet.stream.index]
            output.mux(copy)
    return relabelled(target.getvalue())


def relabelled(film: bytes) -> bytes:
    made = bytearray(film)
    for at in range(0, len(made), 188):
        if bytes(made[at + 1 : at + 3]) != b"\x50\x00" or made[at + 5] != 2:
            continue  # only FFmpeg's program map, which is always on this PID
        section = at + 5
        end = section + 3 + (int.from_bytes(made[section + 1 : section + 3], "big") & 0xFFF) - 4
        entry = section + 12 + (int.from_bytes(made[section + 10 : section + 12], "big") & 0xFFF)
        while entry < end:
            made[entry] = STREAM_TYPES[made[entry]]
            entry += 5 + (int.from_bytes(made[entry + 3 : entry + 5], "big") & 0xFFF)
        made[end : end + 4] = crc(made[section:end]).to_bytes(4, "big")
    return bytes(made)


def crc(data: bytes | bytearray) -> int:
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
    return value


def opened(film: bytes) -> list[ElementaryStream]:
    demuxer = Demuxer()
    streams = demuxer.demux(film, manifest_key=MANIFEST_KEY)
    return [demuxer.open(stream, decrypt_samples(stream.closed_samples, KEYS)) for stream in streams]


@pytest.fixture(scope="module", params=["aac", "ac3"])
def film(request: pytest.FixtureRequest, encode: Callable[..., bytes]) -> bytes:
    # Noise at high quality, so that slices are long and their ciphertext needs escapes.
    return encode("mpegts", "libx264", request.param, size=(320, 180), x264="qp=1")


def test_a_transport_stream_comes_out_as_the_clear_one(film: bytes) -> None:
    clear, found = Demuxer().demux(film), opened(closed_film(film))
    for ours, theirs in zip(found, clear, strict=True):
        assert ours.format == theirs.format
        assert [bytes(each.data) for each in ours.samples] == [bytes(each.data) for each in theirs.samples]
        assert [each.pts for each in ours.samples] == [each.pts for each in theirs.samples]


def test_ffmpeg_opens_what_we_open(film: bytes, tmp_path: Path) -> None:
    closed = closed_film(film)
    (tmp_path / "0.ts").write_bytes(closed)
    (tmp_path / "key").write_bytes(KEY)
    tags = f'#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI="key",IV=0x{IV.hex()}\n'
    (tmp_path / "a.m3u8").write_text(tags + "#EXTINF:1.2,\n0.ts\n#EXT-X-ENDLIST\n")
    slices: list[bytes] = []
    frames: list[bytes] = []
    container: Any = av.open(str(tmp_path / "a.m3u8"), options={"allowed_extensions": "ALL"})
    with container:
        for packet in container.demux():
            data = bytes(packet)
            if packet.stream.type == "video":
                slices += [data[first:end] for first, end in split_annex_b(data) if is_slice(data[first])]
            elif data:
                header_bytes = ADTS_HEADER_BYTES if packet.stream.codec.name == "aac" else 0
                frames.append(data[header_bytes:])
    picture, sound = opened(closed)
    # What FFmpeg holds back until the end of the file (two pictures, a frame) it gives without decrypting it.
    nals = [nal for each in picture.samples[:-2] for nal in split_length_prefixed(each.data)]
    ours = [bytes(nal) for nal in nals if is_slice(nal[0])]
    assert ours == slices[: len(ours)]
    assert [bytes(each.data) for each in sound.samples[:-1]] == frames[:-1]


def is_slice(first_byte: int) -> bool:
    return first_byte & 0x1F in (1, 5)


@pytest.mark.parametrize("size", [1, 48, 49, 64, 65, 176, 192, 193, 208, 209, 352, 353])
def test_a_slice_of_any_size_comes_out_as_it_went_in(size: int) -> None:
    noise = random.Random(size)
    nal = escaped(
        b"\x65" + bytes(noise.choice(b"\0\0\1\3\x80") for _ in range(size - 2)) + b"\x80"[: size - 1]
    )
    for length in (size, len(nal)):
        whole = nal[: length - 1] + b"\x80" if length > 1 else nal[:1]
        data, how = close_picture([memoryview(closed_nal(whole))], MANIFEST_KEY)
        opened_data = decrypt_samples([ProtectedSample(data, how)], KEYS)[0] if how else data
        assert bytes(opened_data) == length_prefixed([whole])


def test_packed_audio_is_opened_when_the_manifest_says_so(encode: Callable[..., bytes]) -> None:
    plain = encode("adts", audio="aac")
    frames = [plain[at : at + size] for at, size in adts_frames(plain)]
    closed = b"".join(closed_frame(frame, ADTS_HEADER_BYTES) for frame in frames)
    (ours,), (theirs,) = opened(closed), Demuxer().demux(plain)
    assert [bytes(each.data) for each in ours.samples] == [bytes(each.data) for each in theirs.samples]


def adts_frames(data: bytes) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(data):
        size = (data[at + 3] & 3) << 11 | data[at + 4] << 3 | data[at + 5] >> 5
        found.append((at, size))
        at += size
    return found


def test_without_the_manifest_s_key_the_samples_stay_closed(film: bytes) -> None:
    stream, *_ = Demuxer().demux(closed_film(film))
    with pytest.raises(KeyMissingError):
        decrypt_samples(stream.closed_samples, KEYS)
