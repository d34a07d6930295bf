"""Pictures from a decoder's thread to a Qt sink."""

import ctypes
import threading

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink

from playhead.backend.libvlc.sinks import PictureFormat, PictureLayout
from playhead_app.surface import Pictures, VideoSurface

pytestmark = pytest.mark.gui


@pytest.fixture
def surface(qapp: QGuiApplication) -> VideoSurface:
    return VideoSurface()


def show_grey(surface: VideoSurface, layout: PictureLayout, luma: int) -> None:
    """Write one picture as libVLC does: bytes to addresses."""
    addresses = surface.lock()
    for address, pitch, lines, value in zip(
        addresses, layout.pitches, layout.lines, (luma, 128, 128), strict=True
    ):
        ctypes.memset(address, value, pitch * lines)
    surface.display()


def luma_of(frame: QVideoFrame) -> int:
    image = frame.toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).lightness()


@pytest.mark.parametrize("size", [(1920, 1080), (333, 187), (1, 1), (2, 3)])
def test_the_layout_has_room_for_every_line(surface: VideoSurface, size: tuple[int, int]) -> None:
    width, height = size
    layout = surface.configure(PictureFormat(width, height))
    assert layout is not None
    assert layout.pitches[0] >= width
    assert layout.lines[0] >= height
    assert all(pitch >= (width + 1) // 2 for pitch in layout.pitches[1:])
    assert all(lines >= (height + 1) // 2 for lines in layout.lines[1:])


@pytest.mark.parametrize("size", [(0, 10), (10, 0), (-1, 5), (100_000, 10)])
def test_an_impossible_size_is_refused(surface: VideoSurface, size: tuple[int, int]) -> None:
    assert surface.configure(PictureFormat(*size)) is None


@pytest.mark.parametrize("size", [(64, 36), (1, 1), (333, 187)])
def test_what_is_written_is_what_the_sink_gets(surface: VideoSurface, size: tuple[int, int]) -> None:
    sink = QVideoSink()
    surface.attach(sink)
    layout = surface.configure(PictureFormat(*size))
    assert layout is not None
    show_grey(surface, layout, 200)
    viewport = sink.videoFrame().surfaceFormat().viewport()
    assert (viewport.width(), viewport.height()) == size
    assert luma_of(sink.videoFrame()) > 180
    show_grey(surface, layout, 30)
    assert luma_of(sink.videoFrame()) < 40
    assert surface.frames_shown == 2


def test_small_pictures_have_the_colours_of_standard_definition(surface: VideoSurface) -> None:
    sink = QVideoSink()
    surface.attach(sink)
    spaces = QVideoFrameFormat.ColorSpace
    for size, space in (((640, 360), spaces.ColorSpace_BT601), ((1280, 720), spaces.ColorSpace_BT709)):
        layout = surface.configure(PictureFormat(*size))
        assert layout is not None
        show_grey(surface, layout, 100)
        assert sink.videoFrame().surfaceFormat().colorSpace() == space


def test_a_picture_that_was_locked_but_never_shown_is_used_again(surface: VideoSurface) -> None:
    surface.configure(PictureFormat(64, 36))
    assert surface.lock() == surface.lock()


def test_nothing_arrives_after_the_sink_was_taken_away(surface: VideoSurface) -> None:
    sink = QVideoSink()
    pictures = Pictures(surface)
    pictures.attach(sink)
    layout = surface.configure(PictureFormat(64, 36))
    assert layout is not None
    pictures.detach(sink)
    show_grey(surface, layout, 200)
    assert not sink.videoFrame().isValid()
    assert surface.frames_shown == 0


def test_a_sink_begins_with_the_picture_that_was_shown_last_elsewhere(surface: VideoSurface) -> None:
    large, small = QVideoSink(), QVideoSink()
    pictures = Pictures(surface)
    pictures.attach(large)
    layout = surface.configure(PictureFormat(64, 36))
    assert layout is not None
    show_grey(surface, layout, 120)
    pictures.attach(small)
    assert small.videoFrame().size() == QSize(64, 36)
    pictures.detach(large)
    show_grey(surface, layout, 200)
    assert surface.frames_shown == 2


def test_another_title_does_not_begin_with_the_last_ones_picture(surface: VideoSurface) -> None:
    layout = surface.configure(PictureFormat(64, 36))
    assert layout is not None
    before = QVideoSink()
    surface.attach(before)
    show_grey(surface, layout, 120)
    surface.detach(before)
    sink = QVideoSink()
    surface.attach(sink)
    assert not sink.videoFrame().isValid()


def test_a_decoder_thread_and_a_closing_window_do_not_get_in_each_others_way(surface: VideoSurface) -> None:
    layout = surface.configure(PictureFormat(320, 180))
    assert layout is not None

    def decode() -> None:
        for number in range(300):
            show_grey(surface, layout, number % 200)

    decoder = threading.Thread(target=decode)
    decoder.start()
    while decoder.is_alive():
        sink = QVideoSink()
        surface.attach(sink)
        surface.detach()
        del sink
    decoder.join()
