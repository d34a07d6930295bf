"""The OpenCDM adapter against a stand-in for a set-top box's library, compiled here."""

import asyncio
import shutil
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from playhead.testing.contracts import Answer, CdmContract, MakeCdm
from playhead.testing.contracts.cdm import TEST_KEY_ID, converse, opened
from playhead.testing.protected_samples import TestSample
from playhead_drm import (
    InitDataType,
    KeyNotUsableError,
    KeyStatus,
    ProtectedSample,
    SampleProtection,
    Scheme,
    UnsupportedSchemeError,
)
from playhead_drm.opencdm import OpenCdm

SYSTEM_ID = bytes.fromhex("5b5b5b5b000040008000000000000001")
SOURCE = Path(__file__).with_name("opencdm_stub.c")
PSSH = struct.pack(">I4sI16sI16sI", 52, b"pssh", 1 << 24, SYSTEM_ID, 1, TEST_KEY_ID, 0)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or sys.platform == "win32":
        pytest.skip("there is no C compiler here")
    target = tmp_path_factory.mktemp("opencdm") / "libocdm.so"
    command = [compiler, "-shared", "-fPIC", "-Wall", "-Werror", "-o", str(target), str(SOURCE), "-lpthread"]
    subprocess.run(command, check=True)
    return str(target)


def answer_of(message: bytes) -> bytes:
    assert message.startswith(b"challenge ")
    return b"licence" + message.removeprefix(b"challenge")


def scrambled(clear: bytes, head_bytes: int = 5) -> ProtectedSample:
    body = bytes(byte ^ 0x5A for byte in clear[head_bytes:])
    how = SampleProtection(Scheme.CENC, TEST_KEY_ID, bytes(16), ((head_bytes, len(body)),))
    return ProtectedSample(clear[:head_bytes] + body, how)


class TestOpenCdm(CdmContract):
    @pytest.fixture
    def make_cdm(self, library: str) -> MakeCdm:
        return lambda: OpenCdm("test.stub", system_id=SYSTEM_ID, library=library)

    @pytest.fixture
    def answer(self) -> Answer:
        return answer_of

    @pytest.fixture
    def init_data(self) -> tuple[InitDataType, bytes]:
        return InitDataType.CENC, PSSH

    @pytest.fixture
    def samples(self) -> Sequence[TestSample]:
        clears = [bytes(range(100)), b"another sample, in the clear"]
        return [TestSample(scrambled(clear), clear) for clear in clears]


async def test_the_library_says_where_its_challenges_go(library: str) -> None:
    cdm = OpenCdm("test.stub", system_id=SYSTEM_ID, library=library)
    message = await (await opened(cdm)).generate_request(InitDataType.CENC, PSSH)
    assert message is not None
    assert message.url == "https://stub.test/licence"
    await cdm.close()


async def test_a_key_that_the_library_calls_expired_opens_nothing(library: str) -> None:
    cdm = OpenCdm("test.stub", system_id=SYSTEM_ID, library=library)
    session = await opened(cdm)
    message = await session.generate_request(InitDataType.CENC, PSSH)
    await converse(session, message, lambda body: answer_of(body) + b"2")
    assert session.key_statuses == {TEST_KEY_ID: KeyStatus.EXPIRED}
    with pytest.raises(KeyNotUsableError):
        await asyncio.to_thread(session.decrypt, [scrambled(bytes(40))])
    await cdm.close()


async def test_a_certificate_goes_to_the_library(library: str) -> None:
    cdm = OpenCdm("test.stub", system_id=SYSTEM_ID, library=library)
    assert await cdm.set_server_certificate(b"certificate")
    await cdm.close()


def test_a_key_system_that_the_library_does_not_know_is_refused(library: str) -> None:
    with pytest.raises(UnsupportedSchemeError, match=r"com\.example\.none"):
        OpenCdm("com.example.none", system_id=SYSTEM_ID, library=library)


def test_a_box_without_the_library_says_so() -> None:
    with pytest.raises(OSError, match="no-such-library"):
        OpenCdm("test.stub", system_id=SYSTEM_ID, library="no-such-library.so")
