"""Protected MP4: every dress of Common Encryption is read, opened, and found out when the key is wrong."""

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playhead.containers import Demuxer, ElementaryStream
from playhead.errors import ErrorCode, MediaError, ProtectionError
from playhead_drm import Scheme, build_pssh
from playhead_drm.cenc import decrypt_samples
from tests.media.protected_films import Recipe, fragments_of, protect

KEYS = {bytes((number,)) * 16: bytes((200 + number,)) * 16 for number in (1, 2, 3)}
ONE, *_ = PAIRS = tuple(KEYS.items())
FILM = {
    "container": "mp4",
    "video": "libx264",
    "audio": "aac",
    "options": "movflags=frag_keyframe+empty_moov+default_base_moof",
    "size": (320, 180),
}
FFMPEG = f"encryption_scheme=cenc-aes-ctr;encryption_key={ONE[1].hex()};encryption_kid={ONE[0].hex()}"
RECIPES = {
    "cenc": Recipe(Scheme.CENC, (ONE,)),
    "cenc, long IVs": Recipe(Scheme.CENC, (ONE,), iv_bytes=16),
    "cenc, records behind the samples": Recipe(Scheme.CENC, (ONE,), is_senc=False),
    "cens 1:9": Recipe(Scheme.CENS, (ONE,), pattern=(1, 9)),
    "cbc1": Recipe(Scheme.CBC1, (ONE,), iv_bytes=16),
    "cbcs 1:9": Recipe(Scheme.CBCS, (ONE,), iv_bytes=0, pattern=(1, 9)),
    "cbcs 5:5, IVs of their own": Recipe(Scheme.CBCS, (ONE,), iv_bytes=16, pattern=(5, 5)),
    "a clear lead": Recipe(Scheme.CENC, (ONE,), clear_fragments=1),
    "keys in rotation": Recipe(Scheme.CBCS, PAIRS, iv_bytes=0, pattern=(1, 9)),
    "a clear lead, then rotation": Recipe(Scheme.CENC, PAIRS, clear_fragments=1, is_senc=False),
}


@pytest.fixture(scope="module")
def clear(encode: Callable[..., bytes]) -> bytes:
    return encode(**FILM)


def opened(
    demuxer: Demuxer, fragment: bytes | bytearray, keys: Mapping[bytes, bytes] = KEYS
) -> list[ElementaryStream]:
    streams = demuxer.demux(fragment)
    return [demuxer.open(stream, decrypt_samples(stream.closed_samples, keys)) for stream in streams]


def contents(streams: Sequence[ElementaryStream]) -> list[list[bytes]]:
    return [[bytes(sample.data) for sample in stream.samples] for stream in streams]


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_protected_film_comes_out_as_the_clear_one(clear: bytes, recipe: Recipe) -> None:
    init, fragments = fragments_of(clear)
    plain, closed = Demuxer(init), protect(clear, recipe)
    demuxer = Demuxer(closed[0])
    for fragment, protected in zip(fragments, closed[1], strict=True):
        streams = opened(demuxer, protected)
        assert contents(streams) == contents(plain.demux(fragment))
        assert all(stream.protection is None and stream.format.scheme is None for stream in streams)


@pytest.mark.parametrize("name", ["cenc", "cens 1:9", "cbc1", "cbcs 1:9"])
def test_ffmpeg_opens_what_we_open(clear: bytes, name: str) -> None:
    init, fragments = protect(clear, RECIPES[name])
    source = io.BytesIO(init + b"".join(fragments))
    found: dict[int, list[bytes]] = {}
    options = {"decryption_key": ONE[1].hex()}
    container: Any = av.open(source, options=options)
    with container:
        for packet in container.demux():
            if packet.size:
                found.setdefault(packet.stream.index, []).append(bytes(packet))
    demuxer = Demuxer(init)
    ours: list[list[bytes]] = [[], []]
    for fragment in fragments:
        for index, datas in enumerate(contents(opened(demuxer, fragment))):
            ours[index] += datas
    assert found[0] == ours[0]
    # FFmpeg decrypts sound in cens to its last byte; the standard leaves what is no whole block in the clear.
    assert found[1] == ours[1] or name.startswith("cens")


