"""How long captions take to read: a film's worth of TTML and WebVTT, and a segment's worth of line 21.

    python tests/benchmarks/captions.py

Prints the best of five runs, in milliseconds. Nobody else should be at work on the machine.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from playhead.captions import parse_captions
from playhead.captions.picture_captions import CaptionChannelReader
from playhead.containers.samples import Codec, ElementaryStream, Sample, StreamFormat
from playhead.presentation import Kind
from tests.media.captions import cc_sei, pop_on, vtt

RUNS = 5
CUES = 1_000


def best_ms(work: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def ttml() -> bytes:
    paragraphs = "".join(
        f'<p begin="{n * 4}s" end="{n * 4 + 3}s">Line <span tts:fontStyle="italic">{n}</span><br/>second</p>'
        for n in range(CUES)
    )
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"><head><styling>'
        '<style xml:id="s" tts:color="white"/></styling><layout><region xml:id="r" style="s" '
        'tts:origin="10% 80%" tts:extent="80% 15%" tts:displayAlign="after"/></layout></head>'
        f'<body region="r"><div>{paragraphs}</div></body></tt>'
    ).encode()


def pictures() -> ElementaryStream:
    pairs = pop_on((40, 80, "A LINE OF WORDS"))
    samples = [
        Sample(n, n, 1, n == 0, len(sei := cc_sei(pairs, n)).to_bytes(4, "big") + sei) for n in range(96)
    ]
    return ElementaryStream(StreamFormat(Kind.VIDEO, Codec.H264, 24), samples)


def main() -> None:
    document, stream = ttml(), pictures()
    text = vtt(*((n * 4, n * 4 + 3, f"Line <i>{n}</i>\nsecond") for n in range(CUES)))
    print(f"TTML, {CUES} paragraphs: {best_ms(lambda: parse_captions(document)):.0f} ms")
    print(f"WebVTT, {CUES} cues: {best_ms(lambda: parse_captions(text)):.0f} ms")
    line_21 = best_ms(lambda: CaptionChannelReader("CC1").read(stream, 0.0, 4.0))
    print(f"CEA-608, 96 pictures: {line_21:.1f} ms")


if __name__ == "__main__":
    main()
