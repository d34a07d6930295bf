"""The CDMs that come with the project keep the contract that every device team's CDM has to keep."""

import json
from base64 import urlsafe_b64decode

import pytest

from playhead.testing.contracts import Answer, CdmContract, MakeCdm
from playhead.testing.contracts.cdm import TEST_KEY, TEST_KEY_ID
from playhead.testing.fake_cdm import FakeCdm, FakeLicenceServer
from playhead_drm import ClearKeyCdm, clear_key_licence


class TestClearKey(CdmContract):
    binds_answers = False

    @pytest.fixture
    def make_cdm(self) -> MakeCdm:
        return ClearKeyCdm

    @pytest.fixture
    def answer(self) -> Answer:
        def answer(message: bytes) -> bytes:
            names = [urlsafe_b64decode(each + "==") for each in json.loads(message)["kids"]]
            return clear_key_licence(dict.fromkeys(names, TEST_KEY))

        return answer


class TestFakeCdm(CdmContract):
    @pytest.fixture
    def make_cdm(self) -> MakeCdm:
        return lambda: FakeCdm({TEST_KEY_ID: TEST_KEY})

    @pytest.fixture
    def answer(self) -> Answer:
        return FakeLicenceServer().answer