def test_what_ffmpeg_protects_we_open(encode: Callable[..., bytes], clear: bytes) -> None:
    init, fragments = fragments_of(encode(**{**FILM, "options": f"{FILM['options']};{FFMPEG}"}))
    plain_init, plain_fragments = fragments_of(clear)
    plain, demuxer = Demuxer(plain_init), Demuxer(init)
    for fragment, protected in zip(plain_fragments, fragments, strict=True):
        # Only the pictures: FFmpeg repeats the sound's records of all fragments before in each senc box.
        picture, _ = demuxer.demux(protected)
        data = decrypt_samples(picture.closed_samples, KEYS)
        assert contents([demuxer.open(picture, data)]) == contents(plain.demux(fragment))[:1]


def test_a_plain_protected_file_is_opened_too(encode: Callable[..., bytes]) -> None:
    closed, plain = (encode(**{**FILM, "options": each}) for each in (FFMPEG, ""))
    assert contents(opened(Demuxer(), closed)) == contents(Demuxer().demux(plain))


def test_clear_and_opened_samples_share_their_format(clear: bytes) -> None:
    init, fragments = protect(clear, RECIPES["a clear lead"])
    demuxer = Demuxer(init)
    lead, *rest = (opened(demuxer, fragment) for fragment in fragments)
    for streams in rest:
        assert all(stream.format is first.format for stream, first in zip(streams, lead, strict=True))


def test_a_stream_tells_which_keys_it_needs_and_what_to_ask_for_them_with(clear: bytes) -> None:
    init, fragments = protect(clear, RECIPES["keys in rotation"])
    boxes = [build_pssh(bytes((number,)) * 16) for number in (1, 2)]
    demuxer = Demuxer(with_box(init, boxes[0], b"moov"))
    stream, _ = demuxer.demux(with_box(fragments[1], boxes[1], b"moof"))
    assert stream.protection is not None
    assert stream.protection.key_ids == {PAIRS[1][0]}
    assert stream.protection.init_data == tuple(boxes)


def with_box(data: bytes, box: bytes, parent: bytes) -> bytes:
    """Put a box at the end of another one."""
    at = data.index(parent) - 4
    size = int.from_bytes(data[at : at + 4], "big")
    grown = (size + len(box)).to_bytes(4, "big") + data[at + 4 : at + size] + box
    return data[:at] + grown + data[at + size :]


@pytest.mark.parametrize(("name", "kinds"), [("cenc", 2), ("cbc1", 1), ("cbcs 1:9", 1)])
def test_a_wrong_key_is_found_out_before_any_decoder_is(clear: bytes, name: str, kinds: int) -> None:
    """Pictures whose headers are in the clear, as the chained schemes pack them here, look right to us."""
    init, fragments = protect(clear, RECIPES[name])
    demuxer = Demuxer(init)
    for stream in demuxer.demux(fragments[0])[-kinds:]:
        noise = decrypt_samples(stream.closed_samples, {ONE[0]: b"the wrong letter"})
        with pytest.raises(ProtectionError) as caught:
            demuxer.open(stream, noise, url="https://cdn.test/1.m4s?token=t")
        assert caught.value.problem.code is ErrorCode.DRM_DECRYPT
        assert ONE[0].hex() in caught.value.problem.detail
        assert "token" not in str(caught.value.problem)


def test_a_cdm_that_loses_samples_is_found_out(clear: bytes) -> None:
    init, fragments = protect(clear, RECIPES["cenc"])
    demuxer = Demuxer(init)
    stream = demuxer.demux(fragments[0])[0]
    with pytest.raises(ProtectionError, match="10 samples went in and 9 came out"):
        demuxer.open(stream, decrypt_samples(stream.closed_samples, KEYS)[1:])


@pytest.fixture(scope="module", params=["cenc", "a clear lead, then rotation", "keys in rotation"])
def target(request: pytest.FixtureRequest, clear: bytes) -> tuple[bytes, bytes]:
    init, fragments = protect(clear, RECIPES[request.param])
    return init, fragments[1]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    faults=st.lists(
        st.tuples(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6
    ),
    in_init=st.booleans(),
)
def test_broken_tables_of_keys_give_samples_or_an_error(
    target: tuple[bytes, bytes], faults: list[tuple[int, bytes]], in_init: bool
) -> None:
    init, fragment = map(bytearray, target)
    victim, reach = (init, len(init)) if in_init else (fragment, int.from_bytes(fragment[:4], "big"))
    for at, value in faults:
        victim[at % reach : at % reach + len(value)] = value
    with suppress(MediaError):
        for stream in Demuxer(bytes(init)).demux(fragment):
            assert stream.protection is None or len(stream.protection.samples) == len(stream.samples)
