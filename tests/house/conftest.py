"""What every test of the house starts from."""

import pytest

from house.fake_machine import FakeMachine
from house.speech import Steps


@pytest.fixture
def steps() -> Steps:
    return Steps(1)


@pytest.fixture
def machine() -> FakeMachine:
    return FakeMachine()
