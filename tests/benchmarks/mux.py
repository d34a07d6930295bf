"""How fast do we turn segments into Matroska clusters? Prints times real time, on one core.

    python tests/benchmarks/mux.py

A minute of 1080p24 H.264 (about 5 Mbit/s) with AAC is encoded once with PyAV into the cache folder; then it
is demuxed and muxed again and again, in segments of four seconds, as playback would; as fMP4 and as MPEG-TS.
"""

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np

from playhead.containers import Demuxer, ElementaryStream
from playhead.containers.isobmff.boxes import boxes
from playhead.containers.matroska import Block, cluster, header

WIDTH, HEIGHT, RATE, SECONDS, SEGMENT_S = 1920, 1080, 24, 60, 4
CLUSTER_MS = 400
ROUNDS = 20


def encode() -> bytes:
    """Return a fragmented MP4; the picture is grain over blocks that move, for a real film's bit rate."""
    target = io.BytesIO()
    flags = "frag_keyframe+empty_moov+default_base_moof+delay_moov"
    with av.open(target, "w", format="mp4", options={"movflags": flags}) as container:
        video = container.add_stream("libx264", rate=RATE, bit_rate=5_000_000)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        gop = str(RATE * SEGMENT_S)
        video.options = {"preset": "ultrafast", "g": gop, "keyint_min": gop, "bf": "2", "sc_threshold": "0"}
        audio = container.add_stream("aac", rate=48_000, layout="stereo", bit_rate=128_000)
        random = np.random.default_rng(1)
        base = random.integers(16, 200, (HEIGHT // 8, WIDTH // 8), dtype=np.uint8)
        base = np.repeat(np.repeat(base, 8, axis=0), 8, axis=1)
        grain = random.integers(0, 12, (HEIGHT + RATE, WIDTH), dtype=np.uint8)
        for second in range(SECONDS):
            for index in range(RATE):
                planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, dtype=np.uint8)
                planes[:HEIGHT] = np.roll(base, (second * RATE + index) * 3, axis=1)
                planes[:HEIGHT] += grain[index : HEIGHT + index]
                container.mux(video.encode(av.VideoFrame.from_ndarray(planes, format="yuv420p")))
            tone = np.sin(np.arange(48_000) * 0.05, dtype=np.float32) * 0.2
            frame = av.AudioFrame.from_ndarray(np.stack([tone, tone]), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = 48_000, second * 48_000
            container.mux(audio.encode(frame))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))
    return target.getvalue()


def film() -> bytes:
    """Return the encoded film, from the cache if it is there."""
    cached = Path(tempfile.gettempdir()) / "playhead-benchmark-1080p24-grain.mp4"
    if not cached.exists():
        print("encoding a minute of 1080p24 …", file=sys.stderr)
        cached.write_bytes(encode())
    return cached.read_bytes()


def split(data: bytes) -> tuple[bytes, list[bytes]]:
    """Return the init segment and the media segments: one for each moof."""
    found = list(boxes(data))
    starts = [box.start for box in found if box.kind == b"moof"]
    ends = [*starts[1:], found[-1].start if found[-1].kind == b"mfra" else len(data)]
    return data[: starts[0]], [data[start:end] for start, end in zip(starts, ends, strict=True)]


def as_transport_stream(data: bytes) -> bytes:
    """Return a segment in another container, not encoded again."""
    target = io.BytesIO()
    source: Any = av.open(io.BytesIO(data))
    output: Any = av.open(target, "w", format="mpegts")
    with source, output:
        copies = {stream.index: output.add_stream_from_template(stream) for stream in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = copies[packet.stream.index]
                output.mux(packet)
    return target.getvalue()


def mux(streams: list[ElementaryStream]) -> int:
    """Write one segment's samples as clusters; return the bytes written."""
    blocks: list[Block] = []
    for number, stream in enumerate(streams, 1):
        scale = stream.format.timescale
        blocks += [
            (number, sample.pts * 1000 // scale, sample.is_key, (sample.data,)) for sample in stream.samples
        ]
    blocks.sort(key=lambda block: block[1])
    written, begin = 0, 0
    while begin < len(blocks):
        start_ms = max(blocks[begin][1], 0)
        end = begin
        while end < len(blocks) and blocks[end][1] < start_ms + CLUSTER_MS:
            end += 1
        written += len(cluster(start_ms, blocks[begin:end]))
        begin = end
    return written


def measure(name: str, work: Callable[[], object]) -> None:
    """Run the work and print the best round."""
    best = min(_timed(work) for _ in range(ROUNDS))
    print(f"{name:12} {best * 1000:7.2f} ms   {SECONDS / best:9,.0f} × real time")


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Print the three figures."""
    data = film()
    init, segments = split(data)
    streams = [Demuxer(init).demux(segment) for segment in segments]
    samples = sum(len(stream.samples) for segment in streams for stream in segment)
    print(f"{len(data) / 1e6:.1f} MB, {len(segments)} segments, {samples} samples, one core")
    demuxer = Demuxer(init)
    measure("demux", lambda: [demuxer.demux(segment) for segment in segments])
    measure("mux", lambda: [mux(segment) for segment in streams])
    measure("both", lambda: [mux(demuxer.demux(segment)) for segment in segments])
    measure("header", lambda: [header([stream.format for stream in streams[0]]) for _ in segments])
    transport = [as_transport_stream(init + segment) for segment in segments]
    measure("demux TS", lambda: [demuxer.demux(segment) for segment in transport])


if __name__ == "__main__":
    main()
