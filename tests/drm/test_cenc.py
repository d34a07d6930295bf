"""Samples of Common Encryption come out as they went in."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead_drm import (
    DecryptError,
    KeyMissingError,
    ProtectedSample,
    SampleProtection,
    Scheme,
    UnsupportedSchemeError,
)
from playhead_drm.cenc import decrypt_samples
from tests.drm.encryptor import encrypt, encrypt_all

KEY_ID, KEY = bytes(range(16)), bytes(range(100, 116))
OTHER_ID, OTHER_KEY = bytes(range(16, 32)), bytes(range(200, 216))
IV = bytes.fromhex("ffffffffffffffffffffffffffffffff")  # the counter wraps at once
SCHEMES = (Scheme.CENC, Scheme.CENS, Scheme.CBC1, Scheme.CBCS)


@st.composite
def protected(draw: st.DrawFn) -> tuple[bytes, SampleProtection]:
    subsamples = tuple(draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 400)), max_size=5)))
    size = sum(map(sum, subsamples)) + draw(st.integers(0, 40)) if subsamples else draw(st.integers(0, 500))
    pattern = draw(st.sampled_from([(0, 0), (1, 9), (5, 5), (2, 3), (1, 0), (10, 0), (3, 1)]))
    protection = SampleProtection(
        draw(st.sampled_from(SCHEMES)),
        KEY_ID,
        draw(st.binary(min_size=16, max_size=16)),
        subsamples,
        *pattern,
    )
    return random.Random(size).randbytes(size), protection


@given(st.lists(protected(), max_size=8))
def test_what_was_encrypted_comes_out_as_it_went_in(
    made: list[tuple[bytes, SampleProtection]],
) -> None:
    clear = [data for data, _ in made]
    closed = encrypt_all(clear, [how for _, how in made], KEY)
    assert [bytes(data) for data in decrypt_samples(closed, {KEY_ID: KEY})] == clear


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_sample_is_opened_with_its_own_key(scheme: Scheme) -> None:
    texts = [bytes((number,)) * 100 for number in range(4)]
    ids = [KEY_ID, OTHER_ID, KEY_ID, OTHER_ID]
    closed = [
        encrypt(text, SampleProtection(scheme, key_id, IV), KEY if key_id == KEY_ID else OTHER_KEY)
        for text, key_id in zip(texts, ids, strict=True)
    ]
    assert decrypt_samples(closed, {KEY_ID: KEY, OTHER_ID: OTHER_KEY}) == texts


def test_views_into_a_segment_are_left_as_they_are() -> None:
    segment = bytearray(random.Random(1).randbytes(4000))
    before = bytes(segment)
    samples = [
        ProtectedSample(memoryview(segment)[at : at + 1000], SampleProtection(scheme, KEY_ID, IV))
        for at, scheme in zip(range(0, 4000, 1000), SCHEMES, strict=True)
    ]
    decrypt_samples(samples, {KEY_ID: KEY})
    assert segment == before


def test_all_missing_keys_are_named_at_once() -> None:
    samples = [ProtectedSample(b"", SampleProtection(Scheme.CENC, name, IV)) for name in (KEY_ID, OTHER_ID)]
    with pytest.raises(KeyMissingError) as caught:
        decrypt_samples(samples, {})
    assert caught.value.key_ids == (KEY_ID.hex(), OTHER_ID.hex())


@pytest.mark.parametrize(
    ("protection", "complaint"),
    [
        (SampleProtection(Scheme.CENC, KEY_ID, IV, ((4, 13),)), "reach past"),
        (SampleProtection(Scheme.CBCS, KEY_ID, IV, ((0, 1 << 60),), 1, 9), "reach past"),
        (SampleProtection(Scheme.CBCS, KEY_ID, IV, ((8, -4),)), "negative"),
        (SampleProtection(Scheme.CENC, KEY_ID, IV[:8]), "IV"),
        (SampleProtection(Scheme.CENS, KEY_ID, IV, (), -1, 1), "pattern"),
    ],
)
def test_a_sample_that_breaks_its_scheme_is_refused(protection: SampleProtection, complaint: str) -> None:
    with pytest.raises(DecryptError, match=complaint):
        decrypt_samples([ProtectedSample(bytes(16), protection)], {KEY_ID: KEY})


def test_a_key_of_the_wrong_size_is_refused_without_showing_it() -> None:
    with pytest.raises(DecryptError) as caught:
        decrypt_samples(
            [ProtectedSample(b"", SampleProtection(Scheme.CENC, KEY_ID, IV))], {KEY_ID: b"sesame"}
        )
    assert "sesame" not in str(caught.value)


def test_a_scheme_of_whole_segments_opens_no_samples() -> None:
    sample = ProtectedSample(b"", SampleProtection(Scheme.AES_128, KEY_ID, IV))
    with pytest.raises(UnsupportedSchemeError):
        decrypt_samples([sample], {KEY_ID: KEY})
