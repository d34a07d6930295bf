"""Print one drawn picture into a frame for every rung: scale, letterbox, grain, frame code.

The picture is drawn once. libswscale turns it into the largest rung's frame, pushing in for a slow zoom, and
the smaller rungs are scaled from that one, so that all show the same thing at the same moment.
"""

from fractions import Fraction

import numpy as np
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from playhead_app.demo.framecode import FrameCode, paint_frame_code
from playhead_app.demo.scenery.paint import Picture
from playhead_app.demo.studio.ladder import FRAME_RATE, LADDER, Rung

__all__ = ["Printer"]

_GRAIN_MARGIN = 64
_BLACK_LUMA, _GREY_CHROMA = 16, 128


def _plane(plane: VideoPlane) -> NDArray[np.uint8]:
    """Return a view of a plane's visible pixels; writing to it writes the frame."""
    rows = np.frombuffer(memoryview(plane), dtype=np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


class Printer:
    """Makes the frames of one film; keeps the grain, which is drawn once and shifted by chance."""

    def __init__(self, film: int) -> None:
        self._film = film
        self._rng = np.random.default_rng(film)
        # One reformatter for each use keeps its tables from frame to frame; one thread each, because all
        # cores are busy encoding, and waiting for a second thread takes longer than the work.
        self._enlarger = VideoReformatter()
        self._reducers = {rung.number: VideoReformatter() for rung in LADDER}
        self._grains = {rung.number: self._grain(rung) for rung in LADDER if rung.grain}

    def print(self, picture: Picture, number: int, zoom: float = 1.0) -> list[VideoFrame]:
        """Return a frame for each rung, lowest first.

        Args:
            picture: RGB, shape (640, 1280, 3).
            number: The frame's number; becomes its timestamp.
            zoom: 1 shows the whole picture, 1.1 pushes in by a tenth.
        """
        top = LADDER[-1]
        # Even sizes: with halved chroma an odd one would shift colour against brightness.
        wide = max(top.width, 4 * round(top.width * zoom / 4))
        drawn = VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
        source = self._enlarger.reformat(
            drawn, wide, wide // 2, "yuv420p", dst_colorspace=Colorspace.ITU709, threads=1
        )
        clean = VideoFrame(top.width, top.picture_height, "yuv420p")
        inset = ((wide - top.width) // 4 * 2, (wide // 2 - top.picture_height) // 4 * 2)
        for index, (target, origin) in enumerate(zip(clean.planes, source.planes, strict=True)):
            left, up = inset if index == 0 else (inset[0] // 2, inset[1] // 2)
            _plane(target)[:] = _plane(origin)[up : up + target.height, left : left + target.width]
        return [self._frame(rung, clean, number) for rung in LADDER]

    def _frame(self, rung: Rung, clean: VideoFrame, number: int) -> VideoFrame:
        is_top = rung.width == clean.width
        scaled = clean if is_top else self._reduced(rung, clean)
        frame = VideoFrame(rung.width, rung.height, "yuv420p")
        bar = (rung.height - rung.picture_height) // 2
        for index, (target, origin) in enumerate(zip(frame.planes, scaled.planes, strict=True)):
            pixels, image = _plane(target), _plane(origin)
            pixels[:] = _GREY_CHROMA if index else _BLACK_LUMA
            up = bar // 2 if index else bar
            pixels[up : up + image.shape[0]] = image
        luma = _plane(frame.planes[0])
        self._add_grain(rung, luma[bar : bar + rung.picture_height])
        paint_frame_code(luma, FrameCode(self._film, rung.number, number))
        frame.pts = number
        frame.time_base = Fraction(1, FRAME_RATE)
        return frame

    def _reduced(self, rung: Rung, clean: VideoFrame) -> VideoFrame:
        return self._reducers[rung.number].reformat(
            clean, rung.width, rung.picture_height, "yuv420p", interpolation=Interpolation.AREA, threads=1
        )

    def _grain(self, rung: Rung) -> Picture:
        shape = (rung.picture_height + _GRAIN_MARGIN, rung.width + _GRAIN_MARGIN)
        noise = self._rng.normal(0, 1, shape).astype(np.float32)
        # Real grain has a size: let each speck share a little with its neighbours.
        noise = noise + 0.5 * (np.roll(noise, 1, 0) + np.roll(noise, 1, 1))
        speck = np.clip(noise / 1.22 * rung.grain / 2 + rung.grain, 0, 2 * rung.grain)
        return np.round(speck).astype(np.uint8)

    def _add_grain(self, rung: Rung, luma: Picture) -> None:
        grain = self._grains.get(rung.number)
        if grain is None:
            return
        up, left = self._rng.integers(0, _GRAIN_MARGIN, 2)
        height, width = luma.shape
        # Limited range lies between 16 and 235: neither adding specks nor taking off their mean can wrap
        # around.
        np.add(luma, grain[up : up + height, left : left + width], out=luma)
        np.subtract(luma, rung.grain, out=luma)
