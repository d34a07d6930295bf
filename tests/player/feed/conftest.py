"""A reader of our Matroska streams, and formats and samples to write them from."""

from dataclasses import dataclass, replace

import pytest

from playhead.containers.samples import Codec, Sample, StreamFormat
from playhead.feed import Chunk
from playhead.presentation import Kind

CLUSTER, TIMESTAMP, SIMPLE_BLOCK = 0x1F43B675, 0xE7, 0xA3
VIDEO_TRACK, AUDIO_TRACK = 1, 2


@dataclass(frozen=True, slots=True)
class Block:
    """One SimpleBlock as a demuxer sees it."""

    track: int
    time_ms: int
    is_key: bool
    data: bytes


def read_blocks(chunk: Chunk) -> list[Block]:
    """Return a cluster's blocks; nothing for the header."""
    data, at, blocks, start_ms = chunk.data, 0, list[Block](), 0
    if int.from_bytes(data[:4], "big") != CLUSTER:
        return []
    at = 12
    while at < len(data):
        identity = data[at]
        width = 8 - (data[at + 1].bit_length() - 1)
        size = int.from_bytes(data[at + 1 : at + 1 + width], "big") & ((1 << (7 * width)) - 1)
        body = data[at + 1 + width : at + 1 + width + size]
        if identity == TIMESTAMP:
            start_ms = int.from_bytes(body, "big")
        elif identity == SIMPLE_BLOCK:
            relative = int.from_bytes(body[1:3], "big", signed=True)
            blocks.append(Block(body[0] & 0x7F, start_ms + relative, bool(body[3] & 0x80), body[4:]))
        at += 1 + width + size
    return blocks


H264 = StreamFormat(
    Kind.VIDEO,
    Codec.H264,
    1000,
    codec_private=bytes([1, 77, 0, 30, 0xFF, 0xE1, 0, 1, 0x67, 1, 0, 1, 0x68]),
    parameter_sets=(b"\x67\x01", b"\x68\x01"),
    width=640,
    height=360,
    coded_size=(640, 368),
    frame_duration=40,
)
LARGER = replace(
    H264, width=1280, height=720, coded_size=(1280, 720), parameter_sets=(b"\x67\x02", b"\x68\x02")
)
SAME_SIZE = replace(H264, parameter_sets=(b"\x67\x03", b"\x68\x03"))
AAC = StreamFormat(
    Kind.AUDIO,
    Codec.AAC,
    48_000,
    codec_private=b"\x11\x90",
    channels=2,
    sample_rate_hz=48_000,
    frame_duration=1024,
)

KEY, PREDICTED, DISPOSABLE = b"\x00\x00\x00\x02\x65", b"\x00\x00\x00\x02\x41", b"\x00\x00\x00\x02\x01"


def pictures(start_ms: int, count: int = 50, *, reorder: int = 2, step_ms: int = 40) -> list[Sample]:
    """Return one group of pictures in decoding order: I b b P b b P …, dts behind pts by `reorder` frames."""
    order = [0]
    while len(order) < count:
        at = max(order)
        anchor = min(at + reorder + 1, count - 1)
        order += [anchor, *range(at + 1, anchor)]
    samples: list[Sample] = []
    for index, number in enumerate(order):
        head = (
            KEY
            if number == 0
            else (PREDICTED if number % (reorder + 1) == 0 or number == count - 1 else DISPOSABLE)
        )
        pts = start_ms + number * step_ms
        dts = start_ms + (index - reorder) * step_ms
        samples.append(Sample(pts, dts, step_ms, number == 0, head + number.to_bytes(1, "big")))
    return samples


def sounds(start_ms: int, length_ms: int) -> list[Sample]:
    """Return AAC frames that cover a time."""
    first = round(start_ms * 48 / 1024)
    last = round((start_ms + length_ms) * 48 / 1024)
    return [Sample(n * 1024, n * 1024, 1024, True, b"aac") for n in range(first, last)]


@pytest.fixture
def both() -> frozenset[Kind]:
    """Both kinds."""
    return frozenset({Kind.VIDEO, Kind.AUDIO})
