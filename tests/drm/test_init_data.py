"""pssh boxes and PlayReady headers: what they tell, and what they refuse."""

from base64 import b64decode, b64encode
from contextlib import suppress
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead_drm import (
    InitDataError,
    PsshBox,
    as_playready_pssh,
    build_pssh,
    facts_of,
    parse_playready,
    parse_pssh,
    swap_key_id,
)
from playhead_drm.pssh import CLEAR_KEY_SYSTEM, PLAYREADY_SYSTEM, WIDEVINE_SYSTEM

KEY_ID = bytes.fromhex("4060a865887842679cbf91ae5bae1e72")
key_ids = st.binary(min_size=16, max_size=16)


def playready(body: str, version: str = "4.0.0.0") -> bytes:
    text = f'<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="{version}">'
    record = f"{text}{body}</WRMHEADER>".encode("utf-16-le")
    return pack("<IHHH", 10 + len(record), 1, 1, len(record)) + record


@given(system=key_ids, ids=st.lists(key_ids, max_size=5), data=st.binary(max_size=100))
def test_a_box_is_read_as_it_was_built(system: bytes, ids: list[bytes], data: bytes) -> None:
    box = PsshBox(system, tuple(ids), data)
    assert parse_pssh(2 * build_pssh(system, tuple(ids), data)) == (box, box)


@given(st.binary(max_size=80), st.integers(0, 120), st.integers(0, 255))
def test_noise_is_no_box_and_nothing_worse(noise: bytes, at: int, value: int) -> None:
    built = bytearray(build_pssh(CLEAR_KEY_SYSTEM, (KEY_ID, KEY_ID), b"data") + noise)
    built[at % len(built)] = value
    for data in (bytes(built), bytes(built[:at]), noise):
        with suppress(InitDataError):
            parse_pssh(data)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (build_pssh(WIDEVINE_SYSTEM)[:-1], "at byte 0: a box of 32 bytes"),
        (pack(">I4sI16sI", 32, b"pssh", 2 << 24, bytes(16), 0), "version 2"),
        (pack(">I4sI16sII", 36, b"pssh", 1 << 24, bytes(16), 1 << 31, 0), "key ids do not fit"),
        (pack(">I4sI16sI", 32, b"pssh", 0, bytes(16), 9), "9 bytes of data"),
        (build_pssh(WIDEVINE_SYSTEM) * 65, "more than 64"),
    ],
)
def test_a_box_that_lies_about_itself_is_refused_with_its_place(data: bytes, complaint: str) -> None:
    with pytest.raises(InitDataError, match=complaint):
        parse_pssh(data)


def test_playready_writes_key_ids_as_windows_does() -> None:
    guid = bytes.fromhex("65a86040788867429cbf91ae5bae1e72")
    assert swap_key_id(guid) == KEY_ID
    assert swap_key_id(KEY_ID) == guid


@pytest.mark.parametrize(
    "inner",
    [
        "<DATA><KID>{}</KID></DATA>",
        '<DATA><PROTECTINFO><KID VALUE="{}" ALGID="AESCTR"/></PROTECTINFO></DATA>',
        '<DATA><PROTECTINFO><KIDS><KID VALUE="{}" ALGID="AESCBC"/></KIDS></PROTECTINFO></DATA>',
    ],
    ids=["4.0", "4.1", "4.2"],
)
def test_every_version_of_the_header_tells_its_keys(inner: str) -> None:
    header = parse_playready(playready(inner.format(b64encode(swap_key_id(KEY_ID)).decode())))
    assert header.key_ids == (KEY_ID,)


def test_the_licence_address_is_told_only_over_http() -> None:
    good, bad = (f"<DATA><LA_URL>{url}</LA_URL></DATA>" for url in ("https://keys.test/x", "file:///x"))
    assert parse_playready(playready(good)).licence_url == "https://keys.test/x"
    assert parse_playready(playready(bad)).licence_url is None


@given(st.binary(max_size=60), st.integers(0, 300), st.integers(0, 255))
def test_a_broken_header_is_refused_and_nothing_worse(noise: bytes, at: int, value: int) -> None:
    built = bytearray(playready("<DATA><KID>AAAAAAAAAAAAAAAAAAAAAA==</KID></DATA>"))
    built[at % len(built)] = value
    for data in (bytes(built), bytes(built[:at]), noise):
        with suppress(InitDataError):
            parse_playready(data)


def test_a_header_with_a_doctype_is_refused() -> None:
    text = '<!DOCTYPE x [<!ENTITY a "aaaa">]><WRMHEADER version="&a;"/>'.encode("utf-16-le")
    with pytest.raises(InitDataError, match="DOCTYPE"):
        parse_playready(pack("<IHHH", 10 + len(text), 1, 1, len(text)) + text)


def test_boxes_tell_keys_and_addresses_as_far_as_they_can_be_read() -> None:
    body = f"<DATA><KID>{b64encode(swap_key_id(KEY_ID)).decode()}</KID><LA_URL>http://k.test/</LA_URL></DATA>"
    boxes = [
        build_pssh(WIDEVINE_SYSTEM, (), b"its own words"),
        b"no box",
        as_playready_pssh(as_playready_pssh(playready(body))),
        build_pssh(CLEAR_KEY_SYSTEM, (bytes(16), KEY_ID)),
    ]
    facts = facts_of(boxes)
    assert facts.key_ids == (KEY_ID, bytes(16))
    assert facts.licence_url == "http://k.test/"
    assert parse_pssh(boxes[2])[0].system_id == PLAYREADY_SYSTEM


def test_a_real_packager_s_box_names_the_manifest_s_key() -> None:
    box = b64decode(
        "AAACJnBzc2gAAAAAmgTweZhAQoarkuZb4IhflQAAAgYGAgAAAQABAPwBPABXAFIATQBIAEUAQQBEAEUAUgAgAHgAbQBsAG4AcwA9"
        "ACIAaAB0AHQAcAA6AC8ALwBzAGMAaABlAG0AYQBzAC4AbQBpAGMAcgBvAHMAbwBmAHQALgBjAG8AbQAvAEQAUgBNAC8AMgAwADAA"
        "NwAvADAAMwAvAFAAbABhAHkAUgBlAGEAZAB5AEgAZQBhAGQAZQByACIAIAB2AGUAcgBzAGkAbwBuAD0AIgA0AC4AMAAuADAALgAw"
        "ACIAPgA8AEQAQQBUAEEAPgA8AFAAUgBPAFQARQBDAFQASQBOAEYATwA+ADwASwBFAFkATABFAE4APgAxADYAPAAvAEsARQBZAEwA"
        "RQBOAD4APABBAEwARwBJAEQAPgBBAEUAUwBDAFQAUgA8AC8AQQBMAEcASQBEAD4APAAvAFAAUgBPAFQARQBDAFQASQBOAEYATwA+"
        "ADwASwBJAEQAPgBaAGEAaABnAFEASABpAEkAWgAwAEsAYwB2ADUARwB1AFcANgA0AGUAYwBnAD0APQA8AC8ASwBJAEQAPgA8AEMA"
        "SABFAEMASwBTAFUATQA+AHkAeABsAEcAbABoAGYARAArAGEAYwA9ADwALwBDAEgARQBDAEsAUwBVAE0APgA8AC8ARABBAFQAQQA+"
        "ADwALwBXAFIATQBIAEUAQQBEAEUAUgA+AA=="
    )
    assert facts_of([box]).key_ids == (KEY_ID,)
