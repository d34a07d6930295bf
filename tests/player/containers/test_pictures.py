"""Still pictures are told by their bytes, whatever their name or type says."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from playhead.containers.pictures import picture_header


def encoded(form: str, **options: bool) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (123, 45), (10, 20, 30)).save(file, form, **options)
    return file.getvalue()


KINDS = {
    "image/jpeg": encoded("JPEG"),
    "image/png": encoded("PNG"),
    "image/webp": encoded("WEBP"),
}


@pytest.mark.parametrize("media_type", KINDS)
def test_type_and_size_come_from_the_header(media_type: str) -> None:
    header = picture_header(KINDS[media_type])
    assert header is not None
    assert (header.media_type, header.width, header.height) == (media_type, 123, 45)


@pytest.mark.parametrize("data", [encoded("JPEG", progressive=True), encoded("WEBP", lossless=True)])
def test_the_other_ways_to_encode_are_read_too(data: bytes) -> None:
    header = picture_header(data)
    assert header is not None
    assert (header.width, header.height) == (123, 45)


@given(st.sampled_from(sorted(KINDS)), st.integers(0, 40), st.binary(max_size=40))
def test_noise_behind_a_signature_never_crashes(media_type: str, kept: int, noise: bytes) -> None:
    header = picture_header(KINDS[media_type][:kept] + noise)
    assert header is None or (header.width > 0 and header.height > 0)
