"""CPIX documents hand plain keys to a lab, and tell clearly what is wrong with them."""

from base64 import b64encode
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead_drm import InitDataError, parse_cpix

KID = "4060a865-8878-4267-9cbf-91ae5bae1e72"
SECRET = b"sixteen letters."


def document(value: str, kid: str = KID, rest: str = "") -> bytes:
    return f"""<?xml version="1.0"?>
<CPIX xmlns="urn:dashif:org:cpix" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc"><ContentKeyList>
<ContentKey kid="{kid}" commonEncryptionScheme="cbcs"><Data><pskc:Secret>
{value}
</pskc:Secret></Data></ContentKey></ContentKeyList>{rest}</CPIX>""".encode()


def plain(key: bytes) -> str:
    return f"<pskc:PlainValue>{b64encode(key).decode()}</pskc:PlainValue>"


def test_a_document_tells_its_keys_and_their_boxes() -> None:
    systems = f'<DRMSystemList><DRMSystem kid="{KID}"><PSSH>cHNzaA==</PSSH></DRMSystem></DRMSystemList>'
    read = parse_cpix(document(plain(SECRET), rest=systems))
    key_id = UUID(KID).bytes
    assert read.keys == {key_id: SECRET}
    assert read.schemes == {key_id: "cbcs"}
    assert read.init_data == {key_id: (b"pssh",)}


def test_keys_never_show_in_a_representation() -> None:
    assert "sixteen" not in repr(parse_cpix(document(plain(SECRET))))


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (document(plain(b"short")), "line 4: a key has 5 bytes"),
        (document("<pskc:PlainValue>?</pskc:PlainValue>"), "no base64"),
        (document("<pskc:EncryptedValue/>"), "encrypted for somebody else"),
        (document(""), "not one plain value"),
        (document(plain(SECRET), kid="film"), "line 3: a kid is no UUID"),
        (b"<MPD/>", "no CPIX"),
        (b"<!DOCTYPE CPIX><CPIX/>", "DOCTYPE"),
        (b"sixteen letters.", "well-formed"),
        (b" " * 2_000_000, "too many"),
    ],
)
def test_a_broken_document_is_refused_without_quoting_it(data: bytes, complaint: str) -> None:
    with pytest.raises(InitDataError, match=complaint) as caught:
        parse_cpix(data)
    assert "sixteen" not in str(caught.value)


@given(at=st.integers(0, 400), value=st.binary(max_size=3))
def test_a_document_with_a_hole_is_read_or_refused(at: int, value: bytes) -> None:
    whole = document(plain(SECRET))
    with suppress(InitDataError):
        parse_cpix(whole[:at] + value + whole[at + len(value) + 1 :])
