"""The guide's example is run: its CDM keeps the contract, and it is as short as the guide claims."""

import re
import struct
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from playhead.testing.contracts import Answer, CdmContract, MakeCdm
from playhead.testing.contracts.cdm import TEST_KEY, TEST_KEY_ID
from playhead.testing.protected_samples import TestSample, encrypted_sample
from playhead_drm import InitDataType, ProtectedSample, Scheme
from playhead_drm.cenc import decrypt_samples

GUIDE = Path(__file__).parents[2] / "docs" / "embedding-drm.md"


def example() -> str:
    found = re.search(
        r"<!-- example.*?-->\n```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found is not None
    return found[1]


class Chip:
    """What the guide's example sits on: it knows its keys and shows them to nobody."""

    def __init__(self) -> None:
        self._handles = count(1)
        self._open: dict[int, bytes] = {}

    def open(self, init_data: bytes) -> tuple[int, bytes]:
        if init_data[4:8] != b"pssh":
            raise ValueError("no pssh box")
        handle = next(self._handles)
        self._open[handle] = init_data[32:48]
        return handle, b"challenge %d" % handle

    def accept(self, handle: int | None, licence: bytes) -> list[bytes]:
        return [self._open[handle]] if handle in self._open and licence == b"licence %d" % handle else []

    def decrypt(self, handle: int, sample: ProtectedSample) -> bytes:
        return bytes(decrypt_samples([sample], {self._open[handle]: TEST_KEY})[0])


def test_the_example_is_under_sixty_lines_of_code() -> None:
    lines = [line for line in example().splitlines() if line.strip()]
    assert len(lines) < 60


class TestExample(CdmContract):
    @pytest.fixture
    def make_cdm(self) -> MakeCdm:
        names: dict[str, Any] = {}
        exec(compile(example(), str(GUIDE), "exec"), names)
        return lambda: names["BoxCdm"](Chip())

    @pytest.fixture
    def answer(self) -> Answer:
        return lambda message: message.replace(b"challenge", b"licence")

    @pytest.fixture
    def init_data(self) -> tuple[InitDataType, bytes]:
        box = struct.pack(">I4sI16sI16sI", 52, b"pssh", 1 << 24, bytes(16), 1, TEST_KEY_ID, 0)
        return InitDataType.CENC, box

    @pytest.fixture
    def samples(self) -> Sequence[TestSample]:
        return [encrypted_sample(scheme, TEST_KEY_ID, TEST_KEY) for scheme in (Scheme.CENC, Scheme.CBCS)]
