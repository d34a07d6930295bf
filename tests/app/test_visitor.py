"""What counts as a moving picture."""

from PySide6.QtGui import QColor, QImage

from playhead_app.tour.visitor import check_pictures


def plain(grey: int) -> QImage:
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor(grey, grey, grey))
    return picture


def test_different_bright_pictures_move() -> None:
    check = check_pictures([plain(40), plain(80), plain(120)])
    assert check.changes == 2
    assert check.is_moving


def test_black_pictures_prove_nothing() -> None:
    assert not check_pictures([plain(0), plain(3), plain(0)]).is_moving


def test_a_picture_that_stands_still_proves_nothing() -> None:
    assert not check_pictures([plain(90)] * 5).is_moving


def test_one_picture_proves_nothing() -> None:
    assert not check_pictures([plain(90)]).is_moving
    assert not check_pictures([]).is_moving
