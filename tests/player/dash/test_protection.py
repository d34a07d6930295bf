"""ContentProtection to `Protection`."""

import base64
import struct
from collections.abc import Callable

from playhead.presentation import DeferredIndex, Presentation, Protection, Representation

Film = Callable[..., Presentation]
Only = Callable[[Presentation], Representation]

MP4 = "urn:mpeg:dash:mp4protection:2011"
WIDEVINE = "urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"
PLAYREADY = "urn:uuid:9a04f079-9840-4286-ab92-e65be0885f95"
CLEARKEY = "urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e"
KEY = "00112233-4455-6677-8899-AABBCCDDEEFF"
KEY_ID = "00112233445566778899aabbccddeeff"
PSSH = b"\0\0\0\x20pssh" + bytes(24)
NAMESPACES = 'xmlns:cenc="urn:mpeg:cenc:2013" xmlns:mspr="urn:microsoft:playready" xmlns:dashif="https://dashif.org/CPS"'


def descriptor(scheme: str, inner: str = "", attributes: str = "") -> str:
    return f'<ContentProtection schemeIdUri="{scheme}" {attributes}>{inner}</ContentProtection>'


def common(value: str = "cenc", key: str = KEY) -> str:
    return descriptor(MP4, attributes=f'value="{value}" cenc:default_KID="{key}"')


def pssh(data: bytes = PSSH) -> str:
    return f"<cenc:pssh>{base64.b64encode(data).decode()}</cenc:pssh>"


def protection(film: Film, only: Only, text: str) -> tuple[Protection, ...]:
    presentation = film(f'{text}<SegmentTemplate media="$Number$" duration="9"/>', mpd=NAMESPACES)
    return only(presentation).protection


def test_each_key_system_has_the_common_scheme_and_key_id(film: Film, only: Only) -> None:
    text = common("CBCS") + descriptor(WIDEVINE.upper().replace("URN:UUID", "urn:uuid"), pssh())
    assert protection(film, only, text) == (
        Protection(scheme="cbcs", key_system=WIDEVINE, key_ids=(KEY_ID,), init_data=(PSSH,)),
    )


def test_without_a_key_system_common_encryption_stands_for_itself(film: Film, only: Only) -> None:
    assert protection(film, only, common()) == (Protection(scheme="cenc", key_system=MP4, key_ids=(KEY_ID,)),)


def test_a_key_system_alone_is_its_own_scheme(film: Film, only: Only) -> None:
    (found,) = protection(film, only, descriptor("urn:example:own"))
    assert (found.scheme, found.key_system) == ("urn:example:own", "urn:example:own")


def test_a_bare_playready_object_gets_its_box(film: Film, only: Only) -> None:
    header = b"\x10\0\0\0\1\0\1\0\6\0<WRM"
    inner = f"<mspr:pro>{base64.b64encode(header).decode()}</mspr:pro>"
    (found,) = protection(film, only, common() + descriptor(PLAYREADY, inner))
    (box,) = found.init_data
    assert struct.unpack(">I", box[:4])[0] == len(box)
    assert box[4:8] == b"pssh"
    assert box[12:28].hex() == PLAYREADY.removeprefix("urn:uuid:").replace("-", "")
    assert box[28:] == struct.pack(">I", len(header)) + header


def test_a_pssh_box_makes_the_playready_object_needless(film: Film, only: Only) -> None:
    (found,) = protection(film, only, descriptor(PLAYREADY, pssh() + "<mspr:pro>AAAA</mspr:pro>"))
    assert found.init_data == (PSSH,)


def test_the_licence_address_is_taken_if_it_is_one(film: Film, only: Only) -> None:
    good = descriptor(CLEARKEY, "<dashif:Laurl>https://keys.example/get</dashif:Laurl>")
    assert protection(film, only, good)[0].key_uri == "https://keys.example/get"
    bad = descriptor(CLEARKEY, "<dashif:Laurl>file:///etc/passwd</dashif:Laurl>")
    assert protection(film, only, bad)[0].key_uri is None


def test_what_can_t_be_read_is_left_out_with_a_warning(film: Film, only: Only) -> None:
    text = common(key="not-a-key") + descriptor(WIDEVINE, "<cenc:pssh>§§</cenc:pssh>")
    presentation = film(f'{text}<SegmentTemplate media="$Number$" duration="9"/>', mpd=NAMESPACES)
    (found,) = only(presentation).protection
    assert (found.key_ids, found.init_data) == ((), ())
    assert {warning.code for warning in presentation.warnings} == {"bad-key-id", "bad-init-data"}


def test_the_representation_s_descriptor_goes_before_its_set_s(parse: Film, only: Only) -> None:
    other = "ff" * 16
    inner = common(key=f"{other[:8]}-{other[:4]}-{other[:4]}-{other[:4]}-{other[:12]}")
    presentation = parse(f"""<MPD {NAMESPACES} mediaPresentationDuration="PT4S"><Period>
    <AdaptationSet mimeType="video/mp4">{common()}{descriptor(WIDEVINE, pssh())}
    <Representation id="1" bandwidth="1">{inner}<SegmentTemplate media="$Number$" duration="4"/>
    </Representation></AdaptationSet></Period></MPD>""")
    (found,) = only(presentation).protection
    assert (found.key_system, found.key_ids) == (WIDEVINE, (other,))


def test_a_reference_stands_for_the_descriptor_that_it_names(parse: Film, only: Only) -> None:
    presentation = parse(f"""<MPD {NAMESPACES} mediaPresentationDuration="PT4S"><Period>
    <ContentProtection schemeIdUri="{WIDEVINE}" refId="w">{pssh()}</ContentProtection>
    <AdaptationSet mimeType="video/mp4"><ContentProtection ref="w" cenc:default_KID="{KEY}"/>
    <Representation id="1" bandwidth="1"><SegmentTemplate media="$Number$" duration="4"/></Representation>
    </AdaptationSet></Period></MPD>""")
    (found,) = only(presentation).protection
    assert (found.key_system, found.key_ids, found.init_data) == (WIDEVINE, (KEY_ID,), (PSSH,))


SEALED = """
<ContentProtection schemeIdUri="urn:mpeg:dash:sea:2012" xmlns:sea="urn:mpeg:dash:schema:sea:2012">
<sea:SegmentEncryption schemeIdUri="urn:mpeg:dash:sea:aes128-cbc:2013"/>
<sea:CryptoPeriod IV="0x000102030405060708090A0B0C0D0E0F" keyUriTemplate="{address}"/></ContentProtection>
<SegmentTemplate media="$Number$" initialization="i" duration="9"/>"""


def test_whole_segments_are_protected_as_hls_protects_them_and_so_is_what_comes_first(
    film: Film, only: Only
) -> None:
    representation = only(film(SEALED.format(address="keys/1")))
    (found,) = representation.protection
    assert (found.scheme, found.key_system, found.iv) == ("AES-128", "identity", bytes(range(16)))
    assert found.key_uri is not None
    assert found.key_uri.endswith("/keys/1")
    assert not isinstance(representation.index, DeferredIndex)
    segment = next(iter(representation.index))
    assert segment.init is not None
    assert segment.init.protection == (found,)


def test_a_key_without_a_plain_address_is_told_and_left_out(film: Film, only: Only) -> None:
    presentation = film(SEALED.format(address="keys/$Number$"))
    assert only(presentation).protection[0].key_uri is None
    assert any(warning.code == "key-address" for warning in presentation.warnings)
