"""Splice messages: what SCTE 35's own bytes say, and that anything else is no message."""

from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.containers.scte35 import parse_splice
from playhead.presentation import Splice, SpliceCommand


def section(
    command: int, body: bytes, descriptors: bytes = b"", *, adjustment: int = 0, length: int | None = None
) -> bytes:
    return b"".join(
        (
            b"\xfc\x30\x00\x00",
            adjustment.to_bytes(5, "big"),
            b"\x00",
            (0xFFF000 | (len(body) if length is None else length)).to_bytes(3, "big"),
            bytes([command]),
            body,
            len(descriptors).to_bytes(2, "big"),
            descriptors,
            b"\0\0\0\0",
        )
    )


def read(message: bytes) -> Splice:
    found = parse_splice(message)
    assert found is not None
    return found


def time(ticks: int) -> bytes:
    return (0xFE << 32 | ticks).to_bytes(5, "big")


def segmentation(type_id: int, *, duration: int | None = None, upid: bytes = b"") -> bytes:
    flags = 0xBF if duration is None else 0xFF
    lasting = b"" if duration is None else duration.to_bytes(5, "big")
    inner = (
        b"CUEI\0\0\0\x07\x7f"
        + bytes([flags])
        + lasting
        + bytes([8, len(upid)])
        + upid
        + bytes([type_id, 1, 2])
    )
    return bytes([2, len(inner)]) + inner


def test_an_insert_says_when_and_for_how_long_the_network_is_left() -> None:
    # A message as a packager wrote it beside a break of fifty seconds.
    found = read(b64decode("/DAlAAAAAAAAAP/wFAUAAAABf+//wpiQkv4ARKogAAEBAQAAQ6sodg=="))
    assert (found.command, found.event_id, found.is_out) == (SpliceCommand.INSERT, 1, True)
    assert (found.duration_s, found.returns_by_itself, found.program_id) == (50, True, 1)
    assert found.pts_s is not None


def test_the_adjustment_moves_the_splice_point_and_wraps() -> None:
    assert read(section(6, time(90_000), adjustment=90_000)).pts_s == 2
    assert read(section(6, time(90_000), adjustment=(1 << 33) - 45_000)).pts_s == 0.5


def test_a_time_signal_takes_its_duration_from_its_segmentation() -> None:
    found = read(section(6, time(0), segmentation(0x30, duration=2_700_000, upid=b"ad-1")))
    assert (found.command, found.duration_s) == (SpliceCommand.TIME_SIGNAL, 30)
    (only,) = found.segmentations
    assert (only.event_id, only.type_id, only.upid_type, only.upid) == (7, 0x30, 8, b"ad-1")
    assert (only.duration_s, only.number, only.expected) == (30, 1, 2)


def test_an_immediate_insert_has_no_time() -> None:
    found = read(section(5, b"\0\0\0\x09\x7f\x5f\0\x01\0\0"))
    assert (found.event_id, found.is_out, found.pts_s, found.duration_s) == (9, False, None, None)


def test_a_cancelled_insert_says_only_that() -> None:
    found = read(section(5, b"\0\0\0\x09\xff"))
    assert (found.event_id, found.is_cancelled, found.is_out) == (9, True, None)


def test_a_command_without_a_length_is_read_by_its_own() -> None:
    found = read(section(6, time(90_000), segmentation(0x34), length=0xFFF))
    assert (found.pts_s, len(found.segmentations)) == (1, 1)


def test_an_encrypted_message_is_told_as_such() -> None:
    message = bytearray(section(5, b"\xaa" * 20))
    message[4] |= 0x80
    assert read(bytes(message)).is_encrypted


@pytest.mark.parametrize("message", [b"", b"\xfc", b"\x47" * 30, section(6, time(5))[:-8]])
def test_what_is_no_message_or_cut_off_is_none(message: bytes) -> None:
    assert parse_splice(message) is None


@given(st.binary(max_size=80))
def test_noise_behind_the_table_id_gives_a_splice_or_none(noise: bytes) -> None:
    found = parse_splice(b"\xfc" + noise)
    assert found is None or isinstance(found.command, SpliceCommand)
