import io
from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from PIL import Image

from playhead_app.demo.framecode import FrameCode, paint_frame_code, read_frame_code
from playhead_app.demo.studio.ladder import LADDER, Rung

codes = st.builds(
    FrameCode,
    film=st.integers(0, 15),
    rung=st.integers(0, 7),
    frame=st.integers(0, (1 << 17) - 1),
)
sizes = st.sampled_from([(rung.height, rung.width) for rung in LADDER])


def letterboxed(height: int, width: int, level: int = 120) -> NDArray[np.uint8]:
    luma = np.full((height, width), level, dtype=np.uint8)
    bar = (height - width // 2) // 2
    luma[:bar] = luma[height - bar :] = 16
    return luma


@given(code=codes, size=sizes)
@settings(max_examples=60, deadline=None)
def test_what_was_painted_is_read_at_every_rung(code: FrameCode, size: tuple[int, int]) -> None:
    luma = letterboxed(*size)
    paint_frame_code(luma, code)
    assert read_frame_code(luma) == code


@given(code=codes, width=st.integers(400, 2000))
@settings(max_examples=40, deadline=None)
def test_a_code_survives_scaling_to_any_window(code: FrameCode, width: int) -> None:
    luma = letterboxed(720, 1280)
    paint_frame_code(luma, code)
    window = Image.fromarray(luma).resize((width, round(width * 9 / 16)), Image.Resampling.BILINEAR)
    assert read_frame_code(np.asarray(window)) == code


@given(code=codes)
@settings(max_examples=20, deadline=None)
def test_a_code_survives_the_conversion_to_full_range(code: FrameCode) -> None:
    luma = letterboxed(360, 640)
    paint_frame_code(luma, code)
    full = np.clip((luma.astype(np.float32) - 16) * 255 / 219, 0, 255).astype(np.uint8)
    assert read_frame_code(full) == code


@given(luma=arrays(np.uint8, (90, 480), elements=st.integers(0, 255)))
@settings(max_examples=60, deadline=None)
def test_noise_is_no_code(luma: NDArray[np.uint8]) -> None:
    assert read_frame_code(luma) is None


@pytest.mark.parametrize("level", [0, 16, 128, 255])
def test_a_flat_picture_is_no_code(level: int) -> None:
    assert read_frame_code(np.full((720, 1280), level, dtype=np.uint8)) is None


@pytest.mark.parametrize("shape", [(1, 1), (2, 400), (40, 60), (720, 0), (0, 1280)])
def test_a_picture_that_is_too_small_is_no_code(shape: tuple[int, int]) -> None:
    assert read_frame_code(np.zeros(shape, dtype=np.uint8)) is None


@given(code=codes, flipped=st.integers(2, 41))
@settings(max_examples=60, deadline=None)
def test_a_damaged_block_is_not_read_as_another_code(code: FrameCode, flipped: int) -> None:
    luma = letterboxed(720, 1280)
    paint_frame_code(luma, code)
    left = round(1280 * (0.1 + 0.8 * flipped / 44))
    block = luma[692:708, left : left + 24]
    block[:] = np.where(block > 20, 16, 27)
    assert read_frame_code(luma) in (None, code)


@pytest.mark.parametrize(
    "code", [FrameCode(16, 0, 0), FrameCode(0, 8, 0), FrameCode(0, 0, 1 << 17), FrameCode(0, 0, -1)]
)
def test_a_number_that_does_not_fit_is_refused(code: FrameCode) -> None:
    with pytest.raises(ValueError, match="doesn't fit"):
        paint_frame_code(letterboxed(360, 640), code)


@pytest.mark.parametrize("rung", LADDER, ids=lambda rung: rung.name)
def test_nearly_all_frames_are_read_after_encoding_and_none_wrongly(rung: Rung) -> None:
    count = 60
    decoded = [read_frame_code(luma) for luma in _through_x264(rung, count)]
    expected = [FrameCode(3, rung.number, 2000 + number) for number in range(count)]
    pairs = list(zip(decoded, expected, strict=True))
    assert [pair for pair in pairs if pair[0] not in (None, pair[1])] == []
    assert sum(read == real for read, real in pairs) >= 0.995 * count


def _through_x264(rung: Rung, count: int) -> list[NDArray[np.uint8]]:
    """Encode moving pictures as the studio does, and decode them."""
    texture = _texture(rung)
    file = io.BytesIO()
    with av.open(file, "w", format="nut") as target:
        options = {"preset": "superfast", "crf": str(rung.crf), "maxrate": str(rung.peak_bps)}
        stream = target.add_stream("libx264", rate=24, options={**options, "bufsize": str(rung.peak_bps)})
        stream.width, stream.height, stream.pix_fmt = rung.width, rung.height, "yuv420p"
        bar = (rung.height - rung.picture_height) // 2
        for number in range(count):
            planes = np.full((rung.height * 3 // 2, rung.width), 128, dtype=np.uint8)
            luma = planes[: rung.height]
            luma[:] = letterboxed(rung.height, rung.width)
            luma[bar : bar + rung.picture_height] = texture[:, number * 3 : number * 3 + rung.width]
            paint_frame_code(luma, FrameCode(3, rung.number, 2000 + number))
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 24)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    file.seek(0)
    with av.open(file, "r") as source:
        return [frame.to_ndarray()[: frame.height].astype(np.uint8) for frame in source.decode(video=0)]


def _texture(rung: Rung) -> NDArray[np.uint8]:
    """Return a picture twice as wide as the rung's, with soft shapes and some grain on them."""
    chance = np.random.default_rng(rung.number)
    coarse = Image.fromarray(chance.integers(30, 220, (24, 96), dtype=np.uint8))
    size = (rung.width * 2, rung.picture_height)
    soft = np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), dtype=np.float32)
    return np.clip(soft + chance.normal(0, rung.grain, soft.shape), 16, 235).astype(np.uint8)
