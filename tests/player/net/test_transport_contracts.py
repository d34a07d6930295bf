from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from playhead.net.transports.file import FileTransport
from playhead.net.transports.http import HttpTransport
from playhead.net.transports.late import LateTransport
from playhead.net.transports.simulated import SimulatedNetwork
from playhead.testing import Fault, Unreachable, run_virtual
from playhead.testing.contracts import MakeTransport, Run, Serve, TransportContract


class TestHttpTransport(TransportContract):
    @pytest.fixture
    def make_transport(self) -> MakeTransport:
        return HttpTransport


class TestLateTransport(TransportContract):
    @pytest.fixture
    def make_transport(self) -> MakeTransport:
        return lambda: LateTransport(frozenset({"http", "https"}), HttpTransport)


class TestFileTransport(TransportContract):
    speaks_http = False

    @pytest.fixture
    def make_transport(self) -> MakeTransport:
        return FileTransport

    @pytest.fixture
    def serve(self, tmp_path: Path) -> Serve:
        @asynccontextmanager
        async def serve(bodies: Mapping[str, bytes]) -> AsyncGenerator[str, None]:
            for path, body in bodies.items():
                (tmp_path / path.lstrip("/")).write_bytes(body)
            yield tmp_path.as_uri()

        return serve

    @pytest.fixture
    def unreachable_url(self) -> str:
        return ""


class TestFileTransportOnTheVirtualLoop(TestFileTransport):
    @pytest.fixture
    def run(self) -> Run:
        return run_virtual


class TestSimulatedNetwork(TransportContract):
    speaks_http = False
    base_url = "https://simulated.example"

    @pytest.fixture
    def bodies(self) -> dict[str, bytes]:
        return {}

    @pytest.fixture
    def make_transport(self, bodies: dict[str, bytes], unreachable_url: str) -> MakeTransport:
        faults = [Fault(Unreachable(), url=unreachable_url.replace("?", "[?]"))]
        return lambda: SimulatedNetwork([(10, 8e6), (2, 0)], bodies.get, faults=faults)

    @pytest.fixture
    def serve(self, bodies: dict[str, bytes]) -> Serve:
        @asynccontextmanager
        async def serve(files: Mapping[str, bytes]) -> AsyncGenerator[str, None]:
            bodies.update({self.base_url + path: body for path, body in files.items()})
            yield self.base_url

        return serve

    @pytest.fixture
    def unreachable_url(self) -> str:
        return "https://nowhere.example/a?token=secret"

    @pytest.fixture
    def run(self) -> Run:
        return run_virtual
