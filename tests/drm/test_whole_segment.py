"""Whole segments, as HLS's AES-128 and its relatives encrypt them."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from playhead_drm import DecryptError, Scheme, UnsupportedSchemeError
from playhead_drm.whole_segment import decrypt_segment, iv_of_number

IV = bytes(range(16))


@given(data=st.binary(max_size=200), scheme=st.sampled_from([Scheme.AES_128, Scheme.AES_256]))
def test_a_padded_segment_comes_out_as_it_went_in(data: bytes, scheme: Scheme) -> None:
    key = b"k" * (16 if scheme is Scheme.AES_128 else 32)
    count = 16 - len(data) % 16
    closed = Cipher(algorithms.AES(key), modes.CBC(IV)).encryptor().update(data + bytes((count,)) * count)
    assert decrypt_segment(scheme, key, IV, closed) == data


def test_counter_mode_has_no_padding() -> None:
    closed = Cipher(algorithms.AES(b"k" * 32), modes.CTR(IV)).encryptor().update(b"seventeen letters")
    assert decrypt_segment(Scheme.AES_256_CTR, b"k" * 32, IV, closed) == b"seventeen letters"


def test_a_wrong_key_shows_in_the_padding() -> None:
    closed = Cipher(algorithms.AES(b"k" * 16), modes.CBC(IV)).encryptor().update(b"\x10" * 16)
    with pytest.raises(DecryptError, match="padding"):
        decrypt_segment(Scheme.AES_128, b"x" * 16, IV, closed)


@pytest.mark.parametrize(
    ("key", "iv", "data"),
    [
        (b"k" * 15, IV, bytes(16)),
        (b"k" * 16, IV[:8], bytes(16)),
        (b"k" * 16, IV, bytes(17)),
        (b"k" * 16, IV, b""),
    ],
)
def test_wrong_sizes_are_refused(key: bytes, iv: bytes, data: bytes) -> None:
    with pytest.raises(DecryptError):
        decrypt_segment(Scheme.AES_128, key, iv, data)


def test_schemes_of_samples_open_no_segment() -> None:
    with pytest.raises(UnsupportedSchemeError):
        decrypt_segment(Scheme.CBCS, b"k" * 16, IV, bytes(16))


def test_a_segment_without_an_iv_has_its_number_for_one() -> None:
    assert iv_of_number(7) == bytes(15) + b"\x07"
