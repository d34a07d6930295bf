"""Films that shaka-packager protected: all four schemes, a clear lead, keys in rotation.

The packager is an npm package with a binary inside. It is fetched once into the cache folder, where npm is at
hand; without it these tests skip.
"""

import platform
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from playhead.containers import Demuxer, ElementaryStream, Sample, StreamFormat
from playhead.presentation import Kind
from playhead_drm import Scheme
from playhead_drm.cenc import decrypt_samples
from tests.media.protected_films import fragments_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
VERSION = "3.4.2"
KEY_ID, KEY = "0123456789abcdef0123456789abcdef", "00112233445566778899aabbccddeeff"
FRAGMENTED = "movflags=frag_keyframe+empty_moov+default_base_moof"
KINDS = {"video": Kind.VIDEO, "audio": Kind.AUDIO}

Decode = Callable[[StreamFormat, Sequence[Sample]], int]


@pytest.fixture(scope="module")
def packager() -> Path:
    system = {"Linux": "linux", "Darwin": "osx"}.get(platform.system())
    machine = {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}.get(platform.machine())
    if system is None or machine is None:
        pytest.skip("shaka-packager has no binary for this machine")
    folder = ROOT / ".cache" / "shaka-packager"
    binary = folder / f"node_modules/shaka-packager/bin/packager-{system}-{machine}"
    npm = shutil.which("npm")
    if not binary.exists() and npm is None:
        pytest.skip("shaka-packager needs npm, which is not here")
    if not binary.exists() and npm is not None:
        folder.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--no-audit", "--no-fund", "--prefix", folder, f"shaka-packager@{VERSION}"]
        try:
            # No pipes: what npm itself has started would hold them open after npm was given up.
            nothing = subprocess.DEVNULL
            subprocess.run(install, check=True, stdin=nothing, stdout=nothing, stderr=nothing, timeout=60)
        except (subprocess.SubprocessError, OSError):
            pytest.skip("npm can't fetch shaka-packager here")
    binary.chmod(0o755)
    return binary


@pytest.fixture(scope="module")
def film(encode: Callable[..., bytes]) -> bytes:
    return encode("mp4", "libx264", "aac", FRAGMENTED, size=(320, 180), frames=75)


def packaged(packager: Path, film: bytes, folder: Path, kind: str, *options: str) -> bytes:
    (folder / "film.mp4").write_bytes(film)
    target = folder / f"{kind}.mp4"
    command = [packager, f"in={folder}/film.mp4,stream={kind},output={target}", "--segment_duration", "0.4"]
    subprocess.run([*command, *options], check=True, capture_output=True, timeout=60)
    return target.read_bytes()


def clear(film: bytes, kind: str) -> list[bytes]:
    init, fragments = fragments_of(film)
    demuxer = Demuxer(init)
    streams = (stream for fragment in fragments for stream in demuxer.demux(fragment))
    return [
        bytes(each.data) for stream in streams if stream.format.kind is KINDS[kind] for each in stream.samples
    ]


def opened(film: bytes, key: Callable[[bytes], bytes]) -> list[ElementaryStream]:
    init, fragments = fragments_of(film)
    demuxer = Demuxer(init)
    found: list[ElementaryStream] = []
    for fragment in fragments:
        for stream in demuxer.demux(fragment):
            keys = {each: key(each) for each in stream.protection.key_ids} if stream.protection else {}
            found.append(demuxer.open(stream, decrypt_samples(stream.closed_samples, keys)))
    return found


def raw_key(scheme: Scheme, *more: str) -> tuple[str, ...]:
    keys = f"label=:key_id={KEY_ID}:key={KEY}"
    return ("--enable_raw_key_encryption", "--keys", keys, "--protection_scheme", scheme.value, *more)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", [Scheme.CENC, Scheme.CENS, Scheme.CBC1, Scheme.CBCS])
def test_every_scheme_is_opened(
    packager: Path, film: bytes, tmp_path: Path, scheme: Scheme, kind: str
) -> None:
    closed = packaged(packager, film, tmp_path, kind, *raw_key(scheme, "--clear_lead", "0"))
    streams = opened(closed, lambda _: bytes.fromhex(KEY))
    assert [bytes(each.data) for stream in streams for each in stream.samples] == clear(film, kind)


def test_a_clear_lead_is_followed_by_the_same_format(packager: Path, film: bytes, tmp_path: Path) -> None:
    closed = packaged(packager, film, tmp_path, "video", *raw_key(Scheme.CBCS, "--clear_lead", "0.8"))
    streams = opened(closed, lambda _: bytes.fromhex(KEY))
    assert [bytes(each.data) for stream in streams for each in stream.samples] == clear(film, "video")
    assert len({id(stream.format) for stream in streams}) == 1


def test_keys_in_rotation_are_told_apart(packager: Path, film: bytes, tmp_path: Path) -> None:
    options = raw_key(Scheme.CENC, "--clear_lead", "0", "--crypto_period_duration", "1")
    closed = packaged(packager, film, tmp_path, "video", *options)
    asked: dict[bytes, bytes] = {}

    def key(key_id: bytes) -> bytes:
        # The packager turns key and key id of each period by one byte more.
        turns = next(turn for turn in range(16) if turned(bytes.fromhex(KEY_ID), turn) == key_id)
        return asked.setdefault(key_id, turned(bytes.fromhex(KEY), turns))

    streams = opened(closed, key)
    assert [bytes(each.data) for stream in streams for each in stream.samples] == clear(film, "video")
    assert len(asked) > 1


def turned(key: bytes, count: int) -> bytes:
    return key[count:] + key[:count]
