"""The memory sink: two buffers that take turns."""

import ctypes
import threading

import pytest

from playhead.backend.libvlc import MemorySink, PictureFormat, ShownPicture


def write(sink: MemorySink, value: int, format: PictureFormat) -> None:
    layout = sink.configure(format) if sink.latest() is None else None
    planes = sink.lock()
    pitch, lines = (format.width + 127) // 128 * 128, (format.height + 31) // 32 * 32
    for index, address in enumerate(planes):
        scale = 1 if index == 0 else 2
        ctypes.memset(address, value + index, pitch // scale * (lines // scale))
    assert layout is None or layout.pitches[0] == pitch
    sink.display()


def test_has_nothing_before_the_first_picture() -> None:
    assert MemorySink().latest() is None


def test_keeps_the_latest_picture() -> None:
    sink = MemorySink()
    write(sink, 10, PictureFormat(64, 32))
    write(sink, 20, PictureFormat(64, 32))
    picture = sink.latest()
    assert picture is not None
    assert picture.luma(3, 3) == 20
    assert sink.count == 2


def test_a_locked_picture_is_not_shown_before_it_is_displayed() -> None:
    sink = MemorySink()
    write(sink, 10, PictureFormat(64, 32))
    ctypes.memset(sink.lock()[0], 99, 64)
    picture = sink.latest()
    assert picture is not None
    assert picture.luma(0, 0) == 10


def test_the_old_picture_stays_while_another_size_gets_ready() -> None:
    sink = MemorySink()
    write(sink, 10, PictureFormat(64, 32))
    sink.configure(PictureFormat(1920, 1080))
    picture = sink.latest()
    assert picture is not None
    assert picture.format == PictureFormat(64, 32)


def test_planes_are_aligned_for_vector_instructions() -> None:
    sink = MemorySink()
    layout = sink.configure(PictureFormat(427, 241))
    assert layout is not None
    assert all(pitch % 64 == 0 for pitch in layout.pitches)
    assert all(address % 64 == 0 for address in sink.lock())
    assert layout.lines[0] >= 241


def test_visible_pixels_come_tightly_packed() -> None:
    sink = MemorySink()
    write(sink, 10, PictureFormat(50, 30))
    picture = sink.latest()
    assert picture is not None
    data = picture.i420()
    assert len(data) == 50 * 30 + 2 * 25 * 15
    assert (data[0], data[50 * 30], data[-1]) == (10, 11, 12)


def test_an_observer_sees_each_picture_without_a_copy() -> None:
    seen: list[tuple[int, bool]] = []

    def observe(picture: ShownPicture) -> None:
        seen.append((picture.luma(0, 0), isinstance(picture.planes[0].obj, bytes)))

    sink = MemorySink(observe)
    write(sink, 10, PictureFormat(64, 32))
    write(sink, 20, PictureFormat(64, 32))
    assert seen == [(10, False), (20, False)]


@pytest.mark.parametrize("size", [(0, 10), (10, 0), (-1, 5), (100_000, 100_000)])
def test_refuses_sizes_that_no_picture_has(size: tuple[int, int]) -> None:
    assert MemorySink().configure(PictureFormat(*size)) is None


def test_can_be_read_while_pictures_come() -> None:
    sink = MemorySink()
    write(sink, 0, PictureFormat(640, 360))

    def show() -> None:
        for value in range(1, 200):
            write(sink, value, PictureFormat(640, 360))

    thread = threading.Thread(target=show)
    thread.start()
    while thread.is_alive():
        picture = sink.latest()
        assert picture is not None
        assert len(set(picture.i420()[: 640 * 360])) == 1
    thread.join()
